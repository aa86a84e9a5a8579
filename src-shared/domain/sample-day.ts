/** The sample model speaks of the years around 2004: what is due in it is due around the day on which it was made up. */
import { isoDate, type IsoDate } from './fiscal-year.ts'

/** The sample's figures end at the turn of a year. */
const SAMPLE_DAY = isoDate('2005-01-10')

/** The day from which what is due is counted: `today`, and in the sample model its own day. */
export function dueDay({ isSample, today }: { readonly isSample: boolean; readonly today: IsoDate }): IsoDate {
  return isSample ? SAMPLE_DAY : today
}
