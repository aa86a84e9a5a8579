import { Anchor, Button, Loader, Menu, NativeSelect, Text } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useMemo, useState, type ReactNode } from 'react'

import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import type { AuditPrecision } from '../../../src-shared/domain/rates/audit.ts'
import { auditSchedule, printedFactsOf } from '../../../src-shared/domain/rates/audit-schedule.ts'
import { baseOf, versionKey, type Version } from '../../../src-shared/domain/version.ts'
import { formatVersion } from '../../../src-shared/domain/version-label.ts'
import { AuditBrowser } from '../../components/audit/AuditBrowser.tsx'
import { PRECISION_OPTIONS, precisionAt } from '../../components/audit/precisions.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { FORMAT_NAMES, useExports, type ExportFormat } from '../../state/exports.tsx'
import { hrefOf, ratesAddress } from '../../state/routes.ts'

const FORMATS: readonly ExportFormat[] = ['xlsx', 'pdf', 'csv']
function ExportAudit({ version, precision }: { readonly version: Version; readonly precision: AuditPrecision }): ReactNode {
  const { state, start, cancel } = useExports()
  if (state.kind === 'running') {
    return (
      <>
        <Loader size="xs" aria-hidden />
        <Text size="sm" component="output">
          Writing the {FORMAT_NAMES[state.format]} …
        </Text>
        <Button variant="default" onClick={cancel}>
          Cancel
        </Button>
      </>
    )
  }
  return (
    <Menu>
      <Menu.Target>
        <Button variant="default" px="xs" rightSection={<IconChevronDown size={14} aria-hidden />} aria-label="Export the audit">
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {FORMATS.map((format) => (
          <Menu.Item key={format} onClick={() => void start({ request: { report: 'audit', version: versionKey(version), precision }, format })}>
            {FORMAT_NAMES[format]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function NothingPrinted({ draft, version }: { readonly draft: Draft; readonly version: Version }): ReactNode {
  return (
    <EmptyState title={`No printed rows of ${formatVersion(draft, version)}`}>
      An audit checks differences and percentages as they were printed. This version has none kept.{' '}
      <Anchor href={hrefOf('/imports?tab=audit')} fz="inherit" underline="always">
        Audit a schedule from a file
      </Anchor>{' '}
      on the Imports screen: a CSV or a workbook with resource, unit, from, to, difference and percent. The model stays as it is.
    </EmptyState>
  )
}

/**
 * The audit of the printed schedule of a version (RATE-7), at a precision of choice. A scenario's year is audited as printed.
 *
 * @example <AuditView draft={draft} version={activeVersion} />
 */
export function AuditView({ draft, version: shown }: { readonly draft: Draft; readonly version: Version }): ReactNode {
  const key = versionKey(baseOf(shown))
  const [precisionIndex, setPrecisionIndex] = useState(0)
  const { printedRow } = draft
  const facts = useMemo(() => printedFactsOf({ printedRow }, key), [printedRow, key])
  const precision = precisionAt(precisionIndex)
  const audit = useMemo(() => auditSchedule(facts, precision), [facts, precision])
  const version = baseOf(shown)
  if (facts.length === 0) return <NothingPrinted draft={draft} version={version} />

  function linkOf(rowKey: string): string | null {
    const rateId = draft.printedRow.get(rowKey)?.rateId ?? null
    return rateId === null ? null : hrefOf(ratesAddress({ rateId }))
  }
  const tools = (
    <>
      <Text size="xs" c="dimmed" component="label" htmlFor="audit-precision">
        Rates read
      </Text>
      <NativeSelect
        id="audit-precision" w={118} value={String(precisionIndex)} onChange={(event) => setPrecisionIndex(event.currentTarget.selectedIndex)} data={PRECISION_OPTIONS}
      />
      <ExportAudit version={version} precision={precision} />
    </>
  )
  return <AuditBrowser audit={audit} label={`Audit of the printed schedule, ${formatVersion(draft, version)}`} linkOf={linkOf} tools={tools} />
}
