/** The steps of a schedule's life that ask something first. */
import { Button, Group, List, Modal, NumberInput, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useMemo, useState, type FormEvent, type ReactNode } from 'react'

import { fiscalYear, fiscalYearSpan, formatFiscalYear, isFiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import type { EditPlan } from '../../../src-shared/domain/model/edit.ts'
import { fiscalYearFirstMonth } from '../../../src-shared/domain/model/integrity.ts'
import { planCorrectSchedule, planCreateSchedule, planPublish, pricesToPublish, planRollSchedule, planUpdateSchedule, yearsOf, type ScheduleYear } from '../../../src-shared/domain/rates/schedule-lifecycle.ts'
import type { Result } from '../../../src-shared/domain/result.ts'
import { planOf } from '../../../src-shared/domain/version.ts'
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx'
import { useApplyPlan } from '../../state/apply-plan.ts'
import { useModelSession } from '../../state/model-session.tsx'
import { today } from '../../state/today.ts'
import { useVersionSelection } from '../../state/version-selection.tsx'
import { readDay } from './dates.ts'
import { freeYearAfter } from './target-years.ts'

export type ScheduleDialog =
  | { readonly kind: 'new-year' }
  | { readonly kind: 'publish'; readonly year: ScheduleYear }
  | { readonly kind: 'roll' | 'correct' | 'dates'; readonly year: ScheduleYear }

type Props = { readonly onDone: () => void }

function nameOf(year: ScheduleYear): string {
  const label = formatFiscalYear(year.version.fiscalYear)
  return year.latest.revision === 1 ? label : `${label} revision ${year.latest.revision}`
}

function FormActions({ label, onCancel, isReady = true }: { readonly label: string; readonly onCancel: () => void; readonly isReady?: boolean }): ReactNode {
  return (
    <Group justify="flex-end" gap="xs">
      <Button variant="default" onClick={onCancel}>
        Cancel
      </Button>
      <Button type="submit" disabled={!isReady}>
        {label}
      </Button>
    </Group>
  )
}

/** Runs the plan of a form and closes it when it was applied. */
function useSubmit(plan: () => Result<EditPlan>, onApplied: () => void): (event: FormEvent) => void {
  const applyPlan = useApplyPlan()
  return (event) => {
    event.preventDefault()
    if (applyPlan(plan())) onApplied()
  }
}

const EMPTY = 'empty'

function NewYear({ onDone, from }: Props & { readonly from: ScheduleYear | null }): ReactNode {
  const { draft } = useModelSession()
  const { setBase, setComparisons } = useVersionSelection()
  const years = yearsOf(draft).filter((year) => year.version.basis === 'plan')
  const latest = from ?? years.at(-1) ?? null
  const [source, setSource] = useState<string>(latest?.key ?? EMPTY)
  const chosen = years.find((year) => year.key === source)
  const taken = years.map((each) => each.version.fiscalYear)
  const [year, setYear] = useState<number | string>(() => (latest === null ? new Date().getFullYear() + 1 : freeYearAfter(taken, latest.version.fiscalYear)))
  const isTaken = taken.some((each) => each === year)
  const wanted = typeof year === 'number' && isFiscalYear(year) && !isTaken ? year : null

  const submit = useSubmit(
    () => {
      const to = wanted ?? fiscalYear(2000)
      return chosen === undefined ? planCreateSchedule({ draft, fiscalYear: to }) : planRollSchedule({ draft, from: chosen.key, to })
    },
    () => {
      if (wanted !== null) {
        setComparisons([planOf(wanted)])
        if (chosen !== undefined) setBase(chosen.version)
      }
      onDone()
    },
  )
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Select
          label="Begin with"
          data={[{ value: EMPTY, label: 'An empty schedule' }, ...years.toReversed().map((each) => ({ value: each.key, label: `The rates of ${formatFiscalYear(each.version.fiscalYear)}` }))]}
          value={source}
          onChange={(key) => setSource(key ?? EMPTY)}
          allowDeselect={false}
        />
        <NumberInput label="Fiscal year" description="Named by the calendar year in which it ends." value={year} onChange={setYear} min={1901} max={2199} allowDecimal={false} thousandSeparator="" data-autofocus error={isTaken ? `FY${year} has a schedule already.` : wanted === null ? 'A year from 1901 to 2199.' : undefined} />
        <Text size="sm" c="dimmed">
          {chosen === undefined ? 'The year begins as a draft without prices.' : `The year begins as a draft with the same rates. What is retired, merged, split or replaced by then is left out. ${formatFiscalYear(chosen.version.fiscalYear)} stays as it is.`}
        </Text>
        <FormActions label={chosen === undefined ? 'Begin the year' : 'Roll'} onCancel={onDone} isReady={wanted !== null} />
      </Stack>
    </form>
  )
}

function Publish({ year, onDone, opened }: Props & { readonly year: ScheduleYear; readonly opened: boolean }): ReactNode {
  const { draft } = useModelSession()
  const applyPlan = useApplyPlan()
  const [issuedOn, setIssuedOn] = useState<string>(year.latest.issuedOn ?? today())
  const day = readDay(issuedOn)
  const { prices, derived } = useMemo(() => pricesToPublish(draft, year.key), [draft, year.key])
  const name = nameOf(year)
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onDone}
      title={`Publish ${name}`}
      confirmLabel={`Publish ${name}`}
      isDisabled={day === undefined}
      onConfirm={() => {
        if (applyPlan(planPublish({ draft, version: year.key, issuedOn: day ?? undefined }))) onDone()
      }}
    >
      <Stack gap="sm">
        <Text size="sm">This cannot be undone. What happens:</Text>
        <List size="sm" spacing={4}>
          <List.Item>
            {prices.toLocaleString('en-US')} {prices === 1 ? 'price' : 'prices'} of {name} can no longer be changed, by anybody{derived === 0 ? '.' : `; ${derived.toLocaleString('en-US')} of them ${derived === 1 ? 'is' : 'are'} derived from costs and written down as ${derived === 1 ? 'it is' : 'they are'} now.`}
          </List.Item>
          <List.Item>A mistake found later is corrected by a new revision with the day from which it holds.</List.Item>
          <List.Item>Undo does not reach back beyond this point.</List.Item>
          <List.Item>Reports of {formatFiscalYear(year.version.fiscalYear)} no longer say DRAFT.</List.Item>
        </List>
        <TextInput type="date" label="Issued on" description="As the printed schedule says; may stay empty." value={issuedOn} onChange={(event) => setIssuedOn(event.currentTarget.value)} error={day === undefined ? 'That is no date.' : undefined} />
      </Stack>
    </ConfirmDialog>
  )
}

function Correct({ year, onDone }: Props & { readonly year: ScheduleYear }): ReactNode {
  const { draft } = useModelSession()
  const { setComparisons } = useVersionSelection()
  const span = fiscalYearSpan(year.version.fiscalYear, fiscalYearFirstMonth(draft))
  const [from, setFrom] = useState<string>(span.first)
  const [issued, setIssued] = useState('')
  const [note, setNote] = useState('')
  const [effectiveFrom, issuedOn] = [readDay(from) ?? undefined, readDay(issued)]
  const submit = useSubmit(
    () => planCorrectSchedule({ draft, version: year.key, effectiveFrom: effectiveFrom ?? span.first, issuedOn: issuedOn ?? null, note }),
    () => {
      setComparisons([year.version])
      onDone()
    },
  )
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text size="sm">
          A correction is a new revision of {formatFiscalYear(year.version.fiscalYear)}. It holds only the rates that it corrects, from a day of the year on; the published revision stays as it is.
        </Text>
        <TextInput type="date" label="Holds from" min={span.first} max={span.last} value={from} onChange={(event) => setFrom(event.currentTarget.value)} error={effectiveFrom === undefined ? 'That is no date.' : undefined} data-autofocus />
        <TextInput type="date" label="Issued on" description="May stay empty until it goes out." value={issued} onChange={(event) => setIssued(event.currentTarget.value)} error={issuedOn === undefined ? 'That is no date.' : undefined} />
        <Textarea label="Reason" value={note} onChange={(event) => setNote(event.currentTarget.value)} autosize minRows={2} maxRows={6} />
        <FormActions label="Begin the correction" onCancel={onDone} isReady={effectiveFrom !== undefined && issuedOn !== undefined} />
      </Stack>
    </form>
  )
}

function Dates({ year, onDone }: Props & { readonly year: ScheduleYear }): ReactNode {
  const { draft } = useModelSession()
  const [from, setFrom] = useState<string>(year.latest.effectiveFrom)
  const [issued, setIssued] = useState<string>(year.latest.issuedOn ?? '')
  const [note, setNote] = useState(year.latest.note)
  const [effectiveFrom, issuedOn] = [readDay(from) ?? undefined, readDay(issued)]
  const submit = useSubmit(() => planUpdateSchedule({ draft, version: year.key, effectiveFrom, issuedOn: issuedOn ?? null, note }), onDone)
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput type="date" label="Holds from" value={from} onChange={(event) => setFrom(event.currentTarget.value)} error={effectiveFrom === undefined ? 'That is no date.' : undefined} data-autofocus />
        <TextInput type="date" label="Issued on" value={issued} onChange={(event) => setIssued(event.currentTarget.value)} error={issuedOn === undefined ? 'That is no date.' : undefined} />
        <Textarea label="Note" value={note} onChange={(event) => setNote(event.currentTarget.value)} autosize minRows={2} maxRows={8} />
        <FormActions label="Save" onCancel={onDone} isReady={effectiveFrom !== undefined && issuedOn !== undefined} />
      </Stack>
    </form>
  )
}

function titleOf(dialog: ScheduleDialog): string {
  switch (dialog.kind) {
    case 'new-year':
      return 'New fiscal year'
    case 'roll':
      return `Roll ${formatFiscalYear(dialog.year.version.fiscalYear)} into another year`
    case 'publish':
      return `Publish ${nameOf(dialog.year)}`
    case 'correct':
      return `Correct ${formatFiscalYear(dialog.year.version.fiscalYear)}`
    case 'dates':
      return `Dates and note of ${nameOf(dialog.year)}`
  }
}

function Content({ dialog, onDone }: Props & { readonly dialog: Exclude<ScheduleDialog, { readonly kind: 'publish' }> }): ReactNode {
  if (dialog.kind === 'new-year') return <NewYear onDone={onDone} from={null} />
  switch (dialog.kind) {
    case 'roll':
      return <NewYear onDone={onDone} from={dialog.year} />
    case 'correct':
      return <Correct year={dialog.year} onDone={onDone} />
    case 'dates':
      return <Dates year={dialog.year} onDone={onDone} />
  }
}

export function ScheduleDialogs({ dialog, onDone }: Props & { readonly dialog: ScheduleDialog | null }): ReactNode {
  if (dialog?.kind === 'publish') return <Publish year={dialog.year} onDone={onDone} opened />
  return (
    <Modal opened={dialog !== null} onClose={onDone} title={dialog === null ? '' : titleOf(dialog)} closeButtonProps={{ 'aria-label': 'Close' }}>
      {dialog !== null && <Content dialog={dialog} onDone={onDone} />}
    </Modal>
  )
}
