import type { ReactNode } from 'react'

import { EmptyState } from '../../../components/EmptyState.tsx'

export function RecoveryTab(): ReactNode {
  return <EmptyState title="Recovery is not computed yet" />
}
