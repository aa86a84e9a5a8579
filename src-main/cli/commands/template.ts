/** `template rates|costs|positions|pools|drivers|units|revenue|agencies|encumbrances|usage|allocation|tornado [--year FY2005]` */
import { ALLOCATION_CASE_TEMPLATE } from '../../../src-shared/domain/allocation/stand-alone-case.ts'
import { TABLE_IMPORT_KINDS } from '../../../src-shared/domain/costs/imports/cost-import.ts'
import { costTemplate } from '../../../src-shared/domain/costs/imports/cost-template.ts'
import { readFiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import { ratesTemplate } from '../../../src-shared/domain/rates/rates-template.ts'
import { usageTemplate } from '../../../src-shared/domain/usage/imports/usage-template.ts'
import { TORNADO_COLUMNS, tornadoTemplate } from '../tornado-inputs.ts'
import { refusal, type Outcome } from '../outcome.ts'

/** The header, one example and a comment for each column, as a CSV that an import reads as it stands; or an allocation case, as JSON. */
export function templateCommand({ name, year }: { readonly name: string; readonly year: string }): Outcome {
  if (name === 'allocation') return { exitCode: 0, model: null, warnings: [], rows: [{ template: ALLOCATION_CASE_TEMPLATE }], text: ALLOCATION_CASE_TEMPLATE.trimEnd() }
  if (name === 'tornado') return { exitCode: 0, model: null, warnings: [], rows: TORNADO_COLUMNS.map(({ header, ...column }) => ({ column: header, ...column })), text: tornadoTemplate() }
  const fiscalYear = readFiscalYear(year)
  if (!fiscalYear.ok) return refusal({ model: null, issues: [fiscalYear.failure], exitCode: 2 })
  const kind = TABLE_IMPORT_KINDS.find((each) => each === name)
  const { columns, csv } = name === 'usage' ? usageTemplate(fiscalYear.value) : kind === undefined ? ratesTemplate(fiscalYear.value) : costTemplate(kind, fiscalYear.value)
  const rows = columns.map(({ header, required, example, comment }) => ({ column: header, required, example, comment }))
  return { exitCode: 0, model: null, warnings: [], rows, text: csv.trimEnd() }
}
