/** Keeps the projection as the budget that was handed over. It can be undone, and done again. */
import { Text } from '@mantine/core'
import type { ReactNode } from 'react'

import { planHandOver } from '../../../src-shared/domain/budget/edit-budget.ts'
import { budgetOf } from '../../../src-shared/domain/budget/default-budget.ts'
import { formatFixed } from '../../../src-shared/domain/decimal.ts'
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx'
import { useApplyPlan } from '../../state/apply-plan.ts'
import { useModelSession } from '../../state/model-session.tsx'
import { notifyDone } from '../../state/notices.tsx'
import { useBudgetView } from './budget-view.tsx'
import { today } from '../../state/today.ts'

export function HandOverDialog({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }): ReactNode {
  const { author } = useModelSession()
  const { draft, customer, to, toLabel, budget, isCurrent } = useBudgetView()
  const applyPlan = useApplyPlan()
  const { handedOverOn } = budgetOf(draft, { version: to, customerId: customer.id })
  function handOver(): void {
    const isDone = applyPlan(planHandOver({ draft, version: to, customerId: customer.id, rows: budget.rows, on: today(), author }))
    if (isDone) notifyDone(`The budget of ${customer.code} for ${toLabel} is kept as handed over.`)
    onClose()
  }
  return (
    <ConfirmDialog opened={opened} onClose={onClose} onConfirm={handOver} title={`Hand over the budget of ${customer.code}`} confirmLabel="Hand over" isDisabled={!isCurrent}>
      <Text size="sm">
        Units and amounts of {toLabel} as they are projected now, {formatFixed(budget.totals.after, 2)} USD in all, are kept as the budget of {customer.name}, rate by rate and month by month, with today’s date. From then on, actual use and forecast are compared with them.
      </Text>
      <Text size="sm" mt="xs">
        {handedOverOn === null ? 'No budget has been handed over for this year yet.' : `It was handed over on ${handedOverOn} before: those figures are replaced.`} Nothing is sent to anybody, and undo takes it back.
      </Text>
    </ConfirmDialog>
  )
}
