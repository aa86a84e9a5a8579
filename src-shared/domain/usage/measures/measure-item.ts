/** A row of raw usage as an item that the rules rate. */
import type { QuoteItem } from '../../billing/quote-job.ts'
import { readQuoteItem } from '../../billing/read-quote-job.ts'
import { isIsoDate, isoDate } from '../../fiscal-year.ts'
import { hasErrors, issue, type Issue } from '../../issues.ts'
import { JsonFields, type Report } from '../../json-fields.ts'
import { isMonth, month, type Month } from '../../month.ts'
import { ok, refused, type Result } from '../../result.ts'
import { MEASURE_COLUMNS, type MeasureKind, type RawMeasure } from './raw-measure.ts'

type Cells = RawMeasure['cells']

const FLAGS: Readonly<Record<string, boolean>> = { yes: true, true: true, 1: true, no: false, false: false, 0: false }
const GROUPED = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/
const HOLDS = new Map(MEASURE_COLUMNS.map(({ header, holds }) => [header, holds]))

/** A number without its thousands separators; anything else as it stands. @example withoutSeparators('20,000') // '20000' */
export function withoutSeparators(text: string): string {
  return GROUPED.test(text) ? text.replaceAll(',', '') : text
}

/** A number without its thousands separators, a yes as true; anything else as it stands. */
function fieldOf(header: string, text: string): string | boolean {
  const holds = HOLDS.get(header)
  if (holds === 'number') return withoutSeparators(text)
  return holds === 'flag' ? (FLAGS[text.toLowerCase()] ?? text) : text
}

/** The month in which a row was used; null where it does not say. */
export function monthOfCells(kind: MeasureKind, cells: Cells): Month | null {
  const text = kind === 'job' ? cells['startedAt'] : kind === 'session' ? cells['from'] : (cells['date'] ?? cells['month'])
  const part = text?.trim().slice(0, 7) ?? ''
  return isMonth(part) ? month(part) : null
}

function readMailboxes(cells: ReadonlyMap<string, string | boolean>, { where, report, of }: { readonly where: string; readonly report: Report; readonly of: Month }): QuoteItem {
  const fields = new JsonFields(Object.fromEntries(cells), { where, report, columns: true })
  fields.has('month')
  const group = { megabytes: fields.quantity('megabytes'), count: fields.quantity('count'), since: fields.day('since') }
  fields.finish()
  return { kind: 'mailboxes', label: where, month: of, groups: [group] }
}

const knownItems = new WeakMap<RawMeasure, QuoteItem>()

/** The measure of a row that was read, which is not read a second time when it is rated. */
export function knownMeasure(measure: RawMeasure, item: QuoteItem): RawMeasure {
  knownItems.set(measure, item)
  return measure
}

/** The item of a measure: as it was read, or read now where it comes from the file of the model. */
export function itemOfMeasure(measure: RawMeasure): Result<QuoteItem> {
  const known = knownItems.get(measure)
  return known === undefined ? measureItem(measure) : ok(known)
}

/**
 * The item of a row. Refused with each cell that is wrong, missing or of another kind, named by its column.
 *
 * @example measureItem({ kind: 'job', month: '2003-10', rowNumber: 2, cells: { startedAt: '2003-10-14T10:30', system: 'ASYS', ... } }) // { ok: true, value: { kind: 'job', ... } }
 */
export function measureItem({ kind, month: of, rowNumber, cells }: Pick<RawMeasure, 'kind' | 'month' | 'rowNumber' | 'cells'>): Result<QuoteItem> {
  const issues: Issue[] = []
  const report: Report = (found) => void issues.push(found)
  const where = `Row ${rowNumber}`
  const fields = new Map(Object.entries(cells).map(([header, text]) => [header, fieldOf(header, text)] as const))
  if (kind === 'mailboxes') {
    const item = readMailboxes(fields, { where, report, of })
    return hasErrors(issues) ? refused(issues) : ok(item)
  }
  if (kind !== 'job' && kind !== 'session') {
    const date = cells['date'] ?? `${of}-01`
    if (!isIsoDate(date)) report(issue('not-a-date', `${where}: "date" is no date: ${date.slice(0, 40)}`, { place: { column: 'date' }, remedy: 'Write it as 2003-10-14.' }))
    if (cells['month'] !== undefined && !date.startsWith(`${cells['month']}-`)) report(issue('dates-out-of-order', `${where}: the date ${date.slice(0, 40)} does not lie in the month ${cells['month'].slice(0, 40)}.`, { place: { column: 'month' }, remedy: 'Leave one of the two out.' }))
    fields.delete('month')
    if (kind === 'bin') fields.delete('date')
    else fields.set('date', isIsoDate(date) ? date : isoDate('1970-01-01'))
  }
  const item = readQuoteItem({ ...Object.fromEntries(fields), kind }, { where, report, columns: true })
  return hasErrors(issues) ? refused(issues) : ok(item)
}
