import { useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react'

import { endOfKey, type EditorEnd } from './editor-end.ts'
import classes from './RateGrid.module.css'
import type { Editing } from './use-editing.ts'

export type CellEditorProps = {
  readonly editing: Editing
  readonly onEnd: (end: EditorEnd) => void
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
    const how = endOfKey(event, { text, byTyping: editing.byTyping })
    if (how === null) return
    event.preventDefault()
    end(how)
  }

  return (
    <input
      ref={input} className={classes['editor']} aria-label={editing.label} value={text} autoComplete="off" spellCheck={false}
      onChange={(event) => setText(event.currentTarget.value)} onKeyDown={onKeyDown}
      onBlur={() => end({ kind: 'commit', text, next: null })}
    />
  )
}
