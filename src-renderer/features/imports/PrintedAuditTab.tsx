import { Alert, Button, Group, NumberInput, SegmentedControl, Stack, Text } from '@mantine/core'
import { IconDownload, IconInfoCircle } from '@tabler/icons-react'
import { useCallback, useEffect, useState, type ReactNode } from 'react'

import { MAX_PUBLISHED_PLACES } from '../../../src-shared/domain/decimal.ts'
import type { Audit, AuditPrecision } from '../../../src-shared/domain/rates/audit.ts'
import { client } from '../../client/client.ts'
import { saveFile } from '../../client/save-file.ts'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import { IssueList } from '../../components/IssueList.tsx'
import { AuditResult } from './AuditResult.tsx'
import { FilePicker } from './FilePicker.tsx'
import { useTask } from './use-task.ts'
import { Working } from './Working.tsx'

const EXAMPLE = 'heading,resource,unit,from,to,difference,percent\nMainframe Services,Prime CPU Time,CPU Hour,$100.30,$99.81,($0.49),-0.49%\n'

type Reading = 'as-printed' | 'dollars' | 'places'
const READINGS: readonly { readonly value: Reading; readonly label: string }[] = [
  { value: 'as-printed', label: 'As printed' }, { value: 'dollars', label: 'Whole dollars' }, { value: 'places', label: 'Fixed places' },
]

function isReading(text: string): text is Reading {
  return READINGS.some((reading) => reading.value === text)
}

function readingText(precision: AuditPrecision): string {
  if (precision.reading === 'as-printed') return 'Each printed figure stands for every value that rounds to its own digits.'
  return precision.places === 0 ? 'Rates and differences are read as if they had been rounded to whole dollars.' : `Rates and differences are read to ${precision.places} decimal places, however many are printed.`
}

function PrecisionChoice({ precision, onChange }: { readonly precision: AuditPrecision; readonly onChange: (precision: AuditPrecision) => void }): ReactNode {
  const [reading, setReading] = useState<Reading>('as-printed')
  const [places, setPlaces] = useState(2)
  function choose(next: Reading, count: number): void {
    setReading(next)
    setPlaces(count)
    onChange(next === 'as-printed' ? { reading: 'as-printed' } : { reading: 'places', places: next === 'dollars' ? 0 : count })
  }
  return (
    <Group gap="sm">
      <Text size="sm" fw={600} id="audit-precision">
        Precision of the digits
      </Text>
      <SegmentedControl
        aria-labelledby="audit-precision"
        data={READINGS.map((each) => ({ ...each }))}
        value={reading}
        onChange={(value) => {
          if (isReading(value)) choose(value, places)
        }}
      />
      {reading === 'places' && (
        <NumberInput
          aria-label="Decimal places" w={72} min={0} max={MAX_PUBLISHED_PLACES} allowDecimal={false} clampBehavior="strict" value={places}
          onChange={(value) => {
            if (typeof value === 'number') choose('places', value)
          }}
        />
      )}
      <Text size="sm" c="dimmed">
        {readingText(precision)}
      </Text>
    </Group>
  )
}

/** A printed schedule from a file, audited without being taken into the model (RATE-7). */
export function PrintedAuditTab(): ReactNode {
  const [file, setFile] = useState<File | null>(null)
  const [precision, setPrecision] = useState<AuditPrecision>({ reading: 'as-printed' })
  const { state, run, cancel } = useTask<Audit>()
  const audit = useCallback(() => {
    if (file !== null) void run((signal) => client.audit.file({ file, precision }, { signal }))
  }, [file, precision, run])
  useEffect(audit, [audit])
  const template = (
    <Button variant="subtle" leftSection={<IconDownload size={15} aria-hidden />} onClick={() => saveFile(new File([EXAMPLE], 'Printed schedule.csv', { type: 'text/csv;charset=utf-8' }))}>
      Example as CSV
    </Button>
  )

  return (
    <Stack gap="lg">
      <FilePicker file={file} onFile={setFile} label="Choose a printed schedule…" extra={template}>
        One row for each printed rate, with the columns resource, unit, from, to, difference and percent, each as it stands on the page. A column heading is taken too. Up to 50 MB; the model stays as it is.
      </FilePicker>
      {file !== null && <PrecisionChoice precision={precision} onChange={setPrecision} />}
      {state.kind === 'running' && <Working onCancel={cancel}>Auditing {file?.name ?? 'the schedule'} …</Working>}
      {state.kind === 'cancelled' && (
        <Group gap="sm">
          <Text size="sm">Cancelled.</Text>
          <Button variant="default" onClick={audit}>
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
      {state.kind === 'done' &&
        (state.value.rows.length === 0 ? (
          <Alert variant="default" icon={<IconInfoCircle size={17} />} title="There is no row to audit">
            Rows without a resource are left out. See that the rows stand below the column names.
          </Alert>
        ) : (
          <AuditResult audit={state.value} />
        ))}
    </Stack>
  )
}
