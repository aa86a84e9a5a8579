/** In a dialog the window's inspector is out of reach: what a figure explains stands beside it, in the dialog itself. */
import { ActionIcon, Box, Group, Text } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useEffect, useMemo, useRef, type ReactNode } from 'react'

import { DerivationTree } from '../../../components/DerivationTree.tsx'
import { useInspector, useInspectorState, type InspectorSubject } from '../../../state/inspector.tsx'
import classes from './Why.module.css'

function Explained({ subject, onJump }: { readonly subject: InspectorSubject; readonly onJump: () => void }): ReactNode {
  const inspector = useInspector()
  const explained = useMemo(() => subject.explain?.() ?? null, [subject])
  const own = useRef<HTMLElement>(null)
  useEffect(() => {
    // In a narrow dialog it stands below what was clicked.
    if (explained !== null) own.current?.scrollIntoView({ block: 'nearest' })
  }, [explained])
  return (
    <Box component="aside" ref={own} className={classes['explained'] ?? ''} aria-label="How it was computed" tabIndex={0}>
      <Group justify="space-between" wrap="nowrap" align="flex-start" mb={6}>
        <Text size="sm" fw={600}>
          {subject.title}
        </Text>
        <ActionIcon aria-label="Close the explanation" size="sm" onClick={inspector.close}>
          <IconX size={16} />
        </ActionIcon>
      </Group>
      {explained !== null && <DerivationTree explained={explained} onJump={onJump} />}
    </Box>
  )
}

/** Its children's figures explain themselves in it, not in the window: it stands within an `InspectorProvider` of the dialog's own. */
export function ExplainedBeside({ onJump, children }: { /** When a link leads out of the dialog. */ readonly onJump: () => void; readonly children: ReactNode }): ReactNode {
  const { isOpen, subject } = useInspectorState()
  return (
    <div className={classes['beside']}>
      <div className={classes['content']}>{children}</div>
      {isOpen && subject !== null && <Explained subject={subject} onJump={onJump} />}
    </div>
  )
}
