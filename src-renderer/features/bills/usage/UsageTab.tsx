/** Usage of one customer and year: typed and pasted month by month, over what the imported batches say. */
import { Button, Select, Tabs, Text } from '@mantine/core'
import { IconArrowBackUp, IconFileImport } from '@tabler/icons-react'
import { useCallback, useMemo, useState, type ReactNode } from 'react'

import { usageEntryId } from '../../../../src-shared/domain/model/billing-tables.ts'
import { isMonth, monthWords } from '../../../../src-shared/domain/month.ts'
import { catalogOrder } from '../../../../src-shared/domain/rates/price-columns.ts'
import type { UsageGrid } from '../../../../src-shared/domain/usage/usage-grid.ts'
import { client } from '../../../client/client.ts'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { FailureAlert } from '../../../components/FailureAlert.tsx'
import type { GridEdit, GridGroup } from '../../../components/RateGrid/types.ts'
import { Sheet } from '../../../components/sheet/Sheet.tsx'
import { Waiting } from '../../../components/Waiting.tsx'
import type { InspectorSubject } from '../../../state/inspector.tsx'
import { useLiveAnswer } from '../../../state/live-answer.ts'
import { goTo } from '../../../state/routes.ts'
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

function Months({ grid, customerId, code }: { readonly grid: UsageGrid; readonly customerId: string; readonly code: string }): ReactNode {
  const { draft, usageYear, canEdit, row: wantedRow } = useBillView()
  const edits = useBillEdits()
  const [added, setAdded] = useState(NOTHING_ADDED)
  const [active, setActive] = useState<UsageRow | null>(null)
  const [selected, setSelected] = useState<readonly UsageRow[]>([])
  const rows = useMemo(() => usageRows(draft, grid, added), [draft, grid, added])
  const columns = useMemo(() => usageColumns(grid.months, canEdit), [grid.months, canEdit])
  const wanted = useMemo(() => {
    const [rate = '', month = ''] = wantedRow?.split('|') ?? []
    return isMonth(month) ? { rowId: rate, columnId: `month.${month}` } : null
  }, [wantedRow])
  const cellAt = useCallback((row: UsageRow, month: string) => row.cells[grid.months.findIndex((each) => each === month)] ?? null, [grid.months])
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
    const words = month !== null && isMonth(month) ? monthWords(month) : `FY${usageYear}`
    return {
      title: `${code} · ${row.title} · ${words}`, explain: null, notes: [{ label: 'Where it comes from', text: cell === null ? (month === null ? '' : 'Nothing is known of this month, which is not zero.') : originWords(cell) }, { label: 'Note', text: cell?.origin.kind === 'typed' ? cell.origin.note : '' }],
      history: month !== null && isMonth(month) ? [{ table: 'usageEntry', id: usageEntryId({ month, rateId: row.rateId, customerId }) }] : [{ table: 'rate', id: row.rateId }],
    }
  }, [cellAt, code, customerId, usageYear])
  const shown = new Set(rows.map((row) => row.rateId))
  const others = catalogOrder(draft).entries.filter(({ rate }) => !shown.has(rate.id)).map(({ rate }) => ({ value: rate.id, label: `${rate.title} (${rate.code})` }))
  const typedOver = selected.flatMap((row) => grid.months.flatMap((month) => { const id = usageEntryId({ month, rateId: row.rateId, customerId }); return draft.usageEntry.has(id) ? [id] : [] }))
  return (
    <>
      <div className={classes['tools']}>
        <CustomerChoice />
        <Text size="sm" c="dimmed" component="output">
          {rows.length.toLocaleString('en-US')} {rows.length === 1 ? 'rate' : 'rates'} in FY{usageYear}
        </Text>
        <span className={classes['spacer']} />
        <Button
          variant="default" leftSection={<IconArrowBackUp size={15} aria-hidden />} disabled={!canEdit || typedOver.length === 0} title="Takes away what was typed over the selected rates, so that the imported files hold again."
          onClick={() => edits.remove({ table: 'usageEntry', rowIds: typedOver, label: `Back to the imported usage of ${active?.code ?? code}` })}
        >
          Back to the imported figures
        </Button>
        <Select
          aria-label="Add a rate" placeholder="Add a rate" data={others} value={null} searchable disabled={!canEdit} w={200} comboboxProps={{ width: 380, position: 'bottom-end' }} limit={60} nothingFoundMessage="No rate is called that"
          onChange={(rateId) => {
            if (rateId !== null) setAdded(new Set([...added, rateId]))
          }}
        />
      </div>
      <div className={classes['grid']}>
        <Sheet<UsageRow>
          name="bills.usage" label={`Usage of ${code} in FY${usageYear}`} rows={rows} rowId={rowId} columns={columns} groupsOf={groupsOf} onEdit={canEdit ? onEdit : undefined} subjectOf={subjectOf} onRow={setActive} onSelected={setSelected} wanted={wanted}
          empty={<EmptyState title={`No usage of ${code} in FY${usageYear}`} actions={<Button variant="default" leftSection={<IconFileImport size={15} aria-hidden />} disabled={!canEdit} onClick={() => goTo('/imports')}>Import usage</Button>}>Import a file, or add a rate above and type its months.</EmptyState>}
        />
      </div>
    </>
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

export function UsageTab(): ReactNode {
  const { customer, usageYear } = useBillView()
  const customerId = customer?.id ?? null
  const { answer, failure } = useLiveAnswer<UsageGrid>(['usage.grid', customerId, usageYear], customerId === null ? null : (ahead, signal) => client.usage.grid({ customerId, fiscalYear: usageYear, ahead: [...ahead] }, { signal }))
  return (
    <>
      {failure !== null && <div className={classes['alerts']}><FailureAlert title="The usage could not be read" failure={failure} /></div>}
      {failure === null && (answer === undefined || customer === null ? <div className={classes['alerts']}><Waiting label="Reading the usage" /></div> : <Months key={`${customer.id} ${usageYear}`} grid={answer} customerId={customer.id} code={customer.code} />)}
      <UsageDock />
    </>
  )
}
