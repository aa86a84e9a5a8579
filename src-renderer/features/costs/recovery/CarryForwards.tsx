/** Balances of closed years that a service's later years take up (RECOV-4): typed here, each part and what expires explained. */
import { ActionIcon, Button, Group, Select, Text } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'

import { planAddRow, planFieldEdits, planRemoveRows } from '../../../../src-shared/domain/costs/edit-costs.ts'
import { formatFixed, type Usd } from '../../../../src-shared/domain/decimal.ts'
import { issue, type Issue } from '../../../../src-shared/domain/issues.ts'
import { SETTLEMENTS, type CarryForward } from '../../../../src-shared/domain/model/cost-tables.ts'
import type { EditPlan } from '../../../../src-shared/domain/model/edit.ts'
import { ok, refused, type Result } from '../../../../src-shared/domain/result.ts'
import type { CarryForwardPlan } from '../../../../src-shared/domain/recovery/carry-forward.ts'
import { explainCarryForward } from '../../../../src-shared/domain/recovery/explain-recovery.ts'
import type { AccountRecovery, Recovery } from '../../../../src-shared/domain/recovery/recovery.ts'
import type { Version } from '../../../../src-shared/domain/version.ts'
import { FigureButton } from '../../../components/FigureButton.tsx'
import { MoneyText } from '../../../components/MoneyText.tsx'
import { notifyIssues } from '../../../state/notices.tsx'
import { CommitField } from '../../../components/CommitField.tsx'
import { useCostView } from '../cost-view.tsx'
import classes from '../Costs.module.css'
import { NOTHING_DONE, sentence, useCostEdits } from '../use-cost-edits.ts'
import { SETTLEMENT_WORDS } from './recovery-rows.ts'

type Field = 'fundId' | 'closedYear' | 'amount' | 'settledBy' | 'firstYear' | 'years' | 'expiresAfter' | 'note' | 'source'

const FIELDS = [
  { field: 'closedYear', label: 'Closed year', isNumber: true }, { field: 'amount', label: 'Balance, USD', isNumber: true }, { field: 'firstYear', label: 'From year', isNumber: true }, { field: 'years', label: 'Over years', isNumber: true },
  { field: 'expiresAfter', label: 'Expires after', isNumber: true }, { field: 'note', label: 'Note', isNumber: false }, { field: 'source', label: 'Source', isNumber: false },
] as const satisfies readonly { readonly field: Field; readonly label: string; readonly isNumber: boolean }[]

function textOf(row: CarryForward, field: (typeof FIELDS)[number]['field']): string {
  switch (field) {
    case 'amount': return formatFixed(row.amount, 2)
    case 'note':
    case 'source': return row[field]
    case 'years': return String(row.years)
    case 'closedYear':
    case 'firstYear':
    case 'expiresAfter': return `FY${row[field]}`
  }
}

/** It names no fund. */
const MAIN_FUND = '-'

/** A balance belongs to no version, so that it is edited beside a year that no publication closes. */
function openVersion(recovery: Recovery): Version {
  return { fiscalYear: recovery.fiscalYear, basis: 'forecast', scenarioId: null }
}

function why(issues: readonly Issue[]): string | null {
  const real = issues.filter((each) => each.code !== NOTHING_DONE)
  return real.length === 0 ? null : sentence(real)
}

function planned(plan: Result<EditPlan>): Result<{ readonly plan: EditPlan }> {
  return plan.ok ? ok({ plan: plan.value }) : refused(plan.failure)
}

function told(done: Result<unknown>): void {
  if (!done.ok) notifyIssues('Not changed', done.failure)
}

function useCarryForwardEdits(recovery: Recovery): {
  readonly set: (rowId: string, field: Field, text: string) => string | null
  readonly add: (account: AccountRecovery) => void
  readonly remove: (rowId: string) => void
} {
  const { run } = useCostEdits()
  const version = openVersion(recovery)
  return {
    set(rowId, field, text) {
      const done = run((at) => planFieldEdits({ ...at, edits: [{ table: 'carryForward', rowId, field, text }] }), version)
      return done.ok ? why(done.value.refused.map((each) => each.issue)) : why(done.failure)
    },
    add({ serviceId, fundId }) {
      const year = recovery.fiscalYear
      told(run((at) => planned(planAddRow({ ...at, table: 'carryForward', fields: { serviceId, fundId: fundId ?? '', closedYear: String(year - 2), firstYear: String(year), expiresAfter: String(year) } })), version))
    },
    remove: (rowId) => told(run((at) => planned(planRemoveRows({ ...at, table: 'carryForward', rowIds: [rowId] })), version)),
  }
}

function Explained({ recovery, row, fiscalYear, amount }: { readonly recovery: Recovery; readonly row: CarryForward; readonly fiscalYear: number | null; readonly amount: Usd }): ReactNode {
  const { draft } = useCostView()
  return (
    <FigureButton
      subjectOf={() => ({
        title: `Balance of FY${row.closedYear} · ${draft.service.get(row.serviceId)?.name ?? row.serviceId}`, explain: () => explainCarryForward(draft, recovery, { row, fiscalYear }), notes: [{ label: 'Note', text: row.note }, { label: 'Source', text: row.source }],
        history: [{ table: 'carryForward', id: row.id }],
      })}
    >
      <MoneyText value={amount} places={2} />
    </FigureButton>
  )
}

function Balance({ recovery, row, plan }: { readonly recovery: Recovery; readonly row: CarryForward; readonly plan: CarryForwardPlan }): ReactNode {
  const { draft, canEdit } = useCostView()
  const edits = useCarryForwardEdits(recovery)
  const name = `FY${row.closedYear}`
  const funds = [...draft.internalServiceFund.values()].toSorted((left, right) => left.position - right.position)
  const choose = (field: Field, text: string | null): void => {
    const reason = text === null ? null : edits.set(row.id, field, text)
    if (reason !== null) notifyIssues('Not changed', [issue('wrong-state', reason)])
  }
  return (
    <section aria-label={`Balance of ${name}`} className={classes['balance']}>
      <div className={classes['fields']}>
        {FIELDS.map(({ field, label, isNumber }) => (
          <CommitField key={field} label={label} align={isNumber ? 'end' : 'start'} readOnly={!canEdit} value={textOf(row, field)} onCommit={(text) => edits.set(row.id, field, text)} />
        ))}
        <Select
          label="Settled by" data={SETTLEMENTS.map((each) => ({ value: each, label: SETTLEMENT_WORDS[each] }))} value={row.settledBy} allowDeselect={false} disabled={!canEdit} comboboxProps={{ width: 200, position: 'bottom-start' }}
          onChange={(next) => choose('settledBy', next)}
        />
        {funds.length > 0 && (
          <Select
            label="Fund" data={[{ value: MAIN_FUND, label: 'the main one' }, ...funds.map((fund) => ({ value: fund.id, label: `${fund.code} ${fund.name}` }))]} value={row.fundId ?? MAIN_FUND} allowDeselect={false} disabled={!canEdit} comboboxProps={{ width: 260, position: 'bottom-start' }}
            onChange={(next) => choose('fundId', next === MAIN_FUND ? '' : next)}
          />
        )}
      </div>
      <Group gap={6} justify="space-between" wrap="nowrap" mt={4}>
        <Text size="sm" component="p" m={0}>
          {plan.parts.map((part) => (
            <span key={part.fiscalYear}>
              FY{part.fiscalYear} takes up <Explained recovery={recovery} row={row} fiscalYear={part.fiscalYear} amount={part.amount} />.{' '}
            </span>
          ))}
          {plan.expired !== '0' && (
            <Text span size="sm" c="var(--ratebook-increase)">
              <Explained recovery={recovery} row={row} fiscalYear={null} amount={plan.expired} /> expires unused.
            </Text>
          )}
          {plan.parts.length === 0 && `Settled by ${SETTLEMENT_WORDS[row.settledBy]}: no year takes it up.`}
        </Text>
        <ActionIcon aria-label={`Remove the balance of ${name}`} disabled={!canEdit} onClick={() => edits.remove(row.id)}>
          <IconTrash size={15} />
        </ActionIcon>
      </Group>
    </section>
  )
}

export function CarryForwards({ account, recovery }: { readonly account: AccountRecovery; readonly recovery: Recovery }): ReactNode {
  const { canEdit } = useCostView()
  const edits = useCarryForwardEdits(recovery)
  return (
    <>
      <Group justify="space-between" gap="sm" wrap="nowrap">
        <Text size="sm" fw={600}>
          Balances of closed years
        </Text>
        <Button variant="default" size="compact-sm" flex="none" leftSection={<IconPlus size={14} aria-hidden />} disabled={!canEdit} onClick={() => edits.add(account)}>
          Balance
        </Button>
      </Group>
      {account.carryForwards.length === 0 && <Text size="sm" c="dimmed">None is carried into later years.</Text>}
      {account.carryForwards.map(({ row, plan }) => (
        <Balance key={row.id} recovery={recovery} row={row} plan={plan} />
      ))}
    </>
  )
}
