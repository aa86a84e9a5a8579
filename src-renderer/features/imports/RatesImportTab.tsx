import { Button } from '@mantine/core'
import type { ReactNode } from 'react'

import { fiscalYear, formatFiscalYear, isFiscalYear, readFiscalYear, type FiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import { proposeRatesMapping } from '../../../src-shared/domain/rates/propose-rates-mapping.ts'
import type { RatesImportMapping, RatesImportOutcome } from '../../../src-shared/domain/rates/rates-import.ts'
import { ratesTemplate } from '../../../src-shared/domain/rates/rates-template.ts'
import { planOf } from '../../../src-shared/domain/version.ts'
import { client } from '../../client/client.ts'
import { goTo } from '../../state/routes.ts'
import { useVersionSelection } from '../../state/version-selection.tsx'
import { ImportFlow, TemplateButton } from './ImportFlow.tsx'
import type { ColumnUses } from './MappingTable.tsx'
import { contentOf, isUse, missingOf, USES, withHeaderRow, withUse, withYear, yearOf } from './rates-mapping.ts'
import { sampleTables } from './sample-table.ts'
import { TypedInput } from './TypedInput.tsx'
import { useImport, type ImportSource } from './use-import.ts'

const RATES: ImportSource<RatesImportMapping> = {
  key: 'rates',
  inspect: sampleTables,
  proposalOf: ({ rows, rowNumbers }) => proposeRatesMapping(rows, rowNumbers),
  fits: (proposal) => proposal.years.length > 0,
  missingOf,
  preview: ({ file, sheet, mapping }, signal) => client.imports.previewRates({ file, sheet, mapping }, { signal }),
  accept: ({ file, sheet, mapping, baseRevision }, signal) => client.imports.acceptRates({ baseRevision, file, sheet, mapping }, { signal }),
}

/** The year that an import most likely brings: the one after the compared one. */
function useNextYear(): FiscalYear {
  const { years, activeVersion } = useVersionSelection()
  const next = activeVersion.fiscalYear + 1
  return years.length > 0 && isFiscalYear(next) ? fiscalYear(next) : activeVersion.fiscalYear
}

/** What accepting would write, as a verb. @example acceptLabel(outcome, mapping) // 'Import 25 rates into FY2005' */
function acceptLabel({ counts }: RatesImportOutcome, mapping: RatesImportMapping): string {
  const rates = counts.new + counts.changed
  return `Import ${rates.toLocaleString('en-US')} ${rates === 1 ? 'rate' : 'rates'} into ${mapping.years.map((year) => formatFiscalYear(year.fiscalYear)).join(', ')}`
}

/** The latest of the years that were imported, in the table. */
function SeeYear({ mapping }: { readonly mapping: RatesImportMapping | null }): ReactNode {
  const { setComparisons, years } = useVersionSelection()
  const year = mapping?.years.map((each) => each.fiscalYear).toSorted((left, right) => left - right).at(-1)
  if (year === undefined || !years.includes(year)) return null
  return (
    <Button
      onClick={() => {
        setComparisons([planOf(year)])
        goTo('/rates')
      }}
    >
      See {formatFiscalYear(year)} in the table
    </Button>
  )
}

function columnsOf(mapping: RatesImportMapping, { setMapping, fallbackYear }: { readonly setMapping: (mapping: RatesImportMapping) => void; readonly fallbackYear: FiscalYear }): ColumnUses {
  return {
    uses: USES,
    heldBy: (column) => contentOf(mapping, column),
    onUse(column, { use, header }) {
      if (isUse(use)) setMapping(withUse(mapping, column, { use, fallbackYear, header }))
    },
    extraOf(column, called) {
      const held = yearOf(mapping, column)
      if (held === undefined) return null
      return <TypedInput value={held} textOf={formatFiscalYear} read={readFiscalYear} label={`Fiscal year of ${called}`} onCommit={(next) => setMapping(withYear(mapping, column, next))} />
    },
    isNumeric: (column) => contentOf(mapping, column) === 'year',
  }
}

/** Rates from a file: chosen, understood, looked at, and only then accepted. */
export function RatesImportTab(): ReactNode {
  const year = useNextYear()
  const work = useImport(RATES)
  const text = (
    <>
      One row for each rate, with its code, and one column for each year, such as {formatFiscalYear(year)}. Resource, unit, group and other columns describe rates that are new. Up to 50 MB; nothing is written until you accept
      it.
    </>
  )
  return (
    <ImportFlow
      work={work}
      picker={{ label: 'Choose a file of rates…', text, template: <TemplateButton csv={ratesTemplate(year).csv} name={`Rates ${formatFiscalYear(year)}`} /> }}
      headerRowChosen={withHeaderRow}
      columnsOf={(mapping) => columnsOf(mapping, { setMapping: work.setMapping, fallbackYear: year })}
      words={{ acceptLabel, nothing: 'There is nothing to import: every rate in the file is as the model has it.' }}
      next={<SeeYear mapping={work.mapping} />}
    />
  )
}
