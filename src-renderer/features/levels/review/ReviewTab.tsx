import type { ReactNode } from 'react'

import { EmptyState } from '../../../components/EmptyState.tsx'

export function ReviewTab(): ReactNode {
  return <EmptyState title="Nothing to review yet">Choose a service or a customer that has agreements.</EmptyState>
}
