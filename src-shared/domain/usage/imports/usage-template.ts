/** The CSV that an import of usage reads best: header, one example, a comment for each column. */
import type { FiscalYear } from '../../fiscal-year.ts'
import { monthsOfYear } from '../../month.ts'
import type { UsageField } from './usage-import.ts'

export type UsageTemplate = { readonly name: 'usage'; readonly columns: readonly { readonly header: UsageField; readonly example: string; readonly comment: string; readonly required: boolean }[]; readonly csv: string }

/** @example usageTemplate(fiscalYear(2005)).columns.map((each) => each.header) // ['agency', 'rate', 'month', 'quantity'] */
export function usageTemplate(year: FiscalYear): UsageTemplate {
  const columns = [
    { header: 'agency', example: 'ABC', comment: 'Code of the agency that used it.', required: true },
    { header: 'rate', example: 'A03', comment: 'Code of the rate in the catalog.', required: true },
    { header: 'month', example: monthsOfYear(year, 7)[0] ?? '', comment: 'The month as YYYY-MM or a day in it; the days of a month are added up, those of a later file to those of the files before; the same day again takes its place. Or leave month and quantity out and give each month a column named YYYY-MM.', required: true },
    { header: 'quantity', example: '1250.5', comment: 'Quantity in the billable unit of the rate with up to 6 places; below zero for a credit.', required: true },
  ] as const
  const lines = [...columns.map(({ header, comment }) => `# ${header}: required. ${comment}`), columns.map(({ header }) => header).join(','), columns.map(({ example }) => example).join(',')]
  return { name: 'usage', columns, csv: `${lines.join('\n')}\n` }
}
