/** What the one that is reviewed costs in two years: of a customer from its budget, of a service from everybody's bills. */
import type { ImpactMatrix } from '../../billing/impact.ts'
import type { CustomerBudget } from '../../budget/customer-budget.ts'
import { cents, usdOfCents } from '../../cents.ts'
import { Decimal, decimal, round, toText, type Percent, type Usd } from '../../decimal.ts'
import type { Draft } from '../../model/draft.ts'
import { PERCENT_PLACES } from '../../rates/comparison.ts'

export type ReviewCost = {
  readonly before: Usd
  readonly after: Usd
  readonly difference: Usd
  /** Null where nothing was charged before. */
  readonly percentChange: Percent | null
  /** What the figures are of: `6 months recorded, 6 projected`. */
  readonly basis: string
  /** The rates with the largest charges first; empty where only the sum is known. */
  readonly rateIds: readonly string[]
}
/** A cost, or why there is none. */
export type ReviewCostAnswer = { readonly cost: ReviewCost } | { readonly why: string }

function costOf({ before, after, basis, rateIds }: { readonly before: Usd; readonly after: Usd; readonly basis: string; readonly rateIds: readonly string[] }): ReviewCostAnswer {
  if (before === '0' && after === '0') return { why: 'Nothing is used or charged in either year.' }
  const difference = usdOfCents(cents(after) - cents(before))
  return { cost: { before, after, difference, percentChange: decimal(before).isZero() ? null : toText<'%'>(round(decimal(difference).times(100).div(decimal(before)), PERCENT_PLACES)), basis, rateIds } }
}

function monthsText(months: CustomerBudget['months']): string {
  const count = (kind: 'actual' | 'projected'): number => months.filter((each) => each.kind === kind).length
  const parts = [[count('actual'), 'recorded'], [count('projected'), 'projected']].flatMap(([number, word]) => (number === 0 ? [] : [`${number} months ${word}`]))
  return parts.length === 0 ? 'no usage' : parts.join(', ')
}

function addedUp(amounts: readonly Usd[]): Usd {
  return usdOfCents(amounts.reduce((sum, each) => sum + cents(each), 0n))
}

/** Of a customer; of some services only, where an agreement is reviewed (then without minimum charges and credits, which are of no rate). */
export function costOfBudget(draft: Pick<Draft, 'rate'>, budget: Pick<CustomerBudget, 'rows' | 'totals' | 'months'>, serviceIds: ReadonlySet<string> | null): ReviewCostAnswer {
  const own = budget.rows.filter(({ rateId }) => serviceIds === null || serviceIds.has(draft.rate.get(rateId)?.serviceId ?? ''))
  const rateIds = own.filter((row) => row.amountBefore !== '0' || row.amountAfter !== '0').toSorted((left, right) => decimal(right.amountAfter).comparedTo(decimal(left.amountAfter))).map((row) => row.rateId)
  const sums = serviceIds === null ? budget.totals : { before: addedUp(own.map((row) => row.amountBefore)), after: addedUp(own.map((row) => row.amountAfter)) }
  return costOf({ before: sums.before, after: sums.after, basis: `of the later year ${monthsText(budget.months)}`, rateIds })
}

/** Of a service: the bills of all customers, on planned usage. */
export function costOfImpact(matrix: ImpactMatrix, serviceId: string): ReviewCostAnswer {
  const column = matrix.columns.findIndex(({ id }) => id === serviceId)
  if (column === -1) return { why: 'Nothing of it is used or charged in either year.' }
  const sum = (of: 'before' | 'after'): Usd => addedUp(matrix.rows.map((row) => row[of][column] ?? toText<'USD'>(new Decimal(0))))
  return costOf({ before: sum('before'), after: sum('after'), basis: 'bills of all customers, recorded months and projected ones', rateIds: [] })
}
