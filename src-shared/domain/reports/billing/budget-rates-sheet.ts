/** The rates of a budget: units, method, rates and amounts of both years, with the effects of price and volume (PROJ-1, BILL-9). */
import { decimal, formatFixed, round, toText, type Decimal, type Usd } from '../../decimal.ts'
import { forecastChart } from '../forecast-chart.ts'
import { BLANK, column, refer, rounded, textCell } from '../cells.ts'
import { minus, plusAll, sumOf, times, usdCell } from '../costs/cost-cells.ts'
import type { ChartModel, ReportCell, ReportColumn, ReportFormula, ReportRow, ReportSheet } from '../report-model.ts'
import { quantityCell } from './billed-lines.ts'
import { budgetId, oneRate, rateId, totalId, unitsId, type BudgetLine, type BudgetParts } from './budget-parts.ts'
import { changeCell, plusUsd } from './impact-parts.ts'

const SERVICES = ['new', 'ended', 'merged'] as const
type Effects = { readonly price: ReportFormula; readonly volume: ReportFormula; readonly joint: ReportFormula }

function inCents(product: Decimal): Usd {
  return toText<'USD'>(round(product, 2))
}

/** Effects as formulas, where one rate a year prices all months: else they are sums over months, and stand as figures. */
function effectsOf({ budget }: BudgetParts, { row }: BudgetLine): Effects | null {
  const of = { rateId: row.rateId, customerClass: budget.customer.customerClass }
  const [from, to] = [oneRate(budget.before, of)?.value ?? null, oneRate(budget.after, of)?.value ?? null]
  if (from === null || to === null) return null
  const [priceChange, unitChange] = [decimal(to).minus(decimal(from)), decimal(plusAll([row.unitsActual, row.unitsProjected])).minus(decimal(row.unitsBefore))]
  const isSame = inCents(priceChange.times(decimal(row.unitsBefore))) === row.terms.price && inCents(decimal(from).times(unitChange)) === row.terms.volume && inCents(priceChange.times(unitChange)) === row.terms.joint
  if (!isSame) return null
  const id = (field: string): ReportFormula => refer(budgetId(row.rateId, field))
  const [price, units] = [minus(id('rateAfter'), id('rateBefore')), minus(id('unitsAfter'), id('unitsBefore'))]
  return { price: rounded(times(price, id('unitsBefore')), 2), volume: rounded(times(id('rateBefore'), units), 2), joint: rounded(times(price, units), 2) }
}

function rateCells(parts: BudgetParts, line: BudgetLine): readonly ReportCell[] {
  const of = { rateId: line.row.rateId, customerClass: parts.budget.customer.customerClass }
  return (['before', 'after'] as const).map((side): ReportCell => {
    const id = budgetId(line.row.rateId, side === 'before' ? 'rateBefore' : 'rateAfter')
    const rate = oneRate(parts.budget[side], of)
    if (rate === null || rate.value === null) return textCell(id, side === 'before' ? line.row.priceBefore : line.row.priceAfter, { tone: 'quiet' })
    // A rate without units on this side stands on no other sheet.
    return { kind: 'number', id, value: rate.value, format: 'usd', places: rate.places, ...(line[side].length === 0 ? {} : { formula: refer(rateId(line.row.rateId, side)) }) }
  })
}

function rateRow(parts: BudgetParts, line: BudgetLine): ReportRow {
  const { row, before, after } = line
  const id = (field: string): string => budgetId(row.rateId, field)
  const effects = effectsOf(parts, line)
  const services = plusUsd(SERVICES.map((each) => row.terms[each]))
  const units = (side: 'before' | 'after', kind?: 'actual' | 'projected'): ReportFormula => sumOf((side === 'before' ? before : after).flatMap((each) => (kind === undefined || each.kind === kind ? [unitsId(row.rateId, side, each.month)] : [])))
  const effect = (field: 'price' | 'volume' | 'joint'): ReportCell => changeCell(id(field), row.terms[field], effects?.[field])
  const amount = (side: 'before' | 'after', value: Usd): ReportCell => usdCell(id(side), value, (side === 'before' ? before : after).length === 0 ? {} : { formula: refer(totalId(row.rateId, side)) })
  return {
    id: `budget.${row.rateId}`, kind: 'data',
    cells: [
      textCell(id('code'), row.code), textCell(id('resource'), row.title), textCell(id('group'), row.serviceGroup), textCell(id('objectCode'), row.objectCode), textCell(id('unit'), row.unit),
      quantityCell(id('unitsBefore'), row.unitsBefore, { formula: units('before') }), quantityCell(id('actual'), row.unitsActual, { formula: units('after', 'actual') }), quantityCell(id('projected'), row.unitsProjected, { formula: units('after', 'projected') }),
      quantityCell(id('unitsAfter'), plusAll([row.unitsActual, row.unitsProjected]), { formula: sumOf([id('actual'), id('projected')]) }), textCell(id('method'), row.method), ...rateCells(parts, line),
      amount('before', row.amountBefore), effect('price'), effect('volume'), effect('joint'), changeCell(id('services'), services),
      changeCell(id('rounding'), row.terms.rounding, minus(refer(id('difference')), sumOf(['price', 'volume', 'joint', 'services'].map(id)))), changeCell(id('difference'), row.terms.difference, minus(refer(id('after')), refer(id('before')))), amount('after', row.amountAfter),
    ],
  }
}

/** The rate that costs most next year: its history, and what is expected of it. */
function largestChart({ budget, lines, draft }: BudgetParts): readonly ChartModel[] {
  const [largest] = lines.toSorted((left, right) => decimal(right.row.amountAfter).comparedTo(decimal(left.row.amountAfter)))
  const projected = budget.after.projection.rates.find((each) => each.rateId === largest?.row.rateId)
  if (largest === undefined || projected === undefined) return []
  const { history } = projected.request
  return [forecastChart({ id: 'largest', title: `${largest.row.title}, the largest resource`, unit: draft.rate.get(largest.row.rateId)?.billableUnit ?? '', places: 0, history, forecast: { label: projected.year.label, months: projected.year.months }, budget: null, from: null })]
}

/** Every rate of either year. */
export function ratesSheet(parts: BudgetParts): ReportSheet {
  const { fromLabel, toLabel, budget, lines } = parts
  const units = { width: 16, align: 'end' } as const
  const money = { unit: 'USD', width: 15, align: 'end' } as const
  const columns: readonly ReportColumn[] = [
    column({ id: 'code', header: 'Code', width: 15 }), column({ id: 'resource', header: 'Resource', width: 34, wrap: true }), column({ id: 'group', header: 'Service group', width: 22, wrap: true }), column({ id: 'objectCode', header: 'Object code', width: 9 }), column({ id: 'unit', header: 'Unit', width: 16, wrap: true }),
    column({ id: 'unitsBefore', header: `Units ${fromLabel}`, ...units }), column({ id: 'actual', header: 'Recorded', ...units }), column({ id: 'projected', header: 'Projected', ...units }), column({ id: 'unitsAfter', header: `Units ${toLabel}`, ...units }), column({ id: 'method', header: 'Method', width: 22, wrap: true }),
    column({ id: 'rateBefore', header: `Rate ${fromLabel}`, unit: 'USD/unit', width: 13, align: 'end' }), column({ id: 'rateAfter', header: `Rate ${toLabel}`, unit: 'USD/unit', width: 13, align: 'end' }), column({ id: 'before', header: fromLabel, ...money }),
    column({ id: 'price', header: 'Price', ...money }), column({ id: 'volume', header: 'Volume', ...money }), column({ id: 'joint', header: 'Joint', ...money }), column({ id: 'services', header: 'New, ended, merged', ...money }), column({ id: 'rounding', header: 'Rounding', width: 11, align: 'end', unit: 'USD' }), column({ id: 'difference', header: 'Difference', ...money }), column({ id: 'after', header: toLabel, ...money }),
  ]
  const down = (field: string): ReportFormula => sumOf(lines.map((line) => budgetId(line.row.rateId, field)))
  const sum = (of: (line: BudgetLine) => Usd): Usd => plusUsd(lines.map(of))
  const effects = (['price', 'volume', 'joint'] as const).map((field) => changeCell(`rates-total.${field}`, budget.totals.terms[field], down(field)))
  const total: readonly ReportCell[] = [
    textCell('rates-total.label', 'All rates'), ...Array.from({ length: 11 }, () => BLANK), usdCell('rates-total.before', sum((line) => line.row.amountBefore), { formula: down('before') }), ...effects, changeCell('rates-total.services', sum((line) => plusUsd(SERVICES.map((each) => line.row.terms[each]))), down('services')),
    changeCell('rates-total.rounding', sum((line) => line.row.terms.rounding), down('rounding')), changeCell('rates-total.difference', sum((line) => line.row.terms.difference), down('difference')), usdCell('rates-total.after', sum((line) => line.row.amountAfter), { formula: down('after') }),
  ]
  return {
    id: 'rates', name: 'Rates', title: `By rate, ${fromLabel} to ${toLabel}`, description: 'Units, method, rates and amounts; what the rates and what the units change (PROJ-1, BILL-9). Without minimum charges, credits and adjustments.', columns,
    rows: [...lines.map((line) => rateRow(parts, line)), { id: 'rates-total', kind: 'total', cells: total }], frozenColumns: 2, layout: 'table', charts: largestChart(parts),
  }
}

/** @example signedUsd('-12.5') // '-12.50' */
export function signedUsd(amount: Usd): string {
  return `${decimal(amount).gt(0) ? '+' : ''}${formatFixed(amount, 2)}`
}
