import { describe, expect, it } from 'vitest'

import { changeWords, planBudgetEdit, planChange, planHandOver, planLastContact, planRemoveChange, planSeriesEdit } from '../../src-shared/domain/budget/edit-budget.ts'
import { linesOfRequest, nextRequestCode, planEstimateLine, planQuestion, planRemoveRequest, planRequest } from '../../src-shared/domain/budget/edit-requests.ts'
import { serviceEstimate } from '../../src-shared/domain/billing/service-estimate.ts'
import { fiscalYear, isoDate } from '../../src-shared/domain/fiscal-year.ts'
import { applyPlan } from '../../src-shared/domain/model/apply-edit.ts'
import { isMonthlyText, type MonthlyText } from '../../src-shared/domain/model/monthly-text.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import { inverseChanges, type EditPlan } from '../../src-shared/domain/model/edit.ts'
import { month } from '../../src-shared/domain/month.ts'
import type { Result } from '../../src-shared/domain/result.ts'
import { planOf } from '../../src-shared/domain/version.ts'
import { countingIds, FY2005, percent, smallModel, unitsOf, usd, usdPerUnit } from '../support/small-model.ts'
import { expectOk } from '../support/usage-cases.ts'

const draft = smallModel()
const SCENARIO = planOf(fiscalYear(2005), 'plan-a')
const base = { draft, version: FY2005, customerId: 'dma' }
const scenario = { ...base, version: SCENARIO }

/** Applied, and undone again: the same model. */
function done(plan: Result<EditPlan>, from: Draft = draft): Draft {
  const { changes } = expectOk(plan)
  const after = expectOk(applyPlan(from, expectOk(plan)))
  const back = expectOk(applyPlan(after, { kind: 'edit', changes: inverseChanges(changes) }))
  for (const table of ['budget', 'budgetSeries', 'budgetChange', 'budgetFigure', 'budgetMonths', 'customer', 'serviceRequest', 'estimateLine', 'customerQuestion'] as const) expect([...back[table].values()].toSorted(byId)).toEqual([...from[table].values()].toSorted(byId))
  return after
}

function byId(left: { readonly id: string }, right: { readonly id: string }): number {
  return left.id < right.id ? -1 : 1
}

function why(plan: Result<unknown>): readonly string[] {
  return plan.ok ? [] : plan.failure.map((each) => each.code)
}

const CHANGE = { rateId: 'tape', cadence: 'monthly', fromMonth: month('2004-10'), toMonth: null, units: unitsOf('40'), note: 'New office' } as const

function ofMonths(first: string, others: string): string {
  return [first, ...Array.from({ length: 11 }, () => others)].join(' ')
}

function monthly(text: string): MonthlyText {
  if (!isMonthlyText(text)) throw new Error(text)
  return text
}

describe('PROJ-1: assumptions of a budget', () => {
  it('are kept per customer and version; a scenario starts from the base’s, and is not handed over because the base is', () => {
    expect(done(planBudgetEdit({ ...base, fields: { method: 'drift' } })).budget.get('FY2005/plan|dma')).toMatchObject({ method: 'drift', growthPercent: '2' })
    const handed = done(planHandOver({ ...base, rows: [], on: isoDate('2004-05-14'), author: 'Ann' }))
    const own = done(planBudgetEdit({ ...scenario, draft: handed, fields: { growthPercent: percent('5') } }), handed)
    expect(own.budget.get('FY2005/plan/plan-a|dma')).toMatchObject({ method: 'best', growthPercent: '5', handedOverOn: null })
    expect(own.budget.get('FY2005/plan|dma')).toMatchObject({ growthPercent: '2', handedOverOn: '2004-05-14' })
    expect(why(planBudgetEdit({ ...base, fields: { method: 'best' } }))).toEqual(['nothing-to-change'])
  })

  it('of a rate: typed units choose the method, what is as the budget has no row, several rates are one edit', () => {
    const edit = (of: typeof base, edits: Parameters<typeof planSeriesEdit>[0]['edits'], from: Draft = draft): Draft => done(planSeriesEdit({ ...of, draft: from, edits }), from)
    expect(edit(base, [{ rateId: 'tape', fields: { method: 'typed', typedUnits: unitsOf('7') } }]).budgetSeries.get('FY2005/plan|dma|tape')).toMatchObject({ method: 'typed', typedUnits: '7', growthPercent: null })
    expect(edit(base, [{ rateId: 'cpu', fields: { method: null } }]).budgetSeries.has('FY2005/plan|dma|cpu')).toBe(false)
    const typed = edit(base, [{ rateId: 'tape', fields: { method: 'typed', typedUnits: unitsOf('7') } }])
    expect(edit(base, [{ rateId: 'tape', fields: { typedUnits: null } }], typed).budgetSeries.has('FY2005/plan|dma|tape')).toBe(false)
    const plan = expectOk(planSeriesEdit({ ...base, edits: [{ rateId: 'tape', fields: { method: 'drift' } }, { rateId: 'tape', fields: { growthPercent: percent('3') } }, { rateId: 'hub', fields: { method: 'mean' } }] }))
    expect([plan.label, plan.changes.length]).toEqual(['Assumptions of DMA: 2 rates', 2])
  })

  it('VER-4: a scenario may take back what the base says of a rate', () => {
    const own = done(planSeriesEdit({ ...scenario, edits: [{ rateId: 'cpu', fields: { method: null } }] }))
    expect(own.budgetSeries.get('FY2005/plan/plan-a|dma|cpu')).toMatchObject({ method: null })
    expect(done(planSeriesEdit({ ...scenario, draft: own, edits: [{ rateId: 'cpu', fields: { method: 'mean' } }] }), own).budgetSeries.has('FY2005/plan/plan-a|dma|cpu')).toBe(false)
  })

  it('a dated change is added, edited and removed; in a scenario the opposite is laid over one of the base', () => {
    const added = done(planChange({ ...base, id: 'c', author: 'Ann', fields: CHANGE }))
    expect(added.budgetChange.get('c')).toMatchObject({ version: 'FY2005/plan', units: '40', author: 'Ann' })
    expect(done(planChange({ ...base, draft: added, id: 'c', author: 'Ben', fields: { ...CHANGE, cadence: 'once', toMonth: month('2005-01') } }), added).budgetChange.get('c')).toMatchObject({ cadence: 'once', toMonth: null, author: 'Ann' })
    expect(done(planRemoveChange({ draft: added, version: FY2005, id: 'c', newId: countingIds(), author: 'Ann' }), added).budgetChange.has('c')).toBe(false)
    const taken = done(planRemoveChange({ draft: added, version: SCENARIO, id: 'c', newId: countingIds(), author: 'Ann' }), added)
    expect(taken.budgetChange.get('new-1')).toMatchObject({ version: 'FY2005/plan/plan-a', units: '-40', note: 'Takes back: 40 more of tape a month from October 2004.' })
    expect(why(planChange({ ...base, id: 'c', author: '', fields: { ...CHANGE, units: unitsOf('0') } }))).toEqual(['number-out-of-range'])
    expect(changeWords({ ...CHANGE, units: unitsOf('-2.5'), cadence: 'once' }, 'Mailboxes')).toBe('2.5 fewer of Mailboxes once in October 2004')
  })
})

describe('PROJ-2: handing over', () => {
  const row = { unitsActual: unitsOf('60'), unitsProjected: unitsOf('60.5'), amountAfter: usd('12050'), months: { microUnits: monthly(ofMonths('10500000', '10000000')), cents: monthly(ofMonths('105000', '100000')) } }
  const nothing = { microUnits: monthly(ofMonths('0', '0')), cents: monthly(ofMonths('0', '0')) }

  it('writes units and amounts rate by rate and month by month with the day, and can be done again: what is no longer projected goes', () => {
    const first = done(planHandOver({ ...base, rows: [{ ...row, rateId: 'cpu' }, { ...row, rateId: 'tape' }], on: isoDate('2004-05-14'), author: 'Ann' }))
    expect([...first.budgetFigure.values()].map(({ rateId, units, amount, source }) => [rateId, units, amount, source])).toEqual([['cpu', '120.5', '12050', 'Handed over on 2004-05-14 by Ann'], ['tape', '120.5', '12050', 'Handed over on 2004-05-14 by Ann']])
    expect([...first.budgetMonths.values()].map(({ id, cents }) => [id, cents])).toEqual(['cpu', 'tape'].map((rateId) => [`FY2005/plan|dma|${rateId}`, ofMonths('105000', '100000')]))
    const second = done(planHandOver({ ...base, draft: first, rows: [{ ...row, rateId: 'cpu', amountAfter: usd('1'), months: { ...row.months, cents: monthly(ofMonths('100', '0')) } }, { rateId: 'hub', unitsActual: unitsOf('0'), unitsProjected: unitsOf('0'), amountAfter: usd('0'), months: nothing }], on: isoDate('2004-06-01'), author: '' }), first)
    expect([...second.budgetFigure.values()].map(({ rateId, amount, source }) => [rateId, amount, source])).toEqual([['cpu', '1', 'Handed over on 2004-06-01']])
    expect([...second.budgetMonths.values()].map(({ rateId, cents }) => [rateId, cents])).toEqual([['cpu', ofMonths('100', '0')]])
    expect(second.budget.get('FY2005/plan|dma')?.handedOverOn).toBe('2004-06-01')
  })

  it('the last contact is noted', () => {
    expect(done(planLastContact(draft, { customerId: 'dma', on: isoDate('2004-12-01') })).customer.get('dma')?.lastContactOn).toBe('2004-12-01')
    expect(why(planLastContact(draft, { customerId: 'dma', on: null }))).toEqual(['nothing-to-change'])
  })
})

describe('requests and questions', () => {
  const request = draft.serviceRequest.get('request-1')
  if (request === undefined) throw new Error('No request.')

  it('are numbered in the customer’s log; an approval needs a signature and a day', () => {
    expect(nextRequestCode(draft, 'dma')).toBe('DMA-001')
    const next = { ...request, id: 'r2', code: 'DMA-007', status: 'draft' as const, signedBy: '', decidedOn: null }
    const logged = done(planRequest(draft, next))
    expect(nextRequestCode(logged, 'dma')).toBe('DMA-008')
    expect(why(applyPlan(logged, expectOk(planRequest(logged, { ...next, status: 'approved' }))))).toEqual(['text-missing', 'text-missing'])
    expect(expectOk(planRequest(logged, { ...next, status: 'refused' })).label).toBe('Request refused DMA-007: More processing')
    expect(done(planRemoveRequest(draft, 'request-1')).estimateLine.size).toBe(0)
    expect(done(planQuestion(draft, { id: 'q', customerId: 'dma', askedOn: isoDate('2004-01-01'), question: 'Why?', answer: '', answeredOn: null, author: 'Ann' })).customerQuestion.size).toBe(2)
  })

  it('BILL-8: an estimate adds up its rounded lines, at the rates of the version and the class of the customer, by object code', () => {
    const line = { requestId: 'request-1', description: 'x', rateId: null, amount: null, objectCode: 'E10', note: '' } as const
    let with4 = draft
    for (const each of [
      { ...line, id: 'a', cadence: 'one-time' as const, quantity: unitsOf('3'), amount: usdPerUnit('112.345') },
      { ...line, id: 'b', cadence: 'annual' as const, quantity: unitsOf('1'), amount: usdPerUnit('18400'), objectCode: 'E05' },
      { ...line, id: 'c', cadence: 'monthly' as const, quantity: unitsOf('2'), rateId: 'unpriced' },
    ]) with4 = done(planEstimateLine(with4, each), with4)
    const estimate = serviceEstimate(with4, { version: FY2005, requestId: 'request-1' })
    if (estimate === undefined) throw new Error('No estimate.')
    // 40 hours a month at 100.00; 3 x 112.345 = 337.035 is 337.04.
    expect(estimate.lines.map(({ priceText, amount }) => [priceText, amount])).toEqual([['100.00', '4000'], ['112.345', '337.04'], ['18400.00', '18400'], ['', null]])
    expect([estimate.totals, estimate.firstYear.months.length]).toEqual([{ oneTime: '337.04', monthly: '4000', annual: '18400', firstYear: '54737.04' }, 9])
    expect(estimate.byObjectCode.map(({ objectCode, firstYear }) => [objectCode, firstYear])).toEqual([['E10', '36337.04'], ['E05', '18400']])
    expect(estimate.lines[3]?.reason).not.toBe('')
    expect(linesOfRequest(with4, 'request-1').map((each) => each.position)).toEqual([0, 1, 2, 3])
  })
})
