/** Recovery of services and internal service funds: two years ago, last year, the plan, with flags (RECOV-1 to RECOV-5). */
import { Group, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useCallback, useMemo, useState, type ReactNode } from 'react'

import { overheadMissing } from '../../../../src-shared/domain/costs/overhead-missing.ts'
import { explainRecovery } from '../../../../src-shared/domain/recovery/explain-recovery.ts'
import { recoveryOf } from '../../../../src-shared/domain/recovery/recovery.ts'
import { formatVersion } from '../../../../src-shared/domain/version-label.ts'
import type { GridGroup } from '../../../components/RateGrid/types.ts'
import type { InspectorSubject } from '../../../state/inspector.tsx'
import { useCostView } from '../cost-view.tsx'
import classes from '../Costs.module.css'
import { EmptyCosts } from '../EmptyCosts.tsx'
import { CostSheet } from '../sheet/CostSheet.tsx'
import { AccountDetails } from './AccountDetails.tsx'
import { AddAccount } from './AddAccount.tsx'
import { accountOf, figureOfColumn, isOfAccount, recoveryColumns, recoveryRows, type RecoveryRow } from './recovery-rows.ts'

/** Rows whose changes the history of an account tells. */
const MOST_ROWS = 25

function rowId(row: RecoveryRow): string {
  return row.id
}

function groupsOf(row: RecoveryRow): readonly GridGroup[] {
  return [{ id: row.fundId ?? 'none', label: row.fundName }]
}

export function RecoveryTab(): ReactNode {
  const { draft, version, basis, derivation, label, row: wantedRow, show } = useCostView()
  const [active, setActive] = useState<RecoveryRow | null>(null)
  const plan = useMemo(() => ({ ...version, basis: 'plan' as const }), [version])
  const recovery = useMemo(() => recoveryOf(draft, plan), [draft, plan])
  const labels = useMemo(() => recovery.versions.map((each) => formatVersion(draft, each)), [draft, recovery.versions])
  const rows = useMemo(() => recoveryRows(draft, recovery), [draft, recovery])
  const columns = useMemo(() => recoveryColumns(labels), [labels])
  const wanted = useMemo(() => (wantedRow === null ? null : { rowId: wantedRow, columnId: 'name' }), [wantedRow])
  const groupText = useCallback((group: readonly RecoveryRow[]): string => {
    const crossed = group[0]?.fund.crossSubsidies ?? []
    const services = group.filter((row) => row.account !== null).length
    return [`${services} ${services === 1 ? 'service' : 'services'}`, ...crossed.map((each) => `FY${each.fiscalYear}: ${each.over.length} over-recover while ${each.under.length} under-recover`)].join(' · ')
  }, [])
  const subjectOf = useCallback((row: RecoveryRow, columnId: string): InspectorSubject => {
    const at = figureOfColumn(columnId)
    return {
      title: `${row.name} · ${at === null ? 'recovery' : (labels[at.year] ?? '')}`, explain: at === null ? null : () => explainRecovery(draft, recovery, { account: accountOf(row), ...at }),
      notes: row.account?.carryForwards.map(({ row: each }) => ({ label: `Carry-forward of FY${each.closedYear}`, text: [each.note, each.source].filter((part) => part !== '').join(' · ') })) ?? [],
      history: row.account === null ? [] : (['revenue', 'fundBalance'] as const).flatMap((table) => [...draft[table].values()].filter((each) => isOfAccount(row, each)).slice(0, MOST_ROWS).map((each) => ({ table, id: each.id }))),
    }
  }, [draft, recovery, labels])
  // What is missing in the version itself is said above; what stands in one fund alone, among the checks.
  const own = overheadMissing(derivation, label)?.message
  const missing = recovery.issues.filter((each) => each.severity === 'error' && each.message !== own)
  if (rows.length === 0) {
    return (
      <>
        <EmptyCosts what="costs or revenue" />
        <Group justify="center">
          <AddAccount recovery={recovery} />
        </Group>
      </>
    )
  }
  return (
    <>
      <div className={classes['tools']}>
        <Text size="sm" c="dimmed">
          {labels.join(', ')}. Target revenue is cost, carry-forward and reserve contribution, less subsidy and other revenue; amounts in USD.
          {basis !== 'plan' && ' Recovery always ends with the plan.'}
        </Text>
        <span className={classes['spacer']} />
        <AddAccount recovery={recovery} onAdded={(row) => show({ row })} />
      </div>
      {missing.map((each) => (
        <div key={each.message} className={classes['banner']} role="alert">
          <IconAlertTriangle size={15} aria-hidden />
          <span className={classes['bannerText']}>{[each.message, each.remedy ?? ''].join(' ')}</span>
        </div>
      ))}
      <div className={classes['grid']}>
        <CostSheet<RecoveryRow>
          name="recovery" label={`Recovery, ${labels.join(', ')}`} rows={rows} rowId={rowId} columns={columns} groupsOf={groupsOf} groupText={groupText} subjectOf={subjectOf} onRow={setActive} wanted={wanted}
        />
      </div>
      {active !== null && <AccountDetails key={active.id} row={active} recovery={recovery} labels={labels} />}
    </>
  )
}
