import { Button, Group, Modal, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'

import { formatFiscalYear, type FiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import { latestRevision, overridesOfScenario } from '../../../src-shared/domain/model/table-index.ts'
import type { Scenario } from '../../../src-shared/domain/model/tables.ts'
import { planAdoptScenario } from '../../../src-shared/domain/rates/schedule-lifecycle.ts'
import { planRenameScenario } from '../../../src-shared/domain/scenario/edit-scenario.ts'
import { planOf, readVersionKey, versionKey } from '../../../src-shared/domain/version.ts'
import { useApplyPlan } from '../../state/apply-plan.ts'
import { useModelSession } from '../../state/model-session.tsx'
import { useVersionSelection } from '../../state/version-selection.tsx'
import { targetYears } from './target-years.ts'

export type ScenarioDialog = { readonly kind: 'rename' | 'adopt'; readonly scenario: Scenario }

type Props = { readonly scenario: Scenario; readonly onDone: () => void }

function Rename({ scenario, onDone }: Props): ReactNode {
  const { draft } = useModelSession()
  const applyPlan = useApplyPlan()
  const [name, setName] = useState(scenario.name)
  const [note, setNote] = useState(scenario.note)
  function submit(event: FormEvent): void {
    event.preventDefault()
    if (applyPlan(planRenameScenario({ draft, scenarioId: scenario.id, name, note }))) onDone()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput label="Name" value={name} onChange={(event) => setName(event.currentTarget.value)} maxLength={200} data-autofocus />
        <Textarea label="Note" value={note} onChange={(event) => setNote(event.currentTarget.value)} autosize minRows={3} maxRows={10} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button type="submit" disabled={name.trim() === ''}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function option(year: FiscalYear): { readonly value: string; readonly label: string } {
  return { value: String(year), label: formatFiscalYear(year) }
}

function Adopt({ scenario, onDone }: Props): ReactNode {
  const { draft, newId } = useModelSession()
  const { years, activeVersion, setComparisons } = useVersionSelection()
  const applyPlan = useApplyPlan()
  const overridden = [...new Set(overridesOfScenario(draft, scenario.id).flatMap((override) => readVersionKey(override.version)?.fiscalYear ?? []))]
  const [from, setFrom] = useState<FiscalYear>(overridden[0] ?? activeVersion.fiscalYear)
  const isPublished = (year: FiscalYear): boolean => latestRevision(draft, versionKey(planOf(year)))?.state === 'published'
  const { targets, usual } = targetYears({ years, from, isPublished })
  const [chosen, setTo] = useState<FiscalYear | null>(null)
  const to = targets.find((year) => year === chosen) ?? usual

  function submit(event: FormEvent): void {
    event.preventDefault()
    if (!applyPlan(planAdoptScenario({ draft, scenarioId: scenario.id, version: versionKey(planOf(from)), to, newId }))) return
    setComparisons([planOf(to)])
    onDone()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text size="sm">
          The rates that hold in a year with “{scenario.name}” become the draft schedule of that year, or of another one. In its own year its costs and its customers’ budgets become the base’s, too. One undo takes it back. The scenario itself stays.
        </Text>
        <Select label="Rates of" data={years.map((year) => ({ value: String(year), label: `${formatFiscalYear(year)}@${scenario.name}` }))} value={String(from)} onChange={(value) => setFrom(years.find((year) => String(year) === value) ?? from)} allowDeselect={false} data-autofocus />
        <Select label="Become the draft schedule of" description="A published year stays as it is." data={targets.map(option)} value={String(to)} onChange={(value) => setTo(targets.find((year) => String(year) === value) ?? to)} allowDeselect={false} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button type="submit">Adopt as {formatFiscalYear(to)}</Button>
        </Group>
      </Stack>
    </form>
  )
}

export function ScenarioDialogs({ dialog, onDone }: { readonly dialog: ScenarioDialog | null; readonly onDone: () => void }): ReactNode {
  const title = dialog === null ? '' : dialog.kind === 'rename' ? 'Name and note' : `Adopt “${dialog.scenario.name}”`
  return (
    <Modal opened={dialog !== null} onClose={onDone} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
      {dialog?.kind === 'rename' && <Rename scenario={dialog.scenario} onDone={onDone} />}
      {dialog?.kind === 'adopt' && <Adopt scenario={dialog.scenario} onDone={onDone} />}
    </Modal>
  )
}
