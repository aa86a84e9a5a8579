/**
 * Availability counted minute by minute, as slowly and as plainly as it can be: for every minute the wall clock is asked whether the
 * service was agreed to run, and every outage whether it was down. It shares no code with what it checks.
 */
export type OracleWindow = {
  readonly rule: 'weekly' | 'weekday-of-month' | 'weekday-of-week' | 'once'
  readonly ordinal: number | null
  readonly weekday: number | null
  readonly weekStartsOn: 'sunday' | 'monday'
  readonly onDate: string | null
  readonly startTime: string | null
  readonly minutes: number
  readonly effectiveFrom: string
  readonly effectiveUntil: string | null
}

export type OracleCase = {
  readonly timeZone: string
  /** By weekday from Monday on, in minutes of the day. */
  readonly hours: readonly (readonly { readonly from: number; readonly to: number }[])[]
  readonly holidays: readonly string[]
  readonly windows: readonly OracleWindow[]
  /** Minutes since 1970 in UTC, half-open. */
  readonly outages: readonly { readonly start: number; readonly end: number }[]
  /** Local days, half-open. */
  readonly from: string
  readonly to: string
}

export type OracleAnswer = { readonly agreedMinutes: number; readonly downMinutes: number }

type Wall = { readonly date: string; readonly minute: number }

const QUARTER = 15
const formats = new Map<string, Intl.DateTimeFormat>()

function wallOf(timeZone: string, minute: number): Wall {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('en-CA', { timeZone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' })
  formats.set(timeZone, format)
  const parts = new Map(format.formatToParts(minute * 60_000).map(({ type, value }) => [type, value]))
  return { date: `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`, minute: Number(parts.get('hour')) * 60 + Number(parts.get('minute')) }
}

/** The wall clock of each minute of a stretch; clocks are set at quarters of an hour. */
export function wallMinutes(timeZone: string, start: number, end: number): Wall[] {
  const walls: Wall[] = []
  for (let quarter = start; quarter < end; quarter += QUARTER) {
    const { date, minute } = wallOf(timeZone, quarter)
    for (let each = 0; each < QUARTER; each += 1) walls.push({ date, minute: minute + each })
  }
  return walls
}

function utc(date: string): Date {
  return new Date(`${date}T00:00:00Z`)
}

function weekdayOf(date: string): number {
  return ((utc(date).getUTCDay() + 6) % 7) + 1
}

/** Walks through a month's days and counts. */
function isWindowDay(window: OracleWindow, date: string): boolean {
  if (date < window.effectiveFrom || (window.effectiveUntil !== null && date >= window.effectiveUntil)) return false
  if (window.rule === 'once') return date === window.onDate
  if (weekdayOf(date) !== window.weekday) return false
  if (window.rule === 'weekly') return true
  const days: string[] = []
  for (const day = utc(`${date.slice(0, 7)}-01`); day.toISOString().slice(0, 7) === date.slice(0, 7); day.setUTCDate(day.getUTCDate() + 1)) days.push(day.toISOString().slice(0, 10))
  if (window.rule === 'weekday-of-month') {
    const same = days.filter((day) => weekdayOf(day) === window.weekday)
    return date === (window.ordinal === -1 ? same.at(-1) : same[(window.ordinal ?? 0) - 1])
  }
  let week = 1
  const weeks = days.map((day, index) => {
    if (index > 0 && weekdayOf(day) === (window.weekStartsOn === 'sunday' ? 7 : 1)) week += 1
    return { day, week }
  })
  return weeks.find(({ day }) => day === date)?.week === (window.ordinal === -1 ? week : window.ordinal)
}

const BEFORE = 10 * 24 * 60

/** @example countMinutes({ timeZone: 'UTC', hours: always, holidays: [], windows: [], outages: [], from: '2004-04-01', to: '2004-05-01' }) // { agreedMinutes: 43200, downMinutes: 0 } */
export function countMinutes({ timeZone, hours, holidays, windows, outages, from, to }: OracleCase): OracleAnswer {
  const start = utc(from).getTime() / 60_000 - BEFORE
  const end = utc(to).getTime() / 60_000 + 24 * 60
  const walls = wallMinutes(timeZone, start, end)
  const inWindow = new Set<number>()
  for (const window of windows) {
    if (window.startTime === null) continue
    const startMinute = Number(window.startTime.slice(0, 2)) * 60 + Number(window.startTime.slice(3, 5))
    for (const date of new Set(walls.map((wall) => wall.date))) {
      if (!isWindowDay(window, date)) continue
      const shown = walls.findIndex((wall) => wall.date === date && wall.minute === startMinute)
      // Where the clock never shows it, as late as it would have been.
      const first = shown >= 0 ? shown : walls.findIndex((wall) => wall.date === date) + startMinute
      for (let at = first; at < first + window.minutes; at += 1) inWindow.add(at)
    }
  }
  const agreedByDay = new Map<string, number>()
  let downMinutes = 0
  for (const [index, { date, minute }] of walls.entries()) {
    if (date < from || date >= to || holidays.includes(date) || inWindow.has(index)) continue
    if (hours[weekdayOf(date) - 1]?.some((range) => minute >= range.from && minute < range.to) !== true) continue
    agreedByDay.set(date, (agreedByDay.get(date) ?? 0) + 1)
    if (outages.some((outage) => start + index >= outage.start && start + index < outage.end)) downMinutes += 1
  }
  for (const window of windows) {
    if (window.startTime !== null) continue
    for (const [date, minutes] of agreedByDay) if (isWindowDay(window, date)) agreedByDay.set(date, Math.max(0, minutes - window.minutes))
  }
  const agreedMinutes = [...agreedByDay.values()].reduce((sum, each) => sum + each, 0)
  return { agreedMinutes, downMinutes: Math.min(downMinutes, agreedMinutes) }
}
