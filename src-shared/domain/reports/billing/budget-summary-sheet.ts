/** The first sheet of a budget: two years by service, next year's encumbrances, and the largest effects in words (BILL-8, BILL-9). */
import { cents, usdOfCents } from '../../cents.ts'
import type { AnyDecimalText, Usd } from '../../decimal.ts'
import { shortMonthWords } from '../../month.ts'
import { BLANK, column, refer, spanningRow, textCell } from '../cells.ts'
import { minus, sumOf, usdCell } from '../costs/cost-cells.ts'
import type { ChartModel, ReportCell, ReportFormula, ReportRow, ReportSheet } from '../report-model.ts'
import { groupLabel } from './billing-report.ts'
import { SIDES, totalId, type BudgetParts, type Side } from './budget-parts.ts'
import { changeCell, percentChangeCell, percentOf, plusUsd } from './impact-parts.ts'
import { rowOf } from './statement-parts.ts'

const LABEL_COLUMNS = 5

type SummaryFigures = { readonly id: string; readonly label: string; readonly amounts: Readonly<Record<Side, Usd>>; readonly formulas: Readonly<Record<Side, ReportFormula>> }

function summaryRow(kind: ReportRow['kind'], { id, label, amounts, formulas }: SummaryFigures): ReportRow {
  const difference = usdOfCents(cents(amounts.after) - cents(amounts.before))
  return {
    id, kind,
    cells: [
      textCell(`${id}.label`, label), ...SIDES.map((side) => usdCell(`${id}.${side}`, amounts[side], { formula: formulas[side] })), changeCell(`${id}.difference`, difference, minus(refer(`${id}.after`), refer(`${id}.before`))),
      percentChangeCell(`${id}.percent`, { value: percentOf(difference, amounts.before), differenceId: `${id}.difference`, beforeId: `${id}.before` }),
    ],
  }
}

function heading(id: string, text: string): ReportRow {
  return spanningRow('heading', { id: `summary.${id}`, text, columns: LABEL_COLUMNS })
}

function wordRows(id: string, texts: readonly string[]): readonly ReportRow[] {
  return (texts.length === 0 ? ['None.'] : texts).map((text, at) => spanningRow('note', { id: `summary.${id}.${at}`, text, columns: LABEL_COLUMNS }))
}

/** By service, with encumbrances and the largest effects in words. */
export function summarySheet(parts: BudgetParts): ReportSheet {
  const { budget, lines, fromLabel, toLabel } = parts
  const money = { unit: 'USD', width: 20, align: 'end' } as const
  const columns = [column({ id: 'service', header: 'Service', width: 44, wrap: true }), column({ id: 'before', header: fromLabel, ...money }), column({ id: 'after', header: toLabel, ...money }), column({ id: 'difference', header: 'Difference', ...money }), column({ id: 'percent', header: '% change', unit: '%', width: 14, align: 'end' })]
  const groups = [...Map.groupBy(lines, (line) => line.row.serviceGroup)].map(([group, own]) => summaryRow('data', {
    id: `service.${group}`, label: group, amounts: { before: plusUsd(own.map((line) => line.row.amountBefore)), after: plusUsd(own.map((line) => line.row.amountAfter)) },
    formulas: { before: totalsOf(own, 'before'), after: totalsOf(own, 'after') },
  }))
  const beside = summaryRow('data', { id: 'beside', label: 'Minimum charge, credits and adjustments', amounts: { before: besideOf(parts, 'before'), after: besideOf(parts, 'after') }, formulas: { before: refer('beside.before.total'), after: refer('beside.after.total') } })
  const total = (side: Side): ReportFormula => sumOf([...groups, beside].map((each) => `${each.id}.${side}`))
  return {
    id: 'summary', name: 'Summary', title: `Budget of ${budget.customer.name}`, description: `${fromLabel} and ${toLabel} by service, and what moves them.`, columns, frozenColumns: 1, layout: 'table', charts: [monthsChart(parts)],
    rows: [
      ...groups, beside, summaryRow('total', { id: 'total', label: 'Bill', amounts: { before: budget.totals.before, after: budget.totals.after }, formulas: { before: total('before'), after: total('after') } }),
      heading('encumbrances', `Encumbrances for ${toLabel} (30 days to approve or negotiate)`), ...encumbranceRows(parts),
      heading('price', 'Largest effects of rates'), ...wordRows('price', budget.priceEffects), heading('volume', 'Largest effects of units'), ...wordRows('volume', budget.volumeEffects),
    ],
  }
}

function totalsOf(lines: BudgetParts['lines'], side: Side): ReportFormula {
  return sumOf(lines.flatMap((line) => (line[side].length === 0 ? [] : [totalId(line.row.rateId, side)])))
}

/** What of a year's bills is of no rate. */
function besideOf({ budget, lines }: BudgetParts, side: Side): Usd {
  return usdOfCents(lines.reduce((left, { row }) => left - cents(side === 'before' ? row.amountBefore : row.amountAfter), cents(budget.totals[side])))
}

/** Each object code: its rates, and what is of none. */
function encumbranceRows({ budget, lines }: BudgetParts): readonly ReportRow[] {
  return budget.encumbrances.flatMap(({ objectCode, amount }): readonly ReportRow[] => {
    const own = lines.filter((line) => line.row.objectCode === objectCode)
    const rest = usdOfCents(own.reduce((left, { row }) => left - cents(row.amountAfter), cents(amount)))
    const id = `encumbrance.${objectCode}`
    const cellsOf = (label: string, value: ReportCell): readonly ReportCell[] => [textCell(`${id}.${label}`, label), BLANK, value]
    return [
      ...(rest === '0' ? [] : [rowOf('data', { id: `${id}.beside-row`, columns: LABEL_COLUMNS, cells: cellsOf(`${groupLabel(objectCode)}: minimum charge, credits and adjustments`, usdCell(`${id}.beside`, rest)) })]),
      rowOf('data', { id, columns: LABEL_COLUMNS, cells: cellsOf(groupLabel(objectCode), usdCell(`${id}.amount`, amount, { formula: sumOf([...own.flatMap((line) => (line.after.length === 0 ? [] : [totalId(line.row.rateId, 'after')])), ...(rest === '0' ? [] : [`${id}.beside`])]) })) }),
    ]
  })
}

/** Bills by month: the earlier year, and the later one as recorded and as projected. */
function monthsChart({ budget, fromLabel, toLabel }: BudgetParts): ChartModel {
  const { months } = budget
  const lastActual = months.findLastIndex((each) => each.kind === 'actual')
  const values = (of: (month: (typeof months)[number], at: number) => Usd | null): readonly (AnyDecimalText | null)[] => months.map(of)
  const blank = months.map(() => '')
  return {
    id: 'budget-months', title: `Bill by month, ${fromLabel} and ${toLabel} (USD)`, kind: 'line', horizontal: false, categoryAxis: { title: 'Month' }, valueAxis: { title: 'Bill', unit: 'USD', places: 0 }, categories: months.map((each) => shortMonthWords(each.month)),
    series: [
      { id: 'before', name: fromLabel, tone: 'neutral', values: values((each) => each.before), labels: blank }, ...(months.some((each) => each.budget !== null) ? [{ id: 'budget', name: `${toLabel}, budget`, tone: 'neutral' as const, values: values((each) => each.budget), labels: blank }] : []), ...(lastActual === -1 ? [] : [{ id: 'actual', name: `${toLabel}, recorded`, tone: 'accent' as const, values: values((each) => (each.kind === 'actual' ? each.after : null)), labels: blank }]),
      // The projection begins where the record ends.
      { id: 'forecast', name: `${toLabel}, projected`, tone: 'accent', values: values((each, at) => (each.kind === 'projected' || at === lastActual ? each.after : null)), labels: blank },
    ],
    emptyText: 'There are no months to draw.',
  }
}
