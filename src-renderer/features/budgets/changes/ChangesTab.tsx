/** Dated changes of the customer in this version: typed ones, those of the base under a scenario, and what approved requests put in. */
import { ActionIcon, Anchor, Badge, Box, Button, Table, Text } from '@mantine/core'
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'

import { planRemoveChange } from '../../../../src-shared/domain/budget/edit-budget.ts'
import { decimal, formatFixed, type Units } from '../../../../src-shared/domain/decimal.ts'
import type { BudgetChange } from '../../../../src-shared/domain/model/billing-tables.ts'
import { monthWords, type Month } from '../../../../src-shared/domain/month.ts'
import { baseOf, versionKey } from '../../../../src-shared/domain/version.ts'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { useApplyPlan } from '../../../state/apply-plan.ts'
import { useModelSession } from '../../../state/model-session.tsx'
import { budgetsAddress, hrefOf } from '../../../state/routes.ts'
import { useBudgetView } from '../budget-view.tsx'
import classes from '../Budgets.module.css'
import { ChangeDialog } from './ChangeDialog.tsx'

type Line = { readonly id: string; readonly rateId: string; readonly units: Units; readonly from: Month; readonly until: Month | null; readonly isOnce: boolean; readonly note: string; readonly author: string; readonly change: BudgetChange | null; readonly isOfBase: boolean }

function useLines(): readonly Line[] {
  const { draft, customer, to } = useBudgetView()
  const [own, base] = [versionKey(to), versionKey(baseOf(to))]
  const typed = [...draft.budgetChange.values()].filter((each) => each.customerId === customer.id && (each.version === own || each.version === base)).map((change): Line => ({
    id: change.id, rateId: change.rateId, units: change.units, from: change.fromMonth, until: change.toMonth, isOnce: change.cadence === 'once', note: change.note, author: change.author, change, isOfBase: change.version !== own,
  }))
  const requested = [...draft.serviceRequest.values()].flatMap(({ id, customerId, status, rateId, monthlyUnits, fromMonth, toMonth, code, title, author }): readonly Line[] =>
    customerId !== customer.id || (status !== 'approved' && status !== 'done') || rateId === null || monthlyUnits === null || fromMonth === null
      ? []
      : [{ id, rateId, units: monthlyUnits, from: fromMonth, until: toMonth, isOnce: false, note: `${code}: ${title}`, author, change: null, isOfBase: false }])
  return [...typed, ...requested].toSorted((left, right) => (left.from === right.from ? (left.rateId < right.rateId ? -1 : 1) : left.from < right.from ? -1 : 1))
}

function ChangeRow({ line, isChosen, onEdit }: { readonly line: Line; readonly isChosen: boolean; readonly onEdit: (change: BudgetChange) => void }): ReactNode {
  const { author, newId } = useModelSession()
  const { draft, customer, to, canEdit } = useBudgetView()
  const applyPlan = useApplyPlan()
  const { change } = line
  const title = draft.rate.get(line.rateId)?.title ?? line.rateId
  const value = decimal(line.units)
  return (
    <Table.Tr {...(isChosen ? { bg: 'var(--ratebook-selected)', 'aria-current': true } : {})}>
      <Table.Th scope="row" fw={500}><Anchor size="sm" c="inherit" underline="always" href={hrefOf(budgetsAddress({ customer: customer.id, tab: 'rates', row: line.rateId }))}>{title}</Anchor></Table.Th>
      <Table.Td ta="right">{value.isNegative() ? '' : '+'}{formatFixed(line.units, value.decimalPlaces())}</Table.Td>
      <Table.Td>{line.isOnce ? `once in ${monthWords(line.from)}` : `a month from ${monthWords(line.from)}${line.until === null ? '' : ` to ${monthWords(line.until)}`}`}</Table.Td>
      <Table.Td>
        {line.note} {line.isOfBase && <Badge size="xs" color="gray" c="var(--mantine-color-text)">of the base</Badge>}{' '}
        {change === null && <Anchor size="xs" underline="always" href={hrefOf(budgetsAddress({ customer: customer.id, tab: 'requests', row: line.id }))}>Show the request</Anchor>}
      </Table.Td>
      <Table.Td c="dimmed">{line.author}</Table.Td>
      <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
        {change !== null && (
          <>
            <ActionIcon aria-label={`Edit the change of ${title}`} disabled={!canEdit || line.isOfBase} title={line.isOfBase ? 'A change of the base is edited in the base.' : undefined} onClick={() => onEdit(change)}><IconPencil size={15} /></ActionIcon>
            <ActionIcon aria-label={line.isOfBase ? `Take back in this scenario: ${title}` : `Remove the change of ${title}`} disabled={!canEdit} onClick={() => applyPlan(planRemoveChange({ draft, version: to, id: change.id, newId, author }))}><IconTrash size={15} /></ActionIcon>
          </>
        )}
      </Table.Td>
    </Table.Tr>
  )
}

export function ChangesTab(): ReactNode {
  const { toLabel, row, canEdit } = useBudgetView()
  const lines = useLines()
  const [dialog, setDialog] = useState<BudgetChange | 'new' | null>(null)
  const add = <Button variant="default" leftSection={<IconPlus size={15} aria-hidden />} disabled={!canEdit} onClick={() => setDialog('new')}>Dated change …</Button>
  return (
    <div className={classes['page']}>
      {lines.length === 0 ? (
        <EmptyState title="No dated changes" actions={add}>What the history cannot know is written here: 40 more mailboxes from October. It counts in {toLabel} on top of the method and its growth.</EmptyState>
      ) : (
        <>
          <div className={classes['above']}>
            <Text size="sm" c="dimmed">They count in {toLabel} on top of the method and its growth, in months that are not recorded yet.</Text>
            {add}
          </div>
          <Box component="section" className={classes['scroll'] ?? ''} aria-label="All dated changes" tabIndex={0}>
            <Table aria-label="Dated changes" verticalSpacing={5} fz="sm">
              <Table.Thead>
                <Table.Tr><Table.Th>Rate</Table.Th><Table.Th ta="right">Units</Table.Th><Table.Th>When</Table.Th><Table.Th>Why</Table.Th><Table.Th>Author</Table.Th><Table.Th><span style={{ position: 'absolute', left: -9999 }}>Actions</span></Table.Th></Table.Tr>
              </Table.Thead>
              <Table.Tbody>{lines.map((line) => <ChangeRow key={line.id} line={line} isChosen={line.id === row} onEdit={setDialog} />)}</Table.Tbody>
            </Table>
          </Box>
        </>
      )}
      {dialog !== null && <ChangeDialog change={dialog === 'new' ? null : dialog} onClose={() => setDialog(null)} />}
    </div>
  )
}
