/** Every change of the billing side: through the domain into the model, one edit each. */
import { useMemo } from 'react'

import { planAddAdjustment, planAddCustomer, planAddOneTimeItem, planBillingEdits, planRemoveBillingRows, planUsageEdits, type BillingCell, type BillingEdits } from '../../../src-shared/domain/billing/edit-billing.ts'
import { planRemoveCustomer } from '../../../src-shared/domain/billing/remove-customer.ts'
import type { FiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import type { Issue } from '../../../src-shared/domain/issues.ts'
import type { EditPlan } from '../../../src-shared/domain/model/edit.ts'
import type { Result } from '../../../src-shared/domain/result.ts'
import type { GridRefusal } from '../../components/RateGrid/types.ts'
import { useModelSession } from '../../state/model-session.tsx'
import { notifyIssues } from '../../state/notices.tsx'

export type BillEdits = {
  /** What was typed or pasted into a sheet; `null` for a cell that is computed. Answers what was refused. */
  readonly typeInto: (cells: readonly ({ readonly cell: BillingCell | null; readonly text: string })[], label: string) => readonly GridRefusal[]
  /** One field; null when it was taken, else why not. */
  readonly setField: (cell: BillingCell, text: string, label: string) => string | null
  readonly typeUsage: (request: Omit<Parameters<typeof planUsageEdits>[0], 'draft' | 'author'>) => readonly GridRefusal[]
  /** Null when it was added, else why not. */
  readonly addAdjustment: (fields: Parameters<typeof planAddAdjustment>[0]['fields']) => string | null
  readonly addOneTimeItem: (fields: Parameters<typeof planAddOneTimeItem>[0]['fields']) => string | null
  readonly addCustomer: (fields: Parameters<typeof planAddCustomer>[0]['fields']) => { readonly customerId: string } | { readonly why: string }
  /** What goes along with a customer, in words; null where it has to stay, which is then said. */
  readonly goesAlong: (customerId: string, usedIn: readonly FiscalYear[]) => readonly string[] | null
  readonly removeCustomer: (customerId: string, usedIn: readonly FiscalYear[]) => boolean
  readonly remove: (request: Omit<Parameters<typeof planRemoveBillingRows>[0], 'draft'>) => boolean
}

function sentence(issues: readonly Issue[]): string {
  return issues.slice(0, 2).flatMap((each) => [each.message, each.remedy ?? '']).filter((part) => part !== '').join(' ')
}

export function useBillEdits(): BillEdits {
  const { draft, author, newId, apply } = useModelSession()
  return useMemo((): BillEdits => {
    /** Applies what can be; the refused cells with their reasons. */
    const taken = ({ plan, refused }: BillingEdits, count: number): readonly { readonly index: number; readonly reason: string }[] => {
      const problems = plan.changes.length === 0 ? [] : apply(plan)
      if (problems.length > 0) return Array.from({ length: count }, (_, index) => ({ index, reason: sentence(problems) }))
      return refused.map(({ index, issue }) => ({ index, reason: sentence([issue]) }))
    }
    const why = (planned: Result<EditPlan>): string | null => {
      const problems = planned.ok ? apply(planned.value) : planned.failure
      return problems.length === 0 ? null : sentence(problems)
    }
    const write = (edits: readonly (BillingCell & { readonly text: string })[], label: string): readonly GridRefusal[] => taken(planBillingEdits({ draft, author, edits, label }), edits.length)
    return {
      typeInto(cells, label) {
        const typed = cells.flatMap(({ cell, text }, index) => (cell === null ? [] : [{ ...cell, text, at: index }]))
        const computed = cells.flatMap(({ cell }, index) => (cell === null ? [{ index, reason: 'This cell is computed.' }] : []))
        return [...computed, ...write(typed.map(({ at: _at, ...edit }) => edit), label).map(({ index, reason }) => ({ index: typed[index]?.at ?? index, reason }))]
      },
      setField: (cell, text, label) => write([{ ...cell, text }], label)[0]?.reason ?? null,
      typeUsage: (request) => taken(planUsageEdits({ draft, author, ...request }), request.edits.length),
      addAdjustment: (fields) => why(planAddAdjustment({ draft, author, newId, fields })),
      addOneTimeItem: (fields) => why(planAddOneTimeItem({ draft, author, newId, fields })),
      addCustomer(fields) {
        const planned = planAddCustomer({ draft, newId, fields })
        if (!planned.ok) return { why: sentence(planned.failure) }
        const { customerId, ...plan } = planned.value
        const problems = apply(plan)
        return problems.length > 0 ? { why: sentence(problems) } : { customerId }
      },
      goesAlong(customerId, usedIn) {
        const planned = planRemoveCustomer({ draft, customerId, usedIn })
        if (!planned.ok) notifyIssues('Not removed', planned.failure)
        return planned.ok ? planned.value.along : null
      },
      removeCustomer(customerId, usedIn) {
        const planned = planRemoveCustomer({ draft, customerId, usedIn })
        const problems = planned.ok ? apply(planned.value) : planned.failure
        if (problems.length > 0) notifyIssues('Not removed', problems)
        return problems.length === 0
      },
      remove(request) {
        const problems = apply(planRemoveBillingRows({ draft, ...request }))
        if (problems.length > 0) notifyIssues('Not removed', problems)
        return problems.length === 0
      },
    }
  }, [draft, author, newId, apply])
}
