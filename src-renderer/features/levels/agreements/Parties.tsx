/** Who is bound by an agreement, for how long, how often it is reviewed, and its terms: edited in place. */
import { Select } from '@mantine/core'
import type { ReactNode } from 'react'

import { isIsoDate } from '../../../../src-shared/domain/fiscal-year.ts'
import { IMPORTANCES, type Agreement } from '../../../../src-shared/domain/model/agreement-tables.ts'
import { planAgreement } from '../../../../src-shared/domain/service-levels/agreements/edit-agreements.ts'
import { CommitField } from '../../../components/CommitField.tsx'
import { TextField } from '../../../components/TextField.tsx'
import { useApplyPlan, useCommitPlan } from '../../../state/apply-plan.ts'
import { useLevelView } from '../level-view.tsx'
import classes from './Agreements.module.css'
import { Section } from './Section.tsx'

/** Empty is null; undefined is no whole number of the range. */
function wholeOf(text: string, most: number): number | null | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return null
  return /^\d{1,3}$/.test(trimmed) && Number(trimmed) <= most ? Number(trimmed) : undefined
}

export function Parties({ agreement }: { readonly agreement: Agreement }): ReactNode {
  const { draft, canEdit } = useLevelView()
  const applyPlan = useApplyPlan()
  const commit = useCommitPlan()
  const change = (fields: Partial<Agreement>): string | null => commit(planAgreement(draft, { ...agreement, ...fields }))
  const line = (field: 'code' | 'title' | 'provider' | 'owner' | 'manager' | 'note', label: string): ReactNode => <CommitField label={label} readOnly={!canEdit} value={agreement[field]} onCommit={(text) => change({ [field]: text.trim() })} />
  const day = (field: 'startsOn' | 'endsOn', label: string, none: string): ReactNode => (
    <CommitField
      label={label} readOnly={!canEdit} placeholder={none} value={agreement[field] ?? ''}
      onCommit={(text) => (text.trim() === '' ? change({ [field]: null }) : isIsoDate(text.trim()) ? change({ [field]: text.trim() }) : 'Write it as YYYY-MM-DD.')}
    />
  )
  const customers = [...draft.customer.values()].toSorted((left, right) => left.position - right.position).map((each) => ({ value: each.id, label: `${each.code}, ${each.name}` }))
  const isWithCustomer = agreement.kind === 'sla' || agreement.kind === 'slr'
  return (
    <Section title="Parties and term">
      <div className={classes['fields']}>
        {line('code', 'Code')}
        <div style={{ gridColumn: 'span 2' }}>{line('title', 'Title')}</div>
        {isWithCustomer && <Select label="Customer" searchable clearable={canEdit} readOnly={!canEdit} placeholder="none yet" data={customers} value={agreement.customerId} onChange={(customerId) => applyPlan(planAgreement(draft, { ...agreement, customerId }))} />}
        {!isWithCustomer && line('provider', agreement.kind === 'uc' ? 'Vendor' : 'Team that promises')}
        {line('owner', 'Service owner')}
        {line('manager', 'Service level manager')}
        {day('startsOn', 'First day', 'YYYY-MM-DD')}
        {day('endsOn', 'Last day', 'open')}
        <CommitField label="Months between reviews" readOnly={!canEdit} placeholder="none" align="end" value={agreement.reviewMonths === null ? '' : String(agreement.reviewMonths)} onCommit={(text) => { const months = wholeOf(text, 120); return months === undefined || months === 0 ? 'Write 1 to 120, or nothing.' : change({ reviewMonths: months }) }} />
        <CommitField label="Report, days before" readOnly={!canEdit} align="end" value={String(agreement.reportDays)} onCommit={(text) => { const days = wholeOf(text, 90); return days === undefined ? 'Write 0 to 90.' : change({ reportDays: days ?? 0 }) }} />
        <Select label="Importance" readOnly={!canEdit} allowDeselect={false} data={IMPORTANCES.map((each) => ({ value: each, label: each === 'critical' ? 'Critical' : 'Ordinary' }))} value={agreement.importance} onChange={(next) => applyPlan(planAgreement(draft, { ...agreement, importance: IMPORTANCES.find((each) => each === next) ?? agreement.importance }))} />
        <div className={classes['wide']}><TextField label="Terms" isLong readOnly={!canEdit} value={agreement.terms} onCommit={(terms) => change({ terms })} /></div>
        <div className={classes['wide']}>{line('note', 'Note')}</div>
      </div>
    </Section>
  )
}
