/**
 * The rows of a model: one type a table, plain data, text-keyed.
 * The database, an edit, a message and the draft in the window all hold exactly these rows.
 */
import type { Factor, Percent, UsdPerUnit } from '../decimal.ts'
import type { FiscalYear, IsoDate } from '../fiscal-year.ts'
import type { VersionKey } from '../version.ts'
import type { BillingTables } from './billing-tables.ts'
import type { CostTables } from './cost-tables.ts'
import type { RatingTables } from './rating-tables.ts'
import type { ServiceLevelTables } from './service-level-tables.ts'
import type { TableName } from './table-names.ts'

export { TABLE_NAMES, type TableName } from './table-names.ts'

/** The one row (`id` is `model`) of what holds for the whole model. */
export type Settings = {
  readonly id: string
  /** Whose model it is, as workbooks print it. */
  readonly agencyName: string
  /** The office that issues the rates. */
  readonly officeName: string
  /** 1 to 12; 7 means that a fiscal year starts in July (NUM-6). */
  readonly fiscalYearFirstMonth: number
}

export type LineOfBusiness = { readonly id: string; readonly name: string; readonly position: number }

export type ServiceGroup = { readonly id: string; readonly lineOfBusinessId: string; readonly name: string; readonly position: number }

export type Service = {
  readonly id: string
  readonly serviceGroupId: string
  readonly code: string
  readonly name: string
  readonly description: string
  readonly position: number
  /** The first fiscal year in which it is no longer offered. */
  readonly retiredFrom: FiscalYear | null
}

/** One billable resource of a service; its prices are rows of their own. */
export type Rate = {
  readonly id: string
  readonly serviceId: string
  readonly code: string
  readonly title: string
  /** As a customer reads it: `CPU Hour`, `Port - Month`. */
  readonly billableUnit: string
  /** State object code under which it is billed (E10 computer services, E05 postal), or empty. */
  readonly objectCode: string
  readonly position: number
  readonly retiredFrom: FiscalYear | null
  readonly note: string
}

export const RELATION_KINDS = ['merged', 'split', 'replaced'] as const
/** From `fiscalYear` on, `fromRateId` is merged into, split into, or replaced by `toRateId`. */
export type RateRelation = {
  readonly id: string
  readonly fiscalYear: FiscalYear
  readonly kind: (typeof RELATION_KINDS)[number]
  readonly fromRateId: string
  readonly toRateId: string
  readonly note: string
}

export const SCHEDULE_STATES = ['draft', 'under-review', 'published'] as const
export type ScheduleState = (typeof SCHEDULE_STATES)[number]

/**
 * One revision of a year's schedule (VER-2). Revision 1 carries the year; a later one carries what it corrects, and
 * holds from `effectiveFrom` on until a still later one that prices the same rate (periods are derived, so they never overlap).
 */
export type Schedule = {
  /** `FY2004/plan#2`: see `scheduleId`. */
  readonly id: string
  readonly version: VersionKey
  readonly revision: number
  readonly state: ScheduleState
  readonly effectiveFrom: IsoDate
  readonly issuedOn: IsoDate | null
  readonly note: string
}

/** RATE-3 and RATE-2. */
export const PRICE_KINDS = ['per-unit', 'cost-plus-percent', 'contract-rate', 'varies', 'flat-per-period', 'no-units', 'not-billed', 'not-published'] as const
export type PriceKind = (typeof PRICE_KINDS)[number]

/** RATE-6. */
export const CUSTOMER_CLASSES = ['state', 'non-state', 'external'] as const
export type CustomerClass = (typeof CUSTOMER_CLASSES)[number]

export type Price = {
  /** `FY2004/plan#2|prime-cpu-time|state`: see `priceId`. */
  readonly id: string
  readonly scheduleId: string
  readonly rateId: string
  readonly customerClass: CustomerClass
  readonly kind: PriceKind
  /** Published price; present exactly for `per-unit` and `flat-per-period`. */
  readonly amount: UsdPerUnit | null
  /** Present exactly for `cost-plus-percent`. */
  readonly percent: Percent | null
  /** What a percent is added to (`Meter`, `Purchase Cost`), or the period of a flat price; else empty. */
  readonly basisText: string
  /** Places at which it is published, 0 to 6 (NUM-3); of the percent for `cost-plus-percent`. */
  readonly places: number
  /** The unrounded rate, where it is known (NUM-3). */
  readonly derivedAmount: UsdPerUnit | null
  readonly note: string
}

/** A named figure that a rate of `version` is compared with (RATE-5): typed with its source, or a weighted sum of earlier rates. */
export type Baseline = {
  readonly id: string
  readonly version: VersionKey
  readonly rateId: string
  readonly name: string
  readonly position: number
  /** A typed figure; null when it is the sum of its terms. */
  readonly typedAmount: UsdPerUnit | null
  readonly source: string
}

/** `multiplier / divisor` times the published price of `rateId` in `version`. */
export type BaselineTerm = {
  readonly id: string
  readonly baselineId: string
  readonly position: number
  readonly version: VersionKey
  readonly rateId: string
  readonly multiplier: Factor
  readonly divisor: Factor
}

/** A row of a schedule exactly as it was printed; kept for the audit (RATE-7), never computed with elsewhere. */
export type PrintedRow = {
  readonly id: string
  readonly version: VersionKey
  readonly position: number
  /** Headings above it, ` > ` between them. */
  readonly heading: string
  readonly resource: string
  readonly billableUnit: string
  readonly fromText: string
  readonly toText: string
  readonly differenceText: string
  readonly percentText: string
  readonly source: string
  readonly rateId: string | null
}

export type Scenario = {
  readonly id: string
  readonly name: string
  readonly note: string
  readonly author: string
  /** ISO instant. */
  readonly createdAt: string
  readonly position: number
}

export const OVERRIDE_FIELDS = ['amount', 'percent'] as const
/**
 * One changed figure of a scenario (VER-4), with the base figure and revision against which it was made.
 * `value` null takes the price away in this scenario; `baseValue` null means that the base had no such figure.
 */
export type Override = {
  /** `<scenario>|FY2004/plan|prime-cpu-time|state|amount`: see `overrideId`. */
  readonly id: string
  readonly scenarioId: string
  readonly version: VersionKey
  readonly rateId: string
  readonly customerClass: CustomerClass
  readonly field: (typeof OVERRIDE_FIELDS)[number]
  readonly value: UsdPerUnit | Percent | null
  readonly places: number
  readonly baseValue: UsdPerUnit | Percent | null
  /** Revision number of the base schedule that was in force when it was made; 0 when there was none. */
  readonly baseRevision: number
  /** How it was made, when it was a relative edit; it can then be re-applied to a base that has moved. */
  readonly relativeKind: 'percent' | 'amount' | null
  readonly relativeBy: Percent | UsdPerUnit | null
  readonly note: string
}

/** Holds the list of names and the rows to each other: a name without a row, or a row without a name, does not compile. */
type TablesByName<Rows extends { readonly [Name in TableName]: { readonly id: string } } & { readonly [Name in Exclude<keyof Rows, TableName>]: never }> = Rows

/** Every table by its name. */
export type Tables = TablesByName<{
  readonly settings: Settings
  readonly lineOfBusiness: LineOfBusiness
  readonly serviceGroup: ServiceGroup
  readonly service: Service
  readonly rate: Rate
  readonly rateRelation: RateRelation
  readonly schedule: Schedule
  readonly price: Price
  readonly baseline: Baseline
  readonly baselineTerm: BaselineTerm
  readonly printedRow: PrintedRow
  readonly scenario: Scenario
  readonly override: Override
} & CostTables & BillingTables & RatingTables & ServiceLevelTables>

/** @example scheduleId('FY2004/plan', 2) // 'FY2004/plan#2' */
export function scheduleId(version: VersionKey, revision: number): string {
  return `${version}#${revision}`
}

export function priceId(key: { readonly scheduleId: string; readonly rateId: string; readonly customerClass: CustomerClass }): string {
  return `${key.scheduleId}|${key.rateId}|${key.customerClass}`
}

export function overrideId(key: Pick<Override, 'scenarioId' | 'version' | 'rateId' | 'customerClass' | 'field'>): string {
  return `${key.scenarioId}|${key.version}|${key.rateId}|${key.customerClass}|${key.field}`
}
