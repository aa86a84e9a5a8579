import { Badge } from '@mantine/core'
import type { ReactNode } from 'react'

import type { ScheduleState } from '../../src-shared/domain/model/tables.ts'

export const STATE_WORDS: Readonly<Record<ScheduleState, string>> = { draft: 'Draft', 'under-review': 'Under review', published: 'Published' }

/** The state of a schedule, in words first (VER-2). */
export function StateBadge({ state }: { readonly state: ScheduleState }): ReactNode {
  return (
    <Badge miw="max-content" {...(state === 'published' ? { variant: 'filled' } : { variant: 'outline', color: 'gray', c: 'var(--mantine-color-text)' })}>
      {STATE_WORDS[state]}
    </Badge>
  )
}
