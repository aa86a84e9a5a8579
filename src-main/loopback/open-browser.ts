import { spawn } from 'node:child_process'

/** The command that opens an address in this system's browser; undefined where there is no browser to open. */
export function browserCommand(address: string): { readonly command: string; readonly args: readonly string[] } | undefined {
  const { RATEBOOK_NO_BROWSER, DISPLAY, WAYLAND_DISPLAY } = process.env
  if (RATEBOOK_NO_BROWSER !== undefined && RATEBOOK_NO_BROWSER !== '') return undefined
  if (process.platform === 'win32') return { command: 'cmd', args: ['/c', 'start', '', address] }
  if (process.platform === 'darwin') return { command: 'open', args: [address] }
  return DISPLAY === undefined && WAYLAND_DISPLAY === undefined ? undefined : { command: 'xdg-open', args: [address] }
}

/** Opens the browser where there is one; where there is none, the printed address is all there is. */
export function openBrowser(address: string): void {
  const opener = browserCommand(address)
  if (opener === undefined) return
  const child = spawn(opener.command, opener.args, { stdio: 'ignore', detached: true })
  child.on('error', () => undefined)
  child.unref()
}
