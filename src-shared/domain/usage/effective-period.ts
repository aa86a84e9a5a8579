/** Rules that change over time: which row holds on a day, and whether rows contradict each other. */
import type { IsoDate } from '../fiscal-year.ts'
import { issue, type Issue } from '../issues.ts'
import { dayNumber } from './local-time.ts'
import type { EffectivePeriod } from './rating-rules.ts'

/** A row that holds for a time. */
export type PeriodRow = EffectivePeriod & { readonly id: string; readonly note: string }

/** True from the first day of the period to the day before its end. @example holdsOn({ effectiveFrom: '2003-01-01', effectiveUntil: null }, '2003-01-01') // true */
export function holdsOn({ effectiveFrom, effectiveUntil }: EffectivePeriod, day: IsoDate): boolean {
  return effectiveFrom <= day && (effectiveUntil === null || day < effectiveUntil)
}

/** By what rows belong together, what they are called, and how a message names one. */
type ReadBy<Each> = { readonly keyOf: (row: Each) => string; readonly what: string; readonly said?: (row: Each) => string }

export type PeriodsRead<Each> = { readonly rows: readonly Each[]; readonly issues: readonly Issue[] }

/**
 * Rows whose periods, for each key, follow each other without a day in two of them. Tables are printed with last days, and the last
 * day of one row is sometimes the first of the next: where two periods share exactly one day the later row wins, the earlier is cut
 * there and says so (a note). Refused, and left as they are: a longer overlap (`overlapping-dates`, both rows named), and a period
 * that ends before it begins (`dates-out-of-order`). Input and output are rows with half-open periods, in the order of the input.
 *
 * @example readPeriods([{ ...r75, effectiveUntil: '2003-01-02' }, { ...x47, effectiveFrom: '2003-01-01' }], keyOf).rows[0].effectiveUntil // '2003-01-01'
 */
export function readPeriods<Each extends PeriodRow>(rows: readonly Each[], { keyOf, what, said = (row) => `${what} "${keyOf(row)}" from ${row.effectiveFrom}` }: ReadBy<Each>): PeriodsRead<Each> {
  const issues: Issue[] = []
  const cut = new Map<string, IsoDate>()
  const byKey = new Map<string, Each[]>()
  for (const row of rows) {
    if (row.effectiveUntil !== null && row.effectiveUntil <= row.effectiveFrom) issues.push(issue('dates-out-of-order', `${said(row)} ends on ${row.effectiveUntil}, before it begins.`, { remedy: 'Let it end after it begins.' }))
    else byKey.set(keyOf(row), [...(byKey.get(keyOf(row)) ?? []), row])
  }
  for (const [, each] of byKey) {
    const inOrder = each.toSorted((left, right) => (left.effectiveFrom < right.effectiveFrom ? -1 : left.effectiveFrom > right.effectiveFrom ? 1 : 0))
    // The one that ends last so far, so that a row inside a longer one is seen; of two that end together the later.
    let widest: Each | undefined
    for (const row of inOrder) {
      if (widest !== undefined && (widest.effectiveUntil === null || widest.effectiveUntil > row.effectiveFrom)) {
        if (sharesOneDay(widest, row)) {
          cut.set(widest.id, row.effectiveFrom)
          issues.push(issue('overlapping-dates', `${said(widest)} and the next both hold on ${row.effectiveFrom}; the later one is used.`, { severity: 'note' }))
        } else {
          issues.push(issue('overlapping-dates', `${said(row)} begins while the one from ${widest.effectiveFrom} still holds.`, { remedy: 'Let the earlier one end where the later begins.' }))
        }
      }
      if (widest === undefined || !endsLater(widest, row)) widest = row
    }
  }
  return { rows: rows.map((row) => cutAt(row, cut.get(row.id))), issues }
}

function cutAt<Each extends PeriodRow>(row: Each, until: IsoDate | undefined): Each {
  return until === undefined ? row : { ...row, effectiveUntil: until, note: `${row.note === '' ? '' : `${row.note} `}Cut at ${until}, where the later row begins.` }
}

function endsLater(left: EffectivePeriod, right: EffectivePeriod): boolean {
  return right.effectiveUntil !== null && (left.effectiveUntil === null || left.effectiveUntil > right.effectiveUntil)
}

/** Two rows of which the later begins on the last day of the earlier. */
function sharesOneDay(earlier: EffectivePeriod, later: EffectivePeriod): boolean {
  return earlier.effectiveFrom < later.effectiveFrom && earlier.effectiveUntil !== null && dayNumber(earlier.effectiveUntil) - dayNumber(later.effectiveFrom) === 1
}
