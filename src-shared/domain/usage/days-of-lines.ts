/** Days of monthly lines: a file that names days says what each of them was, and a later file adds others or puts one right (BILL-1). */
import { MAX_MICRO_UNITS } from '../micro-units.ts'
import type { BatchLines } from './batch-lines.ts'

/** In the order of their lines, each day of a line once. The days of a line add up to its quantity; a line of a whole month has none. */
export type DaysOfLines = {
  /** Index of the line. */
  readonly line: Int32Array
  /** 1 to 31. */
  readonly day: Uint8Array
  /** Millionths of a unit (NUM-7). */
  readonly quantity: BigInt64Array
}

/** No line has days. */
export const NO_DAYS: DaysOfLines = { line: new Int32Array(), day: new Uint8Array(), quantity: new BigInt64Array() }

/** 32,000,000,000 units: whatever the 31 days of a month are, and whichever files they come from, the month holds them. */
export const MAX_MICRO_UNITS_OF_DAY = 32n * MAX_MICRO_UNITS / 1_000n

/** Room for so many days. */
export function daysFor(count: number): DaysOfLines {
  return { line: new Int32Array(count), day: new Uint8Array(count), quantity: new BigInt64Array(count) }
}

export function firstDays({ line, day, quantity }: DaysOfLines, count: number): DaysOfLines {
  return count === line.length ? { line, day, quantity } : { line: line.slice(0, count), day: day.slice(0, count), quantity: quantity.slice(0, count) }
}

/** The place after the days of a line, of which `first` is the first if it has any. */
export function endOfDays({ line }: DaysOfLines, { first, of }: { readonly first: number; readonly of: number }): number {
  let end = first
  while (line[end] === of) end += 1
  return end
}

/** How the days of a line of a file stand to those that the model has of it. */
export type DayEffect = { readonly added: number; readonly corrected: number }

export type ComparedDays = {
  /** What each line of the file comes to, together with the days that the model has beside those of the file. */
  readonly quantity: BigInt64Array
  /** By line of the file that has days where the model has some. */
  readonly effects: ReadonlyMap<number, DayEffect>
  /** Lines of the file that have days where the model has a figure of the whole month. */
  readonly overMonth: readonly number[]
  /** The other way round. */
  readonly overDays: readonly number[]
}

type Side = { readonly days: DaysOfLines; readonly lineCount: number }

/** The days of line `n` stand from place `n` of the answer up to place `n + 1`. */
function startsOf({ line }: DaysOfLines, lineCount: number): Int32Array {
  const starts = new Int32Array(lineCount + 1)
  for (const each of line) starts[each + 1] = (starts[each + 1] ?? 0) + 1
  for (let at = 1; at <= lineCount; at += 1) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0)
  return starts
}

/**
 * Holds the days of a file against those that the model has: a day that the model does not have is added, one that it has takes
 * the file's figure. A file that speaks of the whole month replaces days, and days replace a figure of the whole month.
 *
 * @param parts.against by line of the file: the line of the model that it stands against, -1 for none
 * @example compareDays({ lines, days: 16th 5, against, present: { days: 1st 10, ... } }).quantity[0] // 15000000n
 */
export function compareDays({ lines, days, against, present }: { readonly lines: Pick<BatchLines, 'quantity'>; readonly days: DaysOfLines; readonly against: Int32Array; readonly present: Side }): ComparedDays {
  const effects = new Map<number, DayEffect>()
  const [overMonth, overDays]: [number[], number[]] = [[], []]
  if (days.line.length === 0 && present.days.line.length === 0) return { quantity: lines.quantity, effects, overMonth, overDays }
  const [own, known] = [startsOf(days, lines.quantity.length), startsOf(present.days, present.lineCount)]
  const quantity = lines.quantity.slice()
  for (const [line, other] of against.entries()) {
    if (other === -1) continue
    const [first, end, knownFirst, knownEnd] = [own[line] ?? 0, own[line + 1] ?? 0, known[other] ?? 0, known[other + 1] ?? 0]
    if (first === end) {
      if (knownFirst < knownEnd) overDays.push(line)
      continue
    }
    if (knownFirst === knownEnd) {
      overMonth.push(line)
      continue
    }
    const before = new Map<number, bigint>()
    for (let at = knownFirst; at < knownEnd; at += 1) before.set(present.days.day[at] ?? 0, present.days.quantity[at] ?? 0n)
    let [added, corrected] = [0, 0]
    for (let at = first; at < end; at += 1) {
      const [day, of] = [days.day[at] ?? 0, days.quantity[at] ?? 0n]
      const had = before.get(day)
      // A day on which nothing was used says no more than one that is not named.
      if (had === undefined && of !== 0n) added += 1
      else if (had !== undefined && had !== of) corrected += 1
      before.delete(day)
    }
    effects.set(line, { added, corrected })
    for (const of of before.values()) quantity[line] = (quantity[line] ?? 0n) + of
  }
  return { quantity, effects, overMonth, overDays }
}
