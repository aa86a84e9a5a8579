import { Alert, Button, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { IconDownload, IconInfoCircle } from '@tabler/icons-react'
import { useCallback, useState, type ReactNode } from 'react'

import type { Audit, AuditPrecision } from '../../../src-shared/domain/rates/audit.ts'
import { client } from '../../client/client.ts'
import { saveFile } from '../../client/save-file.ts'
import { AuditBrowser } from '../../components/audit/AuditBrowser.tsx'
import { precisionAt, PRECISION_OPTIONS } from '../../components/audit/precisions.ts'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import { IssueList } from '../../components/IssueList.tsx'
import { Working } from '../../components/Working.tsx'
import { FilePicker } from './FilePicker.tsx'
import classes from './Imports.module.css'
import { useTask } from '../../state/use-task.ts'

const EXAMPLE = 'heading,resource,unit,from,to,difference,percent\nMainframe Services,Prime CPU Time,CPU Hour,$100.30,$99.81,($0.49),-0.49%\n'

function readingText(precision: AuditPrecision): string {
  if (precision.reading === 'as-printed') return 'Each printed figure stands for every value that rounds to its own digits.'
  return precision.places === 0 ? 'Rates and differences are read as if they had been rounded to whole dollars.' : `Rates and differences are read to ${precision.places} decimal places, however many are printed.`
}

/** A printed schedule from a file, audited without being taken into the model (RATE-7). */
export function PrintedAuditTab(): ReactNode {
  const [file, setFile] = useState<File | null>(null)
  const [precisionIndex, setPrecisionIndex] = useState(0)
  const precision = precisionAt(precisionIndex)
  const { state, run, cancel } = useTask<Audit>()
  const [audited, setAudited] = useState<{ readonly file: File; readonly audit: Audit } | null>(null)
  const ask = useCallback(
    async (chosen: File, reading: AuditPrecision) => {
      const audit = await run((signal) => client.audit.file({ file: chosen, precision: reading }, { signal }))
      if (audit !== null) setAudited({ file: chosen, audit })
    },
    [run],
  )
  const choose = useCallback(
    (chosen: File) => {
      setFile(chosen)
      void ask(chosen, precision)
    },
    [ask, precision],
  )
  // While the same file is read in another way, what it said before stays, with its filter and the keyboard where they are.
  const shown = audited !== null && audited.file === file && state.kind !== 'failed' ? audited.audit : null
  const template = (
    <Button variant="subtle" leftSection={<IconDownload size={15} aria-hidden />} onClick={() => saveFile(new File([EXAMPLE], 'Printed schedule.csv', { type: 'text/csv;charset=utf-8' }))}>
      Example as CSV
    </Button>
  )
  const choice = (
    <>
      <Text size="xs" c="dimmed" component="label" htmlFor="outside-precision">
        Rates read
      </Text>
      <NativeSelect
        id="outside-precision" w={118} value={String(precisionIndex)} data={[...PRECISION_OPTIONS]} title={readingText(precision)}
        onChange={(event) => {
          const index = event.currentTarget.selectedIndex
          setPrecisionIndex(index)
          if (file !== null) void ask(file, precisionAt(index))
        }}
      />
    </>
  )

  return (
    <Stack gap="lg">
      <FilePicker file={file} onFile={choose} label="Choose a printed schedule…" extra={template}>
        One row for each printed rate, with the columns resource, unit, from, to, difference and percent, each as it stands on the page. A column heading is taken too. Up to 50 MB; the model stays as it is.
      </FilePicker>
      {state.kind === 'running' && shown === null && <Working onCancel={cancel}>Auditing {file?.name ?? 'the schedule'} …</Working>}
      {state.kind === 'cancelled' && (
        <Group gap="sm">
          <Text size="sm">Cancelled.</Text>
          <Button variant="default" disabled={file === null} onClick={() => file !== null && void ask(file, precision)}>
            Audit it again
          </Button>
        </Group>
      )}
      {state.kind === 'failed' && (
        <>
          <FailureAlert title={`${file?.name ?? 'The file'} cannot be audited`} failure={state.failure} />
          {state.failure.issues.length > 1 && <IssueList issues={state.failure.issues} label="What is wrong in the file" />}
        </>
      )}
      {shown !== null &&
        (shown.rows.length === 0 ? (
          <Alert variant="default" icon={<IconInfoCircle size={17} />} title="There is no row to audit">
            Rows without a resource are left out. See that the rows stand below the column names.
          </Alert>
        ) : (
          <div className={classes['audit']} aria-busy={state.kind === 'running'}>
            <AuditBrowser audit={shown} label={`Audit of ${file?.name ?? 'the schedule'}`} tools={choice} />
          </div>
        ))}
    </Stack>
  )
}
