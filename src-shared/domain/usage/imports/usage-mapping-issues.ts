/** What keeps a mapping from being used on a file. */
import { issue, type Issue, type IssuePlace } from '../../issues.ts'
import { monthWords } from '../../month.ts'
import { twinColumnIssues } from '../../twin-columns.ts'
import { missingUsageFields } from './propose-usage-mapping.ts'
import { isLikeMonth } from './usage-cells.ts'
import type { UsageImportMapping } from './usage-import.ts'

/** Names of columns that the mapping leaves out, with their places. */
export function unreadColumns({ fields, months }: UsageImportMapping, header: readonly string[]): readonly (readonly [column: number, name: string])[] {
  const used = new Set([...Object.values(fields), ...months.map(({ column }) => column)])
  return header.flatMap((text, column) => (text.trim() === '' || used.has(column) ? [] : [[column, text.trim()] as const]))
}

/** Columns of one month under different names: `2003-07` and `July 2003`. */
function monthTwins({ months }: UsageImportMapping, { header, place }: { readonly header: readonly string[]; readonly place: IssuePlace }): readonly Issue[] {
  const named = (column: number): string => (header[column] ?? '').trim().slice(0, 40)
  return [...Map.groupBy(months, ({ month }) => month)].flatMap(([month, columns]) => {
    const names = [...new Set(columns.map(({ column }) => named(column)))]
    return names.length < 2 ? [] : [issue('wrong-columns', `The columns ${names.map((name) => `"${name}"`).join(' and ')} are all of ${monthWords(month)}.`, { place, remedy: 'Keep one of them, or add them up.' })]
  })
}

/** @param given.header the cells of the mapping's header row; undefined when the file has no such row */
export function usageMappingIssues(given: { readonly mapping: UsageImportMapping; readonly header: readonly string[] | undefined; readonly fileName: string }): readonly Issue[] {
  const { mapping, header, fileName } = given
  const place = { file: fileName, row: mapping.headerRow }
  if (header === undefined) return [issue('wrong-columns', `There is no row ${mapping.headerRow} among the first rows to take the column names from.`, { place, remedy: 'Choose the row that holds the column names.' })]
  const named = header.filter((each) => each.trim() !== '').join(', ').slice(0, 500)
  const issues: Issue[] = missingUsageFields(mapping).map((field) => issue('wrong-columns', `There is no column for the ${field}.`, { place, remedy: `The file has: ${named}. Name a column "${field}", or choose the one that holds it.` }))
  const used = [...Object.values(mapping.fields), ...mapping.months.map(({ column }) => column)]
  const outside = used.find((column) => column >= header.length)
  if (outside !== undefined) issues.push(issue('wrong-columns', `There is no column ${outside + 1}.`, { place, remedy: `The header has ${header.length} columns.` }))
  if (new Set(used).size < used.length) issues.push(issue('wrong-columns', 'A column is chosen for two things.', { place, remedy: 'Choose each column once.' }))
  issues.push(...twinColumnIssues({ header, used, place }), ...monthTwins(mapping, { header, place }))
  if (mapping.months.length > 0 && (mapping.fields.month !== undefined || mapping.fields.quantity !== undefined)) {
    issues.push(issue('wrong-columns', 'There is a column for each month, and one for the month or the quantity as well.', { place, remedy: 'Choose one of the two forms.' }))
  }
  // Beside columns of months, one that looks like a month and is none would lose its figures.
  for (const [, name] of mapping.months.length === 0 ? [] : unreadColumns(mapping, header)) {
    if (isLikeMonth(name)) issues.push(issue('not-a-date', `The column "${name.slice(0, 40)}" is not a month.`, { place: { ...place, column: name }, remedy: 'Name it as YYYY-MM, or take the column out of the file.' }))
  }
  return issues
}
