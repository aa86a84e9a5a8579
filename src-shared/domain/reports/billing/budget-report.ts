/** A customer's budget as it is handed over: summary, months, rates, assumptions, effects in words, budget against actual (PROJ-1, PROJ-2, BILL-8, BILL-9). */
import type { CustomerBudget } from '../../budget/customer-budget.ts'
import { decimal, formatFixed } from '../../decimal.ts'
import type { Draft } from '../../model/draft.ts'
import { formatVersion } from '../../version-label.ts'
import { BLANK, column, refer, spanningRow, textCell } from '../cells.ts'
import { minus, sumOf, usdCell } from '../costs/cost-cells.ts'
import type { ReportContext } from '../draft-mark.ts'
import type { ReportCell, ReportModel, ReportRow, ReportSheet } from '../report-model.ts'
import { billingReport, customerNotes } from './billing-report.ts'
import { assumptionsSheet } from './budget-assumptions-sheet.ts'
import { budgetLines, type BudgetParts } from './budget-parts.ts'
import { monthSheets } from './budget-month-sheets.ts'
import { ratesSheet, signedUsd } from './budget-rates-sheet.ts'
import { summarySheet } from './budget-summary-sheet.ts'
import { changeCell, IMPACT_METHOD, percentChangeCell } from './impact-parts.ts'

export type BudgetReportRequest = { readonly draft: Draft; readonly budget: CustomerBudget; readonly context: ReportContext }

/**
 * @example budgetReport({ draft, budget, context }).sheets.map((sheet) => sheet.name)
 *   // ['Cover', 'Summary', 'Amounts by month', 'Units by month', 'Earlier amounts', 'Earlier units', 'Rates', 'Budget and forecast', 'Assumptions', 'Method and notes']
 */
export function budgetReport({ draft, budget, context }: BudgetReportRequest): ReportModel {
  const { customer, before, after, totals } = budget
  const [fromLabel, toLabel] = [formatVersion(draft, before.version), formatVersion(draft, after.version)]
  const parts: BudgetParts = { draft, budget, lines: budgetLines(budget), fromLabel, toLabel }
  const percent = totals.percentChange === null ? '' : ` (${decimal(totals.percentChange).gt(0) ? '+' : ''}${formatFixed(totals.percentChange, 2)} %)`
  return billingReport({
    draft, context, report: 'budget', title: `Budget, ${customer.code}, ${toLabel}`, label: `${customer.code}, ${fromLabel} to ${toLabel}`, versions: [before.version, after.version], customers: [customer], mainSheetId: 'rates',
    sheets: [summarySheet(parts), ...monthSheets(parts), ratesSheet(parts), comparisonSheet(parts), assumptionsSheet(parts)],
    lead: [...customerNotes(customer), { label: 'Budget', text: `${toLabel}, beside ${fromLabel}` }],
    facts: [{ label: toLabel, text: `${formatFixed(totals.after, 2)} USD; ${fromLabel} ${formatFixed(totals.before, 2)} USD; difference ${signedUsd(totals.terms.difference)} USD${percent}` }, { label: 'Against the budget', text: budget.comparison.total.words }],
    issues: budget.issues,
    method: [
      { label: 'Units', text: 'Recorded months as they are; the others by the method of the rate, with growth and dated changes on top. A month that is missing is missing, never zero. (PROJ-1, PROJ-2)' },
      { label: 'Encumbrance', text: 'What the projected year costs under each object code; agencies have 30 days to approve or negotiate it. (BILL-8)' },
      ...IMPACT_METHOD.filter((note) => note.label !== 'Funding'),
      { label: 'Changing the workbook', text: 'Figures in blue on yellow may be changed: projected units and the later rates. Amounts, effects, totals and encumbrances follow; minimum charges, credits and words stay as they are.' },
    ],
  })
}

function comparisonRow(kind: ReportRow['kind'], id: string, each: CustomerBudget['comparison']['total']): ReportRow {
  const amount = (field: 'budget' | 'actual' | 'projected'): ReportCell => (each[field] === null ? BLANK : usdCell(`${id}.${field}`, each[field]))
  const known = (['actual', 'projected'] as const).filter((field) => each[field] !== null).map((field) => `${id}.${field}`)
  return {
    id, kind,
    cells: [
      textCell(`${id}.label`, each.label), amount('budget'), amount('actual'), amount('projected'), each.forecast === null ? BLANK : usdCell(`${id}.forecast`, each.forecast, { formula: sumOf(known) }),
      ...(each.variance === null ? [BLANK, BLANK] : [changeCell(`${id}.variance`, each.variance, minus(refer(`${id}.forecast`), refer(`${id}.budget`))), percentChangeCell(`${id}.percent`, { value: each.variancePercent, differenceId: `${id}.variance`, beforeId: `${id}.budget` })]), textCell(`${id}.words`, each.words),
    ],
  }
}

/** Budget as it was handed over, beside what is recorded and projected (PROJ-2). */
function comparisonSheet({ budget, toLabel }: BudgetParts): ReportSheet {
  const money = { unit: 'USD', width: 18, align: 'end' } as const
  const columns = [
    column({ id: 'resource', header: 'Resource', width: 38, wrap: true }), column({ id: 'budget', header: 'Budget', ...money }), column({ id: 'actual', header: 'Recorded', ...money }), column({ id: 'projected', header: 'Projected', ...money }), column({ id: 'forecast', header: 'Expected', ...money }),
    column({ id: 'variance', header: 'Against the budget', ...money }), column({ id: 'percent', header: '% of budget', unit: '%', width: 13, align: 'end' }), column({ id: 'words', header: 'In words', width: 52, wrap: true }),
  ]
  const { comparison: { rows, total }, byMonth, ratesInTwelfths } = budget
  const inTwelfths = ratesInTwelfths === 0 ? '' : ' This budget, or a part of it, was handed over before its months were kept: a twelfth of the year stands in each month.'
  return {
    id: 'comparison', name: 'Budget and forecast', title: `Budget, recorded and projected, ${toLabel}`, description: 'Against the budget as it was handed over; more than budgeted is unfavourable (PROJ-2).', columns,
    rows: [
      ...rows.map((each, at) => comparisonRow('data', `comparison.${at}`, each)), comparisonRow('total', 'comparison-total', total),
      ...(total.budget === null ? [] : [spanningRow('heading', { id: 'comparison-months', text: `By month.${inTwelfths}`, columns: columns.length }), ...byMonth.rows.map((each, at) => comparisonRow('data', `comparison-month.${at}`, each)), comparisonRow('total', 'comparison-month-total', byMonth.total)]),
    ],
    frozenColumns: 1, layout: 'table', charts: [],
  }
}
