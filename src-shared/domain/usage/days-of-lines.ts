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

/** The days of line `n` stand from place `n` of the answer up to place `n + 1`. */
function startsOf({ line }: DaysOfLines, lineCount: number): Int32Array {
  const starts = new Int32Array(lineCount + 1)
  for (const each of line) starts[each + 1] = (starts[each + 1] ?? 0) + 1
  for (let at = 1; at <= lineCount; at += 1) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0)
  return starts
}

/** How the days of a line of a file stand to those that the model has of it. */
export type DayEffect = { readonly added: number; readonly corrected: number }

export type JoinedDays = {
  /** The quantity of each line of the file, together with the days that the model has beside those of the file. */
  readonly quantity: BigInt64Array
  readonly days: DaysOfLines
  /** By line of the file that has days where the model has some. */
  readonly effects: ReadonlyMap<number, DayEffect>
  /** Lines of the file that have days where the model has a figure of the whole month. */
  readonly overMonth: readonly number[]
  /** The other way round. */
  readonly overDays: readonly number[]
  /** Lines that come to more than the largest quantity. */
  readonly tooLarge: readonly number[]
}

type Side = { readonly days: DaysOfLines; readonly lineCount: number }

/**
 * Joins the days of a file with those that the model has: a day that the model does not have is added, one that it has takes the
 * file's figure. A file that speaks of the whole month replaces days, and days replace a figure of the whole month.
 *
 * @param parts.against by line of the file: the line of the model that it stands against, -1 for none
 * @example joinDays({ lines, days: 16th 5, against, present: { days: 1st 10, ... } }).quantity[0] // 15000000n
 */
export function joinDays({ lines, days, against, present }: { readonly lines: Pick<BatchLines, 'quantity'>; readonly days: DaysOfLines; readonly against: Int32Array; readonly present: Side }): JoinedDays {
  if (days.line.length === 0 && present.days.line.length === 0) return { quantity: lines.quantity, days, effects: new Map(), overMonth: [], overDays: [], tooLarge: [] }
  const [own, known] = [startsOf(days, lines.quantity.length), startsOf(present.days, present.lineCount)]
  const quantity = lines.quantity.slice()
  const most = days.line.length + present.days.line.length
  const joined: DaysOfLines = { line: new Int32Array(most), day: new Uint8Array(most), quantity: new BigInt64Array(most) }
  let count = 0
  const effects = new Map<number, DayEffect>()
  const [overMonth, overDays, tooLarge]: [number[], number[], number[]] = [[], [], []]
  for (const [line, other] of against.entries()) {
    const [first, end] = [own[line] ?? 0, own[line + 1] ?? 0]
    const [knownFirst, knownEnd] = other === -1 ? [0, 0] : [known[other] ?? 0, known[other + 1] ?? 0]
    if (first === end) {
      if (knownFirst < knownEnd) overDays.push(line)
      continue
    }
    if (other !== -1 && knownFirst === knownEnd) overMonth.push(line)
    const all = new Map<number, bigint>()
    for (let at = knownFirst; at < knownEnd; at += 1) all.set(present.days.day[at] ?? 0, present.days.quantity[at] ?? 0n)
    let [added, corrected] = [0, 0]
    for (let at = first; at < end; at += 1) {
      const [day, of] = [days.day[at] ?? 0, days.quantity[at] ?? 0n]
      const before = all.get(day)
      // A day on which nothing was used says no more than one that is not named.
      if (before === undefined && of !== 0n) added += 1
      else if (before !== undefined && before !== of) corrected += 1
      all.set(day, of)
    }
    if (knownFirst < knownEnd) effects.set(line, { added, corrected })
    let sum = 0n
    for (const [day, of] of all) {
      joined.line[count] = line
      joined.day[count] = day
      joined.quantity[count] = of
      count += 1
      sum += of
    }
    if (sum > MAX_MICRO_UNITS || sum < -MAX_MICRO_UNITS) tooLarge.push(line)
    else quantity[line] = sum
  }
  return { quantity, days: { line: joined.line.slice(0, count), day: joined.day.slice(0, count), quantity: joined.quantity.slice(0, count) }, effects, overMonth, overDays, tooLarge }
}

/** The days of the lines that are kept, under their places among those. @param isKept by line */
export function daysOfKept({ line, day, quantity }: DaysOfLines, isKept: (line: number) => boolean, lineCount: number): DaysOfLines {
  const places = new Int32Array(lineCount).fill(-1)
  let kept = 0
  for (let each = 0; each < lineCount; each += 1) {
    if (!isKept(each)) continue
    places[each] = kept
    kept += 1
  }
  const isThere = (_: number | bigint, at: number): boolean => places[line[at] ?? 0] !== -1
  return { line: line.filter(isThere).map((each) => places[each] ?? 0), day: day.filter(isThere), quantity: quantity.filter(isThere) }
}
