/** What is wrong with the records behind the scorecard: which one may be wrong, why, and the way to it. */
import { Alert, Anchor } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'

import type { Issue } from '../../../../src-shared/domain/issues.ts'
import { useLevelView } from '../level-view.tsx'
import classes from './Scorecard.module.css'

const MOST_SHOWN = 3

export function RecordNotes({ issues }: { readonly issues: readonly Issue[] }): ReactNode {
  const { show } = useLevelView()
  if (issues.length === 0) return null
  const hidden = issues.length - MOST_SHOWN
  return (
    <Alert className={classes['notes'] ?? ''} color="yellow" variant="light" py={6} icon={<IconAlertTriangle size={17} />} role="note" aria-label="Records">
      {issues.slice(0, MOST_SHOWN).map(({ message, remedy, subject }) => (
        <p key={message}>
          {message} {remedy}{' '}
          {subject !== undefined && <Anchor component="button" type="button" size="sm" onClick={() => show({ tab: 'targets', row: subject.id })}>Go to it</Anchor>}
        </p>
      ))}
      {hidden > 0 && <p>And {hidden} more.</p>}
    </Alert>
  )
}
