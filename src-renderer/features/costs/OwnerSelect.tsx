import { Select } from '@mantine/core'
import { useMemo, type ReactNode } from 'react'

import type { OwnerKey } from '../../../src-shared/domain/costs/derivation.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import type { CostPool } from '../../../src-shared/domain/model/cost-tables.ts'
import { isOwnerKey, poolOwner, serviceOwner, useCostView } from './cost-view.tsx'

type Option = { readonly value: string; readonly label: string }

function byPosition(left: { readonly position: number }, right: { readonly position: number }): number {
  return left.position - right.position
}

/** Services by line of business, then the pools of the version. */
export function ownerOptions(draft: Draft, pools: readonly CostPool[]): { readonly group: string; readonly items: Option[] }[] {
  const lineOf = (serviceGroupId: string): string => draft.serviceGroup.get(serviceGroupId)?.lineOfBusinessId ?? ''
  const services = [...draft.service.values()].toSorted(byPosition)
  const lines = [...draft.lineOfBusiness.values()].toSorted(byPosition).map((line) => ({
    group: line.name, items: services.filter((service) => lineOf(service.serviceGroupId) === line.id).map((service) => ({ value: serviceOwner(service.id), label: service.code === '' ? service.name : `${service.name} (${service.code})` })),
  }))
  return [...lines, { group: 'Cost pools', items: pools.map((pool) => ({ value: poolOwner(pool.id), label: pool.name })) }].filter((group) => group.items.length > 0)
}

/** Whose costs: a service's or a pool's. */
export function OwnerSelect({ label, value, onChange, placeholder, clearable = false, width, showLabel = false, disabled = false }: {
  readonly label: string
  readonly value: OwnerKey | null
  readonly onChange: (owner: OwnerKey | null) => void
  readonly placeholder?: string
  readonly clearable?: boolean
  readonly width?: number
  readonly showLabel?: boolean
  readonly disabled?: boolean
}): ReactNode {
  const { draft, inputs } = useCostView()
  const options = useMemo(() => ownerOptions(draft, inputs.costPools), [draft, inputs.costPools])
  return (
    <Select
      {...(showLabel ? { label } : { 'aria-label': label })} {...(placeholder === undefined ? {} : { placeholder })} {...(width === undefined ? {} : { w: width })} data={options} value={value} searchable clearable={clearable} disabled={disabled}
      clearButtonProps={{ 'aria-label': `Clear: ${label}` }} nothingFoundMessage="Nothing is called that" comboboxProps={{ width: 320, position: 'bottom-start' }} maxDropdownHeight={320}
      onChange={(next) => onChange(next !== null && isOwnerKey(next) ? next : null)}
    />
  )
}
