import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { impactOf, impactRows, impactTotals, type Impact } from '../../src-shared/domain/billing/impact.ts'
import { Decimal } from '../../src-shared/domain/decimal.ts'
import { fiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { impactReport } from '../../src-shared/domain/reports/billing/impact-report.ts'
import { impactStatementReport } from '../../src-shared/domain/reports/billing/impact-statement-report.ts'
import { billingModel, billsOf, SMALL_USAGE, usageOf, type Used } from '../support/small-bills.ts'
import { FY2005 } from '../support/small-model.ts'
import { cellOf, expectSound, REPORT_CONTEXT } from '../support/sound-report.ts'

const draft = billingModel()

function impactBetween(before: readonly Used[], after: readonly Used[]): Impact {
  const impact = impactOf({ draft, before: billsOf(draft, { usage: usageOf(before) }), after: billsOf(draft, { version: FY2005, usage: usageOf(after, fiscalYear(2005)) }) })
  if (!impact.ok) throw new Error(impact.failure.map((each) => each.message).join())
  return impact.value
}

const LATER: readonly Used[] = [['aaa', 'cpu', 0, '40'], ['bbb', 'drop', 0, '1'], ['ccc', 'tape', 2, '100']]
const impact = impactBetween(SMALL_USAGE, LATER)

describe('the impact as a report', () => {
  test('BILL-9: every term stands in its column and adds up to the difference by formula', () => {
    const report = impactReport({ draft, impact, context: REPORT_CONTEXT })
    expectSound(report)
    expect(report.sheets.map(({ name }) => name)).toEqual(['Cover', 'Summary', 'Agencies', 'Funding', 'By service', 'Method and notes'])
    const totals = impactTotals(impact)
    expect(cellOf(report, 'impact-total.difference')).toMatchObject({ value: totals.terms.difference, formula: { op: 'sum' } })
    expect(cellOf(report, 'summary.decrease')).toMatchObject({ value: totals.grossDecrease })
    for (const row of impactRows(impact)) {
      expect(cellOf(report, `matrix.${row.customerId}.after.bill`)).toMatchObject({ value: row.after })
      expect(cellOf(report, `funding.${row.customerId}.federal`)).toMatchObject({ value: row.funding.federal, formula: { op: 'part', by: 'shares' } })
    }
  })

  test('BILL-9: says the counts, the largest changes in words, and draws the distribution', () => {
    const report = impactReport({ draft, impact, context: REPORT_CONTEXT })
    const summary = report.sheets.find(({ id }) => id === 'summary')
    expect(summary?.charts.map(({ id }) => id)).toEqual(['impact-distribution', 'impact-winners'])
    const codesOf = (direction: 'up' | 'down' | 'unchanged'): string => impactRows(impact).filter((row) => row.direction === direction).map((row) => draft.customer.get(row.customerId)?.code).join(', ')
    expect([cellOf(report, 'summary.down'), cellOf(report, 'summary.down.note')]).toMatchObject([{ value: String(impactTotals(impact).down) }, { text: codesOf('down') }])
    expect(codesOf('down')).not.toBe('')
    expect(cellOf(report, 'summary.top.0.text')).toMatchObject({ text: expect.stringMatching(/^1\. AAA pays .* (?:more|less)/) })
    expect(report.draftMark).toMatch(/^DRAFT · FY2005 · revision 3/)
  })

  test('BILL-9: the statement of one agency is one sheet, without a cover', () => {
    for (const { customerId, before, after } of impactRows(impact)) {
      const page = impactStatementReport({ draft, impact, customerId, context: REPORT_CONTEXT })
      if (page === undefined) throw new Error('no page')
      expectSound(page)
      expect(page.sheets).toHaveLength(1)
      expect(cellOf(page, 'bill.before')).toMatchObject({ value: before })
      expect(cellOf(page, 'bill.after')).toMatchObject({ value: after })
    }
    expect(impactStatementReport({ draft, impact, customerId: 'zzz', context: REPORT_CONTEXT })).toBeUndefined()
  })
})

const anyUse: fc.Arbitrary<Used> = fc.tuple(
  fc.constantFrom('aaa', 'bbb', 'ccc'), fc.constantFrom('cpu', 'tape', 'meter', 'consultant', 'hub', 'drop', 'mailing', 'unpriced'), fc.integer({ min: 0, max: 11 }),
  fc.bigInt({ min: -(10n ** 12n), max: 10n ** 13n }).map((micro) => new Decimal(micro.toString()).div(1_000_000).toFixed()),
)
const anyUsage = fc.uniqueArray(anyUse, { maxLength: 40, selector: ([customer, rate, at]) => `${customer}|${rate}|${at}` })

test('BILL-9: of any usage, every formula of the impact and of the one-page statements gives its figure', () => {
  expect.hasAssertions()
  fc.assert(fc.property(anyUsage, anyUsage, (before, after) => {
    const made = impactBetween(before, after)
    expectSound(impactReport({ draft, impact: made, context: REPORT_CONTEXT }))
    for (const { customerId } of impactRows(made)) {
      const page = impactStatementReport({ draft, impact: made, customerId, context: REPORT_CONTEXT })
      expect(page).toBeDefined()
      if (page !== undefined) expectSound(page)
    }
  }), { numRuns: 25, examples: [[[], [['ccc', 'hub', 0, '-0.000005'], ['ccc', 'hub', 1, '-0.000008']]]] })
})
