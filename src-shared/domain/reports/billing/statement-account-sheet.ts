/** The account of a statement: month by month what was charged, billed and held back, and what is left of the encumbrance (BILL-7, BILL-8). */
import { HELD_WORDS } from '../../billing/held-reason.ts'
import type { StatementGroup } from '../../billing/statement.ts'
import { cents, usdOfCents } from '../../cents.ts'
import type { AnyDecimalText } from '../../decimal.ts'
import { monthWords } from '../../month.ts'
import { BLANK, column, refer, spanningRow, textCell } from '../cells.ts'
import { minus, sumOf, usdCell } from '../costs/cost-cells.ts'
import type { ChartModel, ReportCell, ReportColumn, ReportRow, ReportSheet } from '../report-model.ts'
import { groupLabel } from './billing-report.ts'
import { accountId, chargedIds, encumbranceCellId, rowOf, runsOutWords, type StatementParts } from './statement-parts.ts'

const MONEY = { unit: 'USD', width: 18, align: 'end' } as const
const COLUMNS: readonly ReportColumn[] = [
  column({ id: 'month', header: 'Month', width: 20 }), column({ id: 'charged', header: 'Charged', ...MONEY }), column({ id: 'toDate', header: 'Year to date', ...MONEY }), column({ id: 'billed', header: 'Billed', ...MONEY }), column({ id: 'heldBack', header: 'Due, not billed', ...MONEY }),
  column({ id: 'left', header: 'Left of the encumbrance', ...MONEY }), column({ id: 'why', header: 'Note', width: 62, wrap: true }),
]

function encumbranceRow({ objectCode, account }: StatementGroup): ReportRow {
  const id = encumbranceCellId(objectCode)
  const { encumbrance } = account
  const note = encumbrance === null ? 'No encumbrance: nothing can be billed.' : `${encumbrance.row.approvedOn === null ? 'Not approved yet' : `Approved on ${encumbrance.row.approvedOn}`}. ${runsOutWords(encumbrance.runsOut)}.`
  return rowOf('data', { id: `${id}.row`, columns: COLUMNS.length, cells: [textCell(`${id}.label`, 'Encumbrance', { tone: 'quiet' }), BLANK, BLANK, BLANK, BLANK, encumbrance === null ? BLANK : usdCell(id, encumbrance.row.amount), textCell(`${id}.note`, note, encumbrance === null ? { tone: 'warning' } : {})] })
}

function monthRow(parts: StatementParts, group: StatementGroup, at: number): ReportRow {
  const { objectCode, account } = group
  const month = parts.toDate[at]
  if (month === undefined) throw new RangeError(`There is no month ${at}.`)
  const before = parts.toDate[at - 1]
  const id = (field: Parameters<typeof accountId>[2]): string => accountId(objectCode, month, field)
  const amount = (field: Parameters<typeof accountId>[2], value: bigint | undefined, formula: NonNullable<Extract<ReportCell, { readonly kind: 'number' }>['formula']> | undefined): ReportCell => usdCell(id(field), usdOfCents(value ?? 0n), formula === undefined ? {} : { formula })
  const { total, yearToDate, billed, heldBack } = account.cents
  const because = account.held[at] ?? null
  return {
    id: `account.${objectCode}.${month}`, kind: 'data',
    cells: [
      textCell(`account.${objectCode}.${month}.month`, monthWords(month)), amount('charged', total[at], parts.span.includes(month) ? sumOf(chargedIds(parts, group, month)) : undefined),
      amount('toDate', yearToDate[at], sumOf([...(before === undefined ? [] : [accountId(objectCode, before, 'toDate')]), id('charged')])), amount('billed', billed[at], undefined),
      amount('heldBack', heldBack[at], minus(sumOf([...(before === undefined ? [] : [accountId(objectCode, before, 'heldBack')]), id('charged')]), refer(id('billed')))),
      account.encumbrance === null ? BLANK : amount('left', cents(account.encumbrance.row.amount) - (yearToDate[at] ?? 0n), minus(refer(encumbranceCellId(objectCode)), refer(id('toDate')))),
      textCell(`account.${objectCode}.${month}.why`, because === null ? 'Billed' : because === 'nothing-due' ? 'Nothing due' : `Not billed: ${HELD_WORDS[because]}`, because === null || because === 'nothing-due' ? { tone: 'quiet' } : { tone: 'warning' }),
    ],
  }
}

/** What was charged so far beside the encumbrance: where the lines cross, it is used up. */
function burnDownChart(parts: StatementParts, { objectCode, account }: StatementGroup): ChartModel {
  const amount = account.encumbrance?.row.amount ?? null
  const values = parts.bills.months.map((_, at): AnyDecimalText | null => (at < parts.toDate.length ? usdOfCents(account.cents.yearToDate[at] ?? 0n) : null))
  return {
    id: `burn-down-${objectCode}`, title: `${groupLabel(objectCode)}: charged so far, and the encumbrance (USD)`, kind: 'line', horizontal: false, categoryAxis: { title: 'Month' }, valueAxis: { title: 'Year to date', unit: 'USD', places: 0 }, categories: parts.bills.months,
    series: [
      { id: 'charged', name: 'Charged, year to date', tone: 'accent', values, labels: values.map(() => '') },
      ...(amount === null ? [] : [{ id: 'encumbrance', name: 'Encumbrance', tone: 'neutral' as const, values: parts.bills.months.map(() => amount), labels: parts.bills.months.map(() => '') }]),
    ],
    emptyText: 'Nothing was charged.',
  }
}

/** Months up to the statement's last, under each object code. */
export function accountSheet(parts: StatementParts): ReportSheet {
  const { statement, toDate } = parts
  return {
    id: 'account', name: 'Account', title: 'Account and encumbrance', description: 'What was charged, billed and carried, and what is left of the encumbrance (BILL-7, BILL-8).', columns: COLUMNS, frozenColumns: 1, layout: 'table',
    rows: statement.groups.flatMap((group) => [spanningRow('heading', { id: `account.${group.objectCode}`, text: groupLabel(group.objectCode), columns: COLUMNS.length }), encumbranceRow(group), ...toDate.map((_, at) => monthRow(parts, group, at))]),
    charts: statement.groups.map((group) => burnDownChart(parts, group)),
  }
}
