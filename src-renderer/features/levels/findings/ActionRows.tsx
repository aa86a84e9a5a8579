/** The improvement actions of a finding, edited in place: who, until when, how far, and what came of it. */
import { ActionIcon, Button, NativeSelect, Text, TextInput, Title } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useState, type FormEvent, type ReactNode } from 'react'

import type { IsoDate } from '../../../../src-shared/domain/fiscal-year.ts'
import { ACTION_STATUSES, type ImprovementAction } from '../../../../src-shared/domain/model/level-tables.ts'
import { planActionEdit, planAddAction, planRemoveAction, type ActionFields } from '../../../../src-shared/domain/service-levels/quality/edit-findings.ts'
import { isOverdue, isRunning, type FindingView } from '../../../../src-shared/domain/service-levels/quality/finding-rows.ts'
import { CommitField } from '../../../components/CommitField.tsx'
import { readDayField, sentence } from '../../../components/typed.ts'
import { today } from '../../../state/today.ts'
import { useApplyPlan } from '../../../state/apply-plan.ts'
import { useModelSession } from '../../../state/model-session.tsx'
import { useLevelView } from '../level-view.tsx'
import { ACTION_WORDS } from './finding-words.tsx'
import classes from './Findings.module.css'

type Row = { readonly action: ImprovementAction; readonly asOf: IsoDate; readonly isClosed: boolean }

function ActionRow({ action, asOf, isClosed }: Row): ReactNode {
  const { draft, canEdit } = useLevelView()
  const { apply } = useModelSession()
  const applyPlan = useApplyPlan()
  const isLate = isOverdue(action, asOf)
  function commit(fields: ActionFields): string | null {
    const planned = planActionEdit(draft, { id: action.id, fields, on: today() })
    if (!planned.ok) return sentence(planned.failure)
    return sentence(apply(planned.value)) || null
  }
  function commitDue(text: string): string | null {
    const read = readDayField(text)
    return 'why' in read ? read.why : commit({ dueOn: read.value })
  }
  return (
    <div className={classes['action']} data-overdue={isLate || undefined}>
      <div className={classes['whole']}>
        <CommitField label="What is to be done" value={action.title} readOnly={!canEdit} onCommit={(title) => commit({ title: title.trim() })} />
      </div>
      <CommitField label="Owner, a role" value={action.owner} readOnly={!canEdit} onCommit={(owner) => commit({ owner: owner.trim() })} />
      <CommitField label={isLate ? 'Due, overdue' : 'Due'} value={action.dueOn ?? ''} placeholder="YYYY-MM-DD" readOnly={!canEdit} onCommit={commitDue} />
      <NativeSelect label="Status" value={action.status} disabled={!canEdit || isClosed} data={ACTION_STATUSES.map((value) => ({ value, label: ACTION_WORDS[value] }))} onChange={(event) => {
        const status = ACTION_STATUSES.find((each) => each === event.currentTarget.value)
        if (status !== undefined) applyPlan(planActionEdit(draft, { id: action.id, fields: { status }, on: today() }))
      }} />
      <ActionIcon aria-label={`Remove the action ${action.title}`} disabled={!canEdit || isClosed} onClick={() => applyPlan(planRemoveAction(draft, action.id))}><IconTrash size={15} /></ActionIcon>
      <div className={classes['whole']}>
        <CommitField label={action.status === 'done' ? `Result, done on ${action.doneOn ?? ''}` : action.status === 'dropped' ? 'Why it was dropped' : 'Result'} value={action.result} placeholder={isRunning(action) ? 'once there is one' : 'needed before the finding is closed'} readOnly={!canEdit} onCommit={(result) => commit({ result: result.trim() })} />
      </div>
    </div>
  )
}

function NewAction({ findingId }: { readonly findingId: string }): ReactNode {
  const { draft, canEdit } = useLevelView()
  const { newId, apply } = useModelSession()
  const [fields, setFields] = useState({ title: '', owner: '', due: '' })
  const [error, setError] = useState<string | null>(null)
  const due = readDayField(fields.due)
  function submit(event: FormEvent): void {
    event.preventDefault()
    if ('why' in due) return setError(due.why)
    const planned = planAddAction(draft, { id: newId(), findingId, title: fields.title, owner: fields.owner, dueOn: due.value })
    const problems = planned.ok ? apply(planned.value) : planned.failure
    if (problems.length > 0) return setError(sentence(problems))
    setError(null)
    setFields({ title: '', owner: '', due: '' })
  }
  const input = (name: keyof typeof fields, label: string, placeholder: string): ReactNode => (
    <TextInput label={label} placeholder={placeholder} value={fields[name]} disabled={!canEdit} maxLength={200} autoComplete="off" onChange={(event) => setFields({ ...fields, [name]: event.currentTarget.value })} />
  )
  return (
    <form onSubmit={submit}>
      <div className={classes['add']}>
        {input('title', 'New action', 'what is to be done')}
        {input('owner', 'Owner of it', 'a role')}
        {input('due', 'Due by', 'YYYY-MM-DD')}
        <Button type="submit" variant="default" leftSection={<IconPlus size={14} aria-hidden />} disabled={!canEdit}>Add</Button>
      </div>
      {error !== null && <Text size="sm" c="var(--mantine-color-error)" role="alert" mt={4}>{error}</Text>}
    </form>
  )
}

export function ActionRows({ view: { finding, actions }, asOf }: { readonly view: FindingView; readonly asOf: IsoDate }): ReactNode {
  const isClosed = finding.status === 'closed'
  return (
    <section className={classes['section']} aria-label="Improvement actions">
      <Title order={3} fz="sm">Improvement actions</Title>
      {actions.length === 0 && <Text size="sm" c="dimmed">None yet.</Text>}
      {actions.map((action) => <ActionRow key={action.id} action={action} asOf={asOf} isClosed={isClosed} />)}
      {!isClosed && <NewAction findingId={finding.id} />}
    </section>
  )
}
