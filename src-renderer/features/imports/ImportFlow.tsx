import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { IconCheck, IconDownload } from '@tabler/icons-react'
import { useCallback, useState, type ReactNode } from 'react'

import type { ImportAccepted } from '../../../src-shared/contract/answers.ts'
import { saveFile } from '../../client/save-file.ts'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import { IssueList } from '../../components/IssueList.tsx'
import { useFirstFocus } from '../../components/use-first-focus.ts'
import { Working } from '../../components/Working.tsx'
import { FilePicker } from './FilePicker.tsx'
import { forgetImported, useUndoImport } from './import-notice.tsx'
import { Columns, Look, type WithHeaderRow, type Words } from './ImportSteps.tsx'
import { MappingTable, type ColumnUses } from './MappingTable.tsx'
import type { SampleTable } from './sample-table.ts'
import type { ImportWork } from './use-import.ts'

/** Saves the CSV that an import of a kind reads best. */
export function TemplateButton({ csv, name }: { readonly csv: string; readonly name: string }): ReactNode {
  return (
    <Button variant="subtle" leftSection={<IconDownload size={15} aria-hidden />} onClick={() => saveFile(new File([csv], `${name}.csv`, { type: 'text/csv;charset=utf-8' }))}>
      Template as CSV
    </Button>
  )
}

/** What was written, and what can be done next. */
function Imported({ accepted, actions, onMore }: { readonly accepted: ImportAccepted; readonly actions: ReactNode; readonly onMore: () => void }): ReactNode {
  const undoImport = useUndoImport()
  // The button that was pressed is gone with the preview.
  const first = useFirstFocus<HTMLDivElement>()
  return (
    <Alert ref={first} tabIndex={-1} variant="default" icon={<IconCheck size={18} />} title="Imported">
      <Text size="sm">{accepted.outcome.label}. It is saved as one change.</Text>
      <Group gap="xs" mt="sm">
        {actions}
        <Button variant="default" onClick={() => void undoImport(accepted.loaded.info.revision)}>
          Undo the import
        </Button>
        <Button variant="subtle" onClick={onMore}>
          Import another file
        </Button>
      </Group>
    </Alert>
  )
}

type Props<Mapping> = {
  readonly work: ImportWork<Mapping>
  /** What is chosen, what it should hold, and the template of it. */
  readonly picker: { readonly label: string; readonly text: ReactNode; readonly template: ReactNode; readonly mostBytes?: number }
  /** Left out where the row of names is found, not chosen. */
  readonly headerRowChosen?: (table: SampleTable, headerRow: number) => Mapping
  readonly columnsOf: (mapping: Mapping) => ColumnUses
  readonly words: Words<Mapping>
  /** Offered once it is imported, before the way back. */
  readonly next?: ReactNode
}

/** One import of any kind: a file is chosen, understood, looked at, and only then accepted. */
export function ImportFlow<Mapping extends WithHeaderRow>({ work, picker, headerRowChosen, columnsOf, words, next }: Props<Mapping>): ReactNode {
  const { file, choose, inspection, table, mapping, done, startOver } = work
  const [hasCancelled, setHasCancelled] = useState(false)
  const chosen = useCallback(
    (given: File) => {
      setHasCancelled(false)
      forgetImported()
      choose(given)
    },
    [choose],
  )
  function cancelReading(): void {
    setHasCancelled(true)
    startOver()
  }

  return (
    <Stack gap="lg">
      <FilePicker file={file} onFile={chosen} label={picker.label} extra={picker.template} {...(picker.mostBytes === undefined ? {} : { mostBytes: picker.mostBytes })}>
        {picker.text}
      </FilePicker>
      {inspection.state.kind === 'running' && <Working onCancel={cancelReading}>Reading {file?.name ?? 'the file'} …</Working>}
      {hasCancelled && file === null && <Text size="sm">Cancelled. Nothing has been read or written.</Text>}
      {inspection.state.kind === 'failed' && (
        <>
          <FailureAlert title={`${file?.name ?? 'The file'} cannot be read`} failure={inspection.state.failure} />
          {inspection.state.failure.issues.length > 1 && <IssueList issues={inspection.state.failure.issues} label="What is wrong in the file" />}
        </>
      )}
      {done !== null && <Imported accepted={done} actions={next} onMore={startOver} />}
      {done === null && table !== null && mapping !== null && (
        <>
          <Columns work={work} headerRowChosen={headerRowChosen === undefined ? undefined : (headerRow) => headerRowChosen(table, headerRow)}>
            <MappingTable table={table} headerRow={mapping.headerRow} columns={columnsOf(mapping)} />
          </Columns>
          <Look work={work} {...words} />
        </>
      )}
    </Stack>
  )
}
