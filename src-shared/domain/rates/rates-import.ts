/**
 * What an import of rates asks and answers. `plan-rates-import.ts` computes the plan from a foreign table and a mapping.
 */
import type { FiscalYear } from '../fiscal-year.ts'
import type { Issue } from '../issues.ts'

export const RATES_IMPORT_FIELDS = ['code', 'title', 'billableUnit', 'objectCode', 'lineOfBusiness', 'serviceGroup', 'service', 'places', 'note'] as const
export type RatesImportField = (typeof RATES_IMPORT_FIELDS)[number]

/** Which column (0-based) holds what. `code` and at least one year are required; the rest may be missing. */
export type RatesImportMapping = {
  /** 1-based row that holds the column names. */
  readonly headerRow: number
  readonly fields: Readonly<Partial<Record<RatesImportField, number>>>
  readonly years: readonly { readonly column: number; readonly fiscalYear: FiscalYear }[]
}

export type RatesImportPreviewRow = {
  /** 1-based, in the file. */
  readonly rowNumber: number
  readonly code: string
  readonly title: string
  /** `new rate`, `changed: FY2004 99.81 -> 100.00`, `unchanged`. */
  readonly effect: 'new' | 'changed' | 'unchanged' | 'refused'
  readonly effectText: string
}

/** What would happen; nothing is written until it is accepted. */
export type RatesImportOutcome = {
  readonly label: string
  readonly issues: readonly Issue[]
  readonly preview: readonly RatesImportPreviewRow[]
  readonly counts: { readonly new: number; readonly changed: number; readonly unchanged: number; readonly refused: number }
  /** How many rows of the model it changes; 0 when it is refused. */
  readonly changeCount: number
}
