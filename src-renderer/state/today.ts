import { isIsoDate, type IsoDate } from '../../src-shared/domain/fiscal-year.ts'

/** The calendar day on this machine. */
export function today(): IsoDate | null {
  const now = new Date()
  const text = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`
  return isIsoDate(text) ? text : null
}
