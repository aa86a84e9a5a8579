/** "40 more mailboxes from October": rate, units, monthly or once, from, until, and why. */
import { Button, Group, SegmentedControl, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'

import { changeWords, planChange } from '../../../../src-shared/domain/budget/edit-budget.ts'
import { fiscalYearFirstMonth } from '../../../../src-shared/domain/model/integrity.ts'
import { CHANGE_CADENCES, type BudgetChange } from '../../../../src-shared/domain/model/billing-tables.ts'
import { monthsOfYear } from '../../../../src-shared/domain/month.ts'
import { useModelSession } from '../../../state/model-session.tsx'
import { useBudgetView } from '../budget-view.tsx'
import { RateSelect } from '../RateSelect.tsx'
import { FormDialog } from '../../../components/FormDialog.tsx'
import { readMonthField, readNumber, sentence } from '../../../components/typed.ts'

export function ChangeDialog({ change, rateId = null, onClose }: { /** Null: a new one. */ readonly change: BudgetChange | null; readonly rateId?: string | null; readonly onClose: () => void }): ReactNode {
  const { author, newId, apply } = useModelSession()
  const { draft, customer, to, budget } = useBudgetView()
  const nextProjected = budget.months.find((each) => each.kind !== 'actual')?.month ?? monthsOfYear(to.fiscalYear, fiscalYearFirstMonth(draft))[0] ?? ''
  const [rate, setRate] = useState(change?.rateId ?? rateId)
  const [isRateFirst] = useState(rate === null)
  const [units, setUnits] = useState<string>(change?.units ?? '')
  const [cadence, setCadence] = useState(change?.cadence ?? 'monthly')
  const [from, setFrom] = useState<string>(change?.fromMonth ?? nextProjected)
  const [until, setUntil] = useState<string>(change?.toMonth ?? '')
  const [note, setNote] = useState(change?.note ?? '')
  const [error, setError] = useState<string | null>(null)

  const [readUnits, readFrom, readUntil] = [readNumber<'units'>(units), readMonthField(from), readMonthField(until)]
  const fields = rate !== null && 'value' in readUnits && readUnits.value !== null && 'value' in readFrom && readFrom.value !== null && 'value' in readUntil
    ? { rateId: rate, units: readUnits.value, cadence, fromMonth: readFrom.value, toMonth: cadence === 'once' ? null : readUntil.value, note: note.trim() }
    : null

  function submit(event: FormEvent): void {
    event.preventDefault()
    if ([readUnits, readFrom, readUntil].some((read) => 'why' in read)) return setError('Put the marked fields right first.')
    if (fields === null) return setError('Choose the rate, and write the units and the month from which they count.')
    const plan = planChange({ draft, version: to, customerId: customer.id, id: change?.id ?? newId(), author, fields })
    const problems = (plan.ok ? apply(plan.value) : plan.failure).filter((each) => each.code !== 'nothing-to-change')
    if (problems.length > 0) return setError(sentence(problems))
    onClose()
  }
  return (
    <FormDialog onClose={onClose} title={change === null ? 'Dated change' : 'Edit the dated change'}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <RateSelect label="Rate" value={rate} onChange={setRate} isFirst={isRateFirst} />
          <Group grow gap="sm" align="flex-start">
            <TextInput label="Units more (with a minus: fewer)" inputMode="decimal" autoComplete="off" value={units} error={'why' in readUnits ? readUnits.why : undefined} onChange={(event) => setUnits(event.currentTarget.value)} data-autofocus={!isRateFirst || undefined} />
            <div>
              <Text size="xs" fw={500} mb={4} component="div">How often</Text>
              <SegmentedControl aria-label="How often" fullWidth value={cadence} data={[{ value: 'monthly', label: 'Every month' }, { value: 'once', label: 'Once' }]} onChange={(next) => setCadence(CHANGE_CADENCES.find((each) => each === next) ?? 'monthly')} />
            </div>
          </Group>
          <Group grow gap="sm" align="flex-start">
            <TextInput label={cadence === 'once' ? 'In, YYYY-MM' : 'From, YYYY-MM'} placeholder="2004-10" autoComplete="off" value={from} error={'why' in readFrom ? readFrom.why : undefined} onChange={(event) => setFrom(event.currentTarget.value)} />
            {cadence === 'monthly' && <TextInput label="Until, YYYY-MM" placeholder="for good" autoComplete="off" value={until} error={'why' in readUntil ? readUntil.why : undefined} onChange={(event) => setUntil(event.currentTarget.value)} />}
          </Group>
          <Textarea label="Why" autosize minRows={2} value={note} onChange={(event) => setNote(event.currentTarget.value)} maxLength={2000} />
          {fields !== null && <Text size="sm" component="output">{changeWords(fields, draft.rate.get(fields.rateId)?.title ?? '')}.</Text>}
          {error !== null && <Text size="sm" c="var(--mantine-color-error)" role="alert">{error}</Text>}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>Cancel</Button>
            <Button type="submit">{change === null ? 'Add the change' : 'Save'}</Button>
          </Group>
        </Stack>
      </form>
    </FormDialog>
  )
}
