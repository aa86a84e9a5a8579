/** Everything about the selected row of a framework: fund, marks, ground, source; or where a computed row comes from. */
import { ActionIcon, Anchor, Button, Group, Select, Text, Tooltip } from '@mantine/core'
import { IconCopy, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'

import { formatFixed } from '../../../../src-shared/domain/decimal.ts'
import { issue } from '../../../../src-shared/domain/issues.ts'
import { ALLOWABILITIES, CASH_KINDS, RECURRENCES, type CapitalItem, type CostLine } from '../../../../src-shared/domain/model/cost-tables.ts'
import { notifyDone, notifyIssues } from '../../../state/notices.tsx'
import { costsAddress, hrefOf } from '../../../state/routes.ts'
import { CommitField } from '../../../components/CommitField.tsx'
import { ownedBy, ownerOf, poolOwner, useCostView } from '../cost-view.tsx'
import classes from '../Costs.module.css'
import { marksOf } from '../sheet/cells.ts'
import { useCostEdits } from '../use-cost-edits.ts'
import type { ComputedRow, FrameworkRow } from './framework-rows.ts'

const NO_FUND = 'none'
const CHOICE_WORDS: Readonly<Record<string, string>> = { allowable: 'allowable', unallowable: 'not allowable', cash: 'cash', 'non-cash': 'not cash (depreciation and the like)', recurring: 'every year', 'one-time': 'one-time: does not roll' }

type Ref = { readonly table: 'costLine' | 'capitalItem'; readonly rowId: string }

function Choice({ of, field, label, values, value }: { readonly of: Ref; readonly field: string; readonly label: string; readonly values: readonly string[]; readonly value: string }): ReactNode {
  const { inputs, canEdit } = useCostView()
  const edits = useCostEdits()
  const { former } = marksOf(inputs, { ...of, field })
  return (
    <Select
      label={label} data={values.map((each) => ({ value: each, label: CHOICE_WORDS[each] ?? each }))} value={value} allowDeselect={false} disabled={!canEdit} inputWrapperOrder={['label', 'input', 'description']}
      {...(former === undefined ? {} : { description: `Was ${CHOICE_WORDS[former] ?? former}` })}
      onChange={(next) => {
        const why = next === null ? null : edits.setField({ ...of, field }, next)
        if (why !== null) notifyIssues('Not changed', [issue('wrong-state', why)])
      }}
    />
  )
}

function Fund({ of, value }: { readonly of: Ref; readonly value: string | null }): ReactNode {
  const { draft, canEdit } = useCostView()
  const edits = useCostEdits()
  const funds = [...draft.internalServiceFund.values()].toSorted((left, right) => left.position - right.position)
  return (
    <Select
      label="Internal service fund" data={[{ value: NO_FUND, label: 'none' }, ...funds.map((fund) => ({ value: fund.id, label: `${fund.code} ${fund.name}` }))]} value={value ?? NO_FUND} allowDeselect={false} disabled={!canEdit}
      comboboxProps={{ width: 280, position: 'bottom-start' }}
      onChange={(next) => {
        const why = edits.setField({ ...of, field: 'fundId' }, next === null || next === NO_FUND ? '' : next)
        if (why !== null) notifyIssues('Not changed', [issue('wrong-state', why)])
      }}
    />
  )
}

function Words({ of, field, label, value, placeholder, align }: { readonly of: Ref; readonly field: string; readonly label: string; readonly value: string; readonly placeholder?: string; readonly align?: 'end' }): ReactNode {
  const { inputs, canEdit } = useCostView()
  const edits = useCostEdits()
  return (
    <CommitField
      label={label} value={value} readOnly={!canEdit} former={marksOf(inputs, { ...of, field }).former} onCommit={(text) => edits.setField({ ...of, field }, text)} {...(placeholder === undefined ? {} : { placeholder })}
      {...(align === undefined ? {} : { align })}
    />
  )
}

/** Only the link's text: a document is never opened or fetched from here. */
function Attachment({ of, value }: { readonly of: Ref; readonly value: string }): ReactNode {
  return (
    <Group gap={4} wrap="nowrap" align="flex-end">
      <div style={{ flex: 1 }}>
        <Words of={of} field="attachment" label="Document (path or link)" value={value} placeholder="Where it lies" />
      </div>
      {value !== '' && (
        <Tooltip label="Copy the path or link">
          <ActionIcon aria-label="Copy the path or link of the document" onClick={() => void navigator.clipboard.writeText(value).then(() => notifyDone('Copied the path or link.'))}>
            <IconCopy size={15} />
          </ActionIcon>
        </Tooltip>
      )}
    </Group>
  )
}

function LineFields({ line }: { readonly line: CostLine }): ReactNode {
  const of: Ref = { table: 'costLine', rowId: line.id }
  return (
    <div className={classes['fields']}>
      <Fund of={of} value={line.fundId} />
      <Choice of={of} field="allowable" label="Allowable cost" values={ALLOWABILITIES} value={line.allowable} />
      <Choice of={of} field="cash" label="Cash" values={CASH_KINDS} value={line.cash} />
      <Choice of={of} field="recurrence" label="Comes" values={RECURRENCES} value={line.recurrence} />
      <Words of={of} field="assumption" label="Assumption, comment" value={line.assumption} />
      <Words of={of} field="source" label="Source" value={line.source} />
      <Words of={of} field="author" label="Author" value={line.author} />
      <Attachment of={of} value={line.attachment} />
    </div>
  )
}

function ItemFields({ item }: { readonly item: CapitalItem }): ReactNode {
  const of: Ref = { table: 'capitalItem', rowId: item.id }
  return (
    <div className={classes['fields']}>
      <Words of={of} field="purchasePrice" label="Purchase price, USD" value={formatFixed(item.purchasePrice, 2)} align="end" />
      <Words of={of} field="inServiceOn" label="In service on" value={item.inServiceOn} />
      <Words of={of} field="lifeMonths" label="Life, months" value={String(item.lifeMonths)} align="end" />
      <Fund of={of} value={item.fundId} />
      <Words of={of} field="assumption" label="Assumption, comment" value={item.assumption} />
      <Words of={of} field="source" label="Source" value={item.source} />
      <Words of={of} field="author" label="Author" value={item.author} />
      <Attachment of={of} value={item.attachment} />
    </div>
  )
}

function ComputedFields({ row }: { readonly row: ComputedRow }): ReactNode {
  const { owner, basis, version } = useCostView()
  const year = version.fiscalYear
  const shared = { basis, year, ...(owner === null ? {} : { owner }) }
  switch (row.line.kind) {
    case 'salaries':
    case 'fringe':
      return <Anchor href={hrefOf(costsAddress({ ...shared, tab: 'positions' }))} size="sm">Show these positions</Anchor>
    case 'pool':
      return <Anchor href={hrefOf(costsAddress({ basis, year, tab: 'pools', ...(row.line.row === null ? {} : { owner: poolOwner(row.line.row.id) }) }))} size="sm">Show the pool and how it is shared out</Anchor>
    case 'carry-forward':
      return <Anchor href={hrefOf(costsAddress({ ...shared, tab: 'recovery', ...(owner === null ? {} : { row: ownedBy(owner).serviceId ?? '' }) }))} size="sm">Show recovery and carry-forward</Anchor>
    case 'line':
    case 'item':
      return null
  }
}

export function LineDetails({ row }: { readonly row: FrameworkRow }): ReactNode {
  const { canEdit } = useCostView()
  const edits = useCostEdits()
  if (row.kind === 'new') return null
  const title = row.kind === 'line' || row.kind === 'left-out' ? row.line.description || row.line.objectCode || 'Line' : row.kind === 'capital' ? row.item.description : row.line.description
  return (
    <section className={classes['details']} aria-label="Details of the selected line">
      <Group justify="space-between" mb={6}>
        <Text size="sm" fw={600}>
          {title}
          {row.kind === 'line' && (
            <Text span size="sm" c="dimmed" fw={400}>
              {' '}
              {ownerOf(row.line).startsWith('pool:') ? 'of a cost pool' : ''}
            </Text>
          )}
        </Text>
        {(row.kind === 'line' || row.kind === 'capital') && (
          <Button variant="subtle" color="gray" leftSection={<IconTrash size={14} aria-hidden />} disabled={!canEdit} onClick={() => edits.removeRows(row.kind === 'line' ? 'costLine' : 'capitalItem', [row.id])}>
            Remove
          </Button>
        )}
        {row.kind === 'left-out' && (
          <Button variant="default" disabled={!canEdit} onClick={() => edits.takeBackIn('costLine', row.line.id)}>
            Take it back in
          </Button>
        )}
      </Group>
      {row.kind === 'line' && <LineFields line={row.line} />}
      {row.kind === 'capital' && <ItemFields item={row.item} />}
      {row.kind === 'computed' && <ComputedFields row={row} />}
      {row.kind === 'left-out' && <Text size="sm" c="dimmed">The scenario leaves this line of {formatFixed(row.line.amount, 2)} USD out.</Text>}
    </section>
  )
}
