import type { KeyboardEvent } from 'react'

/**
 * For an entry of a list, marked by `data-entry` within `data-entries`: arrow keys, Home and End look from one to the other, wherever its
 * groups begin. One of them is the stop of the Tab key.
 */
export function moveInList(event: KeyboardEvent<HTMLElement>): void {
  if (event.altKey || event.ctrlKey || event.metaKey) return
  const entries = [...(event.currentTarget.closest('[data-entries]')?.querySelectorAll<HTMLElement>('[data-entry]') ?? [])]
  const at = entries.indexOf(event.currentTarget)
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: entries.length - 1 }[event.key]
  const entry = next === undefined ? undefined : entries[next]
  if (entry === undefined) return
  event.preventDefault()
  entry.focus()
}
