import type { ReactNode } from 'react'

import { fiscalYearSpan, formatFiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import { fiscalYearFirstMonth } from '../../../src-shared/domain/model/integrity.ts'
import { monthOfDay, monthWords, type Month } from '../../../src-shared/domain/month.ts'
import { proposeUsageMapping } from '../../../src-shared/domain/usage/imports/propose-usage-mapping.ts'
import { readUsageMonth } from '../../../src-shared/domain/usage/imports/usage-cells.ts'
import type { UsageImportMapping } from '../../../src-shared/domain/usage/imports/usage-import.ts'
import { usageTemplate } from '../../../src-shared/domain/usage/imports/usage-template.ts'
import { client } from '../../client/client.ts'
import { useModelSession } from '../../state/model-session.tsx'
import { useVersionSelection } from '../../state/version-selection.tsx'
import { GoToBills, QUANTITY_HEADS, quantitiesLabel } from './imported-quantities.tsx'
import { MOST_USAGE_BYTES } from './import-file.ts'
import { ImportFlow, TemplateButton } from './ImportFlow.tsx'
import type { ColumnUses } from './MappingTable.tsx'
import { sampleUsage } from './sample-table.ts'
import { TypedInput } from './TypedInput.tsx'
import { isUsageUse, missingOfUsage, monthOfColumn, USAGE_USES, usageUseOf, withMonth, withUsageHeaderRow, withUsageUse } from './usage-mapping.ts'
import { useImport, type ImportSource } from './use-import.ts'

const USAGE: ImportSource<UsageImportMapping> = {
  key: 'usage',
  inspect: sampleUsage,
  proposalOf: ({ rows, rowNumbers }) => proposeUsageMapping(rows, rowNumbers),
  fits: (proposal) => missingOfUsage(proposal).length === 0,
  missingOf: missingOfUsage,
  preview: ({ file, sheet, mapping, task }, signal) => client.imports.previewUsage({ file, sheet, mapping, task }, { signal }),
  accept: ({ file, sheet, mapping, task, baseRevision }, signal) => client.imports.acceptUsage({ baseRevision, file, sheet, mapping, task }, { signal }),
}

function columnsOf(mapping: UsageImportMapping, { setMapping, fallbackMonth }: { readonly setMapping: (mapping: UsageImportMapping) => void; readonly fallbackMonth: Month }): ColumnUses {
  return {
    uses: USAGE_USES,
    heldBy: (column) => usageUseOf(mapping, column),
    onUse(column, { use, header }) {
      if (isUsageUse(use)) setMapping(withUsageUse(mapping, column, { use, header, fallbackMonth }))
    },
    extraOf(column, called) {
      const held = monthOfColumn(mapping, column)
      if (held === undefined) return null
      return <TypedInput value={held} textOf={monthWords} read={readUsageMonth} label={`Month of ${called}`} onCommit={(next) => setMapping(withMonth(mapping, column, next))} />
    },
    isNumeric: (column) => ['quantity', 'quantities'].includes(usageUseOf(mapping, column)),
  }
}

/** Monthly usage from a file of up to millions of rows: chosen, understood, looked at, and only then accepted. */
export function UsageImportTab(): ReactNode {
  const { draft } = useModelSession()
  const { activeVersion: { fiscalYear: year } } = useVersionSelection()
  const work = useImport(USAGE)
  const fallbackMonth = monthOfDay(fiscalYearSpan(year, fiscalYearFirstMonth(draft)).first)
  return (
    <ImportFlow
      work={work}
      picker={{
        label: 'Choose a file of usage…',
        text: 'One row for each agency, rate and month, with its quantity; or one row for each agency and rate, with a column for each month. A quantity below zero is a credit. CSV files of up to 200 MB, workbooks of up to 50 MB; nothing is written until you accept it.',
        template: <TemplateButton csv={usageTemplate(year).csv} name={`Usage ${formatFiscalYear(year)}`} />,
        mostBytes: MOST_USAGE_BYTES,
      }}
      headerRowChosen={withUsageHeaderRow}
      columnsOf={(mapping) => columnsOf(mapping, { setMapping: work.setMapping, fallbackMonth })}
      words={{ acceptLabel: quantitiesLabel, nothing: 'There is nothing to import: every quantity in the file is as the model has it.', heads: QUANTITY_HEADS }}
      next={<GoToBills />}
    />
  )
}
