/** Tells the inspector how a figure of the budget came about: asked of the core once somebody looks. */
import { useEffect } from 'react'

import type { BudgetFigureName } from '../../../src-shared/domain/budget/explain-budget.ts'
import type { Version } from '../../../src-shared/domain/version.ts'
import { client } from '../../client/client.ts'
import { useInspector, type InspectorSubject } from '../../state/inspector.tsx'
import { useModelSession } from '../../state/model-session.tsx'
import { useBudgetView } from './budget-view.tsx'

export type Inspected = Omit<InspectorSubject, 'explain' | 'ask'> & { /** Null where nothing is computed. */ readonly asked: { readonly rateId: string | null; readonly figure: BudgetFigureName; /** Of another year before, where it is not that of the budget. */ readonly from?: Version } | null }

/** `inspected` null: nothing is selected. Pass a stable value. */
export function useInspected(inspected: Inspected | null): void {
  const { budget, from, to } = useBudgetView()
  const { ahead } = useModelSession()
  const inspector = useInspector()
  useEffect(() => {
    if (inspected === null) return
    const { asked, ...subject } = inspected
    inspector.show({ ...subject, explain: null, ask: asked === null ? null : async () => (await client.budgets.explain({ from, to, customerId: budget.customerId, ...asked, ahead: [...ahead] })) ?? undefined })
    // Every state of the model has its own budget, and is asked about anew.
  }, [inspector, inspected, from, to, budget, ahead])
  useEffect(() => () => inspector.show(null), [inspector])
}
