/** Met, at risk, breached, or no data (SLM-3): compared unrounded; exactly the goal meets it, exactly the warning is no risk. */
import { formatFixed, type Factor } from '../../decimal.ts'
import { placesOf } from '../../digits.ts'
import type { LevelPolicy, ServiceTarget } from '../../model/level-tables.ts'
import { compareExact, exactOfText, textOfExact, type Exact } from './exact-figure.ts'
import type { LevelStatus } from './level-values.ts'

type Goal = Pick<ServiceTarget, 'direction' | 'goal' | 'warning' | 'unit'>

/** Places at which values of a target are shown: those of its goal and its warning, at least two of a percentage, at least none else. */
export function shownPlaces({ goal, warning, unit }: Goal): number {
  return Math.max(placesOf(goal), warning === null ? 0 : placesOf(warning), unit === '%' ? 2 : 0)
}

/** A value with its unit, as it is shown. @example levelText(target, '99.8765') // '99.88 %' */
export function levelText(target: Goal, value: Factor): string {
  return `${formatFixed(value, shownPlaces(target))} ${target.unit}`
}

/** Below zero: the left is worse by the metric's direction; above: better. @example compareByDirection('at-most', five, four) // below zero */
export function compareByDirection(direction: ServiceTarget['direction'], left: Exact, right: Exact): number {
  return direction === 'at-least' ? compareExact(left, right) : compareExact(right, left)
}

/** How many periods running the last values got worse, or better: 3 worse of 99, 98, 97, 96. A period without a value ends a run. */
export function runningChange(direction: ServiceTarget['direction'], values: readonly (Exact | null)[]): { readonly worse: number; readonly better: number } {
  const run = (sign: number): number => {
    let length = 0
    for (let at = values.length - 1; at > 0; at -= 1) {
      const [left, right] = [values[at], values[at - 1]]
      if (left === null || left === undefined || right === null || right === undefined || compareByDirection(direction, left, right) * sign <= 0) break
      length += 1
    }
    return length
  }
  return { worse: run(-1), better: run(1) }
}

/** Where the goal is missed and the value is shown as if it were not, words say so: 99.896 is no 99.9. */
function shownAsMet(target: Goal, text: Factor): string {
  const shown = formatFixed(text, shownPlaces(target)).replaceAll(',', '')
  return compareExact(exactOfText(text), exactOfText(target.goal)) !== 0 && Number(shown) === Number(target.goal) ? ` It is shown rounded, as on target; unrounded it is ${text}.` : ''
}

/**
 * The status of the last of some periods' values, with the reason. `values` are those of the periods up to it, oldest first, null without data.
 *
 * @example levelStatus({ target, values: [exactOfText('99.9')], policy }) // { status: 'met', why: '99.90 % meets the goal of at least 99.90 %.' }
 */
export function levelStatus(request: { readonly target: Goal; readonly values: readonly (Exact | null)[]; readonly policy: Pick<LevelPolicy, 'worseningPeriods'> }): { readonly status: LevelStatus; readonly why: string } {
  const { target, values, policy } = request
  const value = values.at(-1)
  if (value === null || value === undefined) return { status: 'no-data', why: 'There is no value.' }
  const text = textOfExact(value)
  const shown = levelText(target, text)
  const goal = `${target.direction === 'at-least' ? 'at least' : 'at most'} ${levelText(target, target.goal)}`
  if (compareByDirection(target.direction, value, exactOfText(target.goal)) < 0) return { status: 'breached', why: `${shown} misses the goal of ${goal}.${shownAsMet(target, text)}` }
  if (target.warning !== null && compareByDirection(target.direction, value, exactOfText(target.warning)) < 0) {
    return { status: 'at-risk', why: `${shown} meets the goal of ${goal}, but is inside the warning band that begins at ${levelText(target, target.warning)}.` }
  }
  const { worse } = runningChange(target.direction, values)
  if (worse >= policy.worseningPeriods) return { status: 'at-risk', why: `${shown} meets the goal of ${goal}, but got worse ${worse} periods running.` }
  return { status: 'met', why: `${shown} meets the goal of ${goal}.` }
}
