/** Which column of a foreign table holds what, guessed from its header; a person may say otherwise. */
import { isFiscalYear, type FiscalYear } from '../fiscal-year.ts'
import { RATES_IMPORT_FIELDS, type RatesImportField, type RatesImportMapping } from './rates-import.ts'

/** Names under which a column is found, in the order of preference. */
const NAMES: Readonly<Record<RatesImportField, readonly string[]>> = {
  code: ['code', 'rate code', 'rate id', 'resource code', 'service code', 'id'],
  title: ['title', 'resource', 'rate', 'rate title', 'rate name', 'resource name', 'name', 'description'],
  billableUnit: ['billable unit', 'unit', 'unit of measure', 'uom', 'billing unit', 'units'],
  objectCode: ['object code', 'object', 'object class'],
  lineOfBusiness: ['line of business', 'lob', 'business line', 'category'],
  serviceGroup: ['service group', 'group', 'subcategory'],
  service: ['service', 'service name'],
  places: ['places', 'decimal places', 'decimals', 'published places'],
  note: ['note', 'notes', 'remark', 'remarks', 'comment', 'comments'],
}

/** Rows above a header: a title, a date, comments. */
const HEADER_SEARCHED_ROWS = 50
/** Columns beside the rates of a year that are not rates. */
const NOT_A_RATE = /differ|change|%|percent|unit|volume|cost|revenue|status|note|derived/i

export function isCommentRow(row: readonly string[]): boolean {
  return (row[0] ?? '').trimStart().startsWith('#')
}

/**
 * Proposes a mapping for a table. `rowNumbers` are the rows' 1-based places in the file; without them they count from 1.
 * Where nothing looks like a header, the first row is proposed with no columns.
 *
 * @example proposeRatesMapping([['Code', 'Resource', 'FY2005 Rate'], ['A', 'Tape', '0.044']])
 *   // { headerRow: 1, fields: { code: 0, title: 1 }, years: [{ column: 2, fiscalYear: 2005 }] }
 */
export function proposeRatesMapping(rows: readonly (readonly string[])[], rowNumbers?: readonly number[]): RatesImportMapping {
  let best: { readonly mapping: RatesImportMapping; readonly score: number } | undefined
  rows.slice(0, HEADER_SEARCHED_ROWS).forEach((row, index) => {
    if (isCommentRow(row)) return
    const mapping = { headerRow: rowNumbers?.[index] ?? index + 1, ...columnsOf(row) }
    const score = Object.keys(mapping.fields).length + (mapping.fields.code === undefined ? 0 : 2) + (mapping.years.length > 0 ? 2 : 0)
    if (best === undefined || score > best.score) best = { mapping, score }
  })
  return best?.mapping ?? { headerRow: rowNumbers?.[0] ?? 1, fields: {}, years: [] }
}

function columnsOf(header: readonly string[]): Pick<RatesImportMapping, 'fields' | 'years'> {
  const names = header.map((each) => each.replaceAll(/[\s_-]+/g, ' ').trim().toLowerCase())
  const taken = new Set<number>()
  // A year that has two columns is proposed twice: which one is meant, a person says.
  const years = header.flatMap((text, column) => {
    const fiscalYear = yearOfHeader(text)
    return fiscalYear === undefined ? [] : [{ column, fiscalYear }]
  })
  for (const { column } of years) taken.add(column)
  const fields: Partial<Record<RatesImportField, number>> = {}
  for (const field of RATES_IMPORT_FIELDS) {
    const column = NAMES[field].map((name) => names.findIndex((each, index) => each === name && !taken.has(index))).find((each) => each !== -1)
    if (column === undefined) continue
    fields[field] = column
    taken.add(column)
  }
  return { fields, years: years.toSorted((left, right) => left.fiscalYear - right.fiscalYear) }
}

/** `FY2005`, `FY 2005 Rate`, `FY2005 (USD/unit)`, `2005`, `FY05`; not `FY2005 difference`. */
export function yearOfHeader(header: string): FiscalYear | undefined {
  const text = header.replaceAll(/\([^()]*\)/g, ' ')
  if (NOT_A_RATE.test(text)) return undefined
  const long = /(?:^|[^\d])((?:19|20|21)\d{2})(?!\d)/.exec(text)?.[1]
  const short = /\bFY\s?'?(\d{2})\b/i.exec(text)?.[1]
  const year = long === undefined ? (short === undefined ? 0 : 2000 + Number.parseInt(short, 10)) : Number.parseInt(long, 10)
  return isFiscalYear(year) ? year : undefined
}
