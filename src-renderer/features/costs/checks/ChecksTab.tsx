import type { ReactNode } from 'react'

import { EmptyState } from '../../../components/EmptyState.tsx'

export function ChecksTab(): ReactNode {
  return <EmptyState title="Checks are not here yet" />
}
