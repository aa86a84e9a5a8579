import { Button, Group, Modal, Stack, Table, Text } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'

import type { ImportOutcome } from '../../../src-shared/domain/import-outcome.ts'
import { client } from '../../client/client.ts'
import { failureOf } from '../../client/failures.ts'
import { IssueList } from '../../components/IssueList.tsx'
import { useModelSession } from '../../state/model-session.tsx'
import { notifyDone, notifyFailure } from '../../state/notices.tsx'

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

/** Rates the raw usage of the model again by the rules as they are now: what would differ is shown first. Nothing where there is none. */
export function RateAgain(): ReactNode {
  const { draft, info, readOnly, flush, reload } = useModelSession()
  const [outcome, setOutcome] = useState<ImportOutcome | null>(null)
  const [isWorking, setWorking] = useState(false)
  if (![...draft.usageBatch.values()].some(({ kind }) => kind === 'measures')) return null

  async function working(run: () => Promise<void>): Promise<void> {
    setWorking(true)
    try {
      await run()
    } catch (error) {
      notifyFailure('Not rated', failureOf(error))
    } finally {
      setWorking(false)
    }
  }
  async function look(): Promise<void> {
    if (await flush()) setOutcome(await client.rating.previewAgain())
  }
  async function take(): Promise<void> {
    const { outcome: done, loaded } = await client.rating.again({ baseRevision: info.revision, path: info.path })
    reload(loaded)
    setOutcome(null)
    notifyDone(`${done.label}.`)
  }
  return (
    <>
      <Button variant="default" leftSection={<IconRefresh size={14} aria-hidden />} disabled={readOnly} loading={isWorking && outcome === null} onClick={() => void working(look)}>
        Rate raw usage again
      </Button>
      <Modal opened={outcome !== null} onClose={() => setOutcome(null)} title={outcome?.label ?? ''} size="lg" closeButtonProps={{ 'aria-label': 'Close' }}>
        {outcome !== null && (
          <Stack gap="sm">
            {outcome.issues.length > 0 && <IssueList label="What is to be said of it" issues={outcome.issues} />}
            {outcome.changeCount > 0 && <Differences preview={outcome.preview} counts={outcome.counts} />}
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={() => setOutcome(null)}>
                {outcome.changeCount > 0 ? 'Cancel' : 'Close'}
              </Button>
              {outcome.changeCount > 0 && (
                <Button loading={isWorking} onClick={() => void working(take)}>
                  Take the new quantities
                </Button>
              )}
            </Group>
          </Stack>
        )}
      </Modal>
    </>
  )
}
