/** How a target stands in the last of the months that were asked for: a value of an earlier month is never passed off as the present one (SLM-3). */
import { monthWords } from '../month.ts'
import type { LevelStatus, TargetLevels } from './measures/level-values.ts'

export type Standing = {
  /** Of the last month. */
  readonly status: LevelStatus
  /** It no longer held in the last month: counts of targets leave it out. */
  readonly isRetired: boolean
  /** `Met`, `No data (last August 2003: met)`, `Retired (last August 2003: met)`. */
  readonly words: string
}

const WORDS: Readonly<Record<LevelStatus, string>> = { met: 'Met', 'at-risk': 'At risk', breached: 'Breached', 'no-data': 'No data' }

/** @example standingOf(levels).words // 'No data (last August 2003: met)' of what was measured once */
export function standingOf({ target, values, latest }: TargetLevels): Standing {
  const last = values.at(-1)
  const status = last?.status ?? 'no-data'
  const isRetired = last !== undefined && target.retiredFrom !== null && target.retiredFrom <= last.month
  const word = isRetired ? 'Retired' : WORDS[status]
  const isEarlier = latest !== null && latest.month !== last?.month
  return { status, isRetired, words: isEarlier ? `${word} (last ${monthWords(latest.month)}: ${WORDS[latest.status].toLowerCase()})` : word }
}

/** How many targets stand so in the last month; retired ones are in no count. */
export function countStanding(targets: readonly TargetLevels[], status: LevelStatus): number {
  return targets.filter((each) => {
    const standing = standingOf(each)
    return !standing.isRetired && standing.status === status
  }).length
}
