/** How a target stands in the last of the months that were asked for: a value of an earlier month is never passed off as the present one (SLM-3). */
import { monthWords } from '../month.ts'
import { countedValues, isAtRiskSoFar } from './counted-periods.ts'
import type { LevelStatus, LevelValue, TargetLevels } from './measures/level-values.ts'

export type Standing = {
  /** Of the last month. */
  readonly status: LevelStatus
  /** The period is in progress, and its value so far is not met. */
  readonly isAtRiskSoFar: boolean
  /** It no longer held in the last month: counts of targets leave it out. */
  readonly isRetired: boolean
  /** `Met`, `No data (last August 2003: met)`, `In progress, at risk (last September 2003: met)`, `Retired (last August 2003: met)`. */
  readonly words: string
}

export const STATUS_WORDS: Readonly<Record<LevelStatus, string>> = { met: 'Met', 'at-risk': 'At risk', breached: 'Breached', 'no-data': 'No data', 'in-progress': 'In progress' }

/** @example statusWords(value) // 'In progress, at risk' of a quarter that is not over and misses its goal so far */
export function statusWords(value: Pick<LevelValue, 'status' | 'soFar'>): string {
  return `${STATUS_WORDS[value.status]}${isAtRiskSoFar(value) ? ', at risk' : ''}`
}

/** What is said of an earlier month: of a period in progress how the one before ended, without data if it had none; else the latest that has a value. */
function earlier(levels: TargetLevels, last: LevelValue | undefined): LevelValue | null {
  if (last?.status === 'in-progress') return countedValues(levels).at(-1) ?? null
  return levels.latest === null || levels.latest.month === last?.month ? null : levels.latest
}

const standings = new WeakMap<TargetLevels, Standing>()

/** The same object for the same levels. @example standingOf(levels).words // 'No data (last August 2003: met)' of what was measured once */
export function standingOf(levels: TargetLevels): Standing {
  const known = standings.get(levels) ?? standingIn(levels)
  standings.set(levels, known)
  return known
}

function standingIn(levels: TargetLevels): Standing {
  const { target, values } = levels
  const last = values.at(-1)
  const present = last ?? { status: 'no-data', soFar: null }
  const isRetired = last !== undefined && target.retiredFrom !== null && target.retiredFrom <= last.month
  const word = isRetired ? 'Retired' : statusWords(present)
  const before = earlier(levels, last)
  return { status: present.status, isAtRiskSoFar: isAtRiskSoFar(present), isRetired, words: before === null ? word : `${word} (last ${monthWords(before.month)}: ${statusWords(before).toLowerCase()})` }
}

/** How many targets stand so in the last month; retired ones are in no count. */
export function countStanding(targets: readonly TargetLevels[], status: LevelStatus): number {
  return targets.filter((each) => {
    const standing = standingOf(each)
    return !standing.isRetired && standing.status === status
  }).length
}
