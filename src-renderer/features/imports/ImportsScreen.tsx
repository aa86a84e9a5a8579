import type { ReactNode } from 'react'

import { Screen } from '../../components/Screen.tsx'

/** Rates from outside, looked at before anything is written. */
export function ImportsScreen(): ReactNode {
  return (
    <Screen title="Imports" description="Nothing is written until you accept it">
      {null}
    </Screen>
  )
}
