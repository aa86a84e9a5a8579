import { join } from 'node:path'

import { app, BrowserWindow, dialog } from 'electron'

import { APP_ORIGIN, secureContents } from './security.ts'

/** What every window is made with; a test asserts them on the running window. */
function webPreferences(): Electron.WebPreferences {
  return {
    preload: join(import.meta.dirname, 'preload.cjs'),
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    spellcheck: false,
    devTools: !app.isPackaged,
  }
}

/**
 * Closing waits for the page: while edits are not yet on disk it refuses to unload, saves them, and closes itself.
 * Only when that hangs and the person closes again are they asked whether to lose them.
 */
function closeWithCare(window: BrowserWindow): void {
  let asks = 0
  let closing = false
  window.on('close', () => {
    closing = true
  })
  window.webContents.on('will-prevent-unload', () => {
    if (!closing) return
    closing = false
    asks += 1
    if (asks > 1) void askToDiscard(window)
  })
}

async function askToDiscard(window: BrowserWindow): Promise<void> {
  const answer = await dialog.showMessageBox(window, {
    type: 'warning',
    message: 'Some edits are not saved yet.',
    detail: 'Ratebook is still writing them, or cannot. If you close now, what the window does not show as saved is lost.',
    buttons: ['Keep the window open', 'Close and lose them'],
    defaultId: 0,
    cancelId: 0,
  })
  if (answer.response === 1) window.destroy()
}

export function createWindow(): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440, height: 900, minWidth: 960, minHeight: 600, show: false, title: 'Ratebook', webPreferences: webPreferences(),
    ...(process.platform === 'linux' ? { icon: join(app.getAppPath(), 'assets', 'icons', 'icon.png') } : {}),
  })
  secureContents(window.webContents)
  closeWithCare(window)
  // The title says the file, which the host knows; the page's own title is for browsers.
  window.on('page-title-updated', (event) => event.preventDefault())
  window.once('ready-to-show', () => window.show())
  void window.loadURL(`${APP_ORIGIN}/`)
  return window
}

/** `name — Ratebook`, with the file behind it where the system shows that. */
export function showTitle(window: BrowserWindow, title: { readonly name: string; readonly path: string } | null): void {
  window.setTitle(title === null ? 'Ratebook' : `${title.name} — Ratebook`)
  window.setRepresentedFilename(title?.path ?? '')
}
