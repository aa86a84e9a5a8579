import { TextInput, type TextInputProps } from '@mantine/core'
import { useState, type ReactNode } from 'react'

import { decimal, formatFixed, toText, type AnyDecimalText, type DecimalText } from '../../src-shared/domain/decimal.ts'
import { parseTyped, type TypedNumber } from '../../src-shared/domain/typed-number.ts'

function shown(value: AnyDecimalText | null, places: number | undefined): string {
  if (value === null) return ''
  return formatFixed(value, Math.max(places ?? 0, decimal(value).decimalPlaces()))
}

/**
 * An exact number as text: never a float. Takes what people type (`$1,234.50`, `(0.5)`), hands it on when the field is left
 * or Enter is pressed, and keeps the old value with the reason when it is no number. Esc takes the typing back.
 */
export function DecimalInput<Unit extends string>({ value, onCommit, onTyping, places, allowEmpty = false, ...input }: {
  readonly value: DecimalText<Unit> | null
  readonly onCommit: (value: DecimalText<Unit> | null) => void
  /** With every key, for a preview: the number as far as it is typed, null while it is none. */
  readonly onTyping?: (typed: TypedNumber | null) => void
  /** Shown with at least so many places. */
  readonly places?: number
  readonly allowEmpty?: boolean
} & Omit<TextInputProps, 'value' | 'onChange' | 'onBlur' | 'onKeyDown' | 'error'>): ReactNode {
  const [typed, setTyped] = useState<string | null>(null)
  const [error, setError] = useState<string | null>(null)

  function commit(): void {
    if (typed === null) return
    if (typed.trim() === '' && allowEmpty) {
      onCommit(null)
    } else {
      const read = parseTyped(typed)
      if (!read.ok) return setError([read.failure.message, read.failure.remedy].filter((part) => part !== undefined).join(' '))
      onCommit(toText<Unit>(read.value.value))
    }
    setError(null)
    setTyped(null)
  }

  return (
    <TextInput
      {...input}
      inputMode="decimal"
      autoComplete="off"
      styles={{ input: { textAlign: 'right' } }}
      value={typed ?? shown(value, places)}
      error={error}
      onChange={(event) => {
        const text = event.currentTarget.value
        setTyped(text)
        if (onTyping === undefined) return
        const read = parseTyped(text)
        onTyping(read.ok ? read.value : null)
      }}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit()
        if (event.key === 'Escape' && typed !== null) {
          event.stopPropagation()
          setTyped(null)
          setError(null)
          onTyping?.(null)
        }
      }}
    />
  )
}
