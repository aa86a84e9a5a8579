import { Textarea, TextInput } from '@mantine/core'
import { useState, type KeyboardEvent, type ReactNode } from 'react'

/** Marks a field whose text is the model's: Ctrl+Z in it is the model's undo (`use-shortcuts`), not one of some other text typed before. */
function keptMark(isKept: boolean): { readonly 'data-kept'?: '' } {
  return isKept ? { 'data-kept': '' } : {}
}

/**
 * A text that is edited in place: handed on when the field is left or Enter is pressed, taken back by Esc.
 * `onCommit` answers why not, and the typing stays to be put right; null when it was taken.
 */
export function TextField({ label, description, value, onCommit, isLong = false, readOnly = false, placeholder, maxLength = 200 }: {
  readonly label: string
  readonly description?: string
  readonly value: string
  readonly onCommit: (value: string) => string | null
  readonly isLong?: boolean
  readonly readOnly?: boolean
  readonly placeholder?: string
  readonly maxLength?: number
}): ReactNode {
  const [typed, setTyped] = useState<string | null>(null)
  const [error, setError] = useState<string | null>(null)

  function commit(): void {
    if (typed === null) return
    const problem = typed === value ? null : onCommit(typed)
    setError(problem)
    if (problem === null) setTyped(null)
  }
  function type(text: string): void {
    if (text === value) takeBack()
    else setTyped(text)
  }
  function takeBack(): void {
    setTyped(null)
    setError(null)
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter' && !(isLong && event.shiftKey)) {
      event.preventDefault()
      commit()
    }
    if (event.key === 'Escape' && typed !== null) {
      event.stopPropagation()
      takeBack()
    }
  }
  const shared = {
    label, readOnly, error, value: typed ?? value, onBlur: commit, onKeyDown, ...keptMark(typed === null),
    ...(description === undefined ? {} : { description }), ...(placeholder === undefined ? {} : { placeholder }),
  }
  return isLong ? (
    <Textarea {...shared} autosize minRows={2} maxRows={10} maxLength={20_000} onChange={(event) => type(event.currentTarget.value)} />
  ) : (
    <TextInput {...shared} maxLength={maxLength} onChange={(event) => type(event.currentTarget.value)} />
  )
}
