/** Rates: the what-if table, and the audit of the printed schedule as another view of the same years. */
import { Button, SegmentedControl } from '@mantine/core'
import { memo, type ReactNode } from 'react'

import { formatVersion } from '../../../src-shared/domain/version-label.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { Screen } from '../../components/Screen.tsx'
import { useModelPart } from '../../state/model-session.tsx'
import { goTo, ratesAddress, useAddressQuery } from '../../state/routes.ts'
import { useVersionSelection } from '../../state/version-selection.tsx'
import { AuditView } from './AuditView.tsx'
import { RatesTable } from './RatesTable.tsx'

const Views = memo(function Views({ isAudit }: { readonly isAudit: boolean }): ReactNode {
  return (
    <SegmentedControl
      aria-label="View" value={isAudit ? 'audit' : 'table'} onChange={(view) => goTo(ratesAddress({ view: view === 'audit' ? 'audit' : 'table' }))}
      data={[{ value: 'table', label: 'What-if table' }, { value: 'audit', label: 'Audit' }]}
    />
  )
})

function AuditScreen({ views }: { readonly views: ReactNode }): ReactNode {
  const draft = useModelPart((model) => model.draft)
  const { activeVersion } = useVersionSelection()
  return (
    <Screen fill title={`Audit of the printed ${formatVersion(draft, { ...activeVersion, scenarioId: null })} schedule`} description="Does each printed difference and % follow from the printed rates?" tools={views}>
      <AuditView draft={draft} version={activeVersion} />
    </Screen>
  )
}

export function RatesScreen(): ReactNode {
  const { years } = useVersionSelection()
  const isAudit = useAddressQuery().get('view') === 'audit'
  if (years.length === 0) {
    return (
      <Screen title="Rates">
        <EmptyState
          title="No schedule yet"
          actions={
            <>
              <Button onClick={() => goTo('/imports')}>Import rates</Button>
              <Button variant="default" onClick={() => goTo('/schedules')}>
                Make a schedule
              </Button>
            </>
          }
        >
          The table compares the rates of years and scenarios. Bring rates in from a file, or make a year's schedule and fill it.
        </EmptyState>
      </Screen>
    )
  }
  const views = <Views isAudit={isAudit} />
  // A model whose years changed begins anew: its former filters and selection mean nothing.
  return isAudit ? <AuditScreen views={views} /> : <RatesTable key={years.join()} views={views} />
}
