import type { ReactNode } from 'react'

import { EmptyState } from '../../../components/EmptyState.tsx'

export function CalendarTab(): ReactNode {
  return <EmptyState title="Nothing is due">Reviews and expiries of agreements, and the communication plan, stand here.</EmptyState>
}
