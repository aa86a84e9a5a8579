import { useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'

import classes from './RateGrid.module.css'
import type { Editing } from './use-editing.ts'

export type EditorEnd =
  | { readonly kind: 'cancel' }
  | { readonly kind: 'commit'; readonly text: string; readonly next: { readonly by: 'row' | 'column'; readonly forward: boolean } | { readonly arrow: 'up' | 'down' | 'left' | 'right' } | null }
  /** Ctrl+Enter: the text goes into every selected cell. */
  | { readonly kind: 'fill'; readonly text: string }

export type CellEditorProps = {
  readonly editing: Editing
  readonly onEnd: (end: EditorEnd) => void
}

const ARROWS = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' } as const

function isArrow(key: string): key is keyof typeof ARROWS {
  return key in ARROWS
}

/** The open cell: an ordinary input, so that input methods, undo inside the text and screen readers work as everywhere. */
export function CellEditor({ editing, onEnd }: CellEditorProps) {
  const [text, setText] = useState(editing.initial)
  const input = useRef<HTMLInputElement>(null)
  const ended = useRef(false)

  useLayoutEffect(() => {
    const element = input.current
    if (element === null) return
    element.focus({ preventScroll: true })
    element.setSelectionRange(element.value.length, element.value.length)
  }, [])

  const end = (how: EditorEnd): void => {
    if (ended.current) return
    ended.current = true
    onEnd(how)
  }

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    // Keys of an open editor are its own: undo here is undo of the text.
    event.stopPropagation()
    // Enter that ends a composition chooses a word; it does not end the edit.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    const done = (how: EditorEnd): void => {
      event.preventDefault()
      end(how)
    }
    if (event.key === 'Escape') done({ kind: 'cancel' })
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) done({ kind: 'fill', text })
    else if (event.key === 'Enter') done({ kind: 'commit', text, next: { by: 'row', forward: !event.shiftKey } })
    else if (event.key === 'Tab') done({ kind: 'commit', text, next: { by: 'column', forward: !event.shiftKey } })
    else if (editing.byTyping && isArrow(event.key) && !event.shiftKey && !event.ctrlKey && !event.altKey) done({ kind: 'commit', text, next: { arrow: ARROWS[event.key] } })
  }

  return (
    <input
      ref={input} className={classes['editor']} aria-label={editing.label} value={text} autoComplete="off" spellCheck={false}
      onChange={(event) => setText(event.currentTarget.value)} onKeyDown={onKeyDown}
      onBlur={() => end({ kind: 'commit', text, next: null })}
    />
  )
}
