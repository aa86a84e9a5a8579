import type { ReactNode } from 'react'

import { Screen } from '../../components/Screen.tsx'

export function HomeScreen(): ReactNode {
  return <Screen title="Home">{null}</Screen>
}
