/** Who is told next when an agreement is broken and cause or remedy are disputed. */
import { ActionIcon, Button, Text, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useState, type FormEvent, type ReactNode } from 'react'

import type { Agreement } from '../../../../src-shared/domain/model/agreement-tables.ts'
import { escalationOfAgreement } from '../../../../src-shared/domain/service-levels/agreements/agreement-rows.ts'
import { planEscalation, planRemovePart } from '../../../../src-shared/domain/service-levels/agreements/edit-agreements.ts'
import { useApplyPlan } from '../../../state/apply-plan.ts'
import { useModelSession } from '../../../state/model-session.tsx'
import { useLevelView } from '../level-view.tsx'
import classes from './Agreements.module.css'
import { Section } from './Section.tsx'

export function Escalation({ agreement }: { readonly agreement: Agreement }): ReactNode {
  const { draft, canEdit } = useLevelView()
  const { newId } = useModelSession()
  const applyPlan = useApplyPlan()
  const [fields, setFields] = useState({ criterion: '', role: '' })
  const steps = escalationOfAgreement(draft, agreement.id)
  function add(event: FormEvent): void {
    event.preventDefault()
    if (applyPlan(planEscalation(draft, { id: newId(), agreementId: agreement.id, ...fields, note: '' }))) setFields({ criterion: '', role: '' })
  }
  return (
    <Section title="Escalation">
      {steps.length === 0 && <Text size="sm" c="dimmed">Nobody is named yet.</Text>}
      <ol className={classes['rows']}>
        {steps.map((each, index) => (
          <li key={each.id} className={classes['row']}>
            <span>{index + 1}</span>
            <div className={classes['rowText']}><strong>{each.role}</strong><Text size="xs" c="dimmed">{each.criterion}</Text></div>
            {canEdit && <ActionIcon aria-label={`Remove step ${index + 1} of the escalation`} onClick={() => applyPlan(planRemovePart(draft, { table: 'escalationStep', id: each.id }))}><IconTrash size={15} /></ActionIcon>}
          </li>
        ))}
      </ol>
      {canEdit && (
        <form className={classes['form']} onSubmit={add}>
          <TextInput label="When" style={{ flex: '1 1 150px' }} placeholder="not settled within 4 hours" value={fields.criterion} maxLength={200} autoComplete="off" onChange={(event) => setFields({ ...fields, criterion: event.currentTarget.value })} />
          <TextInput label="Who is told" style={{ flex: '1 1 130px' }} value={fields.role} maxLength={200} autoComplete="off" onChange={(event) => setFields({ ...fields, role: event.currentTarget.value })} />
          <Button type="submit" variant="default" leftSection={<IconPlus size={14} aria-hidden />} disabled={fields.role.trim() === ''}>Add</Button>
        </form>
      )}
    </Section>
  )
}
