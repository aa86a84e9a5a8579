/** Documents of an agreement by their path or link, to copy; nothing is copied into the model, and nothing is opened. */
import { ActionIcon, Button, CopyButton, Text, TextInput } from '@mantine/core'
import { IconCheck, IconCopy, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState, type FormEvent, type ReactNode } from 'react'

import type { Agreement } from '../../../../src-shared/domain/model/agreement-tables.ts'
import { documentsOfAgreement } from '../../../../src-shared/domain/service-levels/agreements/agreement-rows.ts'
import { planDocument, planRemovePart } from '../../../../src-shared/domain/service-levels/agreements/edit-agreements.ts'
import { useApplyPlan } from '../../../state/apply-plan.ts'
import { useModelSession } from '../../../state/model-session.tsx'
import { useLevelView } from '../level-view.tsx'
import classes from './Agreements.module.css'
import { Section } from './Section.tsx'

export function Documents({ agreement }: { readonly agreement: Agreement }): ReactNode {
  const { draft, canEdit } = useLevelView()
  const { newId } = useModelSession()
  const applyPlan = useApplyPlan()
  const [fields, setFields] = useState({ title: '', address: '' })
  const documents = documentsOfAgreement(draft, agreement.id)
  function add(event: FormEvent): void {
    event.preventDefault()
    if (applyPlan(planDocument(draft, { id: newId(), agreementId: agreement.id, ...fields }))) setFields({ title: '', address: '' })
  }
  return (
    <Section title="Documents">
      {documents.length === 0 && <Text size="sm" c="dimmed">None yet. A document stays where it is; its path or link stands here.</Text>}
      <ul className={classes['rows']}>
        {documents.map((each) => (
          <li key={each.id} className={classes['row']}>
            <div className={classes['rowText']}>{each.title}<Text size="xs" c="dimmed">{each.address}</Text></div>
            <CopyButton value={each.address}>
              {({ copied, copy }) => <ActionIcon aria-label={copied ? `Copied: ${each.address}` : `Copy the path or link of ${each.title}`} onClick={copy}>{copied ? <IconCheck size={15} /> : <IconCopy size={15} />}</ActionIcon>}
            </CopyButton>
            {canEdit && <ActionIcon aria-label={`Remove the document ${each.title}`} onClick={() => applyPlan(planRemovePart(draft, { table: 'agreementDocument', id: each.id }))}><IconTrash size={15} /></ActionIcon>}
          </li>
        ))}
      </ul>
      {canEdit && (
        <form className={classes['form']} onSubmit={add}>
          <TextInput label="Document" w={150} value={fields.title} maxLength={200} autoComplete="off" onChange={(event) => setFields({ ...fields, title: event.currentTarget.value })} />
          <TextInput label="Path or link" style={{ flex: '1 1 140px' }} value={fields.address} maxLength={200} autoComplete="off" onChange={(event) => setFields({ ...fields, address: event.currentTarget.value })} />
          <Button type="submit" variant="default" leftSection={<IconPlus size={14} aria-hidden />} disabled={fields.title.trim() === '' || fields.address.trim() === ''}>Add</Button>
        </form>
      )}
    </Section>
  )
}
