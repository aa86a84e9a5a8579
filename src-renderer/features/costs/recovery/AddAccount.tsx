import { Select } from '@mantine/core'
import type { ReactNode } from 'react'

import { planFieldEdits } from '../../../../src-shared/domain/costs/edit-costs.ts'
import { revenueId } from '../../../../src-shared/domain/model/cost-tables.ts'
import type { Recovery } from '../../../../src-shared/domain/recovery/recovery.ts'
import { versionKey } from '../../../../src-shared/domain/version.ts'
import { notifyIssues } from '../../../state/notices.tsx'
import { useCostView } from '../cost-view.tsx'
import { useCostEdits } from '../use-cost-edits.ts'
import { fundName, rowIdOf } from './recovery-rows.ts'

type Choice = { readonly serviceId: string; readonly fundId: string | null }

/** A service's account in a fund in which it has none begins with an opening balance of zero. */
export function AddAccount({ recovery, onAdded }: { readonly recovery: Recovery; readonly onAdded?: (rowId: string) => void }): ReactNode {
  const { draft, canEdit } = useCostView()
  const { run } = useCostEdits()
  const shown = new Set(recovery.accounts.map(({ serviceId, fundId }) => `${serviceId}|${fundId ?? ''}`))
  const services = [...draft.service.values()].toSorted((left, right) => (left.name < right.name ? -1 : 1))
  const funds = [...draft.internalServiceFund.values()].toSorted((left, right) => left.position - right.position).map((fund) => fund.id)
  // What names no fund stands in a service's main account, so that without one is only who has no account at all.
  const withAccount = new Set(recovery.accounts.map((each) => each.serviceId))
  const choices = new Map<string, Choice>()
  const groups = [...funds, null].flatMap((fundId) => {
    const items = services.filter(({ id }) => (fundId === null ? !withAccount.has(id) : !shown.has(`${id}|${fundId}`))).map(({ id, name }) => {
      choices.set(`${id}|${fundId ?? ''}`, { serviceId: id, fundId })
      return { value: `${id}|${fundId ?? ''}`, label: name }
    })
    return items.length === 0 ? [] : [{ group: fundName(draft, fundId), items }]
  })
  const [first] = recovery.versions
  if (groups.length === 0 || first === undefined) return null
  function add({ serviceId, fundId }: Choice): void {
    if (first === undefined) return
    const rowId = revenueId({ version: versionKey(first), serviceId, fundId })
    const done = run((at) => planFieldEdits({ ...at, version: first, edits: [{ table: 'fundBalance', rowId, field: 'opening', text: '0' }], label: `Account of ${draft.service.get(serviceId)?.name ?? serviceId}` }), first)
    if (!done.ok) notifyIssues('Not changed', done.failure)
    else onAdded?.(rowIdOf({ serviceId, fundId, isMain: !withAccount.has(serviceId) }))
  }
  return (
    <Select
      aria-label="Add the account of a service" placeholder="Add an account …" searchable data={groups} value={null} disabled={!canEdit} w={230} comboboxProps={{ width: 280, position: 'bottom-start' }}
      onChange={(value) => {
        const choice = value === null ? undefined : choices.get(value)
        if (choice !== undefined) add(choice)
      }}
    />
  )
}
