import { Button, Group, NumberInput, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'

import { formatFixed, MAX_PUBLISHED_PLACES } from '../../../src-shared/domain/decimal.ts'
import { PRICE_KINDS, priceId, type CustomerClass, type PriceKind, type Rate } from '../../../src-shared/domain/model/tables.ts'
import { planPriceEdits } from '../../../src-shared/domain/rates/edit-prices.ts'
import { priceKey, resolvePrices } from '../../../src-shared/domain/rates/resolve-prices.ts'
import type { ScheduleYear } from '../../../src-shared/domain/rates/schedule-lifecycle.ts'
import { planSetPrice, type PriceFields } from '../../../src-shared/domain/rates/set-price.ts'
import { useApplyPlan } from '../../state/apply-plan.ts'
import { useModelSession } from '../../state/model-session.tsx'
import { notifyIssues } from '../../state/notices.tsx'
import { useFieldPlan } from './use-catalog-edits.ts'

const KIND_WORDS: Readonly<Record<PriceKind, string>> = {
  'per-unit': 'Per unit', 'cost-plus-percent': 'Cost plus a percentage', 'contract-rate': 'Contract rate (actual cost)', varies: 'Varies (actual cost)', 'flat-per-period': 'Flat per period',
  'no-units': 'No units: funded from overhead', 'not-billed': 'Not billed', 'not-published': 'Not published',
}

function isPriceKind(text: string | null): text is PriceKind {
  return PRICE_KINDS.some((kind) => kind === text)
}

const EMPTY: PriceFields = { kind: 'per-unit', figure: '', basisText: '', places: 2, derived: '', note: '' }

/** One price of a draft year, field by field (RATE-3, NUM-3). */
export function PriceDialog({ rate, year, customerClass, onDone }: { readonly rate: Rate; readonly year: ScheduleYear; readonly customerClass: CustomerClass; readonly onDone: () => void }): ReactNode {
  const { draft, newId } = useModelSession()
  const applyPlan = useApplyPlan()
  const fieldPlan = useFieldPlan()
  const present = resolvePrices(draft, year.version).get(priceKey(rate.id, customerClass))
  const isOwn = draft.price.has(priceId({ scheduleId: year.latest.id, rateId: rate.id, customerClass }))
  const [error, setError] = useState<string | null>(null)
  const [fields, setFields] = useState<PriceFields>(() => {
    if (present === undefined) return EMPTY
    const figure = present.amount ?? present.percent
    return {
      kind: present.kind, figure: figure === null ? '' : formatFixed(figure, present.places), basisText: present.basisText, places: figure === null ? 2 : present.places, derived: present.derivedAmount ?? '', note: present.note,
    }
  })
  const set = (next: Partial<PriceFields>): void => setFields({ ...fields, ...next })
  const hasFigure = fields.kind === 'per-unit' || fields.kind === 'flat-per-period' || fields.kind === 'cost-plus-percent'

  function submit(event: FormEvent): void {
    event.preventDefault()
    const problem = fieldPlan(planSetPrice({ draft, version: year.version, rateId: rate.id, customerClass, fields }))
    setError(problem)
    if (problem === null) onDone()
  }
  function takeAway(): void {
    const planned = planPriceEdits({ draft, version: year.version, cells: [{ rateId: rate.id, customerClass, text: '' }], newId })
    if (planned.ok && planned.value.refused.length > 0) return notifyIssues('Not changed', planned.value.refused.map((each) => each.issue))
    if (applyPlan(planned.ok ? { ok: true, value: planned.value.plan } : planned)) onDone()
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Select label="Kind of price" data={PRICE_KINDS.map((kind) => ({ value: kind, label: KIND_WORDS[kind] }))} value={fields.kind} onChange={(kind) => isPriceKind(kind) && set({ kind })} allowDeselect={false} />
        {hasFigure && (
          <Group grow align="flex-start">
            <TextInput
              label={fields.kind === 'cost-plus-percent' ? 'Percentage' : 'Published rate'}
              description={fields.kind === 'cost-plus-percent' ? '%' : 'USD per unit'}
              value={fields.figure}
              onChange={(event) => set({ figure: event.currentTarget.value })}
              inputMode="decimal"
              styles={{ input: { textAlign: 'right' } }}
              data-autofocus
            />
            <NumberInput label="Places" description="As published, 0 to 6" value={fields.places} min={0} max={MAX_PUBLISHED_PLACES} allowDecimal={false} clampBehavior="strict" onChange={(places) => set({ places: typeof places === 'number' ? places : 0 })} />
          </Group>
        )}
        {fields.kind === 'cost-plus-percent' && <TextInput label="Added to" placeholder="Purchase Cost" value={fields.basisText} onChange={(event) => set({ basisText: event.currentTarget.value })} maxLength={200} />}
        {fields.kind === 'flat-per-period' && <TextInput label="Period" placeholder="month" value={fields.basisText} onChange={(event) => set({ basisText: event.currentTarget.value })} maxLength={200} />}
        {(fields.kind === 'per-unit' || fields.kind === 'flat-per-period') && (
          <TextInput label="Unrounded rate" description="Where it is known; a basis for analysis only." value={fields.derived} onChange={(event) => set({ derived: event.currentTarget.value })} inputMode="decimal" styles={{ input: { textAlign: 'right' } }} />
        )}
        <Textarea label="Note" value={fields.note} onChange={(event) => set({ note: event.currentTarget.value })} autosize minRows={2} maxRows={6} />
        {error !== null && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {error}
          </Text>
        )}
        <Group justify="space-between" gap="xs">
          {isOwn ? (
            <Button variant="subtle" color="gray" onClick={takeAway}>
              Take the price away
            </Button>
          ) : (
            <span />
          )}
          <Group gap="xs">
            <Button variant="default" onClick={onDone}>
              Cancel
            </Button>
            <Button type="submit">Set the price</Button>
          </Group>
        </Group>
      </Stack>
    </form>
  )
}
