/** Days of raw usage that a file replaces without having them: it holds whole months, and this says where it does not. */
import { issue, type Issue } from '../../issues.ts'
import type { Draft } from '../../model/draft.ts'
import { monthWords } from '../../month.ts'
import type { MeasuredBatch } from './plan-measures-import.ts'
import type { RawMeasure } from './raw-measure.ts'

const MOST_NAMED = 20
const DAY = /^\d{4}-\d{2}-(\d{2})/

type OfMonth = { readonly rowNumber: number; readonly days: Set<number> }

/** The day on which a row was used; 0 where it names the month alone. */
function dayOf({ cells }: RawMeasure): number {
  const [, day] = DAY.exec(cells['startedAt'] ?? cells['from'] ?? cells['date'] ?? '') ?? []
  return Number.parseInt(day ?? '0', 10)
}

function keyOf({ customerId, kind, month }: RawMeasure): string {
  return `${customerId}|${kind}|${month}`
}

function byMonth(measures: readonly RawMeasure[]): ReadonlyMap<string, OfMonth> {
  const found = new Map<string, OfMonth>()
  for (const measure of measures) {
    const key = keyOf(measure)
    const known = found.get(key) ?? { rowNumber: measure.rowNumber, days: new Set<number>() }
    found.set(key, known)
    known.days.add(dayOf(measure))
  }
  return found
}

/** @example dayList([1, 2, 3, 9]) // '1-3, 9' */
function dayList(days: readonly number[]): string {
  const spans: [number, number][] = []
  for (const day of days) {
    const last = spans.at(-1)
    if (last !== undefined && last[1] === day - 1) last[1] = day
    else spans.push([day, day])
  }
  return spans.map(([first, last]) => (first === last ? String(first) : `${first}-${last}`)).join(', ')
}

/**
 * A warning for each agency, kind and month of a file of which the model has rows of days that the file does not have: its quantities
 * take the place of theirs.
 *
 * @param parts.before the batches that count, with their raw rows of the months of the file; of several the last one holds
 */
export function daysLeftOut({ draft, measures, before }: { readonly draft: Pick<Draft, 'customer'>; readonly measures: readonly RawMeasure[]; readonly before: readonly MeasuredBatch[] }): readonly Issue[] {
  const known = new Map<string, OfMonth & { readonly fileName: string }>()
  for (const { batch, measures: rows } of before.toSorted((left, right) => left.batch.number - right.batch.number)) {
    for (const [key, of] of byMonth(rows)) known.set(key, { ...of, fileName: batch.fileName })
  }
  const first = new Map<string, RawMeasure>()
  for (const measure of measures) if (!first.has(keyOf(measure))) first.set(keyOf(measure), measure)
  const issues = [...byMonth(measures)].flatMap(([key, { rowNumber, days }]): readonly Issue[] => {
    const [had, of] = [known.get(key), first.get(key)]
    const left = [...(had?.days ?? [])].filter((day) => day !== 0 && !days.has(day)).toSorted((one, other) => one - other)
    if (had === undefined || of === undefined || left.length === 0) return []
    const agency = draft.customer.get(of.customerId)?.code ?? of.customerId
    return [issue('row-skipped', `${agency}, ${of.kind}, ${monthWords(of.month)}: the rows of day ${dayList(left)} from ${had.fileName} are not in this file, and its quantities take the place of theirs.`, { severity: 'warning', place: { row: rowNumber }, remedy: 'A file of raw usage holds whole months: put all days of the month in one file.' })]
  })
  if (issues.length <= MOST_NAMED) return issues
  return [...issues.slice(0, MOST_NAMED), issue('row-skipped', `So it is in ${(issues.length - MOST_NAMED).toLocaleString('en-US')} more months.`, { severity: 'warning' })]
}
