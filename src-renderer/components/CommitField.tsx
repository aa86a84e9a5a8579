import { TextInput } from '@mantine/core'
import type { ReactNode } from 'react'

import { useKeptTyping } from './use-kept-typing.ts'

/**
 * One text of the model that is typed in place: handed on with Enter or when the field is left, taken back by Esc.
 * `onCommit` answers why not; the typing then stays to be put right.
 */
export function CommitField({ label, isLabelShown = true, description, value, onCommit, readOnly = false, placeholder, align = 'start', suffix, width, former }: {
  readonly label: string
  readonly isLabelShown?: boolean
  readonly description?: string
  readonly value: string
  readonly onCommit: (value: string) => string | null
  readonly readOnly?: boolean
  readonly placeholder?: string
  readonly align?: 'start' | 'end'
  readonly suffix?: string
  readonly width?: number
  /** What it was before the scenario. */
  readonly former?: string | undefined
}): ReactNode {
  const { typed, error, type, commit, onKeyDown, keptMark } = useKeptTyping({ value, onCommit })
  const said = former === undefined ? description : `Was ${former === '' ? 'empty' : former}`
  return (
    <TextInput
      {...(isLabelShown ? { label } : { 'aria-label': label })} {...(said === undefined ? {} : { description: said })} {...(placeholder === undefined ? {} : { placeholder })} {...(width === undefined ? {} : { w: width })}
      {...keptMark} {...(suffix === undefined ? {} : { rightSection: <span style={{ fontSize: 12, color: 'var(--mantine-color-dimmed)' }}>{suffix}</span>, rightSectionWidth: 14 + suffix.length * 7 })}
      styles={{ input: { textAlign: align === 'end' ? 'right' : 'left' } }} inputWrapperOrder={['label', 'input', 'description', 'error']} readOnly={readOnly} value={typed ?? value} error={error} autoComplete="off"
      onChange={(event) => type(event.currentTarget.value)} onBlur={commit} onKeyDown={onKeyDown}
    />
  )
}
