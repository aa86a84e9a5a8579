import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { coveredHours, hoursText, type HoursOf } from '../../src-shared/domain/service-levels/measures/covered-hours.ts'
import { readServiceHours } from '../../src-shared/domain/service-levels/measures/service-hours.ts'

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const
const clock = (minutes: number): string => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** Each weekday from one minute to another, or not at all. */
const week = fc.array(fc.option(fc.tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 1440 }))), { minLength: 7, maxLength: 7 }).map((days) => days.flatMap((range, day) => {
  if (range === null) return []
  const [from, to] = [Math.min(...range), Math.max(...range)]
  return from === to ? [] : [`${DAYS[day] ?? ''} ${clock(from)}-${clock(to)}`]
})).filter((parts) => parts.length > 0).map((parts) => parts.join('; '))

/** As slowly and as plainly as it can be: each minute of the week is asked. */
function minutesServed(text: string): ReadonlySet<number> {
  const hours = readServiceHours(text)
  if (!hours.ok) throw new Error(hours.failure.message)
  return new Set(hours.value.flatMap((ranges, day) => ranges.flatMap(({ from, to }) => Array.from({ length: (to - from) / 60 }, (_, index) => day * 1440 + from / 60 + index))))
}

function covered(asked: HoursOf, served: HoursOf): readonly (number | boolean)[] | null {
  const found = coveredHours({ asked, served, year: 2004 })
  return found === null ? null : [found.asked, found.covered, found.isLeast]
}

const office = (hours: string, timeZone = 'America/New_York'): HoursOf => ({ hours, timeZone })

describe('hours that cover others', () => {
  it('SLM-6: are counted over a week, as minute by minute', () => {
    expect(covered(null, office('Mon-Fri 07:00-17:00'))).toEqual([10_080, 3000, false])
    expect(covered(office('Mon-Fri 07:00-17:00'), null)).toEqual([3000, 3000, false])
    expect(covered(office('Mon-Fri 08:00-17:00'), office('Mon-Fri 07:00-12:00, 13:00-17:00; Sat 09:00-12:00'))).toEqual([2700, 2400, false])
    expect(covered(office('nonsense'), null)).toBeNull()
    fc.assert(fc.property(week, week, (asked, served) => {
      const [own, below] = [minutesServed(asked), minutesServed(served)]
      expect(covered(office(asked), office(served))).toEqual([own.size, [...own].filter((each) => below.has(each)).length, false])
    }), { numRuns: 50 })
  })

  it('SLM-6: of two clocks the week that is covered least counts, also where they are set on different days', () => {
    // Three hours later in Los Angeles, the whole year.
    expect(covered(office('Mon-Fri 08:00-17:00'), office('Mon-Fri 08:00-17:00', 'America/Los_Angeles'))).toEqual([2700, 1800, true])
    // Phoenix sets no clock: two hours behind in winter, three in summer.
    expect(covered(office('Mon-Fri 08:00-17:00'), office('Mon-Fri 08:00-17:00', 'America/Phoenix'))).toEqual([2700, 1800, true])
    expect(covered(office('Mon-Fri 10:00-17:00'), office('Mon-Fri 06:00-17:00', 'America/Phoenix'))).toEqual([2100, 2100, true])
    expect(covered(office('24x7'), office('Mon-Fri 08:00-17:00', 'America/Phoenix'))).toEqual([10_080, 2700, false])
  })

  it('are said in hours and minutes', () => {
    expect([hoursText(7080), hoursText(90), hoursText(20)]).toEqual(['118 h', '1 h 30 min', '20 min'])
  })
})
