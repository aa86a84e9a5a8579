/**
 * The only code between the page and the host. Sandboxed, one file, and nothing of it is reachable from the page:
 * it forwards one port a page to the core, and the menu's commands to the page.
 */
import { ipcRenderer } from 'electron'

import type { CONNECT, HostCommandMessage } from '../../src-shared/contract/host-messages.ts' with { 'resolution-mode': 'import' }

const connect: typeof CONNECT = 'connect'
let isConnected = false

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  const [port] = event.ports
  if (isConnected || event.source !== window || event.origin !== window.location.origin || event.data !== connect || port === undefined) return
  isConnected = true
  ipcRenderer.postMessage(connect, null, [port])
})

ipcRenderer.on('command', (_event, command: HostCommandMessage['command']) => {
  const message: HostCommandMessage = { type: 'ratebook-command', command }
  window.postMessage(message, window.location.origin)
})
