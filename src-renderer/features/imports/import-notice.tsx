/** Says what an import has written, with the way back. */
import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useCallback } from 'react'

import { issue } from '../../../src-shared/domain/issues.ts'
import { client } from '../../client/client.ts'
import { failureOf } from '../../client/failures.ts'
import { useModelSession } from '../../state/model-session.tsx'
import { notifyDone, notifyFailure, notifyIssues } from '../../state/notices.tsx'

const SHOWN_MS = 20_000
const NOTICE_ID = 'imported'

/**
 * Undoes the import of that revision, if it is still the last change: what was done after it is not undone unasked.
 *
 * @example const undoImport = useUndoImport(); await undoImport(12)
 */
export function useUndoImport(): (revision: number) => Promise<void> {
  const { flush, undo } = useModelSession()
  return useCallback(
    async (revision) => {
      try {
        await flush()
        const [last] = await client.model.history({ before: null, limit: 1 })
        if (last?.revision !== revision) {
          notifyIssues('Not undone', [issue('nothing-to-change', 'Other changes have been made since the import.', { severity: 'warning', remedy: 'Undo those first, with the arrow at the top.' })])
          return
        }
        const label = await undo()
        if (label !== null) notifyDone(`Undone: ${label}`)
      } catch (error) {
        notifyFailure('The import could not be undone', failureOf(error))
      }
    },
    [flush, undo],
  )
}

/** Takes the notice away, before another import begins. */
export function forgetImported(): void {
  notifications.hide(NOTICE_ID)
}

export function notifyImported({ label, onUndo }: { readonly label: string; readonly onUndo: () => Promise<void> }): void {
  forgetImported()
  notifications.show({
    id: NOTICE_ID,
    title: 'Imported',
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm">{label}</Text>
        <Button
          variant="default"
          flex="none"
          onClick={() => {
            forgetImported()
            void onUndo()
          }}
        >
          Undo
        </Button>
      </Group>
    ),
    autoClose: SHOWN_MS,
    withBorder: true,
  })
}
