/** The desktop: one window on one core. Makes windows, menus and dialogs, and nothing else. */
import { resolve } from 'node:path'

import { app, dialog, ipcMain, Menu, session, type BrowserWindow } from 'electron'

import { CONNECT, type HostCommand } from '../../src-shared/contract/host-messages.ts'
import { findFolders, rendererFolder } from '../hosting/folders.ts'
import { startCore, type CoreHost } from './core-host.ts'
import { createMenu } from './menu.ts'
import { openOutside } from './open-outside.ts'
import { isOwnFrame, registerScheme, secureSession } from './security.ts'
import { createWindow, showTitle } from './window.ts'

let window: BrowserWindow | null = null
let core: CoreHost | null = null
let quitting = false
let title: { readonly name: string; readonly path: string } | null = null
/** What the system asked before the page could listen. */
let waitingCommands: HostCommand[] = []
let isListening = false
/** The file of a double click, before there is a window. */
let fileOfStart: string | null = modelAmong(process.argv.slice(1), process.cwd())

function modelAmong(given: readonly string[], folder: string): string | null {
  const found = given.find((argument) => !argument.startsWith('-') && argument.toLowerCase().endsWith('.ratebook'))
  return found === undefined ? null : resolve(folder, found)
}

function send(command: HostCommand): void {
  if (window === null || !isListening) waitingCommands.push(command)
  else window.webContents.send('command', command)
}

function openPath(path: string): void {
  if (window === null) fileOfStart = path
  else send({ name: 'open-path', path })
}

async function coreDied(code: number): Promise<void> {
  const answer = await dialog.showMessageBox({
    type: 'error', message: 'Ratebook has to start again.', detail: `Its inner process ended unexpectedly (code ${code}). What the window showed as saved is on disk.`, buttons: ['Start again', 'Quit'], defaultId: 0, cancelId: 1,
  })
  if (answer.response === 0) app.relaunch()
  app.exit(1)
}

function openWindow(): void {
  const opened = createWindow()
  window = opened
  showTitle(opened, title)
  // A page that was loaded again listens from its next connection on.
  opened.webContents.on('did-navigate', () => {
    isListening = false
  })
  opened.on('closed', () => {
    window = null
    isListening = false
    if (quitting) app.quit()
  })
}

async function start(): Promise<void> {
  const found = findFolders()
  const modelsFolder = process.env['RATEBOOK_DATA_FOLDER'] === undefined ? app.getPath('documents') : found.modelsFolder
  secureSession(session.defaultSession, rendererFolder())
  Menu.setApplicationMenu(createMenu(send))
  core = startCore({
    file: fileOfStart,
    folders: { dataFolder: found.dataFolder, modelsFolder },
    window: () => window,
    titleChanged(next) {
      title = next
      if (window !== null) showTitle(window, next)
      if (next !== null) app.addRecentDocument(next.path)
    },
    died: (code) => void coreDied(code),
  })
  ipcMain.on(CONNECT, (event) => {
    const [port] = event.ports
    if (port === undefined || window === null || core === null || !isOwnFrame(event.senderFrame, window.webContents)) return
    core.connect(port)
    isListening = true
    for (const command of waitingCommands) window.webContents.send('command', command)
    waitingCommands = []
  })
  ipcMain.on('open-link', (event, address: unknown) => {
    if (window !== null && isOwnFrame(event.senderFrame, window.webContents)) void openOutside(window, address)
  })
  const complaint = await core.ready
  openWindow()
  if (complaint !== null && window !== null) await dialog.showMessageBox(window, { type: 'warning', message: 'The file could not be opened.', detail: complaint })
}

function run(): void {
  // Where a person has to switch the system's sandbox off, the window's own settings still hold.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  registerScheme()
  app.on('second-instance', (_event, argv, folder) => {
    const path = modelAmong(argv.slice(1), folder)
    if (path !== null) openPath(path)
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
  app.on('open-file', (event, path) => {
    event.preventDefault()
    openPath(path)
  })
  app.on('before-quit', () => {
    quitting = true
  })
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', (event) => {
    const closing = core
    if (closing === null) return
    core = null
    event.preventDefault()
    void closing.close().then(() => app.exit(0))
  })
  // Awaiting this at the top of an ES module would wait for itself.
  void app.whenReady().then(start)
}

if (app.requestSingleInstanceLock()) run()
else app.quit()
