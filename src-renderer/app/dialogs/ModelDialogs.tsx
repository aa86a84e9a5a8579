import { Button, Group, Modal, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'

import { planUpdateSettings } from '../../../src-shared/domain/catalog/edit-catalog.ts'
import { planCreateScenario } from '../../../src-shared/domain/scenario/edit-scenario.ts'
import { client } from '../../client/client.ts'
import { failureOf, type Failure } from '../../client/failures.ts'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import { useApplyPlan } from '../../state/apply-plan.ts'
import { useDialogs, useOpenDialog, type DialogName } from '../../state/dialogs.tsx'
import { useModelSession } from '../../state/model-session.tsx'
import { notifyDone } from '../../state/notices.tsx'
import { useVersionSelection } from '../../state/version-selection.tsx'
import { timeOf } from '../StatusBar.tsx'

type Done = { readonly onDone: () => void }

function Actions({ label, onCancel, isReady, isBusy = false }: { readonly label: string; readonly onCancel: () => void; readonly isReady: boolean; readonly isBusy?: boolean }): ReactNode {
  return (
    <Group justify="flex-end" gap="xs">
      <Button variant="default" onClick={onCancel}>
        Cancel
      </Button>
      <Button type="submit" disabled={!isReady} loading={isBusy}>
        {label}
      </Button>
    </Group>
  )
}

/** One text that is sent to the core after everything pending is on disk. */
function useSending(send: (text: string) => Promise<string>, onDone: () => void): { readonly failure: Failure | null; readonly isBusy: boolean; readonly submit: (text: string) => Promise<void> } {
  const { flush } = useModelSession()
  const [failure, setFailure] = useState<Failure | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  async function submit(text: string): Promise<void> {
    setIsBusy(true)
    try {
      await flush()
      notifyDone(await send(text))
      onDone()
    } catch (error) {
      setFailure(failureOf(error))
    } finally {
      setIsBusy(false)
    }
  }
  return { failure, isBusy, submit }
}

function Checkpoint({ onDone }: Done): ReactNode {
  const { saveState, readOnly } = useModelSession()
  const [label, setLabel] = useState('')
  const { failure, isBusy, submit } = useSending(async (text) => `Checkpoint kept: ${(await client.model.checkpoint({ label: text })).path}`, onDone)
  const saved = saveState.kind === 'saved' && saveState.at !== null ? `, last at ${timeOf(saveState.at)}` : ''
  return (
    <form
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        if (label.trim() !== '') void submit(label.trim())
      }}
    >
      <Stack gap="sm">
        <Text size="sm">
          {readOnly ? 'This is a read-only snapshot.' : `Everything is saved as you work${saved}.`} A checkpoint keeps a full copy of the model under a name, for as long as you want it.
        </Text>
        {failure !== null && <FailureAlert failure={failure} />}
        <TextInput label="Name of the checkpoint" placeholder="Before the rate meeting" value={label} onChange={(event) => setLabel(event.currentTarget.value)} maxLength={200} data-autofocus />
        <Actions label="Make a checkpoint" onCancel={onDone} isReady={label.trim() !== ''} isBusy={isBusy} />
      </Stack>
    </form>
  )
}

function SaveCopy({ onDone }: Done): ReactNode {
  const { info } = useModelSession()
  const [path, setPath] = useState(info.path.replace(/(\.ratebook)?$/, ' copy.ratebook'))
  const { failure, isBusy, submit } = useSending(async (text) => `Copy saved: ${(await client.model.saveCopy({ path: text })).path}`, onDone)
  async function choose(): Promise<void> {
    const chosen = await client.app.chooseWhereToSave({ name: `${info.name} copy` })
    if (chosen !== null) setPath(chosen)
  }
  return (
    <form
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        if (path.trim() !== '') void submit(path.trim())
      }}
    >
      <Stack gap="sm">
        <Text size="sm">The copy is a whole model with its history. You go on working in {info.name}.</Text>
        {failure !== null && <FailureAlert failure={failure} />}
        <TextInput label="File" value={path} onChange={(event) => setPath(event.currentTarget.value)} data-autofocus />
        <ChooseButton onClick={() => void choose()} />
        <Actions label="Save the copy" onCancel={onDone} isReady={path.trim() !== ''} isBusy={isBusy} />
      </Stack>
    </form>
  )
}

function ChooseButton({ onClick }: { readonly onClick: () => void }): ReactNode {
  if (window.location.protocol.startsWith('http')) return null
  return (
    <Button variant="default" onClick={onClick}>
      Choose where…
    </Button>
  )
}

function NewScenario({ onDone }: Done): ReactNode {
  const { draft, author, newId, apply } = useModelSession()
  const { setScenario } = useVersionSelection()
  const [name, setName] = useState('')
  const [note, setNote] = useState('')
  const [error, setError] = useState<string | null>(null)
  function submit(event: FormEvent): void {
    event.preventDefault()
    const planned = planCreateScenario({ draft, name, note, author, at: new Date().toISOString(), newId })
    const issues = planned.ok ? apply(planned.value.plan) : planned.failure
    if (issues.length > 0 || !planned.ok) return setError(issues.map((each) => each.message).join(' '))
    setScenario(planned.value.scenarioId)
    onDone()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text size="sm">A scenario lays changed rates over a year and leaves the year itself as it is. It holds only what you change.</Text>
        <TextInput label="Name" placeholder="Governor's 2 %" value={name} onChange={(event) => setName(event.currentTarget.value)} maxLength={200} error={error} data-autofocus />
        <Textarea label="Note" value={note} onChange={(event) => setNote(event.currentTarget.value)} autosize minRows={2} maxRows={6} />
        <Actions label="Create" onCancel={onDone} isReady={name.trim() !== ''} />
      </Stack>
    </form>
  )
}

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

function ModelSettings({ onDone }: Done): ReactNode {
  const { draft, readOnly } = useModelSession()
  const applyPlan = useApplyPlan()
  const settings = draft.settings.get('model')
  const [agencyName, setAgencyName] = useState(settings?.agencyName ?? '')
  const [officeName, setOfficeName] = useState(settings?.officeName ?? '')
  const [month, setMonth] = useState(String(settings?.fiscalYearFirstMonth ?? 7))
  function submit(event: FormEvent): void {
    event.preventDefault()
    if (applyPlan(planUpdateSettings({ draft, agencyName, officeName, fiscalYearFirstMonth: Number(month) }))) onDone()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput label="Agency" description="As workbooks print it." value={agencyName} onChange={(event) => setAgencyName(event.currentTarget.value)} maxLength={200} readOnly={readOnly} data-autofocus />
        <TextInput label="Office that issues the rates" value={officeName} onChange={(event) => setOfficeName(event.currentTarget.value)} maxLength={200} readOnly={readOnly} />
        <Select label="First month of the fiscal year" description="A fiscal year is named by the calendar year in which it ends." data={MONTHS.map((label, index) => ({ value: String(index + 1), label }))} value={month} onChange={(value) => setMonth(value ?? month)} allowDeselect={false} disabled={readOnly} />
        <Actions label="Save" onCancel={onDone} isReady={!readOnly} />
      </Stack>
    </form>
  )
}

type ModelDialog = Extract<DialogName, 'checkpoint' | 'save-copy' | 'new-scenario' | 'model-settings'>
const TITLES: Readonly<Record<ModelDialog, string>> = { checkpoint: 'Checkpoint', 'save-copy': 'Save a copy', 'new-scenario': 'New scenario', 'model-settings': 'Agency and fiscal year' }

function isModelDialog(name: DialogName | null): name is ModelDialog {
  return name !== null && name in TITLES
}

function Content({ name, onDone }: { readonly name: ModelDialog } & Done): ReactNode {
  switch (name) {
    case 'checkpoint':
      return <Checkpoint onDone={onDone} />
    case 'save-copy':
      return <SaveCopy onDone={onDone} />
    case 'new-scenario':
      return <NewScenario onDone={onDone} />
    case 'model-settings':
      return <ModelSettings onDone={onDone} />
  }
}

/** Dialogs about the open model. */
export function ModelDialogs(): ReactNode {
  const name = useOpenDialog()
  const dialogs = useDialogs()
  const shown = isModelDialog(name) ? name : null
  return (
    <Modal opened={shown !== null} onClose={dialogs.close} title={shown === null ? '' : TITLES[shown]} closeButtonProps={{ 'aria-label': 'Close' }}>
      {shown !== null && <Content name={shown} onDone={dialogs.close} />}
    </Modal>
  )
}
