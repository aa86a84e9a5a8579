/** What every part of the budgets looks at: the customer, the pair of versions, and the projection that the core gives for them. */
import { createContext, useContext } from 'react'

import type { BudgetAnswer } from '../../../src-shared/contract/budget-answers.ts'
import type { Customer } from '../../../src-shared/domain/model/billing-tables.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import type { Version, VersionKey } from '../../../src-shared/domain/version.ts'
import type { BudgetTab } from '../../state/routes.ts'

export type BudgetFigures = NonNullable<BudgetAnswer>

export type BudgetView = {
  readonly draft: Draft
  readonly customer: Customer
  readonly from: Version
  /** The version that is projected, and whose assumptions are edited. */
  readonly to: Version
  readonly key: VersionKey
  readonly fromLabel: string
  readonly toLabel: string
  readonly budget: BudgetFigures
  /** False while a newer projection is on its way. */
  readonly isCurrent: boolean
  readonly tab: BudgetTab
  /** The rate, change, request or question that the address asks for. */
  readonly row: string | null
  /** False in a read-only snapshot. */
  readonly canEdit: boolean
  readonly show: (target: { readonly tab?: BudgetTab; readonly row?: string }) => void
}

export const BudgetViewContext = createContext<BudgetView | null>(null)

/** Throws where no customer is shown. */
export function useBudgetView(): BudgetView {
  const view = useContext(BudgetViewContext)
  if (view === null) throw new Error('No budget is shown here.')
  return view
}
