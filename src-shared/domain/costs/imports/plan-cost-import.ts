/**
 * From a foreign table and a mapping to one edit (all or nothing): the cost side, agencies and encumbrances, and the targets,
 * measurements and records of service levels, each as its kind declares it.
 */
import { hasErrors, issue, messagesOf, type Issue } from '../../issues.ts'
import type { ImportOutcome, ImportPreviewRow } from '../../import-outcome.ts'
import { applyChanges } from '../../model/apply-edit.ts'
import type { Draft } from '../../model/draft.ts'
import type { TableName } from '../../model/table-names.ts'
import { yearsOf } from '../../rates/schedule-years.ts'
import { formatVersion } from '../../version-label.ts'
import { readVersionKey, versionKey, type VersionKey } from '../../version.ts'
import { twinColumnIssues } from '../../twin-columns.ts'
import { shareIssues } from './check-shares.ts'
import { FISCAL_YEAR, versionOfRow } from './common-columns.ts'
import type { CostImportRequest, PlannedCostImport } from './cost-import.ts'
import { effectText } from './effect-text.ts'
import type { ImportColumn } from './import-column.ts'
import type { ImportKind } from './import-kind.ts'
import { IMPORT_KINDS } from './import-kinds.ts'
import { ImportModel } from './import-model.ts'
import { ImportRecord, ImportRow, placeIn, type ImportTable } from './import-record.ts'
import { isCommentRow, proposeCostMapping } from './propose-cost-mapping.ts'

type Import = { readonly kind: ImportKind; readonly model: ImportModel; readonly table: ImportTable; readonly rows: ImportRow[]; readonly versions: Set<VersionKey> }

/**
 * Plans an import of a table. Every bad row is named with file, sheet, row, column and what to do, and one error refuses the
 * whole file (`plan` is null). Rows are found again by what tells them apart (see the kinds), so that the same file twice
 * changes nothing; a column that the file does not have leaves what the model has.
 *
 * @example planCostImport({ kind: 'revenue', draft, version: planOf(fiscalYear(2005)), fileName: 'r.csv', sheet: '', rowNumbers: [1, 2],
 *   rows: [['service', 'billed'], ['SQ060', '100']], mapping: null, newId, author: 'Ann' }).outcome.label // 'Import r.csv: 1 revenue row, FY2005'
 */
export function planCostImport(request: CostImportRequest): PlannedCostImport {
  const mapping = request.mapping ?? proposeCostMapping(request.kind, request.rows, request.rowNumbers)
  const kind = IMPORT_KINDS[request.kind]
  const header = request.rows[request.rowNumbers.indexOf(mapping.headerRow)] ?? []
  const table: ImportTable = { file: request, mapping, header, issues: [], context: { draft: request.draft, versions: [versionKey(request.version)] } }
  const work: Import = { kind, model: new ImportModel(request), table, rows: [], versions: new Set() }
  table.issues.push(...mappingIssues(work, header))
  if (!hasErrors(table.issues)) planRows(work)
  const changes = work.model.wishes.filter((wish) => !wish.isSame).map((wish) => wish.change)

  const applied = hasErrors(table.issues) || changes.length === 0 ? undefined : applyChanges(request.draft, changes)
  if (applied !== undefined && !applied.ok) table.issues.push(...applied.failure.map((found) => placedAtRow(work, found)))
  if (!hasErrors(table.issues)) table.issues.push(...shareIssues(request.draft, work.model.wishes).map(({ issue: found, rowNumber, field }) => {
    const column = mapping.fields[field]
    return { ...found, place: placeIn(table, { row: rowNumber, ...(column === undefined ? {} : { column }) }) }
  }))
  return { ...finish(work), mapping }
}

function planRows(work: Import): void {
  const { table, model, kind } = work
  const records = new Map<string, { readonly version: VersionKey; readonly first: ImportRow; readonly others: ImportRow[] }>()
  table.file.rows.forEach((cells, index) => {
    const rowNumber = table.file.rowNumbers[index] ?? index + 1
    if (rowNumber <= table.mapping.headerRow || isCommentRow(cells) || cells.every((each) => each.trim() === '')) return
    const row = new ImportRow(table, { rowNumber, cells })
    work.rows.push(row)
    checkShape(work, { row, cells })
    const version = versionOfRow(model, row, kind.years)
    if (version === undefined) return
    if (kind.years === undefined && !work.versions.has(version)) sayOfYear(model, row, version)
    if (kind.years !== 'none') work.versions.add(version)
    const key = row.isRefused ? undefined : kind.keyOf(model, row, version)
    if (key === undefined) {
      readAlone(work, { row, version })
      return
    }
    const present = records.get(key)
    if (present === undefined) records.set(key, { version, first: row, others: [] })
    else if (kind.rowsOfOne === 'several') present.others.push(row)
    else {
      row.say(keyColumn(kind, row), issue('duplicate-code', `The same ${kind.one} stands in row ${present.first.rowNumber} already.`, { remedy: kind.addsUp === false ? 'Leave one of the two out, or tell them apart.' : 'Add the two up in one row, or tell them apart.' }))
      readAlone(work, { row, version })
    }
  })
  for (const { version, first, others } of records.values()) kind.plan(model, new ImportRecord(first, others), version)
  if (work.rows.length === 0) table.issues.push(issue('text-missing', 'There is no row below the header.', { place: placeIn(table, { row: table.mapping.headerRow }), remedy: 'Choose another file, or another row with the column names.' }))
}

/** Reads a refused row for what else is wrong with it, so that one answer names every fault; of things with several rows a row alone says too little. */
function readAlone({ kind, model }: Import, { row, version }: { readonly row: ImportRow; readonly version: VersionKey }): void {
  if (kind.rowsOfOne === 'one') kind.plan(model, new ImportRecord(row, []), version)
}

/** Costs are planned a few years ahead; a plan beyond may be a slip of the file, `FY2050` for `FY2005`. */
const YEARS_AROUND = 3

function sayOfYear(model: ImportModel, row: ImportRow, version: VersionKey): void {
  const read = readVersionKey(version)
  if (read?.basis !== 'plan' || row.text(FISCAL_YEAR) === '') return
  const years = yearsOf(model.draft).map((each) => each.version.fiscalYear)
  if (years.length === 0 || years.some((each) => Math.abs(each - read.fiscalYear) <= YEARS_AROUND)) return
  row.say(FISCAL_YEAR, issue('version-missing', `${formatVersion(model.draft, read)} is more than ${YEARS_AROUND} years away from every schedule of this model.`, { severity: 'warning', remedy: 'See that the year is meant; its rows are taken in all the same.' }))
}

/** The column that tells things apart: the first required one that the row fills. */
function keyColumn(kind: ImportKind, row: ImportRow): ImportColumn | null {
  return kind.columns.find((column) => column.required && row.text(column) !== '') ?? null
}

function checkShape({ kind, table }: Import, { row, cells }: { readonly row: ImportRow; readonly cells: readonly string[] }): void {
  if (cells.slice(table.header.length).some((each) => each.trim() !== '')) {
    row.say(null, issue('wrong-columns', `The row has more cells than the header, which has ${table.header.length}.`, { remedy: 'Put quotes around a text or number that contains a comma.' }))
  }
  for (const column of kind.columns) {
    if (column.required && row.text(column) === '') row.say(column, issue('text-missing', `The ${column.header} ${column.isPlural ? 'are' : 'is'} missing.`, { remedy: `Write the ${column.header}, or leave the row out.` }))
  }
}

function mappingIssues({ kind, table }: Import, header: readonly string[]): readonly Issue[] {
  const { mapping } = table
  const at = placeIn(table, { row: mapping.headerRow })
  if (header.length === 0) return [issue('wrong-columns', `There is no row ${mapping.headerRow} to take the column names from.`, { place: placeIn(table, {}), remedy: 'Choose the row that holds the column names.' })]
  const issues: Issue[] = []
  const has = (column: ImportColumn): boolean => mapping.fields[column.field] !== undefined
  const named = header.filter((each) => each.trim() !== '').join(', ')
  for (const column of kind.columns) {
    if (column.required && !has(column)) issues.push(issue('wrong-columns', `There is no column for the ${column.header}.`, { place: at, remedy: `The file has: ${named.slice(0, 500)}. Name a column "${column.header}", or choose the one that holds it.` }))
  }
  for (const columns of kind.oneOf) {
    if (!columns.some(has)) issues.push(issue('wrong-columns', `There is no column for the ${columns.map((each) => each.header).join(' or the ')}.`, { place: at, remedy: `The file has: ${named.slice(0, 500)}. Name a column ${columns.map((each) => `"${each.header}"`).join(' or ')}, or choose the one that holds it.` }))
  }
  for (const [field, column] of Object.entries(mapping.fields)) {
    if (!kind.columns.some((each) => each.field === field)) issues.push(issue('wrong-columns', `An import of ${kind.many} has no field "${field}".`, { place: at, remedy: `Fields are: ${kind.columns.map((each) => each.field).join(', ')}.` }))
    else if (column >= header.length) issues.push(issue('wrong-columns', `There is no column ${column + 1} for the ${field}.`, { place: at, remedy: `The header has ${header.length} columns.` }))
  }
  const used = Object.values(mapping.fields)
  const twice = used.find((column, index) => used.indexOf(column) !== index)
  if (twice !== undefined) issues.push(issue('wrong-columns', 'A column is chosen for two things.', { place: placeIn(table, { row: mapping.headerRow, column: twice }), remedy: 'Choose each column once.' }))
  issues.push(...twinColumnIssues({ header, used, place: at }))
  const unread = header.flatMap((text, column) => (text.trim() === '' || used.includes(column) ? [] : [text.trim().slice(0, 40)]))
  if (unread.length > 0 && issues.length === 0) issues.push(issue('wrong-columns', `These columns are not read: ${unread.join(', ')}.`, { severity: 'warning', place: at, remedy: `See the template for the columns of ${kind.many}.` }))
  return issues
}

/** What only the whole model can say of a row is said where the row stands. */
function placedAtRow(work: Import, found: Issue): Issue {
  const { subject } = found
  const wish = work.model.wishes.find(({ change }) => change.table === subject?.table && change.id === subject?.id)
  return { ...found, place: placeIn(work.table, wish === undefined ? {} : { row: wish.rowNumber }) }
}

/** Tables whose rows are a part of what a row of the file tells of: where they alone are new, it is changed. */
const PART_TABLES: ReadonlySet<TableName> = new Set(['agreementService', 'agreementSupport', 'targetGoal'])

/** The model with the agreements that the file makes, so that a row that rests on one can name it. */
function withMade({ model: { draft, wishes } }: Import): Draft {
  const made = wishes.flatMap(({ change }) => (change.table === 'agreement' && change.before === null && change.after !== null ? [change.after] : []))
  return made.length === 0 ? draft : { ...draft, agreement: new Map([...draft.agreement, ...made.map((each) => [each.id, each] as const)]) }
}

function previewOf(work: Import): readonly ImportPreviewRow[] {
  const named = withMade(work)
  const wishes = Map.groupBy(work.model.wishes, (wish) => wish.rowNumber)
  const errors = Map.groupBy(work.table.issues.filter((each) => each.severity === 'error'), (each) => each.place?.row)
  return work.rows.map((row) => {
    const { rowNumber } = row
    const facts = { rowNumber, ...work.kind.titleOf(row) }
    const refusals = errors.get(rowNumber)
    if (refusals !== undefined) return { ...facts, effect: 'refused' as const, effectText: messagesOf(refusals) }
    const own = (wishes.get(rowNumber) ?? []).filter((wish) => !wish.isSame)
    const isNew = own.some(({ change }) => change.before === null && !PART_TABLES.has(change.table))
    const text = own.map((wish) => effectText(named, wish.change)).join('; ')
    return { ...facts, effect: own.length === 0 ? ('unchanged' as const) : isNew ? ('new' as const) : ('changed' as const), effectText: own.length === 0 ? 'unchanged' : text }
  })
}

function labelOf({ kind, model, table, rows, versions }: Import): string {
  const names = [...versions].toSorted().flatMap((key) => readVersionKey(key) ?? []).map((version) => formatVersion(model.draft, version))
  const shown = names.length > 4 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ')
  const count = kind.rowsOfOne === 'one' || model.wishes.length === 0 ? rows.length : new Set(rows.map((row) => kind.titleOf(row).code.toLowerCase())).size
  return `Import ${table.file.fileName}: ${count} ${count === 1 ? kind.one : kind.many}${shown === '' ? '' : `, ${shown}`}`
}

function finish(work: Import): Pick<PlannedCostImport, 'outcome' | 'plan'> {
  const { issues } = work.table
  const isRefused = hasErrors(issues)
  const changes = isRefused ? [] : work.model.wishes.filter((wish) => !wish.isSame).map((wish) => wish.change)
  if (!isRefused && changes.length === 0) issues.push(issue('nothing-to-change', `Every ${work.kind.one} in the file is as the model has it.`, { severity: 'note', place: placeIn(work.table, {}) }))
  issues.sort((left, right) => (left.place?.row ?? 0) - (right.place?.row ?? 0))
  const preview = previewOf(work)
  const count = (effect: ImportPreviewRow['effect']): number => preview.filter((each) => each.effect === effect).length
  const label = labelOf(work)
  const outcome: ImportOutcome = { label, issues, preview, counts: { new: count('new'), changed: count('changed'), unchanged: count('unchanged'), refused: count('refused') }, changeCount: changes.length }
  return { outcome, plan: changes.length === 0 ? null : { label, kind: 'import', changes } }
}
