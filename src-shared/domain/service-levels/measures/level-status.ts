/** Met, at risk, breached, or no data (SLM-3): compared unrounded; exactly the goal meets it, exactly the warning is no risk. */
import { formatFixed, type Factor } from '../../decimal.ts'
import { placesOf } from '../../digits.ts'
import type { LevelPolicy, ServiceTarget } from '../../model/level-tables.ts'
import { compareExact, exactOfText, shownExact, textOfExact, type Exact } from './exact-figure.ts'
import type { Judgement } from './level-values.ts'

export type Goal = Pick<ServiceTarget, 'direction' | 'goal' | 'warning' | 'unit'>
export type Judged = { readonly status: Judgement; readonly why: string }
/** There is nothing to judge. */
export type NoValue = { readonly status: 'no-data'; readonly why: string }

/** Places at which values of a target are shown: those of its goal and its warning, at least two of a percentage. */
export function shownPlaces({ goal, warning, unit }: Goal): number {
  return Math.max(placesOf(goal), warning === null ? 0 : placesOf(warning), unit === '%' ? 2 : 0)
}

/** More places than these are not shown to tell a change from none. */
const MOST_CHANGE_PLACES = 6

/** Places of a change: those of its target, or as many as show that it is not zero. @example changePlaces(target, '-0.004') // 3 */
export function changePlaces(target: Goal, change: Factor): number {
  const least = shownPlaces(target)
  if (change === '0') return least
  const showing = Array.from({ length: Math.max(0, MOST_CHANGE_PLACES - least) }, (_, index) => least + index).find((places) => /[1-9]/.test(formatFixed(change, places)))
  return showing ?? Math.max(least, MOST_CHANGE_PLACES)
}

/** A value with its unit, as it is shown. @example levelText(target, '99.8765') // '99.88 %' */
export function levelText(target: Goal, value: Factor): string {
  return `${shownExact(exactOfText(value), shownPlaces(target))} ${target.unit}`
}

/** Below zero: the left is worse by the metric's direction; above: better. @example compareByDirection('at-most', five, four) // below zero */
export function compareByDirection(direction: ServiceTarget['direction'], left: Exact, right: Exact): number {
  return direction === 'at-least' ? compareExact(left, right) : compareExact(right, left)
}

/** A goal made ready for many values, with what is said behind the figure of one. */
export type PreparedGoal = {
  readonly target: Goal
  readonly goal: Exact
  readonly warning: Exact | null
  readonly places: number
  /** As it is shown. */
  readonly goalFigure: string
  readonly misses: string
  readonly meets: string
  readonly warningWords: string
  /** As it is shown; empty without a warning. */
  readonly warningFigure: string
}

export function prepareGoal(target: Goal): PreparedGoal {
  const { unit, warning } = target
  const [goal, places] = [exactOfText(target.goal), shownPlaces(target)]
  const goalFigure = shownExact(goal, places)
  const words = `the goal of ${target.direction === 'at-least' ? 'at least' : 'at most'} ${goalFigure} ${unit}`
  return {
    target, goal, warning: warning === null ? null : exactOfText(warning), places, goalFigure, misses: ` ${unit} misses ${words}`, meets: ` ${unit} meets ${words}`,
    warningWords: warning === null ? '' : `, but lies in the warning band, which begins at ${levelText(target, warning)}`, warningFigure: warning === null ? '' : shownExact(exactOfText(warning), places),
  }
}

/** `worse`: it got worse so many periods running as make a risk, which only what is met can be at; null: it did not. */
export type Judging = { readonly prepared: PreparedGoal; readonly worse: number | null }

/** What a value is against its goal. */
export function judgementOf(value: Exact, { prepared: { target, goal, warning }, worse }: Judging): Judgement {
  if (compareByDirection(target.direction, value, goal) < 0) return 'breached'
  return worse !== null || (warning !== null && compareByDirection(target.direction, value, warning) < 0) ? 'at-risk' : 'met'
}

/** Why a value is what it is. Where the goal is missed and the value, rounded as it is shown, looks as if it were not, words say so: 99.896 is no 99.9. */
export function judgementWords(value: Exact, { prepared, worse }: Judging): string {
  const { target, goal, warning, places, goalFigure, misses, meets, warningWords, warningFigure } = prepared
  const shown = shownExact(value, places)
  if (compareByDirection(target.direction, value, goal) < 0) return shown === goalFigure ? `${shown}${misses}: it is shown rounded, as on target; unrounded it is ${textOfExact(value)}.` : `${shown}${misses}.`
  if (warning !== null && compareByDirection(target.direction, value, warning) < 0) {
    return `${shown}${meets}${warningWords}${shown === warningFigure ? `: it is shown rounded, as if outside; unrounded it is ${textOfExact(value)}` : ''}.`
  }
  return worse === null ? `${shown}${meets}.` : `${shown}${meets}, but got worse ${worse} periods running.`
}

/** How many periods running the last values got worse: 3 of 99, 98, 97, 96. A period without a value ends a run. */
function worseRunning(direction: ServiceTarget['direction'], values: readonly (Exact | null)[]): number {
  let length = 0
  for (let at = values.length - 1; at > 0; at -= 1) {
    const [later, earlier] = [values[at] ?? null, values[at - 1] ?? null]
    if (later === null || earlier === null || compareByDirection(direction, later, earlier) >= 0) break
    length += 1
  }
  return length
}

/**
 * The status of the last of some periods' values, with the reason. `values` are those of the periods up to it, oldest first, null without data.
 *
 * @example levelStatus({ target, values: ['99.9'], policy }) // { status: 'met', why: '99.90 % meets the goal of at least 99.90 %.' }
 */
export function levelStatus(request: { readonly target: Goal; readonly values: readonly (Factor | null)[]; readonly policy: Pick<LevelPolicy, 'worseningPeriods'> }): Judged | NoValue {
  const { target, policy: { worseningPeriods } } = request
  const values = request.values.map((each) => (each === null ? null : exactOfText(each)))
  const value = values.at(-1) ?? null
  if (value === null) return { status: 'no-data', why: 'There is no value.' }
  const judging: Judging = { prepared: prepareGoal(target), worse: worseRunning(target.direction, values) >= worseningPeriods ? worseningPeriods : null }
  return { status: judgementOf(value, judging), why: judgementWords(value, judging) }
}
