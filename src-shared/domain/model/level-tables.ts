/** Targets, what was measured, the records from which it was computed, and what followed from it: findings, improvement actions, communication (SLM-1 to SLM-5). */
import type { Factor } from '../decimal.ts'
import type { IsoDate } from '../fiscal-year.ts'
import type { Month } from '../month.ts'
import type { LoggedTime } from '../usage/local-time.ts'
import type { IMPORTANCES } from './agreement-tables.ts'
import type { PROVENANCES } from './cost-tables.ts'

export const OBSERVED_HOLIDAYS = ['none', 'state', 'state-and-county'] as const
/** When a service is agreed to run. */
export type ServiceCalendar = {
  readonly id: string
  /** Unique. */
  readonly name: string
  readonly position: number
  /** As the time zone database names it: `America/New_York`. */
  readonly timeZone: string
  /** `24x7`, or `Mon-Fri 07:00-17:00; Sat 09:00-12:00`. */
  readonly hours: string
  /** Days on which it does not run: those of the rating rules. */
  readonly observedHolidays: (typeof OBSERVED_HOLIDAYS)[number]
  readonly note: string
  readonly source: string
}

export const WINDOW_RULES = ['weekly', 'weekday-of-month', 'weekday-of-week', 'once'] as const
export const WEEK_STARTS = ['sunday', 'monday'] as const
/** Planned maintenance of a calendar (SLM-1); without a start time it lessens the agreed time only. */
export type MaintenanceWindow = {
  readonly id: string
  readonly calendarId: string
  readonly position: number
  /** `weekday-of-month`: the second Friday; `weekday-of-week`: the Friday of the second week. */
  readonly rule: (typeof WINDOW_RULES)[number]
  /** Which one of the month: 1 to 6, -1 the last. */
  readonly ordinal: number | null
  /** 1 is Monday. */
  readonly weekday: number | null
  /** For `weekday-of-week`. */
  readonly weekStartsOn: (typeof WEEK_STARTS)[number]
  /** For `once`. */
  readonly onDate: IsoDate | null
  /** `18:00`, local. */
  readonly startTime: string | null
  readonly minutes: number
  readonly effectiveFrom: IsoDate
  /** The first day on which it no longer holds. */
  readonly effectiveUntil: IsoDate | null
  readonly note: string
}

export const TARGET_METRICS = ['availability', 'incident-response', 'incident-resolution', 'request-fulfilment', 'satisfaction', 'other'] as const
export const TARGET_COMPUTATIONS = ['typed', 'outages', 'incidents'] as const
export const INCIDENT_STATISTICS = ['percent-within-limit', 'mean-minutes'] as const
export const TARGET_DIRECTIONS = ['at-least', 'at-most'] as const
export const TARGET_WINDOWS = ['month', 'quarter', 'year-to-date'] as const
export const OUTAGE_WORDINGS = ['standard', 'excludes-unplanned'] as const
/** What is promised of a service: a metric, its goal, and how it is computed. */
export type ServiceTarget = {
  readonly id: string
  /** Unique: `LST-AVL`. */
  readonly code: string
  readonly serviceId: string
  readonly agreementId: string | null
  readonly position: number
  readonly title: string
  readonly metric: (typeof TARGET_METRICS)[number]
  readonly computation: (typeof TARGET_COMPUTATIONS)[number]
  /** Of incidents. */
  readonly statistic: (typeof INCIDENT_STATISTICS)[number] | null
  /** Of incidents: responded or resolved within. */
  readonly limitMinutes: number | null
  /** Of incidents: `1, 2`; empty counts all. */
  readonly priorities: string
  /** `%`, `minutes`, `points`. */
  readonly unit: string
  readonly direction: (typeof TARGET_DIRECTIONS)[number]
  readonly goal: Factor
  /** Where the warning band begins: between it and the goal the target is at risk (SLM-3). */
  readonly warning: Factor | null
  readonly window: (typeof TARGET_WINDOWS)[number]
  /** 24x7 without one. */
  readonly calendarId: string | null
  /** Where the agreement itself excludes unplanned outages, a second figure says so. */
  readonly wording: (typeof OUTAGE_WORDINGS)[number]
  /** The metric's natural range, to which limits are clipped. */
  readonly least: Factor | null
  readonly most: Factor | null
  readonly effectiveFrom: Month
  /** The first month in which it no longer holds. */
  readonly retiredFrom: Month | null
  readonly importance: (typeof IMPORTANCES)[number]
  readonly provenance: (typeof PROVENANCES)[number]
  readonly note: string
  readonly source: string
}

/** What a target promised before: its goal in the months up to `until`, the first month in which another one held. The present goal stands in the target. */
export type TargetGoal = {
  /** `lst-avl|2004-07`: see `targetGoalId`. */
  readonly id: string
  readonly targetId: string
  readonly until: Month
  readonly goal: Factor
  readonly warning: Factor | null
  readonly note: string
  readonly source: string
}

/** A month's value, typed or imported; over a computed target it stands instead of the computed value. */
export type Measurement = {
  readonly id: string
  readonly targetId: string
  readonly month: Month
  readonly value: Factor
  readonly author: string
  readonly note: string
  readonly source: string
}

export const OUTAGE_KINDS = ['unplanned', 'planned'] as const
/** A time in which a service did not run. Times are local to the calendar that measures, with an offset where the clock stands still for an hour. */
export type Outage = {
  readonly id: string
  readonly serviceId: string
  readonly code: string
  readonly startedAt: LoggedTime
  /** Null: it has not ended. */
  readonly endedAt: LoggedTime | null
  readonly kind: (typeof OUTAGE_KINDS)[number]
  readonly title: string
  readonly provenance: (typeof PROVENANCES)[number]
  readonly note: string
  readonly source: string
}

export type Incident = {
  readonly id: string
  readonly serviceId: string
  readonly code: string
  readonly openedAt: LoggedTime
  readonly respondedAt: LoggedTime | null
  readonly resolvedAt: LoggedTime | null
  readonly priority: string
  readonly title: string
  readonly provenance: (typeof PROVENANCES)[number]
  readonly note: string
  readonly source: string
}

export const FINDING_CAUSES = ['breach', 'at-risk', 'downward-trend', 'signal', 'review', 'other'] as const
export const FINDING_STATUSES = ['open', 'improving', 'closed'] as const
/** What a breach, a risk, a trend or a review brought up; it leads to actions, or is closed with a reason. */
export type Finding = {
  readonly id: string
  /** Unique: `F-012`. */
  readonly code: string
  readonly serviceId: string | null
  readonly targetId: string | null
  readonly agreementId: string | null
  readonly month: Month | null
  readonly cause: (typeof FINDING_CAUSES)[number]
  readonly title: string
  readonly openedOn: IsoDate
  readonly status: (typeof FINDING_STATUSES)[number]
  readonly closedOn: IsoDate | null
  /** Why it was closed. */
  readonly reason: string
  readonly author: string
  readonly note: string
}

export const ACTION_STATUSES = ['planned', 'in-progress', 'done', 'dropped'] as const
export type ImprovementAction = {
  readonly id: string
  readonly findingId: string
  readonly position: number
  readonly title: string
  readonly owner: string
  readonly dueOn: IsoDate | null
  readonly status: (typeof ACTION_STATUSES)[number]
  readonly doneOn: IsoDate | null
  readonly result: string
}

export const RHYTHMS = ['once', 'monthly', 'quarterly', 'yearly', 'before-review'] as const
/** Who tells whom what, when. */
export type Communication = {
  readonly id: string
  readonly position: number
  readonly title: string
  readonly audience: string
  readonly responsible: string
  readonly medium: string
  readonly artifact: string
  /** `before-review`: `daysBefore` each planned review. */
  readonly rhythm: (typeof RHYTHMS)[number]
  readonly daysBefore: number
  /** The first day on which it is due; null with `before-review`. */
  readonly startsOn: IsoDate | null
  readonly note: string
  readonly source: string
}

export type CommunicationDone = {
  readonly id: string
  readonly communicationId: string
  readonly dueOn: IsoDate
  readonly doneOn: IsoDate
  /** The agreement whose review it was before. */
  readonly subject: string
  readonly note: string
}

export const XMR_CONSTANTS = ['rounded', 'exact', 'median'] as const
/** The one row (`id` is `policy`) of how levels are read (SLM-3, SLM-4). */
export type LevelPolicy = {
  readonly id: string
  /** 2.660 and 3.268, 3/1.128, or of the median range 3.145 and 3.865. */
  readonly xmrConstants: (typeof XMR_CONSTANTS)[number]
  /** Points on one side that make a signal. */
  readonly runLength: number
  /** Points rising or falling that make one. */
  readonly trendLength: number
  /** Fewer are provisional. */
  readonly provisionalPoints: number
  /** Periods running that make a risk. */
  readonly worseningPeriods: number
  /** The last month of which outages and incidents are known to be recorded. Null: the month of the newest record of that kind. */
  readonly recordedThrough: Month | null
  readonly note: string
}

/** Every table of this side by its name. */
export type LevelTables = {
  readonly serviceCalendar: ServiceCalendar
  readonly maintenanceWindow: MaintenanceWindow
  readonly serviceTarget: ServiceTarget
  readonly targetGoal: TargetGoal
  readonly measurement: Measurement
  readonly outage: Outage
  readonly incident: Incident
  readonly finding: Finding
  readonly improvementAction: ImprovementAction
  readonly communication: Communication
  readonly communicationDone: CommunicationDone
  readonly levelPolicy: LevelPolicy
}

export function measurementId(key: Pick<Measurement, 'targetId' | 'month'>): string {
  return `${key.targetId}|${key.month}`
}

export function targetGoalId(key: Pick<TargetGoal, 'targetId' | 'until'>): string {
  return `${key.targetId}|${key.until}`
}
