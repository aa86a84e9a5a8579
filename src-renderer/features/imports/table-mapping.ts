/** What each column of a file of the cost side, of agencies, of encumbrances or of service levels holds, as the person says it. */
import type { CostImportMapping, TableImportKind } from '../../../src-shared/domain/costs/imports/cost-import.ts'
import { IMPORT_KINDS } from '../../../src-shared/domain/costs/imports/import-kinds.ts'
import { proposeCostMapping } from '../../../src-shared/domain/costs/imports/propose-cost-mapping.ts'
import { rowAt, type SampleTable } from './sample-table.ts'

export const KIND_LABELS: Readonly<Record<TableImportKind, string>> = {
  costs: 'Costs', positions: 'Positions', pools: 'Cost pools', drivers: 'Drivers', units: 'Units', revenue: 'Revenue', balances: 'Balances', 'carry-forwards': 'Carry-forwards', agencies: 'Agencies', encumbrances: 'Encumbrances',
  services: 'Services', targets: 'Targets', measurements: 'Measurements', outages: 'Outages', incidents: 'Incidents', agreements: 'Agreements',
}

/** What a file of the kind holds, in a sentence for who is about to choose one. */
export const KIND_SENTENCES: Readonly<Record<TableImportKind, string>> = {
  costs: 'One row for each cost line, with its service or cost pool, description and amount. Section, object code, fund and other columns may stand beside them.',
  positions: 'One row for each position, with its number, base salary and the services that pay it (service1, percent1, ...), or one row for each part.',
  pools: 'One row for each cost pool, with its code, name, order and driver.',
  drivers: 'One row for each quantity: the driver, the service or cost pool, and how much of it that has.',
  units: 'One row for each rate, or for each rate and customer, with its units. The part of the service\'s cost and the practical capacity may stand beside them.',
  revenue: 'One row for each service, fund and year, with what was billed, imputed and federally funded.',
  balances: 'One row for each service, fund and year, with the opening balance of its account. Interest and transfers may stand beside it.',
  'carry-forwards': 'One row for each balance of a closed year, with its service and amount. How it is settled, and which years take it up, may stand beside it.',
  agencies: 'One row for each agency, with its code; a new one needs its name. Secretariat, class, account manager, coordinator and the parts of its funding may stand beside them.',
  encumbrances: 'One row for each agency and object code, with the amount that was set aside and the day on which it was approved.',
  services: 'One row for each service, with its code; a new one needs its name, line of business and group. Status, owner, next review and the texts of its page may stand beside them.',
  targets: 'One row for each target, with its code; a new one needs its service, unit, goal and first month. Metric, window, calendar, warning and range may stand beside them.',
  measurements: 'One row for each target and month, with the value that was measured.',
  outages: 'One row for each outage, with its service, start and end. Number, kind (planned or not) and title may stand beside them.',
  incidents: 'One row for each incident, with its service and when it was opened, responded to and resolved. Number, priority and title may stand beside them.',
  agreements: 'One row for each agreement in force, with its code, title, customer or provider, services, first and last day. Its earlier path is not witnessed.',
}

export const NOT_USED = ''

export function usesOf(kind: TableImportKind): readonly { readonly value: string; readonly label: string }[] {
  return [{ value: NOT_USED, label: 'Not used' }, ...IMPORT_KINDS[kind].columns.map(({ field, header, required }) => ({ value: field, label: `${header.charAt(0).toUpperCase()}${header.slice(1)}${required ? ' (needed)' : ''}` }))]
}

export function fieldAt(mapping: CostImportMapping, column: number): string {
  return Object.entries(mapping.fields).find(([, at]) => at === column)?.[0] ?? NOT_USED
}

/** Uses a column for a field; what held that before is given up, and the column's former use too. */
export function withFieldAt(mapping: CostImportMapping, given: { readonly field: string; readonly column: number }): CostImportMapping {
  const kept = Object.entries(mapping.fields).filter(([field, at]) => field !== given.field && at !== given.column)
  return { ...mapping, fields: Object.fromEntries(given.field === NOT_USED ? kept : [...kept, [given.field, given.column]]) }
}

/** The columns as they follow from another row of names. */
export function withHeaderRowOf(kind: TableImportKind, table: SampleTable, headerRow: number): CostImportMapping {
  return { ...proposeCostMapping(kind, [rowAt(table, headerRow)], [headerRow]), headerRow }
}

/** What is still missing before the file can be looked at; empty when nothing is. */
export function missingFieldsOf(kind: TableImportKind, mapping: CostImportMapping): readonly string[] {
  const { columns, oneOf } = IMPORT_KINDS[kind]
  const has = (field: string): boolean => mapping.fields[field] !== undefined
  return [
    ...columns.filter((column) => column.required && !has(column.field)).map((column) => `Say which column holds the ${column.header}.`),
    ...oneOf.filter((choice) => !choice.some((column) => has(column.field))).map((choice) => `Say which column holds the ${choice.map((column) => column.header).join(' or the ')}.`),
  ]
}
