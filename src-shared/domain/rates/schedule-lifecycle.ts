/**
 * The life of a year's schedule (VER-2, VER-3): made or rolled from the year before, reviewed, published, corrected.
 * Every step is a plan; publishing is the one that undo never crosses.
 */
import { deriveRates } from '../costs/derive-rates.ts'
import { overheadMissing } from '../costs/overhead-missing.ts'
import { fiscalYearSpan, formatFiscalYear, isFiscalYear, type FiscalYear, type IsoDate } from '../fiscal-year.ts'
import { issue, type Issue } from '../issues.ts'
import { isSameRow } from '../model/apply-edit.ts'
import type { Draft } from '../model/draft.ts'
import { rowChange, type EditPlan, type RowChange } from '../model/edit.ts'
import { externalBelowInternal, fiscalYearFirstMonth } from '../model/integrity.ts'
import { latestRevision, pricesOfSchedule } from '../model/table-index.ts'
import { scheduleId, type Schedule, type ScheduleState } from '../model/tables.ts'
import { ok, refused, type Result } from '../result.ts'
import { formatVersion } from '../version-label.ts'
import { readVersionKey, versionKey, type Basis, type Version, type VersionKey } from '../version.ts'
import { resolvePrices } from './resolve-prices.ts'
import { draftScheduleOf, goesOn, priceRowOf } from './schedule-rows.ts'
import { baseKeyOf } from './schedule-years.ts'

export { baseKeyOf, periodsOf, scheduleState, yearsOf, type PricePeriod, type ScheduleYear } from './schedule-years.ts'
export { planAdoptScenario } from './adopt-scenario.ts'

/** `FY2005`, or `FY2005 revision 2` for a correction. */
function nameOf(schedule: Schedule): string {
  const year = readVersionKey(schedule.version)
  const name = year === undefined ? schedule.version : formatFiscalYear(year.fiscalYear)
  return schedule.revision === 1 ? name : `${name} revision ${schedule.revision}`
}

function latestOf(draft: Draft, key: VersionKey): Result<Schedule> {
  const latest = latestRevision(draft, baseKeyOf(key))
  if (latest !== undefined) return ok(latest)
  const version = readVersionKey(key)
  return refused([issue('version-missing', `${version === undefined ? key : formatFiscalYear(version.fiscalYear)} has no schedule.`, { remedy: 'Roll the schedule of the year before, or create one.' })])
}

function wrongState(schedule: Schedule, remedy: string): Result<never> {
  const words: Readonly<Record<ScheduleState, string>> = { draft: 'a draft', 'under-review': 'under review', published: 'published' }
  const code = schedule.state === 'published' ? 'published-is-immutable' : 'wrong-state'
  return refused([issue(code, `${nameOf(schedule)} is ${words[schedule.state]}.`, { subject: { table: 'schedule', id: schedule.id }, remedy })])
}

function existsIssue(draft: Draft, version: Version): Issue | undefined {
  const present = latestRevision(draft, versionKey({ ...version, scenarioId: null }))
  if (present === undefined) return undefined
  return issue('version-exists', `${formatFiscalYear(version.fiscalYear)} has a schedule already.`, { subject: { table: 'schedule', id: present.id }, remedy: 'Open that one, or choose another year.' })
}

/** An empty draft schedule for a year that has none. Refused: `version-exists`. */
export function planCreateSchedule(request: { readonly draft: Draft; readonly fiscalYear: FiscalYear; readonly basis?: Basis | undefined; readonly note?: string | undefined }): Result<EditPlan> {
  const version: Version = { fiscalYear: request.fiscalYear, basis: request.basis ?? 'plan', scenarioId: null }
  const exists = existsIssue(request.draft, version)
  if (exists !== undefined) return refused([exists])
  const after = draftScheduleOf(request.draft, { version, note: request.note })
  return ok({ label: `New schedule ${formatFiscalYear(version.fiscalYear)}`, kind: 'edit', changes: [rowChange('schedule', { before: null, after })] })
}

/**
 * The next year's draft schedule with the prices that hold in `from` (a year, or a year with a scenario): same codes, itself as
 * predecessor. What is retired, merged, split or replaced by then is left out (VER-3). Refused: `version-missing`, `version-exists`.
 *
 * @example planRollSchedule({ draft, from: 'FY2004/plan' }) // label 'Roll FY2004 into FY2005 (7 prices)'
 */
export function planRollSchedule(request: { readonly draft: Draft; readonly from: VersionKey; readonly to?: FiscalYear | undefined; readonly note?: string | undefined }): Result<EditPlan> {
  const { draft } = request
  const latest = latestOf(draft, request.from)
  if (!latest.ok) return latest
  const from = readVersionKey(request.from)
  const next = request.to ?? (from?.fiscalYear ?? 0) + 1
  if (from === undefined || !isFiscalYear(next)) return refused([issue('not-a-fiscal-year', 'There is no fiscal year after that one.')])
  const version: Version = { ...from, fiscalYear: next, scenarioId: null }
  const exists = existsIssue(draft, version)
  if (exists !== undefined) return refused([exists])
  const schedule = draftScheduleOf(draft, { version, note: request.note })
  const prices: readonly RowChange[] = [...resolvePrices(draft, from).values()]
    .filter((price) => goesOn(draft, { rateId: price.rateId, from: from.fiscalYear, to: next }))
    .map((price) => rowChange('price', { before: null, after: priceRowOf(price, schedule.id) }))
  return ok({
    label: `Roll ${formatFiscalYear(from.fiscalYear)} into ${formatFiscalYear(next)} (${prices.length} ${prices.length === 1 ? 'price' : 'prices'})`,
    kind: 'edit', changes: [rowChange('schedule', { before: null, after: schedule }), ...prices],
  })
}

type Step = { readonly draft: Draft; readonly version: VersionKey }

function emptyIssue(draft: Draft, schedule: Schedule): Issue | undefined {
  if (pricesOfSchedule(draft, schedule.id).length > 0) return undefined
  return issue('nothing-to-change', `${nameOf(schedule)} has no prices.`, { subject: { table: 'schedule', id: schedule.id }, remedy: 'Price its rates first.' })
}

function step(before: Schedule, parts: { readonly after: Schedule; readonly label: string; readonly kind: EditPlan['kind'] }): Result<EditPlan> {
  return ok({ label: parts.label, kind: parts.kind, changes: [rowChange('schedule', { before, after: parts.after })] })
}

/** A draft goes under review; until it comes back, its prices are not edited. Refused: `wrong-state`, `nothing-to-change` (no prices). */
export function planSubmitForReview(request: Step): Result<EditPlan> {
  const latest = latestOf(request.draft, request.version)
  if (!latest.ok) return latest
  const schedule = latest.value
  if (schedule.state !== 'draft') return wrongState(schedule, 'Only a draft goes under review.')
  const empty = emptyIssue(request.draft, schedule)
  if (empty !== undefined) return refused([empty])
  return step(schedule, { after: { ...schedule, state: 'under-review' }, label: `Submit ${nameOf(schedule)} for review`, kind: 'edit' })
}

/** A schedule under review becomes a draft again. Refused: `wrong-state`, `published-is-immutable`. */
export function planReturnToDraft(request: Step): Result<EditPlan> {
  const latest = latestOf(request.draft, request.version)
  if (!latest.ok) return latest
  const schedule = latest.value
  if (schedule.state !== 'under-review') return wrongState(schedule, 'Only a schedule under review returns to draft.')
  return step(schedule, { after: { ...schedule, state: 'draft' }, label: `Return ${nameOf(schedule)} to draft`, kind: 'edit' })
}

/** Prices that come out of the costs, as rows of the schedule: once it is published, what stands there holds (RATE-1, NUM-3). */
function derivedRows(draft: Draft, schedule: Schedule): readonly RowChange[] {
  const version = readVersionKey(schedule.version)
  if (version === undefined) return []
  return [...resolvePrices(draft, version).values()].flatMap((price) => {
    if (price.derivedIn === null) return []
    const after = priceRowOf(price, schedule.id)
    const before = draft.price.get(after.id) ?? null
    return isSameRow(before, after) ? [] : [rowChange('price', { before, after })]
  })
}

/** How many prices publishing the last revision closes, and how many of them it writes down from the costs. */
export function pricesToPublish(draft: Draft, version: VersionKey): { readonly prices: number; readonly derived: number } {
  const latest = latestOf(draft, version)
  if (!latest.ok) return { prices: 0, derived: 0 }
  const written = derivedRows(draft, latest.value)
  return { prices: pricesOfSchedule(draft, latest.value.id).length + written.filter(({ before }) => before === null).length, derived: written.length }
}

/** ALLOC-4: what comes out of costs would be written down without its overhead. */
function overheadIssue(draft: Draft, schedule: Schedule): Issue | null {
  const version = readVersionKey(schedule.version)
  if (version === undefined || ![...resolvePrices(draft, version).values()].some((price) => price.derivedIn !== null)) return null
  return overheadMissing(deriveRates(draft, version), formatVersion(draft, version))
}

/** RATE-6: derived rates that have come above the price of another class since that was typed. */
function classIssues(draft: Draft, parts: { readonly schedule: Schedule; readonly derived: readonly RowChange[] }): readonly Issue[] {
  const version = readVersionKey(parts.schedule.version)
  if (version === undefined) return []
  const rateIds = new Set(parts.derived.flatMap((change) => (change.table === 'price' && change.after !== null ? [change.after.rateId] : [])))
  return [...rateIds].flatMap((rateId) => externalBelowInternal(draft, { version, rateId }) ?? [])
}

/**
 * Publishes the last revision (VER-2): from here on it is immutable and undo does not cross it. Derived rates are written into it,
 * rounded and unrounded. `issuedOn` is the day on which it goes out, unless the schedule already names one. Refused:
 * `published-is-immutable`, `nothing-to-change` (no prices), `external-below-internal` (a derived rate above the price of another class),
 * and as the allocation is, such as `closed-loop`, where derived rates would have no overhead.
 */
export function planPublish(request: Step & { readonly issuedOn?: IsoDate | undefined }): Result<EditPlan> {
  const latest = latestOf(request.draft, request.version)
  if (!latest.ok) return latest
  const schedule = latest.value
  if (schedule.state === 'published') return wrongState(schedule, 'Make a correction to change it.')
  const derived = derivedRows(request.draft, schedule)
  const empty = derived.length > 0 ? undefined : emptyIssue(request.draft, schedule)
  if (empty !== undefined) return refused([empty])
  const overhead = overheadIssue(request.draft, schedule)
  if (overhead !== null) return refused([overhead])
  const classes = classIssues(request.draft, { schedule, derived })
  if (classes.length > 0) return refused(classes)
  const published = step(schedule, { after: { ...schedule, state: 'published', issuedOn: schedule.issuedOn ?? request.issuedOn ?? null }, label: `Publish ${nameOf(schedule)}`, kind: 'publish' })
  return published.ok ? ok({ ...published.value, changes: [...derived, ...published.value.changes] }) : published
}

function dayIssue(draft: Draft, parts: { readonly schedule: Schedule; readonly day: IsoDate }): Issue | undefined {
  const version = readVersionKey(parts.schedule.version)
  if (version === undefined) return undefined
  const span = fiscalYearSpan(version.fiscalYear, fiscalYearFirstMonth(draft))
  if (parts.day >= span.first && parts.day <= span.last) return undefined
  return issue('overlapping-dates', `${parts.day} is not a day of ${formatFiscalYear(version.fiscalYear)}.`, {
    subject: { table: 'schedule', id: parts.schedule.id }, remedy: `Choose a day from ${span.first} to ${span.last}.`,
  })
}

/**
 * Begins a correction of published rates (VER-2): a new draft revision that holds from `effectiveFrom` on and carries only what
 * it corrects. Refused: `wrong-state` while an earlier revision is not published, `overlapping-dates` for a day outside the year.
 */
export function planCorrectSchedule(request: Step & { readonly effectiveFrom: IsoDate; readonly issuedOn?: IsoDate | null | undefined; readonly note?: string | undefined }): Result<EditPlan> {
  const latest = latestOf(request.draft, request.version)
  if (!latest.ok) return latest
  const before = latest.value
  if (before.state !== 'published') return wrongState(before, 'Only published rates are corrected; change this one as it is.')
  const wrongDay = dayIssue(request.draft, { schedule: before, day: request.effectiveFrom })
  if (wrongDay !== undefined) return refused([wrongDay])
  const revision = before.revision + 1
  const after: Schedule = {
    id: scheduleId(before.version, revision), version: before.version, revision, state: 'draft', effectiveFrom: request.effectiveFrom, issuedOn: request.issuedOn ?? null, note: request.note ?? '',
  }
  return ok({ label: `Correct ${nameOf({ ...before, revision: 1 })}: revision ${revision}`, kind: 'edit', changes: [rowChange('schedule', { before: null, after })] })
}

/** Dates and note of a schedule that is not published. Refused: `published-is-immutable`, `overlapping-dates`, `nothing-to-change`. */
export function planUpdateSchedule(
  request: Step & { readonly effectiveFrom?: IsoDate | undefined; readonly issuedOn?: IsoDate | null | undefined; readonly note?: string | undefined },
): Result<EditPlan> {
  const latest = latestOf(request.draft, request.version)
  if (!latest.ok) return latest
  const before = latest.value
  if (before.state === 'published') return wrongState(before, 'Make a correction to change it.')
  const after: Schedule = {
    ...before, effectiveFrom: request.effectiveFrom ?? before.effectiveFrom, issuedOn: request.issuedOn === undefined ? before.issuedOn : request.issuedOn, note: request.note ?? before.note,
  }
  const wrongDay = dayIssue(request.draft, { schedule: before, day: after.effectiveFrom })
  if (wrongDay !== undefined) return refused([wrongDay])
  if (after.effectiveFrom === before.effectiveFrom && after.issuedOn === before.issuedOn && after.note === before.note) return refused([issue('nothing-to-change', `${nameOf(before)} says that already.`)])
  return step(before, { after, label: `Dates and note of ${nameOf(before)}`, kind: 'edit' })
}

/**
 * Takes the last revision of a year away while it is a draft, with its prices and, when it was the only one, the year's baselines.
 * Overrides of scenarios stay and are reported as orphaned (VER-4). Refused: `wrong-state`, `published-is-immutable`.
 */
export function planDiscardSchedule(request: Step): Result<EditPlan> {
  const { draft } = request
  const latest = latestOf(draft, request.version)
  if (!latest.ok) return latest
  const schedule = latest.value
  if (schedule.state !== 'draft') return wrongState(schedule, 'Only a draft can be discarded.')
  const baselines = schedule.revision === 1 ? [...draft.baseline.values()].filter((baseline) => baseline.version === schedule.version) : []
  const gone = new Set(baselines.map((baseline) => baseline.id))
  const changes: readonly RowChange[] = [
    ...[...draft.baselineTerm.values()].filter((term) => gone.has(term.baselineId)).map((before) => rowChange('baselineTerm', { before, after: null })),
    ...baselines.map((before) => rowChange('baseline', { before, after: null })),
    ...pricesOfSchedule(draft, schedule.id).map((before) => rowChange('price', { before, after: null })),
    rowChange('schedule', { before: schedule, after: null }),
  ]
  return ok({ label: `Discard the draft ${nameOf(schedule)}`, kind: 'edit', changes })
}
