/** Times of many records in one column: read once, whatever zone measures them. */
import type { Issue } from '../../issues.ts'
import type { LoggedTime } from '../../usage/local-time.ts'
import { hasOffset, instantOfLogged, localOfLogged, monthNumberOfDay, SECONDS_PER_DAY } from './logged-instant.ts'
import { readRecordTime, type RecordName } from './record-time.ts'
import { readTimeZone, type TimeZone } from './time-zone.ts'

export type TimeColumn = {
  /** What the clock showed, as seconds since 1970 there; an instant where the text carries its offset; NaN where there is no time. */
  readonly seconds: Float64Array
  readonly isInstant: Uint8Array
  /** Months since year 0 of the first and of the last text; the last is -1 of none. */
  readonly first: number
  readonly last: number
}

/** Any zone will do where a text carries its offset. */
function instantOf(text: LoggedTime): number {
  const utc = readTimeZone('UTC')
  return utc.ok ? instantOfLogged(text, utc.value).instant : Number.NaN
}

/** Months since year 0 of what a clock showed, as seconds since 1970 there. */
export function monthOfLocal(local: number): number {
  return monthNumberOfDay(Math.floor(local / SECONDS_PER_DAY))
}

/** A column as it is read, a record after the other. */
export class TimeColumnWriter {
  readonly #seconds: Float64Array
  readonly #isInstant: Uint8Array
  #earliest = Number.POSITIVE_INFINITY
  #latest = Number.NEGATIVE_INFINITY

  constructor(length: number) {
    this.#seconds = new Float64Array(length)
    this.#isInstant = new Uint8Array(length)
  }

  write(at: number, text: LoggedTime | null): void {
    if (text === null) {
      this.#seconds[at] = Number.NaN
      return
    }
    const local = localOfLogged(text)
    if (local < this.#earliest) this.#earliest = local
    if (local > this.#latest) this.#latest = local
    if (hasOffset(text)) {
      this.#seconds[at] = instantOf(text)
      this.#isInstant[at] = 1
    } else this.#seconds[at] = local
  }

  column(): TimeColumn {
    const [seconds, isInstant] = [this.#seconds, this.#isInstant]
    if (this.#latest < this.#earliest) return { seconds, isInstant, first: Number.MAX_SAFE_INTEGER, last: -1 }
    return { seconds, isInstant, first: monthOfLocal(this.#earliest), last: monthOfLocal(this.#latest) }
  }
}

/** The column as instants in a zone, NaN where there is no time; times that the clock skipped are said. */
export function instantsOf<Row>({ seconds, isInstant }: TimeColumn, { rows, timeOf, zone, record, issues }: { readonly rows: readonly Row[]; readonly timeOf: (row: Row) => LoggedTime | null; readonly zone: TimeZone; readonly record: (row: Row) => RecordName; readonly issues: Issue[] }): Float64Array {
  const instants = new Float64Array(seconds.length)
  for (let at = 0; at < seconds.length; at += 1) {
    const local = seconds[at] ?? Number.NaN
    const plain = Number.isNaN(local) || isInstant[at] === 1 ? local : zone.plainInstantOf(local)
    instants[at] = plain
    if (!Number.isNaN(plain) || Number.isNaN(local)) continue
    const row = rows[at]
    const text = row === undefined ? null : timeOf(row)
    if (row !== undefined && text !== null) instants[at] = readRecordTime(text, { zone, record: record(row), issues })
  }
  return instants
}
