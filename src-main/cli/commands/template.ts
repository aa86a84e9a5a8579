/** `template rates [--year FY2005]` */
import { readFiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import { ratesTemplate } from '../../../src-shared/domain/rates/rates-template.ts'
import { refusal, type Outcome } from '../outcome.ts'

/** The header, one example and a comment for each column, as a CSV that an import reads as it stands. */
export function templateCommand({ year }: { readonly year: string }): Outcome {
  const fiscalYear = readFiscalYear(year)
  if (!fiscalYear.ok) return refusal({ model: null, issues: [fiscalYear.failure], exitCode: 2 })
  const { columns, csv } = ratesTemplate(fiscalYear.value)
  const rows = columns.map(({ header, required, example, comment }) => ({ column: header, required, example, comment }))
  return { exitCode: 0, model: null, warnings: [], rows, text: csv.trimEnd() }
}
