/** The day on this machine's calendar, as a person at it would say it. */
import { isoDate, type IsoDate } from '../../src-shared/domain/fiscal-year.ts'
import type { Clock } from './ports.ts'

/** @example dayOfClock({ now: () => new Date(2026, 10, 25, 23, 30) }) // '2026-11-25' */
export function dayOfClock(clock: Clock): IsoDate {
  const now = clock.now()
  return isoDate(`${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`)
}
