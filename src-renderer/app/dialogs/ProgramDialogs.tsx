import { Modal, Stack, Text } from '@mantine/core'
import { useCallback, type ReactNode } from 'react'

import { NewModelForm } from '../../features/home/NewModelForm.tsx'
import { OpeningFailure } from '../../features/home/OpeningFailure.tsx'
import { OpenModelForm } from '../../features/home/OpenModelForm.tsx'
import { RecentList } from '../../features/home/RecentList.tsx'
import { useApplication } from '../../state/application.tsx'
import { useDialogs, useOpenDialog, type DialogName } from '../../state/dialogs.tsx'
import { useOpening } from '../../state/use-opening.ts'
import { ScreenHelp } from './ScreenHelp.tsx'
import { ShortcutSheet } from './ShortcutSheet.tsx'

type ProgramDialog = Extract<DialogName, 'new-model' | 'open-model' | 'shortcuts' | 'help' | 'about'>
const TITLES: Readonly<Record<ProgramDialog, string>> = { 'new-model': 'New model', 'open-model': 'Open a model', shortcuts: 'Keyboard shortcuts', help: 'Help', about: 'About Ratebook' }

function isProgramDialog(name: DialogName | null): name is ProgramDialog {
  return name !== null && name in TITLES
}

function About(): ReactNode {
  const { status } = useApplication()
  return (
    <Stack gap="xs">
      <Text size="sm">Ratebook {status.productVersion}</Text>
      <Text size="sm" c="dimmed">
        Offline rate modeling and budgeting for internal service providers. Every figure is computed exactly, on this machine, without a network.
      </Text>
      <Text size="sm" c="dimmed">
        Models folder: {status.modelsFolder}
      </Text>
    </Stack>
  )
}

function Content({ name, onDone }: { readonly name: ProgramDialog; readonly onDone: () => void }): ReactNode {
  const opening = useOpening(onDone)
  switch (name) {
    case 'new-model':
      return (
        <Stack>
          <OpeningFailure opening={opening} />
          <NewModelForm opening={opening} />
        </Stack>
      )
    case 'open-model':
      return (
        <Stack>
          <OpeningFailure opening={opening} />
          <OpenModelForm opening={opening} />
          <RecentList opening={opening} />
        </Stack>
      )
    case 'shortcuts':
      return <ShortcutSheet />
    case 'help':
      return <ScreenHelp />
    case 'about':
      return <About />
  }
}

/** Dialogs that need no open model. They close when another model has been opened from them. */
export function ProgramDialogs(): ReactNode {
  const name = useOpenDialog()
  const dialogs = useDialogs()
  const close = useCallback(() => dialogs.close(), [dialogs])
  const shown = isProgramDialog(name) ? name : null
  return (
    <Modal opened={shown !== null} onClose={close} title={shown === null ? '' : TITLES[shown]} size={shown === 'new-model' || shown === 'about' ? 'md' : 'lg'} closeButtonProps={{ 'aria-label': 'Close' }}>
      {shown !== null && <Content name={shown} onDone={close} />}
    </Modal>
  )
}
