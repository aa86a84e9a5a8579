import type { ReactNode } from 'react'

import { Screen } from '../../components/Screen.tsx'

export function ImportsScreen(): ReactNode {
  return <Screen title="Imports">{null}</Screen>
}
