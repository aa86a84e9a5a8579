/** How often each target was held, of the months that were measured (SLM-3). A target at risk was held; a month without data is no month held. */
import { Decimal, round, toText, type Percent } from '../decimal.ts'
import type { LevelValue, TargetLevels } from './measures/levels.ts'

export type AttainmentCounts = { readonly measured: number; /** Met or at risk. */ readonly held: number; readonly atRisk: number; readonly breached: number; readonly withoutData: number; /** Held of measured, rounded to two places; null where nothing was measured. */ readonly percent: Percent | null }
export type Attainment = AttainmentCounts & TargetLevels

const PLACES = 2

function countsOf(counts: Omit<AttainmentCounts, 'percent'>): AttainmentCounts {
  return { ...counts, percent: counts.measured === 0 ? null : toText<'%'>(round(new Decimal(counts.held).times(100).div(counts.measured), PLACES)) }
}

/** Of one target; months in which it did not hold yet, or no longer, are not counted at all. */
export function attainmentOf(levels: TargetLevels): Attainment {
  const { target, values } = levels
  const own = values.filter(({ month }) => month >= target.effectiveFrom && (target.retiredFrom === null || month < target.retiredFrom))
  const count = (status: LevelValue['status']): number => own.filter((each) => each.status === status).length
  const [met, atRisk, breached, withoutData] = [count('met'), count('at-risk'), count('breached'), count('no-data')]
  return { ...levels, ...countsOf({ measured: met + atRisk + breached, held: met + atRisk, atRisk, breached, withoutData }) }
}

/** @example totalAttainment(rows).percent // '93.75' of 45 months held of 48 measured */
export function totalAttainment(rows: readonly AttainmentCounts[]): AttainmentCounts {
  const sum = (of: (row: AttainmentCounts) => number): number => rows.reduce((total, row) => total + of(row), 0)
  return countsOf({ measured: sum((row) => row.measured), held: sum((row) => row.held), atRisk: sum((row) => row.atRisk), breached: sum((row) => row.breached), withoutData: sum((row) => row.withoutData) })
}
