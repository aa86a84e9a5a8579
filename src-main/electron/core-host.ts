/** The main process's side of the core: starts it, hands it the window's port, answers its dialogs, and closes it. */
import { join } from 'node:path'

import { dialog, utilityProcess, type BrowserWindow, type MessagePortMain } from 'electron'

import { fromCore, type SaveKind, type ToCore } from './core-messages.ts'

const SAVE_FILTERS: Readonly<Record<SaveKind, { readonly name: string; readonly extensions: readonly string[] }>> = {
  model: { name: 'Ratebook model', extensions: ['ratebook'] },
  xlsx: { name: 'Excel workbook', extensions: ['xlsx'] },
  csv: { name: 'Comma-separated values', extensions: ['csv'] },
  pdf: { name: 'PDF document', extensions: ['pdf'] },
  zip: { name: 'Zip archive', extensions: ['zip'] },
  png: { name: 'PNG picture', extensions: ['png'] },
}
/** A core that does not end by then is ended: what was shown as saved is on disk anyway. */
const CLOSE_TIMEOUT_MS = 5_000

export type CoreHost = {
  /** Settles when the core is up: with the sentence to show when the file of the start could not be opened. */
  readonly ready: Promise<string | null>
  connect(port: MessagePortMain): void
  /** Closes the model, gives its lock back and ends the process. */
  close(): Promise<void>
}

export function startCore(given: {
  readonly file: string | null
  readonly folders: { readonly dataFolder: string; readonly modelsFolder: string }
  readonly window: () => BrowserWindow | null
  readonly titleChanged: (title: { readonly name: string; readonly path: string } | null) => void
  readonly died: (code: number) => void
}): CoreHost {
  const child = utilityProcess.fork(join(import.meta.dirname, 'core-process.js'), [], { serviceName: 'Ratebook core' })
  const ready = Promise.withResolvers<string | null>()
  const ended = Promise.withResolvers<void>()
  let closing = false

  function tell(message: ToCore, ports: MessagePortMain[] = []): void {
    child.postMessage(message, ports)
  }
  const OPEN_MODEL: Electron.OpenDialogOptions = { title: 'Open a model', properties: ['openFile'], filters: [{ name: 'Ratebook model', extensions: ['ratebook'] }] }
  const CHOOSE_FOLDER: Electron.OpenDialogOptions = { title: 'Write a folder of files here', buttonLabel: 'Write here', properties: ['openDirectory', 'createDirectory'] }
  async function askOpen(id: number, of: Electron.OpenDialogOptions): Promise<void> {
    const options = { ...of, defaultPath: given.folders.modelsFolder }
    const parent = given.window()
    const answer = await (parent === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(parent, options))
    tell({ kind: 'answer', id, path: answer.canceled ? null : (answer.filePaths[0] ?? null) })
  }
  async function askSave(id: number, { name, saveAs }: { readonly name: string; readonly saveAs: SaveKind }): Promise<void> {
    const filter = SAVE_FILTERS[saveAs]
    const options: Electron.SaveDialogOptions = { title: 'Save', defaultPath: join(given.folders.modelsFolder, name), filters: [{ name: filter.name, extensions: [...filter.extensions] }], properties: ['showOverwriteConfirmation'] }
    const parent = given.window()
    const answer = await (parent === null ? dialog.showSaveDialog(options) : dialog.showSaveDialog(parent, options))
    tell({ kind: 'answer', id, path: answer.canceled || answer.filePath === '' ? null : answer.filePath })
  }

  child.on('message', (data: unknown) => {
    const message = fromCore.parse(data)
    switch (message.kind) {
      case 'ready':
        return ready.resolve(message.complaint)
      case 'ask-open':
        return void askOpen(message.id, OPEN_MODEL)
      case 'ask-folder':
        return void askOpen(message.id, CHOOSE_FOLDER)
      case 'ask-save':
        return void askSave(message.id, message)
      case 'title':
        return given.titleChanged(message.title)
      case 'closed':
        return ended.resolve()
    }
  })
  child.once('exit', (code) => {
    ended.resolve()
    if (!closing) given.died(code)
  })
  tell({ kind: 'start', file: given.file, folders: given.folders })

  return {
    ready: ready.promise,
    connect: (port) => tell({ kind: 'connect' }, [port]),
    async close() {
      closing = true
      tell({ kind: 'close' })
      const timeout = setTimeout(() => ended.resolve(), CLOSE_TIMEOUT_MS)
      await ended.promise
      clearTimeout(timeout)
      child.kill()
    },
  }
}
