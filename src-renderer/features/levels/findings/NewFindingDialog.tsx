/** A finding that nobody computed: brought up at a review, or for another reason. */
import { Button, Group, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'

import { FINDING_CAUSES } from '../../../../src-shared/domain/model/level-tables.ts'
import { planOpenFindings } from '../../../../src-shared/domain/service-levels/quality/edit-findings.ts'
import { FormDialog } from '../../../components/FormDialog.tsx'
import { readMonthField, sentence } from '../../../components/typed.ts'
import { today } from '../../../state/today.ts'
import { useModelSession } from '../../../state/model-session.tsx'
import { useLevelView } from '../level-view.tsx'
import { CAUSES } from './finding-words.tsx'

export function NewFindingDialog({ onClose }: { readonly onClose: (id: string | null) => void }): ReactNode {
  const { draft, serviceId } = useLevelView()
  const { author, newId, apply } = useModelSession()
  const [cause, setCause] = useState<(typeof FINDING_CAUSES)[number]>('review')
  const [service, setService] = useState(serviceId)
  const [agreement, setAgreement] = useState<string | null>(null)
  const [fields, setFields] = useState({ title: '', month: '', note: '' })
  const [error, setError] = useState<string | null>(null)
  const month = readMonthField(fields.month)
  function submit(event: FormEvent): void {
    event.preventDefault()
    if ('why' in month) return setError('Put the marked field right first.')
    const planned = planOpenFindings({ draft, findings: [{ serviceId: service, targetId: null, agreementId: agreement, month: month.value, cause, title: fields.title.trim(), note: fields.note.trim() }], openedOn: today(), author, newId })
    const problems = planned.ok ? apply(planned.value) : planned.failure
    if (problems.length > 0) return setError(sentence(problems))
    onClose(planned.ok ? (planned.value.findingIds[0] ?? null) : null)
  }
  return (
    <FormDialog onClose={() => onClose(null)} title="New finding" size={560}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput label="What was found" data-autofocus value={fields.title} maxLength={200} onChange={(event) => setFields({ ...fields, title: event.currentTarget.value })} />
          <Group grow gap="sm" align="flex-start">
            <Select label="Cause" data={FINDING_CAUSES.map((value) => ({ value, label: CAUSES[value].word }))} value={cause} allowDeselect={false} onChange={(next) => setCause(FINDING_CAUSES.find((each) => each === next) ?? cause)} />
            <TextInput label="Month" placeholder="YYYY-MM, if of one" value={fields.month} error={'why' in month ? month.why : undefined} onChange={(event) => setFields({ ...fields, month: event.currentTarget.value })} />
          </Group>
          <Group grow gap="sm" align="flex-start">
            <Select label="Service" searchable clearable data={[...draft.service.values()].map((each) => ({ value: each.id, label: each.name }))} value={service} onChange={setService} />
            <Select label="Agreement" searchable clearable data={[...draft.agreement.values()].map((each) => ({ value: each.id, label: `${each.code} ${each.title}` }))} value={agreement} onChange={setAgreement} />
          </Group>
          <Textarea label="Note" autosize minRows={2} maxLength={2000} value={fields.note} onChange={(event) => setFields({ ...fields, note: event.currentTarget.value })} />
          {error !== null && <Text size="sm" c="var(--mantine-color-error)" role="alert">{error}</Text>}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={() => onClose(null)}>Cancel</Button>
            <Button type="submit">Add the finding</Button>
          </Group>
        </Stack>
      </form>
    </FormDialog>
  )
}
