/** Commands of the open model: the palette, the keyboard and the desktop's menu all run these. */
import { spotlight } from '@mantine/spotlight'
import { useMemo } from 'react'

import { useApplication } from '../state/application.tsx'
import { useCommands, type Command } from '../state/commands.tsx'
import { useDialogs } from '../state/dialogs.tsx'
import { FORMAT_NAMES, useExports, type ExportFormat } from '../state/exports.tsx'
import { useInspector } from '../state/inspector.tsx'
import { useModelSession } from '../state/model-session.tsx'
import { goTo, IMPORT_TABS, importsAddress, SCREENS } from '../state/routes.ts'
import { useUndoActions } from '../state/undo-actions.ts'
import { useVersionSelection } from '../state/version-selection.tsx'
import { useShortcuts, type Shortcut } from '../state/use-shortcuts.ts'

const FORMATS: readonly ExportFormat[] = ['xlsx', 'csv', 'pdf']

export function useModelCommands(): void {
  const { flush, readOnly, undoState } = useModelSession()
  const { undo, redo } = useUndoActions()
  const { close } = useApplication()
  const { request } = useVersionSelection()
  const { start } = useExports()
  const dialogs = useDialogs()
  const inspector = useInspector()
  const undoLabel = undoState.undo?.label
  const redoLabel = undoState.redo?.label

  const commands = useMemo((): readonly Command[] => {
    async function checkpoint(): Promise<void> {
      await flush()
      dialogs.open('checkpoint')
    }
    return [
      ...SCREENS.map((screen) => ({ id: `go ${screen.path}`, group: 'Go to', label: screen.label, run: () => goTo(screen.path) })),
      ...IMPORT_TABS.map(({ tab, command }) => ({ id: `import ${tab}`, group: 'Import', label: command, run: () => goTo(importsAddress(tab)) })),
      ...(readOnly || undoLabel === undefined ? [] : [{ id: 'undo', group: 'Edit', label: `Undo: ${undoLabel}`, keys: 'Mod+Z', run: undo }]),
      ...(readOnly || redoLabel === undefined ? [] : [{ id: 'redo', group: 'Edit', label: `Redo: ${redoLabel}`, keys: 'Mod+Y', run: redo }]),
      ...(readOnly ? [] : [{ id: 'new-scenario', group: 'Edit', label: 'New scenario', run: () => dialogs.open('new-scenario') }]),
      { id: 'checkpoint', group: 'File', label: 'Make a checkpoint', description: 'A full copy under a name; everything else is saved already', keys: 'Mod+S', run: () => void checkpoint() },
      { id: 'save-copy', group: 'File', label: 'Save a copy', run: () => dialogs.open('save-copy') },
      { id: 'model-settings', group: 'File', label: 'Agency and fiscal year', run: () => dialogs.open('model-settings') },
      { id: 'close-model', group: 'File', label: 'Close the model', run: () => void close() },
      { id: 'export', group: 'Export', label: 'Reports and export', keys: 'Mod+E', run: () => goTo('/reports') },
      ...FORMATS.map((format) => ({
        id: `export ${format}`, group: 'Export', label: `Rate changes as ${FORMAT_NAMES[format]}`, run: () => void start({ request: { report: 'rate-change', comparison: { ...request, comparisons: [...request.comparisons] } }, format }),
      })),
      { id: 'inspector', group: 'View', label: 'Show or hide the inspector', keys: 'Mod+I', run: inspector.toggle },
      { id: 'command-palette', group: 'View', label: 'Search rates and commands', keys: 'Mod+K', run: () => spotlight.open() },
    ]
  }, [undo, redo, flush, readOnly, undoLabel, redoLabel, close, request, start, dialogs, inspector])
  useCommands('model', commands)

  const shortcuts = useMemo((): readonly Shortcut[] => {
    const run = (id: string) => () => commands.find((each) => each.id === id)?.run()
    return [
      { keys: 'Mod+K', run: run('command-palette'), inFields: true },
      { keys: 'Mod+S', run: run('checkpoint'), inFields: true },
      { keys: 'Mod+E', run: run('export'), inFields: true },
      // Also on the chosen cell of a sheet, where a field waits for what is typed.
      { keys: 'Mod+I', run: run('inspector'), inFields: true },
      // Not by way of the commands: a redo may be asked for while the undo before it is still under way.
      ...(readOnly ? [] : [{ keys: 'Mod+Z', run: undo, inUntypedFields: true }, { keys: 'Mod+Y', run: redo, inUntypedFields: true }, { keys: 'Mod+Shift+Z', run: redo, inUntypedFields: true }]),
    ]
  }, [commands, readOnly, undo, redo])
  useShortcuts(shortcuts)
}
