import { Button, Group, Modal, Stack, Table, Text } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useRef, useState, type ReactNode } from 'react'

import type { ImportAccepted, TaskProgress } from '../../../src-shared/contract/answers.ts'
import type { ImportOutcome } from '../../../src-shared/domain/import-outcome.ts'
import { client } from '../../client/client.ts'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import { IssueList } from '../../components/IssueList.tsx'
import { Working, type WorkProgress } from '../../components/Working.tsx'
import { acceptUnlessStopped } from '../../state/accept-unless-stopped.ts'
import { useModelSession } from '../../state/model-session.tsx'
import { notifyDone } from '../../state/notices.tsx'
import { useProgress } from '../../state/use-progress.ts'
import { useTask } from '../../state/use-task.ts'

const SHOWN = 12

function Differences({ preview, counts }: Pick<ImportOutcome, 'preview' | 'counts'>): ReactNode {
  return (
    <>
      <Table aria-label="What differs" fz="sm" verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Agency</Table.Th>
            <Table.Th>Rate and month</Table.Th>
            <Table.Th>Quantity</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {preview.slice(0, SHOWN).map(({ code, title, effectText }) => (
            <Table.Tr key={`${code}${title}`}>
              <Table.Td>{code}</Table.Td>
              <Table.Td>{title}</Table.Td>
              <Table.Td>{effectText}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {counts.changed > SHOWN && (
        <Text size="sm" c="dimmed">
          and {(counts.changed - SHOWN).toLocaleString('en-US')} more
        </Text>
      )}
    </>
  )
}

function progressOf(progress: TaskProgress | null): WorkProgress | null {
  if (progress === null || progress.totalBytes === 0) return null
  const { bytes, totalBytes } = progress
  return { percent: (bytes / totalBytes) * 100, words: `${bytes.toLocaleString('en-US')} of ${totalBytes.toLocaleString('en-US')} rows` }
}

/** Rates the raw usage of the model again by the rules as they are now: what would differ is shown first. Nothing where there is none. */
export function RateAgain(): ReactNode {
  const { draft, info, readOnly, flush, reload, newId } = useModelSession()
  const [isOpen, setOpen] = useState(false)
  const [name, setName] = useState('')
  const stop = useRef<AbortController>(null)
  const looking = useTask<ImportOutcome | null>()
  const taking = useTask<ImportAccepted | null>()
  const isRunning = looking.state.kind === 'running' || taking.state.kind === 'running'
  const progress = useProgress(isRunning ? name : null)
  if (![...draft.usageBatch.values()].some(({ kind }) => kind === 'measures')) return null
  const outcome = looking.state.kind === 'done' ? looking.state.value : null

  function look(): void {
    const task = newId()
    setName(task)
    setOpen(true)
    taking.reset()
    void looking.run(async (signal) => ((await flush()) ? client.rating.previewAgain({ task }, { signal }) : null))
  }
  async function take(of: ImportOutcome): Promise<void> {
    const task = newId()
    setName(task)
    const stopper = new AbortController()
    stop.current = stopper
    const given = { baseRevision: info.revision, path: info.path, task }
    const taken = await taking.run((signal) => acceptUnlessStopped({ task, baseRevision: info.revision, outcome: of, stopper: stopper.signal, signal, accept: (either) => client.rating.again(given, { signal: either }) }))
    if (taken === null) return
    reload(taken.loaded)
    setOpen(false)
    notifyDone(`${taken.outcome.label}.`)
  }
  function close(): void {
    if (taking.state.kind === 'running') return
    looking.reset()
    setOpen(false)
  }
  const isTaking = taking.state.kind === 'running'
  const isTakingStoppable = isTaking && (progress === null || progress.bytes < progress.totalBytes)
  return (
    <>
      <Button variant="default" leftSection={<IconRefresh size={14} aria-hidden />} disabled={readOnly} onClick={look}>
        Rate raw usage again
      </Button>
      <Modal opened={isOpen} onClose={close} title={outcome?.label ?? 'Rate raw usage again'} size="lg" closeButtonProps={{ 'aria-label': 'Close' }}>
        <Stack gap="sm">
          {looking.state.kind === 'running' && <Working progress={progressOf(progress)} onCancel={close}>Rating by the rules of today …</Working>}
          {looking.state.kind === 'failed' && <FailureAlert title="Not rated" failure={looking.state.failure} />}
          {outcome !== null && (
            <>
              {outcome.issues.length > 0 && <IssueList label="What is to be said of it" issues={outcome.issues} />}
              {outcome.changeCount > 0 && <Differences preview={outcome.preview} counts={outcome.counts} />}
              {taking.state.kind === 'failed' && <FailureAlert title="Not written" failure={taking.state.failure} />}
              {taking.state.kind === 'done' && taking.state.value === null && <Text size="sm">Cancelled. Nothing has been written.</Text>}
              {isTaking && <Working progress={progressOf(progress)} onCancel={isTakingStoppable ? () => stop.current?.abort() : undefined}>Rating, backing up and writing …</Working>}
              {!isTaking && (
                <Group justify="flex-end" gap="xs">
                  <Button variant="default" onClick={close}>
                    {outcome.changeCount > 0 ? 'Cancel' : 'Close'}
                  </Button>
                  {outcome.changeCount > 0 && <Button onClick={() => void take(outcome)}>Take the new quantities</Button>}
                </Group>
              )}
            </>
          )}
        </Stack>
      </Modal>
    </>
  )
}
