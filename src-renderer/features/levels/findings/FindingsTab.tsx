import type { ReactNode } from 'react'

import { EmptyState } from '../../../components/EmptyState.tsx'

export function FindingsTab(): ReactNode {
  return <EmptyState title="No findings">A breach, a risk or a downward trend opens one.</EmptyState>
}
