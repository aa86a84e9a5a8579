/** Charges for a part of a fiscal year (BILL-10). */
import { constantNode, node } from '../costs/explain-derivation-nodes.ts'
import { fiscalMonths, monthIndex } from '../costs/fiscal-months.ts'
import { toText, Decimal, type AnyDecimalText, type Usd } from '../decimal.ts'
import type { Explanation } from '../explanation.ts'
import { fiscalYearSpan, formatFiscalYear, type FiscalYear, type IsoDate } from '../fiscal-year.ts'
import { issue } from '../issues.ts'
import { ok, refused, type Result } from '../result.ts'
import { splitAmount } from '../split-amount.ts'
import { measuredNode } from '../usage/rule-nodes.ts'

type Year = { readonly fiscalYear: FiscalYear; /** First month of the fiscal year, 1 to 12 (NUM-6). */ readonly firstMonth: number }

/** First days of the months of a fiscal year from the month of `from` on: the months that a mid-year rate covers (BILL-10). @example monthsLeft({ fiscalYear: 2004, firstMonth: 7, from: '2004-01-12' }).length // 6 */
export function monthsLeft({ fiscalYear, firstMonth, from }: Year & { readonly from: IsoDate }): readonly IsoDate[] {
  return fiscalMonths(fiscalYear, firstMonth).filter((month) => month.last >= from).map((month) => month.first)
}

export type Instalment = { readonly dueOn: IsoDate; readonly amount: Usd; readonly explanation: Explanation }

const ONE: AnyDecimalText = toText(new Decimal(1))

/**
 * The instalments of an annual subscription (BILL-10): one a month from the month after its approval to the end of the fiscal year,
 * twelve where it was approved before the year began; dated on the first of the month, equal to the cent by largest remainder (NUM-5).
 * Refused (`dates-out-of-order`) where no month of the year is left.
 *
 * @example instalments({ amount: '1000', approvedOn: '2003-11-18', fiscalYear: 2004, firstMonth: 7, monthsAfter: 1 }).value.length // 7, December to June: five of 142.86 and two of 142.85
 */
export function instalments({ amount, approvedOn, monthsAfter, ...year }: Year & { readonly amount: Usd; readonly approvedOn: IsoDate; readonly monthsAfter: number }): Result<readonly Instalment[]> {
  const first = monthIndex(approvedOn) + monthsAfter
  const months = fiscalMonths(year.fiscalYear, year.firstMonth).filter(({ index }) => index >= first)
  if (months.length === 0) {
    const { last } = fiscalYearSpan(year.fiscalYear, year.firstMonth)
    return refused([issue('dates-out-of-order', `Approved on ${approvedOn}, no month of ${formatFiscalYear(year.fiscalYear)} is left to bill (it ends on ${last}).`, { remedy: 'Let it begin in the next fiscal year.' })])
  }
  const annual = measuredNode('Annual amount', amount, 'USD')
  const count = constantNode('Instalments', months.length, 'months')
  return ok(splitAmount(amount, months.map(() => ONE)).map((part, index) => {
    const dueOn = months[index]?.first ?? approvedOn
    return { dueOn, amount: part, explanation: node({ label: `Instalment of ${dueOn.slice(0, 7)}`, value: part, unit: 'USD', ruleId: 'BILL-10', formula: `Part ${index + 1} of ${months.length}, equal to the cent by largest remainder`, operation: { kind: 'equal-parts', first: index, count: 1 } }, () => [annual, count]) }
  }))
}
