/** Which column holds what: what the file's header proposes, and what the command line says instead. */
import type { InspectedTable } from '../../src-shared/contract/answers.ts'
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

/** @example columnLetter(27) // 'AB' */
function columnLetter(index: number): string {
  const rest = Math.floor(index / 26)
  return (rest === 0 ? '' : columnLetter(rest - 1)) + String.fromCodePoint(65 + (index % 26))
}

/** A column by its name in the header, by its letter as a spreadsheet has it, or by its number. */
function findColumn(header: readonly string[], text: string): number | undefined {
  const wanted = text.trim().toLowerCase()
  const byName = header.findIndex((each) => each.trim().toLowerCase() === wanted)
  if (byName !== -1) return byName
  const byLetter = header.findIndex((_, index) => columnLetter(index).toLowerCase() === wanted || String(index + 1) === wanted)
  return byLetter === -1 ? undefined : byLetter
}

function readAssignment(header: readonly string[], text: string, fileName: string): Result<Assignment, Issue> {
  const at = text.indexOf('=')
  const key = text.slice(0, Math.max(at, 0)).trim()
  const columnText = text.slice(at + 1)
  const column = findColumn(header, columnText)
  if (at < 1) return refused(issue('wrong-columns', `--column ${text} is not understood.`, { remedy: 'Write --column code=Code or --column "FY2005=New rate".' }))
  if (column === undefined) {
    return refused(issue('wrong-columns', `There is no column "${columnText}".`, { remedy: `The header has: ${header.filter((each) => each !== '').join(', ')}.`, place: { file: fileName } }))
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
