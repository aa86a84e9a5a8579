/** Tells the inspector how a figure of the budget came about: asked of the core once somebody looks. */
import { useEffect, useMemo } from 'react'

import type { BudgetFigureName } from '../../../src-shared/domain/budget/explain-budget.ts'
import { useInspector, useInspectorState, type InspectorSubject } from '../../state/inspector.tsx'
import { useBudgetView } from './budget-view.tsx'
import { useExplainedBudget } from './use-budget.ts'

export type Inspected = Omit<InspectorSubject, 'explain'> & { readonly asked: { readonly rateId: string | null; readonly figure: BudgetFigureName } | null }

/** `inspected` null: nothing is selected. Pass a stable value. */
export function useInspected(inspected: Inspected | null): void {
  const { from, to, customer } = useBudgetView()
  const inspector = useInspector()
  const { isOpen, tab } = useInspectorState()
  const of = useMemo(() => ({ from, to, customerId: customer.id }), [from, to, customer.id])
  const explained = useExplainedBudget(of, isOpen && tab === 'explain' && inspected !== null ? inspected.asked : null)
  useEffect(() => {
    if (inspected === null) return
    const { asked: _, ...subject } = inspected
    inspector.show({ ...subject, explain: explained === null ? null : () => explained })
  }, [inspector, inspected, explained])
  useEffect(() => () => inspector.show(null), [inspector])
}
