/** What each kind of import declares: its columns, which rows belong together, and the rows of the model that they become. */
import type { VersionKey } from '../../version.ts'
import type { TableImportKind } from './cost-import.ts'
import type { ImportColumn } from './import-column.ts'
import type { ImportModel } from './import-model.ts'
import type { ImportRecord, ImportRow } from './import-record.ts'

export type ImportKind = {
  readonly kind: TableImportKind
  /** What one and several are called: `cost line`, `cost lines`. */
  readonly one: string
  readonly many: string
  readonly columns: readonly ImportColumn[]
  /** Each list: at least one of its columns must be in the file, though none by itself. */
  readonly oneOf: readonly (readonly ImportColumn[])[]
  /** `any`: the plan of a published year takes rows as well; `none`: a row belongs to no year. Otherwise what is published is closed (VER-2). */
  readonly years?: 'any' | 'none'
  /** What tells two things apart; rows of the same key belong together, or stand twice. Undefined after saying what is bad. */
  readonly keyOf: (model: ImportModel, row: ImportRow, version: VersionKey) => string | undefined
  /** Whether several rows may tell of one thing. */
  readonly rowsOfOne: 'one' | 'several'
  /** False: two of the same cannot be added up in one row, such as percentages. */
  readonly addsUp?: false
  /** What a row is called in a preview. */
  readonly titleOf: (row: ImportRow) => { readonly code: string; readonly title: string }
  readonly plan: (model: ImportModel, record: ImportRecord, version: VersionKey) => void
}
