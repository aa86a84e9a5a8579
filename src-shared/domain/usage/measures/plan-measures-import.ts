/** From raw measures to a batch of quantities: at import, and again when a rule has changed. */
import { hasErrors, issue, type Issue } from '../../issues.ts'
import type { ImportOutcome } from '../../import-outcome.ts'
import type { UsageBatch } from '../../model/billing-tables.ts'
import type { Draft } from '../../model/draft.ts'
import { rowChange, type EditPlan } from '../../model/edit.ts'
import { unitsOfMicro } from '../../micro-units.ts'
import { monthNumber, monthOfNumber } from '../../month.ts'
import { among, runSteps, type Steps } from '../../steps.ts'
import type { BatchLines, CountedLines } from '../batch-lines.ts'
import { NO_DAYS } from '../days-of-lines.ts'
import { usageCatalog } from '../imports/usage-catalog.ts'
import { MOST_SHOWN, type UsageOfFile } from '../imports/usage-import.ts'
import { planUsageImport, type PlannedUsageImport } from '../imports/plan-usage-import.ts'
import { inOrder, lineOrder, quantitiesInOrder } from '../line-order.ts'
import { daysLeftOut } from './days-left-out.ts'
import { measuredKey, rateMeasuresSteps, type MeasuredQuantity } from './rate-measures.ts'
import { RATED_AGAIN } from './rated-again.ts'
import type { RawMeasure } from './raw-measure.ts'
import type { MeasuresRead } from './read-measures.ts'

type Stamp = { readonly newId: () => string; readonly author: string; readonly at: string }
type Model = { readonly draft: Draft; /** Of the draft's batches. */ readonly present: CountedLines }

/** A batch with the raw rows that it was made of. */
export type PlannedMeasures = { readonly outcome: ImportOutcome; readonly plan: EditPlan | null; readonly usage: (NonNullable<PlannedUsageImport['usage']> & { readonly measures: readonly RawMeasure[] }) | null }

function placesOf(ids: readonly string[]): ReadonlyMap<string, number> {
  return new Map(ids.map((id, place) => [id, place]))
}

/** The quantities as lines, in order, by the places of the model's catalog. */
export function measuredLines({ draft, present }: Model, quantities: readonly Pick<MeasuredQuantity, 'customerId' | 'rateId' | 'month' | 'micro' | 'rowNumber'>[]): Pick<UsageOfFile, 'lines' | 'row'> {
  const { customerIds, rateIds } = usageCatalog({ draft, present })
  const [customers, rates] = [placesOf(customerIds), placesOf(rateIds)]
  const columns = {
    customer: Int32Array.from(quantities, ({ customerId }) => customers.get(customerId) ?? -1), rate: Int32Array.from(quantities, ({ rateId }) => rates.get(rateId) ?? -1),
    month: Int32Array.from(quantities, ({ month }) => monthNumber(month)),
  }
  const order = lineOrder(columns)
  const lines: BatchLines = {
    customerIds, rateIds, customer: inOrder(columns.customer, order), rate: inOrder(columns.rate, order), month: inOrder(columns.month, order),
    quantity: quantitiesInOrder(BigInt64Array.from(quantities, ({ micro }) => micro), order),
  }
  return { lines, row: inOrder(Int32Array.from(quantities, ({ rowNumber }) => rowNumber), order) }
}

function rowOf({ place }: Issue): number {
  return place?.row ?? Number.MAX_SAFE_INTEGER
}

/** In the order of the file; what is of no row comes last. */
function byRow(issues: readonly Issue[]): readonly Issue[] {
  return issues.toSorted((left, right) => rowOf(left) - rowOf(right))
}

function listed(issues: readonly Issue[], place: { readonly file: string }): readonly Issue[] {
  const placed = issues.map((each) => ({ ...each, place: { ...place, ...each.place } }))
  if (placed.length <= MOST_SHOWN) return placed
  const more = placed.length - MOST_SHOWN
  return [...placed.slice(0, MOST_SHOWN), issue('row-skipped', `${more.toLocaleString('en-US')} more of the same kinds are not listed.`, { place, remedy: 'Correct these first and look again.' })]
}

/**
 * Plans an import of raw measures, all or nothing: rated by the rules of the model, its quantities become a batch of kind `measures`
 * with the raw rows beside it. What a file says of an agency, rate and month takes the place of what was there; the same file twice
 * changes nothing.
 */
export function planMeasuresImport(parts: ImportParts): PlannedMeasures {
  return runSteps(planMeasuresSteps(parts))
}

type ImportParts = Model & Stamp & {
  readonly read: MeasuresRead
  readonly fileName: string
  /** The batches that count, with their raw rows of the file's months: what of them the file leaves out is said. */
  readonly before?: readonly MeasuredBatch[]
}

/** The same a step at a time: each says how many rows are rated. */
export function* planMeasuresSteps({ draft, present, read, fileName, before = [], ...stamp }: ImportParts): Steps<PlannedMeasures> {
  // Rows that could be read are rated though others could not: whoever corrects a file wants to know of all that is wrong.
  const rated = yield* rateMeasuresSteps({ draft, measures: read.measures })
  const issues = listed(byRow([...read.issues, ...rated.issues, ...daysLeftOut({ draft, measures: read.measures, before })]), { file: fileName })
  const refusedRows = read.refusedRows + new Set(rated.issues.flatMap(({ severity, place }) => (severity === 'error' ? [place?.row ?? 0] : []))).size
  const { lines, row } = measuredLines({ draft, present }, rated.quantities)
  const planned = planUsageImport({ draft, present, fileName, ...stamp, kind: 'measures', read: { mapping: { headerRow: 1, fields: {}, months: [] }, lines, days: NO_DAYS, row, issues, counts: { rows: read.rows, refusedRows, credits: 0 } } })
  const label = planned.outcome.label.replace(/: /, `: ${read.measures.length.toLocaleString('en-US')} measures rated to `)
  return {
    outcome: { ...planned.outcome, label }, plan: planned.plan === null ? null : { ...planned.plan, label },
    usage: planned.usage === null ? null : { ...planned.usage, measures: read.measures },
  }
}

/** The raw rows of a batch that counts. */
export type MeasuredBatch = { readonly batch: Pick<UsageBatch, 'id' | 'number' | 'fileName'>; readonly measures: readonly RawMeasure[] }

/** What the raw rows of all batches come to by today's rules; of several batches that have an agency, rate and month, the last one counts. */
function* ratedAnew(draft: Draft, batches: readonly MeasuredBatch[]): Steps<{ readonly quantities: ReadonlyMap<string, MeasuredQuantity>; readonly issues: readonly Issue[] }> {
  const quantities = new Map<string, MeasuredQuantity>()
  const issues: Issue[] = []
  const of = batches.reduce((sum, { measures }) => sum + measures.length, 0)
  let from = 0
  for (const { batch, measures } of batches.toSorted((left, right) => left.batch.number - right.batch.number)) {
    const rated = yield* among(rateMeasuresSteps({ draft, measures }), { from, of })
    from += measures.length
    for (const each of rated.quantities) quantities.set(measuredKey(each), each)
    issues.push(...rated.issues.map((each) => ({ ...each, place: { file: batch.fileName, ...each.place } })))
  }
  return { quantities, issues }
}

/**
 * Rates all raw measures of a model again by its rules: a new batch holds what differs, and may be undone. What was imported as a
 * ready quantity after the measures, or typed, stays; a quantity that no measure makes any more becomes 0. Refused as a whole where a
 * row cannot be rated.
 */
export function planRateAgain(parts: AgainParts): PlannedMeasures {
  return runSteps(planRateAgainSteps(parts))
}

type AgainParts = Model & Stamp & { readonly batches: readonly MeasuredBatch[] }

/** The same a step at a time: each says how many raw rows are rated. */
export function* planRateAgainSteps({ draft, present, batches, newId, author, at }: AgainParts): Steps<PlannedMeasures> {
  const { quantities, issues } = yield* ratedAnew(draft, batches)
  const byRules = new Set([...draft.usageBatch.values()].filter(({ kind }) => kind === 'measures').map(({ id }) => id))
  const changed: Omit<MeasuredQuantity, 'rows'>[] = []
  const preview: ImportOutcome['preview'][number][] = []
  let kept = 0
  const seen = new Set<string>()
  const take = (each: Omit<MeasuredQuantity, 'rows'>, before: bigint): void => {
    changed.push(each)
    if (preview.length < MOST_SHOWN) preview.push({ rowNumber: each.rowNumber, code: draft.customer.get(each.customerId)?.code ?? each.customerId, title: `${draft.rate.get(each.rateId)?.code ?? each.rateId} ${each.month}`, effect: 'changed', effectText: `changed: ${unitsOfMicro(before)} -> ${unitsOfMicro(each.micro)}` })
  }
  for (let line = 0; line < present.rate.length; line += 1) {
    const of = { customerId: present.customerIds[present.customer[line] ?? -1] ?? '', rateId: present.rateIds[present.rate[line] ?? -1] ?? '', month: monthOfNumber(present.month[line] ?? 0) }
    const rated = quantities.get(measuredKey(of))
    const isByRules = byRules.has(present.batchIds[present.batch[line] ?? -1] ?? '')
    seen.add(measuredKey(of))
    if (!isByRules) kept += rated === undefined ? 0 : 1
    else if ((rated?.micro ?? 0n) !== present.quantity[line]) take(rated ?? { ...of, micro: 0n, rowNumber: 0 }, present.quantity[line] ?? 0n)
  }
  for (const [key, each] of quantities) if (!seen.has(key)) take(each, 0n)
  const label = `Rate again: ${changed.length.toLocaleString('en-US')} ${changed.length === 1 ? 'quantity differs' : 'quantities differ'}`
  const isRefused = hasErrors(issues)
  const said = [
    ...listed(issues, { file: 'raw usage' }),
    ...(batches.length === 0 ? [issue('nothing-to-change', 'The model has no raw usage.', { severity: 'note', remedy: 'Import some: ratebook import FILE raw-usage DATA.' })] : changed.length === 0 && !isRefused ? [issue('nothing-to-change', 'Every quantity is as the rules have it.', { severity: 'note' })] : []),
    ...(kept > 0 ? [issue('row-skipped', `${kept.toLocaleString('en-US')} quantities were imported ready after the measures, and stay.`, { severity: 'note' })] : []),
  ]
  const outcome: ImportOutcome = { label, issues: said, preview: isRefused ? [] : preview, counts: { new: 0, changed: isRefused ? 0 : changed.length, unchanged: quantities.size - (isRefused ? 0 : Math.min(quantities.size, changed.length)), refused: isRefused ? 1 : 0 }, changeCount: isRefused ? 0 : changed.length }
  if (isRefused || changed.length === 0) return { outcome, plan: null, usage: null }
  const after: UsageBatch = { id: newId(), number: Math.max(0, ...[...draft.usageBatch.values()].map(({ number }) => number)) + 1, kind: 'measures', fileName: RATED_AGAIN, lineCount: changed.length, importedAt: at, author, provenance: 'own', note: 'Raw usage of earlier imports, by the rules of that day.' }
  return { outcome, plan: { label, kind: 'import', changes: [rowChange('usageBatch', { before: null, after })] }, usage: { batchId: after.id, lines: measuredLines({ draft, present }, changed).lines, days: NO_DAYS, measures: [] } }
}
