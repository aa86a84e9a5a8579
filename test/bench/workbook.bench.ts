/**
 * The rate-change workbook of 5,000 rates, written as the application writes it (on another thread, styled, ready to print),
 * beside plain exceljs writing the same values, formulas and number formats on the spot; and what it does to the caller's event loop.
 */
import { setTimeout as wait } from 'node:timers/promises'

import ExcelJS from 'exceljs'

import { createWorkbooks } from '../../src-main/workbook/index.ts'
import { numberFormat } from '../../src-main/workbook/number-format.ts'
import { excelFormula, type FormulaContext } from '../../src-main/workbook/xlsx-formula.ts'
import { addressesOf, layoutsOf } from '../../src-main/workbook/xlsx-layout.ts'
import type { ReportCell, ReportModel } from '../../src-shared/domain/reports/report-model.ts'
import { RATE_COLUMNS, rateRow, sampleReport } from '../workbook/sample-report.ts'

const RATES = 5_000
const RUNS = 7
const MOST_BLOCKED_MILLISECONDS = 50

function largeReport(): ReportModel {
  const rows = Array.from({ length: RATES }, (_, index) => {
    const places = index % 5
    const unit = 10 ** places
    return rateRow({
      id: `r${index}`, code: `R-${index}`, resource: `Rate number ${index} of the schedule`, unit: 'unit and month', places,
      from: ((1_000 + ((index * 7_919) % 90_000)) / unit).toFixed(places), to: ((1_000 + ((index * 7_907) % 90_000)) / unit).toFixed(places), note: index % 7 === 0 ? 'Merged from two earlier rates.' : '',
    })
  })
  return sampleReport({ sheets: [{ id: 'schedule', name: 'Rate schedule', title: 'Rate schedule', description: 'Published rates.', columns: RATE_COLUMNS, frozenColumns: 2, layout: 'table', charts: [], rows }] })
}

function plainValue(cell: ReportCell, context: FormulaContext): ExcelJS.CellValue {
  if (cell.kind === 'blank') return null
  if (cell.kind !== 'number') return cell.kind === 'text' ? cell.text : cell.date
  const result = Number(cell.value)
  return cell.formula === undefined ? result : { formula: excelFormula(cell.formula, context), result }
}

/** What a program would do that knows nothing but exceljs. */
async function writePlain(report: ReportModel): Promise<number> {
  const layouts = layoutsOf(report)
  const context: FormulaContext = { layouts, addresses: addressesOf(layouts), sheet: 0 }
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('Rate schedule')
  // As many rows above the first as the layout has, so that the formulas hold.
  for (let row = 1; row < (layouts[0]?.firstRow ?? 1); row += 1) sheet.addRow([])
  for (const { cells } of report.sheets[0]?.rows ?? []) {
    const row = sheet.addRow(cells.map((cell) => plainValue(cell, context)))
    cells.forEach((cell, index) => {
      if (cell.kind === 'number') row.getCell(index + 1).numFmt = numberFormat({ format: cell.format, places: cell.places, alignTo: cell.places, arrows: false })
    })
  }
  return (await workbook.xlsx.writeBuffer()).byteLength
}

type Measured = { readonly milliseconds: number; readonly mostBlocked: number }

/** The longest time between two turns of this thread's event loop, less the millisecond that each waits. */
async function measure(work: () => Promise<unknown>): Promise<Measured> {
  let [last, mostBlocked] = [performance.now(), 0]
  const turn = (): void => {
    const now = performance.now()
    mostBlocked = Math.max(mostBlocked, now - last - 1)
    last = now
  }
  const timer = setInterval(turn, 1)
  await wait(5)
  mostBlocked = 0
  const start = performance.now()
  await work()
  const milliseconds = performance.now() - start
  turn()
  clearInterval(timer)
  return { milliseconds, mostBlocked }
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN
}

async function run(): Promise<readonly { readonly name: string; readonly value: string; readonly yardstick: string; readonly ratio: string }[]> {
  const report = largeReport()
  const workbooks = createWorkbooks()
  const ours: Measured[] = []
  const plain: Measured[] = []
  await workbooks.write(report, 'xlsx')
  await writePlain(report)
  for (let index = 0; index < RUNS; index += 1) {
    plain.push(await measure(() => writePlain(report)))
    ours.push(await measure(() => workbooks.write(report, 'xlsx')))
  }
  const [mine, theirs] = [median(ours.map((each) => each.milliseconds)), median(plain.map((each) => each.milliseconds))]
  const blocked = median(ours.map((each) => each.mostBlocked))
  const idle = await measure(() => wait(mine))
  const [csv, pdf] = [await measure(() => workbooks.write(report, 'csv')), await measure(() => workbooks.write(report, 'pdf'))]
  return [
    { name: `Workbook of ${RATES} rates`, value: `${mine.toFixed(0)} ms`, yardstick: `plain exceljs, same cells: ${theirs.toFixed(0)} ms (at most 1.5 times)`, ratio: (mine / theirs).toFixed(2) },
    { name: 'Longest block of the caller meanwhile', value: `${blocked.toFixed(1)} ms`, yardstick: `at most ${MOST_BLOCKED_MILLISECONDS} ms (an idle loop here: ${idle.mostBlocked.toFixed(1)} ms; plain exceljs: ${median(plain.map((each) => each.mostBlocked)).toFixed(0)} ms)`, ratio: (blocked / MOST_BLOCKED_MILLISECONDS).toFixed(2) },
    { name: `CSV of ${RATES} rates, once`, value: `${csv.milliseconds.toFixed(0)} ms`, yardstick: 'reported', ratio: '' },
    { name: `PDF of ${RATES} rates, once`, value: `${pdf.milliseconds.toFixed(0)} ms`, yardstick: 'reported', ratio: '' },
  ]
}

export default { name: 'Workbook', run }
