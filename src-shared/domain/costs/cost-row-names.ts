/** What a row of the cost side is called in labels and messages, and the words of its fields. */
import { formatFiscalYear } from '../fiscal-year.ts'
import { COST_TABLE_FACTS } from '../model/cost-integrity.ts'
import type { Draft } from '../model/draft.ts'
import type { Tables } from '../model/tables.ts'
import { readVersionKey, type VersionKey } from '../version.ts'
import type { EditableTable } from './field-kinds.ts'

const LONGEST = 60

function short(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`
}

function yearOf(version: VersionKey): string {
  const read = readVersionKey(version)
  return read === undefined ? version : formatFiscalYear(read.fiscalYear)
}

/** Whose cost it is, as labels say it: `Mainframe`, `pool ADMIN`. */
export function ownerName(draft: Draft, row: { readonly serviceId: string | null; readonly poolId: string | null }): string {
  if (row.serviceId !== null) return short(draft.service.get(row.serviceId)?.name ?? row.serviceId)
  return `pool ${draft.costPool.get(row.poolId ?? '')?.code ?? row.poolId ?? ''}`
}

function positionName(draft: Draft, id: string): string {
  return `position ${draft.staffPosition.get(id)?.code ?? id}`
}

function rateName(draft: Draft, id: string): string {
  return draft.rate.get(id)?.code ?? id
}

const NAMES: { readonly [Name in EditableTable]: (draft: Draft, row: Tables[Name]) => string } = {
  internalServiceFund: (_, row) => `fund ${row.code}`,
  yearPolicy: (_, row) => `assumptions of ${yearOf(row.version)}`,
  driver: (_, row) => `driver ${row.code}`,
  costPool: (_, row) => `pool ${row.code}`,
  costLine: (_, row) => `line "${short(row.description === '' ? row.objectCode : row.description)}"`,
  capitalItem: (_, row) => `capital item "${short(row.description)}"`,
  escalator: (_, row) => `escalator ${row.objectCode}`,
  staffPosition: (_, row) => `position ${row.code}`,
  staffAssignment: (draft, row) => `${positionName(draft, row.staffPositionId)} in ${ownerName(draft, row)}`,
  salaryIncrease: (_, row) => `increase "${short(row.name)}"`,
  driverQuantity: (draft, row) => `${short(draft.driver.get(row.driverId)?.name ?? row.driverId)} of ${ownerName(draft, row)}`,
  rateBuild: (draft, row) => `rate ${rateName(draft, row.rateId)}`,
  rateUnits: (draft, row) => `units of ${rateName(draft, row.rateId)}${row.customer === '' ? '' : ` for ${short(row.customer)}`}`,
  revenue: (draft, row) => `revenue of ${short(draft.service.get(row.serviceId)?.name ?? row.serviceId)}`,
  fundBalance: (draft, row) => `balance of ${short(draft.service.get(row.serviceId)?.name ?? row.serviceId)}`,
  carryForward: (draft, row) => `carry-forward FY${row.closedYear} of ${short(draft.service.get(row.serviceId)?.name ?? row.serviceId)}`,
}

/** @example costRowName(draft, { table: 'staffPosition', row }) // 'position 00123' */
export function costRowName<Name extends EditableTable>(draft: Draft, of: { readonly table: Name; readonly row: Tables[Name] }): string {
  return NAMES[of.table](draft, of.row)
}

export function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

/** @example fieldWords('baseSalary') // 'base salary' */
export function fieldWords(field: string): string {
  return field.replaceAll(/(?=[A-Z])/g, ' ').replaceAll('-', ' ').toLowerCase().replace(/ id$/, '').replace(/\bfte\b/, 'FTE')
}

/** @example countRows('costLine', 2) // '2 cost lines' */
export function countRows(table: EditableTable, count: number): string {
  return `${count} ${count === 1 ? COST_TABLE_FACTS[table].one : COST_TABLE_FACTS[table].many}`
}
