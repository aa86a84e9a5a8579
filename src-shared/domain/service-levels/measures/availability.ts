/** Availability of a service over whole local days (SLM-1, SLM-2). */
import type { Factor } from '../../decimal.ts'
import { agreedSeconds, midnight, type CalendarTime } from './calendar-time.ts'
import { quotient, textOfExact } from './exact-figure.ts'
import { secondsWithin, type Spans } from './spans.ts'

/** Whole seconds. Downtime is never more than what is agreed: a window without a start time may have been anywhere in the day. */
export type ServiceTime = { readonly agreedSeconds: number; readonly downtimeSeconds: number }

/** Downtime within agreed time. */
export function downtimeWithin(time: CalendarTime, down: Spans, given: { readonly start: number; readonly end: number }): number {
  let seconds = 0
  for (let at = firstAfter(down, given.start); at < down.starts.length; at += 1) {
    const start = Math.max(down.starts[at] ?? 0, given.start)
    if (start >= given.end) break
    seconds += secondsWithin(time.agreed, start, Math.min(down.ends[at] ?? 0, given.end))
  }
  return seconds
}

/** The first span that ends after an instant. */
function firstAfter({ ends }: Spans, instant: number): number {
  let [low, high] = [0, ends.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ends[middle] ?? 0) <= instant) low = middle + 1
    else high = middle
  }
  return low
}

/** Agreed time and downtime from a local day to before another; outages count up to `until`, an instant. */
export function serviceTime(time: CalendarTime, down: Spans, period: { readonly from: number; readonly to: number; readonly until?: number | undefined }): ServiceTime {
  const agreed = agreedSeconds(time, period)
  const [start, end] = [midnight(time.zone, period.from), midnight(time.zone, period.to)]
  const downtime = downtimeWithin(time, down, { start, end: Math.min(end, period.until ?? end) })
  return { agreedSeconds: agreed, downtimeSeconds: Math.min(downtime, agreed) }
}

/** In per cent: one division, rounded half up to 12 places; null where nothing is agreed. @example availabilityOf({ agreedSeconds: 2592000, downtimeSeconds: 2592 }) // '99.9' */
export function availabilityOf({ agreedSeconds: agreed, downtimeSeconds }: ServiceTime): Factor | null {
  return agreed === 0 ? null : textOfExact(quotient((agreed - downtimeSeconds) * 100, agreed))
}
