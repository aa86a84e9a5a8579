/** Which column of a foreign table holds what, guessed from its header; a person may say otherwise. */
import type { TableImportKind, CostImportMapping } from './cost-import.ts'
import type { ImportColumn } from './import-column.ts'
import { IMPORT_KINDS } from './import-kinds.ts'

/** Rows above a header: a title, a date, comments. */
const HEADER_SEARCHED_ROWS = 50
const REQUIRED_WEIGHT = 3

/** Lines that start with # are comments, as the templates have them. */
export function isCommentRow(row: readonly string[]): boolean {
  return (row[0] ?? '').trimStart().startsWith('#')
}

function plain(text: string): string {
  return text.replaceAll(/\([^()]*\)/g, ' ').replaceAll(/[\s_-]+/g, ' ').trim().toLowerCase()
}

function columnsOf(columns: readonly ImportColumn[], header: readonly string[]): ReadonlyMap<ImportColumn, number> {
  const names = header.map(plain)
  const taken = new Set<number>()
  const found = new Map<ImportColumn, number>()
  // A column's own name comes before another's synonym.
  for (const namesOf of [(each: ImportColumn) => [plain(each.header), plain(each.field.replaceAll(/([A-Z])/g, ' $1')), each.field.toLowerCase()], (each: ImportColumn) => each.names]) {
    for (const column of columns) {
      if (found.has(column)) continue
      const at = namesOf(column).map((name) => names.findIndex((each, index) => each === name && !taken.has(index))).find((each) => each !== -1)
      if (at === undefined) continue
      found.set(column, at)
      taken.add(at)
    }
  }
  return found
}

/**
 * Proposes a mapping for a table. Where nothing looks like a header, the first row is proposed with no columns.
 *
 * @example proposeCostMapping('revenue', [['Service', 'Revenue'], ['SQ060', '100']]) // { headerRow: 1, fields: { service: 0, billed: 1 } }
 */
export function proposeCostMapping(kind: TableImportKind, rows: readonly (readonly string[])[], rowNumbers?: readonly number[]): CostImportMapping {
  let best: { readonly mapping: CostImportMapping; readonly score: number } | undefined
  rows.slice(0, HEADER_SEARCHED_ROWS).forEach((row, index) => {
    if (isCommentRow(row)) return
    const found = [...columnsOf(IMPORT_KINDS[kind].columns, row)]
    const score = found.reduce((sum, [column]) => sum + (column.required ? REQUIRED_WEIGHT : 1), 0)
    if (score > 0 && (best === undefined || score > best.score)) best = { score, mapping: { headerRow: rowNumbers?.[index] ?? index + 1, fields: Object.fromEntries(found.map(([column, at]) => [column.field, at])) } }
  })
  const first = rows.findIndex((row) => !isCommentRow(row))
  return best?.mapping ?? { headerRow: rowNumbers?.[Math.max(first, 0)] ?? Math.max(first, 0) + 1, fields: {} }
}
