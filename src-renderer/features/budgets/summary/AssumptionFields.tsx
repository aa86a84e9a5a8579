/** What holds for every rate of the customer: method, months of a mean, growth, and why. */
import { Select, Title } from '@mantine/core'
import type { ReactNode } from 'react'

import { planBudgetEdit } from '../../../../src-shared/domain/budget/edit-budget.ts'
import { budgetOf } from '../../../../src-shared/domain/budget/default-budget.ts'
import { PROJECTION_METHODS, type Budget } from '../../../../src-shared/domain/model/billing-tables.ts'
import { versionKey } from '../../../../src-shared/domain/version.ts'
import { TextField } from '../../../components/TextField.tsx'
import { useApplyPlan } from '../../../state/apply-plan.ts'
import { useModelSession } from '../../../state/model-session.tsx'
import { useBudgetView } from '../budget-view.tsx'
import classes from '../Budgets.module.css'
import { METHOD_WORDS } from '../method-words.ts'
import { readMonthField, readNumber } from '../../../components/typed.ts'

/** A typed projection is one of a rate: it needs that rate's units. */
const OF_ALL = PROJECTION_METHODS.filter((method) => method !== 'typed').map((method) => ({ value: method, label: METHOD_WORDS[method] }))

export function AssumptionFields(): ReactNode {
  const { author } = useModelSession()
  const { draft, customer, to, toLabel, canEdit } = useBudgetView()
  const applyPlan = useApplyPlan()
  const budget = budgetOf(draft, { version: to, customerId: customer.id })
  const isOfBase = to.scenarioId !== null && budget.version !== versionKey(to)
  const set = (fields: Partial<Pick<Budget, 'method' | 'meanMonths' | 'growthPercent' | 'growthFrom' | 'note'>>): null => {
    const isChanged = Object.entries(fields).some(([field, value]) => new Map<string, unknown>(Object.entries(budget)).get(field) !== value)
    if (isChanged) applyPlan(planBudgetEdit({ draft, version: to, customerId: customer.id, fields: { ...fields, author } }))
    return null
  }
  return (
    <section className={classes['section']} aria-label="Assumptions">
      <Title order={3} fz="sm">Assumptions of {toLabel}{isOfBase && ' (as in the base until they are changed here)'}</Title>
      <div className={classes['assumptions']}>
        <Select label="Method of every rate" data={OF_ALL} value={budget.method} allowDeselect={false} disabled={!canEdit} onChange={(next) => { const method = PROJECTION_METHODS.find((each) => each === next); if (method !== undefined) set({ method }) }} />
        <TextField
          label="Months of a mean" value={String(budget.meanMonths)} readOnly={!canEdit}
          onCommit={(text) => {
            const months = /^\d{1,3}$/.test(text.trim()) ? Number(text) : 0
            return months >= 1 && months <= 120 ? set({ meanMonths: months }) : 'Write a whole number from 1 to 120.'
          }}
        />
        <TextField
          label="Growth, %" value={budget.growthPercent} readOnly={!canEdit}
          onCommit={(text) => {
            const read = readNumber<'%'>(text.trim() === '' ? '0' : text.replace('%', ''))
            return 'why' in read ? read.why : read.value === null ? null : set({ growthPercent: read.value })
          }}
        />
        <TextField
          label="Growth from" placeholder="first month" value={budget.growthFrom ?? ''} readOnly={!canEdit}
          onCommit={(text) => {
            const read = readMonthField(text)
            return 'why' in read ? read.why : set({ growthFrom: read.value })
          }}
        />
        <TextField label="Why" value={budget.note} readOnly={!canEdit} onCommit={(text) => set({ note: text })} maxLength={2000} />
      </div>
    </section>
  )
}
