/** The statement of one customer, as it goes to the chargeback coordinator: a sheet for each object code, every line, and the account (BILL-1, BILL-7, BILL-8, BILL-14). */
import type { BillingYear } from '../../billing/billing-year.ts'
import { heldReasons } from '../../billing/held-reason.ts'
import { ALL_READY, READY_WORDS, type FactorsOf } from '../../billing/line-factors.ts'
import { statementOf, type Statement } from '../../billing/statement.ts'
import { formatFixed, type AnyDecimalText } from '../../decimal.ts'
import { formatFiscalYear } from '../../fiscal-year.ts'
import { issue, type Issue } from '../../issues.ts'
import type { Draft } from '../../model/draft.ts'
import { monthWords, type Month } from '../../month.ts'
import { formatVersion } from '../../version-label.ts'
import type { Note } from '../covered-report.ts'
import type { ReportContext } from '../draft-mark.ts'
import type { ReportModel } from '../report-model.ts'
import { billedLines } from './billed-lines.ts'
import { billingReport, customerNotes, groupLabel } from './billing-report.ts'
import { accountSheet } from './statement-account-sheet.ts'
import { groupSheet, linesSheet, summarySheet } from './statement-sheets.ts'
import type { StatementParts } from './statement-parts.ts'

export type StatementReportRequest = { readonly draft: Draft; readonly bills: BillingYear; readonly customerId: string; /** Null: the whole year. */ readonly month: Month | null; /** Of this customer. */ readonly factorsOf?: FactorsOf; readonly context: ReportContext }

/**
 * The report; undefined for a customer that is not there, or a month of another year.
 *
 * @example statementReport({ draft, bills, customerId: 'dma', month: null, context })?.sheets.map((sheet) => sheet.name)
 *   // ['Cover', 'Statement', 'E10', 'E05', 'Account', 'Lines', 'Method and notes']
 */
export function statementReport({ draft, bills, customerId, month, factorsOf = ALL_READY, context }: StatementReportRequest): ReportModel | undefined {
  const statement = statementOf({ draft, bills, customerId, month, factorsOf })
  if (statement === undefined) return undefined
  const { customer } = statement
  const toDate = month === null ? bills.months : bills.months.slice(0, bills.months.indexOf(month) + 1)
  const parts: StatementParts = { bills, statement, lines: billedLines(bills, { customerId, month, factorsOf }), span: month === null ? bills.months : [month], toDate }
  const label = formatVersion(draft, bills.version)
  const period = month === null ? formatFiscalYear(bills.usage.fiscalYear) : monthWords(month)
  return billingReport({
    draft, context, report: 'statement', title: `Statement, ${customer.code}, ${period}`, label: `${customer.code}, ${period}, rates of ${label}`, versions: [bills.version], customers: [customer], mainSheetId: 'lines',
    sheets: [summarySheet(parts), ...statement.groups.map((group) => groupSheet(parts, group)), accountSheet(parts), linesSheet(parts)],
    lead: [...customerNotes(customer), { label: 'Period', text: month === null ? [period, ...yearWords(bills.months)].join(', ') : period }, { label: 'Rates', text: label }, ...(bills.usage.basis === 'planned' ? [{ label: 'Usage', text: 'Planned: months that are not recorded are projected by the budget.' }] : [])],
    facts: factsOf(statement), issues: statement.unpriced.map(unpricedIssue),
    method: [
      { label: 'Line', text: 'Quantity of a month x published rate, rounded to the cent once. A rate that changes within the year prices the months from the change on. (BILL-1, BILL-10)' },
      { label: 'Cost that is passed on', text: 'The quantity is what was paid for the customer, in dollars; the rate is 1, plus the published percent where there is one. (RATE-3)' },
      { label: 'Factors', text: `What the rating rules multiply and divide raw usage by before it is billed: performance and adjustment factors, units of the schedule, page conversions, complexity factors; and whose price is paid, where it is not everybody's. Empty: ${READY_WORDS.charAt(0).toLowerCase()}${READY_WORDS.slice(1)} (BILL-2, BILL-4, BILL-5, BILL-6)` },
      { label: 'Minimum', text: `A month's charges under an object code that are above zero and below ${dollars(bills.policy.minimumCharge)} get an adjustment up to it, or up to the published minimum charge where the schedule has one; credits and adjustments do not count towards it. (BILL-7)` },
      { label: 'When a bill goes out', text: `When what is due is ${bills.policy.issueComparison === 'more-than' ? 'more than' : 'at least'} ${dollars(bills.policy.issueThreshold)} and the encumbrance is approved; what is held back is carried to the next month, and released in the last month of the year. (BILL-7, BILL-8)` },
      { label: 'Encumbrance', text: 'Used is what was charged in the year, billed or not. The month in which it runs out follows from the months charged, else from their mean. (BILL-8)' },
      { label: 'Credits and adjustments', text: 'Dated lines with a reason, beside usage. (BILL-14)' },
    ],
  })
}

/** `July 2003 to June 2004` */
function yearWords(months: readonly Month[]): readonly string[] {
  const [first, last] = [months[0], months.at(-1)]
  return first === undefined || last === undefined ? [] : [`${monthWords(first)} to ${monthWords(last)}`]
}

function dollars(amount: AnyDecimalText): string {
  return formatFixed(amount, 2)
}

function factsOf(statement: Statement): readonly Note[] {
  const { total, yearToDate, billed, heldBack, projectedYear, unpriced, groups } = statement
  const reasons = heldReasons(statement).map(({ objectCode, because }) => `${groupLabel(objectCode)}: ${because}`)
  return [
    { label: 'Total', text: `${dollars(total)} USD, year to date ${dollars(yearToDate)} USD` },
    { label: 'Billed', text: `${dollars(billed)} USD${heldBack === '0' ? '' : `; ${dollars(heldBack)} USD due and not billed${reasons.length === 0 ? '' : ` (${reasons.join('; ')})`}`}` },
    ...(projectedYear === null ? [] : [{ label: 'Projected year', text: `${dollars(projectedYear)} USD, if the months without usage cost what the others did on average; credits, adjustments and one-time items count once` }]),
    ...(groups.length === 0 ? [{ label: 'Nothing', text: 'No usage, credits or encumbrance in this period.' }] : []),
    ...(unpriced.length === 0 ? [] : [{ label: 'Not priced', text: unpriced.map((line) => `${line.title} (${line.reason})`).join('; ') }]),
  ]
}

function unpricedIssue({ title, quantity, unit, reason, rateId }: Statement['unpriced'][number]): Issue {
  return issue('not-priced', `${title}: ${quantity} ${unit} could not be priced: ${reason}.`, { severity: 'warning', remedy: 'It costs nothing here until it has a price.', subject: { table: 'rate', id: rateId } })
}
