/** How rows of the cost side, of the billing side, of the rating rules and of service levels refer to other rows, and who still refers to one that is to go. */
import { readVersionKey } from '../version.ts'
import type { Draft } from './draft.ts'
import { remembered } from './table-index.ts'
import type { TableName, Tables } from './tables.ts'

export type Reference = { readonly table: TableName; readonly id: string }

/** What a field of that name refers to, in every table that has it. */
export const TARGET_OF_FIELD = {
  serviceId: 'service', poolId: 'costPool', driverId: 'driver', fundId: 'internalServiceFund', staffPositionId: 'staffPosition', rateId: 'rate', minimumRateId: 'rate', scenarioId: 'scenario',
  customerId: 'customer', requestId: 'serviceRequest', applicationClassId: 'applicationClass', agreementId: 'agreement', supportId: 'agreement', predecessorId: 'agreement', calendarId: 'serviceCalendar',
  targetId: 'serviceTarget', findingId: 'finding', communicationId: 'communication',
} as const satisfies { readonly [field: string]: TableName }
export type ReferringField = keyof typeof TARGET_OF_FIELD

/** What one row of a table and several are called, and the fields that refer to other rows. */
export type TableFacts = { readonly one: string; readonly many: string; readonly refersBy: readonly ReferringField[] }

function scenarioOf(row: object): string | null {
  return 'version' in row && typeof row.version === 'string' ? (readVersionKey(row.version)?.scenarioId ?? null) : null
}

/** The rows that a row refers to by its fields; a row of a scenario's version refers to the scenario. */
export function referencesByFields(row: object, refersBy: readonly ReferringField[]): readonly Reference[] {
  const values = new Map<string, unknown>(Object.entries(row))
  const references: Reference[] = refersBy.flatMap((field) => {
    const id = values.get(field)
    return typeof id === 'string' ? [{ table: TARGET_OF_FIELD[field], id }] : []
  })
  const scenario = scenarioOf(row)
  return scenario === null ? references : [...references, { table: 'scenario', id: scenario }]
}

/** How many rows of a table refer to each row: `service|mainframe` -> 3. */
function counted(refersBy: readonly ReferringField[]) {
  return remembered<Tables[TableName], ReadonlyMap<string, number>>((table) => {
    const counts = new Map<string, number>()
    for (const row of table.values()) {
      for (const reference of referencesByFields(row, refersBy)) {
        const key = `${reference.table}|${reference.id}`
        counts.set(key, (counts.get(key) ?? 0) + 1)
      }
    }
    return counts
  })
}

/**
 * Who refers to a row, among some tables, in words with counts: `3 cost lines`.
 *
 * @example usesAmong({ costLine: { one: 'cost line', many: 'cost lines', refersBy: ['serviceId'] } })(draft, { table: 'service', id: 'mainframe' }) // ['3 cost lines']
 */
export function usesAmong(facts: { readonly [Name in TableName]?: TableFacts }): (draft: Draft, row: Reference) => readonly string[] {
  const counters = (Object.entries(facts) as (readonly [TableName, TableFacts])[]).map(([name, { one, many, refersBy }]) => ({ name, one, many, counts: counted(refersBy), targets: new Set<TableName>(['scenario', ...refersBy.map((field) => TARGET_OF_FIELD[field])]) }))
  return (draft, row) =>
    counters.flatMap(({ name, one, many, counts, targets }) => {
      if (!targets.has(row.table)) return []
      const count = counts(draft[name]).get(`${row.table}|${row.id}`) ?? 0
      return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`]
    })
}
