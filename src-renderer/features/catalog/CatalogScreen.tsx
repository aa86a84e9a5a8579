import type { ReactNode } from 'react'

import { Screen } from '../../components/Screen.tsx'

export function CatalogScreen(): ReactNode {
  return <Screen title="Catalog">{null}</Screen>
}
