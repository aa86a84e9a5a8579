/** A request in the log: what was asked for, where it stands, who signed, and what it puts into the projection. */
import { Button, Group, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'

import { nextRequestCode, planRequest } from '../../../../src-shared/domain/budget/edit-requests.ts'
import { REQUEST_KINDS, REQUEST_STATUSES, type ServiceRequest } from '../../../../src-shared/domain/model/billing-tables.ts'
import { useModelSession } from '../../../state/model-session.tsx'
import { useBudgetView } from '../budget-view.tsx'
import classes from '../Budgets.module.css'
import { RateSelect } from '../RateSelect.tsx'
import { FormDialog } from '../../../components/FormDialog.tsx'
import { readDayField, readMonthField, readNumber, sentence, type Read } from '../../../components/typed.ts'
import { today } from '../../../state/today.ts'
import { KIND_WORDS, STATUS_WORDS } from './request-words.ts'

const DECIDED: ReadonlySet<ServiceRequest['status']> = new Set(['approved', 'refused', 'withdrawn', 'done'])

function whyOf(read: Read<unknown>): string | undefined {
  return 'why' in read ? read.why : undefined
}

export function RequestDialog({ request, onClose }: { /** Null: a new one. */ readonly request: ServiceRequest | null; readonly onClose: (id: string | null) => void }): ReactNode {
  const { author, newId, apply } = useModelSession()
  const { draft, customer } = useBudgetView()
  const [kind, setKind] = useState(request?.kind ?? 'new-service')
  const [status, setStatus] = useState(request?.status ?? 'draft')
  const [rate, setRate] = useState(request?.rateId ?? null)
  const [fields, setFields] = useState(() => ({
    code: request?.code ?? nextRequestCode(draft, customer.id), title: request?.title ?? '', requestedOn: String(request?.requestedOn ?? today()), decidedOn: String(request?.decidedOn ?? ''), signedBy: request?.signedBy ?? '',
    units: String(request?.monthlyUnits ?? ''), from: String(request?.fromMonth ?? ''), until: String(request?.toMonth ?? ''), note: request?.note ?? '',
  }))
  const [error, setError] = useState<string | null>(null)
  const [requestedOn, decidedOn, units, from, until] = [readDayField(fields.requestedOn), readDayField(fields.decidedOn), readNumber<'units'>(fields.units), readMonthField(fields.from), readMonthField(fields.until)]
  const input = (name: keyof typeof fields, label: string, more: { readonly why?: string | undefined; readonly placeholder?: string; readonly focus?: boolean } = {}): ReactNode => (
    <TextInput label={label} autoComplete="off" placeholder={more.placeholder} value={fields[name]} error={more.why} {...(more.focus === true ? { 'data-autofocus': true } : {})} onChange={(event) => setFields({ ...fields, [name]: event.currentTarget.value })} />
  )

  function decide(next: ServiceRequest['status']): void {
    setStatus(next)
    if (DECIDED.has(next) && fields.decidedOn === '') setFields({ ...fields, decidedOn: today() })
  }
  function submit(event: FormEvent): void {
    event.preventDefault()
    if ('why' in requestedOn || 'why' in decidedOn || 'why' in units || 'why' in from || 'why' in until) return setError('Put the marked fields right first.')
    if (requestedOn.value === null) return setError('Write the day on which it was asked for.')
    const id = request?.id ?? newId()
    const plan = planRequest(draft, {
      id, customerId: customer.id, code: fields.code.trim(), kind, title: fields.title.trim(), status, requestedOn: requestedOn.value, decidedOn: decidedOn.value, signedBy: fields.signedBy.trim(), rateId: rate, monthlyUnits: units.value,
      fromMonth: from.value, toMonth: until.value, author: request?.author ?? author, note: fields.note.trim(),
    })
    const problems = plan.ok ? apply(plan.value) : plan.failure
    if (problems.length > 0) return setError(sentence(problems))
    onClose(id)
  }
  return (
    <FormDialog onClose={() => onClose(null)} title={request === null ? 'New request' : `Request ${request.code}`} size={620}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <div className={classes['requestHead']}>
            {input('code', 'Number')}
            <Select label="Kind" data={REQUEST_KINDS.map((each) => ({ value: each, label: KIND_WORDS[each] }))} value={kind} allowDeselect={false} onChange={(next) => setKind(REQUEST_KINDS.find((each) => each === next) ?? kind)} />
            <Select label="Status" data={REQUEST_STATUSES.map((each) => ({ value: each, label: STATUS_WORDS[each] }))} value={status} allowDeselect={false} data-autofocus={request !== null || undefined} onChange={(next) => decide(REQUEST_STATUSES.find((each) => each === next) ?? status)} />
          </div>
          {input('title', 'What is asked for', { focus: request === null })}
          <Group grow gap="sm" align="flex-start">
            {input('requestedOn', 'Asked for on', { placeholder: 'YYYY-MM-DD', why: whyOf(requestedOn) })}
            {input('decidedOn', 'Decided on', { placeholder: 'YYYY-MM-DD', why: whyOf(decidedOn) })}
            {input('signedBy', 'Authorised signature', { placeholder: 'who signed for the customer' })}
          </Group>
          <RateSelect label="Rate that it changes, once approved" value={rate} onChange={setRate} clearable placeholder="none" />
          {rate !== null && (
            <Group grow gap="sm" align="flex-start">
              {input('units', 'Units more a month', { placeholder: 'with a minus: fewer', why: whyOf(units) })}
              {input('from', 'From, YYYY-MM', { placeholder: '2004-10', why: whyOf(from) })}
              {input('until', 'Until, YYYY-MM', { placeholder: 'for good', why: whyOf(until) })}
            </Group>
          )}
          <Textarea label="Note" autosize minRows={2} maxLength={2000} value={fields.note} onChange={(event) => setFields({ ...fields, note: event.currentTarget.value })} />
          {error !== null && <Text size="sm" c="var(--mantine-color-error)" role="alert">{error}</Text>}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={() => onClose(null)}>Cancel</Button>
            <Button type="submit">{request === null ? 'Add the request' : 'Save'}</Button>
          </Group>
        </Stack>
      </form>
    </FormDialog>
  )
}
