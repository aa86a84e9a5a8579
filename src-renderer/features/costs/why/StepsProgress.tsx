import { Button, Progress, Text } from '@mantine/core'
import type { ReactNode } from 'react'

import type { StepsRun } from './use-steps.ts'

/** How far it is, counted, and the way to stop it; nothing for what is quick. */
export function StepsProgress({ run, what }: { readonly run: Pick<StepsRun<unknown>, 'progress' | 'stop'>; /** `inputs` */ readonly what: string }): ReactNode {
  if (run.progress === null) return null
  const { done, of } = run.progress
  return (
    <>
      <Progress value={(done * 100) / of} w={140} aria-label="Progress" />
      <Text size="sm" component="output">
        {done} of {of} {what}
      </Text>
      <Button variant="default" onClick={run.stop}>
        Cancel
      </Button>
    </>
  )
}
