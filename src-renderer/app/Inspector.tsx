import { ActionIcon, Button, Group, Stack, Tabs, Text, Title } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState, type ReactNode } from 'react'

import type { Explanation } from '../../src-shared/domain/explanation.ts'
import type { JournalSummary, RowChange, RowHistory } from '../../src-shared/domain/model/edit.ts'
import { client } from '../client/client.ts'
import { failureOf, type Failure } from '../client/failures.ts'
import { DerivationTree } from '../components/DerivationTree.tsx'
import { EmptyState } from '../components/EmptyState.tsx'
import { Waiting } from '../components/Waiting.tsx'
import { useInspector, useInspectorState, type InspectorSubject, type InspectorTab } from '../state/inspector.tsx'
import { useModelSession } from '../state/model-session.tsx'
import { changeWords } from './change-words.ts'
import classes from './Frame.module.css'

type Answered = { readonly of: InspectorSubject; readonly explained: Explanation | undefined; readonly failure: Failure | null }

function ExplainTab({ subject }: { readonly subject: InspectorSubject | null }): ReactNode {
  const computed = useMemo(() => subject?.explain?.() ?? null, [subject])
  const asked = useMemo(() => subject?.ask?.() ?? null, [subject])
  const [answered, setAnswered] = useState<Answered | null>(null)
  useEffect(() => {
    if (subject === null || asked === null) return undefined
    let isShown = true
    const take = (answer: Omit<Answered, 'of'>): void => {
      if (isShown) setAnswered({ of: subject, ...answer })
    }
    asked.then((explained) => take({ explained, failure: null }), (error: unknown) => take({ explained: undefined, failure: failureOf(error) }))
    return () => {
      isShown = false
    }
  }, [subject, asked])
  // Until the core has answered, what was said of the same figure before an edit stays.
  const known = asked !== null && answered?.of.title === subject?.title ? answered : null
  if (asked !== null && known === null) return <Waiting label="Asking how it was computed" />
  if (known !== null && known.failure !== null) return <Text size="sm">{known.failure.message}</Text>
  const explained = known === null ? computed : (known.explained ?? null)
  if (explained === null) return <EmptyState title="Nothing computed is selected">Select a rate, an amount, a difference or a % to see how it was computed.</EmptyState>
  return <DerivationTree explained={explained} />
}

function NotesTab({ subject }: { readonly subject: InspectorSubject | null }): ReactNode {
  const notes = subject?.notes.filter((note) => note.text !== '') ?? []
  if (notes.length === 0) return <EmptyState title="No notes">What is written about a rate or a price in the catalog stands here.</EmptyState>
  return (
    <Stack gap="sm">
      {notes.map((note, index) => (
        <div key={`${index}${note.label}`}>
          <Text size="xs" c="dimmed">
            {note.label}
          </Text>
          <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
            {note.text}
          </Text>
        </div>
      ))}
    </Stack>
  )
}

function Entry({ entry, changes }: { readonly entry: JournalSummary; readonly changes: readonly RowChange[] }): ReactNode {
  return (
    <li>
      <Text size="sm">
        {entry.undoes !== null && 'Undone: '}
        {entry.redoes !== null && 'Done again: '}
        {entry.label}
      </Text>
      {changes.map((change) => (
        <Text key={`${change.table}${change.id}`} size="sm" fw={500}>
          {changeWords(change)}
        </Text>
      ))}
      <Text size="xs" c="dimmed">
        {new Date(entry.at).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' })} · {entry.author === '' ? 'no name' : entry.author} · revision {entry.revision}
      </Text>
    </li>
  )
}

/** Of one page; older ones are asked for. */
const PAGE = 100
const NONE: InspectorSubject['history'] = []
const FROM_THE_NEWEST: number | null = null

async function askHistory(rows: InspectorSubject['history'], before: number | null): Promise<readonly RowHistory[]> {
  if (rows.length > 0) return client.model.historyOf({ rows: [...rows], before, limit: PAGE })
  const entries = await client.model.history({ before, limit: PAGE })
  return entries.map((entry) => ({ entry, changes: [] }))
}

/** What was done to the selected rows; to the whole model while nothing is selected. */
function HistoryTab({ subject }: { readonly subject: InspectorSubject | null }): ReactNode {
  const { info } = useModelSession()
  const rows = subject?.history ?? NONE
  const history = useInfiniteQuery({
    queryKey: ['history-of', info.path, info.revision, rows],
    queryFn: ({ pageParam }) => askHistory(rows, pageParam),
    initialPageParam: FROM_THE_NEWEST,
    getNextPageParam: (page) => (page.length < PAGE ? null : (page.at(-1)?.entry.revision ?? null)),
  })
  if (history.isPending) return <Waiting label="Loading the history" />
  if (history.data === undefined) return <Text size="sm">{failureOf(history.error).message}</Text>
  const entries = history.data.pages.flat()
  if (entries.length === 0) return <EmptyState title="Not changed since it is there" />
  return (
    <>
      <Stack component="ol" gap="sm" p={0} m={0} style={{ listStyle: 'none' }}>
        {entries.map((each) => (
          <Entry key={each.entry.revision} entry={each.entry} changes={each.changes} />
        ))}
      </Stack>
      {history.hasNextPage && (
        <Button variant="default" mt="sm" loading={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
          Show older changes
        </Button>
      )}
      {history.isFetchNextPageError && <Text size="sm">{failureOf(history.error).message}</Text>}
    </>
  )
}

const TABS: readonly { readonly value: InspectorTab; readonly label: string }[] = [{ value: 'explain', label: 'Explain' }, { value: 'notes', label: 'Notes' }, { value: 'history', label: 'History' }]

function isTab(value: string | null): value is InspectorTab {
  return TABS.some((tab) => tab.value === value)
}

/** Follows the selected cell: how it was computed, its notes, and who changed the model and when. */
export function Inspector(): ReactNode {
  const { isOpen, tab, subject } = useInspectorState()
  const inspector = useInspector()
  if (!isOpen) return null
  return (
    <aside className={classes['inspector']} aria-label="Inspector">
      <Group justify="space-between" wrap="nowrap" px="sm" pt="sm" align="flex-start">
        <Title order={2} fz="sm">
          {subject?.title ?? 'Inspector'}
        </Title>
        <ActionIcon aria-label="Close the inspector" onClick={inspector.close} size="sm">
          <IconX size={16} />
        </ActionIcon>
      </Group>
      <Tabs value={tab} onChange={(value) => { if (isTab(value)) inspector.open(value) }} mt={4}>
        <Tabs.List px="sm">
          {TABS.map((each) => (
            <Tabs.Tab key={each.value} value={each.value} px="xs" fz="sm">
              {each.label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="explain" p="sm">
          <ExplainTab subject={subject} />
        </Tabs.Panel>
        <Tabs.Panel value="notes" p="sm">
          <NotesTab subject={subject} />
        </Tabs.Panel>
        <Tabs.Panel value="history" p="sm">
          {tab === 'history' && <HistoryTab subject={subject} />}
        </Tabs.Panel>
      </Tabs>
    </aside>
  )
}
