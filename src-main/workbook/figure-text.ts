/** Figures as people read them on a page, and as a program reads them from a CSV. */
import { decimal, formatFixed, round, toText, type AnyDecimalText } from '../../src-shared/domain/decimal.ts'
import type { ReportCell, ReportColumn, ReportSheet } from '../../src-shared/domain/reports/report-model.ts'
import { assertNever } from '../../src-shared/domain/result.ts'

export type NumberCell = Extract<ReportCell, { readonly kind: 'number' }>

/** The figure in the unit that a reader sees: a percent cell's fraction becomes per cent. */
function shownValue(cell: NumberCell): AnyDecimalText {
  return cell.format === 'percent' ? toText(decimal(cell.value).times(100)) : cell.value
}

function suffixOf(format: NumberCell['format']): string {
  switch (format) {
    case 'percent':
      return '%'
    case 'points':
      return ' pts'
    case 'usd':
    case 'number':
      return ''
    default:
      return assertNever(format)
  }
}

/**
 * A figure for a page: thousands separators, the cell's own places, negatives in parentheses.
 *
 * @example figureText({ kind: 'number', id: 'a', value: '-1234.5', format: 'usd', places: 2 }) // '(1,234.50)'
 */
export function figureText(cell: NumberCell): string {
  const shown = round(decimal(shownValue(cell)), cell.places)
  const body = `${formatFixed(toText(shown.abs()), cell.places)}${suffixOf(cell.format)}`
  return shown.isNegative() && !shown.isZero() ? `(${body})` : body
}

/**
 * A figure for a program: every digit that the cell holds, at least its own places, a plain minus, no separators.
 *
 * @example exactText({ kind: 'number', id: 'a', value: '2.1', format: 'usd', places: 2 }) // '2.10'
 */
export function exactText(cell: NumberCell): string {
  const value = decimal(shownValue(cell))
  return value.isZero() ? round(value.abs(), cell.places).toFixed(cell.places) : value.toFixed(Math.max(cell.places, value.decimalPlaces()))
}

/** A column's unit where its header does not say it already: `% change` in `%` needs no second `%`. */
export function headerUnit(column: ReportColumn): string {
  return column.header.includes(column.unit) ? '' : column.unit
}

/** Header with its unit: `FY2004 (USD/unit)`. */
export function headerText(column: ReportColumn): string {
  const unit = headerUnit(column)
  return unit === '' ? column.header : `${column.header} (${unit})`
}

/** The most places that a column shows, apart for percentages, so that a writer can align decimal points. */
export function placesByColumn(sheet: ReportSheet): readonly { readonly plain: number; readonly percent: number }[] {
  const most = sheet.columns.map(() => ({ plain: 0, percent: 0 }))
  for (const row of sheet.rows) {
    row.cells.forEach((cell, index) => {
      const place = most[index]
      if (cell.kind !== 'number' || place === undefined) return
      if (cell.format === 'percent') place.percent = Math.max(place.percent, cell.places)
      else place.plain = Math.max(place.plain, cell.places)
    })
  }
  return most
}

/** Text without what neither XML nor a page can hold: control characters but tab and line feed, lone surrogates, and the two non-characters. */
export function printable(text: string): string {
  // The class names the characters that XML 1.0 forbids.
  return text.toWellFormed().replaceAll(/\r\n?/g, '\n').replaceAll(/[\p{Cc}\uFFFE\uFFFF]/gu, (character) => (character === '\n' || character === '\t' ? character : ''))
}
