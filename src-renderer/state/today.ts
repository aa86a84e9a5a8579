import { isoDate, type IsoDate } from '../../src-shared/domain/fiscal-year.ts'

/** The day on this machine's calendar. */
export function today(): IsoDate {
  const now = new Date()
  return isoDate(`${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`)
}
