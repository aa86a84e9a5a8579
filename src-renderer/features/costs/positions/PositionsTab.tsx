/** The roster: positions with their salaries, dates and parts, what each costs in the year, and the totals (COST-2). */
import { Button, Switch, Text } from '@mantine/core'
import { IconPercentage, IconPlus, IconTrash } from '@tabler/icons-react'
import { useCallback, useMemo, useState, type ReactNode } from 'react'

import { EmptyState } from '../../../components/EmptyState.tsx'
import type { GridEdit } from '../../../components/RateGrid/types.ts'
import { useCostView } from '../cost-view.tsx'
import classes from '../Costs.module.css'
import { explainOf } from '../explain.ts'
import { OwnerSelect } from '../OwnerSelect.tsx'
import { CostSheet } from '../sheet/CostSheet.tsx'
import { useCostEdits } from '../use-cost-edits.ts'
import { EmptyCosts } from '../EmptyCosts.tsx'
import { AddPositionDialog } from './AddPositionDialog.tsx'
import { IncreaseDialog } from './IncreaseDialog.tsx'
import { positionColumns, positionRows, type PositionRow } from './position-rows.ts'
import { PositionDock } from './PositionDock.tsx'

function rowId(row: PositionRow): string {
  return row.position.id
}

export function PositionsTab(): ReactNode {
  const view = useCostView()
  const { draft, derivation, inputs, owner, row: wantedRow, canEdit } = view
  const edits = useCostEdits()
  const [showNames, setShowNames] = useState(false)
  const [active, setActive] = useState<PositionRow | null>(null)
  const [selected, setSelected] = useState<readonly PositionRow[]>([])
  const [dialog, setDialog] = useState<'increase' | 'add' | null>(null)

  const rows = useMemo(() => positionRows(derivation, owner), [derivation, owner])
  const columns = useMemo(() => positionColumns({ draft, inputs, showNames }), [draft, inputs, showNames])
  const wanted = useMemo(() => (wantedRow === null ? null : { rowId: wantedRow, columnId: 'title' }), [wantedRow])
  const subjectOf = useCallback((row: PositionRow, columnId: string) => explainOf.position(view, row.position, columnId), [view])
  const onEdit = useCallback((grid: readonly GridEdit[]) => edits.typeInto({ edits: grid, rows, rowId, columns }), [edits, rows, columns])

  if (inputs.staffPositions.length === 0) {
    return (
      <>
        <EmptyCosts what="positions" onAdd={() => setDialog('add')} addLabel="Add a position" />
        <AddPositionDialog open={dialog === 'add'} onClose={() => setDialog(null)} />
      </>
    )
  }
  const computed = rows.filter((row) => row.cost !== null).length
  return (
    <>
      <div className={classes['tools']}>
        <OwnerSelect label="Positions of" value={owner} onChange={(next) => view.show({ owner: next })} placeholder="All services and pools" clearable width={240} />
        <Text size="sm" c="dimmed" component="output">
          {rows.length.toLocaleString('en-US')} {rows.length === 1 ? 'position' : 'positions'}
          {computed < rows.length && `, ${rows.length - computed} not computed`}
        </Text>
        <span className={classes['spacer']} />
        <Switch label="Names" size="xs" checked={showNames} onChange={(event) => setShowNames(event.currentTarget.checked)} />
        <Button variant="default" leftSection={<IconPercentage size={15} aria-hidden />} disabled={!canEdit} onClick={() => setDialog('increase')}>
          Raise salaries …
        </Button>
        <Button variant="default" leftSection={<IconTrash size={15} aria-hidden />} disabled={!canEdit || selected.length === 0} onClick={() => edits.removeRows('staffPosition', selected.map(rowId))}>
          {selected.length > 1 ? `Remove ${selected.length.toLocaleString('en-US')}` : 'Remove'}
        </Button>
        <Button variant="default" leftSection={<IconPlus size={15} aria-hidden />} disabled={!canEdit} onClick={() => setDialog('add')}>
          Position
        </Button>
      </div>
      <div className={classes['grid']}>
        <CostSheet<PositionRow>
          name="positions" label={`Positions of ${view.label}`} rows={rows} rowId={rowId} columns={columns} onEdit={canEdit ? onEdit : undefined} subjectOf={subjectOf} onRow={setActive} onSelected={setSelected} wanted={wanted}
          empty={<EmptyState title="No position of that service or pool">Choose another, or give it a part of a position.</EmptyState>}
        />
      </div>
      <PositionDock active={active} rows={rows} />
      <IncreaseDialog open={dialog === 'increase'} active={active} onClose={() => setDialog(null)} />
      <AddPositionDialog open={dialog === 'add'} onClose={() => setDialog(null)} />
    </>
  )
}
