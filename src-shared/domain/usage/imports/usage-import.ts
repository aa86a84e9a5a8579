/** What an import of monthly usage asks and what a file of it says, between the file, the model and the screen. */
import type { Issue } from '../../issues.ts'
import type { Month } from '../../month.ts'
import type { BatchLines } from '../batch-lines.ts'
import type { DaysOfLines } from '../days-of-lines.ts'
import type { MonthSpan } from '../schedule-months.ts'

export const USAGE_FIELDS = ['agency', 'rate', 'month', 'quantity'] as const
export type UsageField = (typeof USAGE_FIELDS)[number]

/** Which column (0-based) holds what: a month and a quantity a row, or (with `months`) a column a month. */
export type UsageImportMapping = {
  /** 1-based row that holds the column names. */
  readonly headerRow: number
  readonly fields: { readonly [Field in UsageField]?: number }
  readonly months: readonly { readonly column: number; readonly month: Month }[]
}

/** What codes of a file mean in a model, and which months it has: all that its rows are checked against. */
export type UsageCatalog = {
  /** Every customer and rate that a line may name; lines give their places. */
  readonly customerIds: readonly string[]
  readonly rateIds: readonly string[]
  /** Codes, each with the place of its id. */
  readonly customers: readonly (readonly [code: string, place: number])[]
  readonly rates: readonly (readonly [code: string, place: number])[]
  /** Those of the fiscal years that have a rate schedule. */
  readonly months: readonly MonthSpan[]
}

/** A file that was read whole. */
export type UsageOfFile = {
  readonly mapping: UsageImportMapping
  /** In the order of `line-order.ts`, by places in the catalog's lists; each customer, rate and month once. */
  readonly lines: BatchLines
  /** Of the lines that are of days. */
  readonly days: DaysOfLines
  /** 1-based row of each line. */
  readonly row: Int32Array
  /** At most `MOST_SHOWN` of them, each kind among them; the rest is counted in the last one. */
  readonly issues: readonly Issue[]
  readonly counts: {
    /** Below the header, without empty ones and comments. */
    readonly rows: number
    readonly refusedRows: number
    /** Lines below zero. */
    readonly credits: number
  }
}

/** A table of a file, as far as its mapping can be chosen from it. */
export type InspectedUsage = {
  readonly sheet: string
  readonly columnCount: number
  readonly rowNumbers: readonly number[]
  /** The first 50 rows. */
  readonly rows: readonly (readonly string[])[]
  readonly proposal: UsageImportMapping
}

/** The most issues of one file that are listed; the rest is counted. */
export const MOST_SHOWN = 100
/** The most lines of one file. */
export const MOST_LINES = 4_000_000
/** Rows in which the column names are looked for, and which a person sees. */
export const HEAD_ROWS = 50
