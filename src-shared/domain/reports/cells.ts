/** Small makers of report cells, so that sheets read as tables. */
import { decimal, toText, type AnyDecimalText, type Percent } from '../decimal.ts'
import { PERCENT_PLACES, type ComparedFigure } from '../rates/comparison.ts'
import type { CellTone, ReportCell, ReportColumn, ReportFormula, ReportRow } from './report-model.ts'

export const BLANK: ReportCell = { kind: 'blank' }

/** A text, or a blank where there is none. */
export function textCell(id: string, text: string, more: { readonly tone?: CellTone; readonly link?: { readonly sheetId: string } } = {}): ReportCell {
  return text === '' ? BLANK : { kind: 'text', id, text, ...more }
}

/** A rate: a number with its own places, or what it says instead of a number. */
export function figureCell(id: string, figure: ComparedFigure, formula?: ReportFormula): ReportCell {
  if (figure.number === null || figure.price?.kind === 'cost-plus-percent') return textCell(id, figure.text)
  return { kind: 'number', id, value: figure.number, format: 'usd', places: figure.places, ...(formula === undefined ? {} : { formula }) }
}

/** True when `figureCell` gives a number, which a formula may refer to. */
export function isNumberCell(figure: ComparedFigure): boolean {
  return figure.number !== null && figure.price?.kind !== 'cost-plus-percent'
}

/** A difference: USD for two numbers, points for two percentages. */
export function differenceCell(id: string, change: { readonly value: AnyDecimalText; readonly unit: 'USD/unit' | 'points'; readonly places: number; readonly formula: ReportFormula }): ReportCell {
  return {
    kind: 'number', id, value: change.value, format: change.unit === 'points' ? 'points' : 'usd', places: change.places, formula: change.formula, ...toneOf(change.value),
  }
}

/** A % change as a fraction: 6.27 % is 0.0627. @example fractionOf('6.27' as Percent) // '0.0627' */
export function fractionOf(percent: Percent): AnyDecimalText {
  return toText<string>(decimal(percent).div(100))
}

export function percentCell(id: string, change: { readonly value: Percent; readonly formula: ReportFormula }): ReportCell {
  return { kind: 'number', id, value: fractionOf(change.value), format: 'percent', places: PERCENT_PLACES, formula: change.formula, ...toneOf(change.value) }
}

function toneOf(value: AnyDecimalText): { readonly tone?: CellTone } {
  return value === '0' ? {} : { tone: value.startsWith('-') ? 'decrease' : 'increase' }
}

export function refer(id: string): ReportFormula {
  return { op: 'cell', id }
}

export function rounded(of: ReportFormula, places: number): ReportFormula {
  return { op: 'round', of, places }
}

/** A row that spans: its text in the first column and blanks after it. */
export function spanningRow(kind: ReportRow['kind'], row: { readonly id: string; readonly text: string; readonly columns: number }): ReportRow {
  return { id: row.id, kind, cells: [textCell(`${row.id}.text`, row.text), ...Array.from({ length: row.columns - 1 }, () => BLANK)] }
}

type ColumnShape = Partial<ReportColumn> & { readonly id: string; readonly header: string; readonly width: number }
export function column(shape: ColumnShape): ReportColumn {
  return { unit: '', align: 'start', wrap: false, ...shape }
}

/** What a sheet is, in the one sentence that a link to it has room for: LibreOffice does not wrap a link, and cuts off what does not fit. @example linkText({ description: 'By rate. Without credits.' }) // 'By rate.' */
export function linkText({ description }: { readonly description: string }): string {
  return /^.*?\.(?= )/.exec(description)?.[0] ?? description
}

/** A label and what stands beside it, in a `document` sheet. */
export function labelled(id: string, pair: { readonly label: string; readonly text: string; readonly link?: { readonly sheetId: string } }): ReportRow {
  const link = pair.link === undefined ? {} : { link: pair.link }
  return { id, kind: 'data', cells: [textCell(`${id}.label`, pair.label, { tone: 'quiet' }), textCell(`${id}.text`, pair.text, link)] }
}
