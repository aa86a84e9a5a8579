/** Sheets of the impact on all customers: term by term, and by funding source (BILL-9). */
import type { ImpactRow, ImpactTotals } from '../../billing/impact.ts'
import type { Customer } from '../../model/billing-tables.ts'
import { BLANK, column, refer, textCell } from '../cells.ts'
import { countCell, sumOf, usdCell } from '../costs/cost-cells.ts'
import type { ReportCell, ReportColumn, ReportRow, ReportSheet } from '../report-model.ts'
import { changeCell, percentChangeCell, shownTerms, TERM_LABELS, termCells, type ImpactParts } from './impact-parts.ts'
import { rowOf } from './statement-parts.ts'

const MONEY = { unit: 'USD', width: 16, align: 'end' } as const
const SOURCES = ['state', 'federal', 'other'] as const

function customerColumns(): readonly ReportColumn[] {
  return [column({ id: 'code', header: 'Agency', width: 12 }), column({ id: 'name', header: 'Name', width: 36, wrap: true })]
}

function customerCells(id: string, customer: Customer): readonly ReportCell[] {
  return [textCell(`${id}.code`, customer.code), textCell(`${id}.name`, customer.name)]
}

/** Null: of all customers together. */
export const impactId = (customerId: string | null, field: string): string => (customerId === null ? `impact-total.${field}` : `impact.${customerId}.${field}`)

function pairs({ rows, customers }: ImpactParts): readonly { readonly row: ImpactRow; readonly customer: Customer }[] {
  return rows.flatMap((row, at) => {
    const customer = customers[at]
    return customer === undefined ? [] : [{ row, customer }]
  })
}

/** Every customer with every term; the difference is their sum, and the bill after is the bill before with it. */
export function customersSheet(parts: ImpactParts, totals: ImpactTotals): ReportSheet {
  const terms = shownTerms(parts.rows)
  const columns: readonly ReportColumn[] = [
    ...customerColumns(), column({ id: 'before', header: parts.fromLabel, ...MONEY }), ...terms.map((term) => column({ id: term, header: TERM_LABELS[term], ...MONEY })),
    column({ id: 'difference', header: 'Difference', ...MONEY }), column({ id: 'after', header: parts.toLabel, ...MONEY }), column({ id: 'percent', header: '% change', unit: '%', width: 12, align: 'end' }),
  ]
  const row = ({ row: { before, after, percentChange, ...figures }, customer }: ReturnType<typeof pairs>[number]): ReportRow => {
    const id = (field: string): string => impactId(customer.id, field)
    return {
      id: `impact.${customer.id}`, kind: 'data',
      cells: [
        ...customerCells(`impact.${customer.id}`, customer), usdCell(id('before'), before), ...termCells(id, figures.terms, terms), changeCell(id('difference'), figures.terms.difference, sumOf(terms.map(id))), usdCell(id('after'), after, { formula: sumOf([id('before'), id('difference')]) }),
        percentChangeCell(id('percent'), { value: percentChange, differenceId: id('difference'), beforeId: id('before') }),
      ],
    }
  }
  const columnSum = (field: string) => sumOf(parts.customers.map((customer) => impactId(customer.id, field)))
  const total = rowOf('total', { id: 'impact-total', columns: columns.length, cells: [
    textCell('impact-total.label', 'All agencies'), BLANK, usdCell(impactId(null, 'before'), totals.before, { formula: columnSum('before') }), ...terms.map((term) => changeCell(impactId(null, term), totals.terms[term], columnSum(term))),
    changeCell(impactId(null, 'difference'), totals.terms.difference, columnSum('difference')), usdCell(impactId(null, 'after'), totals.after, { formula: columnSum('after') }), percentChangeCell(impactId(null, 'percent'), { value: totals.percentChange, differenceId: impactId(null, 'difference'), beforeId: impactId(null, 'before') }),
  ] })
  return {
    id: 'customers', name: 'Agencies', title: 'Impact on every agency', description: 'Before + every term = after, to the cent (BILL-9).', columns, rows: [...pairs(parts).map(row), total], frozenColumns: 2, layout: 'table', charts: [],
  }
}

/** Who pays the difference, by the customers' shares. */
export function fundingSheet(parts: ImpactParts, totals: ImpactTotals): ReportSheet {
  const columns: readonly ReportColumn[] = [
    ...customerColumns(), column({ id: 'difference', header: 'Difference', ...MONEY }), ...SOURCES.map((source) => column({ id: `${source}-share`, header: `${label(source)} share`, unit: '%', width: 12, align: 'end' })), ...SOURCES.map((source) => column({ id: source, header: `${label(source)} funds`, ...MONEY })),
  ]
  const rows = pairs(parts).map(({ row, customer }): ReportRow => {
    const id = (field: string): string => `funding.${customer.id}.${field}`
    const shares = { state: customer.stateFunding, federal: customer.federalFunding, other: customer.otherFunding }
    return {
      id: `funding.${customer.id}`, kind: 'data',
      cells: [
        ...customerCells(`funding.${customer.id}`, customer), changeCell(id('difference'), row.terms.difference, refer(impactId(customer.id, 'difference'))), ...SOURCES.map((source) => countCell(id(`${source}-share`), shares[source])),
        ...SOURCES.map((source) => changeCell(id(source), row.funding[source], { op: 'part', total: id('difference'), first: id('state-share'), last: id('other-share'), weight: id(`${source}-share`), by: 'shares' })),
      ],
    }
  })
  const columnSum = (field: string) => sumOf(parts.customers.map((customer) => `funding.${customer.id}.${field}`))
  const total = rowOf('total', { id: 'funding-total', columns: columns.length, cells: [
    textCell('funding-total.label', 'All agencies'), BLANK, changeCell('funding-total.difference', totals.terms.difference, columnSum('difference')), BLANK, BLANK, BLANK, ...SOURCES.map((source) => changeCell(`funding-total.${source}`, totals.funding[source], columnSum(source))),
  ] })
  return { id: 'funding', name: 'Funding', title: 'Who pays the difference', description: 'The difference by funding source, in proportion to each agency\'s shares, to the cent (NUM-5).', columns, rows: [...rows, total], frozenColumns: 2, layout: 'table', charts: [] }
}

function label(source: (typeof SOURCES)[number]): string {
  return `${source.charAt(0).toUpperCase()}${source.slice(1)}`
}
