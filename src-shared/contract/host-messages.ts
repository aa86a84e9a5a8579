/**
 * What passes between a window and its host besides procedures.
 *
 * On the desktop the page makes a MessageChannel and posts `CONNECT` with one port to its own origin; the preload forwards that port to
 * the core's process, once a page. Commands of the native menu, and files that the system hands over, come back as `HostCommandMessage`.
 * A link that is clicked goes the other way as an `OpenLinkMessage`; the host looks at its address before anything is opened.
 */

/** `window.postMessage(CONNECT, location.origin, [port])`. */
export const CONNECT = 'connect'

/** Posted to the own window by the page, at a click: the system's browser or mail program is to open the address. */
export type OpenLinkMessage = { readonly type: 'ratebook-open-link'; readonly address: string }

/** Posted to the window by the preload: what the menu or the system asks the screens to do. */
export type HostCommandMessage = { readonly type: 'ratebook-command'; readonly command: HostCommand }

export type HostCommand =
  | { readonly name: 'new-model' | 'open-model' | 'open-recent' | 'open-sample' | 'save-copy' | 'close-model' | 'checkpoint' }
  | { readonly name: 'undo' | 'redo' | 'export' | 'find' | 'command-palette' | 'keyboard-shortcuts' | 'help' | 'about' }
  /** A file from the command line, the file manager, or a second start. */
  | { readonly name: 'open-path'; readonly path: string }

/**
 * In a browser: it writes each answer of 400 and above into its console as a failure, although "that file is locked" is an
 * answer like any other. A page that asks so by this request header (any value) gets declared errors as 200, with their
 * status in the answer's header of the same name; whoever does not ask gets the status itself.
 */
export const DECLARED_STATUS = 'ratebook-declared-status'
