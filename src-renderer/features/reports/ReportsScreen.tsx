import type { ReactNode } from 'react'

import { Screen } from '../../components/Screen.tsx'

export function ReportsScreen(): ReactNode {
  return <Screen title="Reports">{null}</Screen>
}
