/** Links of texts lead out of the application. */
import type { MouseEvent } from 'react'

import type { OpenLinkMessage } from '../../src-shared/contract/host-messages.ts'
import { isServed } from '../client/is-served.ts'

/** A browser opens its own tab. The desktop's window goes nowhere: there the host is asked to have the system open the address. */
export function openOutside(event: MouseEvent<HTMLAnchorElement>): void {
  if (isServed()) return
  event.preventDefault()
  // The second button has a menu of its own in other programs, and does nothing here.
  if (event.button > 1) return
  const message: OpenLinkMessage = { type: 'ratebook-open-link', address: event.currentTarget.getAttribute('href') ?? '' }
  window.postMessage(message, window.location.origin)
}
