/** What the core answers about bills, as types; `bills.ts` holds its schemas to them. */
import type { BillMatrix } from '../domain/billing/bill-matrix-view.ts'
import type { DistributionClass, ImpactMatrix, ImpactRow, ImpactTotals } from '../domain/billing/impact.ts'
import type { ImpactColumns } from '../domain/billing/impact-columns.ts'
import type { FiscalYear } from '../domain/fiscal-year.ts'
import type { Month } from '../domain/month.ts'
import type { UsageBasis } from '../domain/usage/effective-usage.ts'

export type MatrixAnswer = {
  /** Whose quantities were priced. */
  readonly usageYear: FiscalYear
  readonly usageBasis: UsageBasis
  readonly monthsWithUsage: readonly Month[]
  readonly matrix: BillMatrix
  /** Lines of usage that no price could be found for; each statement names its own. */
  readonly unpricedLines: number
}

export type ImpactAnswer = {
  readonly title: string
  readonly usageFrom: FiscalYear
  readonly usageTo: FiscalYear
  readonly usageBasis: UsageBasis
  readonly rows: readonly ImpactRow[]
  readonly totals: ImpactTotals
  readonly distribution: readonly DistributionClass[]
  /** As many of the largest changes in words as were asked for. */
  readonly top: readonly { readonly customerId: string; readonly words: string }[]
  /** Where a grouping was asked for. */
  readonly matrix: ImpactMatrix | null
  readonly unpricedLines: number
  /** Sentences: why it cannot be read as it stands. */
  readonly warnings: readonly string[]
}

/** The same as it is sent; `rowsInstead` reads it. */
export type SentImpact = Omit<ImpactAnswer, 'rows' | 'distribution'> & { readonly columns: ImpactColumns }
