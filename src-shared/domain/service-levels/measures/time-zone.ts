/**
 * Time zones of the time zone database: when the clock stands where. Offsets are asked of Intl; the moments at which they change are found
 * once for the years that are needed, and kept. Instants are whole seconds since 1970 in UTC, local times the same as a clock there shows them.
 */
import { issue, type Issue } from '../../issues.ts'
import { ok, refused, type Result } from '../../result.ts'

const DAY = 86_400
/** So often the offset is looked at; between two looks it changes at most once. */
const LOOK = 20 * DAY
const YEAR = 366 * DAY

/** A stretch with one offset, half-open. */
export type ZoneSpan = { readonly start: number; readonly end: number; readonly offset: number }
/** `doubled`: the clock shows it twice, and this is the first time; `skipped`: it never shows it, and this is as late as it would have been. */
export type LocalInstant = { readonly instant: number; readonly kind: 'plain' | 'doubled' | 'skipped' }

/** In the table of days: the clock is set on it or within a day of it. */
const UNSETTLED = 0x7f_ff_ff_ff

const OFFSET = /^GMT(?:([+-])(\d{1,2})(?::?(\d{2}))?(?::?(\d{2}))?)?$/

/** Its changes are found as they are needed. */
export class TimeZone {
  readonly name: string
  readonly #format: Intl.DateTimeFormat
  #spans: ZoneSpan[] = []
  #last: ZoneSpan = { start: 0, end: 0, offset: 0 }
  /** The offset of each local day on which nothing is set, from the first day on, and the stretches that it was taken from. */
  #days = new Int32Array(0)
  #firstDay = 0
  #settled: readonly ZoneSpan[] = this.#spans

  constructor(name: string, format: Intl.DateTimeFormat) {
    this.name = name
    this.#format = format
  }

  #asked(instant: number): number {
    const text = this.#format.formatToParts(instant * 1000).find(({ type }) => type === 'timeZoneName')?.value ?? ''
    const [, sign, hours = '0', minutes = '0', seconds = '0'] = OFFSET.exec(text) ?? []
    const size = Number.parseInt(hours, 10) * 3600 + Number.parseInt(minutes, 10) * 60 + Number.parseInt(seconds, 10)
    return sign === '-' ? -size : size
  }

  /** The first second with another offset than `from` has, of a stretch in which there is one. */
  #changeBetween(from: number, to: number): number {
    const offset = this.#asked(from)
    let [low, high] = [from, to]
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2)
      if (this.#asked(middle) === offset) low = middle
      else high = middle
    }
    return high
  }

  #stretch(from: number, to: number): ZoneSpan[] {
    const found: ZoneSpan[] = []
    let start = from
    let offset = this.#asked(from)
    for (let at = from; at < to; at += LOOK) {
      const next = Math.min(at + LOOK, to)
      const then = this.#asked(next)
      if (then === offset) continue
      const change = this.#changeBetween(at, next)
      found.push({ start, end: change, offset })
      ;[start, offset] = [change, then]
    }
    found.push({ start, end: to, offset })
    return found
  }

  #cover(from: number, to: number): void {
    const first = this.#spans[0]
    const last = this.#spans.at(-1)
    if (first === undefined || last === undefined) this.#spans = this.#stretch(from - YEAR, to + YEAR)
    else if (from < first.start) this.#spans = joined(this.#stretch(from - YEAR, first.start), this.#spans)
    else if (to > last.end) this.#spans = joined(this.#spans, this.#stretch(last.end, to + YEAR))
  }

  /** The stretches that a time touches, the first and the last cut to it. */
  spans(from: number, to: number): readonly ZoneSpan[] {
    this.#cover(from, from)
    this.#cover(to, to)
    return this.#spans.filter(({ start, end }) => start < to && end > from).map(({ start, end, offset }) => ({ start: Math.max(start, from), end: Math.min(end, to), offset }))
  }

  /** Seconds that the clock is ahead of UTC. */
  offsetAt(instant: number): number {
    if (instant >= this.#last.start && instant < this.#last.end) return this.#last.offset
    this.#cover(instant, instant + 1)
    let [low, high] = [0, this.#spans.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (instant < (this.#spans[middle]?.end ?? 0)) high = middle
      else low = middle + 1
    }
    this.#last = this.#spans[low] ?? this.#last
    return this.#last.offset
  }

  #settle(): void {
    const [first, last] = [this.#spans[0], this.#spans.at(-1)]
    if (this.#settled === this.#spans || first === undefined || last === undefined) return
    this.#settled = this.#spans
    this.#firstDay = Math.floor(first.start / DAY)
    this.#days = new Int32Array(Math.ceil(last.end / DAY) - this.#firstDay).fill(UNSETTLED)
    for (const { start, end, offset } of this.#spans) {
      for (let day = Math.ceil(start / DAY) + 1; day <= Math.floor(end / DAY) - 2; day += 1) this.#days[day - this.#firstDay] = offset
    }
  }

  /** The instant of a local time, where the clock was not set within a day of it; NaN near such a change, see `instantOf`. */
  plainInstantOf(local: number): number {
    const settled = this.#days[Math.floor(local / DAY) - this.#firstDay] ?? UNSETTLED
    if (settled !== UNSETTLED) return local - settled
    const before = this.offsetAt(local - DAY)
    const after = this.offsetAt(local + DAY)
    this.#settle()
    return before === after ? local - before : Number.NaN
  }

  /** The instant at which a clock there shows a local time. */
  instantOf(local: number): LocalInstant {
    const before = this.offsetAt(local - DAY)
    const after = this.offsetAt(local + DAY)
    if (before === after) return { instant: local - before, kind: 'plain' }
    const [early, late] = [local - before, local - after]
    const [isEarly, isLate] = [this.offsetAt(early) === before, this.offsetAt(late) === after]
    if (isEarly && isLate) return { instant: Math.min(early, late), kind: early === late ? 'plain' : 'doubled' }
    if (isLate) return { instant: late, kind: 'plain' }
    return { instant: early, kind: isEarly ? 'plain' : 'skipped' }
  }
}

function joined(left: readonly ZoneSpan[], right: readonly ZoneSpan[]): ZoneSpan[] {
  const [end, start] = [left.at(-1), right[0]]
  if (end === undefined || start === undefined || end.offset !== start.offset) return [...left, ...right]
  return [...left.slice(0, -1), { start: end.start, end: start.end, offset: end.offset }, ...right.slice(1)]
}

const known = new Map<string, TimeZone>()

/**
 * A zone by its name. Refused where Intl does not know it.
 *
 * @example readTimeZone('America/New_York') // { ok: true, ... } with offsetAt(0) of -18,000
 */
export function readTimeZone(name: string): Result<TimeZone, Issue> {
  const found = known.get(name)
  if (found !== undefined) return ok(found)
  try {
    const zone = new TimeZone(name, new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' }))
    known.set(name, zone)
    return ok(zone)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return refused(issue('unknown-reference', `"${name.slice(0, 60)}" is no time zone.`, { remedy: 'Write it as the time zone database names it, such as America/New_York.' }))
  }
}
