/** What stands on a page as a table: reports, requests, and who is responsible for what. */
import { ActionIcon, Box, Button, Group, NativeSelect, Text, TextInput, VisuallyHidden } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconCheck, IconTrash } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'

import { planAddPageRow, planRemovePageRow, planUpdatePageRow, type PageRowFields } from '../../../../src-shared/domain/catalog/edit-pages.ts'
import { INTERVAL_WORDS, intervalWords, isResponsible, PARTY_WORDS, ROW_WORDS, type PageRowTable } from '../../../../src-shared/domain/catalog/page-sections.ts'
import { planMove } from '../../../../src-shared/domain/catalog/reorder.ts'
import type { ServicePageView } from '../../../../src-shared/domain/catalog/service-page.ts'
import { REPORT_INTERVALS, RESPONSIBLE_PARTIES, type Responsibility, type ServiceReport } from '../../../../src-shared/domain/model/page-tables.ts'
import { CommitField } from '../../../components/CommitField.tsx'
import { Markdown } from '../../../components/Markdown.tsx'
import { TextField } from '../../../components/TextField.tsx'
import { useFirstFocus } from '../../../components/use-first-focus.ts'
import { useApplyPlan } from '../../../state/apply-plan.ts'
import { useModelSession } from '../../../state/model-session.tsx'
import { useFieldPlan } from '../use-catalog-edits.ts'
import classes from './Page.module.css'
import { PageTable, type Column } from './PageTable.tsx'
import { RequestTable } from './RequestTable.tsx'
import { EditButton } from './TextSection.tsx'

type OfTable = { readonly view: ServicePageView; readonly table: PageRowTable; readonly title: string }
type Row = { readonly id: string; readonly title: string }

function rowsOf(view: ServicePageView, table: PageRowTable): readonly Row[] {
  return { serviceReport: view.reports, requestType: view.requests, responsibility: view.responsibilities }[table]
}

function Mark({ isOn, who }: { readonly isOn: boolean; readonly who: string }): ReactNode {
  return isOn ? (
    <>
      <IconCheck size={15} aria-hidden />
      <VisuallyHidden>{who}</VisuallyHidden>
    </>
  ) : null
}

const REPORT_COLUMNS: readonly Column<ServiceReport>[] = [
  { head: 'Report', cell: (row) => row.title },
  { head: 'What it tells', cell: (row) => <Markdown text={row.description} /> },
  { head: 'Interval', cell: intervalWords },
]
const RESPONSIBILITY_COLUMNS: readonly Column<Responsibility>[] = [
  { head: 'Responsibility', cell: (row) => row.title },
  { head: 'Customer', cell: (row) => <Mark isOn={isResponsible(row, 'customer')} who="Customer" />, as: 'mark' },
  { head: 'Provider', cell: (row) => <Mark isOn={isResponsible(row, 'provider')} who="Provider" />, as: 'mark' },
]

function Reading({ view, table }: OfTable): ReactNode {
  if (rowsOf(view, table).length === 0) return null
  switch (table) {
    case 'serviceReport':
      return <PageTable label="Service reports" rows={view.reports} columns={REPORT_COLUMNS} />
    case 'requestType':
      return <RequestTable requests={view.requests} />
    case 'responsibility':
      return <PageTable label="Who is responsible" rows={view.responsibilities} columns={RESPONSIBILITY_COLUMNS} />
  }
}

/** Whole days, or null where none is promised; undefined: no such number. */
function readDays(text: string): number | null | undefined {
  if (text.trim() === '') return null
  return /^\d{1,3}$/.test(text.trim()) ? Number.parseInt(text, 10) : undefined
}

function Fields({ view, table, row }: OfTable & { readonly row: Row }): ReactNode {
  const { draft } = useModelSession()
  const commit = useFieldPlan()
  const apply = useApplyPlan()
  const plan = (given: PageRowFields): ReturnType<typeof planUpdatePageRow> => planUpdatePageRow({ draft, id: row.id, row: given })
  const about = `of ${row.title}`
  switch (table) {
    case 'serviceReport': {
      const report = view.reports.find((each) => each.id === row.id)
      return report === undefined ? null : (
        <>
          <div className={classes['editWide']}>
            <TextField label="What it tells" isLong value={report.description} onCommit={(description) => commit(plan({ table, fields: { description } }))} />
          </div>
          <div className={classes['editNarrow']}>
            <NativeSelect label="Interval" aria-label={`Interval ${about}`} value={report.interval} data={REPORT_INTERVALS.map((value) => ({ value, label: INTERVAL_WORDS[value] }))} onChange={(event) => {
              const interval = REPORT_INTERVALS.find((each) => each === event.currentTarget.value)
              if (interval !== undefined) apply(plan({ table, fields: { interval } }))
            }} />
            <TextField label="When, in words" value={report.note} onCommit={(note) => commit(plan({ table, fields: { note } }))} />
          </div>
        </>
      )
    }
    case 'requestType': {
      const request = view.requests.find((each) => each.id === row.id)
      return request === undefined ? null : (
        <>
          <div className={classes['editWide']}>
            <TextField label="What it does" isLong value={request.description} onCommit={(description) => commit(plan({ table, fields: { description } }))} />
          </div>
          <div className={classes['editNarrow']}>
            <CommitField label="Business days" width={110} align="end" value={request.leadDays === null ? '' : String(request.leadDays)} onCommit={(text) => {
              const leadDays = readDays(text)
              return leadDays === undefined ? 'Write whole business days, or nothing where none is promised.' : commit(plan({ table, fields: { leadDays } }))
            }} />
          </div>
        </>
      )
    }
    case 'responsibility': {
      const duty = view.responsibilities.find((each) => each.id === row.id)
      return duty === undefined ? null : (
        <div className={classes['editNarrow']}>
          <NativeSelect label="Who" aria-label={`Who is responsible for ${row.title}`} value={duty.party} data={RESPONSIBLE_PARTIES.map((value) => ({ value, label: PARTY_WORDS[value] }))} onChange={(event) => {
            const party = RESPONSIBLE_PARTIES.find((each) => each === event.currentTarget.value)
            if (party !== undefined) apply(plan({ table, fields: { party } }))
          }} />
        </div>
      )
    }
  }
}

function fieldsOfTitle(table: PageRowTable, title: string): PageRowFields {
  return { table, fields: { title } }
}

function EditedRow({ view, table, title, row, index, count }: OfTable & { readonly row: Row; readonly index: number; readonly count: number }): ReactNode {
  const { draft } = useModelSession()
  const commit = useFieldPlan()
  const apply = useApplyPlan()
  const move = (by: -1 | 1): void => void apply(planMove({ draft, table, id: row.id, toIndex: index + by }))
  return (
    <li className={classes['editRow']}>
      <div className={classes['editTitle']}>
        <TextField label={title} value={row.title} onCommit={(text) => commit(planUpdatePageRow({ draft, id: row.id, row: fieldsOfTitle(table, text) }))} />
      </div>
      <Fields view={view} table={table} title={title} row={row} />
      <Group gap={0} wrap="nowrap" className={classes['editActions'] ?? ''}>
        <ActionIcon aria-label={`Move ${row.title} up`} disabled={index === 0} onClick={() => move(-1)}>
          <IconArrowUp size={15} />
        </ActionIcon>
        <ActionIcon aria-label={`Move ${row.title} down`} disabled={index === count - 1} onClick={() => move(1)}>
          <IconArrowDown size={15} />
        </ActionIcon>
        <ActionIcon aria-label={`Remove ${row.title}`} onClick={() => apply(planRemovePageRow({ draft, table, id: row.id }))}>
          <IconTrash size={15} />
        </ActionIcon>
      </Group>
    </li>
  )
}

function Editing({ view, table, title, onDone }: OfTable & { readonly onDone: () => void }): ReactNode {
  const { draft, newId } = useModelSession()
  const commit = useFieldPlan()
  const [name, setName] = useState('')
  const [error, setError] = useState<string | null>(null)
  const rows = rowsOf(view, table)
  const first = useFirstFocus<HTMLInputElement>(rows.length === 0)
  const what = ROW_WORDS[table]
  function add(): void {
    const planned = planAddPageRow({ draft, serviceId: view.service.id, newId, row: fieldsOfTitle(table, name) })
    const problem = commit(planned.ok ? { ok: true, value: planned.value.plan } : planned)
    setError(problem)
    if (problem === null) setName('')
  }
  return (
    <Box
      onKeyDown={(event) => {
        if (event.key === 'Escape') onDone()
      }}
    >
      <ol className={classes['editRows']} aria-label={`${title}, being edited`}>
        {rows.map((row, index) => (
            <EditedRow key={row.id} view={view} table={table} title={`${what.charAt(0).toUpperCase()}${what.slice(1)}`} row={row} index={index} count={rows.length} />
        ))}
      </ol>
      <Group gap="xs" mt="xs" align="flex-end">
        <TextInput
          label={`New ${what}`} value={name} error={error} maxLength={200} w={280} ref={first} onChange={(event) => setName(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') add()
          }}
        />
        <Button variant="default" disabled={name.trim() === ''} onClick={add}>
          Add
        </Button>
        <Button ml="auto" onClick={onDone}>
          Done
        </Button>
      </Group>
    </Box>
  )
}

/** A table of the page: read, and edited row by row after its pencil. */
export function RowsSection({ view, table, title, isBegun }: OfTable & { readonly isBegun: boolean }): ReactNode {
  const { readOnly } = useModelSession()
  const isEmpty = rowsOf(view, table).length === 0
  const [isEditing, setIsEditing] = useState(isBegun && isEmpty && !readOnly)
  if (isEditing) return <Editing view={view} table={table} title={title} onDone={() => setIsEditing(false)} />
  return (
    <div className={classes['rows']}>
      {isEmpty ? (
        <Text size="sm" c="dimmed" fs="italic">
          None yet
        </Text>
      ) : (
        <Reading view={view} table={table} title={title} />
      )}
      {!readOnly && <EditButton label={table === 'responsibility' ? 'Edit the matrix of responsibilities' : `Edit ${title.toLowerCase()}`} onClick={() => setIsEditing(true)} />}
    </div>
  )
}
