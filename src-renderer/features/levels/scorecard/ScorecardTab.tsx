import type { ReactNode } from 'react'

import { EmptyState } from '../../../components/EmptyState.tsx'

export function ScorecardTab(): ReactNode {
  return <EmptyState title="No targets yet">Say under Targets what is promised of a service; then the scorecard shows how it was kept.</EmptyState>
}
