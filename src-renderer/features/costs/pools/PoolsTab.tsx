/** Cost pools in their order, what drives them, their shares before and after they are applied, and the four methods side by side. */
import { Button, Group, SegmentedControl, Text } from '@mantine/core'
import { IconCheck, IconPlus } from '@tabler/icons-react'
import { useCallback, useMemo, useState, type ReactNode } from 'react'

import { ALLOCATION_METHODS, type AllocationMethod } from '../../../../src-shared/domain/allocation/allocation-case.ts'
import { deriveRates } from '../../../../src-shared/domain/costs/derive-rates.ts'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { IssueList } from '../../../components/IssueList.tsx'
import type { GridEdit } from '../../../components/RateGrid/types.ts'
import { ControlTotals } from '../ControlTotals.tsx'
import { poolOwner, useCostView } from '../cost-view.tsx'
import classes from '../Costs.module.css'
import { EmptyCosts } from '../EmptyCosts.tsx'
import { explainOf } from '../explain.ts'
import { CostSheet } from '../sheet/CostSheet.tsx'
import { useCostEdits } from '../use-cost-edits.ts'
import { isMethod, METHOD_HINTS, METHOD_WORDS } from './allocation-words.ts'
import { amountColumns, driverColumns, receiverRows, shareColumns, type ReceiverRow } from './matrix-rows.ts'
import { methodColumns, methodRows, type MethodRow } from './method-rows.ts'
import { AddDriverDialog, AddPoolDialog } from './PoolDialogs.tsx'
import { PoolFields } from './PoolFields.tsx'
import { PoolList } from './PoolList.tsx'

const VIEWS = [{ value: 'shares', label: 'Shares' }, { value: 'amounts', label: 'Amounts' }, { value: 'drivers', label: 'Drivers' }, { value: 'methods', label: 'Effect on rates' }] as const
type View = (typeof VIEWS)[number]['value']

function receiverId(row: ReceiverRow): string {
  return row.owner
}

function methodRowId(row: MethodRow): string {
  return row.rateId
}

function Methods(): ReactNode {
  const view = useCostView()
  const { draft, version, derivation } = view
  const applied = derivation.method
  const derivations = useMemo(() => new Map(ALLOCATION_METHODS.map((method) => [method, method === applied ? derivation : deriveRates(draft, version, { method })])), [draft, version, derivation, applied])
  const rows = useMemo(() => methodRows(draft, derivations, applied), [draft, derivations, applied])
  const columns = useMemo(() => methodColumns(ALLOCATION_METHODS, applied), [applied])
  const subjectOf = useCallback((row: MethodRow, columnId: string) => {
    const method = ALLOCATION_METHODS.find((each) => columnId.endsWith(`.${each}`))
    const of = method === undefined ? undefined : derivations.get(method)
    return of === undefined ? null : explainOf.method({ draft, of, applied: derivation, label: `${row.title}, ${METHOD_WORDS[of.method]}` }, row.rateId, columnId)
  }, [derivations, derivation, draft])
  return <CostSheet<MethodRow> name="methods" label="Rates by method of allocation" rows={rows} rowId={methodRowId} columns={columns} subjectOf={subjectOf} empty={<EmptyState title="No rate comes out yet">Set on Units and rates what part of its service’s cost each rate takes.</EmptyState>} />
}

export function PoolsTab(): ReactNode {
  const view = useCostView()
  const { draft, version, key, inputs, owner, canEdit } = view
  const edits = useCostEdits()
  const [tried, setTried] = useState<AllocationMethod | null>(null)
  const [shown, setShown] = useState<View>('shares')
  const [dialog, setDialog] = useState<'pool' | 'driver' | null>(null)
  const applied = view.derivation.method
  const method = tried ?? applied
  const derivation = useMemo(() => (method === applied ? view.derivation : deriveRates(draft, version, { method })), [view.derivation, draft, version, method, applied])
  const rows = useMemo(() => receiverRows(draft, derivation), [draft, derivation])
  const columns = useMemo(() => (shown === 'drivers' ? driverColumns(derivation, key) : shown === 'amounts' ? amountColumns(derivation) : shareColumns(derivation)), [shown, derivation, key])
  const subjectOf = useCallback((row: ReceiverRow, columnId: string) => explainOf.receiver({ draft, derivation, label: view.label }, row.owner, columnId), [draft, derivation, view.label])
  const onEdit = useCallback((grid: readonly GridEdit[]) => edits.typeInto({ edits: grid, rows, rowId: receiverId, columns }), [edits, rows, columns])
  const selectedId = owner !== null && owner.startsWith('pool:') ? owner.slice('pool:'.length) : null
  const selected = inputs.costPools.find((pool) => pool.id === selectedId)
  const dialogs = (
    <>
      <AddPoolDialog open={dialog === 'pool'} onClose={() => setDialog(null)} />
      <AddDriverDialog open={dialog === 'driver'} onClose={() => setDialog(null)} />
    </>
  )
  if (inputs.costPools.length === 0) {
    return (
      <>
        <EmptyCosts what="cost pools" onAdd={() => setDialog('pool')} addLabel="Add a pool" />
        {dialogs}
      </>
    )
  }
  const problems = derivation.allocation === null ? derivation.issues : []
  return (
    <>
      <div className={classes['tools']}>
        <ControlTotals derivation={derivation} />
        <span className={classes['spacer']} />
        <SegmentedControl
          aria-label="Method of allocation" value={method} data={ALLOCATION_METHODS.map((each) => ({ value: each, label: METHOD_WORDS[each] }))}
          onChange={(next) => {
            if (isMethod(next)) setTried(next === applied ? null : next)
          }}
        />
        <Button
          leftSection={<IconCheck size={15} aria-hidden />} disabled={method === applied || !canEdit || derivation.allocation === null}
          onClick={() => {
            if (edits.setField({ table: 'yearPolicy', rowId: inputs.policy.id, field: 'allocationMethod' }, method) === null) setTried(null)
          }}
        >
          {method === applied ? 'Applied' : `Apply ${METHOD_WORDS[method].toLowerCase()}`}
        </Button>
      </div>
      <div className={classes['columns']} style={{ borderTop: '1px solid var(--ratebook-rule)' }}>
        <div>
          <Group justify="space-between" mb={6} gap="xs" wrap="nowrap">
            <Text size="sm" c="dimmed">
              {METHOD_HINTS[method]}
            </Text>
            <Group gap={6} wrap="nowrap" style={{ flex: 'none' }}>
              <Button variant="default" leftSection={<IconPlus size={14} aria-hidden />} disabled={!canEdit} onClick={() => setDialog('pool')}>
                Pool
              </Button>
              <Button variant="default" leftSection={<IconPlus size={14} aria-hidden />} disabled={!canEdit} onClick={() => setDialog('driver')}>
                Driver
              </Button>
            </Group>
          </Group>
          <PoolList selectedId={selectedId} onSelect={(poolId) => view.show({ owner: poolOwner(poolId) })} onMove={canEdit ? (poolId, toIndex) => edits.reorderPool(poolId, toIndex) : null} />
          {selected === undefined ? (
            <Text size="sm" c="dimmed" mt="sm">
              Choose a pool to change its name, its driver and the service whose cost it holds.
            </Text>
          ) : (
            <PoolFields key={selected.id} pool={selected} />
          )}
        </div>
        <div style={{ display: 'flex', flexDirection: 'column', padding: 0 }}>
          <Group justify="space-between" gap="xs" px={12} py={8}>
            <SegmentedControl
              aria-label="Shown" value={shown} data={VIEWS.map((each) => ({ ...each }))}
              onChange={(next) => {
                const found = VIEWS.find((each) => each.value === next)
                if (found !== undefined) setShown(found.value)
              }}
            />
            {tried !== null && (
              <Text size="sm" c="var(--ratebook-increase)" component="output">
                {METHOD_WORDS[method]} is shown, {METHOD_WORDS[applied].toLowerCase()} is applied.
              </Text>
            )}
          </Group>
          <div className={classes['grid']}>
            {shown === 'methods' ? (
              <Methods />
            ) : problems.length > 0 && shown !== 'drivers' ? (
              <div className={classes['page']}>
                <EmptyState title="These pools cannot be allocated by this method" />
                <IssueList issues={problems} label="Why not" showPlace={false} />
              </div>
            ) : (
              <CostSheet<ReceiverRow>
                key={shown} name={`pools-${shown}`} label={`${VIEWS.find((each) => each.value === shown)?.label ?? ''} of ${view.label}`} rows={rows} rowId={receiverId} columns={columns} subjectOf={subjectOf}
                onEdit={shown === 'drivers' && canEdit ? onEdit : undefined} empty={<EmptyState title="Nobody receives anything yet">Services with costs, rates or driver quantities stand here.</EmptyState>}
              />
            )}
          </div>
        </div>
      </div>
      {dialogs}
    </>
  )
}
