/** What it would take to hold a rate: units, cost or vacancy (PROJ-3). Trying changes nothing; only applying is an edit. */
import { Alert, Button, Group, SegmentedControl, Stack, Text } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'

import { seekSteps, type SeekBy, type SeekOutcome, type SeekRequest } from '../../../../src-shared/domain/costs/goal-seek.ts'
import { whyNoRate } from '../../../../src-shared/domain/costs/no-rate-words.ts'
import { Decimal, formatFixed, toText } from '../../../../src-shared/domain/decimal.ts'
import { rateUnitsId } from '../../../../src-shared/domain/model/cost-tables.ts'
import type { Steps } from '../../../../src-shared/domain/steps.ts'
import { DecimalInput } from '../../../components/DecimalInput.tsx'
import { useInspector } from '../../../state/inspector.tsx'
import { notifyDone } from '../../../state/notices.tsx'
import { useCostView } from '../cost-view.tsx'
import { useCostEdits } from '../use-cost-edits.ts'
import { SeekFigures } from './SeekFigures.tsx'
import { StepsProgress } from './StepsProgress.tsx'
import { useSteps } from './use-steps.ts'

const LEVERS = [{ value: 'units', label: 'Planned units' }, { value: 'cost', label: 'Cost of the service' }, { value: 'vacancy', label: 'Vacancy' }] as const satisfies readonly { readonly value: SeekBy; readonly label: string }[]
type Lever = (typeof LEVERS)[number]['value']

/** An answer with its question: what is typed meanwhile asks another one. */
type Answered = { readonly request: SeekRequest; readonly outcome: SeekOutcome }

function* answered(request: SeekRequest): Steps<Answered> {
  return { request, outcome: yield* seekSteps(request) }
}

export function SeekPanel({ rateId, onDone }: { readonly rateId: string; readonly onDone: () => void }): ReactNode {
  const { draft, version, derivation, inputs, key, label, canEdit } = useCostView()
  const edits = useCostEdits()
  const [kind, setKind] = useState<'percent' | 'rate'>('percent')
  const [target, setTarget] = useState<Decimal | null>(null)
  const [by, setBy] = useState<Lever>('units')
  const run = useSteps<Answered>()
  const inspector = useInspector()
  const outcome = run.answer?.outcome ?? null
  const [error, setError] = useState<string | null>(null)
  const rate = derivation.rates.get(rateId)
  const units = inputs.rateUnits.get(rateId) ?? []

  /** The question has changed: what its answer's figures explained is gone with it. */
  function forget(): void {
    run.clear()
    inspector.close()
  }
  function seek(event: FormEvent): void {
    event.preventDefault()
    if (target === null) return
    setError(null)
    forget()
    run.start(answered({ draft, version, rateId, by, target: kind === 'percent' ? { kind, value: toText<'%'>(target) } : { kind, value: toText<'USD/unit'>(target) } }))
  }
  function apply(): void {
    if (outcome === null || (outcome.kind !== 'found' && outcome.kind !== 'nearest')) return
    const why = by === 'vacancy' ? edits.setField({ table: 'yearPolicy', rowId: inputs.policy.id, field: 'vacancyPercent' }, outcome.value)
      : by === 'units' ? edits.setField({ table: 'rateUnits', rowId: units[0]?.id ?? rateUnitsId({ version: key, rateId, customer: '' }), field: 'units' }, outcome.value)
        : edits.tryAddRow('costLine', { section: 'other', serviceId: rate?.serviceId ?? '', poolId: '', description: 'Change that holds a rate', amount: outcome.value, assumption: outcome.words })
    setError(why)
    if (why !== null) return
    notifyDone(outcome.words)
    onDone()
  }
  const isFound = outcome?.kind === 'found' || outcome?.kind === 'nearest'
  const canApply = canEdit && isFound && (by !== 'units' || units.length <= 1)
  return (
    <form onSubmit={seek}>
      <Stack gap="sm">
        <Group gap="sm" align="flex-end">
          <SegmentedControl
            aria-label="Target as" value={kind} data={[{ value: 'percent', label: 'By %' }, { value: 'rate', label: 'Rate' }]}
            onChange={(next) => {
              setKind(next === 'rate' ? 'rate' : 'percent')
              forget()
            }}
          />
          <DecimalInput<string>
            label={kind === 'percent' ? 'Hold it at, % against its price now' : 'Hold it at, USD per unit'} placeholder={kind === 'percent' ? '3' : '100.00'} value={target === null ? null : toText<string>(target)} allowEmpty w={230} data-autofocus
            onTyping={(typed) => {
              setTarget(typed?.value ?? null)
              forget()
            }}
            onCommit={() => undefined}
          />
        </Group>
        <SegmentedControl
          aria-label="By changing" value={by} data={LEVERS.map((each) => ({ ...each }))}
          onChange={(next) => {
            const found = LEVERS.find((each) => each.value === next)
            if (found === undefined) return
            setBy(found.value)
            forget()
          }}
        />
        <Text size="sm" c="dimmed">
          {rate === undefined || rate.rounded === null ? `Nothing to hold: ${whyNoRate(label, rate) ?? 'no rate comes out'}.` : `It comes out at ${formatFixed(rate.rounded, rate.places)} now. Trying changes nothing.`}
        </Text>
        {outcome !== null && (
          <Alert color={outcome.kind === 'found' ? 'blue' : 'yellow'} title={outcome.kind === 'found' ? 'Found' : outcome.kind === 'nearest' ? 'Nearest' : 'Not possible'}>
            <output>{outcome.words}</output>
            {by === 'units' && isFound && units.length > 1 && ' Its units stand by customer: change those.'}
            {run.answer !== null && isFound && <SeekFigures request={run.answer.request} answer={outcome} input={by === 'cost' ? 'Change of its cost' : (LEVERS.find((each) => each.value === by)?.label ?? by)} places={rate?.places ?? 2} />}
          </Alert>
        )}
        {error !== null && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {error}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          {isFound && (
            <Button variant="default" disabled={!canApply} onClick={apply}>
              {by === 'cost' ? 'Add it as a cost line' : 'Apply'}
            </Button>
          )}
          <StepsProgress run={run} what="trials" />
          <Button type="submit" disabled={target === null || run.isRunning || rate === undefined}>
            What would it take
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
