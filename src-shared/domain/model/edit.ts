/**
 * Edits: what is saved, what is undone and what is sent are the same plain data, a list of row changes.
 * The inverse of an edit swaps `before` and `after` and runs backwards.
 */
import type { TableName, Tables } from './tables.ts'

/** One row before and after; null means that it is not there. `before` is checked when the change is applied. */
export type RowChange = {
  [Name in TableName]: { readonly table: Name; readonly id: string; readonly before: Tables[Name] | null; readonly after: Tables[Name] | null }
}[TableName]

/** What a command of the domain proposes: not yet stamped with id, time and author. */
export type EditPlan = {
  /** As the undo menu says it: `+3 % on 14 rates`. */
  readonly label: string
  readonly kind: EditKind
  readonly changes: readonly RowChange[]
}

/** `publish` is a barrier that undo never crosses (VER-2); `import` is one batch. */
export type EditKind = 'edit' | 'import' | 'publish'

export type Edit = EditPlan & {
  readonly id: string
  /** ISO instant. */
  readonly at: string
  readonly author: string
}

/** An edit as the journal keeps it. `undoes`/`redoes` name the revision that it takes back or brings back. */
export type JournalEntry = Edit & {
  readonly revision: number
  readonly undoes: number | null
  readonly redoes: number | null
}

/** A journal entry without its rows, for history lists. */
export type JournalSummary = Omit<JournalEntry, 'changes'> & { readonly changeCount: number }

/** What an edit did to some rows, for the history of those rows. */
export type RowHistory = { readonly entry: JournalSummary; readonly changes: readonly RowChange[] }

export function inverseChanges(changes: readonly RowChange[]): readonly RowChange[] {
  return changes.map(invert).reverse()
}

function invert(change: RowChange): RowChange {
  return { ...change, before: change.after, after: change.before } as RowChange
}

/**
 * A change of one row; typed so that table and row agree.
 *
 * @example rowChange('scenario', { before: null, after: scenario })
 */
export function rowChange<Name extends TableName>(table: Name, pair: { readonly before: Tables[Name] | null; readonly after: Tables[Name] | null }): RowChange {
  const id = (pair.after ?? pair.before)?.id
  if (id === undefined) throw new Error('A row change needs a row before or after.')
  // TypeScript does not see that Name distributes over the union; this is the one place that says so.
  return { table, id, before: pair.before, after: pair.after } as RowChange
}
