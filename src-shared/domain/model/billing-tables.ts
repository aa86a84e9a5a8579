/**
 * The rows of the billing side: who is billed, by which policy, with what credits and encumbrances, and what a service account
 * manager plans for a customer (BILL, PROJ). Monthly quantities by the million stand in the file as batches of usage lines;
 * here are the batches that count, and what was typed over them.
 */
import type { Percent, Units, Usd, UsdPerUnit } from '../decimal.ts'
import type { IsoDate } from '../fiscal-year.ts'
import type { Month } from '../month.ts'
import type { VersionKey } from '../version.ts'
import type { PROVENANCES } from './cost-tables.ts'
import type { MonthlyText } from './monthly-text.ts'
import type { CustomerClass } from './tables.ts'

/** An agency that is billed. The three parts of its funding add up to 100 %. */
export type Customer = {
  readonly id: string
  /** Unique: `DMA`. */
  readonly code: string
  readonly name: string
  readonly secretariat: string
  readonly customerClass: CustomerClass
  /** The service account manager. */
  readonly accountManager: string
  /** The customer's chargeback coordinator: to whom statements and rate changes go. */
  readonly coordinator: string
  readonly stateFunding: Percent
  readonly federalFunding: Percent
  readonly otherFunding: Percent
  readonly lastContactOn: IsoDate | null
  readonly position: number
  readonly provenance: (typeof PROVENANCES)[number]
  readonly note: string
}

/** BILL-8: what a customer has set aside for a year and object code; nothing is billed before it is approved. */
export type Encumbrance = {
  /** `FY2004/plan|dma|E10`: see `encumbranceId`. */
  readonly id: string
  readonly version: VersionKey
  readonly customerId: string
  readonly objectCode: string
  readonly amount: Usd
  readonly approvedOn: IsoDate | null
  readonly note: string
  readonly source: string
}

export const THRESHOLD_COMPARISONS = ['more-than', 'at-least'] as const
export const FIRST_PART_MONTHS = ['free', 'charged'] as const
export const SUFFOLK_DAYS = ['work-days', 'holidays'] as const
/** The billing policy of a year, with the defaults of `default-bill-policy.ts`. */
export type BillPolicy = {
  /** The version's key. */
  readonly id: string
  readonly version: VersionKey
  /** BILL-7: of a billing group and month; its published price counts where `minimumRateId` names the rate that carries it. */
  readonly minimumCharge: Usd
  readonly minimumRateId: string | null
  /** BILL-7: a bill is issued when the balance due is above it (or reaches it, by the comparison). */
  readonly issueThreshold: Usd
  readonly issueComparison: (typeof THRESHOLD_COMPARISONS)[number]
  /** BILL-11: a mailbox's first part of a month. */
  readonly firstPartMonth: (typeof FIRST_PART_MONTHS)[number]
  /** BILL-3: whether the days that are holidays in Suffolk County alone count as holidays. */
  readonly suffolkDays: (typeof SUFFOLK_DAYS)[number]
  readonly note: string
}

export const ADJUSTMENT_KINDS = ['credit', 'adjustment', 'one-time'] as const
/** BILL-14: a dated line beside usage. A credit is negative; an adjustment may be either. */
export type BillAdjustment = {
  readonly id: string
  readonly customerId: string
  readonly chargedOn: IsoDate
  readonly objectCode: string
  readonly kind: (typeof ADJUSTMENT_KINDS)[number]
  readonly amount: Usd
  readonly reason: string
  readonly author: string
  readonly source: string
}

/** BILL-1: a single thing that is charged once, at the published rate of its day: an installation, a move. A line of its own on the bill. */
export type OneTimeItem = {
  readonly id: string
  readonly customerId: string
  readonly rateId: string
  readonly chargedOn: IsoDate
  /** Billable units of the rate; below zero takes one back. */
  readonly quantity: Units
  readonly reason: string
  readonly author: string
  readonly source: string
}

export const BATCH_KINDS = ['quantities', 'measures'] as const
/**
 * A batch of usage lines that counts. Its lines lie in the file under this id and never change; an undone import takes the row
 * away, and with it the lines' effect. Where batches have the same customer, rate and month, the highest number holds.
 */
export type UsageBatch = {
  readonly id: string
  /** 1, 2, 3 ... in the order of import. */
  readonly number: number
  readonly kind: (typeof BATCH_KINDS)[number]
  readonly fileName: string
  readonly lineCount: number
  readonly importedAt: string
  readonly author: string
  readonly provenance: (typeof PROVENANCES)[number]
  readonly note: string
}

/** A quantity typed over whatever batches say: `<month>|<rate>|<customer>`, see `usageEntryId`. Null: no figure, which is not zero. */
export type UsageEntry = { readonly id: string; readonly customerId: string; readonly rateId: string; readonly month: Month; readonly quantity: Units | null; readonly author: string; readonly note: string }

export const REQUEST_KINDS = ['new-service', 'business-application-request', 'change'] as const
export const REQUEST_STATUSES = ['draft', 'submitted', 'estimated', 'approved', 'refused', 'withdrawn', 'done'] as const
/** The log of what a customer asked for. Approved with a rate, units and a month, it is a dated change of the projection. */
export type ServiceRequest = {
  readonly id: string
  readonly customerId: string
  /** Number in the log: `BAR-014`. */
  readonly code: string
  readonly kind: (typeof REQUEST_KINDS)[number]
  readonly title: string
  readonly status: (typeof REQUEST_STATUSES)[number]
  readonly requestedOn: IsoDate
  readonly decidedOn: IsoDate | null
  /** Who is authorised to incur the charge and signed. */
  readonly signedBy: string
  readonly rateId: string | null
  /** More (or, negative, fewer) units a month from `fromMonth` on, to `toMonth` or for good. */
  readonly monthlyUnits: Units | null
  readonly fromMonth: Month | null
  readonly toMonth: Month | null
  readonly author: string
  readonly note: string
}

export const CADENCES = ['one-time', 'monthly', 'annual'] as const
/** One line of the estimate of a request: priced by a rate, or with an amount of its own. */
export type EstimateLine = {
  readonly id: string
  readonly requestId: string
  readonly position: number
  readonly description: string
  readonly cadence: (typeof CADENCES)[number]
  readonly rateId: string | null
  readonly quantity: Units
  readonly amount: UsdPerUnit | null
  readonly objectCode: string
  readonly note: string
}

export type CustomerQuestion = {
  readonly id: string
  readonly customerId: string
  readonly askedOn: IsoDate
  readonly question: string
  readonly answer: string
  readonly answeredOn: IsoDate | null
  readonly author: string
}

export const PROJECTION_METHODS = ['best', 'same-month-last-year', 'mean', 'drift', 'linear-trend', 'holt-winters', 'typed'] as const
export type ProjectionMethod = (typeof PROJECTION_METHODS)[number]

/** What a manager assumes of one customer in a version (PROJ-1): `<version>|<customer>`, see `budgetId`. */
export type Budget = {
  readonly id: string
  readonly version: VersionKey
  readonly customerId: string
  readonly method: ProjectionMethod
  /** Over how many months a mean is taken. */
  readonly meanMonths: number
  /** Growth of every rate, from `growthFrom` on (null: the year's first month). */
  readonly growthPercent: Percent
  readonly growthFrom: Month | null
  readonly handedOverOn: IsoDate | null
  readonly author: string
  readonly note: string
}

/** What differs for one rate: `<version>|<customer>|<rate>`, see `budgetSeriesId`. Null: as in the budget. */
export type BudgetSeries = {
  readonly id: string
  readonly version: VersionKey
  readonly customerId: string
  readonly rateId: string
  readonly method: ProjectionMethod | null
  readonly growthPercent: Percent | null
  readonly growthFrom: Month | null
  /** Units a month for the method `typed`. */
  readonly typedUnits: Units | null
  readonly note: string
}

export const CHANGE_CADENCES = ['monthly', 'once'] as const
/** PROJ-1: 40 more mailboxes from October. */
export type BudgetChange = {
  readonly id: string
  readonly version: VersionKey
  readonly customerId: string
  readonly rateId: string
  readonly cadence: (typeof CHANGE_CADENCES)[number]
  readonly fromMonth: Month
  /** The last month; null: for good. */
  readonly toMonth: Month | null
  readonly units: Units
  readonly author: string
  readonly note: string
}

/** The budget as it was handed over, against which actual bills are read (PROJ-2): `<version>|<customer>|<rate>`, see `budgetFigureId`. */
export type BudgetFigure = { readonly id: string; readonly version: VersionKey; readonly customerId: string; readonly rateId: string; readonly units: Units; readonly amount: Usd; readonly source: string }

/** The months of a `BudgetFigure`, which they add up to; its id is theirs. Of a budget that was handed over before months were kept there is none. */
export type BudgetMonths = { readonly id: string; readonly version: VersionKey; readonly customerId: string; readonly rateId: string; readonly microUnits: MonthlyText; readonly cents: MonthlyText }

/** Every table of the billing side by its name. */
export type BillingTables = {
  readonly customer: Customer
  readonly encumbrance: Encumbrance
  readonly billPolicy: BillPolicy
  readonly billAdjustment: BillAdjustment
  readonly oneTimeItem: OneTimeItem
  readonly usageBatch: UsageBatch
  readonly usageEntry: UsageEntry
  readonly serviceRequest: ServiceRequest
  readonly estimateLine: EstimateLine
  readonly customerQuestion: CustomerQuestion
  readonly budget: Budget
  readonly budgetSeries: BudgetSeries
  readonly budgetChange: BudgetChange
  readonly budgetFigure: BudgetFigure
  readonly budgetMonths: BudgetMonths
}

/** @example encumbranceId({ version: 'FY2004/plan', customerId: 'dma', objectCode: 'E10' }) // 'FY2004/plan|dma|E10' */
export function encumbranceId(key: Pick<Encumbrance, 'version' | 'customerId' | 'objectCode'>): string {
  return `${key.version}|${key.customerId}|${key.objectCode}`
}

/** @example usageEntryId({ month: '2003-07', rateId: 'mm-mbx-a', customerId: 'dma' }) // '2003-07|mm-mbx-a|dma' */
export function usageEntryId(key: Pick<UsageEntry, 'month' | 'rateId' | 'customerId'>): string {
  return `${key.month}|${key.rateId}|${key.customerId}`
}

export function budgetId(key: Pick<Budget, 'version' | 'customerId'>): string {
  return `${key.version}|${key.customerId}`
}

/** Also the id of a `BudgetFigure` and of its months. */
export function budgetSeriesId(key: Pick<BudgetSeries, 'version' | 'customerId' | 'rateId'>): string {
  return `${key.version}|${key.customerId}|${key.rateId}`
}
