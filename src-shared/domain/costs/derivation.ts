/**
 * What comes out of a version's cost side (COST, ALLOC, RATE-1): the shapes that `cost-inputs.ts`, `position-cost.ts`,
 * `owner-costs.ts` and `derive-rates.ts` give, and that screens, reports, the CLI and explanations read.
 */
import type { AllocationMethod } from '../allocation/allocation-case.ts'
import type { Allocation } from '../allocation/allocation.ts'
import type { Factor, Percent, Units, Usd, UsdPerUnit } from '../decimal.ts'
import type { Issue } from '../issues.ts'
import type {
  CapitalItem, CarryForward, CostLine, CostPool, Driver, DriverQuantity, InputOverride, RateBuild, RateUnits, SalaryIncrease, StaffAssignment, StaffPosition, YearPolicy,
} from '../model/cost-tables.ts'
import type { Version } from '../version.ts'

/** The rows of a version as they hold in it: the base's rows as its scenario changes them, and what the scenario adds. */
export type CostInputs = {
  readonly version: Version
  readonly policy: YearPolicy
  readonly costLines: readonly CostLine[]
  readonly capitalItems: readonly CapitalItem[]
  readonly staffPositions: readonly StaffPosition[]
  readonly staffAssignments: readonly StaffAssignment[]
  readonly salaryIncreases: readonly SalaryIncrease[]
  /** In the step-down order. */
  readonly costPools: readonly CostPool[]
  readonly drivers: ReadonlyMap<string, Driver>
  readonly driverQuantities: readonly DriverQuantity[]
  /** By rate. */
  readonly rateBuilds: ReadonlyMap<string, RateBuild>
  readonly rateUnits: ReadonlyMap<string, readonly RateUnits[]>
  /** Balances of closed years that are settled by future rates and fall into this year (RECOV-4). */
  readonly carryForwards: readonly CarryForward[]
  /** What the scenario changes, by `<table>|<row>|<field>`. */
  readonly changed: ReadonlyMap<string, InputOverride>
  /** Of inputs that are only tried (PROJ-3): what stands in their place, by `<table>|<row>|<field>`; empty where nothing does. */
  readonly tried?: ReadonlyMap<string, string>
  /** Changes whose row is gone, or whose value the row cannot take (VER-4: reported, never dropped). */
  readonly orphaned: readonly InputOverride[]
}

/** One position's year (COST-2): twelve months from the fiscal year's first, each rounded to the cent. */
export type PositionCost = {
  readonly staffPositionId: string
  readonly months: readonly { readonly month: string; /** First day, `YYYY-MM-DD`. */ readonly salary: Usd; readonly fringe: Usd }[]
  readonly salary: Usd
  readonly fringe: Usd
  /** Mean of the twelve months: a position that begins at mid-year counts by half. To 6 places. */
  readonly fte: Factor
  /** By owner (`service:<id>` or `pool:<id>`), by largest remainder (NUM-5); what no part takes is `unassigned`. */
  readonly parts: readonly { readonly owner: OwnerKey; readonly percent: Percent; readonly salary: Usd; readonly fringe: Usd; readonly fte: Factor }[]
  readonly unassigned: { readonly salary: Usd; readonly fringe: Usd }
}

export type OwnerKey = `service:${string}` | `pool:${string}`

/** The terms of RATE-1, in the order in which every screen, report and bridge shows them. */
export const COST_ELEMENTS = ['salaries', 'fringe', 'personnel', 'other', 'not-specific', 'depreciation', 'overhead', 'carry-forward', 'reserve-contribution', 'subsidy', 'other-revenue'] as const
/**
 * `salaries` and `fringe` come from positions, `personnel` from typed lines of section 2a, `overhead` from allocation.
 * `subsidy` and `other-revenue` are negative here, so that a total is the sum of its elements.
 */
export type CostElement = (typeof COST_ELEMENTS)[number]

/** What a service or a pool costs by itself, before allocation. */
export type OwnerCost = {
  readonly owner: OwnerKey
  readonly elements: ReadonlyMap<CostElement, Usd>
  readonly fte: Factor
  /** Sum of the elements. */
  readonly own: Usd
  /** Of which allowable cash expense (RECOV-3) and allowable expense (RECOV-1). */
  readonly allowable: Usd
  readonly allowableCash: Usd
  /** All cash expense, allowable or not (RECOV-3 by setting). */
  readonly cash: Usd
}

export type ServiceCost = OwnerCost & {
  readonly serviceId: string
  /** By pool, each its own line; their sum is the element `overhead`. */
  readonly overhead: readonly { readonly poolId: string; readonly amount: Usd }[]
  readonly total: Usd
  /** True when its cost goes out again as a pool (RATE-2): its rates are "0 (funded from overhead)". */
  readonly isPool: boolean
}

export type DerivedRate = {
  readonly rateId: string
  readonly serviceId: string
  /** Its part of the service's cost, by largest remainder among the service's rates. */
  readonly cost: Usd
  /** The same by element; they add up to `cost`. */
  readonly elements: ReadonlyMap<CostElement, Usd>
  readonly plannedUnits: Units
  readonly dividedBy: RateBuild['dividedBy']
  readonly divisor: Units
  readonly practicalCapacity: Units | null
  /** Cost of the capacity that planned units leave unused, zero where they are above it; null without a capacity. */
  readonly unusedCapacityCost: Usd | null
  /** Cost / divisor to 12 places; null where nothing can be divided, and `reason` says why. */
  readonly unrounded: UsdPerUnit | null
  /** At the rate's places (NUM-3). */
  readonly rounded: UsdPerUnit | null
  readonly places: number
  readonly reason: 'no-units' | 'no-cost' | 'not-per-unit' | 'out-of-range' | null
  readonly rateSource: RateBuild['rateSource']
  readonly overrideReason: string
  /** What the version publishes: the derived price, a typed one, or none. */
  readonly published: UsdPerUnit | null
  /** (published - unrounded) x planned units, at the cent (NUM-3). */
  readonly roundingEffect: Usd | null
}

/** What of a rate is explained, besides the elements of its cost. */
export const RATE_FIGURES = ['rounded', 'unrounded', 'cost', 'plannedUnits', 'divisor', 'practicalCapacity', 'unusedCapacityCost', 'roundingEffect', 'published'] as const satisfies readonly (keyof DerivedRate)[]
export type RateFigure = (typeof RATE_FIGURES)[number] | CostElement

export type Derivation = {
  readonly inputs: CostInputs
  readonly method: AllocationMethod
  readonly positions: ReadonlyMap<string, PositionCost>
  /** By service; every service that has any cost, rate build or planned units. */
  readonly services: ReadonlyMap<string, ServiceCost>
  readonly pools: ReadonlyMap<string, OwnerCost>
  /** Null when the pools cannot be allocated: `issues` says why. */
  readonly allocation: Allocation | null
  /** By rate; rates with a rate build only. */
  readonly rates: ReadonlyMap<string, DerivedRate>
  /** Every own cost in, the cost of services out, and what stays unallocated or unassigned. */
  readonly totals: { readonly in: Usd; readonly out: Usd; readonly unallocated: Usd }
  readonly issues: readonly Issue[]
}
