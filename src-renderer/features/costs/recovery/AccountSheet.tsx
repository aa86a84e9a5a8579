/** One account over its years: revenue and balances are typed and pasted, every other figure says how it came about. */
import { useCallback, useMemo, type ReactNode } from 'react'

import { explainRecovery } from '../../../../src-shared/domain/recovery/explain-recovery.ts'
import type { Recovery } from '../../../../src-shared/domain/recovery/recovery.ts'
import type { InspectorSubject } from '../../../state/inspector.tsx'
import { useCostView } from '../cost-view.tsx'
import { CostSheet } from '../sheet/CostSheet.tsx'
import { accountColumns, accountGroups, accountRows, statedRows, yearOfColumn, type AccountRow } from './account-rows.ts'
import { accountOf, type RecoveryRow } from './recovery-rows.ts'
import { useAccountEdits } from './use-account-edits.ts'

function rowId(row: AccountRow): string {
  return row.id
}

export function AccountSheet({ row, recovery, labels }: { readonly row: RecoveryRow; readonly recovery: Recovery; readonly labels: readonly string[] }): ReactNode {
  const { draft, canEdit } = useCostView()
  const rows = useMemo(() => accountRows(draft, row, recovery.versions), [draft, row, recovery.versions])
  const columns = useMemo(() => accountColumns(labels), [labels])
  const onEdit = useAccountEdits(rows)
  const account = useMemo(() => accountOf(row), [row])
  const subjectOf = useCallback((line: AccountRow, columnId: string): InspectorSubject | null => {
    const year = yearOfColumn(columnId)
    const label = labels[year]
    if (label === undefined) return null
    const stated = statedRows(line, year)
    return {
      title: `${line.label.replace(/^[+−] /, '')} of ${row.name} · ${label}`, explain: () => explainRecovery(draft, recovery, { account, year, figure: line.id }),
      notes: stated.map(({ source }) => ({ label: 'Source', text: source })), history: stated.map(({ table, id }) => ({ table, id })),
    }
  }, [draft, recovery, account, row.name, labels])
  return <CostSheet<AccountRow> name="account" label={`Account of ${row.name}`} rows={rows} rowId={rowId} columns={columns} groupsOf={accountGroups} subjectOf={subjectOf} onEdit={canEdit && row.account !== null ? onEdit : undefined} />
}
