import { Button, Code, CopyButton, Group, Loader, SegmentedControl, Text } from '@mantine/core'
import { IconCheck, IconFileDownload } from '@tabler/icons-react'
import { Fragment, useEffect, useRef, type ReactNode, type RefObject } from 'react'

import type { BundleRequest } from '../../../src-shared/contract/billing-reports.ts'
import type { ReportRequest } from '../../../src-shared/contract/contract.ts'
import type { ReportModel } from '../../../src-shared/domain/reports/report-model.ts'
import { writtenSheets } from '../../../src-shared/domain/reports/written-sheets.ts'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import { useApplication } from '../../state/application.tsx'
import { FORMAT_NAMES, useExports, type ExportFormat, type ExportState } from '../../state/exports.tsx'
import { usePreference } from '../../state/preferences.ts'
import { FORMATS, isFormat } from './report-choices.ts'

/** @example sizeWords(report, 'csv') // '1,204 rows on 1 sheet' */
function sizeWords(report: ReportModel, format: ExportFormat): string {
  const sheets = writtenSheets(report, format)
  return `${sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0).toLocaleString('en-US')} rows on ${sheets.length} ${sheets.length === 1 ? 'sheet' : 'sheets'}`
}

/** The chosen format, kept for the next time. */
function useFormat(): readonly [ExportFormat, (format: ExportFormat) => void] {
  const [format, setFormat] = usePreference('reports.format', 'xlsx')
  return [isFormat(format) ? format : 'xlsx', setFormat]
}

type ToolsProps = {
  readonly request: ReportRequest
  /** Every report that leaves at once. */
  readonly all: readonly ReportRequest[]
  /** One for every agency, where the report is of one. */
  readonly bundle: BundleRequest | null
  readonly report: ReportModel | undefined
}

/** What is pressed to write goes while it is written, and so does what stops it: the keyboard goes on with what comes in its place. */
function useKeysHere(isRunning: boolean): { readonly place: RefObject<HTMLDivElement | null>; readonly onPress: () => void } {
  const place = useRef<HTMLDivElement>(null)
  const isHere = useRef(false)
  useEffect(() => {
    if (!isHere.current) return
    if (document.activeElement === null || document.activeElement === document.body) place.current?.querySelector<HTMLElement>('[data-next]')?.focus()
    isHere.current = isRunning
  }, [isRunning])
  return { place, onPress: () => { isHere.current = true } }
}

/** Format and export; while a file is being written, how much and a way to stop. */
export function ExportTools({ request, all, bundle, report }: ToolsProps): ReactNode {
  const { state, start, startAll, startBundle, cancel } = useExports()
  const [format, setFormat] = useFormat()
  const { hasDialogs } = useApplication().status
  const { place, onPress } = useKeysHere(state.kind === 'running')
  if (state.kind === 'running') {
    return (
      <Group gap="sm" ref={place}>
        <Loader size="xs" aria-hidden />
        <Text size="sm" component="output">
          Writing the {FORMAT_NAMES[state.format]}
          {state.count > 1 && `, ${state.index + 1} of ${state.count}`}
          {state.count === 1 && report !== undefined && `: ${sizeWords(report, state.format)}`} …
        </Text>
        <Button variant="default" data-next onClick={cancel}>
          Cancel
        </Button>
      </Group>
    )
  }
  return (
    <Group gap="sm" ref={place} onClickCapture={onPress}>
      <Text size="sm" c="dimmed">
        {FORMATS.find((each) => each.value === format)?.description}
      </Text>
      <SegmentedControl
        aria-label="Format"
        data={FORMATS.map(({ value, label }) => ({ value, label }))}
        value={format}
        onChange={(value) => {
          if (isFormat(value)) setFormat(value)
        }}
      />
      <Button data-next leftSection={<IconFileDownload size={15} aria-hidden />} disabled={report === undefined} onClick={() => void start({ request, format })}>
        Export {FORMATS.find((each) => each.value === format)?.label}
      </Button>
      {bundle !== null && (
        <Button variant="default" title="One file for each agency, in one zip that says what it holds" onClick={() => void startBundle({ request: bundle, format, into: 'zip' })}>
          Export for every agency
        </Button>
      )}
      {bundle !== null && hasDialogs && (
        <Button variant="default" title="One file for each agency, in a new folder where you choose, with a list of what it holds" onClick={() => void startBundle({ request: bundle, format, into: 'folder' })}>
          Into a folder …
        </Button>
      )}
      {bundle === null && all.length > 1 && (
        <Button variant="default" title="A file for each: rate changes, audits of printed schedules, the costs of the compared year, the whole catalog and the scorecard" onClick={() => void startAll({ requests: all, format })}>
          Export all {all.length}
        </Button>
      )}
    </Group>
  )
}

/** How many agencies have a file, and which have none. */
function bundleWords(files: Extract<ExportState, { readonly kind: 'done' }>['files']): string {
  const without = files.filter((each) => each.file === null)
  const written = `${files.length - without.length} of ${files.length} agencies.`
  return without.length === 0 ? written : `${written} Not written: ${without.map((each) => `${each.agency} (${each.why.replace(/\.$/, '')})`).join('; ')}.`
}

function Saved({ state }: { readonly state: Extract<ExportState, { readonly kind: 'done' }> }): ReactNode {
  return (
    <Group gap="xs">
      <IconCheck size={16} aria-hidden color="var(--ratebook-decrease)" />
      <Text size="sm" component="output">
        {state.isDownload ? 'Handed to the browser, in its folder for downloads: ' : 'Saved: '}
        {state.places.map((place, index) => (
          <Fragment key={place}>
            {index > 0 && ', '}
            <Code>{place}</Code>
          </Fragment>
        ))}
      </Text>
      {state.files.length > 0 && (
        <Text size="sm" c="dimmed">
          {bundleWords(state.files)}
        </Text>
      )}
      {!state.isDownload && (
        <CopyButton value={state.places.join('\n')}>
          {({ copied, copy }) => (
            <Button variant="subtle" color="gray" size="compact-xs" onClick={copy}>
              {copied ? 'Copied' : state.places.length === 1 ? 'Copy the path' : 'Copy the paths'}
            </Button>
          )}
        </CopyButton>
      )}
    </Group>
  )
}

/** Where the last file went, or why it was not written. */
export function ExportResult({ request }: { readonly request: ReportRequest }): ReactNode {
  const { state, start } = useExports()
  const [format] = useFormat()
  switch (state.kind) {
    case 'idle':
    case 'running':
      return null
    case 'cancelled':
      return (
        <Text size="sm" component="output">
          Cancelled: no file was written.
        </Text>
      )
    case 'done':
      return <Saved state={state} />
    case 'failed':
      return (
        <FailureAlert
          title="The file was not written"
          failure={state.failure}
          actions={
            <Button variant="default" onClick={() => void start({ request, format })}>
              Try again
            </Button>
          }
        />
      )
  }
}
