/** The imports that count, each to be taken away again, and the lines that are billed to nobody. */
import { ActionIcon, Table, Text } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useMemo, type ReactNode } from 'react'

import { batchLabel } from '../../../../src-shared/domain/billing/edit-billing.ts'
import { focusNeighbour } from '../../../components/focus-neighbour.ts'
import { RATED_AGAIN } from '../../../../src-shared/domain/usage/measures/rated-again.ts'
import { useBillView } from '../bill-view.tsx'
import { useBillEdits } from '../use-bill-edits.ts'

const MOST_NAMED = 6
const TAKES_AWAY = 'Takes the batch away; undo brings it back.'

function count(lines: number): string {
  return `${lines.toLocaleString('en-US')} ${lines === 1 ? 'line' : 'lines'}`
}

export function BatchTable(): ReactNode {
  const { draft, canEdit, row: wanted } = useBillView()
  const edits = useBillEdits()
  const batches = useMemo(() => [...draft.usageBatch.values()].toSorted((left, right) => right.number - left.number), [draft.usageBatch])
  const ratedAgain = batches.flatMap(({ kind, fileName, number }) => (kind === 'measures' && fileName === RATED_AGAIN ? [number] : []))
  if (batches.length === 0) return <Text size="sm" c="dimmed">No file of usage was imported. What is typed above counts by itself.</Text>
  return (
    <Table aria-label="Batches of usage" verticalSpacing={2} horizontalSpacing="sm" fz="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th ta="right">Batch</Table.Th>
          <Table.Th>File</Table.Th>
          <Table.Th ta="right">Lines</Table.Th>
          <Table.Th>Imported</Table.Th>
          <Table.Th>By</Table.Th>
          <Table.Th>Note</Table.Th>
          <Table.Td />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {batches.map((batch) => (
          <Table.Tr key={batch.id} {...(batch.id === wanted ? { bg: 'var(--ratebook-selected)' } : {})}>
            <Table.Td ta="right">{batch.number}</Table.Td>
            <Table.Th scope="row" fw={400}>
              {batch.fileName}
              {batch.provenance === 'fictional' && <Text span size="xs" c="dimmed">{' '}fictional</Text>}
            </Table.Th>
            <Table.Td ta="right">{batch.lineCount.toLocaleString('en-US')}</Table.Td>
            <Table.Td>{new Date(batch.importedAt).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' })}</Table.Td>
            <Table.Td>{batch.author === '' ? '–' : batch.author}</Table.Td>
            <Table.Td c="dimmed" maw={380} style={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }} title={batch.note}>{batch.note}</Table.Td>
            <Table.Td w={36}>
              <ActionIcon aria-label={`Remove batch ${batch.number}`} title={ratedAgain.some((number) => batch.kind === 'measures' && number > batch.number) ? `${TAKES_AWAY} What was rated again from its rows stays until raw usage is rated again.` : TAKES_AWAY} disabled={!canEdit} onClick={({ currentTarget }) => { if (edits.remove({ table: 'usageBatch', rowIds: [batch.id], label: batchLabel(batch) })) focusNeighbour(currentTarget) }}>
                <IconTrash size={15} aria-hidden />
              </ActionIcon>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

export function OrphanList(): ReactNode {
  const { orphans } = useBillView().usage
  if (orphans.lineCount === 0) return <Text size="sm" c="dimmed">Every line belongs to a customer, a rate and a fiscal year.</Text>
  const named = (what: string, gone: typeof orphans.customers): ReactNode => (gone.length === 0 ? null : (
    <li>
      Of {what} that {gone.length === 1 ? 'is' : 'are'} gone: {gone.slice(0, MOST_NAMED).map((each) => `${each.id} (${count(each.lineCount)})`).join(', ')}
      {gone.length > MOST_NAMED && ` and ${gone.length - MOST_NAMED} more`}. Bring them back with undo, or remove the batch.
    </li>
  ))
  return (
    <Text size="sm" component="div">
      {count(orphans.lineCount)} {orphans.lineCount === 1 ? 'is' : 'are'} billed to nobody:
      <ul>
        {named('customers', orphans.customers)}
        {named('rates', orphans.rates)}
        {orphans.ofNoYear > 0 && <li>{count(orphans.ofNoYear)} of months that lie in no fiscal year.</li>}
      </ul>
    </Text>
  )
}
