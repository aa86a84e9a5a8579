/** Commands that need no open model, and what the desktop's menu and the system ask for. */
import { useMantineColorScheme } from '@mantine/core'
import { useEffect, useMemo, useRef } from 'react'

import type { HostCommandMessage } from '../../src-shared/contract/host-messages.ts'
import { useAllCommands, useCommands, type Command } from '../state/commands.tsx'
import { useDialogs } from '../state/dialogs.tsx'
import { notifyFailure } from '../state/notices.tsx'
import { usePreference } from '../state/preferences.ts'
import { useOpening } from '../state/use-opening.ts'
import { useShortcuts } from '../state/use-shortcuts.ts'

function isHostCommand(data: unknown): data is HostCommandMessage {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'ratebook-command' && 'command' in data
}

/** Runs a command by its id when the desktop's menu asks for it. */
function useHostCommands(open: (path: string) => Promise<boolean>): void {
  const commands = useAllCommands()
  useEffect(() => {
    function onMessage(event: MessageEvent<unknown>): void {
      if (event.source !== window || event.origin !== window.location.origin || !isHostCommand(event.data)) return
      const { command } = event.data
      if (command.name === 'open-path') void open(command.path)
      else commands.find((each) => each.id === command.name)?.run()
    }
    window.addEventListener('message', onMessage)
    return () => window.removeEventListener('message', onMessage)
  }, [commands, open])
}

export function useProgramCommands(): void {
  const dialogs = useDialogs()
  const { openSample, open, failed, forgetFailure } = useOpening()
  const { setColorScheme } = useMantineColorScheme()
  // Mantine gives another function with every render; the commands stay the same.
  const theme = useRef(setColorScheme)
  useEffect(() => {
    theme.current = setColorScheme
  })
  const [, setDensity] = usePreference('table.density', 'compact')
  const commands = useMemo(
    (): readonly Command[] => [
      { id: 'new-model', group: 'File', label: 'New model', run: () => dialogs.open('new-model') },
      { id: 'open-model', group: 'File', label: 'Open a model', run: () => dialogs.open('open-model') },
      { id: 'open-recent', group: 'File', label: 'Open a recent model', run: () => dialogs.open('open-model') },
      { id: 'open-sample', group: 'File', label: 'Open the sample model', run: () => void openSample({ fresh: false }) },
      { id: 'author', group: 'Settings', label: 'Author', description: 'The name that your changes carry', run: () => dialogs.open('author') },
      { id: 'theme-auto', group: 'Settings', label: 'Theme of the system', run: () => theme.current('auto') },
      { id: 'theme-light', group: 'Settings', label: 'Light theme', run: () => theme.current('light') },
      { id: 'theme-dark', group: 'Settings', label: 'Dark theme', run: () => theme.current('dark') },
      { id: 'rows-compact', group: 'Settings', label: 'Compact rows', description: 'Rows of tables', run: () => setDensity('compact') },
      { id: 'rows-comfortable', group: 'Settings', label: 'Comfortable rows', description: 'Rows of tables', run: () => setDensity('comfortable') },
      { id: 'keyboard-shortcuts', group: 'Help', label: 'Keyboard shortcuts', keys: '?', run: () => dialogs.open('shortcuts') },
      { id: 'help', group: 'Help', label: 'Help for this screen', keys: 'F1', run: () => dialogs.open('help') },
      { id: 'about', group: 'Help', label: 'About Ratebook', run: () => dialogs.open('about') },
    ],
    [dialogs, openSample, setDensity],
  )
  useCommands('program', commands)
  useShortcuts(
    useMemo(
      () => [
        { keys: 'F1', run: () => dialogs.open('help') },
        { keys: '?', run: () => dialogs.open('shortcuts') },
      ],
      [dialogs],
    ),
  )
  useHostCommands(open)
  useEffect(() => {
    if (failed === null) return
    notifyFailure('This file could not be opened', failed.failure)
    forgetFailure()
  }, [failed, forgetFailure])
}
