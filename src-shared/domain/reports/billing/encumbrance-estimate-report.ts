/** Next year's encumbrances by customer and object code, beside this year's: what agencies have 30 days to approve or negotiate (BILL-8). */
import type { CustomerBudget } from '../../budget/customer-budget.ts'
import { cents, usdOfCents } from '../../cents.ts'
import type { Usd } from '../../decimal.ts'
import { isoDate, type IsoDate } from '../../fiscal-year.ts'
import { encumbranceId, type Customer } from '../../model/billing-tables.ts'
import type { Draft } from '../../model/draft.ts'
import { formatVersion } from '../../version-label.ts'
import { baseOf, versionKey, type Version } from '../../version.ts'
import { BLANK, column, refer, textCell } from '../cells.ts'
import { minus, sumOf, usdCell } from '../costs/cost-cells.ts'
import type { ReportContext } from '../draft-mark.ts'
import type { ReportCell, ReportColumn, ReportModel, ReportRow, ReportSheet } from '../report-model.ts'
import { billingReport, groupLabel } from './billing-report.ts'
import { changeCell, percentChangeCell, percentOf, plusUsd } from './impact-parts.ts'
import { rowOf } from './statement-parts.ts'

/** One customer under one object code: what this year is expected to cost, and next year. */
export type EncumbranceEstimate = { readonly customer: Customer; readonly objectCode: string; readonly before: Usd; readonly after: Usd }
export type EncumbranceEstimateRequest = { readonly draft: Draft; readonly from: Version; readonly to: Version; readonly estimates: readonly EncumbranceEstimate[]; readonly context: ReportContext }

const DAYS_TO_APPROVE = 30
const DAY = 86_400_000

/** Object codes under which either year has anything, of one customer's budget. @example encumbranceEstimates(budget) // [{ customer, objectCode: 'E10', before: '100', after: '120' }] */
export function encumbranceEstimates({ customer, before, encumbrances }: Pick<CustomerBudget, 'customer' | 'before' | 'encumbrances'>): readonly EncumbranceEstimate[] {
  const [had, has] = [new Map(before.statement.groups.map((each) => [each.objectCode, each.subtotal])), new Map(encumbrances.map((each) => [each.objectCode, each.amount]))]
  const codes = [...new Set([...has.keys(), ...had.keys()])].toSorted((left, right) => (left < right ? 1 : -1))
  return codes.map((objectCode) => ({ customer, objectCode, before: had.get(objectCode) ?? usdOfCents(0n), after: has.get(objectCode) ?? usdOfCents(0n) }))
}

export function encumbranceEstimateReport(request: EncumbranceEstimateRequest): ReportModel {
  const { draft, from, to, estimates, context } = request
  const [fromLabel, toLabel] = [formatVersion(draft, from), formatVersion(draft, to)]
  return billingReport({
    draft, context, report: 'encumbrance-estimate', title: `Estimate of encumbrances, ${toLabel}`, label: `${toLabel}, beside ${fromLabel}`, versions: [from, to], customers: [...new Set(estimates.map((each) => each.customer))], mainSheetId: 'estimate', sheets: [estimateSheet(request)],
    lead: [{ label: 'Year', text: toLabel }, { label: 'Beside', text: fromLabel }, { label: 'To approve or negotiate', text: `Within ${DAYS_TO_APPROVE} days: by ${approveBy(context)}` }], facts: [],
    method: [
      { label: 'Estimate', text: 'What the customer\'s budget comes to under the object code: recorded and projected units at the rates of the version, minimum charges, credits and adjustments. (BILL-8, PROJ-1)' },
      { label: 'Expected this year', text: 'The same of the earlier year: recorded months, and the rest as projected.' }, { label: 'Encumbered', text: 'What is set aside for the earlier year; nothing is billed before it is approved. (BILL-8)' },
    ],
  })
}

function approveBy({ generatedAt }: Pick<ReportContext, 'generatedAt'>): IsoDate {
  return isoDate(new Date(Date.parse(generatedAt) + DAYS_TO_APPROVE * DAY).toISOString().slice(0, 10))
}

type Row = EncumbranceEstimate & { readonly id: string; readonly encumbered: Usd | null; readonly approvedOn: IsoDate | null }

function rowsOf({ draft, from, estimates }: EncumbranceEstimateRequest): readonly Row[] {
  const version = versionKey({ ...baseOf(from), basis: 'plan' })
  return estimates.map((each) => {
    const row = draft.encumbrance.get(encumbranceId({ version, customerId: each.customer.id, objectCode: each.objectCode }))
    return { ...each, id: `estimate.${each.customer.id}.${each.objectCode}`, encumbered: row?.amount ?? null, approvedOn: row?.approvedOn ?? null }
  })
}

function estimateSheet(request: EncumbranceEstimateRequest): ReportSheet {
  const { draft, from, to, context } = request
  const [fromLabel, toLabel] = [formatVersion(draft, from), formatVersion(draft, to)]
  const money = { unit: 'USD', width: 17, align: 'end' } as const
  const columns: readonly ReportColumn[] = [
    column({ id: 'code', header: 'Agency', width: 11 }), column({ id: 'name', header: 'Name', width: 34, wrap: true }), column({ id: 'objectCode', header: 'Object code', width: 11 }), column({ id: 'encumbered', header: `Encumbered ${fromLabel}`, ...money }), column({ id: 'approvedOn', header: 'Approved on', width: 12 }),
    column({ id: 'before', header: `Expected ${fromLabel}`, ...money }), column({ id: 'left', header: `Left of ${fromLabel}`, ...money }), column({ id: 'after', header: `Estimate ${toLabel}`, ...money }), column({ id: 'difference', header: 'Estimate less encumbered', ...money }), column({ id: 'percent', header: '% change', unit: '%', width: 12, align: 'end' }),
    column({ id: 'approveBy', header: 'Approve or negotiate by', width: 14 }), column({ id: 'coordinator', header: 'Chargeback coordinator', width: 30, wrap: true }),
  ]
  const rows = rowsOf(request)
  const groups = [...Map.groupBy(rows, (row) => row.objectCode)]
  return {
    id: 'estimate', name: 'Estimate', title: `Estimate of encumbrances, ${toLabel}`, description: `By agency and object code, beside ${fromLabel} (BILL-8).`, columns, frozenColumns: 3, layout: 'table', charts: [],
    rows: [
      ...rows.map((row): ReportRow => ({ id: row.id, kind: 'data', cells: [...customerCells(row), ...amountCells(row), { kind: 'date', id: `${row.id}.approveBy`, date: approveBy(context) }, textCell(`${row.id}.coordinator`, row.customer.coordinator)] })),
      ...groups.map(([objectCode, own]) => totalRow(`total.${objectCode}`, { label: `All, ${groupLabel(objectCode)}`, rows: own, columns: columns.length })), totalRow('estimate-total', { label: 'All', rows, columns: columns.length }),
    ],
  }
}

function customerCells({ id, customer, objectCode }: Row): readonly ReportCell[] {
  return [textCell(`${id}.code`, customer.code), textCell(`${id}.name`, customer.name), textCell(`${id}.objectCode`, groupLabel(objectCode))]
}

function minusUsd(left: Usd, right: Usd): Usd {
  return usdOfCents(cents(left) - cents(right))
}

function amountCells({ id, encumbered, approvedOn, before, after }: Row): readonly ReportCell[] {
  const of = (field: string): string => `${id}.${field}`
  const isKnown = encumbered !== null
  return [
    isKnown ? usdCell(of('encumbered'), encumbered) : textCell(of('encumbered'), 'None', { tone: 'warning' }), approvedOn !== null ? { kind: 'date', id: of('approvedOn'), date: approvedOn } : textCell(of('approvedOn'), isKnown ? 'Not yet' : '', { tone: 'warning' }),
    usdCell(of('before'), before), isKnown ? usdCell(of('left'), minusUsd(encumbered, before), { formula: minus(refer(of('encumbered')), refer(of('before'))) }) : BLANK, usdCell(of('after'), after, { input: true }),
    isKnown ? changeCell(of('difference'), minusUsd(after, encumbered), minus(refer(of('after')), refer(of('encumbered')))) : BLANK,
    isKnown ? percentChangeCell(of('percent'), { value: percentOf(minusUsd(after, encumbered), encumbered), differenceId: of('difference'), beforeId: of('encumbered') }) : BLANK,
  ]
}

function totalRow(id: string, { label, rows, columns }: { readonly label: string; readonly rows: readonly Row[]; readonly columns: number }): ReportRow {
  const known = rows.filter((row) => row.encumbered !== null)
  const encumbered = plusUsd(known.flatMap((row) => row.encumbered ?? []))
  const sum = (field: 'before' | 'after'): Usd => plusUsd(rows.map((row) => row[field]))
  const column = (field: string, of: readonly Row[]) => sumOf(of.map((row) => `${row.id}.${field}`))
  return rowOf('total', { id, columns, cells: [
    textCell(`${id}.label`, label), BLANK, BLANK, usdCell(`${id}.encumbered`, encumbered, { formula: column('encumbered', known) }), BLANK, usdCell(`${id}.before`, sum('before'), { formula: column('before', rows) }), BLANK, usdCell(`${id}.after`, sum('after'), { formula: column('after', rows) }),
    changeCell(`${id}.difference`, minusUsd(sum('after'), encumbered), minus(refer(`${id}.after`), refer(`${id}.encumbered`))), percentChangeCell(`${id}.percent`, { value: percentOf(minusUsd(sum('after'), encumbered), encumbered), differenceId: `${id}.difference`, beforeId: `${id}.encumbered` }),
  ] })
}
