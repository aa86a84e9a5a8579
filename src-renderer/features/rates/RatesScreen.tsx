import type { ReactNode } from 'react'

import { Screen } from '../../components/Screen.tsx'

export function RatesScreen(): ReactNode {
  return <Screen title="Rates">{null}</Screen>
}
