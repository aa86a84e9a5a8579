import { Button, Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'

import type { Progress } from '../../src-shared/contract/answers.ts'
import { Waiting } from './Waiting.tsx'
import { Working } from './Working.tsx'

export type PlanWaitingProps = {
  /** What is waited for: `Computing the bills`. */
  readonly label: string
  /** Customers projected by now; null where nothing is projected, or nobody knows yet. */
  readonly progress: Progress | null
  readonly isCancelled: boolean
  readonly onCancel: () => void
  readonly onAgain: () => void
}

/** Waiting for what may rest on planned usage: how many customers are projected, and the way to stop. */
export function PlanWaiting({ label, progress, isCancelled, onCancel, onAgain }: PlanWaitingProps): ReactNode {
  if (isCancelled) {
    return (
      <Group gap="sm">
        <Text size="sm" component="output">Cancelled. What was projected by then is kept.</Text>
        <Button variant="default" onClick={onAgain}>Go on</Button>
      </Group>
    )
  }
  if (progress === null) return <Waiting label={label} />
  const words = `${progress.done.toLocaleString('en-US')} of ${progress.total.toLocaleString('en-US')} customers`
  return <Working progress={{ percent: progress.total === 0 ? 0 : (progress.done / progress.total) * 100, words }} onCancel={onCancel}>Projecting planned usage …</Working>
}
