/** Why a rate changed: sentence, waterfall, table (RATE-8). */
import { useMemo, type ReactNode } from 'react'

import { rateBridge } from '../../../../src-shared/domain/costs/rate-bridge.ts'
import { formatVersion } from '../../../../src-shared/domain/version-label.ts'
import { BridgeTable } from '../../../components/BridgeTable.tsx'
import { BridgeFigures, BridgeSentence } from '../../../components/BridgeWords.tsx'
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
      <BridgeSentence draft={draft} bridge={bridge} />
      <BridgeFigures draft={draft} bridge={bridge} table={null} />
      <BridgeTable draft={draft} bridge={bridge} />
    </>
  )
}
