/** One finding: what brought it up, its actions edited in place, who is told next, and how it comes to an end. */
import { Anchor, Badge, Button, Text, TextInput, Title } from '@mantine/core'
import { IconHistory, IconTrash } from '@tabler/icons-react'
import { useEffect, useState, type FormEvent, type ReactNode } from 'react'

import type { IsoDate } from '../../../../src-shared/domain/fiscal-year.ts'
import { issue } from '../../../../src-shared/domain/issues.ts'
import { monthWords } from '../../../../src-shared/domain/month.ts'
import { escalationOfAgreement } from '../../../../src-shared/domain/service-levels/agreements/agreement-rows.ts'
import { explainLevel } from '../../../../src-shared/domain/service-levels/measures/levels.ts'
import { closingRefusal, planCloseFinding, planFindingEdit, planRemoveFinding, planReopenFinding } from '../../../../src-shared/domain/service-levels/quality/edit-findings.ts'
import type { FindingView } from '../../../../src-shared/domain/service-levels/quality/finding-rows.ts'
import { TextField } from '../../../components/TextField.tsx'
import { sentence } from '../../../components/typed.ts'
import { today } from '../../../state/today.ts'
import { useApplyPlan } from '../../../state/apply-plan.ts'
import { useInspector } from '../../../state/inspector.tsx'
import { useModelSession } from '../../../state/model-session.tsx'
import { hrefOf, levelsAddress } from '../../../state/routes.ts'
import { useLevelView } from '../level-view.tsx'
import { ActionRows } from './ActionRows.tsx'
import { CAUSES, STATUSES } from './finding-words.tsx'
import classes from './Findings.module.css'

type Props = { readonly view: FindingView; readonly asOf: IsoDate }

function Facts({ view: { finding } }: Pick<Props, 'view'>): ReactNode {
  const { draft } = useLevelView()
  const { serviceId, targetId, agreementId, month } = finding
  const [target, agreement, service] = [draft.serviceTarget.get(targetId ?? ''), draft.agreement.get(agreementId ?? ''), draft.service.get(serviceId ?? '')]
  return (
    <dl className={classes['facts']}>
      <dt>Cause</dt><dd>{CAUSES[finding.cause].word}{month === null ? '' : `, ${monthWords(month)}`}</dd>
      {service !== undefined && <><dt>Service</dt><dd><Anchor size="sm" underline="always" href={hrefOf(levelsAddress({ tab: 'scorecard', service: service.id }))}>{service.name}</Anchor></dd></>}
      {target !== undefined && <><dt>Target</dt><dd><Anchor size="sm" underline="always" href={hrefOf(levelsAddress({ tab: 'scorecard', row: target.id, ...(month === null ? {} : { month }) }))}>{target.code} {target.title}</Anchor></dd></>}
      {agreement !== undefined && <><dt>Agreement</dt><dd><Anchor size="sm" underline="always" href={hrefOf(levelsAddress({ tab: 'agreements', row: agreement.id }))}>{agreement.code} {agreement.title}</Anchor></dd></>}
      <dt>Opened</dt><dd>{finding.openedOn}{finding.author === '' ? '' : ` by ${finding.author}`}</dd>
      {finding.closedOn !== null && <><dt>Closed</dt><dd>{finding.closedOn}: {finding.reason}</dd></>}
    </dl>
  )
}

/** Where cause or remedy are disputed: who is told next, by the agreement. */
function Escalation({ view: { finding } }: Pick<Props, 'view'>): ReactNode {
  const { draft } = useLevelView()
  const agreement = draft.agreement.get(finding.agreementId ?? '')
  if (agreement === undefined) return null
  const steps = escalationOfAgreement(draft, agreement.id)
  return (
    <section className={classes['section']} aria-label="Escalation path">
      <Title order={3} fz="sm">Escalation by {agreement.code}</Title>
      {steps.length === 0 ? <Text size="sm" c="dimmed">The agreement names nobody to turn to.</Text> : (
        <ol className={classes['steps']}>
          {steps.map((step) => <li key={step.id}><strong>{step.role}</strong>{step.criterion === '' ? '' : `: ${step.criterion}`}{step.note === '' ? '' : <Text span size="xs" c="dimmed"> {step.note}</Text>}</li>)}
        </ol>
      )}
    </section>
  )
}

function Closing({ view: { finding } }: Pick<Props, 'view'>): ReactNode {
  const { draft, canEdit } = useLevelView()
  const applyPlan = useApplyPlan()
  const { apply } = useModelSession()
  const [reason, setReason] = useState('')
  const [error, setError] = useState<string | null>(null)
  if (finding.status === 'closed') return <Button variant="default" style={{ alignSelf: 'flex-start' }} disabled={!canEdit} onClick={() => applyPlan(planReopenFinding(draft, finding.id))}>Reopen</Button>
  const refusal = closingRefusal(draft, finding)
  function close(event: FormEvent): void {
    event.preventDefault()
    const planned = planCloseFinding(draft, { id: finding.id, reason, closedOn: today() })
    const problems = planned.ok ? apply(planned.value) : planned.failure
    setError(problems.length === 0 ? null : sentence(problems))
  }
  return (
    <section className={classes['section']} aria-label="Close the finding">
      <Title order={3} fz="sm">Close</Title>
      {refusal === null ? (
        <form className={classes['line']} onSubmit={close}>
          <TextInput label="Reason" value={reason} disabled={!canEdit} placeholder="why nothing more is to be done" maxLength={500} autoComplete="off" onChange={(event) => setReason(event.currentTarget.value)} />
          <Button type="submit" disabled={!canEdit} style={{ alignSelf: 'flex-end' }}>Close the finding</Button>
        </form>
      ) : <Text size="sm" c="dimmed">{sentence([refusal])}</Text>}
      {error !== null && <Text size="sm" c="var(--mantine-color-error)" role="alert">{error}</Text>}
    </section>
  )
}

/** Tells the inspector what was measured and who changed the finding. */
function useInspectedFinding({ finding, actions }: FindingView): void {
  const { draft } = useLevelView()
  const inspector = useInspector()
  useEffect(() => {
    const { targetId, month } = finding
    inspector.show({
      title: `${finding.code} ${finding.title}`, explain: targetId === null || month === null ? null : () => explainLevel(draft, { targetId, month, today: today() }) ?? undefined, notes: [{ label: 'Note', text: finding.note }, { label: 'Closed because', text: finding.reason }],
      history: [{ table: 'finding', id: finding.id }, ...actions.map(({ id }) => ({ table: 'improvementAction' as const, id }))],
    })
  }, [draft, inspector, finding, actions])
  useEffect(() => () => inspector.show(null), [inspector])
}

export function FindingPanel({ view, asOf }: Props): ReactNode {
  const { finding } = view
  const { draft, canEdit } = useLevelView()
  const { apply } = useModelSession()
  const applyPlan = useApplyPlan()
  const inspector = useInspector()
  useInspectedFinding(view)
  const { word, icon: Sign } = STATUSES[finding.status]
  function commit(fields: { readonly title?: string; readonly note?: string }): string | null {
    if (fields.title?.trim() === '') return sentence([issue('text-missing', 'The title is missing.', { remedy: 'Write it.' })])
    const planned = planFindingEdit(draft, finding.id, fields)
    return planned.ok ? sentence(apply(planned.value)) || null : sentence(planned.failure)
  }
  return (
    <section className={classes['panel']} aria-label={`Finding ${finding.code}`}>
      <div className={classes['head']}>
        <Title order={2} fz="md">{finding.code}</Title>
        <Badge miw="max-content" leftSection={<Sign size={12} aria-hidden />} {...(finding.status === 'closed' ? { variant: 'filled' } : { variant: 'outline', color: 'gray', c: 'var(--mantine-color-text)' })}>{word}</Badge>
        <span className={classes['spacer']} />
        <Button variant="subtle" color="gray" size="compact-sm" leftSection={<IconHistory size={15} aria-hidden />} onClick={() => inspector.open('history')}>History</Button>
        <Button variant="subtle" color="gray" size="compact-sm" leftSection={<IconTrash size={15} aria-hidden />} disabled={!canEdit} onClick={() => applyPlan(planRemoveFinding(draft, finding.id))}>Remove</Button>
      </div>
      <TextField label="What was found" value={finding.title} readOnly={!canEdit} onCommit={(title) => commit({ title: title.trim() })} />
      <Facts view={view} />
      <TextField label="Note" isLong value={finding.note} readOnly={!canEdit} onCommit={(note) => commit({ note: note.trim() })} />
      <ActionRows view={view} asOf={asOf} />
      <Closing view={view} />
      <Escalation view={view} />
    </section>
  )
}
