/** Recovery of services and internal service funds: two years ago, last year, the plan, with flags (RECOV-1 to RECOV-5). */
import { Text } from '@mantine/core'
import { useCallback, useMemo, useState, type ReactNode } from 'react'

import { recoveryOf } from '../../../../src-shared/domain/recovery/recovery.ts'
import { formatVersion } from '../../../../src-shared/domain/version-label.ts'
import type { GridGroup } from '../../../components/RateGrid/types.ts'
import type { InspectorSubject } from '../../../state/inspector.tsx'
import { useCostView } from '../cost-view.tsx'
import classes from '../Costs.module.css'
import { EmptyCosts } from '../EmptyCosts.tsx'
import { CostSheet } from '../sheet/CostSheet.tsx'
import { AccountDetails } from './AccountDetails.tsx'
import { recoveryColumns, recoveryRows, type RecoveryRow } from './recovery-rows.ts'

function rowId(row: RecoveryRow): string {
  return row.id
}

function groupsOf(row: RecoveryRow): readonly GridGroup[] {
  return [{ id: row.fundId ?? 'none', label: row.fundName }]
}

export function RecoveryTab(): ReactNode {
  const { draft, version, basis, row: wantedRow } = useCostView()
  const [active, setActive] = useState<RecoveryRow | null>(null)
  const plan = useMemo(() => ({ ...version, basis: 'plan' as const }), [version])
  const recovery = useMemo(() => recoveryOf(draft, plan), [draft, plan])
  const labels = useMemo(() => recovery.versions.map((each) => formatVersion(draft, each)), [draft, recovery.versions])
  const rows = useMemo(() => recoveryRows(draft, recovery), [draft, recovery])
  const columns = useMemo(() => recoveryColumns(labels), [labels])
  const wanted = useMemo(() => (wantedRow === null ? null : { rowId: wantedRow, columnId: 'name' }), [wantedRow])
  const groupText = useCallback((group: readonly RecoveryRow[]): string => {
    const crossed = group[0]?.fund.crossSubsidies ?? []
    const services = group.filter((row) => row.service !== null).length
    return [`${services} ${services === 1 ? 'service' : 'services'}`, ...crossed.map((each) => `FY${each.fiscalYear}: ${each.over.length} over-recover while ${each.under.length} under-recover`)].join(' · ')
  }, [])
  const subjectOf = useCallback((row: RecoveryRow): InspectorSubject => ({
    title: `${row.name} · recovery`, explain: null,
    notes: row.service?.carryForwards.map(({ row: each }) => ({ label: `Carry-forward of FY${each.closedYear}`, text: [each.note, each.source].filter((part) => part !== '').join(' · ') })) ?? [],
    history: row.service === null ? [] : [...draft.revenue.values()].filter((each) => each.serviceId === row.id).slice(0, 50).map((each) => ({ table: 'revenue' as const, id: each.id })),
  }), [draft])
  if (rows.length === 0) return <EmptyCosts what="costs or revenue" />
  return (
    <>
      <div className={classes['tools']}>
        <Text size="sm" c="dimmed">
          {labels.join(', ')}. Target revenue is cost, carry-forward and reserve contribution, less subsidy and other revenue; amounts in USD.
          {basis !== 'plan' && ' Recovery always ends with the plan.'}
        </Text>
      </div>
      <div className={classes['grid']}>
        <CostSheet<RecoveryRow>
          name="recovery" label={`Recovery, ${labels.join(', ')}`} rows={rows} rowId={rowId} columns={columns} groupsOf={groupsOf} groupText={groupText} subjectOf={subjectOf} onRow={setActive} wanted={wanted}
        />
      </div>
      {active !== null && <AccountDetails row={active} labels={labels} />}
    </>
  )
}
