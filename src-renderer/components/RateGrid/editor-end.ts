/** How typing into a cell ends, wherever it is typed. */
import type { KeyboardEvent } from 'react'

export type EditorEnd =
  | { readonly kind: 'cancel' }
  | { readonly kind: 'commit'; readonly text: string; readonly next: { readonly by: 'row' | 'column'; readonly forward: boolean } | { readonly arrow: 'up' | 'down' | 'left' | 'right' } | null }
  /** Ctrl+Enter: the text goes into every selected cell. */
  | { readonly kind: 'fill'; readonly text: string }

const ARROWS = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' } as const

function isArrow(key: string): key is keyof typeof ARROWS {
  return key in ARROWS
}

/** True while an input method has the key: Enter that ends a composition chooses a word, it does not end the edit. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.nativeEvent.isComposing || event.keyCode === 229
}

/** The end that a key brings; null: the key belongs to the text. `byTyping`: arrows leave the cell. */
export function endOfKey(event: KeyboardEvent, given: { readonly text: string; readonly byTyping: boolean }): EditorEnd | null {
  if (isComposing(event)) return null
  const { text, byTyping } = given
  if (event.key === 'Escape') return { kind: 'cancel' }
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) return { kind: 'fill', text }
  if (event.key === 'Enter') return { kind: 'commit', text, next: { by: 'row', forward: !event.shiftKey } }
  if (event.key === 'Tab') return { kind: 'commit', text, next: { by: 'column', forward: !event.shiftKey } }
  if (byTyping && isArrow(event.key) && !event.shiftKey && !event.ctrlKey && !event.altKey) return { kind: 'commit', text, next: { arrow: ARROWS[event.key] } }
  return null
}
