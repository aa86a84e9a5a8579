/** What every tab of the bills looks at: whose rates, whose usage, which customer and month. */
import { createContext, useContext } from 'react'

import { IMPACT_DIRECTIONS, type ImpactDirection } from '../../../src-shared/domain/billing/impact.ts'
import type { FiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import type { Customer } from '../../../src-shared/domain/model/billing-tables.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import { isMonth, monthWords, type Month } from '../../../src-shared/domain/month.ts'
import type { UsageBasis } from '../../../src-shared/domain/usage/effective-usage.ts'
import type { PlannedYear, YearOfUsage, YearsOfUsage } from '../../../src-shared/domain/usage/years-of-usage.ts'
import type { Version } from '../../../src-shared/domain/version.ts'
import type { BillsTarget, BillTab } from '../../state/routes.ts'

export type BillView = {
  readonly draft: Draft
  /** False in a read-only snapshot. */
  readonly canEdit: boolean
  readonly tab: BillTab
  readonly base: Version
  readonly compared: Version
  /** The one of the two that is billed. */
  readonly version: Version
  /** `FY2005@What-if 1`. */
  readonly label: string
  readonly usage: YearsOfUsage
  /** Whose quantities are billed. */
  readonly usageYear: FiscalYear
  readonly usageBasis: UsageBasis
  /** Whose quantities both sides of the impact are laid on; null: each version's own. */
  readonly impactYear: FiscalYear | null
  readonly impactBasis: UsageBasis
  /** Years whose usage can be planned. */
  readonly planned: readonly PlannedYear[]
  /** In the model's order. */
  readonly customers: readonly Customer[]
  /** The chosen one, or the first. */
  readonly customer: Customer | null
  /** Null: the whole year. */
  readonly month: Month | null
  /** Whose impact is shown; empty: everybody's. */
  readonly directions: ReadonlySet<ImpactDirection>
  /** The row that the address asks for. */
  readonly row: string | null
  /** The address asks for the dialog of a new customer. */
  readonly isAdding: boolean
  /** What is not named stays. */
  readonly show: (target: Omit<BillsTarget, 'month' | 'row' | 'add'> & { readonly month?: string | null; readonly row?: string }) => void
}

export const BillViewContext = createContext<BillView | null>(null)

/** Throws outside of the bills. */
export function useBillView(): BillView {
  const view = useContext(BillViewContext)
  if (view === null) throw new Error('No bills are shown here.')
  return view
}

export function customersInOrder(draft: Pick<Draft, 'customer'>): readonly Customer[] {
  return [...draft.customer.values()].toSorted((left, right) => left.position - right.position || (left.code < right.code ? -1 : 1))
}

/** @example monthsInWords({ fiscalYear: 2005, months: [...6] }) // 'FY2005: 6 months' */
export function monthsInWords({ fiscalYear, months }: YearOfUsage): string {
  return `FY${fiscalYear}: ${months.length === 1 ? '1 month' : `${months.length} months`}`
}

/** @example plannedInWords({ fiscalYear: 2005, monthsRecorded: 6 }) // 'FY2005 planned: 6 months recorded, 6 projected' */
export function plannedInWords({ fiscalYear, monthsRecorded }: PlannedYear): string {
  const projected = 12 - monthsRecorded
  return `FY${fiscalYear} planned: ${monthsRecorded === 0 ? `${projected} months projected` : `${monthsRecorded === 1 ? '1 month' : `${monthsRecorded} months`} recorded, ${projected} projected`}`
}

/** Which months there are, said once: a whole year, or its first and last. @example spanInWords(...) // '6 months, July 2004 to December 2004' */
export function spanInWords(year: YearOfUsage | undefined): string {
  const [first, last] = [year?.months[0], year?.months.at(-1)]
  if (year === undefined || first === undefined || last === undefined) return 'no months yet'
  if (year.months.length === 12) return 'all 12 months'
  return year.months.length === 1 ? monthWords(first) : `${year.months.length} months, ${monthWords(first)} to ${monthWords(last)}`
}

/** @example readDirections('up,down') // up and down; what is none of them is passed over */
export function readDirections(text: string | null): ReadonlySet<ImpactDirection> {
  const named = text?.split(',') ?? []
  return new Set(IMPACT_DIRECTIONS.filter((each) => named.includes(each)))
}

export function readMonthOf(text: string | null): Month | null {
  return text !== null && isMonth(text) ? text : null
}
