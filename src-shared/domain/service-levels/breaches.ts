/** Breaches of targets as stretches of months, each with how long it lasted and how far it went (SLM-3). */
import { decimal, Decimal, toText, type Factor } from '../decimal.ts'
import { monthWords, type Month } from '../month.ts'
import type { LevelValue, TargetLevels } from './measures/level-values.ts'

export type Breach = {
  readonly from: Month
  readonly to: Month
  /** How many months running. */
  readonly months: number
  /** Farthest from the goal, in the target's unit. */
  readonly worst: Factor
  readonly worstIn: Month
  /** Unplanned downtime of its months, in seconds; null where none is known. */
  readonly downtimeSeconds: Factor | null
  /** True where the last month that was asked for is breached still. */
  readonly isOpen: boolean
}

function isWorse(direction: 'at-least' | 'at-most', left: Factor, right: Factor): boolean {
  return direction === 'at-least' ? decimal(left).lt(right) : decimal(left).gt(right)
}

function breachOf({ target, values }: TargetLevels, months: readonly LevelValue[]): Breach | null {
  const [first] = months
  const last = months.at(-1)
  const known = months.flatMap(({ month, value }) => (value === null ? [] : [{ month, value }]))
  const worst = known.reduce<(typeof known)[number] | null>((found, each) => (found === null || isWorse(target.direction, each.value, found.value) ? each : found), null)
  if (first === undefined || last === undefined || worst === null) return null
  // A quarter's budget holds its months already: they are counted once only where each month stands for itself.
  const budgets = target.window === 'month' ? months.flatMap(({ budget }) => (budget === null ? [] : [decimal(budget.usedSeconds)])) : []
  return {
    from: first.month, to: last.month, months: months.length, worst: worst.value, worstIn: worst.month, downtimeSeconds: budgets.length === 0 ? null : toText<'1'>(budgets.reduce((sum, each) => sum.plus(each), new Decimal(0))),
    isOpen: last.month === values.at(-1)?.month,
  }
}

/** Each stretch of breached months running, in the order of time. @example breachesOf(levels).map((each) => each.months) // [1, 3] */
export function breachesOf(levels: TargetLevels): readonly Breach[] {
  const found: Breach[] = []
  let present: LevelValue[] = []
  const close = (): void => {
    const breach = breachOf(levels, present)
    if (breach !== null) found.push(breach)
    present = []
  }
  for (const each of levels.values) {
    if (each.status === 'breached') present.push(each)
    else close()
  }
  close()
  return found
}

/** @example breachWords(breach) // 'August 2003' or 'August to October 2003, 3 months' */
export function breachWords({ from, to, months }: Breach): string {
  if (months === 1) return monthWords(from)
  return `${monthWords(from)} to ${monthWords(to)}, ${months} months`
}

/** Days, hours and minutes of so many seconds, without their sign. @example durationWords('27060') // '7 h 31 min' */
export function durationWords(seconds: Factor): string {
  const minutes = decimal(seconds).abs().div(60).toDecimalPlaces(0).toNumber()
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60]
  const parts = [days > 0 ? `${days} d` : '', hours > 0 ? `${hours} h` : '', rest > 0 || minutes === 0 ? `${rest} min` : ''].filter((part) => part !== '')
  return parts.join(' ')
}
