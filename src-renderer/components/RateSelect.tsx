import { Select } from '@mantine/core'
import { useMemo, type ReactNode } from 'react'

import type { FiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import { catalogOrder } from '../../src-shared/domain/rates/price-columns.ts'

/** A rate of the catalog, by service group; those that are retired by the year are left out. */
export function RateSelect({ draft, fiscalYear, label, value, onChange, clearable = false, placeholder = 'Search by name or code', isFirst = false }: {
  readonly draft: Draft
  readonly fiscalYear: FiscalYear
  readonly label: string
  /** The rate's id. */
  readonly value: string | null
  readonly onChange: (rateId: string | null) => void
  readonly clearable?: boolean
  readonly placeholder?: string
  /** The field of a dialog that the keyboard begins with: its list stays closed until it is typed in. */
  readonly isFirst?: boolean
}): ReactNode {
  const data = useMemo(() => {
    const open = catalogOrder(draft).entries.filter(({ rate }) => rate.id === value || rate.retiredFrom === null || rate.retiredFrom > fiscalYear)
    return [...Map.groupBy(open, (entry) => entry.serviceGroup.id).values()].map((entries) => ({ group: entries[0]?.serviceGroup.name ?? '', items: entries.map(({ rate }) => ({ value: rate.id, label: `${rate.title} (${rate.code})` })) }))
  }, [draft, fiscalYear, value])
  return <Select label={label} data={data} value={value} searchable clearable={clearable} clearButtonProps={{ 'aria-label': `Clear: ${label}` }} placeholder={placeholder} nothingFoundMessage="Nothing is called that" onChange={onChange} {...(isFirst ? { 'data-autofocus': true, openOnFocus: false } : {})} />
}
