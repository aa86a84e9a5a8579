import { Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'

import { useKeptTyping } from './use-kept-typing.ts'

/**
 * A text that is edited in place: handed on when the field is left or Enter is pressed, taken back by Esc.
 * `onCommit` answers why not, and the typing stays to be put right; null when it was taken.
 */
export function TextField({ label, isLabelShown = true, description, value, onCommit, isLong = false, readOnly = false, placeholder, maxLength = 200 }: {
  readonly label: string
  readonly isLabelShown?: boolean
  readonly description?: string
  readonly value: string
  readonly onCommit: (value: string) => string | null
  readonly isLong?: boolean
  readonly readOnly?: boolean
  readonly placeholder?: string
  readonly maxLength?: number
}): ReactNode {
  const { typed, error, type, commit, onKeyDown, keptMark } = useKeptTyping({ value, onCommit, isLong })
  const shared = {
    ...(isLabelShown ? { label } : { 'aria-label': label }), readOnly, error, value: typed ?? value, onBlur: commit, onKeyDown, ...keptMark,
    ...(description === undefined ? {} : { description }), ...(placeholder === undefined ? {} : { placeholder }),
  }
  return isLong ? (
    <Textarea {...shared} autosize minRows={2} maxRows={10} maxLength={20_000} onChange={(event) => type(event.currentTarget.value)} />
  ) : (
    <TextInput {...shared} maxLength={maxLength} onChange={(event) => type(event.currentTarget.value)} />
  )
}
