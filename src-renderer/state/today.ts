/** The day on which the application is looked at: the one place of the screens that asks the machine for it. */
import type { IsoDate } from '../../src-shared/domain/fiscal-year.ts'
import { dueDay, localDay } from '../../src-shared/domain/sample-day.ts'
import { useModelSession } from './model-session.tsx'

/** The day on this machine's calendar. */
export function today(): IsoDate {
  return localDay(new Date())
}

/** The day from which what is due is counted: today, and in the sample model the day on which it was made up. */
export function useDueDay(): IsoDate {
  return dueDay({ isSample: useModelSession().info.isSample, today: today() })
}
