/** Usage of one customer and year: typed and pasted month by month, over what the imported batches say. */
import { Button, Select, Tabs, Text } from '@mantine/core'
import { IconArrowBackUp, IconFileImport } from '@tabler/icons-react'
import { useCallback, useMemo, useState, type ReactNode } from 'react'

import { usageEntryId, type Customer } from '../../../../src-shared/domain/model/billing-tables.ts'
import { isMonth, monthWords } from '../../../../src-shared/domain/month.ts'
import { catalogOrder } from '../../../../src-shared/domain/rates/price-columns.ts'
import type { FiscalYear } from '../../../../src-shared/domain/fiscal-year.ts'
import type { UsageGrid } from '../../../../src-shared/domain/usage/usage-grid.ts'
import { client } from '../../../client/client.ts'
import type { Failure } from '../../../client/failures.ts'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { FailureAlert } from '../../../components/FailureAlert.tsx'
import type { GridEdit, GridGroup } from '../../../components/RateGrid/types.ts'
import { Sheet } from '../../../components/sheet/Sheet.tsx'
import { Waiting } from '../../../components/Waiting.tsx'
import type { InspectorSubject } from '../../../state/inspector.tsx'
import { useLiveAnswer } from '../../../state/live-answer.ts'
import { goTo, importsAddress } from '../../../state/routes.ts'
import { useBillView } from '../bill-view.tsx'
import classes from '../Bills.module.css'
import { CustomerChoice } from '../statement/StatementTools.tsx'
import { useBillEdits } from '../use-bill-edits.ts'
import { BatchTable, OrphanList } from './Batches.tsx'
import { monthOfColumn, originWords, usageColumns, usageRows, type UsageRow } from './usage-rows.ts'

const NOTHING_ADDED: ReadonlySet<string> = new Set()

function rowId(row: UsageRow): string {
  return row.rateId
}

function groupsOf(row: UsageRow): readonly GridGroup[] {
  return [{ id: row.service, label: row.service }]
}

/** The grid that is shown, of whom and which year it is: while another one is on its way, what is shown and typed into is still this one. */
type Shown = { readonly customer: Customer; readonly fiscalYear: FiscalYear; readonly grid: UsageGrid }

/** What a person did with one grid; with another one it begins anew. */
type Kept = { readonly of: string; readonly added: ReadonlySet<string>; /** The rate that was added last: it is typed into next. */ readonly latest: string | null; readonly active: UsageRow | null; readonly selected: readonly UsageRow[] }
type Keep = (change: (before: Kept) => Partial<Kept>) => void

function nothingOf(of: string): Kept {
  return { of, added: NOTHING_ADDED, latest: null, active: null, selected: [] }
}

function useKept(of: string): readonly [Kept, Keep] {
  const [kept, setKept] = useState(() => nothingOf(of))
  const keep = useCallback<Keep>((change) => setKept((before) => {
    const own = before.of === of ? before : nothingOf(of)
    return { ...own, ...change(own) }
  }), [of])
  return [kept.of === of ? kept : nothingOf(of), keep]
}

type Parts = { readonly shown: Shown; readonly rows: readonly UsageRow[]; readonly kept: Kept; readonly keep: Keep }

function MonthTools({ shown: { customer, fiscalYear, grid }, rows, kept, keep }: Parts): ReactNode {
  const { draft, canEdit } = useBillView()
  const edits = useBillEdits()
  const there = new Set(rows.map((row) => row.rateId))
  const others = catalogOrder(draft).entries.filter(({ rate }) => !there.has(rate.id)).map(({ rate }) => ({ value: rate.id, label: `${rate.title} (${rate.code})` }))
  const typedOver = kept.selected.flatMap((row) => grid.months.flatMap((month) => { const id = usageEntryId({ month, rateId: row.rateId, customerId: customer.id }); return draft.usageEntry.has(id) ? [id] : [] }))
  return (
    <>
      <Text size="sm" c="dimmed" component="output">
        {rows.length.toLocaleString('en-US')} {rows.length === 1 ? 'rate' : 'rates'} in FY{fiscalYear}
      </Text>
      <span className={classes['spacer']} />
      <Button
        variant="default" leftSection={<IconArrowBackUp size={15} aria-hidden />} disabled={!canEdit || typedOver.length === 0} title="Takes away what was typed over the selected rates, so that the imported files hold again."
        onClick={() => edits.remove({ table: 'usageEntry', rowIds: typedOver, label: `Back to the imported usage of ${kept.active?.code ?? customer.code}` })}
      >
        Back to the imported figures
      </Button>
      <Select
        aria-label="Add a rate" placeholder="Add a rate" data={others} value={null} searchable disabled={!canEdit} w={200} comboboxProps={{ width: 380, position: 'bottom-end' }} limit={60} nothingFoundMessage="No other rate is called that"
        onChange={(rateId) => {
          if (rateId !== null) keep(({ added }) => ({ added: new Set([...added, rateId]), latest: rateId }))
        }}
      />
    </>
  )
}

function MonthSheet({ shown: { customer, fiscalYear, grid }, rows, kept, keep }: Parts): ReactNode {
  const { canEdit, row: wantedRow } = useBillView()
  const edits = useBillEdits()
  const { code, id: customerId } = customer
  const columns = useMemo(() => usageColumns(grid.months, canEdit), [grid.months, canEdit])
  // What was added last, else what the address asks for.
  const wanted = useMemo(() => {
    const [rate = '', month = ''] = kept.latest === null ? (wantedRow?.split('|') ?? []) : [kept.latest, grid.months[0]]
    return isMonth(month) ? { rowId: rate, columnId: `month.${month}` } : null
  }, [wantedRow, kept.latest, grid.months])
  const cellAt = useCallback((row: UsageRow, month: string) => row.cells[grid.months.findIndex((each) => each === month)] ?? null, [grid.months])
  const onRow = useCallback((active: UsageRow | null) => keep(() => ({ active })), [keep])
  const onSelected = useCallback((selected: readonly UsageRow[]) => keep(() => ({ selected })), [keep])
  const onEdit = useCallback((typed: readonly GridEdit[]) => {
    const byId = new Map(rows.map((row) => [row.rateId, row]))
    return edits.typeUsage({
      customerId, edits: typed.map(({ rowId: rateId, columnId, text }) => ({ rateId, month: monthOfColumn(columnId) ?? '', text })), label: typed.length === 1 ? `Usage of ${code}` : `${typed.length} quantities of ${code}`,
      hasBatchFigure: ({ rateId, month }) => {
        const row = byId.get(rateId)
        const origin = row === undefined ? undefined : cellAt(row, month)?.origin
        return origin !== undefined && (origin.kind === 'batch' || origin.instead !== null)
      },
    })
  }, [edits, rows, customerId, code, cellAt])
  const subjectOf = useCallback((row: UsageRow, columnId: string): InspectorSubject => {
    const month = monthOfColumn(columnId)
    const cell = month === null ? null : cellAt(row, month)
    const words = month !== null && isMonth(month) ? monthWords(month) : `FY${fiscalYear}`
    return {
      title: `${code} · ${row.title} · ${words}`, explain: null, notes: [{ label: 'Where it comes from', text: cell === null ? (month === null ? '' : 'Nothing is known of this month, which is not zero.') : originWords(cell) }, { label: 'Note', text: cell?.origin.kind === 'typed' ? cell.origin.note : '' }],
      history: month !== null && isMonth(month) ? [{ table: 'usageEntry', id: usageEntryId({ month, rateId: row.rateId, customerId }) }] : [{ table: 'rate', id: row.rateId }],
    }
  }, [cellAt, code, customerId, fiscalYear])
  return (
    <div className={classes['grid']}>
      <Sheet<UsageRow>
        name="bills.usage" label={`Usage of ${code} in FY${fiscalYear}`} rows={rows} rowId={rowId} columns={columns} groupsOf={groupsOf} onEdit={canEdit ? onEdit : undefined} subjectOf={subjectOf} onRow={onRow} onSelected={onSelected} wanted={wanted}
        empty={<EmptyState title={`No usage of ${code} in FY${fiscalYear}`} actions={<Button variant="default" leftSection={<IconFileImport size={15} aria-hidden />} disabled={!canEdit} onClick={() => goTo(importsAddress('usage'))}>Import usage</Button>}>Import a file, or add a rate above and type its months.</EmptyState>}
      />
    </div>
  )
}

function UsageDock(): ReactNode {
  const { draft, usage } = useBillView()
  const orphans = usage.orphans.lineCount
  return (
    <section aria-label="Where usage comes from" className={classes['dock']} style={{ height: 172 }}>
      <Tabs defaultValue="batches" style={{ display: 'flex', flexDirection: 'column', flex: '1 1 0', minHeight: 0 }}>
        <div className={classes['dockHead']}>
          <Tabs.List className={classes['dockTabs'] ?? ''}>
            <Tabs.Tab value="batches" px="xs" fz="sm">{`Batches (${draft.usageBatch.size.toLocaleString('en-US')})`}</Tabs.Tab>
            <Tabs.Tab value="orphans" px="xs" fz="sm">{orphans === 0 ? 'Billed to nobody' : `Billed to nobody (${orphans.toLocaleString('en-US')})`}</Tabs.Tab>
          </Tabs.List>
        </div>
        <Tabs.Panel value="batches" className={classes['dockBody'] ?? ''} tabIndex={0}><BatchTable /></Tabs.Panel>
        <Tabs.Panel value="orphans" className={classes['dockBody'] ?? ''} tabIndex={0}><OrphanList /></Tabs.Panel>
      </Tabs>
    </section>
  )
}

/** The grid of a customer and year, once the core has answered. */
function useShown(): { readonly shown: Shown | null; readonly failure: Failure | null } {
  const { draft, customer, usageYear } = useBillView()
  const customerId = customer?.id ?? null
  const { answer, failure } = useLiveAnswer(['usage.grid', customerId, usageYear], customerId === null ? null : async (ahead, signal) => ({ customerId, fiscalYear: usageYear, grid: await client.usage.grid({ customerId, fiscalYear: usageYear, ahead: [...ahead] }, { signal }) }))
  const of = draft.customer.get(answer?.customerId ?? '')
  return { failure, shown: useMemo(() => (answer === undefined || of === undefined ? null : { customer: of, fiscalYear: answer.fiscalYear, grid: answer.grid }), [answer, of]) }
}

export function UsageTab(): ReactNode {
  const { draft } = useBillView()
  const { shown, failure } = useShown()
  const of = shown === null ? '' : `${shown.customer.id} ${shown.fiscalYear}`
  const [kept, keep] = useKept(of)
  const rows = useMemo(() => (shown === null ? [] : usageRows(draft, shown.grid, kept.added)), [draft, shown, kept.added])
  const parts = shown === null || failure !== null ? null : { shown, rows, kept, keep }
  return (
    <>
      <div className={classes['tools']}>
        <CustomerChoice />
        {parts !== null && <MonthTools {...parts} />}
      </div>
      {failure !== null && <div className={classes['alerts']}><FailureAlert title="The usage could not be read" failure={failure} /></div>}
      {failure === null && parts === null && <div className={classes['alerts']}><Waiting label="Reading the usage" /></div>}
      {parts !== null && <MonthSheet key={of} {...parts} />}
      <UsageDock />
    </>
  )
}
