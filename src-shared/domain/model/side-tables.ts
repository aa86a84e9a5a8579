/** The tables of the cost side, the billing side, the rating rules and service levels: what they refer to and what they are called is data. */
import { BILLING_TABLE_FACTS } from './billing-integrity.ts'
import { COST_TABLE_FACTS } from './cost-integrity.ts'
import type { RowChange } from './edit.ts'
import { RATING_TABLE_FACTS } from './rating-integrity.ts'
import { referencesByFields, usesAmong, type Reference } from './row-references.ts'
import { SERVICE_LEVEL_TABLE_FACTS } from './service-level-integrity.ts'
import type { TableName } from './tables.ts'

export const SIDE_TABLE_FACTS = { ...COST_TABLE_FACTS, ...BILLING_TABLE_FACTS, ...RATING_TABLE_FACTS, ...SERVICE_LEVEL_TABLE_FACTS }
export type SideTableName = keyof typeof SIDE_TABLE_FACTS

export function isSideTable(name: TableName): name is SideTableName {
  return name in SIDE_TABLE_FACTS
}

export type SideChange = Extract<RowChange, { readonly table: SideTableName }>

export function isSideChange(change: RowChange): change is SideChange {
  return isSideTable(change.table)
}

/** The rows that a row refers to; a row of a scenario's version refers to the scenario. */
export function sideReferencesOf(change: SideChange): readonly Reference[] {
  return change.after === null ? [] : referencesByFields(change.after, SIDE_TABLE_FACTS[change.table].refersBy)
}

/** Rows of these tables that refer to a row, in words with counts. @example sideUsesOf(draft, { table: 'service', id: 'mainframe' }) // ['3 cost lines'] */
export const sideUsesOf = usesAmong(SIDE_TABLE_FACTS)
