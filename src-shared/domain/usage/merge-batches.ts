/**
 * What batches say together where several have the same customer, rate and month: that of the highest number holds, and days lie
 * day by day over the days of the batches below (BILL-1). It follows from the batches that stand, whichever was taken back.
 */
import { MAX_MICRO_UNITS } from '../micro-units.ts'
import type { CountedLines } from './batch-lines.ts'
import { daysFor, endOfDays, firstDays, NO_DAYS, type DaysOfLines } from './days-of-lines.ts'
import { compareLines } from './line-order.ts'

type Columns = Pick<CountedLines, 'customer' | 'rate' | 'month' | 'quantity' | 'batch'>
/** Lines in order, with the days of those that are of days. */
export type UsageLayer = Columns & { readonly days?: DaysOfLines }
type Layer = Columns & {
  readonly days: DaysOfLines
  /** By line that has days: 1 where they took the place of a whole month's figure, so that nothing below shows through. Shorter where no line has. */
  readonly replaces: Uint8Array
  readonly daysAlsoOf: ReadonlyMap<number, readonly number[]>
}

const NO_LAYER: Layer = { ...columnsFor(0), days: NO_DAYS, replaces: new Uint8Array(), daysAlsoOf: new Map() }

/**
 * Merges batches in the order of their numbers, each sorted, all with the same lists of ids.
 *
 * @example mergeBatches([january, january again]) // the lines of both, of the second where both have a line
 */
export function mergeBatches(batches: readonly UsageLayer[]): Columns & Pick<Layer, 'days' | 'daysAlsoOf'> {
  let layers: readonly Layer[] = batches.map((batch) => ({ ...batch, days: batch.days ?? NO_DAYS, replaces: NO_LAYER.replaces, daysAlsoOf: NO_LAYER.daysAlsoOf }))
  // Neighbours in pairs, so that a line moves as often as the number of batches has digits in binary.
  while (layers.length > 1) {
    const merged: Layer[] = []
    for (let at = 0; at < layers.length; at += 2) {
      const [lower, upper] = [layers[at], layers[at + 1]]
      if (lower !== undefined) merged.push(upper === undefined ? lower : mergePair(lower, upper))
    }
    layers = merged
  }
  const { replaces: _, ...all } = layers[0] ?? NO_LAYER
  return all
}

function mergePair(lower: Layer, upper: Layer): Layer {
  return lower.days.line.length === 0 && upper.days.line.length === 0 ? mergeMonths(lower, upper) : mergeDays(lower, upper)
}

function columnsFor(count: number): Columns {
  return { customer: new Int32Array(count), rate: new Int32Array(count), month: new Int32Array(count), quantity: new BigInt64Array(count), batch: new Int32Array(count) }
}

function firstLines({ customer, rate, month, quantity, batch }: Columns, count: number): Columns {
  return { customer: customer.subarray(0, count), rate: rate.subarray(0, count), month: month.subarray(0, count), quantity: quantity.subarray(0, count), batch: batch.subarray(0, count) }
}

function copyLine(from: Columns, line: number, { to, at }: { readonly to: Columns; readonly at: number }): void {
  to.customer[at] = from.customer[line] ?? 0
  to.rate[at] = from.rate[line] ?? 0
  to.month[at] = from.month[line] ?? 0
  to.quantity[at] = from.quantity[line] ?? 0n
  to.batch[at] = from.batch[line] ?? 0
}

/** Below zero: the next line is of the lower layer alone; zero: of both. */
function nextOf(lower: Columns, left: number, upper: Columns, right: number): number {
  return left === lower.rate.length ? 1 : right === upper.rate.length ? -1 : compareLines(lower, left, upper, right)
}

/** Two layers without days. */
function mergeMonths(lower: Layer, upper: Layer): Layer {
  const columns = columnsFor(lower.rate.length + upper.rate.length)
  let [left, right, count] = [0, 0, 0]
  while (left < lower.rate.length || right < upper.rate.length) {
    const order = nextOf(lower, left, upper, right)
    if (order < 0) copyLine(lower, left, { to: columns, at: count })
    else copyLine(upper, right, { to: columns, at: count })
    if (order <= 0) left += 1
    if (order >= 0) right += 1
    count += 1
  }
  return { ...NO_LAYER, ...firstLines(columns, count) }
}

/** Two layers of which at least one has days. */
function mergeDays(lower: Layer, upper: Layer): Layer {
  const columns = columnsFor(lower.rate.length + upper.rate.length)
  const replaces = new Uint8Array(columns.rate.length)
  const daysAlsoOf = new Map<number, readonly number[]>()
  const collected = collectDays(lower.days.line.length + upper.days.line.length)
  let [left, right, count, below, above] = [0, 0, 0, 0, 0]
  while (left < lower.rate.length || right < upper.rate.length) {
    const order = nextOf(lower, left, upper, right)
    const belowEnd = order <= 0 ? endOfDays(lower.days, { first: below, of: left }) : below
    const aboveEnd = order >= 0 ? endOfDays(upper.days, { first: above, of: right }) : above
    const liesOver = order === 0 && above < aboveEnd && upper.replaces[right] !== 1
    if (order < 0) copyLine(lower, left, { to: columns, at: count })
    else copyLine(upper, right, { to: columns, at: count })
    replaces[count] = order < 0 ? (lower.replaces[left] ?? 0) : !liesOver ? (upper.replaces[right] ?? 0) : below < belowEnd ? (lower.replaces[left] ?? 0) : 1
    if (order < 0 || liesOver) collected.take(lower.days, below, belowEnd)
    if (order >= 0) collected.take(upper.days, above, aboveEnd)
    const sum = collected.keep(count)
    const ofLower = order < 0 || liesOver ? (lower.daysAlsoOf.get(left) ?? []) : []
    const ofUpper = order < 0 ? [] : (upper.daysAlsoOf.get(right) ?? [])
    if (liesOver && below < belowEnd) {
      columns.quantity[count] = withinMonth(sum)
      daysAlsoOf.set(count, [...ofLower, lower.batch[left] ?? 0, ...ofUpper])
    } else if (ofLower.length + ofUpper.length > 0) daysAlsoOf.set(count, order < 0 ? ofLower : ofUpper)
    if (order <= 0) left += 1
    if (order >= 0) right += 1
    below = belowEnd
    above = aboveEnd
    count += 1
  }
  return { ...firstLines(columns, count), replaces: replaces.subarray(0, count), daysAlsoOf, days: collected.all() }
}

/** Days are bounded so that no month leaves 64 bits; a wrong figure must not come of it if that ever fails. */
function withinMonth(sum: bigint): bigint {
  if (sum > MAX_MICRO_UNITS || sum < -MAX_MICRO_UNITS) throw new RangeError(`The days of a month add up to ${sum} millionths, which is more than a month holds.`)
  return sum
}

const LAST_DAY = 31

type Collected = {
  /** The days of a line, over those taken before. */
  take(days: DaysOfLines, first: number, end: number): void
  /** Keeps what was taken as the days of a line, in their order; what they add up to. */
  keep(line: number): bigint
  all(): DaysOfLines
}

function collectDays(most: number): Collected {
  const kept = daysFor(most)
  const [isTaken, taken] = [new Uint8Array(LAST_DAY + 1), new BigInt64Array(LAST_DAY + 1)]
  let [count, isOpen] = [0, false]
  return {
    take({ day, quantity }, first, end) {
      for (let at = first; at < end; at += 1) {
        const of = day[at] ?? 0
        isTaken[of] = 1
        taken[of] = quantity[at] ?? 0n
      }
      if (first < end) isOpen = true
    },
    keep(line) {
      if (!isOpen) return 0n
      let sum = 0n
      for (let day = 1; day <= LAST_DAY; day += 1) {
        if (isTaken[day] !== 1) continue
        kept.line[count] = line
        kept.day[count] = day
        kept.quantity[count] = taken[day] ?? 0n
        sum += taken[day] ?? 0n
        isTaken[day] = 0
        count += 1
      }
      isOpen = false
      return sum
    },
    all: () => firstDays(kept, count),
  }
}
