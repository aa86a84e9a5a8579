/**
 * The agreements of the sample model with their paths, signatures, reviews and targets, and the communication plan. The agreements are made up;
 * the items of the communication plan are those of the published process, in own words and on made-up days.
 */
import { isStepCode } from '../../src-shared/domain/service-levels/agreements/path-order.ts'
import {
  AGREEMENT_ENTRIES, AGREEMENT_KINDS, agreementServiceId, agreementSupportId, IMPORTANCES, REVIEW_IMPROVEMENTS, STEP_OUTCOMES, type Agreement, type AgreementReview, type AgreementTables,
} from '../../src-shared/domain/model/agreement-tables.ts'
import { PROVENANCES } from '../../src-shared/domain/model/cost-tables.ts'
import type { ModelRows } from '../../src-shared/domain/model/draft.ts'
import {
  INCIDENT_STATISTICS, RHYTHMS, TARGET_COMPUTATIONS, TARGET_DIRECTIONS, TARGET_METRICS, type Communication, type CommunicationDone, type ServiceTarget,
} from '../../src-shared/domain/model/level-tables.ts'
import { month } from '../../src-shared/domain/month.ts'
import { cell, day, figure, idOf, oneOf, required, whole, type SampleLine } from './sample-lines.ts'

/** The files of the agreements, without `.csv`. */
export const AGREEMENT_SAMPLE_TABLES = [
  'service-agreements', 'service-agreement-steps', 'service-agreement-signatures', 'service-agreement-documents', 'service-agreement-reviews', 'service-agreement-escalations', 'service-agreement-targets',
  'service-communications', 'service-communications-done',
] as const
export type AgreementSampleTables = Readonly<Record<(typeof AGREEMENT_SAMPLE_TABLES)[number], readonly SampleLine[]>>

type Rows = Pick<ModelRows, keyof AgreementTables | 'communication' | 'communicationDone'>

/** The agreements and the communication plan. @example sampleAgreements(tables).agreement[0]?.code // 'SLR-001' */
export function sampleAgreements(tables: AgreementSampleTables): Rows {
  const agreements = tables['service-agreements']
  return {
    agreement: agreements.map(agreement),
    agreementService: agreements.flatMap((line) => listOf(line, 'services').map((serviceId) => ({ id: agreementServiceId({ agreementId: idOf(cell(line, 'code')), serviceId }), agreementId: idOf(cell(line, 'code')), serviceId }))),
    agreementSupport: agreements.flatMap((line) => listOf(line, 'supports').map((supportId) => ({ id: agreementSupportId({ agreementId: idOf(cell(line, 'code')), supportId }), agreementId: idOf(cell(line, 'code')), supportId }))),
    agreementStep: tables['service-agreement-steps'].map((line) => ({
      ...part(line), step: required(line, 'step', isStepCode(cell(line, 'step')) ? cell(line, 'step') : null), outcome: oneOf(line, 'outcome', STEP_OUTCOMES), doneOn: required(line, 'doneOn', day(line, 'doneOn')), doneBy: cell(line, 'doneBy'), note: cell(line, 'note'),
    })),
    agreementSignature: tables['service-agreement-signatures'].map((line) => ({ ...part(line), role: cell(line, 'role'), signer: cell(line, 'signer'), signedOn: day(line, 'signedOn') })),
    agreementDocument: tables['service-agreement-documents'].map((line) => ({ ...part(line), title: cell(line, 'title'), address: cell(line, 'address') })),
    agreementReview: tables['service-agreement-reviews'].map(review),
    escalationStep: tables['service-agreement-escalations'].map((line) => ({ ...part(line), criterion: cell(line, 'criterion'), role: cell(line, 'role'), note: cell(line, 'note') })),
    communication: tables['service-communications'].map(communication),
    communicationDone: tables['service-communications-done'].map(communicationDone),
  }
}

/** The targets of the sample: those of the services, each with the agreement that promises it, and what OLAs and contracts promise besides. @example sampleAgreementTargets(tables, targets).at(-1)?.code // 'UC-001-RES' */
export function sampleAgreementTargets(tables: AgreementSampleTables, ofServices: ModelRows['serviceTarget']): ModelRows['serviceTarget'] {
  const promisedIn = new Map(tables['service-agreements'].flatMap((line) => listOf(line, 'targets').map((targetId) => [targetId, idOf(cell(line, 'code'))] as const)))
  const own = tables['service-agreement-targets'].map((line, index) => target(line, ofServices.length + index))
  return [...ofServices.map((each) => ({ ...each, agreementId: promisedIn.get(each.id) ?? each.agreementId })), ...own]
}

function listOf(line: SampleLine, column: string): readonly string[] {
  return cell(line, column).split(';').flatMap((each) => (each.trim() === '' ? [] : [idOf(each.trim())]))
}

/** The agreement of a part, and its place among its like. */
function part(line: SampleLine): { readonly id: string; readonly agreementId: string; readonly position: number } {
  const agreementId = idOf(cell(line, 'agreement'))
  return { id: `${agreementId}-${cell(line, 'position')}`, agreementId, position: whole(line, 'position') }
}

function agreement(line: SampleLine): Agreement {
  const orNull = (column: string): string | null => (cell(line, column) === '' ? null : idOf(cell(line, column)))
  return {
    id: idOf(cell(line, 'code')), code: cell(line, 'code'), kind: oneOf(line, 'kind', AGREEMENT_KINDS), title: cell(line, 'title'), customerId: orNull('customer'), provider: cell(line, 'provider'), owner: cell(line, 'owner'),
    manager: cell(line, 'manager'), startsOn: day(line, 'startsOn'), endsOn: day(line, 'endsOn'), reviewMonths: cell(line, 'reviewMonths') === '' ? null : whole(line, 'reviewMonths'), reportDays: whole(line, 'reportDays'),
    importance: oneOf(line, 'importance', IMPORTANCES), entry: oneOf(line, 'entry', AGREEMENT_ENTRIES), predecessorId: orNull('predecessor'), terms: cell(line, 'terms'), provenance: oneOf(line, 'provenance', PROVENANCES),
    note: cell(line, 'note'), source: cell(line, 'source'),
  }
}

function review(line: SampleLine): AgreementReview {
  const agreementId = idOf(cell(line, 'agreement'))
  return {
    id: `${agreementId}-${cell(line, 'plannedOn')}`, agreementId, plannedOn: required(line, 'plannedOn', day(line, 'plannedOn')), heldOn: day(line, 'heldOn'), termEndedOn: day(line, 'termEndedOn'),
    improvement: oneOf(line, 'improvement', REVIEW_IMPROVEMENTS), issuesRaised: cell(line, 'issuesRaised'), note: cell(line, 'note'),
  }
}

function target(line: SampleLine, position: number): ServiceTarget {
  const statistic = cell(line, 'statistic')
  const hundred = figure<'1'>({ ...line, most: '100' }, 'most')
  return {
    id: idOf(cell(line, 'code')), code: cell(line, 'code'), serviceId: idOf(cell(line, 'service')), agreementId: idOf(cell(line, 'agreement')), position, title: cell(line, 'title'), metric: oneOf(line, 'metric', TARGET_METRICS),
    computation: oneOf(line, 'computation', TARGET_COMPUTATIONS), statistic: statistic === '' ? null : oneOf(line, 'statistic', INCIDENT_STATISTICS), limitMinutes: cell(line, 'limitMinutes') === '' ? null : whole(line, 'limitMinutes'),
    priorities: cell(line, 'priorities'), unit: cell(line, 'unit'), direction: oneOf(line, 'direction', TARGET_DIRECTIONS), goal: required(line, 'goal', figure<'1'>(line, 'goal')), warning: figure<'1'>(line, 'warning'), window: 'month',
    calendarId: null, wording: 'standard', least: figure<'1'>({ ...line, least: '0' }, 'least'), most: hundred, effectiveFrom: month(cell(line, 'effectiveFrom')), retiredFrom: null, importance: oneOf(line, 'importance', IMPORTANCES),
    provenance: oneOf(line, 'provenance', PROVENANCES), note: cell(line, 'note'), source: cell(line, 'source'),
  }
}

function communication(line: SampleLine, position: number): Communication {
  return {
    id: cell(line, 'id'), position, title: cell(line, 'title'), audience: cell(line, 'audience'), responsible: cell(line, 'responsible'), medium: cell(line, 'medium'), artifact: cell(line, 'artifact'),
    rhythm: oneOf(line, 'rhythm', RHYTHMS), daysBefore: whole(line, 'daysBefore'), startsOn: day(line, 'startsOn'), note: cell(line, 'note'), source: cell(line, 'source'),
  }
}

function communicationDone(line: SampleLine): CommunicationDone {
  const [communicationId, dueOn, subject] = [cell(line, 'communication'), required(line, 'dueOn', day(line, 'dueOn')), cell(line, 'subject')]
  return { id: [communicationId, dueOn, ...(subject === '' ? [] : [idOf(subject)])].join('-'), communicationId, dueOn, doneOn: required(line, 'doneOn', day(line, 'doneOn')), subject: subject === '' ? '' : idOf(subject), note: cell(line, 'note') }
}
