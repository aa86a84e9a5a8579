/** Begins an agreement from the template of its kind. */
import { Button, Group, MultiSelect, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'

import { AGREEMENT_KINDS, type Agreement } from '../../../../src-shared/domain/model/agreement-tables.ts'
import { AGREEMENT_TEMPLATES } from '../../../../src-shared/domain/service-levels/agreements/agreement-templates.ts'
import { nextAgreementCode, planNewAgreement } from '../../../../src-shared/domain/service-levels/agreements/edit-agreements.ts'
import { KIND_WORDS } from '../../../../src-shared/domain/service-levels/agreements/signing.ts'
import { FormDialog } from '../../../components/FormDialog.tsx'
import { readDayField, sentence } from '../../../components/typed.ts'
import { useModelSession } from '../../../state/model-session.tsx'
import { useLevelView } from '../level-view.tsx'

const NEXT: Readonly<Record<Agreement['kind'], string>> = {
  slr: 'Its path begins with gathering the requirement (2.1).', sla: 'Its path begins with gathering the requirement (2.1). An SLA that follows a documented requirement is begun from that.',
  ola: 'Its path begins with the review of current agreements (3.1).', uc: 'Its path begins with the review of current agreements (3.1).',
}

/** `onClose` gets the id of the new agreement. */
export function NewAgreementDialog({ onClose }: { readonly onClose: (agreementId: string | null) => void }): ReactNode {
  const { draft } = useLevelView()
  const { apply, newId } = useModelSession()
  const [kind, setKind] = useState<Agreement['kind']>('sla')
  const [customerId, setCustomer] = useState<string | null>(null)
  const [serviceIds, setServices] = useState<readonly string[]>([])
  const [fields, setFields] = useState({ title: '', provider: '', startsOn: '', endsOn: '' })
  const [error, setError] = useState<string | null>(null)
  const days = { startsOn: readDayField(fields.startsOn), endsOn: readDayField(fields.endsOn) }
  const isWithCustomer = kind === 'sla' || kind === 'slr'
  const customers = [...draft.customer.values()].toSorted((left, right) => left.position - right.position).map((each) => ({ value: each.id, label: `${each.code}, ${each.name}` }))
  const services = [...draft.service.values()].toSorted((left, right) => (left.name < right.name ? -1 : 1)).map((each) => ({ value: each.id, label: each.name }))
  const day = (name: keyof typeof days, label: string, none: string): ReactNode => <TextInput label={label} placeholder={none} autoComplete="off" value={fields[name]} error={'why' in days[name] ? days[name].why : null} onChange={(event) => setFields({ ...fields, [name]: event.currentTarget.value })} />
  function submit(event: FormEvent): void {
    event.preventDefault()
    const { startsOn, endsOn } = days
    if ('why' in startsOn || 'why' in endsOn) return setError('Put the marked days right first.')
    const plan = planNewAgreement({
      draft, newId, kind, serviceIds, fields: { title: fields.title.trim() || AGREEMENT_TEMPLATES[kind].title, customerId: isWithCustomer ? customerId : null, provider: isWithCustomer ? '' : fields.provider.trim(), startsOn: startsOn.value, endsOn: endsOn.value },
    })
    const problems = plan.ok ? apply(plan.value) : plan.failure
    if (problems.length > 0) return setError(sentence(problems))
    onClose(plan.ok ? plan.value.agreementId : null)
  }
  return (
    <FormDialog onClose={() => onClose(null)} title={`New agreement ${nextAgreementCode(draft, kind)}`} size={600}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <SegmentedControl aria-label="Template" value={kind} data={AGREEMENT_KINDS.map((each) => ({ value: each, label: KIND_WORDS[each].short }))} onChange={(next) => setKind(AGREEMENT_KINDS.find((each) => each === next) ?? kind)} />
          <Text size="sm" c="dimmed">{KIND_WORDS[kind].long}. {NEXT[kind]}</Text>
          <TextInput label="Title" data-autofocus maxLength={200} autoComplete="off" placeholder={AGREEMENT_TEMPLATES[kind].title} value={fields.title} onChange={(event) => setFields({ ...fields, title: event.currentTarget.value })} />
          {isWithCustomer
            ? <Select label="Customer" searchable clearable placeholder="none yet" data={customers} value={customerId} onChange={setCustomer} />
            : <TextInput label={kind === 'uc' ? 'Vendor' : 'Team that promises'} maxLength={200} autoComplete="off" value={fields.provider} onChange={(event) => setFields({ ...fields, provider: event.currentTarget.value })} />}
          <MultiSelect label="Services" searchable placeholder={serviceIds.length === 0 ? 'none yet' : ''} data={services} value={[...serviceIds]} onChange={setServices} />
          <Group grow gap="sm" align="flex-start">
            {day('startsOn', 'First day', 'YYYY-MM-DD')}
            {day('endsOn', 'Last day', 'open')}
          </Group>
          {error !== null && <Text size="sm" c="var(--mantine-color-error)" role="alert">{error}</Text>}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={() => onClose(null)}>Cancel</Button>
            <Button type="submit">Begin it</Button>
          </Group>
        </Stack>
      </form>
    </FormDialog>
  )
}
