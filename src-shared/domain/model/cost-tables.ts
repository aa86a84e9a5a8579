/**
 * The rows of the cost side: what a year's rates are built from (COST, ALLOC, RECOV).
 * Each carries the version that it belongs to (VER-1). A version with a scenario holds what that scenario adds;
 * what it changes stands in `InputOverride`, one row a field.
 */
import type { AllocationMethod } from '../allocation/allocation-case.ts'
import type { Factor, Percent, Units, Usd } from '../decimal.ts'
import type { FiscalYear, IsoDate } from '../fiscal-year.ts'
import type { VersionKey } from '../version.ts'

/** Whose cost a row is: a service's or a pool's, never both. */
export type CostOwner = { readonly serviceId: string; readonly poolId: null } | { readonly serviceId: null; readonly poolId: string }
type Owned = { readonly serviceId: string | null; readonly poolId: string | null }

/** Who says so, on what ground, and where it stands. */
type Stated = {
  readonly assumption: string
  readonly author: string
  readonly source: string
}

export type InternalServiceFund = { readonly id: string; readonly code: string; readonly name: string; readonly note: string; readonly position: number }

export const PROVENANCES = ['own', 'fictional'] as const
export const RESERVE_DIVISORS = ['365/60', '6'] as const
export const RESERVE_EXPENSES = ['allowable-only', 'all-cash'] as const

/** What holds for a whole version: general assumptions and policies, with the defaults of `default-policy.ts`. */
export type YearPolicy = {
  /** The version's key. */
  readonly id: string
  readonly version: VersionKey
  /** COST-2: of the salary, and a year for one FTE; for positions that state none of their own. */
  readonly fringePercent: Percent
  readonly fringeFlat: Usd
  readonly vacancyPercent: Percent
  readonly allocationMethod: AllocationMethod
  /** COST-3: an item at or above it is depreciated, below it an expense of its first month. */
  readonly capitalThreshold: Usd
  /** RECOV-1: by how much revenue may differ from target revenue. */
  readonly recoveryTolerancePercent: Percent
  /** RECOV-3. */
  readonly reserveDivisor: (typeof RESERVE_DIVISORS)[number]
  readonly reserveExpense: (typeof RESERVE_EXPENSES)[number]
  /** A rounding effect (NUM-3) above it is a finding. */
  readonly roundingEffectThreshold: Usd
  /** `fictional` is said wherever figures of this version are shown or leave the application. */
  readonly provenance: (typeof PROVENANCES)[number]
  readonly note: string
}

/** COST-1: 2a personnel, 2b other costs, 5 allocated costs not specific to the service; then the other terms of RATE-1. */
export const COST_SECTIONS = ['personnel', 'other', 'not-specific', 'reserve-contribution', 'subsidy', 'other-revenue'] as const
export type CostSection = (typeof COST_SECTIONS)[number]
export const ALLOWABILITIES = ['allowable', 'unallowable'] as const
export const CASH_KINDS = ['cash', 'non-cash'] as const
export const RECURRENCES = ['recurring', 'one-time'] as const

/** One line of a cost framework (COST-1). A subsidy or other revenue is written as a positive amount and taken off. */
export type CostLine = Owned & Stated & {
  readonly id: string
  readonly version: VersionKey
  readonly section: CostSection
  /** State object code: `AA`, `DD`, `HH`, `U05`, `UU`, `LL`; or empty. */
  readonly objectCode: string
  readonly description: string
  readonly amount: Usd
  /** Full-time equivalents that a personnel line pays for, where no positions are listed. */
  readonly fte: Factor | null
  readonly fundId: string | null
  readonly allowable: (typeof ALLOWABILITIES)[number]
  readonly cash: (typeof CASH_KINDS)[number]
  /** COST-4: one-time lines do not roll. */
  readonly recurrence: (typeof RECURRENCES)[number]
  /** Path or link of a document; never the document. */
  readonly attachment: string
  readonly position: number
}

/** COST-3: depreciated in a straight line from the month in service. */
export type CapitalItem = Owned & Stated & {
  readonly id: string
  readonly version: VersionKey
  readonly description: string
  readonly objectCode: string
  readonly purchasePrice: Usd
  readonly inServiceOn: IsoDate
  readonly lifeMonths: number
  readonly fundId: string | null
  readonly attachment: string
}

/** COST-4: by how much lines of an object code grow when they roll into this version. */
export type Escalator = { readonly id: string; readonly version: VersionKey; readonly objectCode: string; readonly percent: Percent; readonly assumption: string; readonly source: string }

/** COST-2. Null fringe and vacancy: those of the year's policy. */
export type StaffPosition = Stated & {
  readonly id: string
  readonly version: VersionKey
  /** Position number, unique in its version. */
  readonly code: string
  readonly title: string
  readonly bargainingUnit: string
  readonly grade: string
  /** Optional; can be left out of every export. */
  readonly employeeName: string
  /** A year's salary for one FTE on `salaryAsOf`, with every increase up to that day. */
  readonly baseSalary: Usd
  readonly salaryAsOf: IsoDate
  readonly fte: Factor
  /** First and last day; null: the whole year. */
  readonly startsOn: IsoDate | null
  readonly endsOn: IsoDate | null
  readonly fringePercent: Percent | null
  readonly fringeFlat: Usd | null
  readonly vacancyPercent: Percent | null
  readonly fundId: string | null
}

/** The part of a position that one service or pool pays; parts above 100 % are refused, below they are flagged. */
export type StaffAssignment = Owned & { readonly id: string; readonly version: VersionKey; readonly staffPositionId: string; readonly percent: Percent }

export const INCREASE_KINDS = ['cost-of-living', 'step'] as const
/** COST-2: of all positions, of a bargaining unit, or of one position; in force from `effectiveFrom` on. */
export type SalaryIncrease = {
  readonly id: string
  readonly version: VersionKey
  readonly kind: (typeof INCREASE_KINDS)[number]
  readonly name: string
  /** Empty: all. */
  readonly bargainingUnit: string
  readonly staffPositionId: string | null
  readonly percent: Percent
  readonly effectiveFrom: IsoDate
  readonly source: string
}

/** ALLOC: cost that is shared out. With a `serviceId` it holds that service's whole cost (RATE-2). */
export type CostPool = {
  readonly id: string
  readonly version: VersionKey
  /** Unique in its version; the same in every year. */
  readonly code: string
  readonly name: string
  readonly serviceId: string | null
  /** Null: nothing to share it out by, so it stays unallocated and is reported. */
  readonly driverId: string | null
  /** Place in the step-down order. */
  readonly position: number
  readonly note: string
}

/** ALLOC-5. `fte`, `direct-cost` and `units` are taken from the model, the others from `DriverQuantity`. */
export const DRIVER_KINDS = ['typed', 'fixed-percent', 'fte', 'direct-cost', 'units'] as const
export type Driver = {
  readonly id: string
  readonly version: VersionKey
  /** Unique in its version; the same in every year. */
  readonly code: string
  readonly name: string
  readonly kind: (typeof DRIVER_KINDS)[number]
  /** `FTE`, `square feet`. */
  readonly unit: string
  readonly note: string
  readonly source: string
}

/** `<driver>|<service or pool>`: see `driverQuantityId`. */
export type DriverQuantity = Owned & { readonly id: string; readonly version: VersionKey; readonly driverId: string; readonly quantity: Units; readonly source: string }

export const RATE_SOURCES = ['derived', 'typed'] as const
export const UNIT_BASES = ['planned-units', 'practical-capacity'] as const
/** How a rate comes out of its service's cost (RATE-1): `<version>|<rate>`, see `rateBuildId`. */
export type RateBuild = {
  readonly id: string
  readonly version: VersionKey
  readonly rateId: string
  /** Part of the service's cost; the parts of one service add up to 100. */
  readonly costPercent: Percent
  readonly dividedBy: (typeof UNIT_BASES)[number]
  readonly practicalCapacity: Units | null
  /** `derived`: in an unpublished version the price is the derived rate, rounded; `typed`: it is overridden by hand. */
  readonly rateSource: (typeof RATE_SOURCES)[number]
  readonly overrideReason: string
}

/** Planned, forecast or actual units of a rate, in total (`customer` empty) or by customer: `<version>|<rate>|<customer>`, see `rateUnitsId`. */
export type RateUnits = Stated & { readonly id: string; readonly version: VersionKey; readonly rateId: string; readonly customer: string; readonly units: Units }

/** RECOV-1, RECOV-2: `<version>|<service>|<fund>`, see `revenueId`. */
export type Revenue = {
  readonly id: string
  readonly version: VersionKey
  readonly serviceId: string
  readonly fundId: string | null
  readonly billed: Usd
  readonly imputed: Usd
  /** Part of `billed` that was paid with federal money (RECOV-5). */
  readonly federallyFunded: Usd
  readonly source: string
}

/** RECOV-1: what a service's account in a fund begins the year with, earns as interest, and transfers in (negative: out). */
export type FundBalance = { readonly id: string; readonly version: VersionKey; readonly serviceId: string; readonly fundId: string | null; readonly opening: Usd; readonly interest: Usd; readonly transfers: Usd; readonly source: string }

export const SETTLEMENTS = ['future-rates', 'cash-refund', 'credits', 'central-cost'] as const
/** RECOV-4, RECOV-5: the balance of a closed year and how it is settled. */
export type CarryForward = {
  readonly id: string
  readonly serviceId: string
  /** Of which account it is the balance; null: of the service's main one. */
  readonly fundId: string | null
  readonly closedYear: FiscalYear
  /** Positive: under-recovered, to be added; negative: over-recovered, to be taken off. */
  readonly amount: Usd
  readonly settledBy: (typeof SETTLEMENTS)[number]
  readonly firstYear: FiscalYear
  /** Over how many years it is spread. */
  readonly years: number
  /** The last year in which it may be used. */
  readonly expiresAfter: FiscalYear
  readonly note: string
  readonly source: string
}

/** The tables whose rows a scenario may change field by field. */
export const OVERRIDABLE_TABLES = ['yearPolicy', 'costLine', 'capitalItem', 'staffPosition', 'staffAssignment', 'salaryIncrease', 'costPool', 'driverQuantity', 'rateBuild', 'rateUnits'] as const
export type OverridableTable = (typeof OVERRIDABLE_TABLES)[number]

/**
 * One changed input of a scenario's cost side (VER-4): `<scenario>|<table>|<row>|<field>`, see `inputOverrideId`.
 * The field `left-out` with the value `yes` leaves the whole row out. Values are the text of the row's field; empty text for null.
 */
export type InputOverride = {
  readonly id: string
  readonly scenarioId: string
  /** The version of the row, without a scenario. */
  readonly version: VersionKey
  readonly table: OverridableTable
  readonly rowId: string
  readonly field: string
  readonly value: string
  readonly baseValue: string
  /** Revision of the year's schedule when it was made; 0 when there was none. */
  readonly baseRevision: number
  readonly note: string
}

/** Every table of the cost side by its name. */
export type CostTables = {
  readonly internalServiceFund: InternalServiceFund
  readonly yearPolicy: YearPolicy
  readonly driver: Driver
  readonly costPool: CostPool
  readonly costLine: CostLine
  readonly capitalItem: CapitalItem
  readonly escalator: Escalator
  readonly staffPosition: StaffPosition
  readonly staffAssignment: StaffAssignment
  readonly salaryIncrease: SalaryIncrease
  readonly driverQuantity: DriverQuantity
  readonly rateBuild: RateBuild
  readonly rateUnits: RateUnits
  readonly revenue: Revenue
  readonly fundBalance: FundBalance
  readonly carryForward: CarryForward
  readonly inputOverride: InputOverride
}

/** @example rateBuildId('FY2005/plan', 'mf-cpu-p') // 'FY2005/plan|mf-cpu-p' */
export function rateBuildId(version: VersionKey, rateId: string): string {
  return `${version}|${rateId}`
}

/** @example rateUnitsId({ version: 'FY2005/plan', rateId: 'mf-cpu-p', customer: '' }) // 'FY2005/plan|mf-cpu-p|' */
export function rateUnitsId(key: Pick<RateUnits, 'version' | 'rateId' | 'customer'>): string {
  return `${key.version}|${key.rateId}|${key.customer}`
}

export function driverQuantityId(key: { readonly version: VersionKey; readonly driverId: string; readonly serviceId: string | null; readonly poolId: string | null }): string {
  return `${key.version}|${key.driverId}|${key.serviceId === null ? `pool:${key.poolId}` : `service:${key.serviceId}`}`
}

/** Also the id of a `FundBalance`. */
export function revenueId(key: Pick<Revenue, 'version' | 'serviceId' | 'fundId'>): string {
  return `${key.version}|${key.serviceId}|${key.fundId ?? ''}`
}

export function escalatorId(key: Pick<Escalator, 'version' | 'objectCode'>): string {
  return `${key.version}|${key.objectCode}`
}

export function inputOverrideId(key: Pick<InputOverride, 'scenarioId' | 'table' | 'rowId' | 'field'>): string {
  return `${key.scenarioId}|${key.table}|${key.rowId}|${key.field}`
}
