/** Sheets of a statement: what is due by object code, the lines of each, and every line by month. */
import { heldReasons } from '../../billing/held-reason.ts'
import { itemWords, type StatementGroup, type StatementLine } from '../../billing/statement.ts'
import { cents, usdOfCents } from '../../cents.ts'
import type { Usd } from '../../decimal.ts'
import { monthWords } from '../../month.ts'
import { BLANK, column, refer, rounded, spanningRow, textCell } from '../cells.ts'
import { minus, sumOf, times, usdCell } from '../costs/cost-cells.ts'
import type { ReportCell, ReportColumn, ReportFormula, ReportRow, ReportSheet } from '../report-model.ts'
import { notPricedCell, quantityCell, rateCell, type BilledLine } from './billed-lines.ts'
import { groupLabel } from './billing-report.ts'
import { accountId, adjustmentId, adjustmentWords, encumbranceCellId, groupId, keyOfLine, lineId, linesOfGroup, minimumId, minimumsOf, resourceKey, rowOf, runsOutWords, type StatementParts } from './statement-parts.ts'

const MONEY = { unit: 'USD', width: 16, align: 'end' } as const

function adjustmentsCents({ adjustments }: StatementGroup): bigint {
  return adjustments.reduce((sum, each) => sum + cents(each.amount), 0n)
}

/** Twelve columns of the summary stand beside each other on a printed page. */
const SUMMARY_MONEY = { ...MONEY, width: 15 } as const

/** What is due, by object code; why something is not billed only where there is such a thing. */
export function summarySheet(parts: StatementParts): ReportSheet {
  const { statement } = parts
  const reasons = new Map(heldReasons(statement).map(({ objectCode, because }) => [objectCode, because]))
  const columns: readonly ReportColumn[] = [
    column({ id: 'group', header: 'Object code', width: 12 }), column({ id: 'charges', header: 'Charges', ...SUMMARY_MONEY }), column({ id: 'adjustments', header: 'Credits and adjustments', ...SUMMARY_MONEY }), column({ id: 'minimum', header: 'Up to the minimum', ...SUMMARY_MONEY }),
    column({ id: 'total', header: 'Total', ...SUMMARY_MONEY }), column({ id: 'toDate', header: 'Year to date', ...SUMMARY_MONEY }), column({ id: 'billed', header: 'Billed', ...SUMMARY_MONEY }), column({ id: 'heldBack', header: 'Due, not billed', ...SUMMARY_MONEY }),
    column({ id: 'encumbrance', header: 'Encumbrance', ...SUMMARY_MONEY }), column({ id: 'left', header: 'Left of it', ...SUMMARY_MONEY }), column({ id: 'runsOut', header: 'Runs out', width: 24, wrap: true }),
    ...(reasons.size === 0 ? [] : [column({ id: 'why', header: 'Why not billed', width: 28, wrap: true })]),
  ]
  const sum = (of: (group: StatementGroup) => bigint): Usd => usdOfCents(statement.groups.reduce((total, group) => total + of(group), 0n))
  const total = (field: string, value: Usd): ReportCell => usdCell(`summary-total.${field}`, value, { formula: sumOf(statement.groups.map(({ objectCode }) => `summary.${objectCode}.${field}`)) })
  const totals = rowOf('total', { id: 'summary-total', columns: columns.length, cells: [
    textCell('summary-total.group', 'Total'), total('charges', sum((group) => cents(group.charges))), total('adjustments', sum(adjustmentsCents)), total('minimum', sum((group) => cents(group.minimum))),
    total('total', statement.total), total('toDate', statement.yearToDate), total('billed', statement.billed), total('heldBack', statement.heldBack),
  ] })
  return {
    id: 'summary', name: 'Statement', title: `Statement of ${statement.month === null ? 'the year' : monthWords(statement.month)}`, description: `${statement.customer.name}. Object codes are billed apart, each with its encumbrance (BILL-8).`,
    columns, rows: statement.groups.length === 0 ? [] : [...statement.groups.map((group) => summaryRow(parts, group, { columns: columns.length, because: reasons.get(group.objectCode) ?? null })), totals], frozenColumns: 1, layout: 'table', charts: [],
  }
}

function summaryRow({ bills, span, toDate }: StatementParts, group: StatementGroup, { columns, because }: { readonly columns: number; readonly because: string | null }): ReportRow {
  const { objectCode, account } = group
  const at = toDate.length - 1
  const last = toDate[at]
  const id = (field: string): string => `summary.${objectCode}.${field}`
  const cell = (field: string, value: Usd, formula: ReportFormula): ReportCell => usdCell(id(field), value, { formula })
  const billed = span.reduce((sum, month) => sum + (account.cents.billed[bills.months.indexOf(month)] ?? 0n), 0n)
  const { encumbrance } = account
  return rowOf('data', { id: `summary.${objectCode}`, columns, cells: [
    textCell(id('group'), groupLabel(objectCode), { link: { sheetId: `group.${objectCode}` } }), cell('charges', group.charges, refer(groupId(objectCode, 'charges'))), cell('adjustments', usdOfCents(adjustmentsCents(group)), refer(groupId(objectCode, 'adjustments'))),
    cell('minimum', group.minimum, refer(groupId(objectCode, 'minimum'))), cell('total', group.subtotal, sumOf(['charges', 'adjustments', 'minimum'].map(id))),
    ...(last === undefined ? [] : [
      cell('toDate', usdOfCents(account.cents.yearToDate[at] ?? 0n), refer(accountId(objectCode, last, 'toDate'))), cell('billed', usdOfCents(billed), sumOf(span.map((month) => accountId(objectCode, month, 'billed')))),
      cell('heldBack', usdOfCents(account.cents.heldBack[at] ?? 0n), refer(accountId(objectCode, last, 'heldBack'))),
    ]),
    ...(encumbrance === null ? [textCell(id('encumbrance'), 'None', { tone: 'warning' }), BLANK, BLANK] : [
      cell('encumbrance', encumbrance.row.amount, refer(encumbranceCellId(objectCode))), cell('left', encumbrance.left, minus(refer(id('encumbrance')), refer(id('toDate')))), textCell(id('runsOut'), runsOutWords(encumbrance.runsOut)),
    ]),
    ...(because === null ? [] : [textCell(id('why'), `${because.charAt(0).toUpperCase()}${because.slice(1)}`, { tone: 'warning' })]),
  ] })
}

const GROUP_COLUMNS: readonly ReportColumn[] = [
  column({ id: 'code', header: 'Code', width: 16 }), column({ id: 'resource', header: 'Resource', width: 44, wrap: true }), column({ id: 'quantity', header: 'Quantity', width: 20, align: 'end' }), column({ id: 'unit', header: 'Unit', width: 20, wrap: true }),
  column({ id: 'factors', header: 'Factors', width: 24, wrap: true }), column({ id: 'rate', header: 'Rate', unit: 'USD/unit', width: 14, align: 'end' }), column({ id: 'amount', header: 'Amount', ...MONEY }), column({ id: 'note', header: 'Note', width: 40, wrap: true }),
]

function factorsCell(id: string, factors: string): ReportCell {
  return factors === '' ? BLANK : textCell(id, factors)
}

/** Quantity, rate and amount of a resource: one month is multiplied here; several are the sum of their rounded months. */
function lineCells(line: StatementLine, own: readonly BilledLine[]): readonly ReportCell[] {
  const id = (field: string): string => `resource.${resourceKey(line)}.${field}`
  const [first] = own
  const rates = new Set(own.map((each) => each.rate.value))
  const rate = rates.size === 1 ? first?.rate : undefined
  const priced = own.filter((each) => each.amount !== null)
  const isMultiplied = own.length === 1 && rate !== undefined && rate.value !== null
  const formula = isMultiplied ? rounded(times(refer(id('quantity')), refer(id('rate'))), 2) : sumOf(priced.map((each) => lineId(each, 'amount')))
  return [
    textCell(id('code'), line.code), textCell(id('resource'), line.title), quantityCell(id('quantity'), line.quantity, { formula: sumOf(own.map((each) => lineId(each, 'quantity'))) }), textCell(id('unit'), line.unit), factorsCell(id('factors'), line.factors),
    rate === undefined ? textCell(id('rate'), 'several', { tone: 'quiet' }) : rateCell(id('rate'), rate), line.amount === null ? notPricedCell(id('amount')) : usdCell(id('amount'), line.amount, { formula }),
    textCell(id('note'), line.amount === null ? line.reason : rate === undefined ? 'The rate changed within the year: see Lines.' : rate.words),
  ]
}

/** The lines of one object code. */
export function groupSheet(parts: StatementParts, group: StatementGroup): ReportSheet {
  const { objectCode } = group
  const columns = GROUP_COLUMNS.length
  const ofResource = Map.groupBy(linesOfGroup(parts, group), keyOfLine)
  const rows: ReportRow[] = []
  for (const [serviceGroup, lines] of Map.groupBy(group.lines, (line) => line.serviceGroup)) {
    rows.push(spanningRow('subheading', { id: `group.${objectCode}.${serviceGroup}`, text: serviceGroup, columns }))
    for (const line of lines) rows.push(rowOf('data', { id: `resource.${resourceKey(line)}`, columns, cells: lineCells(line, ofResource.get(resourceKey(line)) ?? []) }))
  }
  const total = (kind: ReportRow['kind'], of: { readonly field: Parameters<typeof groupId>[1]; readonly label: string; readonly value: Usd; readonly ids: readonly string[]; readonly note?: string }): ReportRow => {
    const id = groupId(objectCode, of.field)
    const label = textCell(`${id}.label`, of.label)
    return rowOf(kind, { id, columns, cells: [...(kind === 'total' ? [label, BLANK] : [BLANK, label]), BLANK, BLANK, BLANK, BLANK, usdCell(id, of.value, { formula: sumOf(of.ids) }), textCell(`${id}.note`, of.note ?? '')] })
  }
  rows.push(total('total', { field: 'charges', label: 'Charges', value: group.charges, ids: group.lines.flatMap((line) => (line.amount === null ? [] : [`resource.${resourceKey(line)}.amount`])) }))
  const minimums = minimumsOf(parts, objectCode)
  rows.push(spanningRow('subheading', { id: `group.${objectCode}.beside`, text: 'Beside usage', columns }))
  for (const each of group.adjustments) {
    const id = `group.${adjustmentId(each)}`
    rows.push(rowOf('data', { id, columns, cells: [{ kind: 'date', id: `${id}.date`, date: each.chargedOn }, textCell(`${id}.reason`, adjustmentWords(each)), BLANK, BLANK, BLANK, BLANK, usdCell(id, each.amount, { formula: refer(adjustmentId(each)) }), textCell(`${id}.source`, each.source)] }))
  }
  rows.push(
    total('data', { field: 'adjustments', label: 'Credits and adjustments', value: usdOfCents(adjustmentsCents(group)), ids: group.adjustments.map((each) => `group.${adjustmentId(each)}`) }),
    total('data', { field: 'minimum', label: 'Up to the minimum charge', value: group.minimum, ids: minimums.map((each) => minimumId(each.objectCode, each.month)), note: minimums.map((each) => monthWords(each.month)).join(', ') }),
    total('total', { field: 'subtotal', label: `Total ${groupLabel(objectCode)}`, value: group.subtotal, ids: (['charges', 'adjustments', 'minimum'] as const).map((field) => groupId(objectCode, field)) }),
  )
  return {
    id: `group.${objectCode}`, name: groupLabel(objectCode), title: `${groupLabel(objectCode)}, ${parts.statement.month === null ? 'the year' : monthWords(parts.statement.month)}`,
    description: 'Quantity x rate, rounded to the cent month by month (BILL-1).', columns: GROUP_COLUMNS, rows, frozenColumns: 2, layout: 'table', charts: [],
  }
}

const LINE_COLUMNS: readonly ReportColumn[] = [
  column({ id: 'objectCode', header: 'Object code', width: 12 }), column({ id: 'month', header: 'Month', width: 12 }), column({ id: 'code', header: 'Code', width: 16 }), column({ id: 'resource', header: 'Resource', width: 42, wrap: true }), column({ id: 'service', header: 'Service', width: 30, wrap: true }),
  column({ id: 'quantity', header: 'Quantity', width: 20, align: 'end' }), column({ id: 'unit', header: 'Unit', width: 20, wrap: true }), column({ id: 'factors', header: 'Factors', width: 24, wrap: true }), column({ id: 'rate', header: 'Rate', unit: 'USD/unit', width: 14, align: 'end' }), column({ id: 'amount', header: 'Amount', ...MONEY }), column({ id: 'note', header: 'Note', width: 36, wrap: true }),
]

function lineRow(line: BilledLine): ReportRow {
  const { entry, item, month, unit, quantity, factors, rate, amount, reason } = line
  const id = `line.${keyOfLine(line)}.${month}`
  const text = (field: string, value: string): ReportCell => textCell(`${id}.${field}`, value)
  return {
    id, kind: 'data',
    cells: [
      text('objectCode', entry.rate.objectCode), text('month', month), text('code', entry.rate.code), text('resource', item === null ? entry.rate.title : `${entry.rate.title}: ${itemWords(item)}`), text('service', entry.service.name), quantityCell(lineId(line, 'quantity'), quantity), text('unit', unit), factorsCell(`${id}.factors`, factors), rateCell(lineId(line, 'rate'), rate),
      amount === null ? notPricedCell(lineId(line, 'amount')) : usdCell(lineId(line, 'amount'), amount, { formula: rounded(times(refer(lineId(line, 'quantity')), refer(lineId(line, 'rate'))), 2) }), text('note', amount === null ? reason : rate.words),
    ],
  }
}

/** Every line by month, with credits, adjustments and what brings a month up to the minimum: it adds up to the statement. */
export function linesSheet(parts: StatementParts): ReportSheet {
  const columns = LINE_COLUMNS.length
  const beside = (row: { readonly id: string; readonly objectCode: string; readonly month: string; readonly what: string; readonly amountId: string; readonly amount: Usd; readonly note: string }): ReportRow => rowOf('data', { id: row.id, columns, cells: [
    textCell(`${row.id}.objectCode`, row.objectCode), textCell(`${row.id}.month`, row.month), BLANK, textCell(`${row.id}.what`, row.what), BLANK, BLANK, BLANK, BLANK, BLANK, usdCell(row.amountId, row.amount), textCell(`${row.id}.note`, row.note),
  ] })
  const rows = parts.statement.groups.flatMap((group): readonly ReportRow[] => [
    ...linesOfGroup(parts, group).map(lineRow),
    ...group.adjustments.map((each) => beside({ id: `lines.adjustment.${each.id}`, objectCode: group.objectCode, month: each.chargedOn, what: adjustmentWords(each), amountId: adjustmentId(each), amount: each.amount, note: each.source })),
    ...minimumsOf(parts, group.objectCode).map((each) => beside({ id: `lines.minimum.${group.objectCode}.${each.month}`, objectCode: group.objectCode, month: each.month, what: 'Up to the minimum charge', amountId: minimumId(group.objectCode, each.month), amount: each.amount, note: 'BILL-7' })),
  ])
  const amounts = rows.flatMap((row) => row.cells.flatMap((cell) => (cell.kind === 'number' && cell.id.endsWith('.amount') ? [cell.id] : [])))
  const total = rowOf('total', { id: 'lines.total', columns, cells: [textCell('lines.total.label', 'Total'), ...Array.from({ length: 8 }, () => BLANK), usdCell('lines.total.amount', parts.statement.total, { formula: sumOf(amounts) })] })
  return { id: 'lines', name: 'Lines', title: 'Every line', description: 'By resource and month; it adds up to the statement.', columns: LINE_COLUMNS, rows: rows.length === 0 ? [] : [...rows, total], frozenColumns: 4, layout: 'table', charts: [], ...(parts.statement.month === null ? { workbookOnly: true } : {}) }
}
