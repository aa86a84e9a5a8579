/** What the core answers, as types; `contract.ts` holds its schemas to them. */
import type { BundledReport } from '../domain/reports/billing/bundle-contents.ts'
import type { Edit, JournalSummary, RowChange } from '../domain/model/edit.ts'
import type { ModelRows } from '../domain/model/draft.ts'
import type { ImportOutcome } from '../domain/import-outcome.ts'
import type { RatesImportMapping } from '../domain/rates/rates-import.ts'

export type { Edit, JournalSummary, ModelRows, RatesImportMapping, ImportOutcome, RowChange }

export type UndoStep = { readonly revision: number; readonly label: string }
/** What undo and redo would do now; null when there is nothing, or when a publish stands before it. */
export type UndoState = { readonly undo: UndoStep | null; readonly redo: UndoStep | null }

export type ModelInfo = {
  readonly path: string
  readonly name: string
  readonly mode: 'read-write' | 'snapshot'
  readonly revision: number
  readonly undoState: UndoState
  /** Set on the sample: its cost side is fictional, its rates are a published schedule. */
  readonly isSample: boolean
}

export type AppStatus = {
  readonly productVersion: string
  readonly hostKind: 'desktop' | 'browser' | 'command-line'
  readonly hasDialogs: boolean
  /** Asked once per machine; empty until then. */
  readonly author: string
  readonly modelsFolder: string
  readonly recents: readonly { readonly path: string; readonly name: string; readonly openedAt: string; readonly exists: boolean }[]
  /** Screen preferences by key, JSON text. */
  readonly preferences: Readonly<Record<string, string>>
  readonly open: ModelInfo | null
}

export type Loaded = { readonly info: ModelInfo; readonly rows: ModelRows }
export type Committed = { readonly revision: number; readonly undoState: UndoState; readonly savedAt: string }
/** What an undo or redo did: the changes to apply to the draft in the window. */
export type Taken = { readonly committed: Committed; readonly label: string; readonly changes: readonly RowChange[] }

export type InspectedTable = {
  readonly table: {
    readonly sheet: string
    readonly rowCount: number
    readonly columnCount: number
    readonly rowNumbers: readonly number[]
    /** The first 50 rows. */
    readonly rows: readonly (readonly string[])[]
  }
  readonly proposal: RatesImportMapping
}
/** How far a long request is. Writing cannot be cancelled any more. */
export type TaskProgress = { readonly phase: 'reading' | 'writing'; readonly rows: number; readonly bytes: number; readonly totalBytes: number }
export type ImportAccepted = { readonly outcome: ImportOutcome; readonly loaded: Loaded }

/** A report of one customer among those of all; `file` null: `why` says why there is none. */
export type BundledFile = BundledReport
/** How far long work is. */
export type Progress = { readonly done: number; readonly total: number }
export type ExportedAll = { readonly exported: Exported; readonly files: readonly BundledFile[] }

export type Exported = { readonly kind: 'saved'; readonly path: string } | { readonly kind: 'file'; readonly file: File } | { readonly kind: 'cancelled' }
