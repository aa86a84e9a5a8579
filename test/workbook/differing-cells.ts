/** A written workbook beside the report that it was made from. */
import { addressesOf, columnLetters, layoutsOf } from '../../src-main/workbook/xlsx-layout.ts'
import { Decimal, decimal, round } from '../../src-shared/domain/decimal.ts'
import type { ReportModel } from '../../src-shared/domain/reports/report-model.ts'
import { formulaResults } from './workbook-parts.ts'

/** Formula cells that a workbook shows otherwise than the report says, at the cell's places, or where these are more than a spreadsheet has, at 14 digits. */
export function differing(workbook: Uint8Array, report: ReportModel): readonly string[] {
  const results = formulaResults(workbook)
  const addresses = addressesOf(layoutsOf(report))
  return report.sheets.flatMap((sheet) => sheet.rows.flatMap((row) => row.cells.flatMap((cell) => {
    if (cell.kind !== 'number' || cell.formula === undefined) return []
    const at = addresses.get(cell.id)
    const result = at === undefined ? undefined : results[at.sheet]?.get(`${columnLetters(at.column)}${at.row}`)
    const expected = decimal(cell.value)
    if (result === undefined) return [`${cell.id}: no formula`]
    const isSame = round(new Decimal(Number(result).toPrecision(15)), cell.places).eq(expected) || new Decimal(result).minus(expected).abs().lte(expected.abs().times('1e-14'))
    return isSame ? [] : [`${cell.id}: ${result} instead of ${expected.toFixed()}`]
  })))
}
