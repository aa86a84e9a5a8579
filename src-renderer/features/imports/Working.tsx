import { Button, Group, Loader, Progress, Text } from '@mantine/core'
import type { ReactNode } from 'react'

import type { TaskProgress } from '../../../src-shared/contract/answers.ts'
import { sizeText } from './import-file.ts'

/** @example progressText({ phase: 'reading', rows: 120_000, bytes: 4_000_000, totalBytes: 31_400_000 }) // '120,000 rows, 4.0 MB of 31.4 MB' */
export function progressText({ rows, bytes, totalBytes }: TaskProgress): string {
  return `${rows.toLocaleString('en-US')} ${rows === 1 ? 'row' : 'rows'}, ${sizeText(bytes)} of ${sizeText(totalBytes)}`
}

/** What is going on, how far it is where that is known, and the way to stop it while it can be stopped. */
export function Working({ children, progress = null, onCancel }: { readonly children: ReactNode; readonly progress?: TaskProgress | null; readonly onCancel?: (() => void) | undefined }): ReactNode {
  return (
    <Group gap="sm">
      <Loader size="xs" aria-hidden />
      <Text size="sm" component="output">
        {children}
      </Text>
      {progress !== null && (
        <>
          <Progress.Root w={180} size="sm">
            <Progress.Section value={progress.totalBytes === 0 ? 0 : (progress.bytes / progress.totalBytes) * 100} aria-label="How far it is" aria-valuetext={progressText(progress)} />
          </Progress.Root>
          <Text size="sm" c="dimmed" style={{ fontVariantNumeric: 'tabular-nums' }}>
            {progressText(progress)}
          </Text>
        </>
      )}
      {onCancel !== undefined && (
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
      )}
    </Group>
  )
}
