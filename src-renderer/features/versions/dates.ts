import { isIsoDate, type IsoDate } from '../../../src-shared/domain/fiscal-year.ts'

/** What a date field holds: a day, null when it is empty, undefined when it is no day. */
export function readDay(text: string): IsoDate | null | undefined {
  if (text === '') return null
  return isIsoDate(text) ? text : undefined
}
