import { TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'

import type { Issue } from '../../../src-shared/domain/issues.ts'
import type { Result } from '../../../src-shared/domain/result.ts'

type Props<Value> = { readonly value: Value; readonly textOf: (value: Value) => string; readonly read: (text: string) => Result<Value, Issue>; readonly onCommit: (value: Value) => void; readonly label: string }

/** A value that is typed in its own way of writing, and taken once it can be read. */
export function TypedInput<Value>({ value, textOf, read, onCommit, label }: Props<Value>): ReactNode {
  const [typed, setTyped] = useState<string | null>(null)
  const [error, setError] = useState<string | null>(null)
  function commit(): void {
    if (typed === null) return
    const result = read(typed)
    if (!result.ok) return setError(result.failure.remedy ?? result.failure.message)
    setError(null)
    setTyped(null)
    onCommit(result.value)
  }
  return (
    <TextInput
      aria-label={label}
      value={typed ?? textOf(value)}
      error={error}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Enter') commit()
      }}
    />
  )
}
