/** A model with agreements, reviews, findings and actions, as small as the quality loop needs. */
import { readDecimal, type Factor } from '../../src-shared/domain/decimal.ts'
import { isoDate } from '../../src-shared/domain/fiscal-year.ts'
import type { Agreement, AgreementReview } from '../../src-shared/domain/model/agreement-tables.ts'
import { draftFromRows, type Draft, type ModelRows } from '../../src-shared/domain/model/draft.ts'
import type { Finding, ImprovementAction, ServiceTarget } from '../../src-shared/domain/model/level-tables.ts'
import { month } from '../../src-shared/domain/month.ts'
import { smallRows } from './small-model.ts'

/** A goal or a measured value; a wrong text is a fault of the test. */
export function factor(text: string): Factor {
  const read = readDecimal<'1'>(text)
  if (!read.ok) throw new Error(text)
  return read.value
}

export function agreementRow(id: string, more: Partial<Agreement> = {}): Agreement {
  return {
    id, code: id.toUpperCase(), kind: 'sla', title: `Agreement ${id}`, customerId: 'dma', provider: '', owner: 'Service owner', manager: 'Service level manager', startsOn: isoDate('2003-07-01'), endsOn: isoDate('2004-06-30'),
    reviewMonths: 12, reportDays: 5, importance: 'critical', entry: 'in-force', predecessorId: null, terms: '', provenance: 'own', note: '', source: '', ...more,
  }
}

export function reviewRow(id: string, more: Partial<AgreementReview> = {}): AgreementReview {
  return { id, agreementId: 'sla-1', plannedOn: isoDate('2004-02-10'), heldOn: null, termEndedOn: null, improvement: 'open', issuesRaised: '', note: '', ...more }
}

export function targetRow(id: string, more: Partial<ServiceTarget> & Pick<ServiceTarget, 'goal'>): ServiceTarget {
  return {
    id, code: id.toUpperCase(), serviceId: 'mainframe', agreementId: 'sla-1', position: 0, title: `Target ${id}`, metric: 'availability', computation: 'typed', statistic: null, limitMinutes: null, priorities: '', unit: '%',
    direction: 'at-least', warning: null, window: 'month', calendarId: null, wording: 'standard', least: null, most: null, effectiveFrom: month('2003-07'), retiredFrom: null, importance: 'critical', provenance: 'own', note: '', source: '', ...more,
  }
}

export function findingRow(id: string, more: Partial<Finding> = {}): Finding {
  return {
    id, code: id.toUpperCase(), serviceId: 'mainframe', targetId: null, agreementId: 'sla-1', month: month('2003-10'), cause: 'breach', title: `Finding ${id}`, openedOn: isoDate('2003-11-05'), status: 'open', closedOn: null,
    reason: '', author: 'Ann', note: '', ...more,
  }
}

export function actionRow(id: string, more: Partial<ImprovementAction> = {}): ImprovementAction {
  return { id, findingId: 'f-001', position: 0, title: `Action ${id}`, owner: 'Service owner', dueOn: isoDate('2004-01-31'), status: 'planned', doneOn: null, result: '', ...more }
}

export function qualityModel(rows: Partial<ModelRows> = {}): Draft {
  return draftFromRows({ ...smallRows(), agreement: [agreementRow('sla-1')], agreementService: [{ id: 'sla-1|mainframe', agreementId: 'sla-1', serviceId: 'mainframe' }], ...rows })
}
