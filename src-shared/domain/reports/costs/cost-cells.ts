/** Makers of the cells of cost reports: amounts, counts, inputs, formulas whose figure is worked out when the report is complete. */
import { Decimal, decimal, MAX_PLACES, round, toText, type AnyDecimalText } from '../../decimal.ts'
import { BLANK, refer } from '../cells.ts'
import { evaluateFormula, valuePlaces } from '../evaluate-formula.ts'
import type { CellTone, ReportCell, ReportFormula, ReportModel } from '../report-model.ts'

const ZERO = toText<string>(new Decimal(0))

type More = { readonly formula?: ReportFormula; readonly input?: boolean; readonly tone?: CellTone }

/** Dollars at the cent. */
export function usdCell(id: string, value: AnyDecimalText, more: More = {}): ReportCell {
  return { kind: 'number', id, value, format: 'usd', places: 2, ...more }
}

/** Decimal places that a text has. @example placesOf('0.25') // 2 */
export function placesOf(text: string): number {
  const point = text.indexOf('.')
  return point === -1 ? 0 : text.length - point - 1
}

/** A count, a percentage or a factor, with as many places as it has, at least some. */
export function countCell(id: string, value: AnyDecimalText, more: More & { readonly atLeast?: number } = {}): ReportCell {
  const { atLeast = 0, ...rest } = more
  return { kind: 'number', id, value, format: 'number', places: Math.min(MAX_PLACES, Math.max(atLeast, placesOf(value))), ...rest }
}

export function times(...of: readonly ReportFormula[]): ReportFormula {
  return { op: 'product', of }
}

export function ratio(left: ReportFormula, right: ReportFormula): ReportFormula {
  return { op: 'ratio', left, right }
}

export function minus(left: ReportFormula, right: ReportFormula): ReportFormula {
  return { op: 'difference', left, right }
}

export function atLeastZero(of: ReportFormula): ReportFormula {
  return { op: 'max', of: [literal(0), of] }
}

export function literal(value: number | bigint | AnyDecimalText): ReportFormula {
  return { op: 'literal', value: typeof value === 'string' ? value : toText<string>(new Decimal(value.toString())) }
}

export function sumOf(ids: readonly string[]): ReportFormula {
  return { op: 'sum', of: ids.map(refer) }
}

/** 1 less a percentage that stands in a cell. @example 4 in the cell gives 0.96 */
export function lessPercent(id: string): ReportFormula {
  return minus(literal(1), ratio(refer(id), literal(100)))
}

/** A sum of dollars with its value, or a blank where nothing is added up. */
export function sumCell(id: string, sum: { readonly value: AnyDecimalText; readonly ids: readonly string[] }): ReportCell {
  return sum.ids.length === 0 ? BLANK : usdCell(id, sum.value, { formula: sumOf(sum.ids) })
}

/**
 * Figures that the derivation does not name, such as a month's salary of one position: they are the result of their formula.
 * `fill` works them out in the complete report.
 */
export class Computed {
  readonly #ids = new Set<string>()

  cell(id: string, formula: ReportFormula, shown: { readonly format: 'usd' | 'number'; readonly places: number }): ReportCell {
    this.#ids.add(id)
    return { kind: 'number', id, value: ZERO, ...shown, formula }
  }

  usd(id: string, formula: ReportFormula): ReportCell {
    return this.cell(id, formula, { format: 'usd', places: 2 })
  }

  fill(report: ReportModel): ReportModel {
    const filled = (cell: ReportCell): ReportCell => {
      if (cell.kind !== 'number' || cell.formula === undefined || !this.#ids.has(cell.id)) return cell
      return { ...cell, value: toText<string>(round(evaluateFormula(report, cell.formula), valuePlaces(cell))) }
    }
    return { ...report, sheets: report.sheets.map((sheet) => ({ ...sheet, rows: sheet.rows.map((row) => ({ ...row, cells: row.cells.map(filled) })) })) }
  }
}

/** Sum as text, of any places. */
export function plusAll(values: readonly AnyDecimalText[]): AnyDecimalText {
  return toText<string>(values.reduce((sum, each) => sum.plus(decimal(each)), new Decimal(0)))
}
