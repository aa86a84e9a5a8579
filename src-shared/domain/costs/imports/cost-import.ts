/** What an import of the cost side, of the billing side's tables or of service levels asks, from a foreign table. */
import type { ImportOutcome } from '../../import-outcome.ts'
import type { IsoDate } from '../../fiscal-year.ts'
import type { Draft } from '../../model/draft.ts'
import type { EditPlan } from '../../model/edit.ts'
import type { Month } from '../../month.ts'
import type { Version } from '../../version.ts'

export const COST_IMPORT_KINDS = ['costs', 'positions', 'pools', 'drivers', 'units', 'revenue', 'balances', 'carry-forwards'] as const
export type CostImportKind = (typeof COST_IMPORT_KINDS)[number]
/** Tables of the billing side that are imported in the same way; usage by the million is not, see `usage/imports`. */
export const BILLING_IMPORT_KINDS = ['agencies', 'encumbrances'] as const
export type BillingImportKind = (typeof BILLING_IMPORT_KINDS)[number]
/** Tables of service levels and of agreements. */
export const LEVEL_IMPORT_KINDS = ['services', 'targets', 'measurements', 'outages', 'incidents', 'agreements'] as const
export type LevelImportKind = (typeof LEVEL_IMPORT_KINDS)[number]
export const TABLE_IMPORT_KINDS = [...COST_IMPORT_KINDS, ...BILLING_IMPORT_KINDS, ...LEVEL_IMPORT_KINDS] as const
export type TableImportKind = CostImportKind | BillingImportKind | LevelImportKind
/** Their rows belong to no version; a list, so that who only asks does not load every kind. */
const OF_NO_YEAR: readonly TableImportKind[] = ['carry-forwards', 'agencies', ...LEVEL_IMPORT_KINDS]

export function isOfNoYear(kind: TableImportKind): boolean {
  return OF_NO_YEAR.includes(kind)
}

/** Which column (0-based) of the file holds which field of the kind. */
export type CostImportMapping = {
  /** 1-based row that holds the column names. */
  readonly headerRow: number
  readonly fields: { readonly [field: string]: number }
}

export type ForeignRows = {
  readonly fileName: string
  readonly sheet: string
  /** 1-based places in the file of `rows`. */
  readonly rowNumbers: readonly number[]
  readonly rows: readonly (readonly string[])[]
}

export type CostImportRequest = ForeignRows & {
  readonly kind: TableImportKind
  readonly draft: Draft
  /** Where rows go that do not name a fiscal year and basis of their own. */
  readonly version: Version
  /** Null: the one that the header proposes. */
  readonly mapping: CostImportMapping | null
  readonly newId: () => string
  readonly author: string
  /** The day of the import: what is dated after it has not happened. */
  readonly today: IsoDate
  /** The months in which a customer used a rate of an object code, as far as they are recorded; left out where nothing asks. */
  readonly usedMonths?: (of: { readonly customerId: string; readonly objectCode: string }) => readonly Month[]
}

export type PlannedCostImport = { readonly outcome: ImportOutcome; readonly plan: EditPlan | null; readonly mapping: CostImportMapping }
