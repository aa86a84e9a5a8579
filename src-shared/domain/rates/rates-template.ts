/** The CSV that an import of rates reads best: columns, one example, a comment for each. */
import { formatFiscalYear, type FiscalYear } from '../fiscal-year.ts'
import type { RatesImportField } from './rates-import.ts'

export type TemplateColumn = { readonly header: string; readonly example: string; readonly comment: string; readonly required: boolean }

type FieldColumn = TemplateColumn & { readonly field: RatesImportField }

const FIELD_COLUMNS: readonly FieldColumn[] = [
  { field: 'code', header: 'code', example: 'MF-CPU-P', required: true, comment: 'Identifies the rate; one row for each code. A code that the model does not have becomes a new rate.' },
  { field: 'title', header: 'title', example: 'Prime CPU Time', required: false, comment: 'The resource as customers read it. For new rates; the code where it is empty.' },
  { field: 'billableUnit', header: 'billable unit', example: 'CPU Hour', required: false, comment: 'What one unit is. For new rates.' },
  { field: 'objectCode', header: 'object code', example: 'E10', required: false, comment: 'State object code under which it is billed: E10 computer services, E05 postal. For new rates.' },
  { field: 'lineOfBusiness', header: 'line of business', example: 'Mainframe Services', required: false, comment: 'For new rates; made where the model has none of this name, "Imported" where it is empty.' },
  { field: 'serviceGroup', header: 'group', example: 'Central Computer Services', required: false, comment: 'For new rates, as the line of business.' },
  { field: 'service', header: 'service', example: 'CPU Time', required: false, comment: 'For new rates, as the line of business.' },
  { field: 'places', header: 'places', example: '2', required: false, comment: 'Decimal places at which the rate is published, 0 to 6; the digits written where it is empty.' },
  { field: 'note', header: 'note', example: '', required: false, comment: 'For new rates.' },
]

const RATE_COMMENT = 'The rate in that fiscal year: 99.81, $1,234.50, Meter + 16.8 %, 415.00 / month, Contract rate, Varies, Not billed. One column a year; an empty cell leaves that year as it is.'

export type RatesTemplate = { readonly name: 'rates'; readonly columns: readonly TemplateColumn[]; readonly csv: string }

/**
 * The template with a column for one year. Lines that start with # are comments, which an import skips.
 *
 * @example ratesTemplate(fiscalYear(2005)).columns.map((each) => each.header) // ['code', 'title', ..., 'note', 'FY2005']
 */
export function ratesTemplate(year: FiscalYear): RatesTemplate {
  const yearColumn: TemplateColumn = { header: formatFiscalYear(year), example: '99.81', required: true, comment: RATE_COMMENT }
  const columns: readonly TemplateColumn[] = [...FIELD_COLUMNS.map(({ header, example, comment, required }) => ({ header, example, comment, required })), yearColumn]
  const comments = columns.map((each) => csvCell(`# ${each.header}: ${each.required ? 'required. ' : ''}${each.comment}`))
  const lines = [...comments, columns.map((each) => csvCell(each.header)).join(','), columns.map((each) => csvCell(each.example)).join(',')]
  return { name: 'rates', columns, csv: `${lines.join('\n')}\n` }
}

function csvCell(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
