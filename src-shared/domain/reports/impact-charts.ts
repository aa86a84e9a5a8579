/** Charts of an impact as data: who pays more and who less, and by how many per cent (BILL-9). */
import { Decimal, decimal, formatFixed, toText, type Usd } from '../decimal.ts'
import type { DistributionClass, ImpactRow } from '../billing/impact.ts'
import type { Customer } from '../model/billing-tables.ts'
import { signedPercent } from './charts.ts'
import type { ChartModel } from './report-model.ts'

type Names = ReadonlyMap<string, Pick<Customer, 'code' | 'name'>>

function nameOf(customers: Names, id: string): string {
  const customer = customers.get(id)
  return customer === undefined ? id : `${customer.code} ${customer.name}`
}

function signedAmount(amount: Usd): string {
  return `${amount.startsWith('-') ? '' : '+'}${formatFixed(amount, 2)}`
}

/** The customers whose bill changes most, the largest increase first, the largest decrease last; at most `limit`, of which either side has its half. */
function largest(rows: readonly ImpactRow[], limit: number): readonly ImpactRow[] {
  const changed = rows.filter((row) => row.terms.difference !== '0').map((row) => ({ row, difference: decimal(row.terms.difference) })).toSorted((left, right) => right.difference.cmp(left.difference))
  const ups = changed.filter((each) => each.difference.gt(0))
  const downs = changed.filter((each) => each.difference.lt(0))
  const upCount = Math.min(ups.length, Math.max(Math.floor(limit / 2), limit - downs.length))
  const downCount = Math.min(downs.length, limit - upCount)
  return [...ups.slice(0, upCount), ...downs.slice(downs.length - downCount)].map((each) => each.row)
}

/** The per cents of a class for an axis that says so itself, in the room of a bar. @example classText('-20 % and beyond') // 'below −20' */
function classText(label: string): string {
  if (label === 'no bill before') return 'new bill'
  const beyond = /^([+-])(\d+) % and beyond$/.exec(label)
  const text = beyond === null ? label.replace(/ %$/, '') : `${beyond[1] === '-' ? 'below' : 'above'} ${beyond[1] ?? ''}${beyond[2] ?? ''}`
  return text.replaceAll(/-(?=\d)/g, '−')
}

/** Winners and losers: bars to both sides of zero, each with its amount and per cent. @example winnersAndLosersChart({ title: 'FY2004 to FY2005', rows, customers: draft.customer, limit: 12 }) */
export function winnersAndLosersChart({ title, rows, customers, limit }: { readonly title: string; readonly rows: readonly ImpactRow[]; readonly customers: Names; readonly limit: number }): ChartModel {
  const shown = largest(rows, limit)
  const changed = rows.filter(({ terms }) => terms.difference !== '0').length
  const ofMore = shown.length < changed ? `; the ${shown.length} largest of ${changed}` : ''
  return {
    id: 'winners-and-losers', title: `Who pays more, who pays less: ${title} (USD a year${ofMore})`, kind: 'bar', horizontal: true, categoryAxis: { title: 'Customer' }, valueAxis: { title: 'Change of the bill', unit: 'USD', places: 0 },
    categories: shown.map((row) => nameOf(customers, row.customerId)),
    series: [{
      id: 'difference', name: 'Change of the bill', tone: 'by-sign', values: shown.map((row) => row.terms.difference),
      labels: shown.map((row) => `${signedAmount(row.terms.difference)}${row.percentChange === null ? ' (new)' : ` (${signedPercent(row.percentChange)})`}`),
    }],
    emptyText: 'No bill changes.',
  }
}

/** How many customers' bills change by how many per cent. */
export function distributionChart({ title, distribution }: { readonly title: string; readonly distribution: readonly DistributionClass[] }): ChartModel {
  const isEmpty = distribution.every((each) => each.count === 0)
  return {
    id: 'distribution', title: `By how many per cent bills change: ${title} (number of customers)`, kind: 'bar', horizontal: false, categoryAxis: { title: 'Change of the bill (%)' }, valueAxis: { title: 'Customers', unit: '', places: 0 },
    categories: isEmpty ? [] : distribution.map((each) => classText(each.label)),
    series: [{ id: 'count', name: 'Customers', tone: 'accent', values: isEmpty ? [] : distribution.map((each) => toText<'1'>(new Decimal(each.count))), labels: distribution.map(() => '') }],
    emptyText: 'There are no bills to compare.',
  }
}
