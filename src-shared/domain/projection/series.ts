/** A monthly history, and what methods ask of it. A missing month is missing, never zero (PROJ-1). */
import type { Units } from '../decimal.ts'
import { issue, type Issue } from '../issues.ts'
import { ok, refused, type Result } from '../result.ts'
import { microOf, MICRO_LIMIT } from '../micro-units.ts'
import { isMonthNumber, monthNumber, monthOfNumber, type Month } from '../month.ts'

/** Quantities in millionths of a unit; the i-th is that of `first` plus i months, null where the month is missing. */
export type MonthlySeries = { readonly first: Month; readonly quantities: readonly (bigint | null)[] }

/** A hundred years. */
export const MOST_MONTHS = 1_200

export type SeriesEntry = { readonly month: Month; readonly quantity: Units | null }

/**
 * A series of months in any order; months that are not named are missing. A month that is named twice is refused.
 *
 * @example seriesOf([{ month: '2004-01', quantity: '5' }, { month: '2004-03', quantity: '7' }]) // { first: '2004-01', quantities: [5000000n, null, 7000000n] }
 */
export function seriesOf(entries: readonly SeriesEntry[]): Result<MonthlySeries> {
  const issues: Issue[] = []
  const known = new Map<number, bigint | null>()
  for (const { month, quantity } of entries) {
    const micro = quantity === null ? ok(null) : microOf(quantity)
    if (!micro.ok) issues.push({ ...micro.failure, message: `${month}: ${micro.failure.message}` })
    else if (known.has(monthNumber(month))) issues.push(issue('duplicate-month', `${month} stands twice in the history.`, { remedy: 'Keep one figure for each month; add them up first where both count.' }))
    else known.set(monthNumber(month), micro.value)
  }
  const numbers = [...known.keys()].toSorted((left, right) => left - right)
  const [first, last] = [numbers[0], numbers.at(-1)]
  if (issues.length > 0) return refused(issues)
  if (first === undefined || last === undefined) return refused([issue('text-missing', 'The history has no months.', { remedy: 'Give a month and a quantity for each month that is known.' })])
  if (last - first >= MOST_MONTHS) return refused([issue('too-many-rows', `The history goes from ${monthOfNumber(first)} to ${monthOfNumber(last)}.`, { remedy: `Give at most ${MOST_MONTHS} months.` })])
  return ok({ first: monthOfNumber(first), quantities: Array.from({ length: last - first + 1 }, (_, index) => known.get(first + index) ?? null) })
}

/** Running sums over the known months among the first i, exact: what means and least squares need. */
type RunningSums = {
  /** How many are known. */
  readonly counts: readonly number[]
  /** Of y, and of x, x squared and x y. The x of a month is its place, 0 for the first. */
  readonly sums: readonly bigint[]
  readonly xSums: readonly number[]
  readonly xxSums: readonly number[]
  readonly xySums: readonly bigint[]
}

/** A series from its first to its last month that has a figure, with what methods ask of it. */
export type History = RunningSums & {
  /** Months since year 0 of the first one; 0 where nothing is known. */
  readonly start: number
  readonly values: readonly (bigint | null)[]
  /** The same as doubles, NaN where missing: steering only. */
  readonly floats: Float64Array
  /** Place of the last known month before place i; -1 where there is none. */
  readonly lastKnown: Int32Array
  /** Place of the first negative month (a credit); its length where there is none. */
  readonly firstNegative: number
}

/** The sums are made when they are first asked for: of a hundred thousand histories most are projected without them. */
class PreparedHistory implements History {
  readonly start: number
  readonly values: readonly (bigint | null)[]
  readonly floats: Float64Array
  readonly lastKnown: Int32Array
  readonly firstNegative: number
  #running: RunningSums | null = null

  constructor({ first, quantities }: MonthlySeries) {
    const from = quantities.findIndex((each) => each !== null)
    this.values = from === -1 ? [] : quantities.slice(from, quantities.findLastIndex((each) => each !== null) + 1)
    this.start = from === -1 ? 0 : monthNumber(first) + from
    const length = this.values.length
    this.floats = new Float64Array(length)
    this.lastKnown = new Int32Array(length + 1)
    let [last, negative] = [-1, length]
    this.lastKnown[0] = last
    for (let place = 0; place < length; place += 1) {
      const value = this.values[place] ?? null
      const float = value === null ? Number.NaN : Number(value)
      this.floats[place] = float
      if (value !== null) last = place
      if (float < 0 && negative === length) negative = place
      this.lastKnown[place + 1] = last
    }
    this.firstNegative = negative
  }

  get counts(): readonly number[] {
    return this.#sums().counts
  }

  get sums(): readonly bigint[] {
    return this.#sums().sums
  }

  get xSums(): readonly number[] {
    return this.#sums().xSums
  }

  get xxSums(): readonly number[] {
    return this.#sums().xxSums
  }

  get xySums(): readonly bigint[] {
    return this.#sums().xySums
  }

  #sums(): RunningSums {
    this.#running ??= runningSums(this.values)
    return this.#running
  }
}

function runningSums(values: History['values']): RunningSums {
  const [counts, xSums, xxSums, sums, xySums] = [[0], [0], [0], [0n], [0n]]
  let [count, xSum, xxSum, sum, xySum] = [0, 0, 0, 0n, 0n]
  for (const [x, value] of values.entries()) {
    if (value !== null) {
      count += 1
      xSum += x
      xxSum += x * x
      sum += value
      xySum += BigInt(x) * value
    }
    counts.push(count)
    xSums.push(xSum)
    xxSums.push(xxSum)
    sums.push(sum)
    xySums.push(xySum)
  }
  return { counts, xSums, xxSums, sums, xySums }
}

const prepared = new WeakMap<MonthlySeries, History>()

export function historyOf(series: MonthlySeries): History {
  const known = prepared.get(series)
  if (known !== undefined) return known
  const made = new PreparedHistory(series)
  prepared.set(series, made)
  return made
}

/** The month of a place in the history. */
export function monthAt({ start }: History, place: number): Month {
  return monthOfNumber(start + place)
}

/** True when the month at this distance from the last known one can be written. */
export function hasMonthAt({ start }: History, place: number): boolean {
  return isMonthNumber(start + place)
}

/** Months without a figure between the first and the last one that have one. */
export function missingMonths(series: MonthlySeries): readonly Month[] {
  const history = historyOf(series)
  return history.values.flatMap((each, place) => (each === null ? [monthAt(history, place)] : []))
}

export function isWithinRange(micro: bigint): boolean {
  return micro < MICRO_LIMIT && micro > -MICRO_LIMIT
}
