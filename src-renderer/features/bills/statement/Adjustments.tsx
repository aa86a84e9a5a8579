/** Dated credits, adjustments and one-time items of one object code: added, changed and removed, each with its reason (BILL-1, BILL-14). */
import { ActionIcon, Button, NativeSelect, Select, Table, Text, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useState, type FormEvent, type ReactNode } from 'react'

import { ADJUSTMENT_KINDS, type BillAdjustment, type OneTimeItem } from '../../../../src-shared/domain/model/billing-tables.ts'
import { decimal, formatFixed } from '../../../../src-shared/domain/decimal.ts'
import { isMonth, monthWords, type Month } from '../../../../src-shared/domain/month.ts'
import { catalogOrder } from '../../../../src-shared/domain/rates/price-columns.ts'
import { CommitField } from '../../../components/CommitField.tsx'
import { focusNeighbour } from '../../../components/focus-neighbour.ts'
import { MoneyText } from '../../../components/MoneyText.tsx'
import { useFirstFocus } from '../../../components/use-first-focus.ts'
import { notifyDone } from '../../../state/notices.tsx'
import { useBillView } from '../bill-view.tsx'
import classes from '../Bills.module.css'
import { useBillEdits } from '../use-bill-edits.ts'

export const KIND_WORDS: Readonly<Record<BillAdjustment['kind'], string>> = { credit: 'Credit', adjustment: 'Adjustment', 'one-time': 'One-time charge' }

function isKind(text: string): text is BillAdjustment['kind'] {
  return ADJUSTMENT_KINDS.some((kind) => kind === text)
}

type Period = { /** The statement's; null: the whole year. */ readonly month: Month | null; readonly months: readonly Month[] }

/** Where a dated line went that the statement which is looked at does not show; null where it does. */
function elsewhere(chargedOn: string, { month, months }: Period): Month | null {
  const of = chargedOn.slice(0, 'YYYY-MM'.length)
  return !isMonth(of) || (month === null ? months.includes(of) : of === month) ? null : of
}

function AddForm({ customerId, objectCode, period, onClose }: { readonly customerId: string; readonly objectCode: string; readonly period: Period; readonly onClose: () => void }): ReactNode {
  const edits = useBillEdits()
  const { draft } = useBillView()
  const [kind, setKind] = useState<BillAdjustment['kind']>('credit')
  const [rateId, setRateId] = useState<string | null>(null)
  // A one-time item names the rate that prices it; without one it is an amount.
  const rate = kind === 'one-time' && rateId !== null ? draft.rate.get(rateId) : undefined
  const [values, setValues] = useState({ chargedOn: `${period.month ?? period.months[0] ?? ''}-01`, amount: '', reason: '' })
  const [error, setError] = useState<string | null>(null)
  const first = useFirstFocus<HTMLInputElement>()
  const field = (name: keyof typeof values): { readonly value: string; readonly onChange: (event: { readonly currentTarget: { readonly value: string } }) => void } => ({ value: values[name], onChange: (event) => setValues({ ...values, [name]: event.currentTarget.value }) })
  function submit(event: FormEvent): void {
    event.preventDefault()
    const { amount, ...dated } = values
    const why = rate === undefined ? edits.addAdjustment({ customerId, objectCode, kind, ...values }) : edits.addOneTimeItem({ customerId, rateId: rate.id, quantity: amount, ...dated })
    setError(why)
    if (why !== null) return
    const other = elsewhere(values.chargedOn, period)
    if (other !== null) notifyDone(`Added: it stands in the statement of ${monthWords(other)}.`)
    onClose()
  }
  return (
    <form onSubmit={submit} aria-label={`New credit or adjustment, ${objectCode}`}>
      <div className={classes['fields']}>
        <TextInput ref={first} label="Date, YYYY-MM-DD" {...field('chargedOn')} />
        <NativeSelect label="Kind" value={kind} data={ADJUSTMENT_KINDS.map((value) => ({ value, label: KIND_WORDS[value] }))} onChange={(event) => { if (isKind(event.currentTarget.value)) setKind(event.currentTarget.value) }} />
        {kind === 'one-time' && (
          <Select
            label="Rate, where one prices it" placeholder="an amount, by no rate" searchable clearable value={rateId} onChange={setRateId} limit={80} comboboxProps={{ width: 380, position: 'bottom-start' }} nothingFoundMessage="No rate is called that"
            data={catalogOrder(draft).entries.flatMap((entry) => (entry.rate.objectCode === objectCode ? [{ value: entry.rate.id, label: `${entry.rate.title} (${entry.rate.code})` }] : []))}
          />
        )}
        <TextInput label={rate === undefined ? 'Amount, USD' : `Quantity, ${rate.billableUnit}`} placeholder={rate !== undefined ? '1' : kind === 'credit' ? '-100.00' : '100.00'} {...field('amount')} />
        <TextInput label="Reason" style={{ gridColumn: 'span 2' }} {...field('reason')} />
      </div>
      {error !== null && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert" mt={6}>
          {error}
        </Text>
      )}
      <div className={classes['chips']} style={{ marginTop: 8 }}>
        <Button type="submit" disabled={values.amount.trim() === '' || values.reason.trim() === ''}>Add</Button>
        <Button variant="default" onClick={onClose}>Cancel</Button>
      </div>
    </form>
  )
}

function Line({ row, wanted }: { readonly row: BillAdjustment; readonly wanted: boolean }): ReactNode {
  const { canEdit } = useBillView()
  const edits = useBillEdits()
  const set = (field: string) => (text: string): string | null => edits.setField({ table: 'billAdjustment', rowId: row.id, field }, text, `Change a ${KIND_WORDS[row.kind].toLowerCase()}`)
  if (!canEdit) {
    return (
      <Table.Tr>
        <Table.Td>{row.chargedOn}</Table.Td>
        <Table.Td>{KIND_WORDS[row.kind]}</Table.Td>
        <Table.Td>{row.reason}</Table.Td>
        <Table.Td ta="right"><MoneyText value={row.amount} places={2} /></Table.Td>
        <Table.Td />
      </Table.Tr>
    )
  }
  const named = `${KIND_WORDS[row.kind].toLowerCase()} of ${row.chargedOn}`
  return (
    <Table.Tr {...(wanted ? { bg: 'var(--ratebook-selected)' } : {})}>
      <Table.Td w={120}><CommitField label={`Date of the ${named}`} isLabelShown={false} value={row.chargedOn} onCommit={set('chargedOn')} /></Table.Td>
      <Table.Td w={140}>
        <NativeSelect aria-label={`Kind of the ${named}`} value={row.kind} data={ADJUSTMENT_KINDS.map((value) => ({ value, label: KIND_WORDS[value] }))} onChange={(event) => set('kind')(event.currentTarget.value)} />
      </Table.Td>
      <Table.Td><CommitField label={`Reason of the ${named}`} isLabelShown={false} value={row.reason} onCommit={set('reason')} /></Table.Td>
      <Table.Td w={140}><CommitField label={`Amount of the ${named}, USD`} isLabelShown={false} align="end" value={formatFixed(row.amount, 2)} onCommit={set('amount')} /></Table.Td>
      <Table.Td w={36}>
        <ActionIcon aria-label={`Remove the ${named}`} onClick={({ currentTarget }) => { if (edits.remove({ table: 'billAdjustment', rowIds: [row.id], label: `Remove a ${KIND_WORDS[row.kind].toLowerCase()}` })) focusNeighbour(currentTarget) }}>
          <IconTrash size={15} aria-hidden />
        </ActionIcon>
      </Table.Td>
    </Table.Tr>
  )
}

/** A one-time item is billed among the lines above; here it is changed and taken back. */
function ItemLine({ item, wanted }: { readonly item: OneTimeItem; readonly wanted: boolean }): ReactNode {
  const { canEdit, draft } = useBillView()
  const edits = useBillEdits()
  const rate = draft.rate.get(item.rateId)
  const set = (field: string) => (text: string): string | null => edits.setField({ table: 'oneTimeItem', rowId: item.id, field }, text, 'Change a one-time item')
  const named = `one-time item of ${item.chargedOn}`
  const quantity = formatFixed(item.quantity, decimal(item.quantity).decimalPlaces())
  return (
    <Table.Tr {...(wanted ? { bg: 'var(--ratebook-selected)' } : {})}>
      <Table.Td w={120}>{canEdit ? <CommitField label={`Date of the ${named}`} isLabelShown={false} value={item.chargedOn} onCommit={set('chargedOn')} /> : item.chargedOn}</Table.Td>
      <Table.Td w={140}>One-time item{rate === undefined ? '' : `, ${rate.code}`}</Table.Td>
      <Table.Td>{canEdit ? <CommitField label={`What the ${named} is`} isLabelShown={false} value={item.reason} onCommit={set('reason')} /> : item.reason}</Table.Td>
      <Table.Td w={140} ta="right">{canEdit ? <CommitField label={`Quantity of the ${named}`} isLabelShown={false} align="end" suffix={rate?.billableUnit ?? ''} value={quantity} onCommit={set('quantity')} /> : `${quantity} ${rate?.billableUnit ?? ''}`}</Table.Td>
      <Table.Td w={36}>
        {canEdit && (
          <ActionIcon aria-label={`Remove the ${named}`} onClick={({ currentTarget }) => { if (edits.remove({ table: 'oneTimeItem', rowIds: [item.id], label: 'Remove a one-time item' })) focusNeighbour(currentTarget) }}>
            <IconTrash size={15} aria-hidden />
          </ActionIcon>
        )}
      </Table.Td>
    </Table.Tr>
  )
}

export function Adjustments({ rows, items, customerId, objectCode, month, months }: { readonly rows: readonly BillAdjustment[]; readonly items: readonly OneTimeItem[]; readonly customerId: string; readonly objectCode: string; readonly month: Month | null; readonly months: readonly Month[] }): ReactNode {
  const { canEdit, row: wanted } = useBillView()
  const [adding, setAdding] = useState<'not-yet' | 'now' | 'done'>('not-yet')
  const back = useFirstFocus<HTMLButtonElement>(adding === 'done')
  return (
    <div className={classes['section']}>
      {rows.length + items.length > 0 && (
        <Table aria-label={`Credits and adjustments, ${objectCode}`} verticalSpacing={2} horizontalSpacing={6} fz="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Date</Table.Th>
              <Table.Th>Credit or adjustment</Table.Th>
              <Table.Th>Reason</Table.Th>
              <Table.Th ta="right">Amount, USD</Table.Th>
              <Table.Td />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((each) => (
              <Line key={each.id} row={each} wanted={each.id === wanted} />
            ))}
            {items.map((each) => (
              <ItemLine key={each.id} item={each} wanted={each.id === wanted} />
            ))}
          </Table.Tbody>
        </Table>
      )}
      {adding === 'now' ? (
        <AddForm customerId={customerId} objectCode={objectCode} period={{ month, months }} onClose={() => setAdding('done')} />
      ) : (
        canEdit && (
          <div>
            <Button ref={back} variant="subtle" color="gray" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setAdding('now')}>
              Credit or adjustment
            </Button>
          </div>
        )
      )}
    </div>
  )
}
