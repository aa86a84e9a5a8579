/** Which column holds what: what the file's header proposes, and what the command line says instead. */
import type { InspectedTable } from '../../src-shared/contract/answers.ts'
import { columnLetter } from '../../src-shared/domain/column-letter.ts'
import type { CostImportMapping, TableImportKind } from '../../src-shared/domain/costs/imports/cost-import.ts'
import { IMPORT_KINDS } from '../../src-shared/domain/costs/imports/import-kinds.ts'
import { proposeCostMapping } from '../../src-shared/domain/costs/imports/propose-cost-mapping.ts'
import { readFiscalYear, type FiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { issue, type Issue } from '../../src-shared/domain/issues.ts'
import { RATES_IMPORT_FIELDS, type RatesImportField, type RatesImportMapping } from '../../src-shared/domain/rates/rates-import.ts'
import { ok, refused, type Result } from '../../src-shared/domain/result.ts'

export type MappingOptions = {
  /** `field=column` or `FY2005=column`, each. */
  readonly columns: readonly string[]
  /** 1-based; null takes the proposed one. */
  readonly headerRow: number | null
}

type Assignment = { readonly kind: 'field'; readonly field: RatesImportField; readonly column: number } | { readonly kind: 'year'; readonly fiscalYear: FiscalYear; readonly column: number }

/** A column by its name in the header, by its letter as a spreadsheet has it, or by its number. */
export function findColumn(header: readonly string[], text: string): number | undefined {
  const wanted = text.trim().toLowerCase()
  const byName = header.findIndex((each) => each.trim().toLowerCase() === wanted)
  if (byName !== -1) return byName
  const byLetter = header.findIndex((_, index) => columnLetter(index).toLowerCase() === wanted || String(index + 1) === wanted)
  return byLetter === -1 ? undefined : byLetter
}

/** What is said of a column that is not there. */
export function noColumn(header: readonly string[], text: string, fileName: string): Issue {
  return issue('wrong-columns', `There is no column "${text}".`, { remedy: `The header has: ${header.filter((each) => each !== '').join(', ')}.`, place: { file: fileName } })
}

function readAssignment(header: readonly string[], text: string, fileName: string): Result<Assignment, Issue> {
  const at = text.indexOf('=')
  const key = text.slice(0, Math.max(at, 0)).trim()
  const columnText = text.slice(at + 1)
  const column = findColumn(header, columnText)
  if (at < 1) return refused(issue('wrong-columns', `--column ${text} is not understood.`, { remedy: 'Write --column code=Code or --column "FY2005=New rate".' }))
  if (column === undefined) {
    return refused(noColumn(header, columnText, fileName))
  }
  const field = RATES_IMPORT_FIELDS.find((each) => each.toLowerCase() === key.toLowerCase())
  if (field !== undefined) return ok({ kind: 'field', field, column })
  const year = readFiscalYear(key)
  if (year.ok) return ok({ kind: 'year', fiscalYear: year.value, column })
  return refused(issue('wrong-columns', `"${key}" is neither a field nor a fiscal year.`, { remedy: `Fields are: ${RATES_IMPORT_FIELDS.join(', ')}; a year is written FY2005.` }))
}

/** The proposal with what the command line says in its place. */
export function givenMapping({ table, proposal, options, fileName }: InspectedTable & { readonly options: MappingOptions; readonly fileName: string }): Result<RatesImportMapping> {
  const headerRow = options.headerRow ?? proposal.headerRow
  const header = table.rows[table.rowNumbers.indexOf(headerRow)]
  if (header === undefined) return refused([issue('wrong-columns', `Row ${headerRow} is not among the first rows of the table.`, { place: { file: fileName, row: headerRow } })])
  const assignments = options.columns.map((text) => readAssignment(header, text, fileName))
  const issues = assignments.flatMap((each) => (each.ok ? [] : [each.failure]))
  if (issues.length > 0) return refused(issues)
  const given = assignments.flatMap((each) => (each.ok ? [each.value] : []))
  const fields = given.flatMap((each) => (each.kind === 'field' ? [each] : []))
  const years = given.flatMap(({ kind, ...each }) => (kind === 'year' && 'fiscalYear' in each ? [each] : []))
  return ok({
    headerRow,
    fields: { ...proposal.fields, ...Object.fromEntries(fields.map(({ field, column }) => [field, column])) },
    years: [...proposal.years.filter((each) => !years.some(({ fiscalYear, column }) => fiscalYear === each.fiscalYear || column === each.column)), ...years],
  })
}

/** What an import of the cost side takes: the proposal, with what the command line says in its place. */
export function givenCostMapping({ table, kind, options, fileName }: { readonly table: InspectedTable['table']; readonly kind: TableImportKind; readonly options: MappingOptions; readonly fileName: string }): Result<CostImportMapping> {
  const at = options.headerRow === null ? -1 : table.rowNumbers.indexOf(options.headerRow)
  if (options.headerRow !== null && at === -1) return refused([issue('wrong-columns', `Row ${options.headerRow} is not among the first rows of the table.`, { place: { file: fileName, row: options.headerRow } })])
  const proposal = at === -1 ? proposeCostMapping(kind, table.rows, table.rowNumbers) : { ...proposeCostMapping(kind, table.rows.slice(at, at + 1), table.rowNumbers.slice(at, at + 1)), headerRow: table.rowNumbers[at] ?? 1 }
  const header = table.rows[table.rowNumbers.indexOf(proposal.headerRow)] ?? []
  const assignments = options.columns.map((text) => readCostAssignment({ kind, header, text, fileName }))
  const issues = assignments.flatMap((each) => (each.ok ? [] : [each.failure]))
  if (issues.length > 0) return refused(issues)
  const given = assignments.flatMap((each) => (each.ok ? [each.value] : []))
  const kept = Object.entries(proposal.fields).filter(([, column]) => !given.some((each) => each.column === column))
  return ok({ headerRow: proposal.headerRow, fields: { ...Object.fromEntries(kept), ...Object.fromEntries(given.map(({ field, column }) => [field, column])) } })
}

function readCostAssignment(given: { readonly kind: TableImportKind; readonly header: readonly string[]; readonly text: string; readonly fileName: string }): Result<{ readonly field: string; readonly column: number }, Issue> {
  const at = given.text.indexOf('=')
  const key = given.text.slice(0, Math.max(at, 0)).replaceAll(/[\s_-]+/g, '').toLowerCase()
  const { columns } = IMPORT_KINDS[given.kind]
  const field = columns.find((each) => each.field.toLowerCase() === key || each.header.replaceAll(/\s+/g, '') === key)?.field
  if (field === undefined) return refused(issue('wrong-columns', `--column ${given.text} names no field of ${given.kind}.`, { remedy: `Fields are: ${columns.map((each) => each.field).join(', ')}.` }))
  const columnText = given.text.slice(at + 1)
  const column = findColumn(given.header, columnText)
  return column === undefined ? refused(noColumn(given.header, columnText, given.fileName)) : ok({ field, column })
}
