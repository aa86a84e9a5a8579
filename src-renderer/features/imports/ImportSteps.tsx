/** The steps that every import of a table has: its columns, what would happen, and the decision. */
import { Alert, Button, Group, List, NativeSelect, NumberInput, Stack, Text, Title } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'

import { hasErrors } from '../../../src-shared/domain/issues.ts'
import type { ImportOutcome as Outcome } from '../../../src-shared/domain/import-outcome.ts'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import { useFirstFocus } from '../../components/use-first-focus.ts'
import { Working } from '../../components/Working.tsx'
import { useModelSession } from '../../state/model-session.tsx'
import { notifyImported, useUndoImport } from './import-notice.tsx'
import classes from './Imports.module.css'
import { ImportCounts, ImportOutcome, type RowHeads } from './ImportOutcome.tsx'
import { importProgress } from './import-progress.ts'
import type { ImportWork } from './use-import.ts'

export type WithHeaderRow = { readonly headerRow: number }

/** Sheet, header row, and the table whose columns are given a meaning. */
export function Columns<Mapping extends WithHeaderRow>({ work, headerRowChosen, children }: {
  readonly work: ImportWork<Mapping>
  /** Left out where the row of names is found, not chosen. */
  readonly headerRowChosen?: ((headerRow: number) => Mapping) | undefined
  readonly children: ReactNode
}): ReactNode {
  const { inspection, table, mapping, setMapping, setSheet, missing } = work
  if (table === null || mapping === null || inspection.state.kind !== 'done') return null
  const sheets = inspection.state.value.map((each) => each.sheet)
  return (
    <section aria-labelledby="import-columns">
      <Group justify="space-between" mb={4}>
        <Title order={2} id="import-columns">
          Columns
        </Title>
        <Group gap="xs">
          {sheets.length > 1 && <NativeSelect aria-label="Sheet" value={table.sheet} data={sheets} onChange={(event) => setSheet(event.currentTarget.value)} />}
          {headerRowChosen === undefined ? (
            missing.length === 0 && <Text size="sm">Column names in row {mapping.headerRow}</Text>
          ) : (
            <>
              <Text component="label" htmlFor="import-header-row" size="sm">
                Row with the column names
              </Text>
              <NumberInput
                id="import-header-row"
                w={76}
                value={mapping.headerRow}
                min={1}
                max={table.rowNumbers.at(-1) ?? 1}
                allowDecimal={false}
                clampBehavior="strict"
                onChange={(value) => {
                  if (typeof value === 'number' && table.rowNumbers.includes(value)) setMapping(headerRowChosen(value))
                }}
              />
            </>
          )}
        </Group>
      </Group>
      {children}
      {missing.length > 0 && (
        <Alert variant="default" icon={<IconInfoCircle size={17} />} mt="sm" title="Before the file can be looked at">
          <List size="sm">
            {missing.map((each) => (
              <List.Item key={each}>{each}</List.Item>
            ))}
          </List>
        </Alert>
      )}
    </section>
  )
}

function whyNot({ outcome, nothing, readOnly, isSaving }: { readonly outcome: Outcome; readonly nothing: string; readonly readOnly: boolean; readonly isSaving: boolean }): string | null {
  if (hasErrors(outcome.issues)) return 'A file with something wrong in it is refused as a whole. Put it right in the file and choose it again.'
  if (outcome.changeCount === 0) return nothing
  if (readOnly) return 'This is a read-only snapshot: save a copy and import there.'
  return isSaving ? 'Earlier edits are being saved first.' : null
}

export type Words<Mapping> = {
  /** What accepting would write, as a verb. */
  readonly acceptLabel: (outcome: Outcome, mapping: Mapping) => string
  /** Why there is nothing to import. */
  readonly nothing: string
  readonly heads?: RowHeads
}

/** What accepting is at; until it is on disk it can be stopped, and nothing of it is written. */
function Accepting<Mapping>({ work: { acceptance, progress, stopAccepting } }: { readonly work: ImportWork<Mapping> }): ReactNode {
  if (acceptance.state.kind === 'failed') return <FailureAlert title="The import was not written" failure={acceptance.state.failure} />
  if (acceptance.state.kind === 'done' && acceptance.state.value === null) return <Text size="sm">Cancelled. Nothing has been written.</Text>
  if (acceptance.state.kind !== 'running') return null
  const isReading = progress?.phase === 'reading' && progress.bytes < progress.totalBytes
  // While the file is backed up nobody answers.
  const isUnderWay = progress !== null && progress.bytes < progress.totalBytes
  return (
    <Working progress={isUnderWay ? importProgress(progress) : null} onCancel={isUnderWay ? stopAccepting : undefined}>
      {isReading ? 'Reading the file …' : 'Backing up and writing …'}
    </Working>
  )
}

function Decision<Mapping>({ work, outcome, acceptLabel, nothing, heads }: Words<Mapping> & { readonly work: ImportWork<Mapping>; readonly outcome: Outcome }): ReactNode {
  const { readOnly, saveState } = useModelSession()
  const undoImport = useUndoImport()
  const { acceptance, accept, mapping } = work
  const reason = whyNot({ outcome, nothing, readOnly, isSaving: saveState.kind !== 'saved' && saveState.kind !== 'read-only' })
  const isWriting = acceptance.state.kind === 'running'
  // Whoever stopped it may accept it again.
  const again = useFirstFocus<HTMLButtonElement>(acceptance.state.kind === 'done' && acceptance.state.value === null)

  async function acceptNow(): Promise<void> {
    const accepted = await accept()
    if (accepted === null) return
    const { revision } = accepted.loaded.info
    notifyImported({ label: accepted.outcome.label, onUndo: () => undoImport(revision) })
  }

  return (
    <>
      <div className={classes['decision']}>
        <ImportCounts outcome={outcome} />
        <div className={classes['accept']}>
          <Text size="sm" c="dimmed" id="import-reason">
            {reason ?? (isWriting ? 'This is being taken in.' : 'Nothing has been written yet. Accepting is one change: one undo takes it all back.')}
          </Text>
          {mapping !== null && (
            <Button ref={again} disabled={reason !== null} loading={isWriting} onClick={() => void acceptNow()} aria-describedby="import-reason">
              {outcome.changeCount === 0 ? 'Import' : acceptLabel(outcome, mapping)}
            </Button>
          )}
        </div>
      </div>
      <Accepting work={work} />
      <ImportOutcome outcome={outcome} {...(heads === undefined ? {} : { heads })} />
    </>
  )
}

/** `isFirst`: it stands where the button was that has just been pressed. */
function LookAgain({ isFirst = false, onLook }: { readonly isFirst?: boolean; readonly onLook: () => void }): ReactNode {
  const button = useFirstFocus<HTMLButtonElement>(isFirst)
  return (
    <Button ref={button} variant="default" onClick={onLook}>
      Look again
    </Button>
  )
}

/** What would happen, asked of the core whenever file, columns or model change. */
export function Look<Mapping>({ work, ...words }: Words<Mapping> & { readonly work: ImportWork<Mapping> }): ReactNode {
  const { preview, outcome, previewAgain, missing, mapping, progress } = work
  if (mapping === null || missing.length > 0) return null
  const { state } = preview
  return (
    <section aria-labelledby="import-effect">
      <Title order={2} id="import-effect" mb="xs">
        What would happen
      </Title>
      <Stack gap="lg">
        {outcome === null && state.kind !== 'cancelled' && state.kind !== 'failed' && <Working progress={importProgress(progress)} onCancel={preview.cancel}>Comparing the file with the model …</Working>}
        {state.kind === 'cancelled' && (
          <Group gap="sm">
            <Text size="sm">Cancelled. Nothing has been written.</Text>
            <LookAgain isFirst onLook={previewAgain} />
          </Group>
        )}
        {state.kind === 'failed' && <FailureAlert title="The file could not be compared with the model" failure={state.failure} actions={<LookAgain onLook={previewAgain} />} />}
        {outcome !== null && <Decision work={work} outcome={outcome} {...words} />}
      </Stack>
    </section>
  )
}
