import type { ReactNode } from 'react'

import { Screen } from '../../components/Screen.tsx'

/** What goes out: each report with a preview that is the same as the file. */
export function ReportsScreen(): ReactNode {
  return (
    <Screen title="Reports" description="Each report, previewed as the file that goes out">
      {null}
    </Screen>
  )
}
