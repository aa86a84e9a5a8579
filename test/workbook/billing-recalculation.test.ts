/** Workbooks of bills and budgets in a reader's spreadsheet program: they give the app's figures, and what comes from outside stays text. */
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'

import { createWorkbooks } from '../../src-main/workbook/index.ts'
import { writeCsv } from '../../src-main/workbook/write-csv.ts'
import type { ReportRequest } from '../../src-shared/contract/contract.ts'
import { impactOf } from '../../src-shared/domain/billing/impact.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { draftFromRows } from '../../src-shared/domain/model/draft.ts'
import { month } from '../../src-shared/domain/month.ts'
import { impactReport } from '../../src-shared/domain/reports/billing/impact-report.ts'
import { statementReport } from '../../src-shared/domain/reports/billing/statement-report.ts'
import type { ReportModel } from '../../src-shared/domain/reports/report-model.ts'
import { planOf } from '../../src-shared/domain/version.ts'
import { convert, findLibreOffice } from '../support/libre-office.ts'
import { openSampleCore, type SampleCore } from '../support/sample-core.ts'
import { billingRows, billsOf, customerRow } from '../support/small-bills.ts'
import { FY2005 as LATER } from '../support/small-model.ts'
import { figure } from '../support/small-costs.ts'
import { expectSound, REPORT_CONTEXT } from '../support/sound-report.ts'
import { differingFromCore } from './budget-figures.ts'
import { differing } from './differing-cells.ts'
import { openWorkbook, withoutResults } from './workbook-parts.ts'

const workbooks = createWorkbooks()
const office = findLibreOffice()
const [FY2004, FY2005] = [planOf(fiscalYear(2004)), planOf(fiscalYear(2005))]
const compared = { from: FY2004, to: FY2005, usageFrom: null, usageTo: null }

/** Of the sample's largest customer, and of all. */
const REQUESTS: ReadonlyMap<string, ReportRequest> = new Map<string, ReportRequest>([
  ['statement of a year', { report: 'statement', version: FY2004, usageYear: null, customerId: 'xfa', month: null }], ['statement of a month', { report: 'statement', version: FY2004, usageYear: null, customerId: 'qmt', month: month('2003-10') }],
  ['impact', { report: 'impact', ...compared }], ['impact statement', { report: 'impact-statement', ...compared, customerId: 'xfa' }], ['budget', { report: 'budget', from: FY2004, to: FY2005, customerId: 'xfa' }],
  ['encumbrances', { report: 'encumbrance-estimate', from: FY2004, to: FY2005 }], ['quote', { report: 'quote', version: FY2005, requestId: 'xfa-001' }],
])

/** Agencies whose budgets are compared figure by figure: with credits, with minimum charges, large and small. */
const BUDGETED = ['xfa', 'qmt', 'zto', 'zpn', 'xpt', 'xrc'] as const

let core: SampleCore
const reports = new Map<string, ReportModel>()
let recalculated: ReadonlyMap<string, Uint8Array> = new Map()

beforeAll(async () => {
  core = await openSampleCore()
  const written = new Map<string, Uint8Array>()
  for (const [name, request] of REQUESTS) {
    const report = await core.client.reports.preview(request)
    reports.set(name, report)
    written.set(`${name}.xlsx`, withoutResults(await workbooks.write(report, 'xlsx')))
  }
  for (const customerId of BUDGETED) written.set(`budget of ${customerId}.xlsx`, withoutResults(await workbooks.write(await core.client.reports.preview({ report: 'budget', from: FY2004, to: FY2005, customerId }), 'xlsx')))
  if (office.program !== null) recalculated = await convert(office.program, written, 'xlsx')
}, 180_000)
afterAll(() => core.close())

function reportOf(name: string): ReportModel {
  const report = reports.get(name)
  if (report === undefined) throw new Error(`There is no report ${name}.`)
  return report
}

describe(`bills and budgets recalculated by LibreOffice${office.program === null ? ` (${office.why})` : ''}`, () => {
  it.each([...REQUESTS.keys()])('gives every figure of the sample: %s (BILL-1, BILL-7, BILL-8, BILL-9, PROJ-2)', (name) => {
    const report = reportOf(name)
    expectSound(report)
    if (office.program === null) onTestFinished(() => console.warn(office.why))
    const bytes = recalculated.get(`${name}.xlsx`)
    expect(office.program === null ? [] : bytes === undefined ? ['not recalculated'] : differing(bytes, report)).toEqual([])
  })
})

describe(`a budget's workbook beside the core${office.program === null ? ` (${office.why})` : ''}`, () => {
  it.each(BUDGETED)('PROJ-2, BILL-9, BILL-8: every number of %s, recalculated, is the one that project --json prints, to the cent', async (customerId) => {
    const budget = await core.client.budgets.customer({ from: FY2004, to: FY2005, customerId, ahead: [] })
    if (budget === null) throw new Error(`There is no ${customerId}.`)
    if (office.program === null) return onTestFinished(() => console.warn(office.why))
    const bytes = recalculated.get(`budget of ${customerId}.xlsx`)
    if (bytes === undefined) throw new Error('not recalculated')
    const [workbook, labels] = [await openWorkbook(bytes), { from: 'FY2004', to: 'FY2005' }]
    const { wrong, compared, figures } = differingFromCore(workbook, budget, labels)
    expect(wrong).toEqual([])
    expect(compared).toBe(figures)
    // What is a cent off is found.
    const off = { ...budget, totals: { ...budget.totals, after: figure<'USD'>('0.01') } }
    expect(differingFromCore(workbook, off, labels).wrong).toContain(`Amounts by month, Bill , Year: ${budget.totals.after} instead of 0.01`)
    // A rate has at least a month of units and of amounts in either year, their sums, and its effects.
    expect(figures).toBeGreaterThan(budget.rows.length * 10)
  })
})

describe('what comes from outside', () => {
  it.each(['=HYPERLINK("http://x","y")', '+1', '-1+2', '@SUM(A1)'])('stays text in workbook and CSV: %s', async (hostile) => {
    const rows = billingRows()
    const draft = draftFromRows({ ...rows, customer: [customerRow('aaa', 0, { name: hostile, coordinator: hostile, secretariat: hostile })], encumbrance: [], billAdjustment: (rows.billAdjustment ?? []).map((each) => ({ ...each, reason: hostile, source: hostile })) })
    const [before, after] = [billsOf(draft), billsOf(draft, { version: LATER })]
    const impact = impactOf({ draft, before, after })
    const statement = statementReport({ draft, bills: before, customerId: 'aaa', month: null, context: REPORT_CONTEXT })
    if (!impact.ok || statement === undefined) throw new Error('refused')
    for (const report of [statement, impactReport({ draft, impact: impact.value, context: REPORT_CONTEXT })]) {
      const workbook = await openWorkbook(await workbooks.write(report, 'xlsx'))
      const said: unknown[] = []
      workbook.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell((cell) => {
        if (typeof cell.value === 'string' && cell.value === hostile) said.push(cell.numFmt)
      })))
      expect(said.length).toBeGreaterThan(0)
      expect(said.every((format) => format === '@')).toBe(true)
      const csv = new TextDecoder().decode(writeCsv(report))
      expect(csv.split(/[\r\n]+/).flatMap((line) => line.split(',')).filter((field) => field.startsWith(hostile.slice(0, 2)) || field.startsWith(`"${hostile.slice(0, 2)}`))).toEqual([])
    }
  })
})
