import { Alert, Button, Group } from '@mantine/core'
import { IconEye, IconPlugConnectedX, IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'

import { useApplication } from '../state/application.tsx'
import { useDialogs } from '../state/dialogs.tsx'
import { useModelSession } from '../state/model-session.tsx'
import classes from './Frame.module.css'

function editsOf(count: number): string {
  return `${count} ${count === 1 ? 'edit' : 'edits'}`
}

/** What holds for the whole window: a read-only snapshot, a lost connection, a file that cannot be written. */
export function Banner(): ReactNode {
  const { saveState, info, retry, discard } = useModelSession()
  const { refresh } = useApplication()
  const dialogs = useDialogs()
  switch (saveState.kind) {
    case 'read-only':
      return (
        <Alert className={classes['banner'] ?? ''} radius={0} py={6} icon={<IconEye size={17} />} color="yellow" role="note">
          <Group justify="space-between" gap="xs">
            <span>Read-only snapshot of {info.name}: somebody else has the file open. Nothing can be changed here, and later changes of theirs are not shown.</span>
            <Button variant="default" onClick={() => dialogs.open('save-copy')}>
              Save a copy to work on
            </Button>
          </Group>
        </Alert>
      )
    case 'offline':
      return (
        <Alert className={classes['banner'] ?? ''} radius={0} py={6} icon={<IconPlugConnectedX size={17} />} color="red" role="alert">
          <Group justify="space-between" gap="xs">
            <span>
              Ratebook itself does not answer. {editsOf(saveState.count)} {saveState.count === 1 ? 'is' : 'are'} kept in this window and not saved yet; it tries again by itself. If it was stopped, start it again and
              leave this window open until then.
            </span>
            <Button variant="default" onClick={() => void retry().then(refresh)}>
              Try now
            </Button>
          </Group>
        </Alert>
      )
    case 'failed':
      return (
        <Alert className={classes['banner'] ?? ''} radius={0} py={6} icon={<IconAlertTriangle size={17} />} color="red" role="alert">
          <Group justify="space-between" gap="xs">
            <span>
              Not saved: {editsOf(saveState.count)}. {saveState.failure.message} {saveState.failure.remedy}
            </span>
            <Group gap="xs">
              <Button variant="default" onClick={() => void retry()}>
                Save again
              </Button>
              <Button variant="subtle" color="red" onClick={() => void discard()}>
                Give these edits up
              </Button>
            </Group>
          </Group>
        </Alert>
      )
    case 'saved':
    case 'saving':
      return null
  }
}
