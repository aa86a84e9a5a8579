/** A goal that holds from a month on: what was promised before stays with the months before. */
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'

import type { ServiceTarget } from '../../../../src-shared/domain/model/level-tables.ts'
import { planGoalFrom, type GoalIssue } from '../../../../src-shared/domain/service-levels/edit-goals.ts'
import { sentence } from '../../../components/typed.ts'
import { useCommitPlan } from '../../../state/apply-plan.ts'
import { useLevelView } from '../level-view.tsx'

type Refusal = { readonly issues: readonly GoalIssue[]; /** Of the model as a whole. */ readonly other: string | null }
const NOTHING: Refusal = { issues: [], other: null }

function Form({ target, onClose }: { readonly target: ServiceTarget; readonly onClose: () => void }): ReactNode {
  const { draft } = useLevelView()
  const commit = useCommitPlan()
  const [texts, setTexts] = useState<{ readonly from: string; readonly goal: string; readonly warning: string }>({ from: '', goal: target.goal, warning: target.warning ?? '' })
  const [refusal, setRefusal] = useState(NOTHING)
  function submit(event: FormEvent): void {
    event.preventDefault()
    const planned = planGoalFrom({ draft, targetId: target.id, ...texts })
    if (!planned.ok) return setRefusal({ issues: planned.failure, other: null })
    const other = commit(planned)
    if (other !== null) return setRefusal({ issues: [], other })
    onClose()
  }
  const whyOf = (field: GoalIssue['field']): string | null => {
    const own = refusal.issues.filter((each) => each.field === field)
    return own.length === 0 ? null : sentence(own)
  }
  const other = refusal.other ?? whyOf(undefined)
  const input = (name: keyof typeof texts, label: string, placeholder = ''): ReactNode => (
    <TextInput label={label} value={texts[name]} placeholder={placeholder} error={whyOf(name)} errorProps={{ role: 'alert' }} maxLength={40} autoComplete="off" {...(name === 'from' ? { 'data-autofocus': true } : {})} onChange={(event) => { setTexts({ ...texts, [name]: event.currentTarget.value }); setRefusal(NOTHING) }} />
  )
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text size="sm">{target.code}, {target.title}. The months before keep the goal of {target.goal} {target.unit}.</Text>
        <Group grow align="flex-start">{input('from', 'From', 'YYYY-MM')}{input('goal', 'Goal')}{input('warning', 'Warning', 'none')}</Group>
        {other !== null && <Text size="sm" c="var(--mantine-color-error)" role="alert">{other}</Text>}
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
