import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { pageRoom } from '../../src-main/workbook/print-widths.ts'
import { statementOf } from '../../src-shared/domain/billing/statement.ts'
import { Decimal, decimal } from '../../src-shared/domain/decimal.ts'
import { draftFromRows } from '../../src-shared/domain/model/draft.ts'
import { month } from '../../src-shared/domain/month.ts'
import { statementReport } from '../../src-shared/domain/reports/billing/statement-report.ts'
import { adjustmentRow, billingModel, billingRows, billsOf, customerRow, usageOf, type Used } from '../support/small-bills.ts'
import { FY2004, FY2005 } from '../support/small-model.ts'
import { cellOf, expectSound, REPORT_CONTEXT } from '../support/sound-report.ts'

const draft = billingModel()
const bills = billsOf(draft)

function report(customerId: string, of: string | null = null) {
  const made = statementReport({ draft, bills, customerId, month: of === null ? null : month(of), context: REPORT_CONTEXT })
  if (made === undefined) throw new Error('no report')
  return made
}

function summaryColumns({ sheets }: ReturnType<typeof report>) {
  return sheets.find(({ id }) => id === 'summary')?.columns ?? []
}

describe('the statement as a report', () => {
  test('BILL-1: a month is multiplied in its own sheet, and rounded', () => {
    const july = report('aaa', '2003-07')
    expectSound(july)
    expect(july.sheets.map(({ name }) => name)).toEqual(['Cover', 'Statement', 'E10', 'Account', 'Lines', 'Method and notes'])
    expect(cellOf(july, 'resource.cpu.amount')).toMatchObject({ value: '998.1', formula: { op: 'round', places: 2 } })
    expect(cellOf(july, 'resource.meter.rate')).toMatchObject({ value: '1.168' })
    expect(cellOf(july, 'summary-total.total')).toMatchObject({ value: '1231.7' })
  })

  test('BILL-10: a year is the sum of its months, each at its own rate', () => {
    const year = report('aaa')
    expectSound(year)
    expect(cellOf(year, 'resource.cpu.rate')).toMatchObject({ text: 'several' })
    expect(cellOf(year, 'line.cpu.2004-01.rate')).toMatchObject({ value: '98.5' })
    expect(cellOf(year, 'lines.total.amount')).toMatchObject({ value: statementOf({ draft, bills, customerId: 'aaa', month: null })?.total })
  })

  test('BILL-7, BILL-8, BILL-14: the account carries what is held back; credits, minimums and the encumbrance stand beside', () => {
    const ccc = report('ccc')
    expectSound(ccc)
    expect(cellOf(ccc, 'account.E10.2003-09.heldBack')).toMatchObject({ value: '20' })
    expect(cellOf(ccc, 'minimum.E10.2003-07.amount')).toMatchObject({ value: '7.7' })
    expect(cellOf(ccc, 'summary.E10.left')).toMatchObject({ value: '60' })
    expect(cellOf(report('aaa'), 'group.adjustment.credit.amount.reason')).toMatchObject({ text: 'Credit: A correction' })
    expectSound(report('bbb', '2003-08'))
  })

  test('BILL-7, BILL-8: what is due and not billed says why, in the summary and on the cover', () => {
    expect(cellOf(report('ccc', '2003-09'), 'summary.E10.why')).toMatchObject({ text: 'What is due does not pass the threshold' })
    expect(cellOf(report('bbb', '2003-08'), 'summary.E10.why')).toMatchObject({ text: 'The encumbrance is not approved by then' })
    expect(cellOf(report('aaa', '2003-07'), 'summary.E10.why')).toBeUndefined()
    const unencumbered = draftFromRows({ ...billingRows(), encumbrance: [] })
    const made = statementReport({ draft: unencumbered, bills: billsOf(unencumbered), customerId: 'aaa', month: month('2003-07'), context: REPORT_CONTEXT })
    expect(made?.sheets[0]?.rows.flatMap(({ cells }) => cells.flatMap((each) => (each.kind === 'text' ? each.text : [])))).toContain('0.00 USD; 1,231.70 USD due and not billed (E10: nothing is encumbered)')
    expect(made === undefined ? undefined : cellOf(made, 'summary.E10.why')).toMatchObject({ text: 'Nothing is encumbered' })
  })

  test('BILL-8: the summary of a statement stands on one printed page, with and without reasons', () => {
    const [reasoned, plain] = [summaryColumns(report('bbb', '2003-08')), summaryColumns(report('aaa', '2003-07'))]
    expect([reasoned.at(-1)?.id, plain.at(-1)?.id]).toEqual(['why', 'runsOut'])
    for (const columns of [reasoned, plain]) {
      const room = pageRoom({ columns })
      expect(columns.reduce((sum, each) => sum + room.widthOf(each), 0)).toBeLessThanOrEqual(room.usable)
    }
  })

  test('what has no price is named with the reason', () => {
    const year = report('aaa')
    expect(cellOf(year, 'resource.unpriced.amount')).toMatchObject({ text: 'Not priced' })
    expect(cellOf(year, 'resource.unpriced.note')).toMatchObject({ text: 'no price in this version' })
  })

  test('VER-3: a draft says so, and made-up customers too', () => {
    const planned = statementReport({ draft, bills: billsOf(draft, { version: FY2005 }), customerId: 'aaa', month: null, context: REPORT_CONTEXT })
    expect(planned?.draftMark).toMatch(/^DRAFT · FY2005 · revision 3 .* · FICTIONAL FIGURES$/)
    expect(report('aaa').sheets.every((sheet) => sheet.description.startsWith('FICTIONAL FIGURES'))).toBe(true)
  })

  test('there is none for a customer or month that is not there; one without usage says so', () => {
    expect(statementReport({ draft, bills, customerId: 'zzz', month: null, context: REPORT_CONTEXT })).toBeUndefined()
    const alone = draftFromRows({ ...billingRows(), customer: [customerRow('aaa', 0)], encumbrance: [], billAdjustment: [] })
    const made = statementReport({ draft: alone, bills: billsOf(alone, { usage: usageOf([]) }), customerId: 'aaa', month: null, context: REPORT_CONTEXT })
    if (made === undefined) throw new Error('no report')
    expectSound(made)
    expect(made.sheets.map(({ name }) => name)).toEqual(['Cover', 'Statement', 'Account', 'Lines', 'Method and notes'])
  })
})

const anyUse: fc.Arbitrary<Used> = fc.tuple(
  fc.constantFrom('aaa', 'bbb', 'ccc'), fc.constantFrom('cpu', 'tape', 'meter', 'consultant', 'hub', 'drop', 'mailing', 'unpriced'), fc.integer({ min: 0, max: 11 }),
  fc.bigInt({ min: -(10n ** 12n), max: 10n ** 15n }).map((micro) => new Decimal(micro.toString()).div(1_000_000).toFixed()),
)
const anyUsage = fc.uniqueArray(anyUse, { maxLength: 40, selector: ([customer, rate, at]) => `${customer}|${rate}|${at}` })
const withAdjustments = draftFromRows({ ...billingRows(), billAdjustment: [adjustmentRow('one', 'aaa', '2003-08-20', '-50'), adjustmentRow('two', 'ccc', '2004-06-30', '12.34')] })

test('NUM-2: of any usage, every formula gives its figure and the workbook adds up to the statement', () => {
  expect.hasAssertions()
  fc.assert(fc.property(anyUsage, fc.constantFrom(FY2004, FY2005), fc.option(fc.constantFrom('2003-07', '2004-01', '2004-06')), (used, version, at) => {
    const priced = billsOf(withAdjustments, { usage: usageOf(used), version })
    for (const { id } of priced.customers) {
      const asked = { draft: withAdjustments, bills: priced, customerId: id, month: at === null ? null : month(at) }
      const [made, statement] = [statementReport({ ...asked, context: REPORT_CONTEXT }), statementOf(asked)]
      if (made === undefined || statement === undefined) throw new Error('no report')
      expectSound(made)
      const total = cellOf(made, 'summary-total.total')
      expect(total?.kind === 'number' ? decimal(total.value).toFixed() : '0').toBe(decimal(statement.total).toFixed())
    }
  }), { numRuns: 25 })
})
