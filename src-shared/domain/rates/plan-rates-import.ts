/**
 * From a foreign table and a mapping to one edit (all or nothing): prices of draft schedules, new rates, new years.
 */
import { columnLetter } from '../column-letter.ts'
import { MAX_PUBLISHED_PLACES } from '../decimal.ts'
import { formatFiscalYear, type FiscalYear } from '../fiscal-year.ts'
import { hasErrors, issue, messagesOf, type Issue, type IssuePlace } from '../issues.ts'
import { applyChanges } from '../model/apply-edit.ts'
import type { Draft } from '../model/draft.ts'
import { rowChange, type EditPlan, type RowChange } from '../model/edit.ts'
import { nameKey, rateIdOfCode } from '../model/integrity.ts'
import { LONGEST_LINE } from '../model/row-rules.ts'
import { latestRevision } from '../model/table-index.ts'
import type { Rate, Schedule } from '../model/tables.ts'
import { planOf, versionKey, type VersionKey } from '../version.ts'
import { ImportedCatalog } from './imported-catalog.ts'
import { formatPrice } from './price-text.ts'
import { changesOfWish, readWish, type PriceTarget, type PriceWish } from './price-wish.ts'
import { isCommentRow } from './propose-rates-mapping.ts'
import { RATES_IMPORT_FIELDS, type RatesImportField, type RatesImportMapping, type RatesImportOutcome, type RatesImportPreviewRow } from './rates-import.ts'
import { resolveBasePrice } from './resolve-prices.ts'
import { draftScheduleOf } from './schedule-rows.ts'
import { yearsOf } from './schedule-years.ts'

export { proposeRatesMapping } from './propose-rates-mapping.ts'

export type RatesImportRequest = {
  readonly draft: Draft
  readonly fileName: string
  readonly sheet: string
  /** 1-based places in the file of `rows`. */
  readonly rowNumbers: readonly number[]
  readonly rows: readonly (readonly string[])[]
  readonly mapping: RatesImportMapping
  readonly newId: () => string
}
export type PlannedRatesImport = { readonly outcome: RatesImportOutcome; readonly plan: EditPlan | null }

type Target = PriceTarget & { readonly kind: 'schedule' }
type Year = { readonly fiscalYear: FiscalYear; readonly column: number; readonly target: Target; readonly isNew: boolean; readonly earlier: readonly VersionKey[] }
type Import = {
  readonly request: RatesImportRequest
  readonly header: readonly string[]
  readonly years: readonly Year[]
  readonly catalog: ImportedCatalog
  readonly issues: Issue[]
  readonly firstRowOfCode: Map<string, number>
  /** The row from which a rate comes, by its id. */
  readonly rowOfRate: Map<string, number>
}

/**
 * Plans an import of rates. Every bad row is named with row, column and reason, and one error refuses the whole file (`plan` is null);
 * published years and years under review are refused. Rates that the model has keep their titles and places in the catalog.
 *
 * @example planRatesImport({ draft, fileName: 'rates.csv', sheet: 'rates', rowNumbers: [1, 2], rows: [['code', 'FY2005'], ['CPU', '101.5']], mapping, newId }).outcome.label
 *   // 'Import rates.csv: 1 rate, FY2005'
 */
export function planRatesImport(request: RatesImportRequest): PlannedRatesImport {
  const { draft, mapping } = request
  const header = request.rows[request.rowNumbers.indexOf(mapping.headerRow)] ?? []
  const issues: Issue[] = [...mappingIssues(request, header)]
  const years = hasErrors(issues) ? [] : mapping.years.flatMap((each) => targetOf({ request, header, issues }, each))
  const work: Import = { request, header, years, catalog: new ImportedCatalog(draft, request.newId), issues, firstRowOfCode: new Map(), rowOfRate: new Map() }
  const preview: RatesImportPreviewRow[] = []
  const priceChanges: RowChange[] = []
  if (!hasErrors(issues)) {
    request.rows.forEach((row, index) => {
      const rowNumber = request.rowNumbers[index] ?? index + 1
      if (rowNumber <= mapping.headerRow || isCommentRow(row) || row.every((each) => each.trim() === '')) return
      const planned = planRow(work, { row, rowNumber })
      preview.push(planned.preview)
      priceChanges.push(...planned.changes)
    })
    if (preview.length === 0) issues.push(issue('text-missing', 'There is no row below the header.', { place: place(request, { row: mapping.headerRow }), remedy: 'Choose another file, or another row with the column names.' }))
  }
  const schedules = years.filter((each) => each.isNew).map((each) => rowChange('schedule', { before: null, after: each.target.schedule }))
  const changes = [...work.catalog.changes, ...schedules, ...priceChanges]
  const applied = hasErrors(issues) ? undefined : applyChanges(draft, changes)
  const placed = applied === undefined || applied.ok ? [] : applied.failure.map((each) => placedAtRow(work, each))
  issues.push(...placed)
  return finish(work, { preview: preview.map((each) => withRefusal(each, placed)), changes: priceChanges.length === 0 ? [] : changes })
}

/** What only the whole model can say of a row (RATE-6) is said where the row stands. */
function placedAtRow(work: Import, found: Issue): Issue {
  const { table, id = '' } = found.subject ?? {}
  const row = work.rowOfRate.get(table === 'price' ? (id.split('|')[1] ?? '') : id)
  return { ...found, place: place(work.request, row === undefined ? {} : { row }) }
}

function withRefusal(preview: RatesImportPreviewRow, issues: readonly Issue[]): RatesImportPreviewRow {
  const found = issues.filter((each) => each.place?.row === preview.rowNumber)
  return found.length === 0 ? preview : { ...preview, effect: 'refused', effectText: messagesOf(found) }
}

function finish(work: Import, found: { readonly preview: readonly RatesImportPreviewRow[]; readonly changes: readonly RowChange[] }): PlannedRatesImport {
  const { preview } = found
  const isRefused = hasErrors(work.issues)
  const changes = isRefused ? [] : found.changes
  if (!isRefused && changes.length === 0) work.issues.push(issue('nothing-to-change', 'Every rate in the file is as the model has it.', { severity: 'note', place: place(work.request, {}) }))
  const count = (effect: RatesImportPreviewRow['effect']): number => preview.filter((each) => each.effect === effect).length
  const years = work.request.mapping.years.map((each) => formatFiscalYear(each.fiscalYear)).join(', ')
  const label = `Import ${work.request.fileName}: ${preview.length} ${preview.length === 1 ? 'rate' : 'rates'}${years === '' ? '' : `, ${years}`}`
  return {
    outcome: { label, issues: work.issues, preview, counts: { new: count('new'), changed: count('changed'), unchanged: count('unchanged'), refused: count('refused') }, changeCount: changes.length },
    plan: changes.length === 0 ? null : { label, kind: 'import', changes },
  }
}

function place(request: RatesImportRequest, at: { readonly row?: number; readonly column?: string }): IssuePlace {
  return { file: request.fileName, ...(request.sheet === '' ? {} : { sheet: request.sheet }), ...at }
}

/** A column as its reader knows it. @example columnName(['code', ''], 1) // 'B' */
function columnName(header: readonly string[], column: number): string {
  const name = (header[column] ?? '').trim()
  return name === '' ? columnLetter(column) : name
}

function mappingIssues(request: RatesImportRequest, header: readonly string[]): readonly Issue[] {
  const { mapping } = request
  const at = place(request, { row: mapping.headerRow })
  if (header.length === 0) return [issue('wrong-columns', `There is no row ${mapping.headerRow} to take the column names from.`, { place: place(request, {}), remedy: 'Choose the row that holds the column names.' })]
  const issues: Issue[] = []
  if (mapping.fields.code === undefined) issues.push(issue('wrong-columns', 'No column is chosen for the code.', { place: at, remedy: `Choose one of: ${header.filter((each) => each.trim() !== '').join(', ')}.` }))
  if (mapping.years.length === 0) issues.push(issue('wrong-columns', 'No column is chosen for the rates of a year.', { place: at, remedy: 'Name a column after its year, such as FY2005, or choose one.' }))
  const chosen = [...Object.values(mapping.fields), ...mapping.years.map((each) => each.column)]
  for (const column of chosen) {
    if (column >= header.length) issues.push(issue('wrong-columns', `There is no column ${columnLetter(column)}.`, { place: at, remedy: `The header has ${header.length} columns.` }))
  }
  const twice = chosen.find((column, index) => chosen.indexOf(column) !== index)
  if (twice !== undefined) issues.push(issue('wrong-columns', 'A column is chosen for two things.', { place: place(request, { row: mapping.headerRow, column: columnName(header, twice) }), remedy: 'Choose each column once.' }))
  mapping.years.forEach((each, index) => {
    if (mapping.years.findIndex(({ fiscalYear }) => fiscalYear === each.fiscalYear) === index) return
    issues.push(issue('overlapping-dates', `${formatFiscalYear(each.fiscalYear)} has two columns.`, { place: place(request, { row: mapping.headerRow, column: columnName(header, each.column) }), remedy: 'Choose one column for each year.' }))
  })
  return issues
}

/** The draft schedule that takes a year's rates: the model's, or a new one; none when the year cannot be written. */
function targetOf(work: Pick<Import, 'request' | 'header' | 'issues'>, year: { readonly column: number; readonly fiscalYear: FiscalYear }): readonly Year[] {
  const { draft } = work.request
  const version = planOf(year.fiscalYear)
  const key = versionKey(version)
  const latest = latestRevision(draft, key)
  const name = formatFiscalYear(year.fiscalYear)
  const at = place(work.request, { column: columnName(work.header, year.column) })
  const target = (schedule: Schedule): Target => ({ kind: 'schedule', version: key, schedule })
  const earlier = yearsOf(draft).filter((each) => each.version.basis === 'plan' && each.version.fiscalYear < year.fiscalYear).map((each) => each.key).toReversed()
  switch (latest?.state) {
    case undefined:
      work.issues.push(issue('version-missing', `${name} has no schedule yet; a draft of it is made.`, { severity: 'note', place: at }))
      return [{ ...year, target: target(draftScheduleOf(draft, { version })), isNew: true, earlier }]
    case 'draft':
      return latest === undefined ? [] : [{ ...year, target: target(latest), isNew: false, earlier }]
    case 'published':
      work.issues.push(issue('published-is-immutable', `${name} is published and stays as it is.`, { place: at, remedy: `Make a correction of ${name} (a new revision) and import into that, or import another year.` }))
      return []
    case 'under-review':
      work.issues.push(issue('wrong-state', `${name} is under review.`, { place: at, remedy: 'Return it to draft, or import another year.' }))
      return []
  }
}

type Row = { readonly row: readonly string[]; readonly rowNumber: number }
type PlannedRow = { readonly preview: RatesImportPreviewRow; readonly changes: readonly RowChange[] }
type RowFacts = Row & { readonly code: string; readonly title: string; readonly issues: Issue[] }

/** One line without control characters; a note keeps its lines. */
function fieldText(work: Import, row: readonly string[], field: RatesImportField): string {
  const column = work.request.mapping.fields[field]
  const text = column === undefined ? '' : (row[column] ?? '')
  return (field === 'note' ? text.replaceAll(/[^\P{Cc}\n]+/gu, ' ') : text.replaceAll(/[\p{Cc}\s]+/gu, ' ')).trim()
}

function fieldPlace(work: Import, rowNumber: number, field: RatesImportField): IssuePlace {
  return place(work.request, { row: rowNumber, column: columnName(work.header, work.request.mapping.fields[field] ?? 0) })
}

function planRow(work: Import, row: Row): PlannedRow {
  const code = fieldText(work, row.row, 'code')
  const rate = work.request.draft.rate.get(rateIdOfCode(work.request.draft, code) ?? '')
  const facts: RowFacts = { ...row, code, title: rate?.title ?? fieldText(work, row.row, 'title'), issues: [] }
  checkCode(work, facts)
  checkTexts(work, facts)
  checkUnit(work, facts, rate)
  const places = readPlaces(work, facts)
  const wishes = work.years.flatMap((year) => readYear(work, { facts, year, rate, places }))
  const isEmpty = work.years.length > 0 && work.years.every((year) => (row.row[year.column] ?? '').trim() === '')
  if (isEmpty) {
    const columns = work.years.map((year) => columnName(work.header, year.column)).join(', ')
    facts.issues.push(issue('text-missing', `The rate of ${code === '' ? 'this row' : code} is empty.`, { place: place(work.request, { row: row.rowNumber, column: columns }), remedy: 'Write a rate, "Not billed" or "Contract rate", or leave the row out.' }))
  }
  work.issues.push(...facts.issues)
  if (hasErrors(facts.issues)) return { preview: previewOf(facts, 'refused', messagesOf(facts.issues.filter((each) => each.severity === 'error'))), changes: [] }
  return settleRow(work, { facts, rate, wishes })
}

function previewOf(facts: RowFacts, effect: RatesImportPreviewRow['effect'], effectText: string): RatesImportPreviewRow {
  return { rowNumber: facts.rowNumber, code: facts.code, title: facts.title, effect, effectText }
}

function checkCode(work: Import, { code, rowNumber, row, issues }: RowFacts): void {
  if (code === '') issues.push(issue('text-missing', 'The code is missing.', { place: fieldPlace(work, rowNumber, 'code'), remedy: 'Write the code of the rate, or leave the row out.' }))
  const first = work.firstRowOfCode.get(nameKey(code))
  if (code !== '' && first !== undefined) issues.push(issue('duplicate-code', `The code ${code} stands in row ${first} already.`, { place: fieldPlace(work, rowNumber, 'code'), remedy: 'Keep one row for each code.' }))
  if (code !== '' && first === undefined) work.firstRowOfCode.set(nameKey(code), rowNumber)
  if (row.slice(work.header.length).some((each) => each.trim() !== '')) {
    issues.push(issue('wrong-columns', `The row has more cells than the header, which has ${work.header.length}.`, { place: place(work.request, { row: rowNumber }), remedy: 'Put quotes around a text or number that contains a comma.' }))
  }
}

function checkTexts(work: Import, { row, rowNumber, issues }: RowFacts): void {
  for (const field of RATES_IMPORT_FIELDS) {
    const text = field === 'note' ? '' : fieldText(work, row, field)
    if (text.length > LONGEST_LINE) issues.push(issue('text-too-long', `"${text.slice(0, 40)}..." is longer than ${LONGEST_LINE} characters.`, { place: fieldPlace(work, rowNumber, field), remedy: 'Shorten it.' }))
  }
}

/** A rate goes on with its own unit; a file that names another may price something else. */
function checkUnit(work: Import, { code, row, rowNumber, issues }: RowFacts, rate: Rate | undefined): void {
  const unit = fieldText(work, row, 'billableUnit')
  if (rate === undefined || unit === '' || rate.billableUnit === '' || nameKey(unit) === nameKey(rate.billableUnit)) return
  issues.push(issue('unit-differs', `The file prices ${code} by "${unit.slice(0, 40)}", the model by "${rate.billableUnit}".`, {
    severity: 'warning', place: fieldPlace(work, rowNumber, 'billableUnit'), remedy: 'The unit of the model stays; check that the figure is for it, or change the unit in the catalog.',
  }))
}

function readPlaces(work: Import, { row, rowNumber, issues }: RowFacts): number | null {
  const text = fieldText(work, row, 'places')
  if (text === '') return null
  if (/^[0-6]$/.test(text)) return Number.parseInt(text, 10)
  issues.push(issue('not-a-number', `"${text.slice(0, 40)}" is not a number of decimal places.`, { place: fieldPlace(work, rowNumber, 'places'), remedy: `Write 0 to ${MAX_PUBLISHED_PLACES}, or leave it empty.` }))
  return null
}

type YearWish = { readonly year: Year; readonly wish: PriceWish }

function readYear(work: Import, at: { readonly facts: RowFacts; readonly year: Year; readonly rate: Rate | undefined; readonly places: number | null }): readonly YearWish[] {
  const { facts, year, rate } = at
  const text = (facts.row[year.column] ?? '').trim()
  if (text === '') return []
  const cell = place(work.request, { row: facts.rowNumber, column: columnName(work.header, year.column) })
  const retired = [rate?.retiredFrom ?? null, (rate && work.request.draft.service.get(rate.serviceId)?.retiredFrom) ?? null].find((each) => each !== null && each <= year.fiscalYear)
  if (retired !== undefined && retired !== null) facts.issues.push(issue('wrong-state', `${facts.title} is retired from ${formatFiscalYear(retired)} on.`, { place: cell, remedy: 'Bring it back first, or leave the row out.' }))
  // The year itself, else the one before: a bare 17 of a rate that was "Meter + 16.8 %" is a percentage again.
  const current = rate && [year.target.version, ...year.earlier].map((version) => resolveBasePrice(work.request.draft, { version, rateId: rate.id, customerClass: 'state' })).find((each) => each !== undefined)
  const read = readWish({ text, current })
  if (!read.ok) {
    facts.issues.push({ ...read.failure, place: cell })
    return []
  }
  const { figure, note } = read.value
  if (note?.code === 'not-a-price') facts.issues.push({ ...note, place: cell })
  if (figure === null) return []
  // Zeros that are written say how many places are published: 0.0390 has four.
  const written = Math.min(/\.(\d*)/.exec(text)?.[1]?.length ?? 0, MAX_PUBLISHED_PLACES)
  const isWords = figure.amount === null && figure.percent === null
  const needed = (figure.amount ?? figure.percent ?? '').split('.')[1]?.length ?? 0
  if (at.places !== null && needed > at.places) {
    facts.issues.push(issue('too-many-places', `${text} has more than ${at.places} decimal ${at.places === 1 ? 'place' : 'places'}.`, { place: cell, remedy: 'Round it, or raise the number of places.' }))
    return []
  }
  const places = isWords ? figure.places : (at.places ?? Math.max(figure.places, written))
  return [{ year, wish: { ...read.value, figure: { ...figure, places } } }]
}

function settleRow(work: Import, found: { readonly facts: RowFacts; readonly rate: Rate | undefined; readonly wishes: readonly YearWish[] }): PlannedRow {
  const { facts } = found
  const rate = found.rate ?? newRate(work, facts)
  work.rowOfRate.set(rate.id, facts.rowNumber)
  const changes: RowChange[] = []
  const effects: string[] = []
  for (const { year, wish } of found.wishes) {
    const made = changesOfWish({ draft: work.request.draft, target: year.target, cell: { rateId: rate.id, customerClass: 'state' }, wish })
    if (!made.ok) {
      work.issues.push({ ...made.failure, place: place(work.request, { row: facts.rowNumber, column: columnName(work.header, year.column) }) })
      return { preview: previewOf(facts, 'refused', made.failure.message), changes: [] }
    }
    if (made.value.length === 0) continue
    changes.push(...made.value)
    const before = found.rate && resolveBasePrice(work.request.draft, { version: year.target.version, rateId: rate.id, customerClass: 'state' })
    const after = wish.figure === null ? '' : formatPrice(wish.figure)
    effects.push(before === undefined ? `${formatFiscalYear(year.fiscalYear)} ${after}` : `${formatFiscalYear(year.fiscalYear)} ${formatPrice(before)} -> ${after}`)
  }
  if (found.rate === undefined) return { preview: previewOf({ ...facts, title: rate.title }, 'new', `new rate: ${effects.join(', ')}`), changes }
  return { preview: changes.length === 0 ? previewOf(facts, 'unchanged', 'unchanged') : previewOf(facts, 'changed', `changed: ${effects.join(', ')}`), changes }
}

function newRate(work: Import, facts: RowFacts): Rate {
  const text = (field: RatesImportField): string => fieldText(work, facts.row, field)
  return work.catalog.addRate(
    { code: facts.code, title: facts.title === '' ? facts.code : facts.title, billableUnit: text('billableUnit'), objectCode: text('objectCode'), note: text('note') },
    { lineOfBusiness: text('lineOfBusiness'), serviceGroup: text('serviceGroup'), service: text('service') },
  )
}
