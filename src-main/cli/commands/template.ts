/** `template rates|costs|positions|pools|drivers|units|revenue|balances|carry-forwards|agencies|encumbrances|services|targets|measurements|outages|incidents|agreements|usage|raw-usage|allocation|tornado|series|job|xmr|availability [--year FY2005]` */
import { ALLOCATION_CASE_TEMPLATE } from '../../../src-shared/domain/allocation/stand-alone-case.ts'
import { QUOTE_JOB_TEMPLATE } from '../../../src-shared/domain/billing/quote-template.ts'
import { TABLE_IMPORT_KINDS } from '../../../src-shared/domain/costs/imports/cost-import.ts'
import { costTemplate } from '../../../src-shared/domain/costs/imports/cost-template.ts'
import { readFiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import { SERIES_COLUMNS, seriesTemplate } from '../../../src-shared/domain/projection/read-series.ts'
import { ratesTemplate } from '../../../src-shared/domain/rates/rates-template.ts'
import { AVAILABILITY_CASE_TEMPLATE } from '../../../src-shared/domain/service-levels/measures/read-availability-case.ts'
import { XMR_COLUMNS, xmrTemplate } from '../../../src-shared/domain/service-levels/measures/read-xmr-series.ts'
import { usageTemplate } from '../../../src-shared/domain/usage/imports/usage-template.ts'
import { rawUsageTemplate } from '../../../src-shared/domain/usage/measures/raw-measure.ts'
import { TORNADO_COLUMNS, tornadoTemplate } from '../tornado-inputs.ts'
import { refusal, type Outcome } from '../outcome.ts'

/** The header, one example and a comment for each column, as a CSV that an import reads as it stands; or an allocation case or a job, as JSON. */
export function templateCommand({ name, year }: { readonly name: string; readonly year: string }): Outcome {
  const json = name === 'allocation' ? ALLOCATION_CASE_TEMPLATE : name === 'job' ? QUOTE_JOB_TEMPLATE : name === 'availability' ? AVAILABILITY_CASE_TEMPLATE : undefined
  if (json !== undefined) return { exitCode: 0, model: null, warnings: [], rows: [{ template: json }], text: json.trimEnd() }
  if (name === 'tornado') return { exitCode: 0, model: null, warnings: [], rows: TORNADO_COLUMNS.map(({ header, ...column }) => ({ column: header, ...column })), text: tornadoTemplate() }
  if (name === 'series') return { exitCode: 0, model: null, warnings: [], rows: SERIES_COLUMNS.map(({ header, ...column }) => ({ column: header, ...column })), text: seriesTemplate() }
  if (name === 'xmr') return { exitCode: 0, model: null, warnings: [], rows: XMR_COLUMNS.map(({ header, ...column }) => ({ column: header, ...column })), text: xmrTemplate() }
  const fiscalYear = readFiscalYear(year)
  if (!fiscalYear.ok) return refusal({ model: null, issues: [fiscalYear.failure], exitCode: 2 })
  const kind = TABLE_IMPORT_KINDS.find((each) => each === name)
  const { columns, csv } = name === 'raw-usage' ? rawUsageTemplate() : name === 'usage' ? usageTemplate(fiscalYear.value) : kind === undefined ? ratesTemplate(fiscalYear.value) : costTemplate(kind, fiscalYear.value)
  const rows = columns.map(({ header, required, example, comment }) => ({ column: header, required, example, comment }))
  return { exitCode: 0, model: null, warnings: [], rows, text: csv.trimEnd() }
}
