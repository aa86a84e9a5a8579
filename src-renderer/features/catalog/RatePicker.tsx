import { Select } from '@mantine/core'
import { useMemo, type ReactNode } from 'react'

import { useModelSession } from '../../state/model-session.tsx'

/** Chooses a rate by its title or code. */
export function RatePicker({ label, value, onChange, without, isFirst = false }: { readonly label: string; readonly value: string | null; readonly onChange: (rateId: string | null) => void; readonly without?: string; readonly isFirst?: boolean }): ReactNode {
  const { rate } = useModelSession().draft
  const data = useMemo(() => [...rate.values()].filter((each) => each.id !== without).map((each) => ({ value: each.id, label: `${each.title} (${each.code})` })), [rate, without])
  return <Select label={label} placeholder="Type a title or code" data={data} value={value} onChange={onChange} searchable limit={60} nothingFoundMessage="No rate is called that." data-autofocus={isFirst || undefined} />
}
