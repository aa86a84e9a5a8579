/** What is said of a target in each month: its value, its status with the reason, its error budget, its trend (SLM-1 to SLM-3). */
import type { Factor } from '../../decimal.ts'
import type { IsoDate } from '../../fiscal-year.ts'
import type { Issue } from '../../issues.ts'
import type { ServiceTarget } from '../../model/level-tables.ts'
import type { Month } from '../../month.ts'

/** What a value is against its goal. */
export type Judgement = 'met' | 'at-risk' | 'breached'
/** Only a period that is over is met, at risk or breached; one that is not is in progress, whatever its value so far would be. */
export type LevelStatus = Judgement | 'no-data' | 'in-progress'

/** `improving` and `worsening` are by the metric's direction, so many periods running as the policy says; `unknown`: too few periods have a value. */
export type Trend = 'improving' | 'worsening' | 'steady' | 'unknown'

/** SLM-2, in seconds of the target's window up to the month, exact; `left` is below zero when it is overdrawn. */
export type ErrorBudget = {
  readonly agreedSeconds: number
  /** Unplanned downtime within agreed time; of a typed month what follows from its value. */
  readonly usedSeconds: Factor
  readonly allowedSeconds: Factor
  readonly leftSeconds: Factor
  /** Used of allowed in per cent, rounded to two places; null where nothing is allowed. */
  readonly usedPercent: Factor | null
}

export type LevelValue = {
  readonly month: Month
  /** What was promised in this month, in the target's unit; a quarter or a year is judged by what its last month promises. */
  readonly goal: Factor
  readonly warning: Factor | null
  /** Over the target's window up to this month, in the target's unit, rounded to 12 places; null: no data. */
  readonly value: Factor | null
  /** Of this month alone; the same where the window is a month. */
  readonly monthValue: Factor | null
  readonly status: LevelStatus
  /** What the value is against the goal, its period over or not; null: no data. */
  readonly soFar: Judgement | null
  /** The first month of the window. */
  readonly since: Month
  /** The target's period ends with this month, which is over: this value is the one that counts for the period. */
  readonly isOver: boolean
  /** In words, a sentence or two. */
  readonly why: string
  /** Where this month's value comes from; `typed` stands instead of what could be computed. Null: this month has none. */
  readonly source: 'typed' | 'computed' | null
  /** Of availability that is computed, or typed in per cent over a month whose agreed time is known. */
  readonly budget: ErrorBudget | null
  /** Availability as the agreement words it, where that excludes unplanned outages (SLM-1); never compared with the goal. */
  readonly asWorded: Factor | null
}

export type TargetLevels = {
  readonly target: ServiceTarget
  /** A month each, from the first to the last that was asked for; months before the target holds or after it is retired have no data. */
  readonly values: readonly LevelValue[]
  /** The last month with a value, of itself or of the period that ended with it; null where none has. */
  readonly latest: LevelValue | null
  /** That value less the one of the period before: a month before; a quarter's against the quarter before, a year's against the year before. */
  readonly change: Factor | null
  /** What the change means by the metric's direction. */
  readonly changeMeans: 'better' | 'worse' | 'same' | null
  /** Of the periods that are over. */
  readonly trend: Trend
  /** In words: `worse 3 months running`. */
  readonly trendWords: string
}

export type Levels = {
  readonly from: Month
  readonly to: Month
  readonly months: readonly Month[]
  /** By the services' order, then the targets'. */
  readonly targets: readonly TargetLevels[]
  readonly byTarget: ReadonlyMap<string, TargetLevels>
  /** What of the records could not be read, or does not count because of its date, each with its row. */
  readonly issues: readonly Issue[]
}

export type LevelsRequest = {
  readonly from: Month
  readonly to: Month
  /** The day on which the levels are looked at: its month is not over, and later ones have no data yet. What has not ended lasts at most to its end. */
  readonly today: IsoDate
  /** One service only; all of them when not given. */
  readonly serviceId?: string | null | undefined
  /** The last month for which records are known to be kept. Not given: as the model's policy says, or else the month of the newest record of that kind. What has not ended lasts at most to its end, and to that of today. */
  readonly recordedThrough?: Month | null | undefined
}
