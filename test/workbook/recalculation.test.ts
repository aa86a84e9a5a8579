import { fileURLToPath } from 'node:url'

import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'

import { sampleRows } from '../../src-main/core/sample-model.ts'
import { createWorkbooks } from '../../src-main/workbook/index.ts'
import { readSampleTables } from '../../src-main/workbook/samples.ts'
import { addressesOf, columnLetters, layoutsOf } from '../../src-main/workbook/xlsx-layout.ts'
import { Decimal, round } from '../../src-shared/domain/decimal.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { draftFromRows } from '../../src-shared/domain/model/draft.ts'
import { evaluateFormula, valuePlaces } from '../../src-shared/domain/reports/evaluate-formula.ts'
import { rateChangeReport } from '../../src-shared/domain/reports/rate-change-report.ts'
import type { ReportModel } from '../../src-shared/domain/reports/report-model.ts'
import { planOf } from '../../src-shared/domain/version.ts'
import { convert, findLibreOffice } from '../support/libre-office.ts'
import { amount, sampleReport } from './sample-report.ts'
import { formulaResults, withoutResults } from './workbook-parts.ts'

const workbooks = createWorkbooks()
const office = findLibreOffice()

const rateChange = (): ReportModel =>
  rateChangeReport({
    draft: draftFromRows(sampleRows(readSampleTables(fileURLToPath(new URL('../../assets/samples', import.meta.url))))),
    comparison: { base: planOf(fiscalYear(2003)), comparisons: [planOf(fiscalYear(2004))], basis: 'published' },
    context: { author: 'A. Analyst', generatedAt: '2026-11-22T14:02:00.000Z', revision: 1, fileName: 'Sample.ratebook' },
  })

/** Planned units typed into every input cell, as a recipient would. */
function filledIn(report: ReportModel): ReportModel {
  let count = 0
  return { ...report, sheets: report.sheets.map((sheet) => ({ ...sheet, rows: sheet.rows.map((row) => ({ ...row, cells: row.cells.map((cell) => (cell.kind === 'number' && cell.input === true ? { ...cell, value: amount(String(((count += 7) * 1_237) % 9_973) + '.25') } : cell)) })) })) }
}

type Checked = { readonly compared: number; readonly wrong: readonly string[] }

/** Compares what the other program computed with the app's own figures, cell by cell, at the places that each cell shows. */
function compare(report: ReportModel, workbook: Uint8Array): Checked {
  const layouts = layoutsOf(report)
  const results = formulaResults(workbook)
  const addresses = addressesOf(layouts)
  const wrong: string[] = []
  let compared = 0
  for (const sheet of report.sheets) {
    for (const row of sheet.rows) {
      for (const cell of row.cells) {
        if (cell.kind !== 'number' || cell.formula === undefined) continue
        const at = addresses.get(cell.id)
        const result = at === undefined ? undefined : results[at.sheet]?.get(`${columnLetters(at.column)}${at.row}`)
        const expected = round(evaluateFormula(report, cell.formula), valuePlaces(cell))
        compared += 1
        // A spreadsheet shows at most 15 digits of its binary result.
        if (result === undefined || !round(new Decimal(Number(result).toPrecision(15)), valuePlaces(cell)).eq(expected)) wrong.push(`${cell.id}: ${result ?? 'no formula'} instead of ${expected.toFixed()}`)
      }
    }
  }
  return { compared, wrong }
}

const REPORTS: ReadonlyMap<string, ReportModel> = new Map([['hand-made', sampleReport()], ['rate-change', rateChange()], ['filled-in', filledIn(rateChange())]])
let recalculated: ReadonlyMap<string, Uint8Array> = new Map()

beforeAll(async () => {
  if (office.program === null) return
  const written = await Promise.all([...REPORTS].map(async ([name, report]) => [`${name}.xlsx`, withoutResults(await workbooks.write(report, 'xlsx'))] as const))
  recalculated = await convert(office.program, new Map(written), 'xlsx')
}, 180_000)

function checkRecalculated(name: string): Checked {
  if (office.program === null) {
    onTestFinished(() => console.warn(office.why))
    return { compared: -1, wrong: [] }
  }
  const [report, bytes] = [REPORTS.get(name), recalculated.get(`${name}.xlsx`)]
  if (report === undefined || bytes === undefined) throw new Error(`${name} was not recalculated.`)
  return compare(report, bytes)
}

describe(`recalculation by LibreOffice${office.program === null ? ` (${office.why})` : ''}`, () => {
  it('gives every figure of the hand-made report', () => {
    const { compared, wrong } = checkRecalculated('hand-made')
    expect(wrong).toEqual([])
    expect(compared === -1 || compared === 18).toBe(true)
  })

  it('gives every figure of the rate-change workbook of the sample model (NUM-3, NUM-4)', () => {
    const { compared, wrong } = checkRecalculated('rate-change')
    expect(wrong).toEqual([])
    expect(compared === -1 || compared > 300).toBe(true)
  })

  it('gives the app\'s figures for units that a recipient types', () => {
    expect(checkRecalculated('filled-in').wrong).toEqual([])
  })

  it('keeps the cached results equal to the app\'s figures', async () => {
    const report = rateChange()
    const { compared, wrong } = compare(report, await workbooks.write(report, 'xlsx'))
    expect(wrong).toEqual([])
    expect(compared).toBeGreaterThan(300)
  })
})
