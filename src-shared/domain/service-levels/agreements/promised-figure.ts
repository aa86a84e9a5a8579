/** What a target promises as one figure that can be put together with others: an availability, or a time in a unit that they share. */
import { Decimal, decimal, toText, type Factor } from '../../decimal.ts'
import type { Draft } from '../../model/draft.ts'
import type { ServiceTarget } from '../../model/level-tables.ts'

export type Promised = { readonly how: 'serial' | 'sum'; readonly unit: string; readonly figure: Factor }

/** What a target promises, in its own unit; undefined where it is neither an availability nor a time. */
export function promisedBy({ metric, direction, statistic, limitMinutes, unit, goal }: ServiceTarget): Promised | undefined {
  if (metric === 'availability') return direction === 'at-least' && unit === '%' ? { how: 'serial', unit, figure: goal } : undefined
  if (metric !== 'incident-response' && metric !== 'incident-resolution' && metric !== 'request-fulfilment') return undefined
  if (statistic === 'percent-within-limit') return limitMinutes === null ? undefined : { how: 'sum', unit: 'minutes', figure: toText<'1'>(new Decimal(limitMinutes)) }
  return direction === 'at-most' && unit !== '%' ? { how: 'sum', unit, figure: goal } : undefined
}

function prioritiesOf({ priorities }: ServiceTarget): ReadonlySet<string> {
  return new Set(priorities.split(',').map((each) => each.trim().toLowerCase()).filter((each) => each !== ''))
}

/** True where what is promised of some priorities is promised of those of the other target too; none named are all. */
export function coversPriorities(support: ServiceTarget, promise: ServiceTarget): boolean {
  const [own, asked] = [prioritiesOf(support), prioritiesOf(promise)]
  if (own.size === 0) return true
  return asked.size > 0 && [...asked].every((each) => own.has(each))
}

const ALL_HOURS = '24x7'

/** The hours that a target counts, to tell whether two count the same; maintenance windows are not told apart. */
export function hoursKey({ serviceCalendar }: Pick<Draft, 'serviceCalendar'>, { calendarId }: ServiceTarget): string {
  const calendar = serviceCalendar.get(calendarId ?? '')
  if (calendar === undefined) return ALL_HOURS
  const { hours, observedHolidays, timeZone } = calendar
  return hours === ALL_HOURS && observedHolidays === 'none' ? ALL_HOURS : `${hours}|${observedHolidays}|${timeZone}`
}

const MINUTES: ReadonlyMap<string, number> = new Map([['minute', 1], ['minutes', 1], ['min', 1], ['hour', 60], ['hours', 60], ['h', 60]])
const MINUTES_OF_DAYS = 1440

/** How many minutes a unit of time has; a day has 24 hours only where all hours count. */
function minutesOfUnit(draft: Pick<Draft, 'serviceCalendar'>, { unit, target }: { readonly unit: string; readonly target: ServiceTarget }): number | undefined {
  const name = unit.trim().toLowerCase()
  if (name === 'day' || name === 'days') return hoursKey(draft, target) === ALL_HOURS ? MINUTES_OF_DAYS : undefined
  return MINUTES.get(name)
}

/** What a target promises, in a unit: its own, or minutes; undefined where it cannot be said in it. */
export function figureIn(draft: Pick<Draft, 'serviceCalendar'>, target: ServiceTarget, unit: string): Factor | undefined {
  const promised = promisedBy(target)
  if (promised === undefined || promised.unit === unit) return promised?.figure
  const minutes = promised.how === 'sum' && unit === 'minutes' ? minutesOfUnit(draft, { unit: promised.unit, target }) : undefined
  return minutes === undefined ? undefined : toText<'1'>(decimal(promised.figure).times(minutes))
}

/** The unit in which a promise is held against others: its own, or minutes where one of them is in another unit of time. */
export function sharedUnit(draft: Pick<Draft, 'serviceCalendar'>, promise: ServiceTarget, { own, others }: { readonly own: string; readonly others: readonly ServiceTarget[] }): string {
  const isMixed = others.some((each) => promisedBy(each)?.unit !== own && figureIn(draft, each, 'minutes') !== undefined)
  return isMixed && figureIn(draft, promise, 'minutes') !== undefined ? 'minutes' : own
}
