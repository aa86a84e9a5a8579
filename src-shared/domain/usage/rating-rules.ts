/**
 * Rules of rating as data: how raw measures (CPU minutes, pages, tracks) become billable quantities (BILL-2 to BILL-6, BILL-11).
 * Plain rows, text-keyed, each with its source. A rule that changes over time has a half-open period: it holds from
 * `effectiveFrom` to the day before `effectiveUntil`; null means that no end is known.
 */
import type { Factor } from '../decimal.ts'
import type { IsoDate } from '../fiscal-year.ts'
import type { RatingParameterName } from './rating-parameters.ts'

/** When a row holds: `effectiveFrom` is its first day, `effectiveUntil` the first day on which it no longer does. */
export type EffectivePeriod = { readonly effectiveFrom: IsoDate; readonly effectiveUntil: IsoDate | null }

/** Where a rule stands, and what has to be known about it. */
type Sourced = { readonly note: string; readonly source: string }

/** F_p: CPU time of a system against the base computer (BILL-2). One row a system and period. */
export type PerformanceFactor = EffectivePeriod & Sourced & {
  readonly id: string
  /** As a job names it: `ASYS`. A complex of two systems has a row for each. */
  readonly system: string
  readonly model: string
  readonly factor: Factor
}

/** `smf`: measured as it is billed (batch, TSO). `transaction`: measured by transaction, and converted first (on-line work). */
export const MEASUREMENTS = ['smf', 'transaction'] as const
export type Measurement = (typeof MEASUREMENTS)[number]

/** Work of one kind, which shares resources: `Batch`, `TSO`, `CICS`. */
export type ApplicationClass = Sourced & { readonly id: string; readonly name: string; readonly measurement: Measurement }

/**
 * `cpu` and `io`: F_a, for resources that a class shares. The others convert on-line measurements to what SMF would report:
 * `cpu-capture` is F_c, `cpu-terminal` is F_t of work that a terminal region hosts; `io-capture` and `io-terminal` are their like for I/Os.
 */
export const ADJUSTMENT_KINDS = ['cpu', 'io', 'cpu-capture', 'cpu-terminal', 'io-capture', 'io-terminal'] as const
export type AdjustmentKind = (typeof ADJUSTMENT_KINDS)[number]

/** A factor of an application class (BILL-2, Note 2). */
export type AdjustmentFactor = EffectivePeriod & Sourced & {
  readonly id: string
  /** Name of the application class. */
  readonly applicationClass: string
  readonly kind: AdjustmentKind
  readonly factor: Factor
}

/** `county`: kept in one county only; whether it counts is the parameter `county-holidays`. */
export const HOLIDAY_SCOPES = ['state', 'county'] as const

/** A day on which no prime time is (BILL-3), as it is kept: a holiday on a Sunday stands on its Monday. */
export type Holiday = Sourced & { readonly id: string; readonly date: IsoDate; readonly name: string; readonly scope: (typeof HOLIDAY_SCOPES)[number] }

/** A threshold, a conversion constant or a switch (1 on, 0 off); unit and rule id stand in `RATING_PARAMETERS`. */
export type RatingParameter = EffectivePeriod & Sourced & { readonly id: string; readonly name: RatingParameterName; readonly value: Factor }

export const PRINT_FORMS = ['standard', 'special'] as const
export type PrintForm = (typeof PRINT_FORMS)[number]

/** How output of a SYSOUT class is printed (BILL-4): `imagesPerPage` page images on one physical page, both sides counted. */
export type PrintClass = EffectivePeriod & Sourced & { readonly id: string; readonly sysoutClass: string; readonly form: PrintForm; readonly imagesPerPage: Factor }

export const LIMIT_KINDS = ['up-to', 'under'] as const

/** Mailboxes by size (BILL-11): the first class whose limit a size keeps to is its class. */
export type MailboxClass = EffectivePeriod & Sourced & {
  readonly id: string
  readonly name: string
  readonly megabytes: Factor
  /** `up-to` takes the limit itself in, `under` leaves it to the next class. */
  readonly limit: (typeof LIMIT_KINDS)[number]
  readonly rateCode: string
}

/** CF of a mail room job (BILL-6): how much longer a piece takes than one of the standard job. */
export type ComplexityFactor = EffectivePeriod & Sourced & { readonly id: string; readonly code: string; readonly title: string; readonly factor: Factor }

export const BIN_KINDS = ['report', 'inter-office', 'incoming'] as const
export type BinKind = (typeof BIN_KINDS)[number]

/** A bin of the mail room by kind and level, and the rate that prices it. */
export type BinSize = Sourced & { readonly id: string; readonly kind: BinKind; readonly level: number; readonly rateCode: string }

/** What is measured and priced by one rate. Mailboxes and bins have their rates in rows of their own. */
export const MEASURES = [
  'cpu-prime', 'cpu-non-prime', 'io-prime', 'io-non-prime', 'pages-standard', 'pages-special', 'tape-mounts', 'dasd', 'tape', 'archive', 'report-storage', 'connect-minutes',
  'circuit-drops', 'circuit-miles', 'lan-mailboxes', 'payroll-checks', 'manual-insertion', 'automated-insertion', 'clerical', 'data-entry', 'monthly-minimum',
] as const
export type Measure = (typeof MEASURES)[number]

/** The rate by which a measure is priced, by its code in the catalog. */
export type RatedMeasure = { readonly id: string; readonly measure: Measure; readonly rateCode: string; readonly source: string }

/** Every rule of a model. */
export type RatingRules = {
  readonly performanceFactors: readonly PerformanceFactor[]
  readonly applicationClasses: readonly ApplicationClass[]
  readonly adjustmentFactors: readonly AdjustmentFactor[]
  readonly holidays: readonly Holiday[]
  readonly parameters: readonly RatingParameter[]
  readonly printClasses: readonly PrintClass[]
  readonly mailboxClasses: readonly MailboxClass[]
  readonly complexityFactors: readonly ComplexityFactor[]
  readonly binSizes: readonly BinSize[]
  readonly ratedMeasures: readonly RatedMeasure[]
}
