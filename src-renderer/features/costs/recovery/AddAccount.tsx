import { Select } from '@mantine/core'
import type { ReactNode } from 'react'

import { planFieldEdits } from '../../../../src-shared/domain/costs/edit-costs.ts'
import { revenueId } from '../../../../src-shared/domain/model/cost-tables.ts'
import type { Recovery } from '../../../../src-shared/domain/recovery/recovery.ts'
import { versionKey } from '../../../../src-shared/domain/version.ts'
import { notifyIssues } from '../../../state/notices.tsx'
import { useCostView } from '../cost-view.tsx'
import { useCostEdits } from '../use-cost-edits.ts'

/** A service that no year says anything of begins its account with an opening balance of zero. */
export function AddAccount({ recovery, onAdded }: { readonly recovery: Recovery; readonly onAdded?: (serviceId: string) => void }): ReactNode {
  const { draft, canEdit } = useCostView()
  const { run } = useCostEdits()
  const shown = new Set(recovery.services.map((each) => each.serviceId))
  const rest = [...draft.service.values()].filter((service) => !shown.has(service.id)).toSorted((left, right) => (left.name < right.name ? -1 : 1))
  const [first] = recovery.versions
  if (rest.length === 0 || first === undefined) return null
  function add(serviceId: string): void {
    if (first === undefined) return
    const rowId = revenueId({ version: versionKey(first), serviceId, fundId: null })
    const done = run((at) => planFieldEdits({ ...at, version: first, edits: [{ table: 'fundBalance', rowId, field: 'opening', text: '0' }], label: `Account of ${draft.service.get(serviceId)?.name ?? serviceId}` }), first)
    if (!done.ok) notifyIssues('Not changed', done.failure)
    else onAdded?.(serviceId)
  }
  return (
    <Select
      aria-label="Add the account of a service" placeholder="Add an account …" searchable data={rest.map((service) => ({ value: service.id, label: service.name }))} value={null} disabled={!canEdit} w={230}
      onChange={(serviceId) => {
        if (serviceId !== null) add(serviceId)
      }}
    />
  )
}
