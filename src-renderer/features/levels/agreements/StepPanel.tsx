/** One step of the path: where it stands and why, who does what, and the form that takes it. */
import { Button, Text, TextInput, Title } from '@mantine/core'
import { useState, type ReactNode } from 'react'

import type { Agreement } from '../../../../src-shared/domain/model/agreement-tables.ts'
import { stepsOfAgreement } from '../../../../src-shared/domain/service-levels/agreements/agreement-rows.ts'
import { stepName, type PathStep } from '../../../../src-shared/domain/service-levels/agreements/agreement-path.ts'
import { planStep, planTakeBackStep } from '../../../../src-shared/domain/service-levels/agreements/edit-path.ts'
import type { StepOutcome } from '../../../../src-shared/domain/service-levels/agreements/path-order.ts'
import { raciOf } from '../../../../src-shared/domain/service-levels/agreements/raci-matrix.ts'
import { readDayField } from '../../../components/typed.ts'
import { useApplyPlan } from '../../../state/apply-plan.ts'
import { useModelSession } from '../../../state/model-session.tsx'
import { today, useDueDay } from '../../../state/today.ts'
import { useLevelView } from '../level-view.tsx'
import { STATUS_WORDS } from './agreement-words.ts'
import classes from './Path.module.css'
import page from './Agreements.module.css'

const BUTTON_WORDS: Readonly<Record<StepOutcome, string>> = { done: 'Note it as done', yes: 'Yes', no: 'No' }

function stepTakenWords(status: PathStep['status'], outcome: StepOutcome): string {
  const how = outcome === 'done' ? 'Done' : `Answered with ${outcome}`
  return status === 'done' ? how : `Last time ${how.toLowerCase()}`
}

function Roles({ step }: { readonly step: PathStep }): ReactNode {
  if (step.code === 'retired') return <span />
  const { consulted, informed } = raciOf(step.code)
  const rows = [['Accountable', step.accountable], ['Consulted', consulted], ['Informed', informed]] as const
  return (
    <dl className={classes['roles']}>
      <dt>Responsible</dt>
      <dd>
        {step.responsible.join(', ')}
        {step.isResponsibleFilled && <Text span size="xs" c="dimmed" display="block">The matrix names nobody: filled from the narrative.</Text>}
      </dd>
      {rows.map(([word, roles]) => roles.length > 0 && [<dt key={word}>{word}</dt>, <dd key={`${word} roles`}>{roles.join(', ')}</dd>])}
    </dl>
  )
}

function StepForm({ agreement, step }: { readonly agreement: Agreement; readonly step: PathStep }): ReactNode {
  const { draft } = useLevelView()
  const { author, newId } = useModelSession()
  const day = useDueDay()
  const applyPlan = useApplyPlan()
  const [fields, setFields] = useState<{ readonly on: string; readonly by: string; readonly note: string }>({ on: day, by: '', note: '' })
  const [why, setWhy] = useState<string | null>(null)
  function take(outcome: StepOutcome): void {
    const on = readDayField(fields.on)
    if ('why' in on || on.value === null) return setWhy('why' in on ? on.why : 'Write the day.')
    setWhy(null)
    applyPlan(planStep({ draft, agreementId: agreement.id, step: step.code, outcome, doneOn: on.value, doneBy: fields.by.trim() || author, note: fields.note, id: newId(), today: today() }))
  }
  return (
    <div className={page['form']}>
      <TextInput label="Day" w={112} placeholder="YYYY-MM-DD" value={fields.on} error={why} autoComplete="off" onChange={(event) => setFields({ ...fields, on: event.currentTarget.value })} />
      <TextInput label="By" w={160} placeholder={author} value={fields.by} maxLength={200} autoComplete="off" onChange={(event) => setFields({ ...fields, by: event.currentTarget.value })} />
      <TextInput label="Note" style={{ flex: '1 1 160px' }} value={fields.note} maxLength={2000} autoComplete="off" onChange={(event) => setFields({ ...fields, note: event.currentTarget.value })} />
      {step.outcomes.map((outcome) => (
        <Button key={outcome} variant={outcome === 'no' ? 'default' : 'filled'} onClick={() => take(outcome)}>{step.code === 'retired' ? 'Retire it' : BUTTON_WORDS[outcome]}</Button>
      ))}
    </div>
  )
}

export function StepPanel({ agreement, step, isTurn }: { readonly agreement: Agreement; readonly step: PathStep; readonly isTurn: boolean }): ReactNode {
  const { draft, canEdit } = useLevelView()
  const applyPlan = useApplyPlan()
  const last = stepsOfAgreement(draft, agreement.id).at(-1)
  const { taken } = step
  return (
    <section className={classes['panel']} aria-label={`Step ${stepName(step.code)}`}>
      <div className={page['section']}>
        <div aria-live="polite">
          <Title order={4} fz="sm">{stepName(step.code)} · {STATUS_WORDS[step.status].toLowerCase()}</Title>
          {step.why !== '' && <Text size="sm">{step.why}</Text>}
        </div>
        {taken !== null && (
          <Text size="sm">
            {stepTakenWords(step.status, taken.outcome)} on {taken.doneOn}{taken.doneBy === '' ? '' : ` by ${taken.doneBy}`}{step.times > 1 ? `, ${step.times} times in all` : ''}.{taken.note === '' ? '' : ` ${taken.note}`}{' '}
            {canEdit && taken.id === last?.id && <Button size="compact-xs" variant="default" onClick={() => applyPlan(planTakeBackStep(draft, agreement.id))}>Take it back</Button>}
          </Text>
        )}
        {canEdit && isTurn && <StepForm key={`${agreement.id} ${step.code} ${step.times}`} agreement={agreement} step={step} />}
      </div>
      <Roles step={step} />
    </section>
  )
}
