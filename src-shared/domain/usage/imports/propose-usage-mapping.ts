/** Which column of a file of usage holds what, guessed from its header; a person may say otherwise. */
import { isCommentRow } from '../../costs/imports/propose-cost-mapping.ts'
import { monthOfText } from './usage-cells.ts'
import { HEAD_ROWS, USAGE_FIELDS, type UsageField, type UsageImportMapping } from './usage-import.ts'

/** Names of columns in lower case with single spaces, the best first. */
const NAMES: { readonly [Field in UsageField]: readonly string[] } = {
  agency: ['agency', 'agency code', 'customer', 'customer code', 'department', 'dept', 'account'],
  rate: ['rate', 'rate code', 'resource code', 'code', 'service code', 'resource', 'billing code'],
  month: ['month', 'period', 'billing month', 'usage month', 'date', 'usage date'],
  quantity: ['quantity', 'units', 'usage', 'qty', 'amount', 'volume', 'count'],
}

function plain(text: string): string {
  return text.replaceAll(/\([^()]*\)/g, ' ').replaceAll(/[\s_-]+/g, ' ').trim().toLowerCase()
}

function mappingOf(header: readonly string[], headerRow: number): UsageImportMapping {
  const names = header.map(plain)
  const columns = USAGE_FIELDS.flatMap((field) => {
    const at = NAMES[field].map((name) => names.indexOf(name)).find((each) => each !== -1)
    return at === undefined ? [] : [[field, at] as const]
  })
  const months = header.flatMap((text, column) => {
    const month = monthOfText(text)
    return month === undefined ? [] : [{ column, month }]
  })
  // A row that names neither is one of figures that has a date in it.
  const isWide = months.length > 0 && columns.some(([field]) => field === 'agency' || field === 'rate') && !columns.some(([field]) => field === 'month')
  const fields = Object.fromEntries(isWide ? columns.filter(([field]) => field === 'agency' || field === 'rate') : columns)
  return { headerRow, fields, months: isWide ? months : [] }
}

/** How much of what an import needs is there. */
function scoreOf({ fields, months }: UsageImportMapping): number {
  return Object.keys(fields).length * 3 + Math.min(months.length, 12)
}

/** What is missing before a file can be read. */
export function missingUsageFields({ fields, months }: UsageImportMapping): readonly UsageField[] {
  return USAGE_FIELDS.filter((field) => fields[field] === undefined && !(months.length > 0 && (field === 'month' || field === 'quantity')))
}

/**
 * Proposes a mapping. Where nothing looks like a header, the first row is proposed with no columns.
 *
 * @example proposeUsageMapping([['Agency', 'Rate', 'Month', 'Quantity']], [1]) // { headerRow: 1, fields: { agency: 0, rate: 1, month: 2, quantity: 3 }, months: [] }
 * @example proposeUsageMapping([['Agency', 'Rate', '2003-07', '2003-08']], [1]) // { headerRow: 1, fields: { agency: 0, rate: 1 }, months: [{ column: 2, month: '2003-07' }, ...] }
 */
export function proposeUsageMapping(rows: readonly (readonly string[])[], rowNumbers: readonly number[]): UsageImportMapping {
  const proposals = rows.slice(0, HEAD_ROWS).flatMap((row, index) => (isCommentRow(row) ? [] : [mappingOf(row, rowNumbers[index] ?? index + 1)]))
  let best = proposals[0] ?? { headerRow: rowNumbers[0] ?? 1, fields: {}, months: [] }
  for (const each of proposals) if (scoreOf(each) > scoreOf(best)) best = each
  return scoreOf(best) === 0 ? { ...best, fields: {}, months: [] } : best
}
