import { Group, NativeSelect, SegmentedControl, Stack, Text } from '@mantine/core'
import { useMemo, useState, type ReactNode } from 'react'

import { BILLING_IMPORT_KINDS, LEVEL_IMPORT_KINDS, type BillingImportKind, type CostImportMapping, type LevelImportKind, type TableImportKind } from '../../../src-shared/domain/costs/imports/cost-import.ts'
import { costTemplate } from '../../../src-shared/domain/costs/imports/cost-template.ts'
import { IMPORT_KINDS } from '../../../src-shared/domain/costs/imports/import-kinds.ts'
import { proposeCostMapping } from '../../../src-shared/domain/costs/imports/propose-cost-mapping.ts'
import { fiscalYear, formatFiscalYear, isFiscalYear, type FiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import type { ImportOutcome } from '../../../src-shared/domain/import-outcome.ts'
import { isVersionPublished } from '../../../src-shared/domain/model/integrity.ts'
import { BASES, planOf, versionKey, type Basis, type Version } from '../../../src-shared/domain/version.ts'
import { client } from '../../client/client.ts'
import { useModelSession } from '../../state/model-session.tsx'
import { useVersionSelection } from '../../state/version-selection.tsx'
import { ImportFlow, TemplateButton } from './ImportFlow.tsx'
import type { ColumnUses } from './MappingTable.tsx'
import { sampleTables } from './sample-table.ts'
import { fieldAt, KIND_LABELS, KIND_SENTENCES, missingFieldsOf, usesOf, withFieldAt, withHeaderRowOf } from './table-mapping.ts'
import { useImport, type ImportSource } from './use-import.ts'

/** Costs are planned a few years ahead, and actual figures come in for years before the first schedule. */
const YEARS_AROUND = 3

function isBillingKind(kind: TableImportKind): kind is BillingImportKind {
  return BILLING_IMPORT_KINDS.some((each) => each === kind)
}

function isLevelKind(kind: TableImportKind): kind is LevelImportKind {
  return LEVEL_IMPORT_KINDS.some((each) => each === kind)
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

function acceptLabel(kind: TableImportKind, { counts }: ImportOutcome): string {
  const rows = counts.new + counts.changed
  return `Import ${rows.toLocaleString('en-US')} ${rows === 1 ? 'row' : 'rows'} of ${KIND_LABELS[kind].toLowerCase()}`
}

type Target = { readonly fiscalYear: FiscalYear; readonly basis: Basis; readonly setYear: (year: FiscalYear) => void; readonly setBasis: (basis: Basis) => void; readonly years: readonly FiscalYear[] }

function useTarget(): Target {
  const { years, activeVersion } = useVersionSelection()
  const [year, setYear] = useState<FiscalYear | null>(null)
  const [basis, setBasis] = useState<Basis>('plan')
  return { fiscalYear: year ?? activeVersion.fiscalYear, basis, setYear, setBasis, years: yearsAround(years, activeVersion.fiscalYear) }
}

/** Where rows go that name no year of their own. */
function TargetChoice({ target: { fiscalYear: year, basis, years, setYear, setBasis } }: { readonly target: Target }): ReactNode {
  return (
    <>
      <NativeSelect
        label="Fiscal year" value={String(year)} data={years.map((each) => ({ value: String(each), label: formatFiscalYear(each) }))}
        onChange={(event) => setYear(fiscalYear(Number.parseInt(event.currentTarget.value, 10)))}
      />
      <NativeSelect
        label="Basis" value={basis} data={BASES.map((value) => ({ value, label: `${value.charAt(0).toUpperCase()}${value.slice(1)}` }))}
        onChange={(event) => {
          const next = event.currentTarget.value
          if (isBasis(next)) setBasis(next)
        }}
      />
    </>
  )
}

function sourceOf(kind: TableImportKind, version: Version): ImportSource<CostImportMapping> {
  return {
    key: kind,
    inspect: sampleTables,
    proposalOf: ({ rows, rowNumbers }) => proposeCostMapping(kind, rows, rowNumbers),
    fits: (proposal) => missingFieldsOf(kind, proposal).length === 0,
    missingOf: (mapping) => missingFieldsOf(kind, mapping),
    preview({ file, sheet, mapping }, signal) {
      const given = { file, sheet, version, mapping }
      if (isLevelKind(kind)) return client.imports.previewLevels({ ...given, kind }, { signal })
      return isBillingKind(kind) ? client.imports.previewBilling({ ...given, kind }, { signal }) : client.imports.previewCosts({ ...given, kind }, { signal })
    },
    accept({ file, sheet, mapping, baseRevision }, signal) {
      const given = { baseRevision, file, sheet, version, mapping }
      if (isLevelKind(kind)) return client.imports.acceptLevels({ ...given, kind }, { signal })
      return isBillingKind(kind) ? client.imports.acceptBilling({ ...given, kind }, { signal }) : client.imports.acceptCosts({ ...given, kind }, { signal })
    },
  }
}

/** Rows of one of several kinds from a file: chosen, understood, looked at, and only then accepted. */
export function TableImportTab({ kinds }: { readonly kinds: readonly [TableImportKind, ...TableImportKind[]] }): ReactNode {
  const { draft } = useModelSession()
  const [kind, setKind] = useState<TableImportKind>(kinds[0])
  const target = useTarget()
  const { basis, fiscalYear: year } = target
  const source = useMemo(() => sourceOf(kind, { fiscalYear: year, basis, scenarioId: null }), [kind, year, basis])
  const work = useImport(source)
  const { setMapping } = work
  const uses = useMemo(() => usesOf(kind), [kind])
  const label = KIND_LABELS[kind]
  const { years } = IMPORT_KINDS[kind]
  const hasYears = years !== 'none'
  // The plan of a published year takes nothing of the cost side; its actual figures do.
  const isFrozen = years === undefined && basis === 'plan' && isVersionPublished(draft, versionKey(planOf(year)))
  const columnsOf = (mapping: CostImportMapping): ColumnUses => ({ uses, heldBy: (column) => fieldAt(mapping, column), onUse: (column, { use }) => setMapping(withFieldAt(mapping, { field: use, column })) })

  return (
    <Stack gap="lg">
      {(hasYears || kinds.length > 1) && (
        <Group gap="md" align="flex-end">
          {kinds.length > 1 && (
            <SegmentedControl aria-label="What the file holds" value={kind} data={kinds.map((value) => ({ value, label: KIND_LABELS[value] }))} onChange={(value) => setKind(kinds.find((each) => each === value) ?? kind)} />
          )}
          {hasYears && <TargetChoice target={target} />}
        </Group>
      )}
      {isFrozen && <Text size="sm">The plan of {formatFiscalYear(year)} is published and stays as it is. Choose its forecast or actual figures, or another year; rows that name a year of their own go there.</Text>}
      <ImportFlow
        work={work}
        picker={{
          label: `Choose a file of ${label.toLowerCase()}…`,
          text: `${KIND_SENTENCES[kind]} ${hasYears ? 'Columns "fiscal year" and "basis" may say for each row where it goes. ' : ''}Up to 50 MB; nothing is written until you accept it.`,
          template: <TemplateButton csv={costTemplate(kind, year).csv} name={hasYears ? `${label} ${formatFiscalYear(year)}` : label} />,
        }}
        headerRowChosen={(table, headerRow) => withHeaderRowOf(kind, table, headerRow)}
        columnsOf={columnsOf}
        words={{ acceptLabel: (outcome) => acceptLabel(kind, outcome), nothing: `There is nothing to import: every ${IMPORT_KINDS[kind].one} in the file is as the model has it.` }}
      />
    </Stack>
  )
}
