/** What underpins an agreement, what it underpins itself, and whether more is promised than the underpinnings can hold together. */
import { Anchor, Button, MultiSelect, Text } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconHelpCircle } from '@tabler/icons-react'
import { useMemo, type ReactNode } from 'react'

import type { Agreement } from '../../../../src-shared/domain/model/agreement-tables.ts'
import { monthOfDay } from '../../../../src-shared/domain/month.ts'
import { supportedByAgreement, supportsOfAgreement } from '../../../../src-shared/domain/service-levels/agreements/agreement-rows.ts'
import { planSupports } from '../../../../src-shared/domain/service-levels/agreements/edit-agreements.ts'
import { PROMISE_WORDS, promiseCheck, type PromiseCheck, type PromiseVerdict } from '../../../../src-shared/domain/service-levels/agreements/promise-check.ts'
import { useApplyPlan } from '../../../state/apply-plan.ts'
import { useInspector } from '../../../state/inspector.tsx'
import { hrefOf, levelsAddress } from '../../../state/routes.ts'
import { useDueDay } from '../../../state/today.ts'
import { useLevelView } from '../level-view.tsx'
import classes from './Agreements.module.css'
import { Section } from './Section.tsx'

const SIGNS: Readonly<Record<PromiseVerdict, ReactNode>> = {
  held: <IconCircleCheck size={15} color="var(--ratebook-decrease)" aria-label={PROMISE_WORDS.held} />, broken: <IconAlertTriangle size={15} color="var(--ratebook-increase)" aria-label={PROMISE_WORDS.broken} />,
  open: <IconHelpCircle size={15} aria-label={PROMISE_WORDS.open} />, none: <IconHelpCircle size={15} aria-label={PROMISE_WORDS.none} />,
}

function Check({ check }: { readonly check: PromiseCheck }): ReactNode {
  const inspector = useInspector()
  const { explanation, target } = check
  function explain(): void {
    inspector.show({ title: `Reserve of ${target.code}`, explain: () => explanation ?? undefined, notes: [], history: [{ table: 'serviceTarget', id: target.id }] })
    inspector.open('explain')
  }
  return (
    <li className={classes['check']}>
      {SIGNS[check.verdict]}
      <span className={classes['rowText']}>
        {check.sentence}{' '}
        {explanation !== null && <Button size="compact-xs" variant="default" aria-label={`How the reserve of ${target.code} is computed`} onClick={explain}>How?</Button>}
      </span>
    </li>
  )
}

function Link({ agreement }: { readonly agreement: Agreement }): ReactNode {
  return <Anchor size="sm" underline="always" href={hrefOf(levelsAddress({ tab: 'agreements', row: agreement.id }))}>{agreement.code}, {agreement.title}</Anchor>
}

export function Underpinnings({ agreement }: { readonly agreement: Agreement }): ReactNode {
  const { draft, canEdit } = useLevelView()
  const applyPlan = useApplyPlan()
  const asOf = useDueDay()
  const checks = useMemo(() => promiseCheck(draft, agreement.id, monthOfDay(asOf)), [draft, agreement.id, asOf])
  const supports = supportsOfAgreement(draft, agreement.id)
  const supported = supportedByAgreement(draft, agreement.id)
  const choices = [...draft.agreement.values()].filter((each) => (each.kind === 'ola' || each.kind === 'uc') && each.id !== agreement.id).map((each) => ({ value: each.id, label: `${each.code}, ${each.title}` }))
  return (
    <Section title="Underpinnings">
      <MultiSelect
        aria-label="Agreements that underpin it" placeholder={supports.length === 0 ? 'Which OLA and contracts underpin it?' : ''} searchable readOnly={!canEdit} data={choices} value={supports.map((each) => each.id)}
        onChange={(supportIds) => applyPlan(planSupports(draft, { agreementId: agreement.id, supportIds }))}
      />
      {supports.length > 0 && <ul className={classes['rows']}>{supports.map((each) => <li key={each.id} className={classes['row']}><Link agreement={each} /></li>)}</ul>}
      {supported.length > 0 && <Text size="sm">It underpins {supported.map((each, index) => <span key={each.id}>{index > 0 && ', '}<Link agreement={each} /></span>)}.</Text>}
      {checks.length > 0 && <ul className={classes['rows']} aria-label="What is promised and what can be held">{checks.map((check) => <Check key={check.target.id} check={check} />)}</ul>}
    </Section>
  )
}
