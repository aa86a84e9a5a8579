import { Button, Group, Loader, Progress, Text } from '@mantine/core'
import type { ReactNode } from 'react'

/** `percent` from 0 to 100. */
export type WorkProgress = { readonly percent: number; /** `40 of 200 customers` */ readonly words: string }

/** What is going on, how far it is where that is known, and the way to stop it while it can be stopped. */
export function Working({ children, progress = null, onCancel }: { readonly children: ReactNode; readonly progress?: WorkProgress | null; readonly onCancel?: (() => void) | undefined }): ReactNode {
  return (
    <Group gap="sm">
      <Loader size="xs" aria-hidden />
      <Text size="sm" component="output">
        {children}
      </Text>
      {progress !== null && (
        <Progress.Root w={180} size="sm">
          <Progress.Section value={progress.percent} aria-label="How far it is" aria-valuetext={progress.words} />
        </Progress.Root>
      )}
      {onCancel !== undefined && (
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
      )}
      {progress !== null && (
        <Text size="sm" c="dimmed" style={{ fontVariantNumeric: 'tabular-nums' }}>
          {progress.words}
        </Text>
      )}
    </Group>
  )
}
