import { Select } from '@mantine/core'
import { useMemo, type ReactNode } from 'react'

import { catalogOrder } from '../../../src-shared/domain/rates/price-columns.ts'
import { useBudgetView } from './budget-view.tsx'

/** A rate of the catalog, by service group; those that are retired are left out. */
export function RateSelect({ label, value, onChange, clearable = false, placeholder = 'Search by name or code' }: { readonly label: string; readonly value: string | null; readonly onChange: (rateId: string | null) => void; readonly clearable?: boolean; readonly placeholder?: string }): ReactNode {
  const { draft, to } = useBudgetView()
  const data = useMemo(() => {
    const open = catalogOrder(draft).entries.filter(({ rate }) => rate.id === value || rate.retiredFrom === null || rate.retiredFrom > to.fiscalYear)
    return [...Map.groupBy(open, (entry) => entry.serviceGroup.id).values()].map((entries) => ({ group: entries[0]?.serviceGroup.name ?? '', items: entries.map(({ rate }) => ({ value: rate.id, label: `${rate.title} (${rate.code})` })) }))
  }, [draft, to.fiscalYear, value])
  return <Select label={label} data={data} value={value} searchable clearable={clearable} clearButtonProps={{ 'aria-label': `Clear: ${label}` }} placeholder={placeholder} nothingFoundMessage="Nothing is called that" onChange={onChange} />
}
