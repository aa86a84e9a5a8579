import { Alert, Button, Group, List, Loader, NativeSelect, NumberInput, Stack, Text, Title } from '@mantine/core'
import { IconCheck, IconDownload, IconInfoCircle } from '@tabler/icons-react'
import { useCallback, useMemo, useState, type ReactNode } from 'react'

import { fiscalYear, formatFiscalYear, isFiscalYear, type FiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import { hasErrors } from '../../../src-shared/domain/issues.ts'
import type { RatesImportMapping, RatesImportOutcome } from '../../../src-shared/domain/rates/rates-import.ts'
import { ratesTemplate } from '../../../src-shared/domain/rates/rates-template.ts'
import { planOf } from '../../../src-shared/domain/version.ts'
import { saveFile } from '../../client/save-file.ts'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import { IssueList } from '../../components/IssueList.tsx'
import { useModelSession } from '../../state/model-session.tsx'
import { goTo } from '../../state/routes.ts'
import { useVersionSelection } from '../../state/version-selection.tsx'
import { FilePicker } from './FilePicker.tsx'
import { notifyImported, useUndoImport } from './import-notice.tsx'
import classes from './Imports.module.css'
import { ImportCounts, ImportOutcome } from './ImportOutcome.tsx'
import { withHeaderRow } from './mapping.ts'
import { MappingTable } from './MappingTable.tsx'
import { Working } from './Working.tsx'
import { useRatesImport, type RatesImport } from './use-rates-import.ts'

/** The year that an import most likely brings: the one after the compared one. */
function useNextYear(): FiscalYear {
  const { years, activeVersion } = useVersionSelection()
  const next = activeVersion.fiscalYear + 1
  return years.length > 0 && isFiscalYear(next) ? fiscalYear(next) : activeVersion.fiscalYear
}

function TemplateButton({ year }: { readonly year: FiscalYear }): ReactNode {
  return (
    <Button variant="subtle" leftSection={<IconDownload size={15} aria-hidden />} onClick={() => saveFile(new File([ratesTemplate(year).csv], `Rates ${formatFiscalYear(year)}.csv`, { type: 'text/csv;charset=utf-8' }))}>
      Template as CSV
    </Button>
  )
}

function Columns({ work, year }: { readonly work: RatesImport; readonly year: FiscalYear }): ReactNode {
  const { inspection, table, mapping, setMapping, setSheet, missing } = work
  if (table === null || mapping === null || inspection.state.kind !== 'done') return null
  const sheets = inspection.state.value.map((each) => each.table.sheet)
  return (
    <section aria-labelledby="import-columns">
      <Group justify="space-between" mb={4}>
        <Title order={2} id="import-columns">
          Columns
        </Title>
        <Group gap="xs">
          {sheets.length > 1 && <NativeSelect aria-label="Sheet" value={table.sheet} data={sheets} onChange={(event) => setSheet(event.currentTarget.value)} />}
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
              if (typeof value === 'number' && table.rowNumbers.includes(value)) setMapping(withHeaderRow(table, value))
            }}
          />
        </Group>
      </Group>
      <MappingTable table={table} mapping={mapping} onChange={setMapping} fallbackYear={year} />
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

/** What accepting would write, as a verb. @example acceptLabel(outcome, mapping) // 'Import 25 rates into FY2005' */
function acceptLabel({ counts }: RatesImportOutcome, mapping: RatesImportMapping): string {
  const rates = counts.new + counts.changed
  return `Import ${rates.toLocaleString('en-US')} ${rates === 1 ? 'rate' : 'rates'} into ${mapping.years.map((year) => formatFiscalYear(year.fiscalYear)).join(', ')}`
}

function whyNot({ outcome, readOnly, isSaving }: { readonly outcome: RatesImportOutcome; readonly readOnly: boolean; readonly isSaving: boolean }): string | null {
  if (hasErrors(outcome.issues)) return 'A file with something wrong in it is refused as a whole. Put it right in the file and choose it again.'
  if (outcome.changeCount === 0) return 'There is nothing to import: every rate in the file is as the model has it.'
  if (readOnly) return 'This is a read-only snapshot: save a copy and import there.'
  return isSaving ? 'Earlier edits are being saved first.' : null
}

function Outcome({ work, outcome }: { readonly work: RatesImport; readonly outcome: RatesImportOutcome }): ReactNode {
  const { readOnly, saveState } = useModelSession()
  const undoImport = useUndoImport()
  const { acceptance, accept, mapping } = work
  const reason = whyNot({ outcome, readOnly, isSaving: saveState.kind !== 'saved' && saveState.kind !== 'read-only' })
  const isWriting = acceptance.state.kind === 'running'

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
            {reason ?? 'Nothing has been written yet. Accepting is one change: one undo takes it all back.'}
          </Text>
          {mapping !== null && (
            <Button disabled={reason !== null} loading={isWriting} onClick={() => void acceptNow()} aria-describedby="import-reason">
              {outcome.changeCount === 0 ? 'Import' : acceptLabel(outcome, mapping)}
            </Button>
          )}
        </div>
      </div>
      {acceptance.state.kind === 'failed' && <FailureAlert title="The import was not written" failure={acceptance.state.failure} />}
      <ImportOutcome outcome={outcome} />
    </>
  )
}

function Look({ work }: { readonly work: RatesImport }): ReactNode {
  const { preview, outcome, previewAgain, missing, mapping } = work
  if (mapping === null || missing.length > 0) return null
  const again = (
    <Button variant="default" onClick={previewAgain}>
      Look again
    </Button>
  )
  const { state } = preview
  return (
    <section aria-labelledby="import-effect">
      <Title order={2} id="import-effect" mb="xs">
        What would happen
      </Title>
      <Stack gap="lg">
        {outcome === null && state.kind !== 'cancelled' && state.kind !== 'failed' && <Working onCancel={preview.cancel}>Comparing the file with the model …</Working>}
        {state.kind === 'cancelled' && (
          <Group gap="sm">
            <Text size="sm">Cancelled. Nothing has been written.</Text>
            {again}
          </Group>
        )}
        {state.kind === 'failed' && <FailureAlert title="The file could not be compared with the model" failure={state.failure} actions={again} />}
        {outcome !== null && <Outcome work={work} outcome={outcome} />}
      </Stack>
    </section>
  )
}

type Done = { readonly label: string; readonly revision: number; readonly years: readonly FiscalYear[] }

function Imported({ done, onMore }: { readonly done: Done; readonly onMore: () => void }): ReactNode {
  const undoImport = useUndoImport()
  const { setComparisons, years } = useVersionSelection()
  const year = done.years.at(-1)
  return (
    <Alert variant="default" icon={<IconCheck size={18} />} title="Imported">
      <Text size="sm">{done.label}. It is saved as one change.</Text>
      <Group gap="xs" mt="sm">
        {year !== undefined && years.includes(year) && (
          <Button
            onClick={() => {
              setComparisons([planOf(year)])
              goTo('/rates')
            }}
          >
            See {formatFiscalYear(year)} in the table
          </Button>
        )}
        <Button variant="default" onClick={() => void undoImport(done.revision)}>
          Undo the import
        </Button>
        <Button variant="subtle" onClick={onMore}>
          Import another file
        </Button>
      </Group>
    </Alert>
  )
}

/** Rates from a file: chosen, understood, looked at, and only then accepted. */
export function RatesImportTab(): ReactNode {
  const { info } = useModelSession()
  const year = useNextYear()
  const work = useRatesImport()
  const { file, choose, inspection, acceptance, startOver } = work
  const [hasCancelled, setHasCancelled] = useState(false)
  const done = useMemo((): Done | null => {
    if (acceptance.state.kind !== 'done') return null
    const { outcome, loaded } = acceptance.state.value
    return { label: outcome.label, revision: loaded.info.revision, years: work.mapping?.years.map((each) => each.fiscalYear).toSorted((left, right) => left - right) ?? [] }
  }, [acceptance.state, work.mapping])
  // Once it is undone, or anything else has changed, the file is looked at anew.
  const isDone = done !== null && done.revision === info.revision
  const chosen = useCallback(
    (given: File) => {
      setHasCancelled(false)
      choose(given)
    },
    [choose],
  )

  return (
    <Stack gap="lg">
      <FilePicker file={file} onFile={chosen} label="Choose a file of rates…" extra={<TemplateButton year={year} />}>
        One row for each rate, with its code, and one column for each year, such as {formatFiscalYear(year)}. Resource, unit, group and other columns describe rates that are new. Up to 50 MB; nothing is written until you
        accept it.
      </FilePicker>
      {inspection.state.kind === 'running' && (
        <Working
          onCancel={() => {
            setHasCancelled(true)
            startOver()
          }}
        >
          Reading {file?.name ?? 'the file'} …
        </Working>
      )}
      {hasCancelled && file === null && <Text size="sm">Cancelled. Nothing has been read or written.</Text>}
      {inspection.state.kind === 'failed' && (
        <>
          <FailureAlert title={`${file?.name ?? 'The file'} cannot be read`} failure={inspection.state.failure} />
          {inspection.state.failure.issues.length > 1 && <IssueList issues={inspection.state.failure.issues} label="What is wrong in the file" />}
        </>
      )}
      {done !== null && isDone ? (
        <Imported done={done} onMore={startOver} />
      ) : (
        <>
          <Columns work={work} year={year} />
          {inspection.state.kind === 'done' && <Look work={work} />}
        </>
      )}
      {acceptance.state.kind === 'running' && (
        <Group gap="xs">
          <Loader size="xs" aria-hidden />
          <Text size="sm" component="output">
            Backing up and writing …
          </Text>
        </Group>
      )}
    </Stack>
  )
}
