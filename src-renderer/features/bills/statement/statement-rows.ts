/** A statement as the screen shows it: its lines as rows of a sheet, its account by month, and the burn-down of an encumbrance. */
import { cents, usdOfCents } from '../../../../src-shared/domain/cents.ts'
import { formatFixed, type Usd } from '../../../../src-shared/domain/decimal.ts'
import type { GroupAccount, RunsOut } from '../../../../src-shared/domain/billing/billing-account.ts'
import { HELD_WORDS } from '../../../../src-shared/domain/billing/held-reason.ts'
import { READY_WORDS } from '../../../../src-shared/domain/billing/line-factors.ts'
import type { StatementLine } from '../../../../src-shared/domain/billing/statement.ts'
import { monthWords, type Month } from '../../../../src-shared/domain/month.ts'
import type { ChartModel } from '../../../../src-shared/domain/reports/report-model.ts'
import { sumUsd } from '../../../../src-shared/domain/sum-usd.ts'
import type { GridColumn, GridGroup } from '../../../components/RateGrid/types.ts'
import { figureCell, moneyCell, noFigure, textCell } from '../../../components/sheet/cells.ts'

const COMPUTED = (): string => 'This follows from usage and rates: type quantities under Usage, rates under Rates.'

/** Ids: `code`, `title`, `quantity`, `unit`, `factors`, `price`, `amount`. As wide together as a small window shows beside the navigation: the amounts are in sight. */
export const STATEMENT_COLUMNS: readonly GridColumn<StatementLine>[] = [
  { id: 'code', header: 'Code', align: 'start', width: 128, whyReadOnly: COMPUTED, cell: (line) => textCell(line.code) },
  { id: 'title', header: 'Service used', align: 'start', width: 262, grow: 2, rowHeader: true, whyReadOnly: COMPUTED, cell: (line) => textCell(line.title) },
  { id: 'quantity', header: 'Quantity', align: 'decimal', width: 168, whyReadOnly: COMPUTED, cell: (line) => figureCell(line.quantity, 0, line.quantity.startsWith('-') ? { tone: 'decrease', hint: 'A credit: the quantity is below zero.' } : {}) },
  { id: 'unit', header: 'Unit', align: 'start', width: 150, grow: 1, whyReadOnly: COMPUTED, cell: (line) => textCell(line.unit) },
  { id: 'factors', header: 'Factors', align: 'start', width: 116, grow: 1, whyReadOnly: COMPUTED, cell: (line) => (line.factors === '' ? noFigure('–', READY_WORDS) : textCell(line.factors)) },
  { id: 'price', header: 'Rate', unit: 'USD/unit', align: 'end', width: 122, whyReadOnly: COMPUTED, cell: (line) => (line.price === 'several' ? noFigure('several', 'The rate changed within these months; the explanation names each.') : textCell(line.price)) },
  { id: 'amount', header: 'Amount', unit: 'USD', align: 'decimal', decimals: 2, width: 128, whyReadOnly: COMPUTED, cell: (line) => (line.amount === null ? { kind: 'text', text: 'not billed', tone: 'warning', hint: line.reason } : moneyCell(line.amount)) },
]

/** By service group, as the statement that goes out. */
export function groupsOfLine(line: StatementLine): readonly GridGroup[] {
  return [{ id: line.serviceGroup, label: line.serviceGroup }]
}

/** @example groupSumWords(lines) // '932,815.41 USD' */
export function groupSumWords(lines: readonly StatementLine[]): string {
  const amounts = lines.flatMap(({ amount }) => (amount === null ? [] : [amount]))
  const missing = lines.length - amounts.length
  return `${formatFixed(sumUsd(amounts), 2)} USD${missing === 0 ? '' : `, without ${missing === 1 ? 'one line' : `${missing} lines`} not billed`}`
}

/** @example runsOutWords({ month: '2004-03', how: 'projected' }) // 'runs out in March 2004, if the months go on as so far' */
export function runsOutWords(runsOut: RunsOut): string {
  if (runsOut.month === null) return runsOut.how === 'lasts' ? 'lasts through the year' : 'no usage yet to tell by'
  if (runsOut.how === 'planned') return `runs out in ${monthWords(runsOut.month)}, as planned`
  return runsOut.how === 'actual' ? `ran out in ${monthWords(runsOut.month)}` : `runs out in ${monthWords(runsOut.month)}, if the months go on as so far`
}

export type AccountRow = { readonly month: Month; readonly total: Usd; readonly billed: Usd; readonly heldBack: Usd; readonly left: Usd | null; readonly words: string }

function at(list: readonly bigint[], index: number): Usd {
  return usdOfCents(list[index] ?? 0n)
}

/** The account month by month: what came due, what was billed, what is held back, and what is left of the encumbrance. */
export function accountRows(account: GroupAccount, months: readonly Month[]): readonly AccountRow[] {
  const amount = account.encumbrance === null ? null : cents(account.encumbrance.row.amount)
  return months.map((month, index) => {
    const because = account.held[index] ?? null
    return {
      month, total: at(account.cents.total, index), billed: at(account.cents.billed, index), heldBack: at(account.cents.heldBack, index),
      left: amount === null ? null : usdOfCents(amount - (account.cents.yearToDate[index] ?? 0n)),
      words: because === null ? 'billed' : because === 'nothing-due' ? HELD_WORDS[because] : `held back: ${HELD_WORDS[because]}`,
    }
  })
}

/** `Jul`, `Aug`: short for axes. */
export function shortMonth(month: Month): string {
  return `${monthWords(month).slice(0, 3)} ${month.slice(2, 4)}`
}

/** What is left of an encumbrance after each month up to the last with a charge, and as it would be if all months were the same. */
export function burnDownChart(account: GroupAccount, { objectCode, months }: { readonly objectCode: string; readonly months: readonly Month[] }): ChartModel | null {
  const { encumbrance } = account
  if (encumbrance === null) return null
  const amount = cents(encumbrance.row.amount)
  const last = account.cents.total.findLastIndex((each) => each !== 0n)
  const left = months.map((_, index) => (index > last ? null : usdOfCents(amount - (account.cents.yearToDate[index] ?? 0n))))
  const even = months.map((_, index) => usdOfCents(amount - (amount * BigInt(index + 1)) / BigInt(months.length)))
  return {
    id: `burn-down-${objectCode}`, title: `Encumbrance ${objectCode}: left after each month (USD)`, kind: 'line', horizontal: false, categoryAxis: { title: 'Month' }, valueAxis: { title: 'Left', unit: 'USD', places: 0 },
    categories: months.map(shortMonth),
    series: [
      { id: 'left', name: 'Left', tone: 'accent', values: left, labels: left.map(() => '') },
      { id: 'even', name: 'Used evenly over the year', tone: 'neutral', isPlain: true, values: even, labels: even.map(() => '') },
    ],
    emptyText: 'Nothing has been charged yet.',
  }
}
