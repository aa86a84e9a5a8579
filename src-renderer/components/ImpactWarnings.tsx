/** What keeps figures, such as those of an impact, from being read as they stand, above them; nothing where they can be. */
import { Alert } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'

export function ImpactWarnings({ warnings }: { readonly warnings: readonly string[] }): ReactNode {
  if (warnings.length === 0) return null
  return (
    <Alert color="yellow" variant="light" py={6} role="note" icon={<IconAlertTriangle size={18} />}>
      {warnings.map((each) => <div key={each}>{each}</div>)}
    </Alert>
  )
}
