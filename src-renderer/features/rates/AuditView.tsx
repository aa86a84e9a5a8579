import { Anchor, Button, Loader, Menu, NativeSelect, Text, TextInput } from '@mantine/core'
import { IconChevronDown, IconFileDownload, IconSearch } from '@tabler/icons-react'
import { useMemo, useState, type ReactNode } from 'react'

import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import { AUDIT_VERDICTS, type AuditPrecision, type AuditVerdict } from '../../../src-shared/domain/rates/audit.ts'
import { auditSchedule, printedFactsOf } from '../../../src-shared/domain/rates/audit-schedule.ts'
import { verdictText } from '../../../src-shared/domain/reports/audit-report.ts'
import { baseOf, versionKey, type Version } from '../../../src-shared/domain/version.ts'
import { formatVersion } from '../../../src-shared/domain/version-label.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { FORMAT_NAMES, useExports, type ExportFormat } from '../../state/exports.tsx'
import { hrefOf } from '../../state/routes.ts'
import { auditGroups } from './audit-rows.ts'
import { AuditTable, VERDICT_LOOK } from './AuditTable.tsx'
import classes from './AuditView.module.css'
import strip from './Strip.module.css'

const FORMATS: readonly ExportFormat[] = ['xlsx', 'pdf', 'csv']
const MOST_PLACES = 6

function precisionText(precision: AuditPrecision): string {
  if (precision.reading === 'as-printed') return 'As printed'
  return precision.places === 0 ? 'Whole dollars' : precision.places === 1 ? '1 place' : `${precision.places} places`
}

const PRECISIONS: readonly AuditPrecision[] = [{ reading: 'as-printed' }, ...Array.from({ length: MOST_PLACES + 1 }, (_, places) => ({ reading: 'places' as const, places }))]

/** A choice of precision by its place in the list, so that what is chosen is always one of them. */
function precisionAt(index: number): AuditPrecision {
  return PRECISIONS[index] ?? { reading: 'as-printed' }
}

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
        <Button variant="default" leftSection={<IconFileDownload size={15} aria-hidden />} rightSection={<IconChevronDown size={14} aria-hidden />}>
          Export the audit
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

function VerdictChips({ counts, chosen, onChoose }: { readonly counts: Readonly<Record<AuditVerdict, number>>; readonly chosen: ReadonlySet<AuditVerdict>; readonly onChoose: (chosen: ReadonlySet<AuditVerdict>) => void }): ReactNode {
  function toggle(verdict: AuditVerdict): void {
    const next = new Set(chosen)
    if (!next.delete(verdict)) next.add(verdict)
    onChoose(next)
  }
  return (
    <fieldset aria-label="Rows by verdict" className={strip['strip']}>
      {AUDIT_VERDICTS.map((verdict) => {
        const { icon: Sign, color } = VERDICT_LOOK[verdict]
        const isChosen = chosen.has(verdict)
        return (
          <button key={verdict} type="button" className={strip['chip']} aria-pressed={isChosen} disabled={counts[verdict] === 0 && !isChosen} onClick={() => toggle(verdict)}>
            <Sign size={15} color={color} aria-hidden />
            <span className={strip['count']}>{counts[verdict].toLocaleString('en-US')}</span>
            {verdictText(verdict).toLowerCase()}
          </button>
        )
      })}
    </fieldset>
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
  const [verdicts, setVerdicts] = useState<ReadonlySet<AuditVerdict>>(new Set())
  const [text, setText] = useState('')
  const { printedRow } = draft
  const facts = useMemo(() => printedFactsOf({ printedRow }, key), [printedRow, key])
  const precision = precisionAt(precisionIndex)
  const audit = useMemo(() => auditSchedule(facts, precision), [facts, precision])
  const groups = useMemo(() => auditGroups(audit.rows, { verdicts, text }), [audit, verdicts, text])
  const version = baseOf(shown)
  if (facts.length === 0) return <NothingPrinted draft={draft} version={version} />

  const count = groups.reduce((sum, group) => sum + group.rows.length, 0)
  const label = formatVersion(draft, version)
  return (
    <div className={classes['view']}>
      <div className={classes['tools']}>
        <VerdictChips counts={audit.counts} chosen={verdicts} onChoose={setVerdicts} />
        <TextInput aria-label="Find in the audit" placeholder="Find" leftSection={<IconSearch size={14} aria-hidden />} value={text} onChange={(event) => setText(event.currentTarget.value)} w={150} />
        <Text size="xs" c="dimmed" component="output">
          {count === facts.length ? `${facts.length} rows printed for ${label}` : `${count} of ${facts.length} rows`}
        </Text>
        <span style={{ flex: '1 1 0' }} />
        <Text size="xs" c="dimmed" component="label" htmlFor="audit-precision">
          Rates read
        </Text>
        <NativeSelect
          id="audit-precision" w={130} value={String(precisionIndex)} onChange={(event) => setPrecisionIndex(event.currentTarget.selectedIndex)}
          data={PRECISIONS.map((each, index) => ({ value: String(index), label: precisionText(each) }))}
        />
        <ExportAudit version={version} precision={precision} />
      </div>
      <div className={classes['scroll']}>
        {count === 0 ? <EmptyState title="No row fits">Choose another verdict, or clear the text.</EmptyState> : <AuditTable groups={groups} label={`Audit of the printed schedule, ${label}`} rateOf={(rowKey) => draft.printedRow.get(rowKey)?.rateId ?? null} />}
      </div>
    </div>
  )
}
