/**
 * A model in memory: an immutable map a table. An edit makes the next draft and shares every table that it does not touch.
 */
import { TABLE_NAMES, type TableName, type Tables } from './tables.ts'

export type Draft = { readonly [Name in TableName]: ReadonlyMap<string, Tables[Name]> }

/** The rows of a model as lists, as a file is read and a message is sent. */
export type ModelRows = { readonly [Name in TableName]: readonly Tables[Name][] }

/** A draft without rows. */
export function emptyDraft(): Draft {
  return {
    settings: new Map(), lineOfBusiness: new Map(), serviceGroup: new Map(), service: new Map(), rate: new Map(), rateRelation: new Map(),
    schedule: new Map(), price: new Map(), baseline: new Map(), baselineTerm: new Map(), printedRow: new Map(), scenario: new Map(), override: new Map(),
  }
}

function byId<Row extends { readonly id: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [row.id, row]))
}

export function draftFromRows(rows: ModelRows): Draft {
  return {
    settings: byId(rows.settings), lineOfBusiness: byId(rows.lineOfBusiness), serviceGroup: byId(rows.serviceGroup), service: byId(rows.service),
    rate: byId(rows.rate), rateRelation: byId(rows.rateRelation), schedule: byId(rows.schedule), price: byId(rows.price), baseline: byId(rows.baseline),
    baselineTerm: byId(rows.baselineTerm), printedRow: byId(rows.printedRow), scenario: byId(rows.scenario), override: byId(rows.override),
  }
}

export function rowsFromDraft(draft: Draft): ModelRows {
  return {
    settings: [...draft.settings.values()], lineOfBusiness: [...draft.lineOfBusiness.values()], serviceGroup: [...draft.serviceGroup.values()],
    service: [...draft.service.values()], rate: [...draft.rate.values()], rateRelation: [...draft.rateRelation.values()], schedule: [...draft.schedule.values()],
    price: [...draft.price.values()], baseline: [...draft.baseline.values()], baselineTerm: [...draft.baselineTerm.values()],
    printedRow: [...draft.printedRow.values()], scenario: [...draft.scenario.values()], override: [...draft.override.values()],
  }
}

/** How many rows there are in all tables. */
export function countRows(draft: Draft): number {
  return TABLE_NAMES.reduce((sum, name) => sum + draft[name].size, 0)
}
