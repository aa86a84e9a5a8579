import type { ReactNode } from 'react'

import { EmptyState } from '../../../components/EmptyState.tsx'

export function TargetsTab(): ReactNode {
  return <EmptyState title="No targets yet">Add a target, or import targets and measurements.</EmptyState>
}
