/** Which sheet and which columns of a file of usage: what its header proposes, and what the command line says instead. */
import { issue, type Issue } from '../../src-shared/domain/issues.ts'
import { ok, refused, type Result } from '../../src-shared/domain/result.ts'
import { missingUsageFields, proposeUsageMapping } from '../../src-shared/domain/usage/imports/propose-usage-mapping.ts'
import { monthOfText } from '../../src-shared/domain/usage/imports/usage-cells.ts'
import { USAGE_FIELDS, type InspectedUsage, type UsageField, type UsageImportMapping } from '../../src-shared/domain/usage/imports/usage-import.ts'
import type { Month } from '../../src-shared/domain/month.ts'
import { findColumn, noColumn, type MappingOptions } from './import-mapping.ts'

/** The sheet that is asked for, or the first that fits, or the first. */
export function usageTable(tables: readonly InspectedUsage[], { sheet, fileName }: { readonly sheet: string | null; readonly fileName: string }): Result<InspectedUsage> {
  const chosen = sheet === null ? (tables.find(({ proposal }) => missingUsageFields(proposal).length === 0) ?? tables[0]) : tables.find((each) => each.sheet === sheet)
  if (chosen !== undefined) return ok(chosen)
  return refused([issue('unreadable-file', sheet === null ? `${fileName} has no table.` : `${fileName} has no sheet "${sheet}".`, { remedy: tables.length === 0 ? 'Choose another file.' : `It has: ${tables.map((each) => each.sheet).join(', ')}.` })])
}

type Assignment = { readonly column: number } & ({ readonly field: UsageField } | { readonly month: Month })

function readAssignment(header: readonly string[], text: string, fileName: string): Result<Assignment, Issue> {
  const at = text.indexOf('=')
  const key = text.slice(0, Math.max(at, 0)).trim().toLowerCase()
  const field = USAGE_FIELDS.find((each) => each === key)
  const month = monthOfText(key)
  const column = findColumn(header, text.slice(at + 1))
  if (field === undefined && month === undefined) return refused(issue('wrong-columns', `--column ${text} names no field of usage.`, { remedy: `Fields are: ${USAGE_FIELDS.join(', ')}, and months as YYYY-MM.` }))
  if (column === undefined) return refused(noColumn(header, text.slice(at + 1), fileName))
  return field !== undefined ? ok({ column, field }) : month !== undefined ? ok({ column, month }) : refused(noColumn(header, text, fileName))
}

export function givenUsageMapping(table: InspectedUsage, options: MappingOptions & { readonly fileName: string }): Result<UsageImportMapping> {
  const { fileName, headerRow } = options
  const at = headerRow === null ? -1 : table.rowNumbers.indexOf(headerRow)
  if (headerRow !== null && at === -1) return refused([issue('wrong-columns', `Row ${headerRow} is not among the first rows of the table.`, { place: { file: fileName, row: headerRow } })])
  const proposal = at === -1 ? table.proposal : { ...proposeUsageMapping(table.rows.slice(at, at + 1), table.rowNumbers.slice(at, at + 1)), headerRow: table.rowNumbers[at] ?? 1 }
  const header = table.rows[table.rowNumbers.indexOf(proposal.headerRow)] ?? []
  const read = options.columns.map((text) => readAssignment(header, text, fileName))
  const issues = read.flatMap((each) => (each.ok ? [] : [each.failure]))
  if (issues.length > 0) return refused(issues)
  const given = read.flatMap((each) => (each.ok ? [each.value] : []))
  const isFree = (column: number): boolean => !given.some((each) => each.column === column)
  const months = given.flatMap((each) => ('month' in each ? [each] : []))
  return ok({
    headerRow: proposal.headerRow,
    fields: { ...Object.fromEntries(Object.entries(proposal.fields).filter(([, column]) => isFree(column))), ...Object.fromEntries(given.flatMap((each) => ('field' in each ? [[each.field, each.column]] : []))) },
    months: [...proposal.months.filter(({ column, month }) => isFree(column) && !months.some((each) => each.month === month)), ...months],
  })
}
