import type { ReactNode } from 'react'

export function RollCosts(): ReactNode {
  return null
}
