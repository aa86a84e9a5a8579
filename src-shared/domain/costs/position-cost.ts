/** What a position costs, month by month (COST-2). */
import { usdOfCents } from '../cents.ts'
import { MAX_PLACES, type Factor, type Percent, type Usd } from '../decimal.ts'
import type { FiscalYear, IsoDate } from '../fiscal-year.ts'
import { keptByList } from '../kept-rows.ts'
import type { SalaryIncrease, StaffAssignment, StaffPosition, YearPolicy } from '../model/cost-tables.ts'
import { scaledText } from '../rates/compare-kernel.ts'
import { splitCents } from '../split-amount.ts'
import { weightsOf } from '../weights.ts'
import type { OwnerKey, PositionCost } from './derivation.ts'
import { daysWithin, fiscalMonths, type FiscalMonth } from './fiscal-months.ts'
import { ONE, onePlus, percentOf, plus, ratioOf, roundRatio, times, type Ratio } from './ratio.ts'

/** The places of a full-time equivalent that is the mean of twelve months. */
const FTE_PLACES = 6
const FTE_SCALE = 10n ** BigInt(FTE_PLACES)
const A_TWELFTH: Ratio = { numerator: 1n, denominator: 12n }
const CENTS = 100n

/** @example ownerKeyOf({ serviceId: 'sam', poolId: null }) // 'service:sam' */
export function ownerKeyOf(row: { readonly serviceId: string | null; readonly poolId: string | null }): OwnerKey {
  return row.serviceId === null ? `pool:${row.poolId ?? ''}` : `service:${row.serviceId}`
}

function increasesFor({ unit, salaryAsOf, id }: { readonly unit: string; readonly salaryAsOf: IsoDate; readonly id: string | null }, increases: readonly SalaryIncrease[]): readonly SalaryIncrease[] {
  return increases
    .filter((each) => each.effectiveFrom > salaryAsOf)
    .filter((each) => (each.staffPositionId === null ? each.bargainingUnit.trim() === '' || each.bargainingUnit.trim().toLowerCase() === unit : each.staffPositionId === id))
    .sort((left, right) => (left.effectiveFrom === right.effectiveFrom ? (left.id < right.id ? -1 : 1) : left.effectiveFrom < right.effectiveFrom ? -1 : 1))
}

/** Lists that positions share which have no increase of their own, by unit and date. */
const sharedIncreases = keptByList<SalaryIncrease, { readonly named: ReadonlySet<string | null>; readonly lists: Map<string, readonly SalaryIncrease[]> }>((increases) => ({ named: new Set(increases.map((each) => each.staffPositionId)), lists: new Map() }))

/** The increases that are still to come for a position, by date: its base salary includes those up to `salaryAsOf`. Positions with the same ones share the list. */
export function increasesOf({ id, bargainingUnit, salaryAsOf }: StaffPosition, increases: readonly SalaryIncrease[]): readonly SalaryIncrease[] {
  const unit = bargainingUnit.trim().toLowerCase()
  const { named, lists } = sharedIncreases(increases)
  if (named.has(id)) return increasesFor({ unit, salaryAsOf, id }, increases)
  const key = `${salaryAsOf} ${unit}`
  const list = lists.get(key) ?? increasesFor({ unit, salaryAsOf, id: null }, increases)
  lists.set(key, list)
  return list
}

/** Product of (1 + increase) of the first `count` increases, over one denominator for all counts. */
const productsOf = keptByList<SalaryIncrease, readonly Ratio[]>((increases) => {
  const factors = increases.map((each) => onePlus(percentOf(ratioOf(each.percent))))
  const denominator = factors.reduce((product, each) => product * each.denominator, 1n)
  return Array.from({ length: factors.length + 1 }, (_, count) => ({
    numerator: factors.reduce((product, each, index) => product * (index < count ? each.numerator : each.denominator), 1n), denominator,
  }))
})

type Course = { readonly position: StaffPosition; readonly increases: readonly SalaryIncrease[]; readonly products: readonly Ratio[] }
/** Days of work in a month, and how many increases are in force on its first and on its last day. */
type Activity = { readonly active: number; readonly before: number; readonly upTo: number }

function activityIn(month: FiscalMonth, { position, increases }: Course): Activity {
  let before = 0
  let upTo = 0
  for (const each of increases) {
    if (each.effectiveFrom <= month.first) before += 1
    if (each.effectiveFrom <= month.last) upTo += 1
  }
  return { active: daysWithin(month, { from: position.startsOn, to: position.endsOn }), before, upTo }
}

function later(left: IsoDate | null, right: IsoDate): IsoDate {
  return left !== null && left > right ? left : right
}

function ofDays(ratio: Ratio, count: number, days: number): Ratio {
  return count === days ? ratio : { numerator: ratio.numerator * BigInt(count), denominator: ratio.denominator * BigInt(days) }
}

/** `product(1 + increase in force) x active days / days`: an increase within the month counts from its day on. */
function salaryShare(month: FiscalMonth, { active, before, upTo }: Activity, course: Course): Ratio {
  const { position, increases, products } = course
  if (before === upTo) return ofDays(products[before] ?? ONE, active, month.days)
  let weighted = 0n
  for (let count = before; count <= upTo; count += 1) {
    const from = later(position.startsOn, count === before ? month.first : (increases[count - 1]?.effectiveFrom ?? month.first))
    const next = increases[count]?.effectiveFrom
    const untilNext = next === undefined || next > month.last ? 0 : daysWithin(month, { from: later(position.startsOn, next), to: position.endsOn })
    weighted += (products[count]?.numerator ?? 1n) * BigInt(daysWithin(month, { from, to: position.endsOn }) - untilNext)
  }
  return { numerator: weighted, denominator: (products[0]?.denominator ?? 1n) * BigInt(month.days) }
}

type MonthCost = { readonly salary: bigint; readonly fringe: bigint; readonly texts: { readonly salary: Usd; readonly fringe: Usd } }
type Month = { readonly cost: MonthCost; readonly active: number; readonly days: number }

function costOfMonth(salary: bigint, fringe: bigint): MonthCost {
  return { salary, fringe, texts: { salary: usdOfCents(salary), fringe: usdOfCents(fringe) } }
}

/** The months of a position in cents. Months alike are computed once: most positions have one or two kinds. */
function monthsOf(request: Omit<PositionRequest, 'assignments'>): readonly Month[] {
  const { position, policy } = request
  const increases = increasesOf(position, request.increases)
  const course: Course = { position, increases, products: productsOf(increases) }
  const monthly = times(ratioOf(position.baseSalary), ratioOf(position.fte), A_TWELFTH)
  const fringePart = percentOf(ratioOf(position.fringePercent ?? policy.fringePercent))
  const flat = times(ratioOf(position.fringeFlat ?? policy.fringeFlat), ratioOf(position.fte), A_TWELFTH)
  const filled = onePlus(percentOf(ratioOf(position.vacancyPercent ?? policy.vacancyPercent)), -1n)
  const alike = new Map<number, MonthCost>()
  return fiscalMonths(request.fiscalYear, request.firstMonth).map((month) => {
    const activity = activityIn(month, course)
    const isWhole = activity.active === month.days
    // A month of its own: one in which an increase comes, or that is worked in part.
    const kind = activity.before === activity.upTo && (isWhole || activity.active === 0) ? (isWhole ? 1 : -1) * (activity.before + 1) : 0
    const known = kind === 0 ? undefined : alike.get(kind)
    if (known !== undefined) return { cost: known, active: activity.active, days: month.days }
    const salary = times(monthly, salaryShare(month, activity, course))
    const fringe = plus(times(fringePart, salary), times(flat, ofDays(ONE, activity.active, month.days)))
    const cost = costOfMonth(roundRatio(times(salary, filled), CENTS), roundRatio(times(fringe, filled), CENTS))
    alike.set(kind, cost)
    return { cost, active: activity.active, days: month.days }
  })
}

/** FTE x the mean share of the months that is worked. */
function workedFte(position: StaffPosition, months: readonly Month[]): Ratio {
  let whole = 0n
  let partly: Ratio = { numerator: 0n, denominator: 1n }
  for (const { active, days } of months) {
    if (active === days) whole += 1n
    else if (active > 0) partly = plus(partly, { numerator: BigInt(active), denominator: BigInt(days) })
  }
  const fte = ratioOf(position.fte)
  return whole === 12n ? fte : times(fte, A_TWELFTH, plus({ numerator: whole, denominator: 1n }, partly))
}

type PositionRequest = {
  readonly position: StaffPosition
  /** Its parts; those of other positions are passed over. */
  readonly assignments: readonly StaffAssignment[]
  readonly increases: readonly SalaryIncrease[]
  readonly policy: YearPolicy
  readonly fiscalYear: FiscalYear
  /** 1 to 12 (NUM-6). */
  readonly firstMonth: number
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, each) => total + each, 0n)
}

/** Parts of a position in the order in which ties are broken: that of their ids, which no history changes. */
export function partsInOrder(assignments: readonly StaffAssignment[]): readonly StaffAssignment[] {
  return assignments.length < 2 ? assignments : assignments.toSorted((left, right) => (left.id < right.id ? -1 : 1))
}

/** Per cents of up to 12 places as integers: 100 % is 10^14, so that any sum of them is an exact double. */
export const WHOLE_PERCENT = 10 ** (2 + MAX_PLACES)

/** Sum of per cents in units of their last place; above 100 % a position is refused, so that it stays exact. */
export function percentSum(percents: readonly Percent[]): number {
  let sum = 0
  for (const text of percents) {
    const point = text.indexOf('.')
    sum += point === -1 ? Number(text) * 10 ** MAX_PLACES : Number(text.slice(0, point)) * 10 ** MAX_PLACES + Number(text.slice(point + 1).padEnd(MAX_PLACES, '0'))
  }
  return sum
}

/** The per cent that no part takes; zero where the parts are 100 % or more. @example unassignedPercent(['60', '30']) // '10' */
export function unassignedPercent(percents: readonly Percent[]): Percent {
  return scaledText<'%'>(Math.max(0, WHOLE_PERCENT - percentSum(percents)), MAX_PLACES)
}

/**
 * A position's year (COST-2). For each month `salary = base/12 x product(1 + increase in force) x FTE x active days/days` and
 * `fringe = % x salary + flat/12 x FTE x active share`, both times (1 - vacancy), each rounded to the cent. The base salary
 * includes the increases up to `salaryAsOf`; an increase that comes within a month counts from its day on. The year is split over
 * its parts by largest remainder (NUM-5). A part's FTE is the mean of the twelve months, to 6 places.
 *
 * @example a month of 27,840.00 with 7.65 % + 4.75 % and a flat 7,274.26 has fringe 2,129.76 + 1,322.40 + 7,274.26 = 10,726.42; with the salary 38,566.42
 */
export function positionCost(request: PositionRequest): PositionCost {
  const { position } = request
  const months = monthsOf(request)
  const salary = sum(months.map(({ cost }) => cost.salary))
  const fringe = sum(months.map(({ cost }) => cost.fringe))
  const assignments = partsInOrder(request.assignments.filter((each) => each.staffPositionId === position.id))
  const percents = assignments.map((each) => each.percent)
  const [salaries, fringes] = splitOverParts([salary, fringe], percents)
  const worked = workedFte(position, months)
  return {
    staffPositionId: position.id,
    months: fiscalMonths(request.fiscalYear, request.firstMonth).flatMap(({ first }, index) => { const month = months[index]; return month === undefined ? [] : [{ month: first, salary: month.cost.texts.salary, fringe: month.cost.texts.fringe }] }),
    salary: usdOfCents(salary), fringe: usdOfCents(fringe), fte: fteText(worked),
    parts: assignments.map((each, index) => ({
      owner: ownerKeyOf(each), percent: each.percent, salary: usdOfCents(salaries?.[index] ?? 0n), fringe: usdOfCents(fringes?.[index] ?? 0n),
      fte: fteText(each.percent === '100' ? worked : times(worked, percentOf(ratioOf(each.percent)))),
    })),
    unassigned: { salary: usdOfCents(salaries?.at(-1) ?? 0n), fringe: usdOfCents(fringes?.at(-1) ?? 0n) },
  }
}

/** Each amount over the parts and, last, what they leave; most positions have one part, which takes all. */
function splitOverParts(amounts: readonly bigint[], percents: readonly Percent[]): readonly (readonly bigint[] | BigInt64Array)[] {
  if (percents.length === 1 && percents[0] === '100') return amounts.map((amount) => [amount, 0n])
  const weights = weightsOf([...percents, unassignedPercent(percents)])
  return amounts.map((amount) => splitCents(amount, weights))
}

function fteText(ratio: Ratio): Factor {
  return scaledText<'1'>(Number(roundRatio(ratio, FTE_SCALE)), FTE_PLACES)
}
