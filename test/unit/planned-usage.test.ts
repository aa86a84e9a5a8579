import { describe, expect, test } from 'vitest'

import { plannedUsage, planningSteps } from '../../src-main/core/planned-usage.ts'
import { IMPACT_TERMS } from '../../src-shared/domain/billing/bill-impact.ts'
import { rowsInstead } from '../../src-shared/domain/billing/impact-columns.ts'
import { customerProjection } from '../../src-shared/domain/budget/customer-projection.ts'
import { Decimal } from '../../src-shared/domain/decimal.ts'
import type { Explanation } from '../../src-shared/domain/explanation.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { budgetId, usageEntryId, type Budget, type UsageEntry } from '../../src-shared/domain/model/billing-tables.ts'
import { draftFromRows, type Draft } from '../../src-shared/domain/model/draft.ts'
import { month, monthsOfYear } from '../../src-shared/domain/month.ts'
import { wrongExplanations } from '../../src-shared/domain/rates/evaluate-explanation.ts'
import { NOTHING_COUNTED } from '../../src-shared/domain/usage/batch-lines.ts'
import { effectiveUsage, type UsageBasis, type UsageOfYear } from '../../src-shared/domain/usage/effective-usage.ts'
import { customerHistory } from '../../src-shared/domain/usage/customer-history.ts'
import { planOf, versionKey, type Version } from '../../src-shared/domain/version.ts'
import { fakeBills } from '../support/fake-bills.ts'
import { billingRows, encumbranceRow } from '../support/small-bills.ts'
import { FY2004, FY2005, percent, unitsOf } from '../support/small-model.ts'
import { expectOk } from '../support/usage-cases.ts'

const SCENARIO = planOf(fiscalYear(2005), 'plan-a')

/** Ten units a month, from July 2003 to December 2004; agency `ccc` uses nothing. */
function steady(customerId: string, rateId: string): readonly UsageEntry[] {
  return [...monthsOfYear(fiscalYear(2004), 7), ...monthsOfYear(fiscalYear(2005), 7).slice(0, 6)].map((month) => ({ id: usageEntryId({ month, rateId, customerId }), customerId, rateId, month, quantity: unitsOf('10'), author: 'Ann', note: '' }))
}

/** One unit of `aaa` in each of the months. */
function used(rateId: string, ...months: readonly string[]): readonly UsageEntry[] {
  return months.map((each) => ({ id: usageEntryId({ month: month(each), rateId, customerId: 'aaa' }), customerId: 'aaa', rateId, month: month(each), quantity: unitsOf('1'), author: 'Ann', note: '' }))
}

function budgetRow(version: Version, growthPercent: string): Budget {
  const key = { version: versionKey(version), customerId: 'aaa' }
  return { id: budgetId(key), ...key, method: 'mean', meanMonths: 12, growthPercent: percent(growthPercent), growthFrom: null, handedOverOn: null, author: 'Lee', note: 'As agreed' }
}

const draft = draftFromRows({ ...billingRows(), billAdjustment: [], encumbrance: [encumbranceRow('aaa', '7500', '2004-07-01', { version: versionKey(FY2005) })], usageEntry: [...steady('aaa', 'cpu'), ...steady('bbb', 'drop')], budget: [budgetRow(FY2005, '0'), budgetRow(SCENARIO, '50')] })

function planned(of: Draft, version: Version = FY2005): UsageOfYear {
  return expectOk(plannedUsage({ draft: of, usage: effectiveUsage({ draft: of, lines: NOTHING_COUNTED }), version }))
}

function sumOf({ quantity }: UsageOfYear): bigint {
  return quantity.reduce((sum, each) => sum + each, 0n)
}

const { bills } = fakeBills(() => draft)
const matrix = (version: Version, usageBasis: UsageBasis): ReturnType<typeof bills.matrix> => bills.matrix({ version, usageYear: null, usageBasis, grouping: 'service', ahead: [] })

function explain(month: string | null, rateId: string | null = 'cpu'): ReturnType<typeof bills.explain> {
  return bills.explain({ version: FY2005, usageYear: null, usageBasis: 'planned', customerId: 'aaa', month: monthsOfYear(fiscalYear(2005), 7).find((each) => each === month) ?? null, rateId, ahead: [] })
}

async function runsOut(usageBasis: UsageBasis): Promise<unknown> {
  const statement = await bills.statement({ version: FY2005, usageYear: null, usageBasis, customerId: 'aaa', month: null, ahead: [] })
  return statement?.groups.map((group) => group.account.encumbrance?.runsOut)
}

function quantityIn(line: Explanation | null): Explanation | undefined {
  return line?.inputs[0]
}

describe('PROJ-2: planned usage of a year', () => {
  test('is what was recorded where the year is over', async () => {
    expect(await matrix(FY2004, 'planned')).toEqual({ ...(await matrix(FY2004, 'recorded')), usageBasis: 'planned' })
  })

  test('keeps recorded months and projects the others; a customer without history has none', async () => {
    expect((await matrix(FY2005, 'recorded')).monthsWithUsage).toHaveLength(6)
    expect((await matrix(FY2005, 'planned')).monthsWithUsage).toHaveLength(12)
    const usage = planned(draft)
    const unitsOfCustomer = (id: string): bigint => usage.quantity.reduce((sum, quantity, line) => (usage.customerIds[usage.customer[line] ?? -1] === id ? sum + quantity : sum), 0n)
    expect(['aaa', 'bbb', 'ccc'].map(unitsOfCustomer)).toEqual([120_000_000n, 120_000_000n, 0n])
  })

  test('a month recorded after a gap of twelve months ends no year before it, and is told of', () => {
    const entries = [...steady('aaa', 'cpu'), ...steady('bbb', 'drop')]
    const stray: UsageEntry = { id: usageEntryId({ month: month('2009-12'), rateId: 'drop', customerId: 'aaa' }), customerId: 'aaa', rateId: 'drop', month: month('2009-12'), quantity: unitsOf('1'), author: 'Ann', note: '' }
    const of = draftFromRows({ ...billingRows(), billAdjustment: [], usageEntry: [...entries, stray] })
    expect(sumOf(planned(of))).toBe(240_000_000n)
    const usage = effectiveUsage({ draft: of, lines: NOTHING_COUNTED })
    const projected = (version: Version): ReturnType<typeof customerProjection> => customerProjection({ draft: of, version, customerId: 'aaa', history: customerHistory({ draft: of, usage, customerId: 'aaa' }) })
    expect(projected(FY2005).rates.map(({ rateId, year }) => [rateId, year.total])).toEqual([['cpu', '120']])
    expect(projected(FY2005).issues.map(({ severity, message }) => [severity, message])).toEqual([['warning', 'December 2009 has usage after 59 months without any: FY2005 is planned on what is recorded until December 2004.']])
    // The year of 2004 is over all the same, and that of the month itself goes on from it alone.
    expect(projected(FY2004).issues).toEqual([])
    expect(projected(planOf(fiscalYear(2010))).issues.map((each) => each.message)).toEqual(['December 2009 has usage after 59 months without any: in FY2010 only what is used since then goes on.'])
  })

  describe('a month that counts as recorded although little of it is', () => {
    const RATES = ['cpu', 'tape', 'meter', 'drop']
    const said = (more: readonly UsageEntry[], version: Version = FY2005): readonly string[] => {
      const of = draftFromRows({ ...billingRows(), billAdjustment: [], usageEntry: [...RATES.flatMap((rateId) => steady('aaa', rateId)), ...more] })
      const usage = effectiveUsage({ draft: of, lines: NOTHING_COUNTED })
      return customerProjection({ draft: of, version, customerId: 'aaa', history: customerHistory({ draft: of, usage, customerId: 'aaa' }) }).issues.map((each) => each.message)
    }

    test('says of how many of the usual rates it is, and that the others are projected', () => {
      expect(said(used('cpu', '2005-01'))).toEqual(['January 2005 counts as recorded with 1 of the 4 rates used in each of the three months before; the other 3 are projected.'])
      expect(said(used('cpu', '2005-01'), FY2004)).toEqual([])
    })

    test('says nothing of whole months, nor of one in which half of the rates are there', () => {
      expect(said([])).toEqual([])
      expect(said(['cpu', 'tape'].flatMap((rateId) => used(rateId, '2005-01')))).toEqual([])
    })

    test('in a year that is over, the others stand at nothing; a month in the middle of the history too', () => {
      const later = RATES.slice(1).flatMap((rateId) => used(rateId, '2005-02'))
      expect(said([...used('cpu', '2005-01', '2005-02'), ...later])).toEqual(['January 2005 counts as recorded with 1 of the 4 rates used in each of the three months before; the other 3 stand at nothing in it.'])
      const toJune = RATES.flatMap((rateId) => used(rateId, '2005-01', '2005-02', '2005-03', '2005-04', '2005-05'))
      expect(said([...toJune, ...used('cpu', '2005-06')])).toEqual(['June 2005 counts as recorded with 1 of the 4 rates used in each of the three months before; the other 3 stand at nothing in it, as FY2005 counts as over.'])
      expect(said([...toJune, ...used('cpu', '2005-07')])).toEqual(['June 2005 counts as recorded with none of the 4 rates used in each of the three months before; all 4 stand at nothing in it, as FY2005 counts as over.'])
    })

    test('a customer that has given most of its rates up is told so for three months, not for ever', () => {
      expect(said(used('cpu', '2005-01', '2005-02', '2005-03', '2005-04', '2005-05', '2005-06')).map((each) => each.slice(0, 13))).toEqual(['January 2005 ', 'February 2005', 'March 2005 co'])
    })
  })

  test('is made once, until something changes that it rests on: an edited rate does not project again', () => {
    const usage = planned(draft)
    expect(planned({ ...draft, price: new Map(draft.price), schedule: new Map(draft.schedule) })).toBe(usage)
    expect(planned({ ...draft, budget: new Map() })).not.toBe(usage)
  })

  test('is made customer by customer: a budget projects its own customer alone, and what was projected before somebody stopped is kept', () => {
    // Another list of typed quantities, so that nothing of it is projected yet.
    const fresh = { ...draft, usageEntry: new Map(draft.usageEntry) }
    const usage = effectiveUsage({ draft: fresh, lines: NOTHING_COUNTED })
    const stepsOf = (of: Draft): number => [...planningSteps({ draft: of, usage, versions: [FY2005] })].length
    const stopped = planningSteps({ draft: fresh, usage, versions: [FY2005] })
    expect(stopped.next().value).toEqual({ done: 1, of: 3 })
    const grown = budgetRow(FY2005, '10')
    const budgeted = { ...fresh, budget: new Map(fresh.budget).set(grown.id, grown) }
    expect([stepsOf(fresh), stepsOf(fresh), stepsOf(budgeted)]).toEqual([2, 0, 1])
    const { quantity } = expectOk(plannedUsage({ draft: budgeted, usage, version: FY2005 }))
    expect([...quantity]).toEqual([...planned({ ...budgeted, usageEntry: new Map(draft.usageEntry) }).quantity])
  })

  test('follows the budget of a scenario in the scenario', async () => {
    // Six months of ten units, half as much again.
    expect(sumOf(planned(draft, SCENARIO)) - sumOf(planned(draft))).toBe(60_000_000n - 30_000_000n)
    const own = await bills.impact({ from: FY2005, to: SCENARIO, usageFrom: null, usageTo: null, usageBasis: 'planned', grouping: null, words: 10, ahead: [] })
    expect(own.title).toContain('on the planned usage of FY2005, each by its own budgets')
    expect(own.totals.terms.volume).not.toBe('0')
  })
})

test('BILL-8: an encumbrance is not said to have run out in a month that is only planned', async () => {
  // Ten units of 100.00 a month.
  expect(await runsOut('recorded')).toEqual([{ month: '2005-02', how: 'projected' }])
  expect(await runsOut('planned')).toEqual([{ month: '2005-02', how: 'planned' }])
})

describe('BILL-9: the impact on planned usage', () => {
  test.each([['one year', fiscalYear(2005)], ['each year’s own', null]] as const)('adds up to the difference on %s', async (_, usageYear) => {
    const { rows, totals, title, usageBasis } = rowsInstead(await bills.impact({ from: FY2004, to: FY2005, usageFrom: usageYear, usageTo: usageYear, usageBasis: 'planned', grouping: null, words: 0, ahead: [] }))
    expect([title, usageBasis]).toEqual([`FY2004 to FY2005, on the planned usage of ${usageYear === null ? 'FY2004 and FY2005' : 'FY2005'}`, 'planned'])
    for (const { before, after, terms } of [...rows, totals]) {
      const sum = IMPACT_TERMS.filter((term) => term !== 'difference').reduce((total, term) => total.plus(terms[term]), new Decimal(0))
      expect([sum.toFixed(), new Decimal(after).minus(before).toFixed()]).toEqual([terms.difference, terms.difference])
    }
    expect(totals.after).toBe((await matrix(FY2005, 'planned')).matrix.totals.total)
  })

  test('both sides are laid on the same units, also where one of them is a scenario', async () => {
    const { totals, title } = await bills.impact({ from: FY2005, to: SCENARIO, usageFrom: fiscalYear(2005), usageTo: fiscalYear(2005), usageBasis: 'planned', grouping: null, words: 10, ahead: [] })
    expect([title.endsWith('on the planned usage of FY2005'), totals.terms.volume, totals.terms.joint]).toEqual([true, '0', '0'])
  })
})

describe('NUM-7: a planned quantity explained', () => {
  test('a projected month names its method and leads to the budget; a recorded one leads to who typed it', async () => {
    expect(quantityIn(await explain('2005-03'))).toMatchObject({ label: expect.stringContaining('March 2005: quantity, projected'), value: '10', formula: 'Projected: Mean of the last 12 months.', origin: { table: 'budget', id: budgetId({ version: versionKey(FY2005), customerId: 'aaa' }), source: 'Lee; As agreed' } })
    expect(quantityIn(await explain('2004-09'))).toMatchObject({ value: '10', origin: { table: 'usageEntry', source: 'typed by Ann' } })
  })

  test('a line of the year goes down to the history, the whole bill to the method; both evaluate to what is billed', async () => {
    for (const rateId of ['cpu', null]) {
      const made = await explain(null, rateId)
      expect(made?.value).toBe((await matrix(FY2005, 'planned')).matrix.rows.find((row) => row.customerId === 'aaa')?.total)
      expect(made === null ? ['nothing'] : wrongExplanations(made)).toEqual([])
    }
  })
})
