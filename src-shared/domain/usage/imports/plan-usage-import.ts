/** From the lines of a file to one batch. It holds all that the file says, so that it stands by itself when a batch before it is taken back. */
import type { ImportOutcome, ImportPreviewRow } from '../../import-outcome.ts'
import { hasErrors, issue, messagesOf, type Issue } from '../../issues.ts'
import { usageEntryId, type UsageBatch } from '../../model/billing-tables.ts'
import type { Draft } from '../../model/draft.ts'
import { rowChange, type EditPlan } from '../../model/edit.ts'
import { monthOfNumber, monthWords } from '../../month.ts'
import type { BatchLines, CountedLines } from '../batch-lines.ts'
import { compareDays, NO_DAYS, type ComparedDays, type DayEffect, type DaysOfLines } from '../days-of-lines.ts'
import { compareLines } from '../line-order.ts'
import { minimumUsageIssue } from '../minimum-usage.ts'
import { unitsOfMicro } from '../../micro-units.ts'
import { unapprovedNotes } from './unapproved-usage.ts'
import { linePriceIssues } from './unpriced-lines.ts'
import { MOST_SHOWN, type UsageOfFile } from './usage-import.ts'

export type UsageImportRequest = {
  readonly draft: Draft
  /** Of the draft's batches; the file was read with `usageCatalog({ draft, present })`. */
  readonly present: CountedLines
  /** What days the model says of its lines in the months of the file. */
  readonly presentDays?: DaysOfLines
  readonly read: UsageOfFile
  readonly fileName: string
  readonly newId: () => string
  readonly author: string
  readonly at: string
  /** Ready quantities, or such as the rules made of measures. */
  readonly kind?: UsageBatch['kind']
}

export type PlannedUsageImport = { readonly outcome: ImportOutcome; readonly plan: EditPlan | null; readonly usage: { readonly batchId: string; readonly lines: BatchLines; readonly days: DaysOfLines } | null }

const UNCHANGED = 0
const NEW = 1
const CHANGED = 2

type Compared = {
  /** By line of the file. */
  readonly effects: Uint8Array
  /** The line of the model that each stands against; -1 for none. */
  readonly against: Int32Array
  /** Lines of the model in months of the file that the file does not have. */
  readonly notInFile: number
}

/** Both sides are in order, by the same places. */
function compare(present: CountedLines, file: BatchLines): Compared {
  const effects = new Uint8Array(file.rate.length)
  const against = new Int32Array(file.rate.length).fill(-1)
  const months = new Set(file.month)
  let [line, notInFile] = [0, 0]
  for (let other = 0; line < file.rate.length || other < present.rate.length;) {
    const order = line === file.rate.length ? 1 : other === present.rate.length ? -1 : compareLines(file, line, present, other)
    if (order > 0) {
      if (months.has(present.month[other] ?? 0)) notInFile += 1
      other += 1
      continue
    }
    if (order < 0) effects[line] = NEW
    else {
      effects[line] = file.quantity[line] === present.quantity[other] ? UNCHANGED : CHANGED
      against[line] = other
      other += 1
    }
    line += 1
  }
  return { effects, against, notInFile }
}

type ComparedFile = Compared & { readonly days: ComparedDays }

/** Days are held against days, not against what they add up to. */
function comparedFile({ present, presentDays = NO_DAYS, read }: UsageImportRequest): ComparedFile {
  const compared = compare(present, read.lines)
  const days = compareDays({ lines: read.lines, days: read.days, against: compared.against, present: { days: presentDays, lineCount: present.rate.length } })
  const effects = compared.effects.slice()
  for (const [line, { added, corrected }] of days.effects) effects[line] = added + corrected === 0 ? UNCHANGED : CHANGED
  return { ...compared, effects, days }
}

/** The first lines of each effect, those that change something before those that do not. */
function linesShown(effects: Uint8Array): readonly number[] {
  const shown: number[] = []
  for (const effect of [CHANGED, NEW, UNCHANGED]) {
    for (let line = effects.indexOf(effect); line !== -1 && shown.length < MOST_SHOWN; line = effects.indexOf(effect, line + 1)) shown.push(line)
  }
  return shown
}

function dayWords(effect: DayEffect | undefined): string {
  if (effect === undefined) return ''
  const { added, corrected } = effect
  const parts = [...(added === 0 ? [] : [counted(added, ['a day added', '# days added'])]), ...(corrected === 0 ? [] : [counted(corrected, ['a day corrected', '# days corrected'])])]
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`
}

function previewOf({ draft, present, read }: UsageImportRequest, { effects, against, days }: ComparedFile): readonly ImportPreviewRow[] {
  const { lines } = read
  return linesShown(effects).map((line) => {
    const after = unitsOfMicro(days.quantity[line] ?? 0n)
    const before = unitsOfMicro(present.quantity[against[line] ?? -1] ?? 0n)
    const effect = effects[line] === NEW ? 'new' : effects[line] === CHANGED ? 'changed' : 'unchanged'
    const rate = draft.rate.get(lines.rateIds[lines.rate[line] ?? -1] ?? '')
    return {
      rowNumber: read.row[line] ?? 0, code: draft.customer.get(lines.customerIds[lines.customer[line] ?? -1] ?? '')?.code ?? '', title: `${rate?.code ?? ''} ${monthOfNumber(lines.month[line] ?? 0)}`, effect,
      effectText: effect === 'new' ? `new: ${after}` : effect === 'changed' ? `changed: ${before} -> ${after}${dayWords(days.effects.get(line))}` : 'unchanged',
    } satisfies ImportPreviewRow
  }).toSorted((left, right) => left.rowNumber - right.rowNumber)
}

function refusedPreview(issues: readonly Issue[]): readonly ImportPreviewRow[] {
  const byRow = Map.groupBy(issues.filter((each) => each.severity === 'error'), (each) => each.place?.row)
  return [...byRow].flatMap(([rowNumber, own]) => (rowNumber === undefined ? [] : [{ rowNumber, code: '', title: '', effect: 'refused' as const, effectText: messagesOf(own) }])).toSorted((left, right) => left.rowNumber - right.rowNumber)
}

function monthsOf(lines: BatchLines): string {
  let [first, last] = [lines.month[0] ?? 0, lines.month[0] ?? 0]
  for (const month of lines.month) {
    if (month < first) first = month
    if (month > last) last = month
  }
  if (lines.month.length === 0) return ''
  return first === last ? `, ${monthWords(monthOfNumber(first))}` : `, ${monthWords(monthOfNumber(first))} to ${monthWords(monthOfNumber(last))}`
}

/** Typed quantities that the file has a quantity of as well. */
function typedOver({ draft, read: { lines } }: UsageImportRequest): number {
  if (draft.usageEntry.size === 0) return 0
  const customers = new Set([...draft.usageEntry.values()].map((entry) => entry.customerId))
  let count = 0
  for (let line = 0; line < lines.rate.length; line += 1) {
    const customerId = lines.customerIds[lines.customer[line] ?? -1] ?? ''
    if (!customers.has(customerId)) continue
    if (draft.usageEntry.has(usageEntryId({ month: monthOfNumber(lines.month[line] ?? 0), rateId: lines.rateIds[lines.rate[line] ?? -1] ?? '', customerId }))) count += 1
  }
  return count
}

function counted(count: number, [one, many]: readonly [string, string]): string {
  return count === 1 ? one : many.replace('#', count.toLocaleString('en-US'))
}

function nameOf({ draft, read: { lines } }: Pick<UsageImportRequest, 'draft' | 'read'>, line: number): string {
  const [customer, rate] = [draft.customer.get(lines.customerIds[lines.customer[line] ?? -1] ?? ''), draft.rate.get(lines.rateIds[lines.rate[line] ?? -1] ?? '')]
  return `${customer?.code ?? ''} ${rate?.code ?? ''} ${monthOfNumber(lines.month[line] ?? 0)}`
}

/** BILL-7: lines of the rate that carries the minimum in the policy of their year. */
function minimumIssues({ draft, read: { lines, row }, fileName }: UsageImportRequest): readonly Issue[] {
  const named = new Set([...draft.billPolicy.values()].map(({ minimumRateId }) => minimumRateId))
  const places = new Set(lines.rateIds.flatMap((id, place) => (named.has(id) ? [place] : [])))
  if (places.size === 0) return []
  const issues: Issue[] = []
  for (const [line, rate] of lines.rate.entries()) {
    const found = places.has(rate) ? minimumUsageIssue(draft, { rateId: lines.rateIds[rate] ?? '', month: monthOfNumber(lines.month[line] ?? 0) }) : undefined
    if (found !== undefined) issues.push({ ...found, place: { file: fileName, row: row[line] ?? 0 } })
  }
  return issues
}

/** Errors in the order of the file, then what else is said of it. */
function errorsFirst(issues: readonly Issue[]): readonly Issue[] {
  const errors = issues.filter(({ severity }) => severity === 'error').toSorted((left, right) => (left.place?.row ?? Number.MAX_SAFE_INTEGER) - (right.place?.row ?? Number.MAX_SAFE_INTEGER))
  return [...errors, ...issues.filter(({ severity }) => severity !== 'error')]
}

const MOST_MONTHS_NAMED = 20

/** Figures of whole months that days replace, and days that a figure of the whole month replaces: each with its row, for they are not added up. */
function monthIssues(request: UsageImportRequest, { effects, against, days: { overMonth, overDays } }: ComparedFile): readonly Issue[] {
  const { present, read, fileName } = request
  const said = (lines: readonly number[], words: (before: string) => string): readonly Issue[] => {
    const changed = lines.filter((line) => effects[line] === CHANGED).toSorted((left, right) => (read.row[left] ?? 0) - (read.row[right] ?? 0))
    const named = changed.slice(0, MOST_MONTHS_NAMED).map((line) => issue('duplicate-code', `${nameOf(request, line)}: ${words(unitsOfMicro(present.quantity[against[line] ?? -1] ?? 0n))}`, { severity: 'warning', place: { file: fileName, row: read.row[line] ?? 0 }, remedy: 'Accept it if the file says all of the month; otherwise import all of its days, or its whole figure.' }))
    return changed.length <= MOST_MONTHS_NAMED ? named : [...named, issue('row-skipped', `So are ${(changed.length - MOST_MONTHS_NAMED).toLocaleString('en-US')} more.`, { severity: 'warning', place: { file: fileName } })]
  }
  return [
    ...said(overMonth, (before) => `days replace ${before}, which was imported as the figure of the whole month.`),
    ...said(overDays, (before) => `a figure of the whole month replaces ${before}, which was imported by days.`),
  ]
}

/**
 * Plans an import of usage, all or nothing: one error refuses the whole file. The same file twice changes nothing; days that
 * the model does not have are added to those of their month; what was typed over stays typed over.
 *
 * @example planUsageImport({ draft, present, read, fileName: 'july.csv', newId, author: 'Ann', at }).outcome.label // 'Import july.csv: 2 usage lines, July 2003'
 */
export function planUsageImport(request: UsageImportRequest): PlannedUsageImport {
  const { draft, read, fileName } = request
  const { lines } = read
  const label = `Import ${fileName}: ${counted(lines.rate.length, ['1 usage line', '# usage lines'])}${monthsOf(lines)}`
  const prices = linePriceIssues(request)
  const found = [...minimumIssues(request), ...prices.tooDear]
  if (hasErrors(read.issues) || found.length > 0) {
    const issues = errorsFirst([...read.issues, ...found.slice(0, MOST_SHOWN)])
    return { plan: null, usage: null, outcome: { label, issues, preview: refusedPreview(issues), counts: { new: 0, changed: 0, unchanged: 0, refused: read.counts.refusedRows + found.length }, changeCount: 0 } }
  }
  const compared = comparedFile(request)
  const counts = { new: 0, changed: 0, unchanged: 0, refused: 0 }
  for (const effect of compared.effects) counts[effect === NEW ? 'new' : effect === CHANGED ? 'changed' : 'unchanged'] += 1
  const changeCount = counts.new + counts.changed
  const place = { file: fileName }
  const note = (code: Issue['code'], text: string, more: { readonly remedy?: string } = {}): Issue => issue(code, text, { severity: 'note', place, ...more })
  const typed = typedOver(request)
  const issues = [
    ...read.issues, ...prices.unpriced, ...unapprovedNotes(request), ...monthIssues(request, compared),
    ...(changeCount === 0 ? [note('nothing-to-change', 'Every quantity in the file is as the model has it.')] : []),
    ...(compared.notInFile > 0 && changeCount > 0 ? [note('row-skipped', counted(compared.notInFile, ['A quantity of these months that the model has is not in the file, and stays.', '# quantities of these months that the model has are not in the file, and stay.']), { remedy: 'To take one away, empty it in the grid of usage.' })] : []),
    ...(typed > 0 ? [note('row-skipped', counted(typed, ['A quantity was typed over what files say: what was typed stays.', '# quantities were typed over what files say: what was typed stays.']))] : []),
  ]
  const outcome = { label, issues, preview: previewOf(request, compared), counts, changeCount }
  if (changeCount === 0) return { outcome, plan: null, usage: null }
  const after: UsageBatch = {
    id: request.newId(), number: Math.max(0, ...[...draft.usageBatch.values()].map((batch) => batch.number)) + 1, kind: request.kind ?? 'quantities', fileName: fileName.slice(0, 200), lineCount: lines.rate.length, importedAt: request.at,
    author: request.author, provenance: 'own', note: '',
  }
  return { outcome, plan: { label, kind: 'import', changes: [rowChange('usageBatch', { before: null, after })] }, usage: { batchId: after.id, lines, days: read.days } }
}
