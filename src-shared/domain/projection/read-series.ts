/** A history from a table that came from outside: a month and a quantity in each row; every bad row is named. */
import { toText, type Units } from '../decimal.ts'
import { issue, type Issue, type IssuePlace } from '../issues.ts'
import { ok, refused, type Result } from '../result.ts'
import { parseTyped } from '../typed-number.ts'
import { microOf } from '../micro-units.ts'
import { readMonth, type Month } from '../month.ts'
import { seriesOf, type MonthlySeries, type SeriesEntry } from './series.ts'

export const SERIES_COLUMNS = [
  { header: 'period', required: true, example: '2004-07', comment: 'The month, as year and month. A date is taken as the month that it lies in.' },
  { header: 'value', required: true, example: '1250', comment: 'What was used in it, with at most 6 decimal places. Empty: not known, which is not zero. A month that does not stand here is missing too. Credits are negative.' },
] as const

/** What the columns may also be called. */
const NAMES: Readonly<Record<'period' | 'value', readonly string[]>> = { period: ['period', 'month', 'date'], value: ['value', 'quantity', 'units', 'usage'] }

function cell(text: string): string {
  return /[",;\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** What `template series` prints; it is read as it stands. */
export function seriesTemplate(): string {
  const comments = SERIES_COLUMNS.map(({ header, comment }) => cell(`# ${header}: required. ${comment}`))
  return [...comments, SERIES_COLUMNS.map(({ header }) => header).join(','), SERIES_COLUMNS.map(({ example }) => cell(example)).join(',')].join('\n')
}

export type SeriesTable = { readonly fileName: string; readonly rows: readonly (readonly string[])[]; /** 1-based row of the file, for each row. */ readonly rowNumbers: readonly number[] }

function isComment(row: readonly string[]): boolean {
  return (row[0] ?? '').trimStart().startsWith('#') || row.every((each) => each.trim() === '')
}

/** Empty is null: not known. */
function readQuantity(text: string): Result<Units | null, Issue> {
  if (text.trim() === '') return ok(null)
  const typed = parseTyped(text)
  if (!typed.ok) return typed
  if (typed.value.isPercent || typed.value.isCurrency) return refused(issue('not-a-number', `"${text.trim().slice(0, 40)}" is no quantity.`, { remedy: 'Write the number of units alone, such as 1250.5.' }))
  const quantity = toText<'units'>(typed.value.value)
  const micro = microOf(quantity)
  return micro.ok ? ok(quantity) : micro
}

type Found = { readonly entry: SeriesEntry } | { readonly column: string; readonly issue: Issue }

function readRow(row: readonly string[], at: { readonly period: number; readonly value: number }): Found {
  const period = readMonth(row[at.period] ?? '')
  if (!period.ok) return { column: 'period', issue: period.failure }
  const quantity = readQuantity(row[at.value] ?? '')
  return quantity.ok ? { entry: { month: period.value, quantity: quantity.value } } : { column: 'value', issue: quantity.failure }
}

/**
 * The series of a table with the columns `period` and `value`; rows may stand in any order. A bad row, and a month that stands twice, refuse the file.
 *
 * @example readSeries({ fileName: 'a.csv', rows: [['period', 'value'], ['2004-07', '5']], rowNumbers: [1, 2] }) // { first: '2004-07', quantities: [5000000n] }
 */
export function readSeries({ fileName: file, rows, rowNumbers }: SeriesTable): Result<MonthlySeries> {
  const top = rows.findIndex((row) => !isComment(row))
  const header = (rows[top] ?? []).map((each) => each.trim().toLowerCase())
  const place = (index: number): IssuePlace => ({ file, row: rowNumbers[index] ?? index + 1 })
  const at = { period: header.findIndex((each) => NAMES.period.includes(each)), value: header.findIndex((each) => NAMES.value.includes(each)) }
  const absent = SERIES_COLUMNS.filter(({ header: name }) => at[name] === -1)
  if (absent.length > 0) return refused(absent.map(({ header: name }) => issue('wrong-columns', `There is no column "${name}".`, { place: top === -1 ? { file } : place(top), remedy: 'Let the first row name the columns period and value; see ratebook template series.' })))
  const [entries, issues, seen] = [new Array<SeriesEntry>(), new Array<Issue>(), new Map<Month, number>()]
  for (const [index, row] of rows.entries()) {
    if (index <= top || isComment(row)) continue
    const found = readRow(row, at)
    if ('issue' in found) {
      issues.push({ ...found.issue, place: { ...place(index), column: found.column } })
      continue
    }
    const before = seen.get(found.entry.month)
    if (before === undefined) {
      seen.set(found.entry.month, index)
      entries.push(found.entry)
    } else issues.push(issue('duplicate-month', `${found.entry.month} stands in row ${rowNumbers[before] ?? before + 1} already.`, { place: { ...place(index), column: 'period' }, remedy: 'Keep one figure for each month; add them up first where both count.' }))
  }
  if (issues.length > 0) return refused(issues)
  const series = seriesOf(entries)
  return series.ok ? series : refused(series.failure.map((each) => ({ ...each, place: { file } })))
}
