/** Up to which month a model says anything of its levels. */
import type { IsoDate } from '../fiscal-year.ts'
import type { Draft } from '../model/draft.ts'
import { remembered } from '../model/table-index.ts'
import { monthNumber, monthOfDay, monthOfNumber, type Month } from '../month.ts'
import type { Measurement } from '../model/level-tables.ts'
import { settingsOf } from './measures/level-settings.ts'

const measuredMonths = remembered<Measurement, readonly Month[]>((rows) => [...new Set([...rows.values()].map(({ month }) => month))].toSorted())

/** The last month, up to that of today, that is measured or of which records are kept; null where there is none. @example lastMeasuredMonth(draft, today) // '2004-12' */
export function lastMeasuredMonth(draft: Draft, today: IsoDate): Month | null {
  const present = monthOfDay(today)
  const { outages, incidents } = settingsOf(draft, { recordedThrough: null, today }).kept
  const measured = measuredMonths(draft.measurement).findLast((each) => each <= present)
  const last = Math.max(outages?.last ?? 0, incidents?.last ?? 0, measured === undefined ? 0 : monthNumber(measured))
  return last === 0 ? null : monthOfNumber(last)
}
