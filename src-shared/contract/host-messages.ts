/**
 * What passes between the desktop's window and its host besides procedures. In a browser none of it happens.
 *
 * The page makes a MessageChannel and posts `CONNECT` with one port to its own origin; the preload forwards that port to
 * the core's process, once a page. Commands of the native menu, and files that the system hands over, come back as `HostCommandMessage`.
 */

/** `window.postMessage(CONNECT, location.origin, [port])`. */
export const CONNECT = 'connect'

/** Posted to the window by the preload: what the menu or the system asks the screens to do. */
export type HostCommandMessage = { readonly type: 'ratebook-command'; readonly command: HostCommand }

export type HostCommand =
  | { readonly name: 'new-model' | 'open-model' | 'open-recent' | 'open-sample' | 'save-copy' | 'close-model' | 'checkpoint' }
  | { readonly name: 'undo' | 'redo' | 'export' | 'find' | 'command-palette' | 'keyboard-shortcuts' | 'help' | 'about' }
  /** A file from the command line, the file manager, or a second start. */
  | { readonly name: 'open-path'; readonly path: string }
