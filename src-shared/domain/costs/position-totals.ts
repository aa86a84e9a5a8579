/** What positions cost in all: by who pays, by bargaining unit, and by month (COST-2). */
import { cents, usdOfCents } from '../cents.ts'
import { Decimal, decimal, toText, type Factor, type Usd } from '../decimal.ts'
import { splitCents } from '../split-amount.ts'
import { weightsOf } from '../weights.ts'
import { unassignedPercent } from './position-cost.ts'
import type { CostInputs, OwnerKey, PositionCost } from './derivation.ts'

export type PositionTotal = {
  readonly positions: number
  readonly fte: Factor
  readonly salary: Usd
  readonly fringe: Usd
  /** From the fiscal year's first month. */
  readonly salaryMonths: readonly Usd[]
  readonly fringeMonths: readonly Usd[]
  /** Salary and fringe together. */
  readonly months: readonly Usd[]
}

export type PositionTotals = {
  readonly all: PositionTotal
  /** `unassigned` is what no part of a position takes. */
  readonly byOwner: ReadonlyMap<OwnerKey | 'unassigned', PositionTotal>
  /** By the unit as it is written, without spaces around it; empty: none. */
  readonly byUnit: ReadonlyMap<string, PositionTotal>
  /** First days of the months. */
  readonly months: readonly string[]
}

/** Cents of a year's months. */
type Months = readonly bigint[]
type Addend = { readonly fte: Decimal; readonly salary: bigint; readonly fringe: bigint; readonly salaryMonths: Months; readonly fringeMonths: Months }

function addMonths(into: bigint[], more: Months): void {
  for (const [index, amount] of more.entries()) into[index] = (into[index] ?? 0n) + amount
}

class Sum {
  positions = 0
  fte = new Decimal(0)
  salary = 0n
  fringe = 0n
  readonly salaryMonths = Array.from({ length: 12 }, () => 0n)
  readonly fringeMonths = Array.from({ length: 12 }, () => 0n)

  add(more: Addend): void {
    this.positions += 1
    this.fte = this.fte.plus(more.fte)
    this.salary += more.salary
    this.fringe += more.fringe
    addMonths(this.salaryMonths, more.salaryMonths)
    addMonths(this.fringeMonths, more.fringeMonths)
  }

  total(): PositionTotal {
    return {
      positions: this.positions, fte: toText<'1'>(this.fte), salary: usdOfCents(this.salary), fringe: usdOfCents(this.fringe), salaryMonths: this.salaryMonths.map(usdOfCents), fringeMonths: this.fringeMonths.map(usdOfCents),
      months: this.salaryMonths.map((salary, month) => usdOfCents(salary + (this.fringeMonths[month] ?? 0n))),
    }
  }
}

/**
 * Months of each part: what has run up to a month is split by largest remainder, and a month's part is what was added, so that
 * both the months of a part and the parts of a month add up.
 */
function monthsOfParts(months: Months, weights: ReturnType<typeof weightsOf>, count: number): readonly Months[] {
  const parts = Array.from({ length: count }, (): bigint[] => [])
  let runUp = 0n
  let before = Array.from({ length: count }, () => 0n)
  for (const month of months) {
    runUp += month
    const split = [...splitCents(runUp, weights)]
    for (const [index, part] of parts.entries()) part.push((split[index] ?? 0n) - (before[index] ?? 0n))
    before = split
  }
  return parts
}

type Addends = { readonly whole: Addend; readonly parts: readonly { readonly owner: OwnerKey; readonly addend: Addend }[]; /** Null: nothing is left, in the year as in each month. */ readonly unassigned: Addend | null }

function addendsFrom(cost: PositionCost): Addends {
  const percents = cost.parts.map((part) => part.percent)
  // Most positions have one part, which takes all.
  const isWhole = percents.length === 1 && percents[0] === '100'
  const weights = weightsOf([...percents, unassignedPercent(percents)])
  const split = (months: Months): readonly Months[] => (isWhole ? [months, months.map(() => 0n)] : monthsOfParts(months, weights, percents.length + 1))
  const salaryMonths = cost.months.map((month) => cents(month.salary))
  const fringeMonths = cost.months.map((month) => cents(month.fringe))
  const [salaries, fringes] = [split(salaryMonths), split(fringeMonths)]
  const whole = { fte: decimal(cost.fte), salary: cents(cost.salary), fringe: cents(cost.fringe), salaryMonths, fringeMonths }
  const left = {
    fte: cost.parts.reduce((rest, part) => rest.minus(decimal(part.fte)), whole.fte), salary: cents(cost.unassigned.salary), fringe: cents(cost.unassigned.fringe),
    salaryMonths: salaries[percents.length] ?? [], fringeMonths: fringes[percents.length] ?? [],
  }
  // Of a few cents, what is left in one month may be taken in another: nothing in the year, and yet two months.
  const hasLeft = left.salary !== 0n || left.fringe !== 0n || [...left.salaryMonths, ...left.fringeMonths].some((amount) => amount !== 0n)
  return {
    whole, unassigned: hasLeft ? left : null,
    parts: cost.parts.map((part, index) => ({ owner: part.owner, addend: { fte: decimal(part.fte), salary: cents(part.salary), fringe: cents(part.fringe), salaryMonths: salaries[index] ?? [], fringeMonths: fringes[index] ?? [] } })),
  }
}

const known = new WeakMap<PositionCost, Addends>()

/** An edit computes the positions that it touches; the cost of any other stays the same object, and so does what it adds. */
function addendsOf(cost: PositionCost): Addends {
  const before = known.get(cost)
  if (before !== undefined) return before
  const addends = addendsFrom(cost)
  known.set(cost, addends)
  return addends
}

function added<Key>(into: Map<Key, Sum>, key: Key): Sum {
  const found = into.get(key)
  if (found !== undefined) return found
  const made = new Sum()
  into.set(key, made)
  return made
}

function totalsOf<Key>(sums: ReadonlyMap<Key, Sum>): ReadonlyMap<Key, PositionTotal> {
  return new Map([...sums].map(([key, sum]) => [key, sum.total()]))
}

/**
 * Totals of the positions given; one without a cost is passed over. Every list adds up to `all`, to the cent, in each month as in
 * the year.
 *
 * @example positionTotals(inputs, ownerCosts(inputs, 7).positions).byOwner.get('service:sam')?.salary // '415000'
 */
export function positionTotals({ staffPositions }: Pick<CostInputs, 'staffPositions'>, positions: ReadonlyMap<string, PositionCost>): PositionTotals {
  const all = new Sum()
  const byUnit = new Map<string, Sum>()
  const byOwner = new Map<OwnerKey | 'unassigned', Sum>()
  let firstDays: readonly string[] = []
  for (const position of staffPositions) {
    const cost = positions.get(position.id)
    if (cost === undefined) continue
    firstDays = cost.months.map((month) => month.month)
    const { whole, parts, unassigned } = addendsOf(cost)
    all.add(whole)
    added(byUnit, position.bargainingUnit.trim()).add(whole)
    for (const { owner, addend } of parts) added(byOwner, owner).add(addend)
    if (unassigned !== null) added(byOwner, 'unassigned').add(unassigned)
  }
  return { all: all.total(), byOwner: totalsOf(byOwner), byUnit: totalsOf(byUnit), months: firstDays }
}
