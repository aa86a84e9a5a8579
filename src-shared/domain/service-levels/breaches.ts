/** Breaches of targets as stretches of periods that are over, each with how long it lasted and how far it went (SLM-3). */
import { decimal, Decimal, toText, type Factor } from '../decimal.ts'
import { monthNumber, monthWords, type Month } from '../month.ts'
import { countedIn, countedValues, periodsWords, type CountedIn } from './counted-periods.ts'
import type { LevelValue, TargetLevels } from './measures/level-values.ts'

export type Breach = {
  /** The first month of the first period, and the last of the last one. */
  readonly from: Month
  readonly to: Month
  /** How many periods running, and how many months these are. */
  readonly periods: number
  readonly months: number
  readonly counted: CountedIn
  /** Farthest from the goal of its month, in the target's unit. */
  readonly worst: Factor
  /** What was promised then, in the month of the worst value. */
  readonly goal: Factor
  readonly warning: Factor | null
  /** The month in which that period ends. */
  readonly worstIn: Month
  /** Unplanned downtime of its periods, in seconds; null where none is known. */
  readonly downtimeSeconds: Factor | null
  /** True where the last period that is over is breached, and the one in progress, if there is one, misses the goal so far. */
  readonly isOpen: boolean
}

type Known = Pick<LevelValue, 'month' | 'goal' | 'warning'> & { readonly value: Factor }

/** How far a value missed the goal of its month. */
function missedBy(direction: 'at-least' | 'at-most', { goal, value }: Known): Decimal {
  return direction === 'at-least' ? decimal(goal).minus(value) : decimal(value).minus(goal)
}

/** A target's period begins no earlier than the target. */
function firstMonthOf({ target }: TargetLevels, { since }: LevelValue): Month {
  return since < target.effectiveFrom ? target.effectiveFrom : since
}

function breachOf(levels: TargetLevels, periods: readonly LevelValue[]): Breach | null {
  const { target, values } = levels
  const [first] = periods
  const last = periods.at(-1)
  const known = periods.flatMap(({ month, goal, warning, value }): readonly Known[] => (value === null ? [] : [{ month, goal, warning, value }]))
  const worst = known.reduce<Known | null>((found, each) => (found === null || missedBy(target.direction, each).gt(missedBy(target.direction, found)) ? each : found), null)
  if (first === undefined || last === undefined || worst === null) return null
  const budgets = periods.flatMap(({ budget }) => (budget === null ? [] : [decimal(budget.usedSeconds)]))
  const present = values.at(-1)
  const from = firstMonthOf(levels, first)
  return {
    from, to: last.month, periods: periods.length, months: monthNumber(last.month) - monthNumber(from) + 1, counted: countedIn(levels), worst: worst.value, goal: worst.goal, warning: worst.warning, worstIn: worst.month,
    downtimeSeconds: budgets.length === 0 ? null : toText<'1'>(budgets.reduce((sum, each) => sum.plus(each), new Decimal(0))),
    isOpen: present !== undefined && last === countedValues(levels).at(-1) && (present === last || present.soFar === 'breached'),
  }
}

/** Each stretch of breached periods running, in the order of time; one in progress is none. @example breachesOf(levels).map((each) => each.periods) // [1, 3] */
export function breachesOf(levels: TargetLevels): readonly Breach[] {
  const found: Breach[] = []
  let present: LevelValue[] = []
  const close = (): void => {
    const breach = breachOf(levels, present)
    if (breach !== null) found.push(breach)
    present = []
  }
  for (const each of countedValues(levels)) {
    if (each.status === 'breached') present.push(each)
    else close()
  }
  close()
  return found
}

/** @example breachWords(breach) // 'August 2003', 'August 2003 to October 2003, 3 months', or of quarters 'July 2003 to December 2003, 2 quarters' */
export function breachWords({ from, to, periods, counted }: Breach): string {
  return from === to ? monthWords(from) : `${monthWords(from)} to ${monthWords(to)}, ${periodsWords(periods, counted)}`
}

/** Days, hours and minutes of so many seconds, without their sign. @example durationWords('27060') // '7 h 31 min' */
export function durationWords(seconds: Factor): string {
  const minutes = decimal(seconds).abs().div(60).toDecimalPlaces(0).toNumber()
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60]
  const parts = [days > 0 ? `${days} d` : '', hours > 0 ? `${hours} h` : '', rest > 0 || minutes === 0 ? `${rest} min` : ''].filter((part) => part !== '')
  return parts.join(' ')
}
