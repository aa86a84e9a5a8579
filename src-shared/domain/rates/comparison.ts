/**
 * What a comparison of versions looks like (RATE-4, RATE-5, NUM-3, NUM-4): the shape that the table, the reports and the CLI share.
 * `compare.ts` computes it.
 */
import type { Percent, UsdPerUnit } from '../decimal.ts'
import type { CustomerClass, PriceKind } from '../model/tables.ts'
import type { Version, VersionKey } from '../version.ts'

/** RATE-4. `discontinued`: the base has it, the comparison has not, and no relation explains it; `absent`: neither has it (a row that only another column needs). */
export const RATE_STATUSES = ['changed', 'unchanged', 'new', 'discontinued', 'merged', 'split', 'replaced', 'no-base', 'not-comparable', 'absent'] as const
export type RateStatus = (typeof RATE_STATUSES)[number]

/** A price as it holds in one version: the schedule's, or a scenario's override of it. */
export type ResolvedPrice = {
  readonly rateId: string
  readonly customerClass: CustomerClass
  readonly kind: PriceKind
  readonly amount: UsdPerUnit | null
  readonly percent: Percent | null
  readonly basisText: string
  readonly places: number
  readonly derivedAmount: UsdPerUnit | null
  readonly note: string
  /** The schedule row that it comes from (null: only the scenario has it). */
  readonly scheduleId: string | null
  /** Set when a scenario changed it: the figure that the base had, and whether that base has moved since (VER-4). */
  readonly override: { readonly overrideId: string; readonly baseText: string; readonly baseHasMoved: boolean } | null
  /** The version out of whose costs it comes (RATE-1); null for a price that stands in a schedule or was typed. */
  readonly derivedIn: VersionKey | null
}

/** What is compared: the published figures, or the unrounded ones as a labelled basis of analysis (NUM-3). */
export type ComparisonBasis = 'published' | 'unrounded'

export type ComparisonRequest = {
  readonly base: Version
  /** In the order of the columns; at least one. */
  readonly comparisons: readonly Version[]
  readonly basis: ComparisonBasis
}

/** Versions beside one base: more stand on no page. */
export const MOST_COMPARISONS = 12

/** A figure as a cell shows it. */
export type ComparedFigure = {
  readonly price: ResolvedPrice | null
  /** `99.81`, `Meter + 16.8 %`, `Contract rate`; empty when there is none. */
  readonly text: string
  /** The number compared: USD per unit, or per cent for a percent-type price; null when it is not a number. */
  readonly number: UsdPerUnit | Percent | null
  /** Places at which the number is shown. */
  readonly places: number
}

export type ComparisonCell = ComparedFigure & {
  readonly status: RateStatus
  /** In words, with names: `Merged into Wintel Server & Support`. */
  readonly statusText: string
  /** `to - from` in USD per unit or in percentage points; null when there is none (the status says why). */
  readonly difference: UsdPerUnit | Percent | null
  readonly differenceUnit: 'USD/unit' | 'points' | null
  /** `(to - from) / from` in per cent, rounded once to PERCENT_PLACES (NUM-4). */
  readonly percentChange: Percent | null
}

/** Places of a % change: 2. */
export const PERCENT_PLACES = 2

/** One line of the table: a rate, in one customer class, against one baseline. */
export type ComparisonRow = {
  /** `<rate>|<class>|<baseline or empty>`; stable over versions. */
  readonly key: string
  readonly rateId: string
  readonly customerClass: CustomerClass
  /** The named baseline of a row that has one (RATE-5): its figure stands in the base column. */
  readonly baselineId: string | null
  readonly baselineName: string | null
  readonly code: string
  readonly title: string
  readonly billableUnit: string
  readonly objectCode: string
  readonly lineOfBusiness: string
  readonly lineOfBusinessId: string
  readonly serviceGroup: string
  readonly serviceGroupId: string
  readonly service: string
  readonly serviceId: string
  readonly note: string
  readonly base: ComparedFigure
  /** One for each comparison of the request. */
  readonly cells: readonly ComparisonCell[]
}

export type ComparisonSummary = {
  readonly up: number
  readonly down: number
  readonly unchanged: number
  readonly new: number
  /** Discontinued, merged, split and replaced. */
  readonly gone: number
  readonly notComparable: number
}

export type Comparison = {
  readonly request: ComparisonRequest
  /** Column labels: `FY2003`, `FY2004@Governor's 2 %`. */
  readonly baseLabel: string
  readonly comparisonLabels: readonly string[]
  /** In the order of lines of business, groups, services, rates, classes, baselines. */
  readonly rows: readonly ComparisonRow[]
  /** One for each comparison. Each rate and class counts once, by its first baseline. */
  readonly summaries: readonly ComparisonSummary[]
}
