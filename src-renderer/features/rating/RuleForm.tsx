import { Alert, Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'

import type { RuleField, RuleTexts } from '../../../src-shared/domain/usage/rule-fields.ts'
import { useModelSession } from '../../state/model-session.tsx'
import { choicesOf } from './RuleCell.tsx'

/** The fields of a rule that is to be made. `onSubmit` answers why not; null when it was taken. */
export function RuleForm({ fields, start, submitLabel, onSubmit, onCancel }: {
  readonly fields: readonly RuleField[]
  readonly start: RuleTexts
  readonly submitLabel: string
  readonly onSubmit: (texts: RuleTexts) => string | null
  readonly onCancel: () => void
}): ReactNode {
  const { draft } = useModelSession()
  const [texts, setTexts] = useState<RuleTexts>(() => Object.fromEntries(fields.map((field) => [field.field, start[field.field] ?? choicesOf(field, draft)?.[0]?.value ?? ''])))
  const [error, setError] = useState<string | null>(null)

  function submit(event: FormEvent): void {
    event.preventDefault()
    setError(onSubmit(texts))
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {fields.map((field, index) => {
          const choices = choicesOf(field, draft)
          const set = (text: string): void => setTexts({ ...texts, [field.field]: text })
          const shared = { label: field.label, value: texts[field.field] ?? '', ...(index === 0 ? { 'data-autofocus': true } : {}) }
          return choices === undefined ? (
            <TextInput key={field.field} {...shared} autoComplete="off" maxLength={field.kind === 'text' ? 2_000 : 40} {...(field.kind === 'day' || field.kind === 'end' ? { placeholder: 'YYYY-MM-DD' } : {})} onChange={(event) => set(event.currentTarget.value)} />
          ) : (
            <NativeSelect key={field.field} {...shared} data={[...choices]} onChange={(event) => set(event.currentTarget.value)} />
          )
        })}
        {error !== null && (
          <Alert color="red" variant="light" role="alert" p="xs">
            {error}
          </Alert>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit">{submitLabel}</Button>
        </Group>
      </Stack>
    </form>
  )
}
