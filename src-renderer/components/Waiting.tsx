import { Loader } from '@mantine/core'
import type { ReactNode } from 'react'

/** Something is on its way; says what to those who do not see it turn. */
export function Waiting({ label, size = 'sm' }: { readonly label: string; readonly size?: 'xs' | 'sm' }): ReactNode {
  return (
    <output aria-label={label}>
      <Loader size={size} aria-hidden />
    </output>
  )
}
