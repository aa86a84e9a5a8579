/** The rate-build workbook in a reader's spreadsheet program: unchanged it gives the app's figures, and after a changed salary those of the app after the same edit. */
import { fileURLToPath } from 'node:url'

import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'

import { sampleRows } from '../../src-main/core/sample-model.ts'
import { createWorkbooks } from '../../src-main/workbook/index.ts'
import { readSampleTables } from '../../src-main/workbook/samples.ts'
import { addressesOf, columnLetters, layoutsOf } from '../../src-main/workbook/xlsx-layout.ts'
import { ALLOCATION_METHODS, type AllocationMethod } from '../../src-shared/domain/allocation/allocation-case.ts'
import { deriveRates } from '../../src-shared/domain/costs/derive-rates.ts'
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
import { differing } from './differing-cells.ts'
import { withoutResults, withParts } from './workbook-parts.ts'

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

const SAMPLES = fileURLToPath(new URL('../../assets/samples', import.meta.url))
const SALARIES = { '2005-manager': '131234.56', '2005-operator': '64000.01', '2005-engineer': '90017' }
const METHODS_OF_READERS = ['direct', 'step-down', 'double-step-down'] as const

const ofSample = { draft: draftFromRows(sampleRows(readSampleTables(SAMPLES))), version: planOf(fiscalYear(2005)), context: CONTEXT }
const SAMPLE_REPORTS: ReadonlyMap<string, ReportModel> = new Map([
  ['rate-build', rateBuildReport({ ...ofSample, withNames: false, withSalaries: true })], ['cost-framework', costFrameworkReport({ ...ofSample, serviceId: null })],
  ['allocation', allocationReport(ofSample)], ['recovery', recoveryReport(ofSample)],
])

/** The rate build by a method, with salaries that a reader has typed into it. */
async function withTypedSalaries(method: AllocationMethod): Promise<Uint8Array> {
  const report = reportOf(draftBy(method))
  let bytes: Uint8Array = await workbooks.write(report, 'xlsx')
  for (const [position, salary] of Object.entries(SALARIES)) bytes = typed(bytes, report, `position.${position}.base`, salary)
  return bytes
}

/** As they are written, by name: a method, a report of the sample, or a method with typed salaries. */
let written: ReadonlyMap<string, Uint8Array> = new Map()
let recalculated: ReadonlyMap<string, Uint8Array> = new Map()

beforeAll(async () => {
  const all = [
    ...ALLOCATION_METHODS.map((method) => [method, () => workbooks.write(reportOf(draftBy(method)), 'xlsx')] as const),
    ...[...SAMPLE_REPORTS].map(([name, report]) => [`sample ${name}`, () => workbooks.write(report, 'xlsx')] as const),
    ...METHODS_OF_READERS.map((method) => [`typed ${method}`, () => withTypedSalaries(method)] as const),
  ]
  written = new Map(await Promise.all(all.map(async ([name, write]) => [name, await write()] as const)))
  if (office.program !== null) recalculated = await convert(office.program, new Map([...written].map(([name, bytes]) => [`${name}.xlsx`, withoutResults(bytes)])), 'xlsx')
}, 180_000)

/** What differs in a workbook once LibreOffice has recalculated it from its formulas alone. */
function differingWhenRecalculated(name: string, report: ReportModel): readonly string[] {
  if (office.program === null) {
    onTestFinished(() => console.warn(office.why))
    return []
  }
  const bytes = recalculated.get(`${name}.xlsx`)
  return bytes === undefined ? [`${name} was not recalculated`] : differing(bytes, report)
}

describe(`rate build recalculated by LibreOffice${office.program === null ? ` (${office.why})` : ''}`, () => {
  it.each(ALLOCATION_METHODS)('gives every figure of the derivation: %s (RATE-1, ALLOC-6, NUM-5)', (method) => {
    const report = reportOf(draftBy(method))
    const bytes = written.get(method)
    expect(bytes === undefined ? ['not written'] : differing(bytes, report)).toEqual([])
    expect(differingWhenRecalculated(method, report)).toEqual([])
  })

  it.each([...SAMPLE_REPORTS])('gives every figure of the sample model: %s (RATE-1, COST-1, ALLOC-6, RECOV-1)', (name, report) => {
    expect(wrongFormulas(report)).toEqual([])
    expect(differingWhenRecalculated(`sample ${name}`, report)).toEqual([])
  })

  it.each(METHODS_OF_READERS)('moves every rate as the app does when a reader changes salaries: %s (COST-2, RATE-1)', (method) => {
    const [before, after] = [draftBy(method), draftBy(method, SALARIES)]
    expect(deriveRates(before, FY2005).rates.get('cpu')?.rounded).not.toBe(deriveRates(after, FY2005).rates.get('cpu')?.rounded)
    expect(differingWhenRecalculated(`typed ${method}`, reportOf(after))).toEqual([])
  })
})
