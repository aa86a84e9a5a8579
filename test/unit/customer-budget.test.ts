import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'

import { billingYear } from '../../src-shared/domain/billing/billing-year.ts'
import { IMPACT_TERMS } from '../../src-shared/domain/billing/bill-impact.ts'
import { customerBudget, type CustomerBudget } from '../../src-shared/domain/budget/customer-budget.ts'
import { planHandOver } from '../../src-shared/domain/budget/edit-budget.ts'
import { customerProjection, type ProjectedRate } from '../../src-shared/domain/budget/customer-projection.ts'
import { BUDGET_FIGURES, explainBudget } from '../../src-shared/domain/budget/explain-budget.ts'
import { Decimal, decimal, type AnyDecimalText } from '../../src-shared/domain/decimal.ts'
import { fiscalYear, isoDate } from '../../src-shared/domain/fiscal-year.ts'
import { applyPlan } from '../../src-shared/domain/model/apply-edit.ts'
import { budgetId, budgetSeriesId, type Budget, type BudgetChange, type BudgetFigure, type BudgetSeries, type ServiceRequest } from '../../src-shared/domain/model/billing-tables.ts'
import { draftFromRows, type Draft, type ModelRows } from '../../src-shared/domain/model/draft.ts'
import { month } from '../../src-shared/domain/month.ts'
import { wrongExplanations } from '../../src-shared/domain/rates/evaluate-explanation.ts'
import { customerHistory } from '../../src-shared/domain/usage/customer-history.ts'
import type { EffectiveUsage } from '../../src-shared/domain/usage/effective-usage.ts'
import { planOf, versionKey, type Version } from '../../src-shared/domain/version.ts'
import { billingRows, usageOf, type Used } from '../support/small-bills.ts'
import { FY2004, FY2005, unitsOf, percent, usd } from '../support/small-model.ts'
import { expectOk } from '../support/usage-cases.ts'

const SCENARIO = planOf(fiscalYear(2005), 'plan-a')

/** Twelve months of FY2004 and the first half of FY2005. */
function steady(customerId: string, rateId: string, quantity: string, months = 18): readonly (readonly [number, Used])[] {
  return Array.from({ length: months }, (_, index) => [2004 + Math.floor(index / 12), [customerId, rateId, index % 12, quantity]] as const)
}

function usageOfAll(used: readonly (readonly [number, Used])[]): EffectiveUsage {
  const years = new Map([...Map.groupBy(used, ([year]) => year)].map(([year, lines]) => [fiscalYear(year), usageOf(lines.map(([, line]) => line), fiscalYear(year))]))
  return { years, orphans: { lineCount: 0, ofNoYear: 0, customers: [], rates: [] } }
}

function modelWith(rows: Partial<ModelRows> = {}): Draft {
  return draftFromRows({ ...billingRows(), billAdjustment: [], encumbrance: [], ...rows })
}

function budgetRow(version: Version, more: Partial<Budget> = {}): Budget {
  const key = { version: versionKey(version), customerId: 'aaa' }
  return { id: budgetId(key), ...key, method: 'mean', meanMonths: 12, growthPercent: percent('0'), growthFrom: null, handedOverOn: null, author: '', note: '', ...more }
}

function seriesRow(version: Version, rateId: string, more: Partial<BudgetSeries>): BudgetSeries {
  const key = { version: versionKey(version), customerId: 'aaa', rateId }
  return { id: budgetSeriesId(key), ...key, method: null, growthPercent: null, growthFrom: null, typedUnits: null, note: '', ...more }
}

function changeRow(id: string, version: Version, more: Partial<BudgetChange> = {}): BudgetChange {
  return { id, version: versionKey(version), customerId: 'aaa', rateId: 'cpu', cadence: 'monthly', fromMonth: month('2005-03'), toMonth: null, units: unitsOf('40'), author: '', note: '', ...more }
}

function requestRow(status: ServiceRequest['status'], more: Partial<ServiceRequest> = {}): ServiceRequest {
  return {
    id: 'request', customerId: 'aaa', code: 'BAR-001', kind: 'change', title: 'More', status, requestedOn: isoDate('2004-09-01'), decidedOn: isoDate('2004-09-05'), signedBy: 'Lee', rateId: 'cpu', monthlyUnits: unitsOf('40'), fromMonth: month('2005-03'),
    toMonth: null, author: '', note: '', ...more,
  }
}

function figureRow(version: Version, rateId: string, amount: string): BudgetFigure {
  const key = { version: versionKey(version), customerId: 'aaa', rateId }
  return { id: budgetSeriesId(key), ...key, units: unitsOf('1'), amount: usd(amount), source: '' }
}

const USAGE = usageOfAll(steady('aaa', 'cpu', '10'))

function rateOf(draft: Draft, { usage = USAGE, version = FY2005, rateId = 'cpu' }: { readonly usage?: EffectiveUsage; readonly version?: Version; readonly rateId?: string } = {}): ProjectedRate | undefined {
  return customerProjection({ draft, version, customerId: 'aaa', history: customerHistory({ draft, usage, customerId: 'aaa' }) }).rates.find((rate) => rate.rateId === rateId)
}

function budgetOf(draft: Draft, { usage = USAGE, from = FY2004, to = FY2005, customerId = 'aaa' }: { readonly usage?: EffectiveUsage; readonly from?: Version; readonly to?: Version; readonly customerId?: string } = {}): CustomerBudget {
  const customer = draft.customer.get(customerId)
  if (customer === undefined) throw new Error('No such customer.')
  return expectOk(customerBudget({ draft, customer, history: customerHistory({ draft, usage, customerId }), from, to }))
}

function added(figures: readonly AnyDecimalText[]): string {
  return figures.reduce((sum, each) => sum.plus(decimal(each)), new Decimal(0)).plus(0).toFixed()
}

const mean = { budget: [budgetRow(FY2005)] }

function total(rows: Partial<ModelRows>): string | undefined {
  return rateOf(modelWith({ ...mean, ...rows }))?.year.total
}

describe('PROJ-1: what changes the units of a customer', () => {
  it('actual months stay; the rest is projected by the method of the budget', () => {
    expect(rateOf(modelWith(mean))?.year).toMatchObject({ actual: '60', projected: '60', total: '120', label: 'Mean of the last 12 months', words: 'FY2005: 6 months actual, 6 projected by Mean of the last 12 months.' })
  })

  test.each([['approved', '160'], ['done', '160'], ['draft', '0'], ['submitted', '0'], ['estimated', '0'], ['refused', '0'], ['withdrawn', '0']] as const)('a request that is %s adds %s units from March on', (status, units) => {
    const found = rateOf(modelWith({ ...mean, serviceRequest: [requestRow(status)] }))
    expect(found === undefined ? null : decimal(found.year.total).minus(120).toFixed()).toBe(units)
    expect(found?.changes.map((each) => each.origin)).toEqual(units === '0' ? [] : [{ table: 'serviceRequest', id: 'request' }])
  })

  it('a dated change counts monthly, once, or until its last month; with growth of the budget and of the rate', () => {
    expect(total({ budgetChange: [changeRow('a', FY2005)] })).toBe('280')
    expect(total({ budgetChange: [changeRow('a', FY2005, { cadence: 'once' })] })).toBe('160')
    expect(total({ budgetChange: [changeRow('a', FY2005, { toMonth: month('2005-04') })] })).toBe('200')
    expect(total({ budget: [budgetRow(FY2005, { growthPercent: percent('10') })] })).toBe('126')
    expect(total({ budgetSeries: [seriesRow(FY2005, 'cpu', { growthPercent: percent('10'), growthFrom: month('2005-04') })] })).toBe('123')
    expect(total({ budgetSeries: [seriesRow(FY2005, 'cpu', { method: 'typed', typedUnits: unitsOf('7') })] })).toBe('102')
  })

  it('VER-4: the budget of a scenario lies over the base’s, assumption by assumption; the base does not see it', () => {
    const draft = modelWith({
      budget: [budgetRow(FY2005), budgetRow(SCENARIO, { growthPercent: percent('10') })],
      budgetSeries: [seriesRow(FY2005, 'cpu', { method: 'typed', typedUnits: unitsOf('7') }), seriesRow(SCENARIO, 'tape', { method: 'typed', typedUnits: unitsOf('3') })],
      budgetChange: [changeRow('base', FY2005), changeRow('own', SCENARIO, { units: unitsOf('5'), cadence: 'once' })],
    })
    // The scenario takes over the base's typed units and change, grows what is typed, and adds its own change.
    expect([rateOf(draft)?.year.total, rateOf(draft, { version: SCENARIO })?.year.total]).toEqual(['262', '271.2'])
    expect([rateOf(draft, { rateId: 'tape' })?.year.total, rateOf(draft, { version: SCENARIO, rateId: 'tape' })?.year.total]).toEqual([undefined, '39.6'])
    const replaced = modelWith({ ...mean, budgetSeries: [seriesRow(FY2005, 'cpu', { method: 'typed', typedUnits: unitsOf('7') }), seriesRow(SCENARIO, 'cpu', { method: 'same-month-last-year' })] })
    expect([rateOf(replaced)?.year.total, rateOf(replaced, { version: SCENARIO })?.year.total]).toEqual(['102', '120'])
  })

  it('a rate that is new to the customer has its changes alone', () => {
    const found = rateOf(modelWith({ ...mean, budgetChange: [changeRow('a', FY2005, { rateId: 'tape' })] }), { rateId: 'tape' })
    expect(found?.year).toMatchObject({ actual: '0', projected: '160', total: '160', label: 'Dated changes alone' })
    expect(found?.year.months.map((each) => each.quantity)).toEqual(['0', '0', '0', '0', '0', '0', '0', '0', '40', '40', '40', '40'])
  })

  it('a rate given up for a year is left out; a change brings it back from nothing, not from its old level', () => {
    const usage = usageOfAll([...steady('aaa', 'cpu', '10'), ...steady('aaa', 'tape', '500', 3)])
    expect(rateOf(modelWith(mean), { usage, rateId: 'tape' })).toBeUndefined()
    expect(rateOf(modelWith({ ...mean, budgetChange: [changeRow('a', FY2005, { rateId: 'tape' })] }), { usage, rateId: 'tape' })?.year.total).toBe('160')
    expect(rateOf(modelWith({ ...mean, budgetChange: [changeRow('a', FY2005, { rateId: 'tape', fromMonth: month('2003-10'), toMonth: month('2003-12') })] }), { usage, rateId: 'tape' })).toBeUndefined()
  })

  it('a retired rate keeps what was recorded, and nothing more', () => {
    const rows = billingRows()
    const draft = modelWith({ ...mean, rate: rows.rate.map((rate) => (rate.id === 'cpu' ? { ...rate, retiredFrom: fiscalYear(2005) } : rate)) })
    expect(rateOf(draft)?.year).toMatchObject({ actual: '60', projected: '0', total: '60' })
  })

  it('a missing month is missing, never zero, and never projected over', () => {
    const usage = usageOfAll(steady('aaa', 'cpu', '10').filter(([year, [, , at]]) => !(year === 2005 && at === 2)))
    const found = rateOf(modelWith(mean), { usage })
    expect(found?.year.months[2]).toMatchObject({ month: '2004-09', kind: 'missing', quantity: null })
    expect(found?.year).toMatchObject({ actual: '50', projected: '60', total: '110', missing: ['2004-09'] })
    expect(found?.year.words).toContain('1 without a figure (September 2004)')
  })
})

describe('PROJ-2: a year that is over is what was recorded', () => {
  it('neither a method nor a change reaches into it, and its amount is that of the bills', () => {
    // Tapes end in December of the year before; other rates go on.
    const usage = usageOfAll([...steady('aaa', 'cpu', '10'), ...steady('aaa', 'tape', '500', 6)])
    const draft = modelWith({ ...mean, budgetChange: [changeRow('a', FY2004, { rateId: 'tape', fromMonth: month('2004-03') })] })
    expect(rateOf(draft, { usage, version: FY2004, rateId: 'tape' })?.year).toMatchObject({ actual: '3000', projected: '0' })
    const year = usage.years.get(fiscalYear(2004))
    if (year === undefined) throw new Error('No usage.')
    const bills = expectOk(billingYear({ draft, version: FY2004, usage: year }))
    expect(added(budgetOf(draft, { usage }).rows.map((row) => row.amountBefore))).toBe(new Decimal(String(bills.book.bills[0] ?? 0n)).div(100).toFixed())
  })

  const used = fc.uniqueArray(
    fc.tuple(fc.constantFrom(2003, 2004, 2005), fc.constantFrom('cpu', 'tape', 'meter', 'hub', 'mailing', 'unpriced'), fc.integer({ min: 0, max: 11 }), fc.bigInt({ min: 0n, max: 10n ** 10n }).map((micro) => new Decimal(micro.toString()).div(1_000_000).toFixed())),
    { maxLength: 60, selector: ([year, rate, at]) => `${year}|${rate}|${at}` },
  )
  const method = fc.constantFrom('best', 'same-month-last-year', 'mean', 'drift', 'linear-trend', 'holt-winters')

  test('BILL-9: units projected are units billed, and every term adds up to the difference, by rate and together', () => {
    fc.assert(fc.property(used, method, (lines, chosen) => {
      const usage = usageOfAll(lines.map(([year, rate, at, quantity]) => [year, ['aaa', rate, at, quantity]] as const))
      const draft = modelWith({ budget: [budgetRow(FY2005, { method: chosen })], budgetChange: [changeRow('a', FY2005, { rateId: 'drop', units: unitsOf('2.5') })] })
      const budget = budgetOf(draft, { usage })
      for (const { projection, bills } of [budget.before, budget.after]) {
        for (const rate of projection.rates) {
          const index = bills.entries.findIndex((each) => each.rate.id === rate.rateId)
          const [start = 0, end = 0] = [bills.book.usage.rateStart[index], bills.book.usage.rateStart[index + 1]]
          const billed = bills.book.usage.quantity.slice(start, end).reduce((sum, each) => sum + each, 0n)
          expect(new Decimal(billed.toString()).div(1_000_000).toFixed()).toBe(rate.year.total)
          expect(decimal(rate.year.actual).plus(rate.year.projected).toFixed()).toBe(rate.year.total)
        }
      }
      const terms = IMPACT_TERMS.filter((term) => term !== 'difference')
      for (const row of budget.rows) {
        expect(added(terms.map((term) => row.terms[term]))).toBe(row.terms.difference)
        expect(decimal(row.amountAfter).minus(row.amountBefore).plus(0).toFixed()).toBe(row.terms.difference)
      }
      expect(added(terms.map((term) => budget.totals.terms[term]))).toBe(budget.totals.terms.difference)
      expect(added([...budget.rows.map((row) => row.terms.difference), budget.totals.terms.minimumAndCredits])).toBe(budget.totals.terms.difference)
      expect(added(budget.months.map((each) => each.after))).toBe(budget.totals.after)
      expect(added(budget.encumbrances.map((each) => each.amount))).toBe(budget.totals.after)
    }), { numRuns: 40 })
  })
})

const BILL_9_TERMS = ['price', 'volume', 'joint', 'new', 'ended', 'merged', 'minimumAndCredits', 'rounding'] as const

describe('every figure of a budget explains itself (BILL-9)', () => {
  const usage = usageOfAll([...steady('aaa', 'cpu', '10'), ...steady('aaa', 'meter', '3.5')])
  const draft = modelWith({ budget: [budgetRow(FY2005, { growthPercent: percent('2'), growthFrom: month('2005-03') })], budgetChange: [changeRow('a', FY2005, { note: 'New office' })], budgetFigure: [figureRow(FY2005, 'cpu', '11000')], billAdjustment: billingRows().billAdjustment })
  const budget = budgetOf(draft, { usage })
  const cpu = budget.rows.find((row) => row.rateId === 'cpu')

  // Minimum charges and credits are of no rate.
  test.each(BUDGET_FIGURES.filter((each) => each !== 'minimumAndCredits'))('%s of a rate follows from history, method, growth, change and price', (figure) => {
    const explained = explainBudget({ draft, budget, rateId: 'cpu', figure })
    if (explained === null || cpu === undefined) throw new Error('Nothing explained.')
    const shown = { ...cpu.terms, 'units-before': cpu.unitsBefore, 'units-after': '280.8', 'amount-before': cpu.amountBefore, 'amount-after': cpu.amountAfter, difference: cpu.terms.difference, budget: '11000' }[figure]
    expect(explained.value).toBe(shown)
    expect(wrongExplanations(explained)).toEqual([])
  })

  test('the whole budget is the sum of its rates, minimum charges and credits', () => {
    for (const [figure, value] of [['amount-before', budget.totals.before], ['amount-after', budget.totals.after], ['difference', budget.totals.terms.difference], ...BILL_9_TERMS.map((term) => [term, budget.totals.terms[term]] as const)] as const) {
      const explained = explainBudget({ draft, budget, rateId: null, figure })
      expect(explained?.value).toBe(value)
      expect(explained === null ? ['none'] : wrongExplanations(explained)).toEqual([])
    }
    expect(explainBudget({ draft, budget, rateId: null, figure: 'units-after' })).toBeNull()
    expect(explainBudget({ draft, budget, rateId: 'cpu', figure: 'minimumAndCredits' })).toBeNull()
    expect(explainBudget({ draft, budget, rateId: 'hub', figure: 'amount-after' })).toBeNull()
  })
})

describe('PROJ-2: against the budget that was handed over', () => {
  it('what has no figure was budgeted at nothing; a rate given up keeps its budget; credits stand beside the rates', () => {
    const usage = usageOfAll([...steady('aaa', 'cpu', '10'), ...steady('aaa', 'tape', '50000')])
    const rows = billingRows()
    const draft = modelWith({ ...mean, budgetFigure: [figureRow(FY2005, 'cpu', '11000'), figureRow(FY2005, 'hub', '400')], billAdjustment: rows.billAdjustment.map((each) => ({ ...each, chargedOn: isoDate('2004-08-20') })) })
    const { comparison, rows: shown } = budgetOf(draft, { usage })
    expect(comparison.rows.map(({ label, budget, forecast, words }) => [label, budget, forecast, words])).toEqual([
      ['cpu', '11000', '12000', '1,000.00 USD (9.09 %) above budget: unfavourable.'],
      ['tape', '0', '22020', '22,020.00 USD above budget: unfavourable.'],
      ['hub', '400', '0', '400.00 USD (100.00 %) below budget: favourable.'],
      ['Minimum charges and credits', '0', '-50', '50.00 USD below budget: favourable.'],
    ])
    expect([comparison.total.budget, comparison.total.actual, comparison.total.projected, comparison.total.variance]).toEqual(['11400', '16960', '17010', '22570'])
    expect(shown.map((row) => [row.rateId, row.budget?.amount ?? null])).toEqual([['cpu', '11000'], ['tape', null], ['hub', '400']])
  })

  it('BILL-1: what another customer had once of the same rate is not in this one’s figures', () => {
    const item = { id: 'conversion', customerId: 'bbb', rateId: 'cpu', chargedOn: isoDate('2004-10-05'), quantity: unitsOf('3'), reason: 'Conversion', author: '', source: '' }
    const [alone, beside] = [mean, { ...mean, oneTimeItem: [item] }].map((rows) => budgetOf(modelWith(rows)).comparison)
    expect(beside).toEqual(alone)
    const own = budgetOf(modelWith({ ...mean, oneTimeItem: [{ ...item, customerId: 'aaa' }] })).comparison
    expect(own.total.actual === null || alone?.total.actual === undefined || alone.total.actual === null ? null : decimal(own.total.actual).minus(alone.total.actual).toFixed()).toBe('300')
  })

  it('without a budget nothing is compared; the effects are told in words', () => {
    const usage = usageOfAll([...steady('aaa', 'cpu', '10'), ...steady('aaa', 'drop', '2')])
    const budget = budgetOf(modelWith({ ...mean, budgetChange: [changeRow('a', FY2005, { rateId: 'drop', units: unitsOf('1') })] }), { usage })
    expect(budget.comparison.total.verdict).toBe('not-comparable')
    expect(budget.priceEffects).toEqual(['cpu: 101.40 USD more, because its rate goes from 98.50 to 100.00.', 'drop: 7.68 USD more, because its rate goes from 209.68 to 210.00.'])
    expect(budget.volumeEffects).toEqual(['drop: 838.72 USD more, because units go from 24 to 28.'])
  })
})

/** Its projection kept as the budget. */
function handedOver(draft: Draft): Draft {
  const { rows } = budgetOf(draft)
  return expectOk(applyPlan(draft, expectOk(planHandOver({ draft, version: FY2005, customerId: 'aaa', rows, on: isoDate('2004-05-14'), author: 'Ann' }))))
}

describe('PROJ-2: the budget month by month', () => {
  /** Ten hours in every month, and from March on forty more. */
  const march = { ...mean, budgetChange: [changeRow('a', FY2005)] }

  it('is kept as it was handed over: months that differ stay apart, and both comparisons have the same total', () => {
    const later = { ...handedOver(modelWith(march)), budgetChange: new Map() }
    const { byMonth, comparison, months, ratesInTwelfths } = budgetOf(later)
    expect(months.map((each) => each.budget)).toEqual([...Array.from({ length: 8 }, () => '1000'), ...Array.from({ length: 4 }, () => '5000')])
    expect(byMonth.rows.map(({ budget, actual, projected, variance }) => [budget, actual, projected, variance])).toEqual([
      ...Array.from({ length: 6 }, () => ['1000', '1000', null, '0']), ...Array.from({ length: 2 }, () => ['1000', null, '1000', '0']), ...Array.from({ length: 4 }, () => ['5000', null, '1000', '-4000']),
    ])
    expect([byMonth.total.budget, byMonth.total.forecast, byMonth.total.variance]).toEqual([comparison.total.budget, comparison.total.forecast, comparison.total.variance])
    expect(ratesInTwelfths).toBe(0)
  })

  it('of one that was handed over before months were kept is in twelfths, to the cent, and says so; months of another figure do not count', () => {
    const draft = handedOver(modelWith(march))
    for (const old of [{ ...draft, budgetMonths: new Map() }, { ...draft, budgetFigure: new Map([...draft.budgetFigure].map(([id, row]) => [id, { ...row, amount: usd('28000.01') }])) }]) {
      const { byMonth, months, ratesInTwelfths } = budgetOf(old)
      expect(ratesInTwelfths).toBe(1)
      expect(new Set(months.map((each) => each.budget)).size).toBe(2)
      expect(added(months.map((each) => each.budget ?? usd('0')))).toBe(byMonth.total.budget)
    }
  })

  it('does not stand where nothing was handed over', () => {
    const { byMonth, months } = budgetOf(modelWith(mean))
    expect([byMonth.total.budget, byMonth.total.verdict, ...new Set(months.map((each) => each.budget))]).toEqual([null, 'not-comparable', null])
  })

  it('credits and one-time items stand in their month; both comparisons still have the same total', () => {
    fc.assert(fc.property(fc.array(fc.record({ of: fc.constantFrom('cpu', 'tape', 'drop'), on: fc.constantFrom('2004-07-10', '2004-11-30', '2005-05-02'), quantity: fc.integer({ min: -5, max: 20 }) }), { maxLength: 5 }), fc.boolean(), (items, isBefore) => {
      const oneTimeItem = items.filter(({ quantity }) => quantity !== 0).map(({ of, on, quantity }, at) => ({ id: `item-${at}`, customerId: 'aaa', rateId: of, chargedOn: isoDate(on), quantity: unitsOf(String(quantity)), reason: 'Once', author: '', source: '' }))
      const before = modelWith({ ...march, billAdjustment: billingRows().billAdjustment.map((each) => ({ ...each, chargedOn: isoDate('2004-08-20') })), ...(isBefore ? { oneTimeItem } : {}) })
      const { byMonth, comparison, totals } = budgetOf({ ...handedOver(before), oneTimeItem: new Map(oneTimeItem.map((each) => [each.id, each])) })
      expect([byMonth.total.budget, byMonth.total.forecast]).toEqual([comparison.total.budget, comparison.total.forecast])
      expect(byMonth.total.forecast).toBe(totals.after)
    }), { numRuns: 60 })
  })
})
