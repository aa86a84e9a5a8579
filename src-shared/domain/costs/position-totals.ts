/** What positions cost in all: by who pays, by bargaining unit, and by month (COST-2). */
import { cents, usdOfCents } from '../cents.ts'
import { Decimal, decimal, toText, type Factor, type Usd } from '../decimal.ts'
import { splitCents } from '../split-amount.ts'
import { weightsOf } from '../weights.ts'
import { partsInOrder, unassignedPercent } from './position-cost.ts'
import type { CostInputs, OwnerKey, PositionCost } from './derivation.ts'

export type PositionTotal = {
  readonly positions: number
  readonly fte: Factor
  readonly salary: Usd
  readonly fringe: Usd
  /** Salary and fringe together, from the fiscal year's first month. */
  readonly months: readonly Usd[]
}

export type PositionTotals = {
  readonly all: PositionTotal
  /** `unassigned` is what no part of a position takes. */
  readonly byOwner: ReadonlyMap<OwnerKey | 'unassigned', PositionTotal>
  /** By the unit as it is written; empty: none. */
  readonly byUnit: ReadonlyMap<string, PositionTotal>
  /** First days of the months. */
  readonly months: readonly string[]
}

class Sum {
  positions = 0
  fte = new Decimal(0)
  salary = 0n
  fringe = 0n
  readonly months = Array.from({ length: 12 }, () => 0n)

  add(more: { readonly fte: Decimal; readonly salary: bigint; readonly fringe: bigint; readonly months: readonly bigint[] }): void {
    this.positions += 1
    this.fte = this.fte.plus(more.fte)
    this.salary += more.salary
    this.fringe += more.fringe
    for (const [index, amount] of more.months.entries()) this.months[index] = (this.months[index] ?? 0n) + amount
  }

  total(): PositionTotal {
    return { positions: this.positions, fte: toText<'1'>(this.fte), salary: usdOfCents(this.salary), fringe: usdOfCents(this.fringe), months: this.months.map(usdOfCents) }
  }
}

/**
 * Months of each part: what has run up to a month is split by largest remainder, and a month's part is what was added, so that
 * both the months of a part and the parts of a month add up.
 */
function monthsOfParts(months: readonly bigint[], weights: ReturnType<typeof weightsOf>, count: number): readonly (readonly bigint[])[] {
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

function added(into: Map<string, Sum>, key: string): Sum {
  const found = into.get(key)
  if (found !== undefined) return found
  const made = new Sum()
  into.set(key, made)
  return made
}

/**
 * Totals of positions. Every list adds up to `all`, to the cent, in each month as in the year.
 *
 * @example positionTotals(inputs, ownerCosts(inputs, 7).positions).byOwner.get('service:sam')?.salary // '415000'
 */
export function positionTotals(inputs: CostInputs, positions: ReadonlyMap<string, PositionCost>): PositionTotals {
  const all = new Sum()
  const byUnit = new Map<string, Sum>()
  const byOwner = new Map<OwnerKey | 'unassigned', Sum>()
  const assignments = Map.groupBy(inputs.staffAssignments, (row) => row.staffPositionId)
  let firstDays: readonly string[] = []
  for (const position of inputs.staffPositions) {
    const cost = positions.get(position.id)
    if (cost === undefined) continue
    firstDays = cost.months.map((month) => month.month)
    const percents = partsInOrder(assignments.get(position.id) ?? []).map((row) => row.percent)
    const weights = weightsOf([...percents, unassignedPercent(percents)])
    const ofParts = {
      salary: monthsOfParts(cost.months.map((month) => cents(month.salary)), weights, percents.length + 1), fringe: monthsOfParts(cost.months.map((month) => cents(month.fringe)), weights, percents.length + 1),
    }
    const monthsOf = (index: number): readonly bigint[] => firstDays.map((_, month) => (ofParts.salary[index]?.[month] ?? 0n) + (ofParts.fringe[index]?.[month] ?? 0n))
    const whole = {
      fte: decimal(cost.fte), salary: cents(cost.salary), fringe: cents(cost.fringe), months: cost.months.map((month) => cents(month.salary) + cents(month.fringe)),
    }
    all.add(whole)
    added(byUnit, position.bargainingUnit.trim()).add(whole)
    for (const [index, part] of cost.parts.entries()) added(byOwner, part.owner).add({ fte: decimal(part.fte), salary: cents(part.salary), fringe: cents(part.fringe), months: monthsOf(index) })
    const left = { salary: cents(cost.unassigned.salary), fringe: cents(cost.unassigned.fringe) }
    const shares = percents.every((percent) => percent === '0') ? whole.months : monthsOf(percents.length)
    // Of a few cents, what is left in one month may be taken in another: nothing in the year, and yet two months.
    if (left.salary !== 0n || left.fringe !== 0n || shares.some((share) => share !== 0n)) {
      added(byOwner, 'unassigned').add({ fte: cost.parts.reduce((rest, part) => rest.minus(decimal(part.fte)), decimal(cost.fte)), ...left, months: shares })
    }
  }
  return {
    all: all.total(), byOwner: new Map([...byOwner].map(([owner, sum]) => [owner, sum.total()])), byUnit: new Map([...byUnit].map(([unit, sum]) => [unit, sum.total()])), months: firstDays,
  }
}
