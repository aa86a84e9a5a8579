/** What the window may do: show the built screens from their own scheme, and nothing else. */
import { protocol, type Session, type WebContents } from 'electron'

import { readRendererFile, SECURITY_HEADERS } from '../hosting/renderer-files.ts'

export const APP_SCHEME = 'app'
export const APP_ORIGIN = 'app://ratebook'
const PAGE = `${APP_ORIGIN}/`

/** Must run before the application is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } }])
}

async function serve(folder: string, request: Request): Promise<Response> {
  const url = new URL(request.url)
  if (url.host !== 'ratebook' || request.method !== 'GET') return new Response('There is nothing here.', { status: 404 })
  const file = await readRendererFile(folder, url.pathname)
  if (file === undefined) return new Response('There is no such file.', { status: 404 })
  return new Response(new Uint8Array(file.body), { headers: { ...SECURITY_HEADERS, 'content-type': file.mediaType, 'content-security-policy': file.contentSecurityPolicy } })
}

/** Serves the screens, refuses every permission and every address that is not the application's own. */
export function secureSession(session: Session, rendererFolder: string): void {
  session.protocol.handle(APP_SCHEME, (request) => serve(rendererFolder, request))
  // Writing to the clipboard on a click ("copy details") is the one thing that is allowed.
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(permission === 'clipboard-sanitized-write'))
  session.setPermissionCheckHandler((_contents, permission, origin) => permission === 'clipboard-sanitized-write' && origin.startsWith(APP_ORIGIN))
  session.setDevicePermissionHandler(() => false)
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !/^(?:app:\/\/ratebook\/|blob:app:\/\/ratebook\/|data:|devtools:)/.test(details.url) })
  })
  session.setSpellCheckerEnabled(false)
}

/** No navigation away, no new windows, no web views. */
export function secureContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => {
    if (!event.url.startsWith(PAGE)) event.preventDefault()
  })
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

/** True when a message comes from the page itself: the main frame, showing the application's own origin. */
export function isOwnFrame(frame: Electron.WebFrameMain | null, contents: WebContents): boolean {
  return frame !== null && frame === contents.mainFrame && frame.origin === APP_ORIGIN
}
