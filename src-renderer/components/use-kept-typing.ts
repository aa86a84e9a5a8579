import { useState, type KeyboardEvent } from 'react'

export type KeptTyping = {
  /** What was typed and is not yet taken; null while the field shows the model's text. */
  readonly typed: string | null
  readonly error: string | null
  readonly type: (text: string) => void
  readonly commit: () => void
  readonly onKeyDown: (event: KeyboardEvent) => void
  /** Marks a field whose text is the model's: Ctrl+Z in it is the model's undo (`use-shortcuts`), not one of some other text typed before. */
  readonly keptMark: { readonly 'data-kept'?: '' }
}

/**
 * The typing of a field that edits the model in place: handed on with Enter (`isLong`: not with Shift+Enter) or when the field is
 * left, taken back by Esc. `onCommit` answers why not, and the typing stays to be put right; null when it was taken.
 */
export function useKeptTyping({ value, onCommit, isLong = false }: { readonly value: string; readonly onCommit: (value: string) => string | null; readonly isLong?: boolean }): KeptTyping {
  const [typed, setTyped] = useState<string | null>(null)
  const [error, setError] = useState<string | null>(null)

  function takeBack(): void {
    setTyped(null)
    setError(null)
  }
  function commit(): void {
    if (typed === null) return
    const problem = typed === value ? null : onCommit(typed)
    setError(problem)
    if (problem === null) setTyped(null)
  }
  return {
    typed, error, commit,
    type(text) {
      if (text === value) takeBack()
      else setTyped(text)
    },
    onKeyDown(event) {
      if (event.key === 'Enter' && !(isLong && event.shiftKey)) {
        event.preventDefault()
        commit()
      }
      if (event.key === 'Escape' && typed !== null) {
        event.stopPropagation()
        takeBack()
      }
    },
    keptMark: typed === null ? { 'data-kept': '' } : {},
  }
}
