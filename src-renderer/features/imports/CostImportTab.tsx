import { Alert, Button, Group, NativeSelect, SegmentedControl, Stack, Text } from '@mantine/core'
import { IconCheck, IconDownload } from '@tabler/icons-react'
import { useMemo, useState, type ReactNode } from 'react'

import { COST_IMPORT_KINDS, type CostImportKind, type CostImportMapping } from '../../../src-shared/domain/costs/imports/cost-import.ts'
import { costTemplate } from '../../../src-shared/domain/costs/imports/cost-template.ts'
import { IMPORT_KINDS } from '../../../src-shared/domain/costs/imports/import-kinds.ts'
import { proposeCostMapping } from '../../../src-shared/domain/costs/imports/propose-cost-mapping.ts'
import { fiscalYear, formatFiscalYear, isFiscalYear, type FiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import type { ImportOutcome } from '../../../src-shared/domain/import-outcome.ts'
import { isVersionPublished } from '../../../src-shared/domain/model/integrity.ts'
import { BASES, planOf, versionKey, type Basis } from '../../../src-shared/domain/version.ts'
import { client } from '../../client/client.ts'
import { saveFile } from '../../client/save-file.ts'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import { IssueList } from '../../components/IssueList.tsx'
import { useModelSession } from '../../state/model-session.tsx'
import { useVersionSelection } from '../../state/version-selection.tsx'
import { CostMappingTable } from './CostMappingTable.tsx'
import { KIND_LABELS, KIND_SENTENCES, missingFieldsOf, withHeaderRowOf } from './cost-mapping.ts'
import { FilePicker } from './FilePicker.tsx'
import { useUndoImport } from './import-notice.tsx'
import { Columns, Look } from './ImportSteps.tsx'
import { useImport, type ImportSource } from './use-import.ts'
import { Working } from './Working.tsx'

const NO_COLUMNS: CostImportMapping = { headerRow: 1, fields: {} }
/** Costs are planned a few years ahead, and actual figures come in for years before the first schedule. */
const YEARS_AROUND = 3

function isKind(text: string): text is CostImportKind {
  return COST_IMPORT_KINDS.some((kind) => kind === text)
}

function isBasis(text: string): text is Basis {
  return BASES.some((basis) => basis === text)
}

/** Years that have a schedule, and some before and after. */
function yearsAround(years: readonly FiscalYear[], active: FiscalYear): readonly FiscalYear[] {
  const first = Math.min(...years, active) - YEARS_AROUND
  const last = Math.max(...years, active) + YEARS_AROUND
  return Array.from({ length: last - first + 1 }, (_, index) => first + index).filter(isFiscalYear)
}

function acceptLabel(kind: CostImportKind, { counts }: ImportOutcome): string {
  const rows = counts.new + counts.changed
  return `Import ${rows.toLocaleString('en-US')} ${rows === 1 ? 'row' : 'rows'} of ${KIND_LABELS[kind].toLowerCase()}`
}

/** The plan of a published year takes nothing; its actual figures do. */
function useTarget(): { readonly fiscalYear: FiscalYear; readonly basis: Basis; readonly setYear: (year: FiscalYear) => void; readonly setBasis: (basis: Basis) => void; readonly years: readonly FiscalYear[]; readonly isFrozen: boolean } {
  const { draft } = useModelSession()
  const { years, activeVersion } = useVersionSelection()
  const [year, setYear] = useState<FiscalYear | null>(null)
  const [basis, setBasis] = useState<Basis>('plan')
  const chosen = year ?? activeVersion.fiscalYear
  return { fiscalYear: chosen, basis, setYear, setBasis, years: yearsAround(years, activeVersion.fiscalYear), isFrozen: basis === 'plan' && isVersionPublished(draft, versionKey(planOf(chosen))) }
}

/** Costs, positions, pools, drivers, units or revenue from a file: chosen, understood, looked at, and only then accepted. */
export function CostImportTab(): ReactNode {
  const { info } = useModelSession()
  const [kind, setKind] = useState<CostImportKind>('costs')
  const target = useTarget()
  const { basis } = target
  const year = target.fiscalYear
  const source = useMemo((): ImportSource<CostImportMapping> => {
    const version = { fiscalYear: year, basis, scenarioId: null }
    return {
      key: kind,
      proposalOf: ({ table }) => proposeCostMapping(kind, table.rows, table.rowNumbers),
      fits: (proposal) => missingFieldsOf(kind, proposal).length === 0,
      missingOf: (mapping) => missingFieldsOf(kind, mapping),
      preview: ({ file, sheet, mapping }, signal) => client.imports.previewCosts({ file, sheet, kind, version, mapping }, { signal }),
      accept: ({ file, sheet, mapping, baseRevision }, signal) => client.imports.acceptCosts({ baseRevision, file, sheet, kind, version, mapping }, { signal }),
    }
  }, [kind, year, basis])
  const work = useImport(source)
  const undoImport = useUndoImport()
  const { file, choose, inspection, acceptance, startOver, table, mapping } = work
  const done = acceptance.state.kind === 'done' && acceptance.state.value.loaded.info.revision === info.revision ? acceptance.state.value : null
  const template = (
    <Button variant="subtle" leftSection={<IconDownload size={15} aria-hidden />} onClick={() => saveFile(new File([costTemplate(kind, year).csv], `${KIND_LABELS[kind]} ${formatFiscalYear(year)}.csv`, { type: 'text/csv;charset=utf-8' }))}>
      Template as CSV
    </Button>
  )

  return (
    <Stack gap="lg">
      <Group gap="md" align="flex-end">
        <SegmentedControl aria-label="What the file holds" value={kind} data={COST_IMPORT_KINDS.map((value) => ({ value, label: KIND_LABELS[value] }))} onChange={(value) => setKind(isKind(value) ? value : kind)} />
        <NativeSelect
          label="Fiscal year" value={String(year)} data={target.years.map((each) => ({ value: String(each), label: formatFiscalYear(each) }))}
          onChange={(event) => target.setYear(fiscalYear(Number.parseInt(event.currentTarget.value, 10)))}
        />
        <NativeSelect
          label="Basis" value={basis} data={BASES.map((value) => ({ value, label: `${value.charAt(0).toUpperCase()}${value.slice(1)}` }))}
          onChange={(event) => {
            const next = event.currentTarget.value
            if (isBasis(next)) target.setBasis(next)
          }}
        />
      </Group>
      {target.isFrozen && <Text size="sm">The plan of {formatFiscalYear(year)} is published and stays as it is. Choose its forecast or actual figures, or another year; rows that name a year of their own go there.</Text>}
      <FilePicker file={file} onFile={choose} label={`Choose a file of ${KIND_LABELS[kind].toLowerCase()}…`} extra={template}>
        {KIND_SENTENCES[kind]} Columns "fiscal year" and "basis" may say for each row where it goes. Up to 50 MB; nothing is written until you accept it.
      </FilePicker>
      {inspection.state.kind === 'running' && <Working onCancel={startOver}>Reading {file?.name ?? 'the file'} …</Working>}
      {inspection.state.kind === 'failed' && (
        <>
          <FailureAlert title={`${file?.name ?? 'The file'} cannot be read`} failure={inspection.state.failure} />
          {inspection.state.failure.issues.length > 1 && <IssueList issues={inspection.state.failure.issues} label="What is wrong in the file" />}
        </>
      )}
      {done === null ? (
        <>
          {table !== null && mapping !== null && (
            <Columns work={work} headerRowChosen={(headerRow) => (table === null ? NO_COLUMNS : withHeaderRowOf(kind, table, headerRow))}>
              <CostMappingTable kind={kind} table={table} mapping={mapping} onChange={work.setMapping} />
            </Columns>
          )}
          {inspection.state.kind === 'done' && <Look work={work} acceptLabel={(outcome) => acceptLabel(kind, outcome)} nothing={`There is nothing to import: every ${IMPORT_KINDS[kind].one} in the file is as the model has it.`} />}
        </>
      ) : (
        <Alert variant="default" icon={<IconCheck size={18} />} title="Imported">
          <Text size="sm">{done.outcome.label}. It is saved as one change.</Text>
          <Group gap="xs" mt="sm">
            <Button variant="default" onClick={() => void undoImport(done.loaded.info.revision)}>
              Undo the import
            </Button>
            <Button variant="subtle" onClick={startOver}>
              Import another file
            </Button>
          </Group>
        </Alert>
      )}
    </Stack>
  )
}
