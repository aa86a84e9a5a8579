/** The sample model speaks of the years around 2004: what is due in it is due around the day on which it was made up. */
import { isoDate, type IsoDate } from './fiscal-year.ts'

/** The sample's figures end at the turn of a year. */
const SAMPLE_DAY = isoDate('2005-01-10')

/** The day on the calendar of the machine that runs this. @example localDay(new Date(2005, 0, 10)) // '2005-01-10' */
export function localDay(now: Date): IsoDate {
  return isoDate(`${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`)
}

/** The day from which what is due is counted: `today`, and in the sample model its own day. */
export function dueDay({ isSample, today }: { readonly isSample: boolean; readonly today: IsoDate }): IsoDate {
  return isSample ? SAMPLE_DAY : today
}
