/** How often each target was held, of the periods that are over and were measured (SLM-3). A target at risk was held; a period without data is no period held. */
import { Decimal, round, toText, type Percent } from '../decimal.ts'
import { countedIn, countedValues, type CountedIn } from './counted-periods.ts'
import type { LevelValue, TargetLevels } from './measures/levels.ts'

export type AttainmentCounts = {
  readonly counted: CountedIn
  readonly measured: number
  /** Met or at risk. */
  readonly held: number
  readonly atRisk: number
  readonly breached: number
  readonly withoutData: number
  /** How many targets are in a period that is not over in the last month that was asked for; none of the other figures has it. */
  readonly inProgress: number
  /** Held of measured, rounded to two places; null where nothing was measured. */
  readonly percent: Percent | null
}
export type Attainment = AttainmentCounts & TargetLevels

const PLACES = 2

function countsOf(counts: Omit<AttainmentCounts, 'percent'>): AttainmentCounts {
  return { ...counts, percent: counts.measured === 0 ? null : toText<'%'>(round(new Decimal(counts.held).times(100).div(counts.measured), PLACES)) }
}

/** Of one target; periods in which it did not hold yet, or no longer, are not counted at all. */
export function attainmentOf(levels: TargetLevels): Attainment {
  const counted = countedValues(levels)
  const count = (status: LevelValue['status']): number => counted.filter((each) => each.status === status).length
  const [met, atRisk, breached, withoutData] = [count('met'), count('at-risk'), count('breached'), count('no-data')]
  const inProgress = levels.values.at(-1)?.status === 'in-progress' ? 1 : 0
  return { ...levels, ...countsOf({ counted: countedIn(levels), measured: met + atRisk + breached, held: met + atRisk, atRisk, breached, withoutData, inProgress }) }
}

function sharedWord(rows: readonly AttainmentCounts[]): CountedIn {
  const [only = 'month', ...others] = new Set(rows.map(({ counted }) => counted))
  return others.length === 0 ? only : 'period'
}

/** @example totalAttainment(rows).percent // '93.75' of 45 months held of 48 measured */
export function totalAttainment(rows: readonly AttainmentCounts[]): AttainmentCounts {
  const sum = (of: (row: AttainmentCounts) => number): number => rows.reduce((total, row) => total + of(row), 0)
  return countsOf({
    counted: sharedWord(rows), measured: sum((row) => row.measured), held: sum((row) => row.held), atRisk: sum((row) => row.atRisk), breached: sum((row) => row.breached), withoutData: sum((row) => row.withoutData), inProgress: sum((row) => row.inProgress),
  })
}
