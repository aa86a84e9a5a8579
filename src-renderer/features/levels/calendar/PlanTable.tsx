/** The communication plan: who tells whom what, when; edited in place. */
import { ActionIcon, Box, Button, Group, NativeSelect, Table, Text } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'

import { isIsoDate } from '../../../../src-shared/domain/fiscal-year.ts'
import { RHYTHMS, type Communication } from '../../../../src-shared/domain/model/level-tables.ts'
import { communicationPlan, planCommunication, planCommunicationNotDone, planRemoveCommunication } from '../../../../src-shared/domain/service-levels/agreements/edit-communication.ts'
import { CommitField } from '../../../components/CommitField.tsx'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { TextField } from '../../../components/TextField.tsx'
import { useApplyPlan, useCommitPlan } from '../../../state/apply-plan.ts'
import { useModelSession } from '../../../state/model-session.tsx'
import { useDueDay } from '../../../state/today.ts'
import { useLevelView } from '../level-view.tsx'
import classes from './Calendar.module.css'

const RHYTHM_WORDS: Readonly<Record<Communication['rhythm'], string>> = { once: 'Once', monthly: 'Monthly', quarterly: 'Quarterly', yearly: 'Yearly', 'before-review': 'Before reviews' }

function LastDone({ row }: { readonly row: Communication }): ReactNode {
  const { draft, canEdit } = useLevelView()
  const applyPlan = useApplyPlan()
  const last = [...draft.communicationDone.values()].filter((each) => each.communicationId === row.id).toSorted((left, right) => (left.dueOn < right.dueOn ? 1 : -1))[0]
  if (last === undefined) return null
  return (
    <Text size="xs" component="div">
      {last.doneOn}{last.subject === '' ? '' : ` (${draft.agreement.get(last.subject)?.code ?? last.subject})`}{' '}
      {canEdit && <Button size="compact-xs" variant="default" aria-label={`Not done: ${row.title}`} onClick={() => applyPlan(planCommunicationNotDone(draft, last.id))}>Not done</Button>}
    </Text>
  )
}

function Item({ row }: { readonly row: Communication }): ReactNode {
  const { draft, canEdit, row: chosen } = useLevelView()
  const applyPlan = useApplyPlan()
  const commit = useCommitPlan()
  const change = (fields: Partial<Communication>): string | null => commit(planCommunication(draft, { ...row, ...fields }))
  function firstDay(typed: string): string | null {
    const next = typed.trim()
    if (next === '') return change({ startsOn: null })
    return isIsoDate(next) ? change({ startsOn: next }) : 'Write it as YYYY-MM-DD.'
  }
  // Long names wrap; they are one line all the same.
  const text = (field: 'title' | 'audience' | 'responsible' | 'medium' | 'artifact', label: string): ReactNode => <TextField label={`${label} of ${row.title}`} isLabelShown={false} isLong readOnly={!canEdit} value={row[field]} onCommit={(next) => change({ [field]: next.replaceAll(/\s+/g, ' ').trim() })} />
  return (
    <Table.Tr {...(chosen === row.id ? { bg: 'var(--ratebook-selected)' } : {})}>
      <Table.Td miw={184}>{text('title', 'Words')}</Table.Td>
      <Table.Td miw={112}>{text('responsible', 'Responsible')}</Table.Td>
      <Table.Td miw={112}>{text('audience', 'Audience')}</Table.Td>
      <Table.Td miw={84}>{text('medium', 'Medium')}</Table.Td>
      <Table.Td miw={120}>{text('artifact', 'What remains')}</Table.Td>
      <Table.Td miw={132}><NativeSelect aria-label={`Rhythm of ${row.title}`} disabled={!canEdit} value={row.rhythm} data={RHYTHMS.map((each) => ({ value: each, label: RHYTHM_WORDS[each] }))} onChange={(event) => applyPlan(planCommunication(draft, { ...row, rhythm: RHYTHMS.find((each) => each === event.currentTarget.value) ?? row.rhythm }))} /></Table.Td>
      <Table.Td miw={54}><CommitField label={`Days before of ${row.title}`} isLabelShown={false} readOnly={!canEdit} align="end" value={String(row.daysBefore)} onCommit={(next) => (/^\d{1,3}$/.test(next.trim()) && Number(next) <= 365 ? change({ daysBefore: Number(next) }) : 'Write 0 to 365.')} /></Table.Td>
      <Table.Td miw={104}>
        {row.rhythm === 'before-review' ? <Text size="xs" c="dimmed">by the reviews</Text> : <CommitField label={`First day of ${row.title}`} isLabelShown={false} readOnly={!canEdit} placeholder="YYYY-MM-DD" value={row.startsOn ?? ''} onCommit={firstDay} />}
      </Table.Td>
      <Table.Td miw={92}><LastDone row={row} /></Table.Td>
      <Table.Td>{canEdit && <ActionIcon aria-label={`Remove ${row.title}`} onClick={() => applyPlan(planRemoveCommunication(draft, row.id))}><IconTrash size={15} /></ActionIcon>}</Table.Td>
    </Table.Tr>
  )
}

export function PlanTable(): ReactNode {
  const { draft, canEdit } = useLevelView()
  const { newId } = useModelSession()
  const applyPlan = useApplyPlan()
  const day = useDueDay()
  const plan = communicationPlan(draft)
  const add = (): void => {
    applyPlan(planCommunication(draft, { id: newId(), title: 'New communication', audience: '', responsible: 'Service level manager', medium: '', artifact: '', rhythm: 'monthly', daysBefore: 0, startsOn: day, note: '', source: '' }))
  }
  const button = <Button variant="default" leftSection={<IconPlus size={15} aria-hidden />} disabled={!canEdit} onClick={add}>Add an item</Button>
  if (plan.length === 0) return <EmptyState title="No communication plan yet" actions={button}>Who tells whom what, when: once, by month, quarter or year, or some days before each review.</EmptyState>
  return (
    <>
      <Box component="section" className={classes['scroll'] ?? ''} aria-label="Communication plan, whole" tabIndex={0}>
        <Table aria-label="Communication plan" verticalSpacing={3} horizontalSpacing={4} fz="sm">
          <Table.Thead>
            <Table.Tr>{['What is told', 'Responsible', 'To whom', 'Medium', 'What remains', 'When', 'Days before', 'First day', 'Last done'].map((each) => <Table.Th key={each}>{each}</Table.Th>)}<Table.Th aria-label="Remove" /></Table.Tr>
          </Table.Thead>
          <Table.Tbody>{plan.map((row) => <Item key={row.id} row={row} />)}</Table.Tbody>
        </Table>
      </Box>
      <Group mt="sm">{button}</Group>
    </>
  )
}
