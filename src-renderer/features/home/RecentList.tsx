import { ActionIcon, Text, Tooltip, UnstyledButton } from '@mantine/core'
import { IconFileUnknown, IconFileSpreadsheet, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'

import { useApplication } from '../../state/application.tsx'
import type { Opening } from '../../state/use-opening.ts'
import classes from './Start.module.css'

function openedOn(at: string): string {
  return new Date(at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' })
}

/** Files that were open before; one that is gone says so and can be taken off the list. */
export function RecentList({ opening }: { readonly opening: Opening }): ReactNode {
  const { status, forgetRecent } = useApplication()
  if (status.recents.length === 0) {
    return (
      <Text size="sm" c="dimmed" py="xs">
        Files that you open are listed here.
      </Text>
    )
  }
  return (
    <ul className={classes['recents']} aria-label="Recent models">
      {status.recents.map((recent) => (
        <li key={recent.path}>
          <UnstyledButton className={classes['recent']} onClick={() => void opening.open(recent.path)} disabled={!recent.exists || opening.isBusy} data-missing={!recent.exists || undefined}>
            {recent.exists ? <IconFileSpreadsheet size={20} stroke={1.4} aria-hidden /> : <IconFileUnknown size={20} stroke={1.4} aria-hidden />}
            <span className={classes['recentText']}>
              <Text size="sm" fw={500} truncate>
                {recent.name}
                {!recent.exists && ' (not there any more)'}
              </Text>
              <Text size="xs" c="dimmed" truncate title={recent.path}>
                {recent.path}
              </Text>
            </span>
            <Text size="xs" c="dimmed" className={classes['recentDate'] ?? ''}>
              {openedOn(recent.openedAt)}
            </Text>
          </UnstyledButton>
          <Tooltip label="Take off this list (the file stays)">
            <ActionIcon aria-label={`Take ${recent.name} off this list`} onClick={() => void forgetRecent(recent.path)}>
              <IconX size={15} />
            </ActionIcon>
          </Tooltip>
        </li>
      ))}
    </ul>
  )
}
