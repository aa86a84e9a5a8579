import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { decimal } from '../../src-shared/domain/decimal.ts'
import { isoDate } from '../../src-shared/domain/fiscal-year.ts'
import { agreementSupportId, type Agreement } from '../../src-shared/domain/model/agreement-tables.ts'
import { inverseChanges, rowChange } from '../../src-shared/domain/model/edit.ts'
import { evaluateExplanation, wrongExplanations } from '../../src-shared/domain/rates/evaluate-explanation.ts'
import { escalationOfAgreement, servicesOfAgreement, signaturesOfAgreement, stepsOfAgreement, supportsOfAgreement, targetsOfAgreement } from '../../src-shared/domain/service-levels/agreements/agreement-rows.ts'
import { daysAfter, monthsAfterDay } from '../../src-shared/domain/service-levels/agreements/calendar-days.ts'
import { dueItems } from '../../src-shared/domain/service-levels/agreements/due-items.ts'
import { planCoveredServices, planDocument, planEscalation, planNewAgreement, planPromisedTargets, planRemoveAgreement, planRemovePart, planRenewAgreement, planReview, planSupports } from '../../src-shared/domain/service-levels/agreements/edit-agreements.ts'
import { planCommunication, planCommunicationDone, planCommunicationNotDone, planRemoveCommunication } from '../../src-shared/domain/service-levels/agreements/edit-communication.ts'
import { planTakeBackStep } from '../../src-shared/domain/service-levels/agreements/edit-path.ts'
import { promiseCheck as promiseCheckIn, type PromiseCheck } from '../../src-shared/domain/service-levels/agreements/promise-check.ts'
import { daysOfRhythm } from '../../src-shared/domain/service-levels/agreements/rhythm.ts'
import type { ServiceCalendar, ServiceTarget } from '../../src-shared/domain/model/level-tables.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import { month } from '../../src-shared/domain/month.ts'
import type { Explanation } from '../../src-shared/domain/explanation.ts'
import { agreementModel, agreementRow, agreementRows, applied, communicationRow, refusalOf, reviewRow, targetRow, walk } from '../support/small-agreements.ts'
import { figure } from '../support/small-costs.ts'
import { sampleDraft } from '../support/sample-draft.ts'
import { expectOk } from '../support/usage-cases.ts'

function promiseCheck(draft: Draft, agreementId: string): readonly PromiseCheck[] {
  return promiseCheckIn(draft, agreementId, month('2004-07'))
}

function ids(): () => string {
  let next = 0
  return () => `new-${(next += 1)}`
}

function nodes(node: Explanation): readonly Explanation[] {
  return [node, ...node.inputs.flatMap(nodes)]
}

describe('agreements as edits', () => {
  it('begin from the template of their kind: headings, signatories, escalation; removed with all that is theirs; undone', () => {
    const draft = agreementModel()
    const plan = expectOk(planNewAgreement({ draft, newId: ids(), kind: 'sla', fields: { customerId: 'dma' }, serviceIds: ['cabling'] }))
    const after = applied(draft, { ok: true, value: plan })
    expect(after.agreement.get(plan.agreementId)).toMatchObject({ code: 'SLA-001', kind: 'sla', entry: 'process', reviewMonths: 12, terms: expect.stringContaining('## Availability and capacity') })
    expect(signaturesOfAgreement(after, plan.agreementId).map((each) => [each.role, each.signedOn])).toEqual([['Service owner', null], ['Service level manager', null], ['Customer', null]])
    expect([escalationOfAgreement(after, plan.agreementId).length, servicesOfAgreement(after, plan.agreementId).map((each) => each.id)]).toEqual([3, ['cabling']])
    expect(applied(after, { ok: true, value: { label: '', kind: 'edit', changes: inverseChanges(plan.changes) } })).toEqual(draft)
    expect(applied(after, planRemoveAgreement(after, plan.agreementId))).toEqual(draft)
    expect(refusalOf(draft, planRemoveAgreement(draft, 'ola'))).toMatch(/1 underpinning/)
  })

  it('a renewal carries parties, services, underpinnings and signatories over to the next term; a requirement goes on as an SLA', () => {
    const draft = agreementModel({ agreement: [...agreementRows().agreement, agreementRow('slr', 'slr', { startsOn: null, endsOn: null, reviewMonths: null })] })
    const plan = expectOk(planRenewAgreement({ draft, agreementId: 'sla', newId: ids() }))
    const after = applied(draft, { ok: true, value: plan })
    expect(after.agreement.get(plan.agreementId)).toMatchObject({ code: 'SLA-001', predecessorId: 'sla', entry: 'process', startsOn: '2005-07-01', endsOn: '2006-06-30', customerId: 'dma' })
    expect([supportsOfAgreement(after, plan.agreementId).map((each) => each.id), signaturesOfAgreement(after, plan.agreementId).map((each) => each.signedOn)]).toEqual([['ola', 'uc'], [null, null, null]])
    const begun = expectOk(planRenewAgreement({ draft, agreementId: 'slr', newId: ids() }))
    expect([begun.label, applied(draft, { ok: true, value: begun }).agreement.get(begun.agreementId)?.kind]).toEqual(['Begin the SLA of SLR', 'sla'])
  })

  it('two of a kind for one customer and service may not hold on the same days; the days are named', () => {
    const draft = agreementModel()
    const twin = (startsOn: string, endsOn: string | null) => planNewAgreement({ draft, newId: ids(), kind: 'sla', serviceIds: ['mainframe'], fields: { customerId: 'dma', startsOn: isoDate(startsOn), endsOn: endsOn === null ? null : isoDate(endsOn) } })
    expect(refusalOf(draft, twin('2005-06-30', null))).toBe('SLA-001 and SLA both cover Mainframe for DMA from 2005-06-30 to 2005-06-30.')
    expect(refusalOf(draft, twin('2005-07-01', null))).toBe('')
    const next = applied(draft, twin('2005-07-01', null))
    const sla = next.agreement.get('sla') ?? agreementRow('sla', 'sla')
    expect(refusalOf(next, { ok: true, value: { label: '', kind: 'edit', changes: [rowChange('agreement', { before: sla, after: { ...sla, endsOn: null } })] } })).toContain('from 2005-07-01 on')
  })

  it('an end is not taken back, nor moved, once another one covers the days behind it; without that one it is', () => {
    const retired = walk(walk(agreementModel(), 'sla', [['2.1']]), 'sla', [['retired']], '2004-09-30')
    const next = applied(retired, planNewAgreement({ draft: retired, newId: ids(), kind: 'sla', serviceIds: ['mainframe'], fields: { customerId: 'dma', startsOn: isoDate('2004-10-01') } }))
    const overlap = 'SLA and SLA-001 both cover Mainframe for DMA from 2004-10-01 to 2005-06-30.'
    expect([refusalOf(next, planTakeBackStep(next, 'sla')), refusalOf(retired, planTakeBackStep(retired, 'sla'))]).toEqual([overlap, ''])
    const end = stepsOfAgreement(next, 'sla').at(-1)
    if (end === undefined) throw new Error('It has no end.')
    const movedTo = (day: string) => refusalOf(next, { ok: true, value: { label: '', kind: 'edit', changes: [rowChange('agreementStep', { before: end, after: { ...end, doneOn: isoDate(day) } })] } })
    expect([movedTo('2004-10-31'), movedTo('2004-09-15')]).toEqual(['SLA and SLA-001 both cover Mainframe for DMA from 2004-10-01 to 2004-10-31.', ''])
    const apart = applied(next, planCoveredServices(next, { agreementId: 'new-1', serviceIds: ['cabling'] }))
    expect(refusalOf(apart, planTakeBackStep(apart, 'sla'))).toBe('')
  })

  it('a circular underpinning is refused with its circle; services, underpinnings, documents, escalation and reviews are written exactly', () => {
    const draft = agreementModel()
    const circle = agreementModel({ agreement: [...agreementRows().agreement, agreementRow('team', 'ola')], agreementSupport: [{ id: agreementSupportId({ agreementId: 'team', supportId: 'ola' }), agreementId: 'team', supportId: 'ola' }] })
    expect(refusalOf(circle, planSupports(circle, { agreementId: 'ola', supportIds: ['team'] }))).toBe('OLA is underpinned by TEAM is underpinned by OLA: a circle holds nothing.')
    const fewer = applied(draft, planSupports(draft, { agreementId: 'sla', supportIds: ['uc'] }))
    expect(supportsOfAgreement(fewer, 'sla').map((each) => each.id)).toEqual(['uc'])
    expect(servicesOfAgreement(applied(draft, planCoveredServices(draft, { agreementId: 'sla', serviceIds: ['cabling'] })), 'sla').map((each) => each.id)).toEqual(['cabling'])
    const unmeasured = applied(draft, planPromisedTargets(draft, { agreementId: 'sla', targetIds: [] }))
    expect([targetsOfAgreement(unmeasured, 'sla'), targetsOfAgreement(applied(unmeasured, planPromisedTargets(unmeasured, { agreementId: 'sla', targetIds: ['t-sla'] })), 'sla').map((each) => each.id)]).toEqual([[], ['t-sla']])
    expect(refusalOf(draft, planPromisedTargets(draft, { agreementId: 'sla', targetIds: ['t-ola'] }))).toBe('T-OLA is promised in OLA already.')
    const listed = applied(draft, planDocument(draft, { id: 'doc', agreementId: 'sla', title: 'Signed', address: 'sla.pdf' }))
    expect([listed.agreementDocument.get('doc')?.position, applied(listed, planRemovePart(listed, { table: 'agreementDocument', id: 'doc' })).agreementDocument.size]).toEqual([0, 0])
    expect(refusalOf(draft, planDocument(draft, { id: 'doc', agreementId: 'sla', title: 'Signed', address: ' ' }))).toContain('its path or link')
    expect(refusalOf(draft, planEscalation(draft, { id: 'up', agreementId: 'sla', criterion: 'Later', role: '', note: '' }))).toBe('Who is told?')
    const review = { ...reviewRow('r', 'sla', '2005-01-01', '2005-01-03'), improvement: 'started' } as const
    expect(expectOk(planReview({ draft, review, today: isoDate('2005-01-03') })).label).toBe('SLA: review held on 2005-01-03')
    expect(refusalOf(draft, planReview({ draft, review, today: isoDate('2004-12-31') }))).toBe('The review of SLA was held on 2005-01-03, after today (2004-12-31).')
    expect(expectOk(planReview({ draft, review: { ...review, heldOn: null }, today: isoDate('2004-12-31') })).label).toBe('SLA: review of 2005-01-01')
  })
})

const OFFICE: ServiceCalendar = { id: 'office', name: 'Office', position: 0, timeZone: 'America/New_York', hours: 'Mon-Fri 07:00-17:00', observedHolidays: 'state', note: '', source: '' }

function within(id: string, agreementId: string, limitMinutes: number, more: Parameters<typeof targetRow>[3] = {}): ServiceTarget {
  return targetRow(id, agreementId, '95', { metric: 'incident-resolution', statistic: 'percent-within-limit', limitMinutes, ...more })
}

/** A promise of 95 % within 60 minutes over 20 of the OLA and 20 of the contract, which promises them always. */
function first(promise: Parameters<typeof targetRow>[3], ola: Parameters<typeof targetRow>[3], agreement = agreementRows().agreement): PromiseCheck | undefined {
  return promiseCheck(agreementModel({ agreement, serviceCalendar: [OFFICE], serviceTarget: [within('t-sla', 'sla', 60, promise), within('t-ola', 'ola', 20, ola), within('t-uc', 'uc', 20, { ...promise, goal: figure<'1'>('100') })] }), 'sla')[0]
}

const DESK: ServiceCalendar = { ...OFFICE, id: 'desk', name: 'Desk', hours: 'Mon-Fri 08:00-12:00, 13:00-18:30', observedHolidays: 'state-and-county' }

/** An availability of 99 % over 99.5 % of the OLA, each measured by a calendar. */
function hours(own: string | null, below: string | null): PromiseCheck | undefined {
  return promiseCheck(agreementModel({ serviceCalendar: [OFFICE, DESK], serviceTarget: [targetRow('t-sla', 'sla', '99', { calendarId: own }), targetRow('t-ola', 'ola', '99.5', { calendarId: below })] }), 'sla')[0]
}

function olaUntil(endsOn: string): readonly Agreement[] {
  return agreementRows().agreement.map((each) => (each.id === 'ola' ? { ...each, startsOn: isoDate('1999-07-01'), endsOn: isoDate(endsOn) } : each))
}

function expectExplained(check: PromiseCheck | undefined): Explanation {
  if (check?.explanation === null || check?.explanation === undefined) throw new Error('Nothing explains it.')
  return check.explanation
}

describe('what may underpin what', () => {
  it('SLM-6: an OLA or a contract underpins, a contract is underpinned by none', () => {
    const draft = agreementModel({ agreement: [...agreementRows().agreement, agreementRow('slr', 'slr', { startsOn: null, endsOn: null })], agreementSupport: [] })
    expect(refusalOf(draft, planSupports(draft, { agreementId: 'sla', supportIds: ['slr'] }))).toBe('SLR is a service level requirement and underpins nothing.')
    expect(refusalOf(draft, planSupports(draft, { agreementId: 'ola', supportIds: ['sla'] }))).toBe('SLA is an SLA and underpins nothing.')
    expect(refusalOf(draft, planSupports(draft, { agreementId: 'uc', supportIds: ['ola'] }))).toBe('UC is an underpinning contract, which nothing underpins.')
    expect(refusalOf(draft, planSupports(draft, { agreementId: 'ola', supportIds: ['uc'] }))).toBe('')
  })
})

describe('what is promised and what can be held', () => {
  it('SLM-6: availabilities in series are multiplied, unrounded; the reserve explains itself', () => {
    const [check] = promiseCheck(agreementModel(), 'sla')
    expect(check).toMatchObject({ verdict: 'broken', holdable: '99.301', sentence: 'T-SLA promises 99.9 %; the underpinnings together hold OLA 99.5 % x UC 99.8 % = 99.301 %: more is promised than they can hold.' })
    expect(check?.explanation).toMatchObject({ label: 'Reserve', value: '-0.599', unit: 'points' })
    for (const node of check?.explanation === null || check?.explanation === undefined ? [] : nodes(check.explanation)) expect(evaluateExplanation(node)?.toFixed()).toBe(node.value)
    const exactly = agreementModel({ serviceTarget: agreementRows().serviceTarget.map((each) => (each.id === 't-sla' ? targetRow('t-sla', 'sla', '99.301') : each)) })
    expect(promiseCheck(exactly, 'sla')[0]?.verdict).toBe('held')
  })

  it('SLM-6: times of one kind and priority are added up; what an underpinning does not promise is said', () => {
    const model = (limit: number, priorities: string, others: readonly ServiceTarget[]) => promiseCheck(agreementModel({ serviceTarget: [within('t-sla', 'sla', limit, { priorities, goal: figure<'1'>('90.25') }), ...others] }), 'sla')
    expect(model(240, '1', [within('t-ola', 'ola', 120, { priorities: '1, 2' }), within('t-uc', 'uc', 121)])[0]).toMatchObject({ verdict: 'broken', holdable: '241', sentence: 'T-SLA promises 90.25 % within 240 minutes; the underpinnings together hold OLA 120 + UC 121 = 241 minutes in OLA 95 % x UC 95 % = 90.25 % of the cases: more is promised than they can hold.' })
    expect(model(241, '1', [within('t-ola', 'ola', 120), within('t-uc', 'uc', 121)])[0]?.verdict).toBe('held')
    expect(model(240, '', [within('t-ola', 'ola', 120, { priorities: '1' }), within('t-uc', 'uc', 121)])[0]).toMatchObject({ verdict: 'open', silent: [{ id: 'ola' }] })
    expect(model(240, '3', [within('t-ola', 'ola', 10, { priorities: '1' })])[0]).toMatchObject({ verdict: 'none', holdable: null, explanation: null })
    expect(promiseCheck(agreementModel({ agreementSupport: [] }), 'sla')).toEqual([])
  })

  it('SLM-6: another statistic, other hours of an availability, or a shorter term leave it open, and say why', () => {
    expect(first({}, { goal: figure<'1'>('99') })?.verdict).toBe('held')
    expect(first({}, { statistic: 'mean-minutes', limitMinutes: null, unit: 'minutes', direction: 'at-most', goal: figure<'1'>('30') })).toMatchObject({ verdict: 'open', holdable: '50', sentence: expect.stringContaining('OLA promises a mean, not a share within a limit.') })
    expect(first({ calendarId: 'office' }, { calendarId: 'office' })?.verdict).toBe('held')
    expect(first({}, {}, olaUntil('2005-06-29'))).toMatchObject({ verdict: 'open', sentence: expect.stringContaining('OLA ends on 2005-06-29.') })
    expect(first({}, {}, olaUntil('2000-06-30'))).toMatchObject({ verdict: 'open', holdable: '20', silent: [{ id: 'ola' }], sentence: expect.stringContaining('OLA ended on 2000-06-30, before SLA begins.') })
    expect(first({}, { limitMinutes: 50, goal: figure<'1'>('50') })?.verdict).toBe('broken')
  })

  it('SLM-6: shares within a limit are multiplied along the steps, a lower bound beside the limits that are added up; each explains itself', () => {
    const broken = first({ goal: figure<'1'>('95') }, { goal: figure<'1'>('94.9') })
    expect(broken).toMatchObject({ verdict: 'broken', holdable: '40', holdableShare: '94.9', sentence: 'T-SLA promises 95 % within 60 minutes; the underpinnings together hold OLA 20 + UC 20 = 40 minutes in OLA 94.9 % x UC 100 % = 94.9 % of the cases: more is promised than they can hold.' })
    expect(broken?.explanation).toMatchObject({ label: 'T-SLA and its underpinnings', value: null, text: 'more than they hold', inputs: [{ label: 'Reserve', value: '20', unit: 'minutes' }, { label: 'Reserve of the share', value: '-0.1', unit: 'points' }] })
    expect(wrongExplanations(expectExplained(broken))).toEqual([])
    expect(first({}, {})).toMatchObject({ verdict: 'held', holdableShare: '95' })
    expect(promiseCheck(sampleDraft(), 'sla-002')[1]?.sentence).toBe('WIN-RSP promises 90 % within 60 minutes; its underpinning holds OLA-003 45 minutes in 90 % of the cases: the promise is covered.')
    const serial = promiseCheck(agreementModel({ serviceTarget: [within('t-sla', 'sla', 480, { goal: figure<'1'>('90') }), within('t-ola', 'ola', 240, { goal: figure<'1'>('90') }), within('t-uc', 'uc', 240, { goal: figure<'1'>('90') })] }), 'sla')[0]
    expect(serial).toMatchObject({ verdict: 'broken', holdable: '480', holdableShare: '81' })
    expect(first({ statistic: null, unit: 'minutes', direction: 'at-most', goal: figure<'1'>('60'), limitMinutes: null }, {})?.holdableShare).toBeNull()
  })

  it('SLM-6: an underpinning that does not serve in all hours of the promise is named with the hours of a week that it leaves open', () => {
    const night = first({}, { calendarId: 'office' })
    expect(night).toMatchObject({ verdict: 'broken', sentence: 'T-SLA promises 95 % within 60 minutes; the underpinnings together hold OLA 20 + UC 20 = 40 minutes in OLA 95 % x UC 100 % = 95 % of the cases, but not at all hours. In 118 h of the 168 h a week that T-SLA is promised, OLA does not serve (Office). OLA also rests on holidays on which T-SLA is promised.' })
    expect(night?.explanation?.inputs.at(-1)).toMatchObject({ label: 'Hours a week without OLA', value: '7080', text: '118 h', inputs: [{ value: '10080', text: '168 h' }, { value: '3000', text: '50 h' }] })
    expect(wrongExplanations(expectExplained(night))).toEqual([])
    // A clock that runs longer holds a time all the same; an availability of all hours may be lost in those of the office alone.
    expect(first({ calendarId: 'office' }, {})?.verdict).toBe('held')
    expect(hours('office', null)).toMatchObject({ verdict: 'open', sentence: expect.stringContaining('OLA counts the time of all hours, T-SLA that of Office.') })
    expect(hours('office', 'desk')).toMatchObject({ verdict: 'broken', sentence: 'T-SLA promises 99 %; its underpinning holds OLA 99.5 %, but not at all hours. In 10 h of the 50 h a week that T-SLA is promised, OLA does not serve (Desk). OLA also rests on holidays on which T-SLA is promised. UC promises none, and can only make it worse.' })
    expect(hours('office', 'office')?.verdict).toBe('open')
  })

  it('SLM-6: whatever is promised, one underpinning more never raises what can be held', () => {
    const share = fc.integer({ min: 1, max: 1000 }).map((each) => figure<'1'>(String(each / 10)))
    const promise = fc.record({ goal: share, limitMinutes: fc.integer({ min: 1, max: 500 }), calendarId: fc.constantFrom(null, 'office'), metric: fc.constantFrom('availability' as const, 'incident-resolution' as const) })
    fc.assert(fc.property(promise, promise, promise, (sla, ola, uc) => {
      const target = (id: string, { metric, ...more }: typeof sla): ServiceTarget => targetRow(`t-${id}`, id, '1', metric === 'availability' ? { goal: more.goal, calendarId: more.calendarId } : { ...more, metric, statistic: 'percent-within-limit' })
      const model = (...targets: readonly ServiceTarget[]): PromiseCheck | undefined => promiseCheck(agreementModel({ serviceCalendar: [OFFICE], serviceTarget: [target('sla', sla), ...targets] }), 'sla')[0]
      const [one, two] = [model(target('ola', ola)), model(target('ola', ola), target('uc', uc))]
      if (one === undefined || two === undefined || one.holdable === null || two.holdable === null) return
      const grows = decimal(two.holdable).comparedTo(decimal(one.holdable))
      expect(sla.metric === 'availability' ? grows <= 0 : grows >= 0).toBe(true)
      expect(one.holdableShare === null || decimal(two.holdableShare ?? figure<'1'>('100')).lte(decimal(one.holdableShare))).toBe(true)
      expect(one.verdict !== 'broken' || two.verdict === 'broken').toBe(true)
      expect([...wrongExplanations(expectExplained(one)), ...wrongExplanations(expectExplained(two))]).toEqual([])
    }), { numRuns: 200 })
  })

  it('SLM-6: times of other units are converted, priorities are read in any case, the lowest availability of an underpinning counts once', () => {
    const inHours = { metric: 'incident-resolution', statistic: null, unit: 'hours', direction: 'at-most' } as const
    const [converted] = promiseCheck(agreementModel({ serviceTarget: [targetRow('t-sla', 'sla', '240', { ...inHours, unit: 'minutes', priorities: 'P1' }), targetRow('t-ola', 'ola', '1.5', { ...inHours, priorities: 'p1' }), targetRow('t-uc', 'uc', '0.125', { ...inHours, unit: 'days' })] }), 'sla')
    expect(converted).toMatchObject({ verdict: 'broken', holdable: '270', sentence: 'T-SLA promises within 240 minutes; the underpinnings together hold OLA 90 + UC 180 = 270 minutes: more is promised than they can hold.' })
    for (const node of converted?.explanation === null || converted?.explanation === undefined ? [] : nodes(converted.explanation)) expect(evaluateExplanation(node)?.toFixed()).toBe(node.value)
    const [above] = promiseCheck(agreementModel({ serviceTarget: [targetRow('t-sla', 'sla', '4', inHours), within('t-ola', 'ola', 120)] }), 'sla')
    expect(above?.sentence).toContain('T-SLA promises within 4 hours = 240 minutes; its underpinning holds OLA 120 minutes')
    const [apart] = promiseCheck(agreementModel({ serviceTarget: [targetRow('t-sla', 'sla', '240', { ...inHours, unit: 'minutes' }), targetRow('t-ola', 'ola', '1', { ...inHours, unit: 'business days' })] }), 'sla')
    expect(apart).toMatchObject({ verdict: 'none', sentence: 'T-SLA promises within 240 minutes; no underpinning can be held against it. OLA promises it in business days. UC promises none.' })
    const [lowest] = promiseCheck(agreementModel({ serviceTarget: [targetRow('t-sla', 'sla', '99'), targetRow('t-ola', 'ola', '99.5'), targetRow('t-ola-2', 'ola', '99.6'), targetRow('t-uc', 'uc', '99.8')] }), 'sla')
    expect(lowest?.holdable).toBe('99.301')
  })

  it('the sample has an SLA that promises more than its underpinnings hold', () => {
    expect(promiseCheck(sampleDraft(), 'sla-001').map((each) => [each.target.code, each.verdict, each.holdable])).toEqual([['LST-AVL', 'broken', '99.201699'], ['LST-NEW', 'none', null], ['SLA-001-RES', 'broken', '480']])
    expect(promiseCheck(sampleDraft(), 'sla-002').map((each) => each.verdict)).toEqual(['held', 'held'])
  })
})

describe('what is due when', () => {
  const today = isoDate('2005-01-10')
  const inForce = agreementRows().agreement.map((each) => ({ ...each, entry: 'in-force' as const, reviewMonths: null, reportDays: 0 }))

  it('months keep the day that they began with, or the month\'s last', () => {
    expect([monthsAfterDay(isoDate('2004-01-31'), 1), monthsAfterDay(isoDate('2004-01-31'), 13), monthsAfterDay(isoDate('2003-11-30'), -9), daysAfter(isoDate('2004-03-01'), -1)]).toEqual(['2004-02-29', '2005-02-28', '2003-02-28', '2004-02-29'])
    expect(daysOfRhythm({ rhythm: 'monthly', startsOn: isoDate('2004-10-31'), daysBefore: 0 }, today)).toEqual(['2004-10-31', '2004-11-30', '2004-12-31'])
    expect(daysOfRhythm({ rhythm: 'yearly', startsOn: isoDate('2004-01-10'), daysBefore: 7 }, today)).toEqual(['2004-01-03', '2005-01-03'])
    expect(daysOfRhythm({ rhythm: 'once', startsOn: isoDate('2004-10-31'), daysBefore: 0 }, today)).toEqual(['2004-10-31'])
  })

  it('reviews that were not held, planned or implied by the interval; the report some days before; expiries', () => {
    const agreement = inForce.map((each) => (each.id === 'sla' ? { ...each, reviewMonths: 6, reportDays: 5 } : each.id === 'ola' ? { ...each, endsOn: null } : each))
    const draft = agreementModel({ agreement })
    expect(dueItems(draft, { today, horizonDays: 200 }).map((each) => [each.kind, each.dueOn, each.isOverdue, each.title])).toEqual([
      ['report', '2004-12-27', true, 'Report before the review of SLA'], ['review', '2005-01-01', true, 'Review SLA, Agreement sla: not planned yet'],
      ['expiry', '2005-06-30', false, 'SLA, Agreement sla, ends: renew or retire it'], ['expiry', '2005-06-30', false, 'UC, Agreement uc, ends: renew or retire it'],
    ])
    expect(dueItems(draft, { today, horizonDays: 10 }).map((each) => each.kind)).toEqual(['report', 'review'])
    const planned = agreementModel({ agreement, agreementReview: [reviewRow('held', 'sla', '2004-10-01', '2004-10-04'), reviewRow('next', 'sla', '2005-01-20')] })
    expect(dueItems(planned, { today, horizonDays: 30 }).map((each) => [each.kind, each.dueOn, each.daysLeft, each.address])).toEqual([['report', '2005-01-15', 5, { table: 'agreement', id: 'sla' }], ['review', '2005-01-20', 10, { table: 'agreement', id: 'sla' }]])
  })

  it('of a rhythm only the last missed time is listed, with how many were missed before; done, it comes again', () => {
    const draft = agreementModel({ agreement: inForce, communication: [communicationRow('figures')] })
    const [first, second, ...others] = dueItems(draft, { today, horizonDays: 31 })
    expect([first, second, others]).toMatchObject([{ dueOn: '2004-12-12', isOverdue: true, missed: 5, title: 'Tell figures' }, { dueOn: '2005-01-12', isOverdue: false, missed: 0 }, []])
    if (first === undefined) throw new Error('Nothing is due.')
    const done = applied(draft, planCommunicationDone({ draft, item: first, doneOn: today, id: 'done' }))
    expect(dueItems(done, { today, horizonDays: 31 }).map((each) => each.dueOn)).toEqual(['2005-01-12'])
    expect(applied(done, planCommunicationNotDone(done, 'done'))).toEqual(draft)
    expect(applied(done, planRemoveCommunication(done, 'figures')).communicationDone.size).toBe(0)
  })

  it('a notice is due seven days before each review, once for each agreement; an item needs its words', () => {
    const draft = agreementModel({ agreement: inForce, agreementReview: [reviewRow('a', 'sla', '2005-01-20'), reviewRow('b', 'ola', '2005-02-01')], communication: [communicationRow('notice', { rhythm: 'before-review', daysBefore: 7, startsOn: null })] })
    const notices = dueItems(draft, { today, horizonDays: 60 }).filter((each) => each.kind === 'communication')
    expect(notices.map((each) => [each.dueOn, each.subject, each.title])).toEqual([['2005-01-13', 'sla', 'Tell notice (SLA)'], ['2005-01-25', 'ola', 'Tell notice (OLA)']])
    const [notice] = notices
    if (notice === undefined) throw new Error('Nothing is due.')
    expect(dueItems(applied(draft, planCommunicationDone({ draft, item: notice, doneOn: today, id: 'done' })), { today, horizonDays: 60 }).filter((each) => each.kind === 'communication').map((each) => each.subject)).toEqual(['ola'])
    expect(refusalOf(draft, planCommunication(draft, communicationRow('empty', { title: ' ' })))).toContain('needs its words')
    expect(applied(draft, planCommunication(draft, communicationRow('new', { rhythm: 'before-review' }))).communication.get('new')).toMatchObject({ position: 1, startsOn: null })
  })

  it('on its own day the sample has overdue and coming items of every kind', () => {
    const items = dueItems(sampleDraft(), { today, horizonDays: 120 })
    expect([...new Set(items.map((each) => each.kind))].toSorted()).toEqual(['communication', 'expiry', 'page-review', 'report', 'review'])
    expect([items.some((each) => each.isOverdue), items.some((each) => !each.isOverdue)]).toEqual([true, true])
  })
})
