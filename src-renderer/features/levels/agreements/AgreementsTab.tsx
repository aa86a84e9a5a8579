import type { ReactNode } from 'react'

import { EmptyState } from '../../../components/EmptyState.tsx'

export function AgreementsTab(): ReactNode {
  return <EmptyState title="No agreements yet">Begin one from a template, or import those that are in force.</EmptyState>
}
