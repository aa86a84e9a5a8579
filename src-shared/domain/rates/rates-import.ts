/**
 * What an import of rates asks and answers. `plan-rates-import.ts` computes the plan from a foreign table and a mapping.
 */
import type { FiscalYear } from '../fiscal-year.ts'
import type { ImportOutcome, ImportPreviewRow } from '../import-outcome.ts'

export const RATES_IMPORT_FIELDS = ['code', 'title', 'billableUnit', 'objectCode', 'lineOfBusiness', 'serviceGroup', 'service', 'places', 'note'] as const
export type RatesImportField = (typeof RATES_IMPORT_FIELDS)[number]

/** Which column (0-based) holds what. `code` and at least one year are required; the rest may be missing. */
export type RatesImportMapping = {
  /** 1-based row that holds the column names. */
  readonly headerRow: number
  readonly fields: Readonly<Partial<Record<RatesImportField, number>>>
  readonly years: readonly { readonly column: number; readonly fiscalYear: FiscalYear }[]
}

export type RatesImportPreviewRow = ImportPreviewRow
export type RatesImportOutcome = ImportOutcome
