/** New rows of service levels before anything is typed into them. */
import type { Factor } from '../decimal.ts'
import type { IsoDate } from '../fiscal-year.ts'
import type { Draft } from '../model/draft.ts'
import type { Incident, MaintenanceWindow, Outage, ServiceCalendar, ServiceTarget } from '../model/level-tables.ts'
import type { Month } from '../month.ts'
import type { LoggedTime } from '../usage/local-time.ts'
import { naturalRange } from './target-defaults.ts'

function last(rows: Iterable<{ readonly position: number }>): number {
  let most = -1
  for (const { position } of rows) most = Math.max(most, position)
  return most
}

/** Stand for what is typed before the row is made; a row that keeps them is refused by its readers. */
const NO_TIME = '1900-01-01T00:00' as LoggedTime
const NO_MONTH = '1900-01' as Month
const NO_DAY = '1900-01-01' as IsoDate

export const blankLevelRow = {
  serviceTarget: (draft: Pick<Draft, 'serviceTarget'>, id: string, { unit = '' }: Readonly<Record<string, string>>): ServiceTarget => ({
    id, code: '', serviceId: '', agreementId: null, position: last(draft.serviceTarget.values()) + 1, title: '', metric: 'other', computation: 'typed', statistic: null, limitMinutes: null, priorities: '', unit: '', direction: 'at-least',
    goal: '0' as Factor, warning: null, window: 'month', calendarId: null, wording: 'standard', ...naturalRange(unit.trim()), effectiveFrom: NO_MONTH, retiredFrom: null, importance: 'ordinary', provenance: 'own', note: '', source: '',
  }),
  outage: (id: string): Outage => ({ id, serviceId: '', code: '', startedAt: NO_TIME, endedAt: null, kind: 'unplanned', title: '', provenance: 'own', note: '', source: '' }),
  incident: (id: string): Incident => ({ id, serviceId: '', code: '', openedAt: NO_TIME, respondedAt: null, resolvedAt: null, priority: '', title: '', provenance: 'own', note: '', source: '' }),
  serviceCalendar: (draft: Pick<Draft, 'serviceCalendar'>, id: string): ServiceCalendar => ({ id, name: '', position: last(draft.serviceCalendar.values()) + 1, timeZone: 'America/New_York', hours: '24x7', observedHolidays: 'none', note: '', source: '' }),
  maintenanceWindow: (draft: Pick<Draft, 'maintenanceWindow'>, id: string, calendarId: string): MaintenanceWindow => ({
    id, calendarId, position: last([...draft.maintenanceWindow.values()].filter((row) => row.calendarId === calendarId)) + 1, rule: 'weekday-of-month', ordinal: null, weekday: null, weekStartsOn: 'sunday', onDate: null, startTime: null, minutes: 120,
    effectiveFrom: NO_DAY, effectiveUntil: null, note: '',
  }),
} as const
