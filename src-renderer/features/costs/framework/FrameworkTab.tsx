/** The cost framework of one service or pool, laid out and typed as the printed page; without one, the year as a whole. */
import { Button, Group, Text, Title } from '@mantine/core'
import { IconBuildingFactory } from '@tabler/icons-react'
import { useCallback, useMemo, useState, type ReactNode } from 'react'

import { decimal, formatFixed } from '../../../../src-shared/domain/decimal.ts'
import type { OwnerKey } from '../../../../src-shared/domain/costs/derivation.ts'
import { FigureButton } from '../../../components/FigureButton.tsx'
import { MoneyText } from '../../../components/MoneyText.tsx'
import type { GridEdit } from '../../../components/RateGrid/types.ts'
import { ownedBy, ownerName, useCostView } from '../cost-view.tsx'
import classes from '../Costs.module.css'
import { EmptyCosts } from '../EmptyCosts.tsx'
import { explainOf } from '../explain.ts'
import { CostSheet } from '../sheet/CostSheet.tsx'
import { unitColumns, unitRows, type UnitRow } from '../units/unit-rows.ts'
import { useCostEdits, type RowFields } from '../use-cost-edits.ts'
import { CapitalItemDialog } from './CapitalItemDialog.tsx'
import { frameworkColumns, frameworkRows, sectionGroups, sectionText, sumOf, type FrameworkRow } from './framework-rows.ts'
import { LineDetails } from './LineDetails.tsx'
import { OtherBases } from './OtherBases.tsx'
import { YearOverview } from './YearOverview.tsx'

function rowId(row: FrameworkRow): string {
  return row.id
}

function unitRowId(row: UnitRow): string {
  return row.rate.id
}

function isMuted(row: FrameworkRow): boolean {
  return row.kind === 'left-out'
}

/** The columns of the reference's page, in its order. */
const PAGE_COLUMNS = ['code', 'title', 'unit', 'units', 'cost', 'rounded', 'published'] as const
/** In which order a pasted line fills the fields, from the column where it is pasted. */
const PASTED_FIELDS = ['objectCode', 'description', 'amount', 'fte', 'fundId', 'marks', 'assumption', 'source'] as const

function RatesOfService({ owner }: { readonly owner: OwnerKey }): ReactNode {
  const view = useCostView()
  const { draft, derivation, inputs, key, version, canEdit } = view
  const edits = useCostEdits()
  const rows = useMemo(() => unitRows(draft, derivation, { key, owner, fiscalYear: version.fiscalYear }), [draft, derivation, key, owner, version.fiscalYear])
  const columns = useMemo(() => {
    const all = unitColumns(inputs)
    return PAGE_COLUMNS.flatMap((id) => all.find((column) => column.id === id) ?? [])
  }, [inputs])
  const subjectOf = useCallback((row: UnitRow, columnId: string) => explainOf.rate(view, row, columnId), [view])
  const onEdit = useCallback((grid: readonly GridEdit[]) => edits.typeInto({ edits: grid, rows, rowId: unitRowId, columns }), [edits, rows, columns])
  if (rows.length === 0) return <Text size="sm" c="dimmed">This service has no rates in the Catalog.</Text>
  return (
    <div className={classes['sheet']}>
      <CostSheet<UnitRow> name="framework-rates" label={`Rates of ${ownerName(draft, owner)}`} rows={rows} rowId={unitRowId} columns={columns} subjectOf={subjectOf} onEdit={canEdit ? onEdit : undefined} height="rows" />
    </div>
  )
}

function Page({ owner }: { readonly owner: OwnerKey }): ReactNode {
  const view = useCostView()
  const { draft, derivation, inputs, canEdit, row: wantedRow } = view
  const edits = useCostEdits()
  const [active, setActive] = useState<FrameworkRow | null>(null)
  const [isAddingItem, setAddingItem] = useState(false)
  const rows = useMemo(() => frameworkRows({ draft, derivation, owner, canEdit }), [draft, derivation, owner, canEdit])
  const columns = useMemo(() => frameworkColumns({ draft, inputs }), [draft, inputs])
  const wanted = useMemo(() => (wantedRow === null ? null : { rowId: wantedRow, columnId: 'amount' }), [wantedRow])
  const subjectOf = useCallback((row: FrameworkRow, columnId: string) => explainOf.frameworkRow(view, owner, { row, columnId }), [view, owner])
  const subjectOfSection = useCallback((section: readonly FrameworkRow[]) => (section[0] === undefined ? null : explainOf.section(view, owner, section[0].section)), [view, owner])
  const makeRow = useCallback((row: FrameworkRow): RowFields | null => {
    if (row.kind !== 'new') return null
    const owned = ownedBy(owner)
    return { section: row.lineSection, serviceId: owned.serviceId ?? '', poolId: owned.poolId ?? '' }
  }, [owner])
  const onEdit = useCallback((grid: readonly GridEdit[]) => edits.typeInto({ edits: grid, rows, rowId, columns, makeRow }), [edits, rows, columns, makeRow])
  const takePaste = useCallback(({ row, columnId, lines }: { readonly row: FrameworkRow; readonly columnId: string; readonly lines: readonly (readonly string[])[] }): boolean => {
    const fields = makeRow(row)
    const first = PASTED_FIELDS.findIndex((field) => field === columnId)
    if (fields === null || first < 0) return false
    const made = lines.filter((line) => line.some((text) => text.trim() !== '')).map((line): RowFields => ({
      ...fields, ...Object.fromEntries(line.flatMap((text, index) => {
        const field = PASTED_FIELDS[first + index]
        return field === undefined || field === 'marks' || text.trim() === '' ? [] : [[field, text]]
      })),
    }))
    if (made.length > 0) edits.addRows('costLine', made, `Paste ${made.length} ${made.length === 1 ? 'line' : 'lines'} into ${ownerName(draft, owner)}`)
    return true
  }, [makeRow, edits, draft, owner])

  const { serviceId, poolId } = ownedBy(owner)
  const service = serviceId === null ? undefined : derivation.services.get(serviceId)
  const pool = poolId === null ? undefined : derivation.allocation?.pools.find((each) => each.id === owner)
  const holder = inputs.costPools.find((each) => each.serviceId !== null && each.serviceId === serviceId)
  const fte = service?.fte ?? (poolId === null ? undefined : derivation.pools.get(poolId)?.fte)
  const total = sumOf(rows)
  const isEmpty = rows.every((row) => row.kind === 'new')
  const name = ownerName(draft, owner)
  const lines = rows.filter((row) => row.kind !== 'new').length
  return (
    <>
      <div className={classes['page']}>
        <div className={classes['pageInner']}>
          <div className={classes['pageHead']}>
            <div>
              <Title order={2}>Cost framework: {name}</Title>
              <Text size="sm" c="dimmed">
                {view.label} · {lines} {lines === 1 ? 'line' : 'lines'}
                {fte !== undefined && fte !== '0' && <> · <FigureButton subjectOf={() => explainOf.fte(view, owner)}>{formatFixed(fte, decimal(fte).decimalPlaces())} FTE</FigureButton></>}
                {holder === undefined ? '' : ` · funded from overhead: the whole cost goes into the pool ${holder.name}`}
              </Text>
            </div>
            <Group gap="xs">
              <Button variant="default" leftSection={<IconBuildingFactory size={15} aria-hidden />} disabled={!canEdit} onClick={() => setAddingItem(true)}>
                Capital item
              </Button>
            </Group>
          </div>
          {isEmpty && <EmptyCosts what={`costs of ${name}`} />}
          <div>
            <div className={classes['sheet']}>
              <CostSheet<FrameworkRow>
                name="framework" label={`Cost framework of ${name}, ${view.label}`} rows={rows} rowId={rowId} columns={columns} groupsOf={sectionGroups} groupText={sectionText} onEdit={canEdit ? onEdit : undefined} takePaste={takePaste}
                subjectOf={subjectOf} subjectOfGroup={subjectOfSection} onRow={setActive} isMuted={isMuted} wanted={wanted} height="rows"
              />
            </div>
            <div className={classes['total']}>
              <span>Total expenses for {name}</span>
              <FigureButton subjectOf={() => explainOf.owner(view, owner)}>
                <MoneyText value={total} places={2} /> USD
              </FigureButton>
            </div>
            {pool !== undefined && pool.received !== '0' && (
              <Text size="sm" c="dimmed" ta="right">
                and <FigureButton subjectOf={() => explainOf.poolFigure(view, poolId ?? '', 'received')}><MoneyText value={pool.received} places={2} /></FigureButton> received from other pools:{' '}
                <FigureButton subjectOf={() => explainOf.poolFigure(view, poolId ?? '', 'total')}><MoneyText value={pool.total} places={2} /></FigureButton> to share out
              </Text>
            )}
          </div>
          <OtherBases owner={owner} />
          {serviceId !== null && (
            <section className={classes['section']}>
              <Title order={3}>Rates pertaining to this service</Title>
              <RatesOfService owner={owner} />
            </section>
          )}
        </div>
      </div>
      {active !== null && active.kind !== 'new' && <LineDetails key={active.id} row={active} />}
      <CapitalItemDialog open={isAddingItem} owner={owner} onClose={() => setAddingItem(false)} />
    </>
  )
}

export function FrameworkTab(): ReactNode {
  const { owner } = useCostView()
  return owner === null ? <YearOverview /> : <Page key={owner} owner={owner} />
}

