/**
 * The only code between the page and the host. Sandboxed, one file, and nothing of it is reachable from the page:
 * it forwards one port a page to the core, the menu's commands to the page, and links that a person clicks to the host.
 */
import { ipcRenderer } from 'electron'

import type { CONNECT, HostCommandMessage, OpenLinkMessage } from '../../src-shared/contract/host-messages.ts' with { 'resolution-mode': 'import' }

const connect: typeof CONNECT = 'connect'
let isConnected = false

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  const [port] = event.ports
  if (isConnected || event.source !== window || event.origin !== window.location.origin || event.data !== connect || port === undefined) return
  isConnected = true
  ipcRenderer.postMessage(connect, null, [port])
})

function isOpenLink(data: unknown): data is OpenLinkMessage {
  return typeof data === 'object' && data !== null && 'type' in data && data.type === 'ratebook-open-link' && 'address' in data && typeof data.address === 'string'
}

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  if (event.source !== window || event.origin !== window.location.origin || !isOpenLink(event.data)) return
  // A page opens nothing by itself: only what follows a person's click or key.
  if (navigator.userActivation.isActive) ipcRenderer.send('open-link', event.data.address)
})

ipcRenderer.on('command', (_event, command: HostCommandMessage['command']) => {
  const message: HostCommandMessage = { type: 'ratebook-command', command }
  window.postMessage(message, window.location.origin)
})
