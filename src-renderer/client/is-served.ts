/** True in a browser, which a server of this machine serves; false in the desktop's window. */
export function isServed(): boolean {
  return window.location.protocol === 'http:' || window.location.protocol === 'https:'
}
