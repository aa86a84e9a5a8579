/** One line of an estimate: by a rate, or with an amount of its own. */
import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'

import { planEstimateLine } from '../../../../src-shared/domain/budget/edit-requests.ts'
import { CADENCES, type EstimateLine } from '../../../../src-shared/domain/model/billing-tables.ts'
import { useModelSession } from '../../../state/model-session.tsx'
import { useBudgetView } from '../budget-view.tsx'
import { RateSelect } from '../RateSelect.tsx'
import { FormDialog } from '../../../components/FormDialog.tsx'
import { readNumber, sentence } from '../../../components/typed.ts'
import { CADENCE_WORDS } from './request-words.ts'

const USUAL_OBJECT_CODE = 'E10'

export function EstimateLineDialog({ requestId, line, onClose }: { readonly requestId: string; /** Null: a new one. */ readonly line: EstimateLine | null; readonly onClose: () => void }): ReactNode {
  const { newId, apply } = useModelSession()
  const { draft } = useBudgetView()
  const [description, setDescription] = useState(line?.description ?? '')
  const [cadence, setCadence] = useState(line?.cadence ?? 'monthly')
  const [rate, setRate] = useState(line?.rateId ?? null)
  const [quantity, setQuantity] = useState<string>(line?.quantity ?? '1')
  const [amount, setAmount] = useState<string>(line?.amount ?? '')
  const [objectCode, setObjectCode] = useState(line?.objectCode ?? USUAL_OBJECT_CODE)
  const [note, setNote] = useState(line?.note ?? '')
  const [error, setError] = useState<string | null>(null)
  const [readQuantity, readAmount] = [readNumber<'units'>(quantity), readNumber<'USD/unit'>(amount)]

  /** The rate brings its name and object code where nothing else was written. */
  function choose(rateId: string | null): void {
    setRate(rateId)
    const chosen = rateId === null ? undefined : draft.rate.get(rateId)
    if (chosen === undefined) return
    if (description === '') setDescription(chosen.title)
    if (chosen.objectCode !== '') setObjectCode(chosen.objectCode)
  }
  function submit(event: FormEvent): void {
    event.preventDefault()
    if ('why' in readQuantity || 'why' in readAmount) return setError('Put the marked fields right first.')
    if (readQuantity.value === null) return setError('Write the quantity.')
    const plan = planEstimateLine(draft, { id: line?.id ?? newId(), requestId, description: description.trim(), cadence, rateId: rate, quantity: readQuantity.value, amount: readAmount.value, objectCode: objectCode.trim(), note: note.trim() })
    const problems = plan.ok ? apply(plan.value) : plan.failure
    if (problems.length > 0) return setError(sentence(problems))
    onClose()
  }
  return (
    <FormDialog onClose={onClose} title={line === null ? 'Line of the estimate' : 'Edit the line'}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          <RateSelect label="Rate" value={rate} onChange={choose} clearable placeholder="none: an amount of its own" isFirst={line === null} />
          <TextInput label="Description" value={description} data-autofocus={line !== null || undefined} onChange={(event) => setDescription(event.currentTarget.value)} maxLength={200} />
          <Group grow gap="sm" align="flex-start">
            <TextInput label="Quantity" inputMode="decimal" value={quantity} error={'why' in readQuantity ? readQuantity.why : undefined} onChange={(event) => setQuantity(event.currentTarget.value)} />
            <TextInput label="Amount of one, USD" inputMode="decimal" placeholder={rate === null ? '' : 'by the rate'} value={amount} error={'why' in readAmount ? readAmount.why : undefined} onChange={(event) => setAmount(event.currentTarget.value)} />
          </Group>
          <Group grow gap="sm" align="flex-start">
            <Select label="How often" data={CADENCES.map((each) => ({ value: each, label: CADENCE_WORDS[each] }))} value={cadence} allowDeselect={false} onChange={(next) => setCadence(CADENCES.find((each) => each === next) ?? cadence)} />
            <TextInput label="Object code" value={objectCode} onChange={(event) => setObjectCode(event.currentTarget.value)} maxLength={40} />
          </Group>
          <TextInput label="Note" value={note} onChange={(event) => setNote(event.currentTarget.value)} maxLength={500} />
          {error !== null && <Text size="sm" c="var(--mantine-color-error)" role="alert">{error}</Text>}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>Cancel</Button>
            <Button type="submit">{line === null ? 'Add the line' : 'Save'}</Button>
          </Group>
        </Stack>
      </form>
    </FormDialog>
  )
}
