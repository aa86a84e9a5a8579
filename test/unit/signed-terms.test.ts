import { describe, expect, it } from 'vitest'

import { planCostImport } from '../../src-shared/domain/costs/imports/plan-cost-import.ts'
import { isoDate } from '../../src-shared/domain/fiscal-year.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import { inverseChanges, rowChange } from '../../src-shared/domain/model/edit.ts'
import type { ServiceCalendar, ServiceTarget } from '../../src-shared/domain/model/level-tables.ts'
import { planAgreement, planCoveredServices, planPromisedTargets, planRemoveAgreement, planRenewAgreement } from '../../src-shared/domain/service-levels/agreements/edit-agreements.ts'
import { planSign, planUnsign } from '../../src-shared/domain/service-levels/agreements/edit-path.ts'
import { blankLevelRow } from '../../src-shared/domain/service-levels/blank-level-rows.ts'
import { planAddLevelRow, planLevelEdits, planMeasurements, planRemoveLevelRows } from '../../src-shared/domain/service-levels/edit-levels.ts'
import { planAddRule, planRemoveRule, planRuleField } from '../../src-shared/domain/usage/edit-rules.ts'
import { planPasteRules } from '../../src-shared/domain/usage/paste-rules.ts'
import type { Holiday } from '../../src-shared/domain/usage/rating-rules.ts'
import { LATER } from '../support/later-day.ts'
import { sampleDraft } from '../support/sample-draft.ts'
import { agreementModel, agreementRow, applied, refusalOf, REQUIREMENT_STEPS, SUPPORT_STEPS, targetRow, walk } from '../support/small-agreements.ts'
import { countingIds, FY2005 } from '../support/small-model.ts'
import { expectOk } from '../support/usage-cases.ts'

/** The OLA, one step before its signature. */
function agreed(): Draft {
  return walk(agreementModel(), 'ola', SUPPORT_STEPS)
}

function sign(draft: Draft, signatureId = 'sign-lead'): Draft {
  return applied(draft, planSign({ draft, signatureId, signer: 'Lee', signedOn: isoDate('2004-06-01'), stepId: 'signed', today: LATER }))
}

function signed(): Draft {
  return sign(agreed())
}

function typed(draft: Draft, field: keyof ServiceTarget, text: string, rowId = 't-ola'): readonly string[] {
  const { plan, refused } = planLevelEdits({ draft, edits: [{ table: 'serviceTarget', rowId, field, text }], label: 'Edit a target', today: LATER })
  return plan.changes.length > 0 ? ['taken'] : refused.map((each) => `${each.issue.message} ${each.issue.remedy ?? ''}`)
}

function importedTargets(draft: Draft, text: string): readonly string[] {
  const rows = text.split('\n').map((line) => line.split(','))
  const { outcome } = planCostImport({ kind: 'targets', draft, version: FY2005, fileName: 'a.csv', sheet: '', rowNumbers: rows.map((_, index) => index + 1), rows, mapping: null, newId: countingIds(), author: 'Ann', today: LATER })
  return outcome.issues.filter((each) => each.severity === 'error').map((each) => `${each.place?.row ?? '-'}: ${each.message}`)
}

function holiday(id: string, date: string, scope: Holiday['scope'] = 'state'): Holiday {
  return { id, date: isoDate(date), name: id, scope, note: '', source: '' }
}

/** Why a field of a holiday cannot be typed so; empty where it can. */
function move(draft: Draft, id: string, field: string, text: string): string {
  return refusalOf(draft, planRuleField({ draft, table: 'holiday', id, field, text }))
}

describe('what is signed', () => {
  it('SLM-6: parties, term, services and promises of a signed agreement stay; its title and owner do not', () => {
    const draft = signed()
    const ola = draft.agreement.get('ola') ?? agreementRow('ola', 'ola')
    expect(refusalOf(draft, planAgreement(draft, { ...ola, provider: 'Another team' }))).toBe('OLA is signed: who promises whom stays as it was signed.')
    expect(refusalOf(draft, planAgreement(draft, { ...ola, endsOn: null }))).toBe('OLA is signed: its term stays as it was signed.')
    expect(refusalOf(draft, planAgreement(draft, { ...ola, title: 'Storage', owner: 'Ann', reviewMonths: 3 }))).toBe('')
    expect(refusalOf(draft, planCoveredServices(draft, { agreementId: 'ola', serviceIds: ['cabling'] }))).toBe('OLA is signed: what it covers stays as it was signed.')
    expect(refusalOf(draft, planPromisedTargets(draft, { agreementId: 'ola', targetIds: [] }))).toBe('OLA is signed: T-OLA stays promised as it was signed.')
    expect(typed(draft, 'goal', '90')).toEqual(['OLA is signed: what T-OLA promises stays as it was signed. Renew it, or take step 3.5 and the signatures back.'])
    expect([typed(draft, 'warning', '99.9'), typed(draft, 'title', 'Uptime'), typed(agreed(), 'goal', '90')]).toEqual([[expect.stringContaining('stays as it was signed')], ['taken'], ['taken']])
  })

  it('SLM-6: the first of several signatures holds the terms fast; taken back, they are open again', () => {
    const steps = [...REQUIREMENT_STEPS, ['3.1'], ['3.2'], ['3.3'], ['3.4', 'yes']] as const
    const open = walk(walk(walk(agreementModel(), 'ola', SUPPORT_STEPS), 'uc', SUPPORT_STEPS), 'sla', steps)
    const draft = sign(open, 'sign-owner')
    const sla = draft.agreement.get('sla') ?? agreementRow('sla', 'sla')
    const plans = (of: Draft) => [
      planAgreement(of, { ...sla, customerId: null }), planAgreement(of, { ...sla, endsOn: null }), planAgreement(of, { ...sla, terms: 'Something else' }),
      planCoveredServices(of, { agreementId: 'sla', serviceIds: ['cabling'] }), planPromisedTargets(of, { agreementId: 'sla', targetIds: [] }), planRemoveLevelRows({ draft: of, table: 'serviceTarget', rowIds: ['t-sla'], label: 'x' }),
    ]
    expect([...plans(draft), planRemoveAgreement(draft, 'sla')].map((plan) => refusalOf(draft, plan))).toEqual([
      'who promises whom stays', 'its term stays', 'its wording stays', 'what it covers stays', 'T-SLA stays promised', 'T-SLA stays promised', 'it stays',
    ].map((what) => `SLA carries signatures: ${what} as it was signed.`))
    expect(typed(draft, 'goal', '50', 't-sla')).toEqual(['SLA carries signatures: what T-SLA promises stays as it was signed. Take the signatures back first.'])
    expect(importedTargets(draft, 'code,unit,goal\nT-SLA,%,50')).toEqual(['2: SLA carries signatures: what T-SLA promises stays as it was signed.'])
    expect([refusalOf(draft, planAgreement(draft, { ...sla, title: 'Mainframe' })), typed(open, 'goal', '50', 't-sla')]).toEqual(['', ['taken']])
    const back = applied(draft, planUnsign(draft, { signatureId: 'sign-owner', isRemoved: false }))
    expect([...plans(back).map((plan) => refusalOf(back, plan)), ...typed(back, 'goal', '50', 't-sla')]).toEqual(['', '', '', '', '', '', 'taken'])
  })

  it('SLM-6: what was changed before the signature is undone after it; the agreement that renews it takes the target over', () => {
    const before = agreed()
    const { plan } = planLevelEdits({ draft: before, edits: [{ table: 'serviceTarget', rowId: 't-ola', field: 'goal', text: '99.6' }], label: 'Edit a target', today: LATER })
    const draft = sign(applied(before, { ok: true, value: plan }))
    const back = applied(draft, { ok: true, value: { label: 'Undo', kind: 'edit', changes: inverseChanges(plan.changes) } })
    expect(back.serviceTarget.get('t-ola')?.goal).toBe('99.5')
    expect(applied(back, { ok: true, value: plan }).serviceTarget.get('t-ola')?.goal).toBe('99.6')
    const renewal = expectOk(planRenewAgreement({ draft, agreementId: 'ola', newId: (() => { let next = 0; return () => `new-${(next += 1)}` })() }))
    const renewed = applied(draft, { ok: true, value: renewal })
    expect(refusalOf(renewed, planPromisedTargets(renewed, { agreementId: 'ola', targetIds: [] }))).toBe('')
  })

  it('SLM-6: an import that changes what is signed is refused with its row; the same again changes nothing', () => {
    const draft = signed()
    const said = (kind: 'agreements' | 'targets', text: string): readonly string[] => {
      const rows = text.split('\n').map((line) => line.split(','))
      const { outcome, plan } = planCostImport({ kind, draft, version: FY2005, fileName: 'a.csv', sheet: '', rowNumbers: rows.map((_, index) => index + 1), rows, mapping: null, newId: countingIds(), author: 'Ann', today: LATER })
      return [...outcome.issues.filter((each) => each.severity === 'error').map((each) => `${each.place?.row ?? '-'}: ${each.message}`), ...(plan === null ? [] : ['taken'])]
    }
    expect(said('agreements', 'code,services,starts\nOLA,Mainframe,2004-08-01')).toEqual(['2: OLA is signed: its term stays as it was signed.'])
    expect(said('agreements', 'code,services,starts\nOLA,Cabling,2004-07-01')).toEqual(['2: OLA is signed: what it covers stays as it was signed.'])
    expect(said('agreements', 'code,services,starts,note\nOLA,Mainframe,2004-07-01,Seen')).toEqual(['taken'])
    expect(said('targets', 'code,unit,goal\nT-OLA,%,90')).toEqual(['2: OLA is signed: what T-OLA promises stays as it was signed.'])
  })

  it('SLM-6: nothing is added to what is signed, and no target is measured otherwise or taken away', () => {
    const draft = applied(signed(), { ok: true, value: { label: 'New', kind: 'edit', changes: [rowChange('serviceTarget', { before: null, after: targetRow('t-2', 'ola', '99', { agreementId: null }) })] } })
    const added = 'OLA is signed: T-2 cannot be added, what it promises stays as it was signed.'
    expect(refusalOf(draft, planPromisedTargets(draft, { agreementId: 'ola', targetIds: ['t-ola', 't-2'] }))).toBe(added)
    expect(importedTargets(draft, 'code,agreement\nT-2,OLA')).toEqual([`2: ${added}`])
    expect(importedTargets(draft, 'code,agreement,service,unit,goal,from\nT-3,OLA,Mainframe,%,90,2004-07')).toEqual(['2: OLA is signed: T-3 cannot be added, what it promises stays as it was signed.'])
    const stays = [expect.stringContaining('OLA is signed: what T-OLA promises stays as it was signed.')]
    const texts: readonly (readonly [keyof ServiceTarget, string])[] = [['metric', 'satisfaction'], ['window', 'quarter'], ['wording', 'excludes-unplanned'], ['priorities', '1'], ['serviceId', 'Cabling'], ['effectiveFrom', '2004-09'], ['computation', 'outages']]
    expect(texts.map(([field, text]) => typed(draft, field, text))).toEqual(texts.map(() => stays))
    expect(refusalOf(draft, planRemoveLevelRows({ draft, table: 'serviceTarget', rowIds: ['t-ola'], label: 'x' }))).toBe('OLA is signed: T-OLA stays promised as it was signed.')
    expect(refusalOf(draft, planRemoveAgreement(draft, 'ola'))).toBe('OLA is signed: it stays as it was signed.')
    const ola = draft.agreement.get('ola') ?? agreementRow('ola', 'ola')
    expect(refusalOf(draft, planAgreement(draft, { ...ola, terms: 'Something else' }))).toBe('OLA is signed: its wording stays as it was signed.')
    expect(planMeasurements({ draft, author: 'Ann', edits: [{ targetId: 't-ola', month: '2004-08', text: '99.6' }], label: 'x', today: LATER }).plan.changes).toHaveLength(1)
  })

  it('SLM-6: a target is retired with its agreement, from the month after its last day on, and not before', () => {
    const draft = signed()
    expect(typed(draft, 'retiredFrom', '2005-07')).toEqual(['OLA is signed: T-OLA is promised to its end and stays as it was signed. End the agreement, or renew it; then retire the target.'])
    const renewed = applied(draft, planRenewAgreement({ draft, agreementId: 'ola', newId: (() => { let next = 0; return () => `new-${(next += 1)}` })() }))
    expect(typed(renewed, 'retiredFrom', '2005-06')).toEqual(['OLA is signed: T-OLA is promised to its end and stays as it was signed. Retire it from July 2005 on, the month after its last day.'])
    expect(typed(renewed, 'retiredFrom', '2005-07')).toEqual(['taken'])
    expect(typed(agreed(), 'retiredFrom', '2004-09')).toEqual(['taken'])
  })

  it('SLM-6: a holiday in its term by which a signed promise is measured is not moved or taken away; new ones, other days and names are open', () => {
    const calendar: ServiceCalendar = { id: 'office', name: 'Office', position: 0, timeZone: 'America/New_York', hours: 'Mon-Fri 07:00-17:00', observedHolidays: 'state', note: '', source: '' }
    const open = agreed()
    const target = open.serviceTarget.get('t-ola')
    if (target === undefined) throw new Error('no target')
    const before: Draft = {
      ...open, serviceCalendar: new Map([['office', calendar]]), serviceTarget: new Map([...open.serviceTarget, ['t-ola', { ...target, calendarId: 'office' }]]),
      holiday: new Map([holiday('labor', '2004-09-06'), holiday('suffolk', '2005-03-17', 'county'), holiday('next', '2005-07-04')].map((row) => [row.id, row])),
    }
    const draft = sign(before)
    const stays = 'OLA is signed: 2004-09-06, a holiday by which T-OLA is measured, stays as it was signed.'
    expect([move(draft, 'labor', 'date', '2004-09-07'), refusalOf(draft, planRemoveRule({ draft, table: 'holiday', id: 'labor' })), move(before, 'labor', 'date', '2004-09-07')]).toEqual([stays, stays, ''])
    expect([move(draft, 'labor', 'name', 'Labor Day'), move(draft, 'suffolk', 'date', '2005-03-18'), move(draft, 'next', 'date', '2005-07-05')]).toEqual(['', '', ''])
    expect(refusalOf(draft, planAddRule({ draft, table: 'holiday', texts: { date: '2004-11-25', name: 'Thanksgiving', scope: 'state' }, newId: countingIds() }))).toBe('')
    const pasted = planPasteRules({ draft, table: 'holiday', rowIds: ['labor'], field: 'date', lines: [['2004-09-07']], newId: countingIds() })
    expect([pasted.plan.changes, pasted.refused.map(({ message }) => message)]).toEqual([[], [expect.stringContaining(stays)]])
  })

  it('SLM-6: the calendar by which a signed promise is measured stays, with its maintenance; its name and notes do not', () => {
    const calendar: ServiceCalendar = { id: 'office', name: 'Office', position: 0, timeZone: 'America/New_York', hours: 'Mon-Fri 07:00-17:00', observedHolidays: 'none', note: '', source: '' }
    const window = { ...blankLevelRow.maintenanceWindow(agreed(), 'friday', 'office'), ordinal: 2, weekday: 5, effectiveFrom: isoDate('2004-07-01') }
    const before = applied(agreed(), { ok: true, value: { label: 'x', kind: 'edit', changes: [
      rowChange('serviceCalendar', { before: null, after: calendar }), rowChange('maintenanceWindow', { before: null, after: window }),
    ] } })
    const target = before.serviceTarget.get('t-ola') ?? null
    const draft = sign(applied(before, { ok: true, value: { label: 'x', kind: 'edit', changes: [rowChange('serviceTarget', { before: target, after: target === null ? null : { ...target, calendarId: 'office' } })] } }))
    const typedInto = (table: 'serviceCalendar' | 'maintenanceWindow', rowId: string, field: string, text: string, on = draft): string => planLevelEdits({ draft: on, edits: [{ table, rowId, field, text }], label: 'x', today: LATER }).refused.map(({ issue }) => issue.message).join(' ')
    const hours = 'OLA is signed: Office, by which T-OLA is measured, stays as it was signed.'
    expect([typedInto('serviceCalendar', 'office', 'hours', '24x7'), typedInto('serviceCalendar', 'office', 'timeZone', 'UTC'), typedInto('serviceCalendar', 'office', 'name', 'Desk'), typedInto('serviceCalendar', 'office', 'hours', '24x7', before)]).toEqual([hours, hours, '', ''])
    const maintenance = 'OLA is signed: the maintenance of Office, by which T-OLA is measured, stays as it was signed.'
    expect(typed(draft, 'calendarId', '')).toEqual([expect.stringContaining('what T-OLA promises stays as it was signed')])
    expect([typedInto('maintenanceWindow', 'friday', 'minutes', '600'), typedInto('maintenanceWindow', 'friday', 'note', 'Seen')]).toEqual([maintenance, ''])
    const added = planAddLevelRow({ draft, table: 'maintenanceWindow', texts: { calendarId: 'office', rule: 'once', onDate: '2004-08-03', minutes: '600', effectiveFrom: '2004-07-01' }, newId: countingIds(), today: LATER })
    expect(added.ok ? [] : added.failure.map(({ message, remedy }) => `${message} ${remedy ?? ''}`)).toEqual([`${maintenance} Record what is planned beside it as a planned outage, add a calendar for the renewal, or take step 3.5 and the signatures back.`])
    expect(refusalOf(draft, planRemoveLevelRows({ draft, table: 'maintenanceWindow', rowIds: ['friday'], label: 'x' }))).toBe(maintenance)
    expect(planAddLevelRow({ draft, table: 'outage', texts: { serviceId: 'mainframe', startedAt: '2004-08-03 18:00', endedAt: '2004-08-04 04:00', kind: 'planned' }, newId: countingIds(), today: LATER }).ok).toBe(true)
  })

  it('of the sample, what came in force can be changed, what was signed in its path cannot, by all or by the first', () => {
    const draft = sampleDraft()
    const change = (id: string): string => {
      const before = draft.agreement.get(id) ?? agreementRow(id, 'sla')
      return refusalOf(draft, planAgreement(draft, { ...before, endsOn: isoDate('2005-05-31') }))
    }
    expect([change('sla-001'), change('sla-002'), change('sla-004')]).toEqual(['SLA-001 is signed: its term stays as it was signed.', '', 'SLA-004 carries signatures: its term stays as it was signed.'])
  })
})
