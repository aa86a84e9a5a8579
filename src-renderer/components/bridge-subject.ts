/** What the inspector shows of a bridge's figure, wherever it stands: in the table, in the sentence, on a bar (RATE-8). */
import { explainBridge } from '../../src-shared/domain/costs/explain-bridge.ts'
import type { Bridge, BridgeFigure } from '../../src-shared/domain/costs/rate-bridge.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import type { InspectorSubject } from '../state/inspector.tsx'

function labelOf({ from, to, terms }: Bridge, figure: BridgeFigure): string {
  if (figure === 'from' || figure === 'to') return figure === 'from' ? from.label : to.label
  if (figure === 'difference' || figure === 'percent') return figure === 'difference' ? 'Change' : 'Change, %'
  return terms.find(({ id }) => id === figure)?.label ?? figure
}

export function bridgeSubject(draft: Draft, bridge: Bridge, figure: BridgeFigure): InspectorSubject {
  return { title: `${bridge.title}: ${labelOf(bridge, figure)}`, explain: () => explainBridge(draft, bridge, figure), notes: [], history: [{ table: 'rate', id: bridge.rateId }] }
}
