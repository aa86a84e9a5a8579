/** Opens what a text links to in the system's browser or mail program; the window itself goes nowhere. */
import { clipboard, dialog, shell, type BrowserWindow, type MessageBoxOptions } from 'electron'

import { readOuterAddress } from '../hosting/outer-address.ts'

const COPY = 0

async function offerCopy(window: BrowserWindow, { message, address }: { readonly message: string; readonly address: string }): Promise<void> {
  const options: MessageBoxOptions = { type: 'info', message, detail: address, buttons: ['Copy the address', 'Close'], defaultId: COPY, cancelId: 1 }
  const { response } = await dialog.showMessageBox(window, options)
  if (response === COPY) await clipboard.writeText(address)
}

/** @param asked what the page sent, which may be anything */
export async function openOutside(window: BrowserWindow, asked: unknown): Promise<void> {
  const found = readOuterAddress(asked)
  if (found === undefined) return
  const { kind, address } = found
  if (kind === 'unsafe') return offerCopy(window, { message: 'Ratebook opens https pages and mail only.', address })
  try {
    await shell.openExternal(address)
  } catch {
    await offerCopy(window, { message: 'This system did not open the address.', address })
  }
}
