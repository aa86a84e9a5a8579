/**
 * What of a target's months counts (SLM-3): one value for each period that is over, be it a month, a quarter or a year. A period in progress is
 * neither held nor missed. Everything that counts goes by this: breaches, how often a target was held, the exit code of the command line.
 */
import type { LevelValue, TargetLevels } from './measures/level-values.ts'
import { periodWord, type PeriodWord } from './measures/target-periods.ts'

/** The values of the periods that are over, in the order of time; of a quarter that of its last month. @example countedValues(levels).length // 4 of a quarterly target over twelve months */
export function countedValues({ values }: Pick<TargetLevels, 'values'>): readonly LevelValue[] {
  return values.filter(({ isOver }) => isOver)
}

/** True where the value so far of a period in progress misses the goal, lies in the warning band, or got worse. */
export function isAtRiskSoFar({ status, soFar }: Pick<LevelValue, 'status' | 'soFar'>): boolean {
  return status === 'in-progress' && soFar !== 'met'
}

/** What is counted: months, quarters or years; periods where targets of several windows are counted together. */
export type CountedIn = PeriodWord | 'period'

export function countedIn(levels: Pick<TargetLevels, 'target'>): CountedIn {
  return periodWord(levels.target)
}

/** @example periodsWords(3, 'quarter') // '3 quarters' */
export function periodsWords(count: number, word: CountedIn): string {
  return `${count.toLocaleString('en-US')} ${word}${count === 1 ? '' : 's'}`
}
