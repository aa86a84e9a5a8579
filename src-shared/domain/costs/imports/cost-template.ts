/** The CSV that an import of the cost side reads best: header, one example, a comment for each column. */
import { formatFiscalYear, type FiscalYear } from '../../fiscal-year.ts'
import type { TableImportKind } from './cost-import.ts'
import { IMPORT_KINDS } from './import-kinds.ts'

export type CostTemplate = { readonly name: TableImportKind; readonly columns: readonly { readonly header: string; readonly example: string; readonly comment: string; readonly required: boolean }[]; readonly csv: string }

/**
 * The template of a kind, its example in a year. Lines that start with # are comments, which an import skips.
 *
 * @example costTemplate('revenue', fiscalYear(2005)).columns.map((each) => each.header) // ['fiscal year', 'basis', 'service', 'fund', 'billed', ...]
 */
export function costTemplate(kind: TableImportKind, year: FiscalYear): CostTemplate {
  const columns = IMPORT_KINDS[kind].columns.filter((each) => each.inTemplate).map(({ field, header, example, comment, required }) => ({ header, comment, required, example: field === 'fiscalYear' ? formatFiscalYear(year) : example }))
  const comments = columns.map((each) => csvCell(`# ${each.header}: ${each.required ? 'required. ' : ''}${each.comment}`))
  const lines = [...comments, columns.map((each) => csvCell(each.header)).join(','), columns.map((each) => csvCell(each.example)).join(',')]
  return { name: kind, columns, csv: `${lines.join('\n')}\n` }
}

function csvCell(text: string): string {
  return /[",;\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
