/** What two years or scenarios mean for every customer, in figures and in words (BILL-9). */
import { cents, usdOfCents } from '../cents.ts'
import { sumOfColumn } from '../cents-column.ts'
import { Decimal, formatFixed, toText, type Percent, type Usd } from '../decimal.ts'
import type { Customer } from '../model/billing-tables.ts'
import type { Draft } from '../model/draft.ts'
import { issue } from '../issues.ts'
import { ok, refused, type Result } from '../result.ts'
import { splitCents } from '../split-amount.ts'
import { sumUsd } from '../sum-usd.ts'
import { formatVersion } from '../version-label.ts'
import { scaledText } from '../rates/compare-kernel.ts'
import { weightsOf, type Weights } from '../weights.ts'
import { billMatrix } from './bill-book.ts'
import { billImpact, impactAfter, type BillImpact, type ImpactTerm } from './bill-impact.ts'
import { matrixColumns, type MatrixColumn, type MatrixGrouping } from './bill-matrix-view.ts'
import type { BillingYear } from './billing-year.ts'

export type Impact = { readonly before: BillingYear; readonly after: BillingYear; readonly impact: BillImpact }

export type ImpactTerms = Readonly<Record<ImpactTerm, Usd>>
export const IMPACT_DIRECTIONS = ['up', 'down', 'unchanged'] as const
/** Where a bill goes. */
export type ImpactDirection = (typeof IMPACT_DIRECTIONS)[number]
export type ImpactRow = {
  readonly customerId: string
  readonly before: Usd
  readonly after: Usd
  readonly terms: ImpactTerms
  /** Of the bill before; null from zero (NUM-4). */
  readonly percentChange: Percent | null
  readonly direction: ImpactDirection
  /** The difference by funding source, in proportion to the customer's shares (NUM-5). */
  readonly funding: { readonly state: Usd; readonly federal: Usd; readonly other: Usd }
}
/** What rows add up to. */
export type ImpactSums = Omit<ImpactRow, 'customerId' | 'direction'>
export type ImpactTotals = ImpactSums & { readonly up: number; readonly down: number; readonly unchanged: number; readonly grossIncrease: Usd; readonly grossDecrease: Usd }

/** The rates that take over from others in the later year, and those taken over. */
function mergedRates(draft: Draft, { before, after }: Pick<Impact, 'before' | 'after'>): ReadonlySet<number> {
  const [from, to] = [before.version.fiscalYear, after.version.fiscalYear]
  const indexOf = new Map(after.entries.map(({ rate }, at) => [rate.id, at]))
  const merged = new Set<number>()
  for (const relation of draft.rateRelation.values()) {
    if (relation.fiscalYear <= from || relation.fiscalYear > to) continue
    for (const id of [relation.fromRateId, relation.toRateId]) {
      const at = indexOf.get(id)
      if (at !== undefined) merged.add(at)
    }
  }
  return merged
}

/**
 * The impact of going from one year's bills to another's; both over the same model. Given the impact before an edit, only rates whose
 * prices changed are looked at again.
 *
 * @example impactOf({ draft, before, after }).value.impact.byCustomer.difference // cents by customer
 */
export function impactOf({ draft, before, after }: { readonly draft: Draft; readonly before: BillingYear; readonly after: BillingYear }, former?: Impact): Result<Impact> {
  const impact = former !== undefined && former.impact.before === before.book && former.impact.after.usage === after.book.usage ? impactAfter(former.impact, after.book) : billImpact({ before: before.book, after: after.book, mergedRates: mergedRates(draft, { before, after }) })
  if (impact.ok) return ok({ before, after, impact: impact.value })
  const title = after.entries[impact.failure.rate]?.rate.title ?? ''
  return refused([issue('number-out-of-range', `The effects of ${title} are beyond all bounds, though both bills are within them.`, { remedy: 'Look for a quantity or a rate that is too large.' })])
}

/** NUM-4 on whole cents: hundredths of a per cent, rounded half away from zero; null from zero. */
function hundredthsOf(difference: bigint, before: bigint): bigint | null {
  if (before === 0n) return null
  const product = difference * 20_000n
  const isNegative = product < 0n !== before < 0n
  const [size, divisor] = [product < 0n ? -product : product, (before < 0n ? -before : before) * 2n]
  const rounded = (size + divisor / 2n) / divisor
  return isNegative ? -rounded : rounded
}

/** NUM-4 of a difference of cents; null from zero. @example percentOf(50n, 1000n) // '5' */
export function percentOf(difference: bigint, before: bigint): Percent | null {
  const hundredths = hundredthsOf(difference, before)
  if (hundredths === null) return null
  const small = Number(hundredths)
  return Number.isSafeInteger(small) ? scaledText<'%'>(small, 2) : toText<'%'>(new Decimal(hundredths.toString()).div(100))
}

const weightsOfCustomer = new WeakMap<Customer, Weights>()

/** State, federal and other, in cents. */
function fundingCents(difference: bigint, customer: Customer): BigInt64Array {
  const known = weightsOfCustomer.get(customer) ?? weightsOf([customer.stateFunding, customer.federalFunding, customer.otherFunding])
  weightsOfCustomer.set(customer, known)
  return splitCents(difference, known)
}

const fundingOfCustomers = new WeakMap<BillImpact, readonly BigInt64Array[]>()

/** The differences of all customers by source: the rows show them, and their sums are the totals'. */
export function fundingByCustomer({ after, impact }: Impact): readonly BigInt64Array[] {
  const known = fundingOfCustomers.get(impact) ?? after.customers.map((customer, at) => fundingCents(impact.byCustomer.difference[at] ?? 0n, customer))
  fundingOfCustomers.set(impact, known)
  return known
}

/** A customer's difference by source, in cents: state, federal, other. */
export function fundingCentsOf(impact: Impact, at: number): readonly bigint[] {
  return [...(fundingByCustomer(impact)[at] ?? [])]
}

function fundingOf([state = 0n, federal = 0n, other = 0n]: Iterable<bigint>): ImpactRow['funding'] {
  return { state: usdOfCents(state), federal: usdOfCents(federal), other: usdOfCents(other) }
}

/** @example directionOf(-1n) // 'down' */
export function directionOf(difference: bigint): ImpactDirection {
  return difference > 0n ? 'up' : difference < 0n ? 'down' : 'unchanged'
}

/** Terms in dollars, from cents by term. */
export function termsBy(centsOf: (term: ImpactTerm) => bigint): ImpactTerms {
  const of = (term: ImpactTerm): Usd => usdOfCents(centsOf(term))
  return { price: of('price'), volume: of('volume'), joint: of('joint'), new: of('new'), ended: of('ended'), merged: of('merged'), rounding: of('rounding'), difference: of('difference'), minimumAndCredits: of('minimumAndCredits') }
}

/** One row a customer, in the model's order. */
export function impactRows(whole: Impact): readonly ImpactRow[] {
  const { before, after, impact } = whole
  const funding = fundingByCustomer(whole)
  return after.customers.map((customer, at) => {
    const difference = impact.byCustomer.difference[at] ?? 0n
    const from = before.book.bills[at] ?? 0n
    return {
      customerId: customer.id, before: usdOfCents(from), after: usdOfCents(after.book.bills[at] ?? 0n), terms: termsBy((term) => impact.byCustomer[term][at] ?? 0n), percentChange: percentOf(difference, from), direction: directionOf(difference),
      funding: fundingOf(funding[at] ?? []),
    }
  })
}

/** All customers together: each figure is the sum of the rows'. */
export function impactTotals(whole: Impact): ImpactTotals {
  const { before, after, impact } = whole
  const { summary } = impact
  const [from, to] = [sumOfColumn(before.book.bills), sumOfColumn(after.book.bills)]
  const funding = [0n, 0n, 0n]
  for (const parts of fundingByCustomer(whole)) for (const [source, part] of parts.entries()) funding[source] = (funding[source] ?? 0n) + part
  return {
    before: usdOfCents(from), after: usdOfCents(to), terms: termsBy((term) => sumOfColumn(impact.byCustomer[term])),
    percentChange: percentOf(to - from, from), funding: fundingOf(funding),
    up: summary.up, down: summary.down, unchanged: summary.unchanged, grossIncrease: usdOfCents(summary.grossIncrease), grossDecrease: usdOfCents(summary.grossDecrease),
  }
}

/** Some of the rows together, each figure the sum of theirs. @example sumOfImpactRows(rows.filter(({ direction }) => direction === 'up')).terms.difference // the gross increase */
export function sumOfImpactRows(rows: readonly ImpactRow[]): ImpactSums {
  const sum = (of: (row: ImpactRow) => Usd): Usd => sumUsd(rows.map(of))
  const [before, difference] = [sum((row) => row.before), sum((row) => row.terms.difference)]
  return {
    before, after: sum((row) => row.after), terms: termsBy((term) => cents(sum((row) => row.terms[term]))), percentChange: percentOf(cents(difference), cents(before)),
    funding: { state: sum((row) => row.funding.state), federal: sum((row) => row.funding.federal), other: sum((row) => row.funding.other) },
  }
}

/** One rate of one customer: the terms and both amounts. */
export type ImpactCell = { readonly rateId: string; readonly code: string; readonly title: string; readonly status: string; readonly before: Usd; readonly after: Usd; readonly terms: ImpactTerms }

/** The rates of which a customer has anything on either side, with their terms; minimum and credits are of no rate. */
export function impactCells({ before, after, impact }: Impact, customerId: string): readonly ImpactCell[] {
  const at = after.customerIndex.get(customerId)
  if (at === undefined) return []
  return after.entries.flatMap(({ rate }, index) => {
    const column = impact.columns[index]
    const [from, to] = [before.book.columns[index]?.byCustomer[at] ?? 0n, after.book.columns[index]?.byCustomer[at] ?? 0n]
    // Lines that each round to nothing may still come to a cent of volume, which the rounding takes back.
    if (column === undefined || (from === 0n && to === 0n && Object.values(column.terms).every((term) => (term[at] ?? 0n) === 0n))) return []
    return [{ rateId: rate.id, code: rate.code, title: rate.title, status: column.status, before: usdOfCents(from), after: usdOfCents(to), terms: termsBy((term) => (term === 'minimumAndCredits' ? 0n : (column.terms[term]?.[at] ?? 0n))) }]
  })
}

export type ImpactMatrix = { readonly columns: readonly MatrixColumn[]; readonly rows: readonly { readonly customerId: string; readonly before: readonly Usd[]; readonly after: readonly Usd[]; readonly difference: readonly Usd[] }[] }

/** Before, after and difference by customer and service (or group); columns in which nothing is billed on either side are left out. */
export function impactMatrix({ before, after }: Impact, grouping: MatrixGrouping): ImpactMatrix {
  const { columns, groupOfRate } = matrixColumns(after, grouping)
  const groups = { groupOfRate, groupCount: columns.length }
  const [from, to] = [billMatrix(before.book, groups), billMatrix(after.book, groups)]
  const used = columns.map((_, column) => after.customers.some((_each, customer) => from[customer * columns.length + column] !== 0n || to[customer * columns.length + column] !== 0n))
  const picked = (cells: BigInt64Array, customer: number): readonly bigint[] => columns.flatMap((_, column) => (used[column] === true ? [cells[customer * columns.length + column] ?? 0n] : []))
  return {
    columns: columns.filter((_, column) => used[column] === true),
    rows: after.customers.map((each, customer) => {
      const [had, has] = [picked(from, customer), picked(to, customer)]
      return { customerId: each.id, before: had.map(usdOfCents), after: has.map(usdOfCents), difference: has.map((amount, column) => usdOfCents(amount - (had[column] ?? 0n))) }
    }),
  }
}

/** Bounds of the distribution of % changes: a decrease stands in the class whose bound it reaches, an increase in the one that it does not pass. */
const BOUNDS = [1, 5, 10, 20] as const
export type DistributionClass = { readonly label: string; readonly count: number }

function classOf({ direction, percentChange }: Pick<ImpactRow, 'direction' | 'percentChange'>): string {
  if (direction === 'unchanged') return 'no change'
  if (percentChange === null) return 'no bill before'
  // Two places: hundredths are whole, and a double holds them far beyond the last bound.
  const hundredths = Math.abs(Math.round(Number(percentChange) * 100))
  const at = BOUNDS.findIndex((bound) => hundredths <= bound * 100)
  const sign = direction === 'up' ? '+' : '-'
  return at === -1 ? `${sign}${BOUNDS.at(-1)} % and beyond` : `${sign}${BOUNDS[at - 1] ?? 0} to ${sign}${BOUNDS[at]} %`
}

/** How many customers' bills change by how many per cent, from the largest decrease to the largest increase. */
export function impactDistribution(rows: readonly ImpactRow[]): readonly DistributionClass[] {
  const changes = ['-21', '-20', '-10', '-5', '-1'].map((percent) => ({ direction: 'down', percentChange: toText<'%'>(new Decimal(percent)) }) as const)
  const labels = [...changes.map(classOf), 'no change', ...changes.toReversed().map(({ percentChange }) => classOf({ direction: 'up', percentChange })), 'no bill before']
  const counts = Map.groupBy(rows, classOf)
  return labels.map((label) => ({ label, count: counts.get(label)?.length ?? 0 }))
}

function sizeOf(amount: bigint): bigint {
  return amount < 0n ? -amount : amount
}

/** The largest changes in words, by amount. @example topChanges(draft, impact, 10)[0] // 'DMA pays 12,345.67 USD more (+4.20 %), mostly for Prime CPU Time (+9,800.00).' */
export function topChanges(draft: Draft, impact: Impact, count: number): readonly { readonly customerId: string; readonly words: string }[] {
  // Asked at every edit, over every rate: on whole cents.
  const { difference } = impact.impact.byCustomer
  const largest = impact.after.customers.map((customer, at) => ({ customer, at, size: sizeOf(difference[at] ?? 0n) })).filter((each) => each.size !== 0n)
  return largest
    .toSorted((left, right) => (left.size === right.size ? left.at - right.at : left.size > right.size ? -1 : 1))
    .slice(0, count)
    .map(({ customer, at }) => ({ customerId: customer.id, words: changeWords(impact, at, draft.customer.get(customer.id)?.code ?? customer.id) }))
}

/** The rate that moves a customer's bill most in the direction in which it moves; undefined where none does. */
function largestRate({ after, impact }: Impact, at: number, isDown: boolean): { readonly title: string; readonly difference: bigint } | undefined {
  let [found, most] = [-1, 0n]
  for (let index = 0; index < impact.columns.length; index += 1) {
    // In 64 bits the loop makes no objects.
    const amount = BigInt.asIntN(64, impact.columns[index]?.terms.difference?.[at] ?? 0n)
    if (isDown ? amount >= most : amount <= most) continue
    found = index
    most = amount
  }
  const entry = after.entries[found]
  return entry === undefined ? undefined : { title: entry.rate.title, difference: most }
}

function changeWords(impact: Impact, at: number, code: string): string {
  const difference = impact.impact.byCustomer.difference[at] ?? 0n
  const isDown = difference < 0n
  const most = largestRate(impact, at, isDown)
  const change = percentOf(difference, impact.before.book.bills[at] ?? 0n)
  const percent = change === null ? '' : ` (${isDown ? '' : '+'}${formatFixed(change, 2)} %)`
  const because = most === undefined ? '' : `, mostly for ${most.title} (${isDown ? '' : '+'}${formatFixed(usdOfCents(most.difference), 2)})`
  return `${code} pays ${formatFixed(usdOfCents(sizeOf(difference)), 2)} USD ${isDown ? 'less' : 'more'}${percent}${because}.`
}

/** @example impactTitle(draft, impact) // 'FY2004 to FY2005, on the planned usage of FY2005' */
export function impactTitle(draft: Draft, { before, after }: Impact): string {
  const [from, to] = [before.usage.fiscalYear, after.usage.fiscalYear]
  // The same year twice: planned by the budgets of two scenarios.
  const years = before.usage === after.usage ? `FY${to}` : from === to ? `FY${to}, each by its own budgets` : `FY${from} and FY${to}`
  return `${formatVersion(draft, before.version)} to ${formatVersion(draft, after.version)}, on the ${after.usage.basis === 'planned' ? 'planned usage' : 'usage'} of ${years}`
}
