/** How rates come out of costs: parts of the cost, planned units, capacity, derived and published rate (RATE-1, RATE-2, NUM-3). */
import { Button, Text } from '@mantine/core'
import { useCallback, useMemo, useState, type ReactNode } from 'react'

import { Decimal, decimal, formatFixed, toText } from '../../../../src-shared/domain/decimal.ts'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { FigureButton } from '../../../components/FigureButton.tsx'
import type { GridEdit, GridGroup } from '../../../components/RateGrid/types.ts'
import { useCostView } from '../cost-view.tsx'
import classes from '../Costs.module.css'
import { explainOf } from '../explain.ts'
import { OwnerSelect } from '../OwnerSelect.tsx'
import { CostSheet } from '../sheet/CostSheet.tsx'
import { useCostEdits } from '../use-cost-edits.ts'
import { WhatIfButtons } from '../why/WhatIfButtons.tsx'
import { UnitsByCustomer } from './UnitsByCustomer.tsx'
import { partsOfCost, unitColumns, unitRows, type UnitRow } from './unit-rows.ts'

function rowId(row: UnitRow): string {
  return row.rate.id
}

function groupsOf(row: UnitRow): readonly GridGroup[] {
  return [{ id: row.rate.serviceId, label: row.serviceName }]
}

export function UnitsTab(): ReactNode {
  const view = useCostView()
  const { draft, derivation, inputs, key, owner, version, canEdit, row: wantedRow } = view
  const edits = useCostEdits()
  const [active, setActive] = useState<UnitRow | null>(null)
  const [showAll, setShowAll] = useState(false)
  const service = owner !== null && owner.startsWith('service:') ? owner : null
  const every = useMemo(() => unitRows(draft, derivation, { key, owner: service, fiscalYear: version.fiscalYear }), [draft, derivation, key, service, version.fiscalYear])
  // Rates whose service has a cost come first to mind; the others are there when asked for.
  const costed = useMemo(() => every.filter((row) => row.build !== null || row.units.length > 0 || derivation.services.has(row.rate.serviceId)), [every, derivation])
  const rows = showAll || service !== null || costed.length === 0 ? every : costed
  const columns = useMemo(() => unitColumns(inputs), [inputs])
  const groupText = useCallback((group: readonly UnitRow[]): string => {
    const [first] = group
    const cost = first === undefined ? undefined : derivation.services.get(first.rate.serviceId)
    if (cost === undefined) return 'no cost'
    const parts = partsOfCost(group)
    const isWhole = group.every((row) => row.build === null) || parts === '100'
    return [`cost ${formatFixed(cost.total, 2)}`, cost.isPool ? 'funded from overhead' : '', isWhole ? '' : `parts add up to ${parts} %`].filter((part) => part !== '').join(' · ')
  }, [derivation])
  const wanted = useMemo(() => (wantedRow === null ? null : { rowId: wantedRow, columnId: 'title' }), [wantedRow])
  const subjectOf = useCallback((row: UnitRow, columnId: string) => explainOf.rate(view, row, columnId), [view])
  const subjectOfService = useCallback((group: readonly UnitRow[]) => (group[0] === undefined ? null : explainOf.serviceFigure(view, group[0].rate.serviceId, 'total')), [view])
  const onEdit = useCallback((grid: readonly GridEdit[]) => edits.typeInto({ edits: grid, rows, rowId, columns }), [edits, rows, columns])
  const unused = useMemo(() => toText<'USD'>([...derivation.rates.values()].reduce((sum, each) => (each.unusedCapacityCost === null ? sum : sum.plus(decimal(each.unusedCapacityCost))), new Decimal(0))), [derivation])
  const rounding = useMemo(() => toText<'USD'>([...derivation.rates.values()].reduce((sum, each) => (each.roundingEffect === null ? sum : sum.plus(decimal(each.roundingEffect))), new Decimal(0))), [derivation])

  return (
    <>
      <div className={classes['tools']}>
        <OwnerSelect label="Rates of" value={service} onChange={(next) => view.show({ owner: next })} placeholder="All services" clearable width={190} />
        <Text size="sm" c="dimmed" component="output">
          {rows.length.toLocaleString('en-US')} {rows.length === 1 ? 'rate' : 'rates'}
        </Text>
        {service === null && costed.length > 0 && costed.length < every.length && (
          <Button variant="subtle" color="gray" onClick={() => setShowAll(!showAll)}>
            {showAll ? 'Only rates with a cost' : `All ${every.length.toLocaleString('en-US')} rates`}
          </Button>
        )}
        <Text size="sm" c="dimmed">
          Unused capacity <FigureButton subjectOf={() => explainOf.rateTotal(view, 'unusedCapacityCost')}>{formatFixed(unused, 0)}</FigureButton> · rounding <FigureButton subjectOf={() => explainOf.rateTotal(view, 'roundingEffect')}>{formatFixed(rounding, 0)}</FigureButton> USD
        </Text>
        <span className={classes['spacer']} />
        <WhatIfButtons rateId={active?.rate.id ?? null} />
      </div>
      <div className={classes['grid']}>
        <CostSheet<UnitRow>
          name="units" label={`Units and rates of ${view.label}`} rows={rows} rowId={rowId} columns={columns} groupsOf={groupsOf} groupText={groupText} onEdit={canEdit ? onEdit : undefined} subjectOf={subjectOf} subjectOfGroup={subjectOfService} onRow={setActive} wanted={wanted}
          empty={<EmptyState title="This service has no rates">Add them in the Catalog.</EmptyState>}
        />
      </div>
      {active !== null && <UnitsByCustomer key={active.rate.id} row={active} />}
    </>
  )
}

