import { ActionIcon, Button, Group, Menu, Text, Tooltip, UnstyledButton, useMantineColorScheme } from '@mantine/core'
import { spotlight } from '@mantine/spotlight'
import {
  IconArrowBackUp, IconArrowForwardUp, IconBookmark, IconBuildingBank, IconChevronDown, IconCopy, IconFileDownload, IconFilePlus, IconFolderOpen, IconHelp, IconKeyboard, IconLayoutSidebarRight, IconSearch, IconSettings, IconX,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'

import { versionKey } from '../../src-shared/domain/version.ts'
import { useApplication } from '../state/application.tsx'
import { useDialogs } from '../state/dialogs.tsx'
import { FORMAT_NAMES, useExports, type ExportFormat } from '../state/exports.tsx'
import { useInspector, useInspectorState } from '../state/inspector.tsx'
import { useModelPart, useModelSession } from '../state/model-session.tsx'
import { usePreference } from '../state/preferences.ts'
import { goTo } from '../state/routes.ts'
import { useUndoActions } from '../state/undo-actions.ts'
import { useVersionSelection } from '../state/version-selection.tsx'
import { keysOf } from './dialogs/ShortcutSheet.tsx'
import classes from './Frame.module.css'
import { VersionPickers } from './VersionPickers.tsx'

function FileMenu(): ReactNode {
  const name = useModelPart(({ info }) => info.name)
  const path = useModelPart(({ info }) => info.path)
  const { close } = useApplication()
  const dialogs = useDialogs()
  return (
    <Menu position="bottom-start" width={240}>
      <Menu.Target>
        <UnstyledButton className={classes['fileButton']} aria-label={`File: ${name}`} title={path}>
          <span className={classes['fileName']}>{name}</span>
          <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconFilePlus size={15} />} onClick={() => dialogs.open('new-model')}>
          New model…
        </Menu.Item>
        <Menu.Item leftSection={<IconFolderOpen size={15} />} onClick={() => dialogs.open('open-model')}>
          Open…
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconCopy size={15} />} onClick={() => dialogs.open('save-copy')}>
          Save a copy…
        </Menu.Item>
        <Menu.Item leftSection={<IconBookmark size={15} />} onClick={() => dialogs.open('checkpoint')} rightSection={<Text size="xs" c="dimmed">{keysOf('Mod+S')}</Text>}>
          Checkpoint…
        </Menu.Item>
        <Menu.Item leftSection={<IconBuildingBank size={15} />} onClick={() => dialogs.open('model-settings')}>Agency and fiscal year…</Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconX size={15} />} onClick={() => void close()}>
          Close
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function UndoButtons(): ReactNode {
  const { undoState, readOnly } = useModelSession()
  const { undo, redo } = useUndoActions()
  const undoWords = undoState.undo === null ? 'Nothing to undo' : `Undo: ${undoState.undo.label}`
  const redoWords = undoState.redo === null ? 'Nothing to redo' : `Redo: ${undoState.redo.label}`
  return (
    <Group gap={2} wrap="nowrap">
      <Tooltip label={`${undoWords} (${keysOf('Mod+Z')})`}>
        <ActionIcon aria-label={undoWords} disabled={readOnly || undoState.undo === null} onClick={undo}>
          <IconArrowBackUp size={18} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={`${redoWords} (${keysOf('Mod+Y')})`}>
        <ActionIcon aria-label={redoWords} disabled={readOnly || undoState.redo === null} onClick={redo}>
          <IconArrowForwardUp size={18} />
        </ActionIcon>
      </Tooltip>
    </Group>
  )
}

const FORMATS: readonly ExportFormat[] = ['xlsx', 'csv', 'pdf']

function ExportMenu(): ReactNode {
  const { request, activeVersion, years } = useVersionSelection()
  const { state, start, cancel } = useExports()
  if (state.kind === 'running') {
    return (
      <Button variant="default" onClick={cancel} aria-label="Cancel the export">
        Cancel export
      </Button>
    )
  }
  return (
    <Menu width={240}>
      <Menu.Target>
        <Button leftSection={<IconFileDownload size={15} aria-hidden />} rightSection={<IconChevronDown size={14} aria-hidden />} disabled={years.length === 0}>
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Rate changes of the chosen years</Menu.Label>
        {FORMATS.map((format) => (
          <Menu.Item key={format} onClick={() => void start({ request: { report: 'rate-change', comparison: { ...request, comparisons: [...request.comparisons] } }, format })}>
            {FORMAT_NAMES[format]}
          </Menu.Item>
        ))}
        <Menu.Label>Audit of the printed schedule</Menu.Label>
        <Menu.Item onClick={() => void start({ request: { report: 'audit', version: versionKey({ ...activeVersion, scenarioId: null }) }, format: 'xlsx' })}>{FORMAT_NAMES.xlsx}</Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => goTo('/reports')}>Preview reports</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function SettingsMenu(): ReactNode {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const [density, setDensity] = usePreference('table.density', 'compact')
  const dialogs = useDialogs()
  return (
    <Menu width={250} closeOnItemClick={false}>
      <Menu.Target>
        <ActionIcon aria-label="Settings">
          <IconSettings size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Theme</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(value === 'light' || value === 'dark' ? value : 'auto')}>
          <Menu.RadioItem value="auto">As the system</Menu.RadioItem>
          <Menu.RadioItem value="light">Light</Menu.RadioItem>
          <Menu.RadioItem value="dark">Dark</Menu.RadioItem>
        </Menu.RadioGroup>
        <Menu.Label>Rows of tables</Menu.Label>
        <Menu.RadioGroup value={density} onChange={setDensity}>
          <Menu.RadioItem value="compact">Compact</Menu.RadioItem>
          <Menu.RadioItem value="comfortable">Comfortable</Menu.RadioItem>
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item closeMenuOnClick onClick={() => dialogs.open('author')}>
          Author…
        </Menu.Item>
        <Menu.Item closeMenuOnClick leftSection={<IconHelp size={15} />} rightSection={<Text size="xs" c="dimmed">F1</Text>} onClick={() => dialogs.open('help')}>
          Help for this screen
        </Menu.Item>
        <Menu.Item closeMenuOnClick leftSection={<IconKeyboard size={15} />} rightSection={<Text size="xs" c="dimmed">?</Text>} onClick={() => dialogs.open('shortcuts')}>
          Keyboard shortcuts
        </Menu.Item>
        <Menu.Item closeMenuOnClick onClick={() => dialogs.open('about')}>
          About Ratebook
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function InspectorButton(): ReactNode {
  const inspector = useInspector()
  const { isOpen } = useInspectorState()
  return (
    <Tooltip label={`Inspector (${keysOf('Mod+I')})`}>
      <ActionIcon aria-label="Inspector" aria-pressed={isOpen} onClick={inspector.toggle} variant={isOpen ? 'light' : 'subtle'}>
        <IconLayoutSidebarRight size={18} />
      </ActionIcon>
    </Tooltip>
  )
}

export function Header(): ReactNode {
  return (
    <header className={classes['header']}>
      <span className={classes['brand']}>Ratebook</span>
      <FileMenu />
      <span className={classes['separator']} aria-hidden />
      <VersionPickers />
      <span className={classes['spacer']} />
      <UnstyledButton className={classes['search']} onClick={() => spotlight.open()} aria-label="Search and commands" aria-keyshortcuts="Control+K">
        <IconSearch size={15} aria-hidden />
        <span className={classes['searchLabel']}>Search</span>
        <span className={classes['keys']}>{keysOf('Mod+K')}</span>
      </UnstyledButton>
      <UndoButtons />
      <ExportMenu />
      <InspectorButton />
      <SettingsMenu />
    </header>
  )
}
