/**
 * The schedules of a model as years: their state, their revisions, and the periods in which each price holds (VER-2).
 */
import { fiscalYearSpan, isIsoDate, type IsoDate } from '../fiscal-year.ts'
import type { Draft } from '../model/draft.ts'
import { fiscalYearFirstMonth } from '../model/integrity.ts'
import { latestRevision, revisionsOf } from '../model/table-index.ts'
import { priceId, type CustomerClass, type Price, type Schedule, type ScheduleState } from '../model/tables.ts'
import { baseOf, readVersionKey, versionKey, type Version, type VersionKey } from '../version.ts'

export type ScheduleYear = {
  readonly version: Version
  readonly key: VersionKey
  /** Of the last revision: an open correction makes the year a draft again. */
  readonly state: ScheduleState
  readonly latest: Schedule
  /** First to last. */
  readonly revisions: readonly Schedule[]
}

/** Every base version that has a schedule, by year and basis. */
export function yearsOf(draft: Pick<Draft, 'schedule'>): readonly ScheduleYear[] {
  const keys = new Set([...draft.schedule.values()].map((schedule) => schedule.version))
  return [...keys].sort().flatMap((key) => {
    const version = readVersionKey(key)
    const revisions = revisionsOf(draft, key)
    const latest = revisions.at(-1)
    return version === undefined || latest === undefined ? [] : [{ version, key, state: latest.state, latest, revisions }]
  })
}

/** The key of a version without its scenario. */
export function baseKeyOf(key: VersionKey): VersionKey {
  const version = readVersionKey(key)
  return version === undefined ? key : versionKey(baseOf(version))
}

/** The state of a version's schedule: that of its last revision; undefined when the year has none. A scenario is never published. */
export function scheduleState(draft: Pick<Draft, 'schedule'>, key: VersionKey): ScheduleState | undefined {
  return latestRevision(draft, baseKeyOf(key))?.state
}

/** From `from` (included) to `to` (not included). */
export type PricePeriod = { readonly from: IsoDate; readonly to: IsoDate; readonly price: Price; readonly revision: number }

/** The day after a fiscal year: where its last period ends. */
function dayAfter(span: { readonly first: IsoDate; readonly last: IsoDate }): IsoDate {
  const text = `${Number.parseInt(span.first.slice(0, 4), 10) + 1}${span.first.slice(4)}`
  return isIsoDate(text) ? text : span.last
}

/**
 * When which price of a rate holds in a year, as half-open periods in order (VER-2). A revision holds from its `effectiveFrom`
 * on, over whatever earlier revisions say from there on, so periods never overlap; a revision of the same day replaces the
 * earlier one wholly. Revisions that do not price the rate leave it as it is.
 *
 * @example periodsOf({ draft, version: 'FY2004/plan', rateId: 'cpu', customerClass: 'state' }) // 2003-07-01 to 2004-01-01: 99.81, then 98.50 to 2004-07-01
 */
export function periodsOf(request: { readonly draft: Draft; readonly version: VersionKey; readonly rateId: string; readonly customerClass: CustomerClass }): readonly PricePeriod[] {
  const { draft, rateId, customerClass } = request
  const key = baseKeyOf(request.version)
  const version = readVersionKey(key)
  if (version === undefined) return []
  const end = dayAfter(fiscalYearSpan(version.fiscalYear, fiscalYearFirstMonth(draft)))
  let periods: readonly PricePeriod[] = []
  for (const schedule of revisionsOf(draft, key)) {
    const price = draft.price.get(priceId({ scheduleId: schedule.id, rateId, customerClass }))
    if (price === undefined) continue
    const from = schedule.effectiveFrom
    const earlier = periods.filter((period) => period.from < from).map((period) => (period.to > from ? { ...period, to: from } : period))
    periods = [...earlier, { from, to: end, price, revision: schedule.revision }]
  }
  return periods
}
