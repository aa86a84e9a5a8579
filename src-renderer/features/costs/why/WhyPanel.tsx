/** Why a rate changed: sentence, waterfall, table (RATE-8). */
import { Text } from '@mantine/core'
import { useMemo, type ReactNode } from 'react'

import { bridgeChart, rateBridge } from '../../../../src-shared/domain/costs/rate-bridge.ts'
import { figuresOfCosts } from '../../../../src-shared/domain/reports/costs/cost-report.ts'
import { formatVersion } from '../../../../src-shared/domain/version-label.ts'
import { BridgeTable } from '../../../components/BridgeTable.tsx'
import { ChartFigure } from '../../../components/ChartFigure.tsx'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { useVersionSelection } from '../../../state/version-selection.tsx'
import { useCostView } from '../cost-view.tsx'

export function WhyPanel({ rateId }: { readonly rateId: string }): ReactNode {
  const { draft, version } = useCostView()
  const { base } = useVersionSelection()
  const bridge = useMemo(() => rateBridge({ draft, from: base, to: version, rateId }), [draft, base, version, rateId])
  if (bridge.kind === 'none') return <EmptyState title={`${formatVersion(draft, base)} to ${formatVersion(draft, version)}`}>{bridge.sentence} Choose other years at the top.</EmptyState>
  return (
    <>
      <Text size="sm" mb="xs">
        {bridge.sentence}
      </Text>
      <ChartFigure chart={bridgeChart(bridge)} from={figuresOfCosts(draft, [base, version])} table={null} />
      <BridgeTable draft={draft} bridge={bridge} />
    </>
  )
}
