/** The billing policy of a year, with the defaults where nobody said anything (BILL-3, BILL-7, BILL-11). */
import { Select } from '@mantine/core'
import { useMemo, type ReactNode } from 'react'

import { billPolicyOf } from '../../../../src-shared/domain/billing/default-bill-policy.ts'
import { formatFixed } from '../../../../src-shared/domain/decimal.ts'
import type { FiscalYear } from '../../../../src-shared/domain/fiscal-year.ts'
import { issue } from '../../../../src-shared/domain/issues.ts'
import { catalogOrder } from '../../../../src-shared/domain/rates/price-columns.ts'
import { planOf } from '../../../../src-shared/domain/version.ts'
import { CommitField } from '../../../components/CommitField.tsx'
import { notifyIssues } from '../../../state/notices.tsx'
import { useBillView } from '../bill-view.tsx'
import classes from '../Bills.module.css'
import { useBillEdits } from '../use-bill-edits.ts'

const CHOICES = {
  issueComparison: { label: 'Billed when due is', values: [{ value: 'more-than', label: 'more than the threshold' }, { value: 'at-least', label: 'the threshold or more' }] },
  firstPartMonth: { label: 'Mailbox, first part-month', values: [{ value: 'free', label: 'free' }, { value: 'charged', label: 'charged' }] },
  suffolkDays: { label: 'Suffolk County days', values: [{ value: 'work-days', label: 'are work days' }, { value: 'holidays', label: 'are holidays' }] },
} as const
type Choice = keyof typeof CHOICES
const CHOICE_NAMES: readonly Choice[] = ['issueComparison', 'firstPartMonth', 'suffolkDays']

export function BillPolicyFields({ fiscalYear }: { readonly fiscalYear: FiscalYear }): ReactNode {
  const { draft, canEdit } = useBillView()
  const edits = useBillEdits()
  const policy = billPolicyOf(draft, planOf(fiscalYear))
  const rates = useMemo(() => catalogOrder(draft).entries.map(({ rate }) => ({ value: rate.id, label: `${rate.title} (${rate.code})` })), [draft])
  const set = (field: string) => (text: string): string | null => edits.setField({ table: 'billPolicy', rowId: policy.id, field }, text, `Billing policy of FY${fiscalYear}`)
  const choose = (field: string) => (value: string | null): void => {
    const why = set(field)(value ?? '')
    if (why !== null) notifyIssues('Not changed', [issue('wrong-state', why)])
  }
  return (
    <div className={classes['fields']}>
      <CommitField label="Minimum charge" suffix="USD" align="end" readOnly={!canEdit || policy.minimumRateId !== null} value={formatFixed(policy.minimumCharge, 2)} onCommit={set('minimumCharge')} {...(policy.minimumRateId === null ? {} : { description: 'the rate’s price counts' })} />
      <Select className={classes['wide'] ?? ''} label="Rate of the minimum" placeholder="none: the figure counts" data={rates} value={policy.minimumRateId} searchable clearable disabled={!canEdit} clearButtonProps={{ 'aria-label': 'No rate carries the minimum' }} comboboxProps={{ width: 340, position: 'bottom-start' }} limit={80} onChange={choose('minimumRateId')} />
      <CommitField label="Threshold of a bill" suffix="USD" align="end" readOnly={!canEdit} value={formatFixed(policy.issueThreshold, 2)} onCommit={set('issueThreshold')} />
      {CHOICE_NAMES.map((name) => (
        <Select key={name} label={CHOICES[name].label} data={[...CHOICES[name].values]} value={policy[name]} allowDeselect={false} disabled={!canEdit} onChange={choose(name)} />
      ))}
      <div className={classes['wide']}>
        <CommitField label="Note" readOnly={!canEdit} value={policy.note} onCommit={set('note')} />
      </div>
    </div>
  )
}
