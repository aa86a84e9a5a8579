import { NativeSelect } from '@mantine/core'
import type { ReactNode } from 'react'

import { monthWords, type Month } from '../../../src-shared/domain/month.ts'
import type { ScorecardChoice } from './scorecard-choices.ts'

/** What the address says of the scorecard. */
export type ScorecardQuery = { readonly from?: string; readonly to?: string; readonly service?: string }

function options(months: readonly Month[], word: string): readonly { readonly value: string; readonly label: string }[] {
  return months.map((each) => ({ value: each, label: `${word} ${monthWords(each)}` }))
}

/** From which month to which, and of which service. */
export function ScorecardPicker({ choice: { from, to, months, services, service }, onChoose }: { readonly choice: ScorecardChoice; readonly onChoose: (query: ScorecardQuery) => void }): ReactNode {
  const kept: ScorecardQuery = { from, to, ...(service === undefined ? {} : { service: service.id }) }
  return (
    <>
      <NativeSelect aria-label="From" value={from} data={[...options(months.filter((each) => each <= to), 'from')]} onChange={(event) => onChoose({ ...kept, from: event.currentTarget.value })} />
      <NativeSelect aria-label="To" value={to} data={[...options(months, 'to')]} onChange={(event) => onChoose({ ...kept, to: event.currentTarget.value })} />
      <NativeSelect
        aria-label="Service" maw={260} value={service?.id ?? ''} data={[{ value: '', label: 'All services' }, ...services.map(({ id, name }) => ({ value: id, label: name }))]}
        onChange={(event) => onChoose(event.currentTarget.value === '' ? { from, to } : { ...kept, service: event.currentTarget.value })}
      />
    </>
  )
}
