/** A goal that holds from a month on: what was promised before stays with the months before. */
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'

import type { ServiceTarget } from '../../../../src-shared/domain/model/level-tables.ts'
import { planGoalFrom } from '../../../../src-shared/domain/service-levels/edit-goals.ts'
import { useCommitPlan } from '../../../state/apply-plan.ts'
import { useLevelView } from '../level-view.tsx'

function Form({ target, onClose }: { readonly target: ServiceTarget; readonly onClose: () => void }): ReactNode {
  const { draft } = useLevelView()
  const commit = useCommitPlan()
  const [texts, setTexts] = useState<{ readonly from: string; readonly goal: string; readonly warning: string }>({ from: '', goal: target.goal, warning: target.warning ?? '' })
  const [error, setError] = useState<string | null>(null)
  function submit(event: FormEvent): void {
    event.preventDefault()
    const why = commit(planGoalFrom({ draft, targetId: target.id, ...texts }))
    if (why !== null) return setError(why)
    onClose()
  }
  const input = (name: keyof typeof texts, label: string, placeholder = ''): ReactNode => (
    <TextInput label={label} value={texts[name]} placeholder={placeholder} maxLength={40} autoComplete="off" {...(name === 'from' ? { 'data-autofocus': true } : {})} onChange={(event) => setTexts({ ...texts, [name]: event.currentTarget.value })} />
  )
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text size="sm">{target.code}, {target.title}. The months before keep the goal of {target.goal} {target.unit}.</Text>
        <Group grow>{input('from', 'From', 'YYYY-MM')}{input('goal', 'Goal')}{input('warning', 'Warning', 'none')}</Group>
        {error !== null && <Text size="sm" c="var(--mantine-color-error)" role="alert">{error}</Text>}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>Cancel</Button>
          <Button type="submit">Set the goal</Button>
        </Group>
      </Stack>
    </form>
  )
}

export function GoalDialog({ target, onClose }: { /** Null: closed. */ readonly target: ServiceTarget | null; readonly onClose: () => void }): ReactNode {
  return (
    <Modal opened={target !== null} onClose={onClose} title="New goal from a month on" size={520} closeButtonProps={{ 'aria-label': 'Close' }}>
      {target !== null && <Form target={target} onClose={onClose} />}
    </Modal>
  )
}
