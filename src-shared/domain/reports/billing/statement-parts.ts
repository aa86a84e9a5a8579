/** What the sheets of a statement share: the statement, its lines, and the ids of its cells. */
import { billSlot } from '../../billing/bill-book.ts'
import type { RunsOut } from '../../billing/billing-account.ts'
import type { BillingYear } from '../../billing/billing-year.ts'
import type { Statement, StatementGroup } from '../../billing/statement.ts'
import { usdOfCents } from '../../cents.ts'
import type { Usd } from '../../decimal.ts'
import type { BillAdjustment } from '../../model/billing-tables.ts'
import { monthOfDay, monthWords, type Month } from '../../month.ts'
import { BLANK } from '../cells.ts'
import type { ReportCell, ReportRow } from '../report-model.ts'
import type { BilledLine } from './billed-lines.ts'

export type StatementParts = {
  readonly bills: BillingYear
  readonly statement: Statement
  readonly lines: readonly BilledLine[]
  /** Months of the statement: one, or the year's. */
  readonly span: readonly Month[]
  /** Months up to the last of the span. */
  readonly toDate: readonly Month[]
}

/** What the lines of a resource have in common: its rate, or for a one-time item, itself. */
export const resourceKey = ({ rateId, itemId }: { readonly rateId: string; readonly itemId: string | null }): string => (itemId === null ? rateId : `${rateId}.item.${itemId}`)
export const keyOfLine = ({ entry, item }: BilledLine): string => resourceKey({ rateId: entry.rate.id, itemId: item?.id ?? null })
export const lineId = (line: BilledLine, field: 'quantity' | 'rate' | 'amount'): string => `line.${keyOfLine(line)}.${line.month}.${field}`
export const adjustmentId = (adjustment: BillAdjustment): string => `adjustment.${adjustment.id}.amount`
export const minimumId = (objectCode: string, month: Month): string => `minimum.${objectCode}.${month}.amount`
export const groupId = (objectCode: string, field: 'charges' | 'adjustments' | 'minimum' | 'subtotal'): string => `group.${objectCode}.${field}`
export const accountId = (objectCode: string, month: Month, field: 'charged' | 'toDate' | 'billed' | 'heldBack' | 'left'): string => `account.${objectCode}.${month}.${field}`
export const encumbranceCellId = (objectCode: string): string => `account.${objectCode}.encumbrance`

export type MonthMinimum = { readonly objectCode: string; readonly month: Month; readonly amount: Usd }

/** Adjustments up to the minimum, where there are any (BILL-7). */
export function minimumsOf({ bills, statement, span }: StatementParts, objectCode: string): readonly MonthMinimum[] {
  const customer = bills.customerIndex.get(statement.customer.id)
  const billingGroup = bills.billingGroups.indexOf(objectCode)
  if (customer === undefined || billingGroup === -1) return []
  return span.flatMap((month) => {
    const amount = bills.book.minimumAdjustments[billSlot({ customer, month: bills.months.indexOf(month), billingGroup }, bills.billingGroups.length)] ?? 0n
    return amount === 0n ? [] : [{ objectCode, month, amount: usdOfCents(amount) }]
  })
}

const byGroup = new WeakMap<readonly BilledLine[], ReadonlyMap<string, readonly BilledLine[]>>()

export function linesOfGroup({ lines }: Pick<StatementParts, 'lines'>, { objectCode }: Pick<StatementGroup, 'objectCode'>): readonly BilledLine[] {
  let groups = byGroup.get(lines)
  if (groups === undefined) {
    groups = Map.groupBy(lines, (line) => line.entry.rate.objectCode)
    byGroup.set(lines, groups)
  }
  return groups.get(objectCode) ?? []
}

/** Ids of what a group is charged in a month; every amount of it is a cell. */
export function chargedIds(parts: StatementParts, group: StatementGroup, month: Month): readonly string[] {
  return [
    ...linesOfGroup(parts, group).flatMap((line) => (line.month === month && line.amount !== null ? [lineId(line, 'amount')] : [])),
    ...group.adjustments.flatMap((each) => (monthOfDay(each.chargedOn) === month ? [adjustmentId(each)] : [])),
    ...minimumsOf(parts, group.objectCode).flatMap((each) => (each.month === month ? [minimumId(each.objectCode, each.month)] : [])),
  ]
}

const KINDS = { credit: 'Credit', adjustment: 'Adjustment', 'one-time': 'One-time' } as const

/** @example adjustmentWords({ kind: 'credit', reason: 'Outage in August', ... }) // 'Credit: Outage in August' */
export function adjustmentWords({ kind, reason }: Pick<BillAdjustment, 'kind' | 'reason'>): string {
  return reason === '' ? KINDS[kind] : `${KINDS[kind]}: ${reason}`
}

/** @example runsOutWords({ month: '2004-01', how: 'projected' }) // 'At this pace used up in January 2004' */
export function runsOutWords({ month, how }: RunsOut): string {
  if (month === null) return how === 'lasts' ? 'Lasts for the year' : 'Not used yet'
  if (how === 'planned') return `As planned used up in ${monthWords(month)}`
  return how === 'actual' ? `Used up in ${monthWords(month)}` : `At this pace used up in ${monthWords(month)}`
}

/** A row of as many cells as the sheet has columns. */
export function rowOf(kind: ReportRow['kind'], row: { readonly id: string; readonly cells: readonly ReportCell[]; readonly columns: number }): ReportRow {
  return { id: row.id, kind, cells: [...row.cells, ...Array.from({ length: row.columns - row.cells.length }, () => BLANK)] }
}
