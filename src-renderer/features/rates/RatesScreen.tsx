/** Rates: the what-if table, and the audit of the printed schedule as another view of the same years. */
import { SegmentedControl } from '@mantine/core'
import type { ReactNode } from 'react'

import { formatVersion } from '../../../src-shared/domain/version-label.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { Screen } from '../../components/Screen.tsx'
import { useModelSession } from '../../state/model-session.tsx'
import { goTo, ratesAddress, useAddressQuery } from '../../state/routes.ts'
import { useVersionSelection } from '../../state/version-selection.tsx'
import { AuditView } from './AuditView.tsx'
import { RatesTable } from './RatesTable.tsx'

export function RatesScreen(): ReactNode {
  const { draft } = useModelSession()
  const { years, base, comparisons, activeVersion } = useVersionSelection()
  const isAudit = useAddressQuery().get('view') === 'audit'
  const labels = comparisons.map((version) => formatVersion(draft, version))
  if (years.length === 0) {
    return (
      <Screen title="Rates">
        <EmptyState title="No schedule yet">Make a year's schedule under Schedules, or bring one in under Imports.</EmptyState>
      </Screen>
    )
  }
  return (
    <Screen
      fill
      title={isAudit ? `Audit of the printed ${formatVersion(draft, { ...activeVersion, scenarioId: null })} schedule` : 'Rates'}
      description={isAudit ? 'Does each printed difference and % follow from the printed rates?' : `${formatVersion(draft, base)} against ${labels.join(', ')}. Type into a rate to try a change.`}
      tools={
        <SegmentedControl
          aria-label="View" value={isAudit ? 'audit' : 'table'} onChange={(view) => goTo(ratesAddress({ view: view === 'audit' ? 'audit' : 'table' }))}
          data={[{ value: 'table', label: 'What-if table' }, { value: 'audit', label: 'Audit' }]}
        />
      }
    >
      {isAudit ? <AuditView draft={draft} version={activeVersion} /> : <RatesTable key={years.join()} />}
    </Screen>
  )
}
