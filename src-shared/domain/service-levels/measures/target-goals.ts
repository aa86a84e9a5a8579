/** Which goal holds in a month: the present one of a target, or what it promised before (SLM-3). A quarter or a year is judged by the goal of its last month. */
import type { Draft } from '../../model/draft.ts'
import type { ServiceTarget, TargetGoal } from '../../model/level-tables.ts'
import { groupedRows } from '../../model/table-index.ts'
import type { Month } from '../../month.ts'

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
