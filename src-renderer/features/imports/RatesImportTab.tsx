import { Alert, Button, Group, Loader, Stack, Text } from '@mantine/core'
import { IconCheck, IconDownload } from '@tabler/icons-react'
import { useCallback, useMemo, useState, type ReactNode } from 'react'

import { fiscalYear, formatFiscalYear, isFiscalYear, type FiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
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
import { useUndoImport } from './import-notice.tsx'
import { Columns, Look } from './ImportSteps.tsx'
import { withHeaderRow } from './mapping.ts'
import { MappingTable } from './MappingTable.tsx'
import { Working } from './Working.tsx'
import { useRatesImport } from './use-rates-import.ts'

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

/** What accepting would write, as a verb. @example acceptLabel(outcome, mapping) // 'Import 25 rates into FY2005' */
function acceptLabel({ counts }: RatesImportOutcome, mapping: RatesImportMapping): string {
  const rates = counts.new + counts.changed
  return `Import ${rates.toLocaleString('en-US')} ${rates === 1 ? 'rate' : 'rates'} into ${mapping.years.map((year) => formatFiscalYear(year.fiscalYear)).join(', ')}`
}

const NO_COLUMNS: RatesImportMapping = { headerRow: 1, fields: {}, years: [] }

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
          {work.table !== null && work.mapping !== null && (
            <Columns work={work} headerRowChosen={(headerRow) => (work.table === null ? NO_COLUMNS : withHeaderRow(work.table, headerRow))}>
              <MappingTable table={work.table} mapping={work.mapping} onChange={work.setMapping} fallbackYear={year} />
            </Columns>
          )}
          {inspection.state.kind === 'done' && <Look work={work} acceptLabel={acceptLabel} nothing="There is nothing to import: every rate in the file is as the model has it." />}
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
