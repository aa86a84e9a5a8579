/** The rate-build workbook in a reader's spreadsheet program: unchanged it gives the app's figures, and after a changed salary those of the app after the same edit. */
import { fileURLToPath } from 'node:url'

import { describe, expect, it, onTestFinished } from 'vitest'

import { sampleRows } from '../../src-main/core/sample-model.ts'
import { createWorkbooks } from '../../src-main/workbook/index.ts'
import { readSampleTables } from '../../src-main/workbook/samples.ts'
import { addressesOf, columnLetters, layoutsOf } from '../../src-main/workbook/xlsx-layout.ts'
import { ALLOCATION_METHODS, type AllocationMethod } from '../../src-shared/domain/allocation/allocation-case.ts'
import { deriveRates } from '../../src-shared/domain/costs/derive-rates.ts'
import { Decimal, decimal, round } from '../../src-shared/domain/decimal.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { draftFromRows, type Draft } from '../../src-shared/domain/model/draft.ts'
import { allocationReport } from '../../src-shared/domain/reports/costs/allocation-report.ts'
import { costFrameworkReport } from '../../src-shared/domain/reports/costs/cost-framework-report.ts'
import { rateBuildReport } from '../../src-shared/domain/reports/costs/rate-build-report.ts'
import { recoveryReport } from '../../src-shared/domain/reports/costs/recovery-report.ts'
import { wrongFormulas } from '../../src-shared/domain/reports/evaluate-formula.ts'
import type { ReportModel } from '../../src-shared/domain/reports/report-model.ts'
import { planOf, versionKey } from '../../src-shared/domain/version.ts'
import { convert, findLibreOffice } from '../support/libre-office.ts'
import { figure, smallCosts } from '../support/small-costs.ts'
import { FY2005 } from '../support/small-model.ts'
import { formulaResults, withoutResults, withParts } from './workbook-parts.ts'

const workbooks = createWorkbooks()
const office = findLibreOffice()
const CONTEXT = { author: 'Ann', generatedAt: '2026-11-22T14:02:00.000Z', revision: 1, fileName: 'Model.ratebook' }

function draftBy(method: AllocationMethod, salaries: Readonly<Record<string, string>> = {}): Draft {
  const draft = smallCosts()
  const policy = draft.yearPolicy.get(versionKey(FY2005))
  if (policy === undefined) throw new Error('no policy')
  return {
    ...draft, yearPolicy: new Map(draft.yearPolicy).set(policy.id, { ...policy, allocationMethod: method }),
    staffPosition: new Map([...draft.staffPosition].map(([id, row]) => [id, salaries[id] === undefined ? row : { ...row, baseSalary: figure<'USD'>(salaries[id]) }])),
  }
}

function reportOf(draft: Draft): ReportModel {
  return rateBuildReport({ draft, version: FY2005, context: CONTEXT, withNames: false, withSalaries: true })
}

/** Types a figure into a cell of a written workbook. */
function typed(bytes: Uint8Array, report: ReportModel, id: string, value: string): Uint8Array {
  const at = addressesOf(layoutsOf(report)).get(id)
  if (at === undefined) throw new Error(id)
  let count = 0
  const changed = withParts(bytes, (part) => {
    if (part.name !== `xl/worksheets/sheet${at.sheet + 1}.xml`) return part
    const xml = part.content.toString('utf8').replace(new RegExp(`(<c r="${columnLetters(at.column)}${at.row}"[^>]*><v>)[^<]*`), (_, head: string) => {
      count += 1
      return `${head}${value}`
    })
    return { name: part.name, content: Buffer.from(xml, 'utf8') }
  })
  expect(count).toBe(1)
  return changed
}

/** Formula cells that a workbook shows otherwise than the report says, at the cell's places, or where these are more than a spreadsheet has, at 14 digits. */
function differing(workbook: Uint8Array, report: ReportModel): readonly string[] {
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

async function recalculated(bytes: Uint8Array): Promise<Uint8Array | null> {
  if (office.program === null) {
    onTestFinished(() => console.warn(office.why))
    return null
  }
  return convert(office.program, { name: 'rate-build.xlsx', bytes: withoutResults(bytes) }, 'xlsx')
}

const SAMPLES = fileURLToPath(new URL('../../assets/samples', import.meta.url))

describe(`rate build recalculated by LibreOffice${office.program === null ? ` (${office.why})` : ''}`, () => {
  it.each(ALLOCATION_METHODS)('gives every figure of the derivation: %s (RATE-1, ALLOC-6, NUM-5)', async (method) => {
    const report = reportOf(draftBy(method))
    const written = await workbooks.write(report, 'xlsx')
    expect(differing(written, report)).toEqual([])
    const bytes = await recalculated(written)
    expect(bytes === null ? [] : differing(bytes, report)).toEqual([])
  })

  it('gives every figure of the sample model, of each report of its costs (RATE-1, COST-1, ALLOC-6, RECOV-1)', async () => {
    const request = { draft: draftFromRows(sampleRows(readSampleTables(SAMPLES))), version: planOf(fiscalYear(2005)), context: CONTEXT }
    const reports = [rateBuildReport({ ...request, withNames: false, withSalaries: true }), costFrameworkReport({ ...request, serviceId: null }), allocationReport(request), recoveryReport(request)]
    for (const report of reports) {
      expect(wrongFormulas(report)).toEqual([])
      const bytes = await recalculated(await workbooks.write(report, 'xlsx'))
      expect(bytes === null ? [] : differing(bytes, report)).toEqual([])
    }
  })

  it.each(['direct', 'step-down', 'double-step-down'] as const)('moves every rate as the app does when a reader changes salaries: %s (COST-2, RATE-1)', async (method) => {
    const before = draftBy(method)
    const salaries = { '2005-manager': '131234.56', '2005-operator': '64000.01', '2005-engineer': '90017' }
    const after = reportOf(draftBy(method, salaries))
    const report = reportOf(before)
    let bytes: Uint8Array = await workbooks.write(report, 'xlsx')
    for (const [position, salary] of Object.entries(salaries)) bytes = typed(bytes, report, `position.${position}.base`, salary)
    expect(deriveRates(before, FY2005).rates.get('cpu')?.rounded).not.toBe(deriveRates(draftBy(method, salaries), FY2005).rates.get('cpu')?.rounded)
    const opened = await recalculated(bytes)
    expect(opened === null ? [] : differing(opened, after)).toEqual([])
  })
})
