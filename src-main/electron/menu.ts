import { app, Menu, type MenuItemConstructorOptions } from 'electron'

import type { HostCommand } from '../../src-shared/contract/host-messages.ts'

type CommandName = Exclude<HostCommand['name'], 'open-path'>

/**
 * The menu. Its items ask the screens, which know what can be done now. `shownKey` names a key that the page handles
 * itself (a text field has its own undo), so it is shown and not taken.
 */
export function createMenu(send: (command: HostCommand) => void): Menu {
  function item(given: { readonly label: string; readonly name: CommandName; readonly key?: string; readonly shownKey?: string }): MenuItemConstructorOptions {
    const accelerator = given.key ?? given.shownKey
    return { label: given.label, click: () => send({ name: given.name }), ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: given.key !== undefined }) }
  }
  const isMac = process.platform === 'darwin'
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' } satisfies MenuItemConstructorOptions] : []),
    {
      label: '&File',
      submenu: [
        item({ label: 'New model…', name: 'new-model', key: 'CmdOrCtrl+N' }),
        item({ label: 'Open…', name: 'open-model', key: 'CmdOrCtrl+O' }),
        item({ label: 'Open recent…', name: 'open-recent' }),
        item({ label: 'Open the sample', name: 'open-sample' }),
        { type: 'separator' },
        item({ label: 'Save a copy…', name: 'save-copy', key: 'CmdOrCtrl+Shift+S' }),
        item({ label: 'Checkpoint…', name: 'checkpoint', shownKey: 'CmdOrCtrl+S' }),
        item({ label: 'Export…', name: 'export', key: 'CmdOrCtrl+E' }),
        { type: 'separator' },
        item({ label: 'Close model', name: 'close-model', key: 'CmdOrCtrl+W' }),
        ...(isMac ? [] : [{ role: 'quit' } satisfies MenuItemConstructorOptions]),
      ],
    },
    {
      label: '&Edit',
      submenu: [
        item({ label: 'Undo', name: 'undo', shownKey: 'CmdOrCtrl+Z' }),
        item({ label: 'Redo', name: 'redo', shownKey: isMac ? 'Cmd+Shift+Z' : 'Ctrl+Y' }),
        { type: 'separator' },
        { role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' },
        { type: 'separator' },
        item({ label: 'Find in the table', name: 'find', shownKey: 'CmdOrCtrl+F' }),
        item({ label: 'Commands…', name: 'command-palette', shownKey: 'CmdOrCtrl+K' }),
      ],
    },
    {
      label: '&View',
      submenu: [
        { role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { role: 'togglefullscreen' },
        ...(app.isPackaged ? [] : [{ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' }] satisfies MenuItemConstructorOptions[]),
      ],
    },
    ...(isMac ? [{ role: 'windowMenu' } satisfies MenuItemConstructorOptions] : []),
    {
      role: 'help',
      submenu: [
        item({ label: 'Help for this screen', name: 'help', shownKey: 'F1' }),
        item({ label: 'Keyboard shortcuts', name: 'keyboard-shortcuts', shownKey: '?' }),
        { type: 'separator' },
        item({ label: 'About Ratebook', name: 'about' }),
      ],
    },
  ]
  return Menu.buildFromTemplate(template)
}
