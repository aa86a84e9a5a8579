/** A series for an XmR chart from a table that came from outside: a period and a value in each row; every bad row is named. */
import { decimal, MAX_PLACES, readDecimal, toText, type Factor } from '../../decimal.ts'
import { issue, type Issue, type IssuePlace } from '../../issues.ts'
import { isMonth, monthNumber, monthOfNumber, readMonth } from '../../month.ts'
import type { SeriesTable } from '../../projection/read-series.ts'
import { ok, refused, type Result } from '../../result.ts'
import { parseTyped } from '../../typed-number.ts'
import type { XmrPoint, XmrRequest } from './xmr.ts'

export const XMR_COLUMNS = [
  { header: 'period', required: true, example: '2004-07', comment: 'A month, or any text that names the point; the rows stand in the order of time. Of months, one that is missing counts as a gap.' },
  { header: 'value', required: true, example: '99.95', comment: 'The value, with at most 12 decimal places. Empty: not known; then no moving range leads over it.' },
] as const

const MOST_POINTS = 10_000
const LONGEST_PERIOD = 40
/** A gap of more months is a mistake in a date. */
const MOST_MONTHS = 1_200

function cell(text: string): string {
  return /[",;\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** What `template xmr` prints; it is read as it stands. */
export function xmrTemplate(): string {
  const comments = XMR_COLUMNS.map(({ header, comment }) => cell(`# ${header}: required. ${comment}`))
  return [...comments, XMR_COLUMNS.map(({ header }) => header).join(','), XMR_COLUMNS.map(({ example }) => cell(example)).join(',')].join('\n')
}

function isComment(row: readonly string[]): boolean {
  return (row[0] ?? '').trimStart().startsWith('#') || row.every((each) => each.trim() === '')
}

function readValue(text: string): Result<Factor | null, Issue> {
  if (text.trim() === '') return ok(null)
  const typed = parseTyped(text)
  if (!typed.ok) return typed
  if (typed.value.isCurrency) return refused(issue('not-a-number', `"${text.trim().slice(0, 40)}" is an amount of money.`, { remedy: 'Write the value alone, such as 99.95.' }))
  if (typed.value.value.decimalPlaces() > MAX_PLACES) return refused(issue('too-many-places', `"${text.trim().slice(0, 40)}" has more than ${MAX_PLACES} decimal places.`, { remedy: `Round it to ${MAX_PLACES} places or fewer.` }))
  return readDecimal<'1'>(toText(typed.value.value))
}

type Range = NonNullable<XmrRequest['range']>

/** What the metric cannot be is a mistake in the value or in the range. */
function beyond(value: Factor, { least, most }: Range): Issue | null {
  const remedy = 'Correct the value, or what the metric can be.'
  if (least !== null && decimal(value).lt(least)) return issue('number-out-of-range', `${value} is below ${least}, the least that the metric can be.`, { remedy })
  return most !== null && decimal(value).gt(most) ? issue('number-out-of-range', `${value} is above ${most}, the most that the metric can be.`, { remedy }) : null
}

/** A date is taken as the month that it lies in; anything else names its point. */
function periodOf(text: string): string {
  const read = readMonth(text)
  return read.ok ? read.value : text.trim()
}

/** Of months: in their order, with a gap for each that is missing. */
function withGaps(points: readonly XmrPoint[]): Result<readonly XmrPoint[], Issue> {
  const byMonth = new Map(points.flatMap((point) => (isMonth(point.period) ? [[monthNumber(point.period), point] as const] : [])))
  if (byMonth.size !== points.length) return ok(points)
  const numbers = [...byMonth.keys()].toSorted((left, right) => left - right)
  const [first = 0, last = -1] = [numbers[0], numbers.at(-1)]
  if (last - first >= MOST_MONTHS) return refused(issue('too-many-rows', `The series goes from ${monthOfNumber(first)} to ${monthOfNumber(last)}.`, { remedy: `Give at most ${MOST_MONTHS} months.` }))
  return ok(Array.from({ length: last - first + 1 }, (_, index) => byMonth.get(first + index) ?? { period: monthOfNumber(first + index), value: null }))
}

/**
 * The points of a table with the columns `period` and `value`. A bad row, a value outside the range, and a period that stands twice, refuse the file.
 *
 * @example readXmrSeries({ fileName: 'a.csv', rows: [['period', 'value'], ['2004-07', '99.5']], rowNumbers: [1, 2] }) // [{ period: '2004-07', value: '99.5' }]
 */
export function readXmrSeries({ fileName: file, rows, rowNumbers }: SeriesTable, range: Range = { least: null, most: null }): Result<readonly XmrPoint[]> {
  const top = rows.findIndex((row) => !isComment(row))
  const header = (rows[top] ?? []).map((each) => each.trim().toLowerCase())
  const place = (index: number): IssuePlace => ({ file, row: rowNumbers[index] ?? index + 1 })
  const absent = XMR_COLUMNS.filter(({ header: name }) => !header.includes(name))
  if (absent.length > 0) return refused(absent.map(({ header: name }) => issue('wrong-columns', `There is no column "${name}".`, { place: top === -1 ? { file } : place(top), remedy: 'Let the first row name the columns period and value; see ratebook template xmr.' })))
  const at = { period: header.indexOf('period'), value: header.indexOf('value') }
  const [points, issues, seen] = [new Array<XmrPoint>(), new Array<Issue>(), new Map<string, number>()]
  for (const [index, row] of rows.entries()) {
    if (index <= top || isComment(row)) continue
    const period = periodOf(row[at.period] ?? '')
    const value = readValue(row[at.value] ?? '')
    const before = seen.get(period)
    if (period === '' || period.length > LONGEST_PERIOD) issues.push(issue(period === '' ? 'text-missing' : 'text-too-long', period === '' ? 'The period is missing.' : 'The period is too long.', { place: { ...place(index), column: 'period' }, remedy: `Write a month or a name of at most ${LONGEST_PERIOD} characters.` }))
    else if (before !== undefined) issues.push(issue('duplicate-month', `${period} stands in row ${rowNumbers[before] ?? before + 1} already.`, { place: { ...place(index), column: 'period' }, remedy: 'Keep one value for each period.' }))
    const bad = !value.ok ? value.failure : value.value === null ? null : beyond(value.value, range)
    if (bad !== null) issues.push({ ...bad, place: { ...place(index), column: 'value' } })
    seen.set(period, index)
    if (value.ok) points.push({ period, value: value.value })
  }
  if (points.length > MOST_POINTS) issues.push(issue('too-many-rows', `The series has ${points.length} points.`, { place: { file }, remedy: `At most ${MOST_POINTS} can be read.` }))
  if (issues.length === 0 && points.length === 0) issues.push(issue('text-missing', 'The series has no points.', { place: { file }, remedy: 'Give a period and a value for each point.' }))
  if (issues.length > 0) return refused(issues)
  const filled = withGaps(points)
  return filled.ok ? filled : refused([{ ...filled.failure, place: { file } }])
}
