import type { ClipboardEvent, KeyboardEvent, RefObject } from 'react'

import { endOfKey, type EditorEnd } from './editor-end.ts'
import classes from './RateGrid.module.css'
import type { Editing, Over } from './use-editing.ts'

export type TypeInProps = {
  readonly input: RefObject<HTMLInputElement | null>
  readonly gridId: string
  /** The cell that the arrows have chosen; undefined: none is drawn. */
  readonly activeId: string | undefined
  /** The edit that goes on in here, and where it stands. */
  readonly editing: (Editing & { readonly over: Over }) | null
  readonly onFocus: () => void
  readonly onKeyDownCapture: () => void
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
  readonly onCopy: (event: ClipboardEvent<HTMLElement>) => void
  readonly onCut: (event: ClipboardEvent<HTMLElement>) => void
  readonly onPaste: (event: ClipboardEvent<HTMLElement>) => void
  /** Text comes that no key brought: from an input method, dictation, a panel of characters. */
  readonly onText: () => void
  readonly onEnd: (end: EditorEnd) => void
}

/**
 * What has the focus while cells are chosen. Browsers compose only in a field, and a composition does not survive a change of focus: so the field
 * is there before the first key, unseen, and the composing goes on in this same field, laid over the cell.
 */
export function TypeIn(props: TypeInProps) {
  const { editing, input } = props

  const end = (field: HTMLInputElement, how: EditorEnd): void => {
    field.value = ''
    props.onEnd(how)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (editing === null) {
      props.onKeyDown(event)
      return
    }
    event.stopPropagation()
    const how = endOfKey(event, { text: event.currentTarget.value, byTyping: true })
    if (how === null) return
    event.preventDefault()
    end(event.currentTarget, how)
  }

  return (
    <input
      ref={input} className={classes['typeIn']} aria-label={editing?.label ?? 'Chosen cell'} aria-controls={`${props.gridId}-grid`} aria-activedescendant={editing === null ? props.activeId : undefined} aria-describedby={`${props.gridId}-help`}
      autoComplete="off" spellCheck={false} data-kept={editing === null ? '' : undefined} data-open={editing === null ? undefined : ''} data-align={editing?.over.align} style={editing?.over.style}
      onFocus={props.onFocus} onKeyDownCapture={props.onKeyDownCapture} onKeyDown={onKeyDown}
      onCopy={editing === null ? props.onCopy : undefined} onCut={editing === null ? props.onCut : undefined} onPaste={editing === null ? props.onPaste : undefined}
      onCompositionStart={() => {
        if (editing === null) props.onText()
      }}
      onInput={(event) => {
        if (editing === null && !(event.nativeEvent instanceof InputEvent && event.nativeEvent.isComposing)) props.onText()
      }}
      onCompositionEnd={(event) => {
        // No edit has begun, as on a computed cell: the text is not kept.
        if (editing === null) event.currentTarget.value = ''
        // A composition that was given up must not leave an empty text that Enter would take.
        else if (event.currentTarget.value === '') end(event.currentTarget, { kind: 'cancel' })
      }}
      onBlur={(event) => {
        if (editing === null) event.currentTarget.value = ''
        else end(event.currentTarget, { kind: 'commit', text: event.currentTarget.value, next: null })
      }}
    />
  )
}
