/** Which goal holds in a month: the present one of a target, or what it promised before (SLM-3). A quarter or a year is judged by the goal of its last month. */
import type { Draft } from '../../model/draft.ts'
import type { ServiceTarget, TargetGoal } from '../../model/level-tables.ts'
import { groupedRows } from '../../model/table-index.ts'
import type { Month } from '../../month.ts'
import type { LevelValue, TargetLevels } from './level-values.ts'

const goalsByTarget = groupedRows<TargetGoal>((row) => row.targetId)
const ordered = new WeakMap<readonly TargetGoal[], readonly TargetGoal[]>()

/** What a target promised before, the earliest first; the same list as long as the table stays as it is. */
export function earlierGoalsOf(draft: Pick<Draft, 'targetGoal'>, targetId: string): readonly TargetGoal[] {
  const rows = goalsByTarget(draft.targetGoal, targetId)
  const known = ordered.get(rows) ?? rows.toSorted((left, right) => (left.until < right.until ? -1 : 1))
  ordered.set(rows, known)
  return known
}

/** The target as it was promised in a month: the target itself where that is its present goal. @example targetIn(target, earlier, month('2003-12')).goal // '99.5' */
export function targetIn(target: ServiceTarget, earlier: readonly TargetGoal[], month: Month): ServiceTarget {
  const held = earlier.find(({ until }) => month < until)
  return held === undefined ? target : { ...target, goal: held.goal, warning: held.warning }
}

/** The target as a value of it is judged: with the goal and the warning of the value's month. @example targetOfValue(target, values[0]).goal // '99.5' */
export function targetOfValue(target: ServiceTarget, { goal, warning }: Pick<LevelValue, 'goal' | 'warning'>): ServiceTarget {
  return goal === target.goal && warning === target.warning ? target : { ...target, goal, warning }
}

/**
 * The target with the goal and the warning that are shown beside its status: those of the month whose value stands as the latest, or of the last
 * month that was asked for where there is none. Never a goal that comes to hold later.
 *
 * @example shownTarget(levels).goal // '99.9', though '99.99' is promised from the month after on
 */
export function shownTarget({ target, values, latest }: Pick<TargetLevels, 'target' | 'values' | 'latest'>): ServiceTarget {
  const shown = latest ?? values.at(-1)
  return shown === undefined ? target : targetOfValue(target, shown)
}
