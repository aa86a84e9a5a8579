/** Targets of services: one row a target, found again by its code. */
import { choice, requiredText, wholeNumber } from '../../costs/field-readers.ts'
import { NOTE, SOURCE, sourceOf } from '../../costs/imports/common-columns.ts'
import { importColumn, type ImportColumn } from '../../costs/imports/import-column.ts'
import type { ImportKind } from '../../costs/imports/import-kind.ts'
import type { ImportModel } from '../../costs/imports/import-model.ts'
import type { ImportRecord } from '../../costs/imports/import-record.ts'
import type { Factor } from '../../decimal.ts'
import { issue, type Issue } from '../../issues.ts'
import { IMPORTANCES } from '../../model/agreement-tables.ts'
import { rowChange } from '../../model/edit.ts'
import { nameKey } from '../../model/integrity.ts'
import { INCIDENT_STATISTICS, OUTAGE_WORDINGS, TARGET_COMPUTATIONS, TARGET_DIRECTIONS, TARGET_METRICS, TARGET_WINDOWS, type ServiceTarget } from '../../model/level-tables.ts'
import { rowIssues } from '../../model/row-rules.ts'
import { agreementIdOfCode, targetIdOfCode } from '../../model/service-level-integrity.ts'
import { measurementsByTargetOf } from '../../model/table-index.ts'
import { monthWords, type Month } from '../../month.ts'
import { ok } from '../../result.ts'
import { signedTargetIssue } from '../agreements/signed-terms.ts'
import { strayTargetIssue } from '../agreements/signing.ts'
import { goalOfBefore, goalSince, goalUntil } from '../edit-goals.ts'
import { calendarField, figureField, figureOrNull, METRIC_READER, monthField, monthOrNull, optional, serviceField } from '../level-readers.ts'
import { earlyMeasurementIssue, retiredMeasurementIssue } from '../measured-value.ts'
import { naturalRange } from '../target-defaults.ts'
import { LINE, LONG, PROVENANCE, PROVENANCE_READER, SERVICE_OF, valueOf } from './level-columns.ts'

const CODE = importColumn({ field: 'code', names: ['target', 'target code', 'kpi', 'id'], required: true, example: 'CPU-AVL', comment: 'Code of the target, unique. A code that the model does not have becomes a new target.' })
const SERVICE = importColumn({ ...SERVICE_OF, required: false, comment: 'Code or name of the service; required for a new target.' })
const TITLE = importColumn({ field: 'title', names: ['name', 'target name', 'description'], example: 'Availability in prime time', comment: 'What is promised, in a few words.' })
const METRIC = importColumn({ field: 'metric', names: ['kind', 'measure', 'type'], example: 'availability', comment: `${TARGET_METRICS.join(', ')}; other where it is empty.` })
const COMPUTATION = importColumn({ field: 'computation', names: ['computed from', 'method', 'data'], example: 'outages', words: { manual: 'typed', measured: 'typed', outage: 'outages', incident: 'incidents' }, comment: 'typed: a value is given for each month; outages or incidents: it is computed from them.' })
const STATISTIC = importColumn({ field: 'statistic', example: '', words: { percent: 'percent-within-limit', share: 'percent-within-limit', mean: 'mean-minutes', average: 'mean-minutes' }, comment: 'Of incidents: percent-within-limit or mean-minutes.' })
const LIMIT = importColumn({ field: 'limitMinutes', names: ['limit', 'within', 'within minutes'], comment: 'Of incidents: the minutes within which one is to be responded to or resolved.' })
const PRIORITIES = importColumn({ field: 'priorities', names: ['priority', 'severities'], comment: 'Of incidents: those of these priorities count, "1, 2"; all where it is empty.' })
const UNIT = importColumn({ field: 'unit', names: ['units', 'unit of measure'], example: '%', comment: '%, minutes, points. A target without a unit is refused.' })
const DIRECTION = importColumn({ field: 'direction', names: ['better', 'comparison'], example: 'at-least', words: { '>=': 'at-least', '≥': 'at-least', higher: 'at-least', min: 'at-least', minimum: 'at-least', '<=': 'at-most', '≤': 'at-most', lower: 'at-most', max: 'at-most', maximum: 'at-most' }, comment: 'at-least where higher is better, else at-most.' })
const GOAL = importColumn({ field: 'goal', names: ['objective', 'goal value', 'target value', 'threshold'], example: '99.8', comment: 'The figure that is promised, in the unit.' })
const GOAL_FROM = importColumn({ field: 'goalFrom', header: 'goal from', names: ['goal since', 'new goal from'], example: '', comment: 'The month from which a changed goal or warning holds: the months before keep theirs. Empty: it is corrected in all of its months.' })
const WARNING = importColumn({ field: 'warning', names: ['warn', 'warning at', 'amber'], example: '99.85', comment: 'Between it and the goal the target is at risk.' })
const WINDOW = importColumn({ field: 'window', names: ['period', 'measured over'], example: 'month', words: { monthly: 'month', quarterly: 'quarter', ytd: 'year-to-date', year: 'year-to-date' }, comment: 'month, quarter or year-to-date; month where it is empty.' })
const CALENDAR = importColumn({ field: 'calendarId', header: 'calendar', names: ['service calendar', 'hours', 'service hours'], comment: 'Name of a service calendar of the model; 24 hours on 7 days where it is empty.' })
const WORDING = importColumn({ field: 'wording', inTemplate: false, comment: 'standard, or excludes-unplanned where the agreement itself excludes unplanned outages.' })
const LEAST = importColumn({ field: 'least', names: ['lowest', 'range from'], example: '0', comment: 'The least that the metric can be.' })
const MOST = importColumn({ field: 'most', names: ['highest', 'range to'], example: '100', comment: 'The most that it can be; none where it is empty.' })
const FROM = importColumn({ field: 'effectiveFrom', header: 'from', names: ['effective', 'valid from', 'since', 'effective from', 'from month'], example: '2003-07', comment: 'The first month in which it holds; required for a new target.' })
const RETIRED = importColumn({ field: 'retiredFrom', names: ['retired', 'until before', 'ends', 'valid until'], comment: 'The first month in which it no longer holds.' })
const IMPORTANCE = importColumn({ field: 'importance', names: ['criticality'], example: 'ordinary', words: { high: 'critical', yes: 'critical', normal: 'ordinary', no: 'ordinary' }, comment: 'critical or ordinary; ordinary where it is empty.' })
const AGREEMENT = importColumn({ field: 'agreement', names: ['agreement code', 'sla'], comment: 'Code of the agreement that promises it.' })

const CODE_READER = requiredText(200)
const LIMIT_READER = optional(wholeNumber({ from: 1, to: 1_000_000 }))
const [COMPUTATION_READER, STATISTIC_READER] = [choice(TARGET_COMPUTATIONS), optional(choice(INCIDENT_STATISTICS))]
const [DIRECTION_READER, WINDOW_READER, WORDING_READER, IMPORTANCE_READER] = [choice(TARGET_DIRECTIONS), choice(TARGET_WINDOWS), choice(OUTAGE_WORDINGS), choice(IMPORTANCES)]

/** Behind the targets that there are, and those of the file before it. */
const lastPositions = new WeakMap<ImportModel, number>()
function nextPosition(model: ImportModel): number {
  const last = lastPositions.get(model) ?? [...model.draft.serviceTarget.values()].reduce((most, each) => Math.max(most, each.position), -1)
  lastPositions.set(model, last + 1)
  return last + 1
}

function agreementOf(model: ImportModel, record: ImportRecord, was: string | null | undefined): string | null {
  const text = record.text(AGREEMENT)
  if (text === '') return record.has(AGREEMENT) ? null : (was ?? null)
  const id = agreementIdOfCode(model.draft, text)
  if (id === undefined) record.say(AGREEMENT, issue('unknown-reference', `The model has no agreement with the code "${text.slice(0, 40)}".`, { remedy: 'Write the code of an agreement, or leave it empty.' }))
  return id ?? null
}

/** Something that a new target cannot do without. */
function needed<Value>(record: ImportRecord, given: { readonly column: ImportColumn; readonly value: Value | undefined; readonly blank: Value; readonly what: string }): Value {
  const { column, value, blank, what } = given
  if (value !== undefined) return value
  if (record.text(column) === '') record.say(record.has(column) ? column : CODE, issue('text-missing', `The target ${record.text(CODE)} has no ${what}.`, { remedy: `Write its ${what}.` }))
  return blank
}

/** The column at which a fault of the whole row is to be put right. */
function columnOf(record: ImportRecord, found: Issue): ImportColumn {
  const column = found.code === 'dates-out-of-order' ? RETIRED : found.code === 'unit-differs' ? UNIT : found.code === 'wrong-state' ? METRIC : found.message.includes('limit') ? LIMIT : found.message.includes('computed from incidents') ? STATISTIC : found.message.startsWith('The warning') ? WARNING : GOAL
  return record.has(column) ? column : CODE
}

function rangeOf(record: ImportRecord, was: ServiceTarget | undefined, unit: string): { readonly least: Factor | null; readonly most: Factor | null } {
  const natural = naturalRange(unit)
  const read = (column: ImportColumn, former: Factor | null | undefined, own: Factor | null): Factor | null => (record.has(column) ? (record.read(column, figureOrNull) ?? own) : former === undefined ? own : former)
  return { least: read(LEAST, was?.least, natural.least), most: read(MOST, was?.most, natural.most) }
}

/** A month from which on nothing new is promised is not dropped without a word. */
function sayIdle(model: ImportModel, record: ImportRecord, { was, after, from }: { readonly was: ServiceTarget | undefined; readonly after: ServiceTarget; readonly from: Month }): void {
  const since = was === undefined ? after.effectiveFrom : goalSince(model.draft, was)
  if (from === since) return
  const message = was === undefined ? `${after.code} is new: its goal holds from ${monthWords(since)} on, its first month.` : `${after.code} promises ${after.goal} ${after.unit} from ${monthWords(since)} on already.`
  record.say(GOAL_FROM, issue('nothing-to-change', message, { severity: 'note', remedy: was === undefined ? 'Import a goal that changes later by a row of its own.' : 'Leave the month empty, or write the new goal.' }))
}

export const TARGETS: ImportKind = {
  kind: 'targets', one: 'target', many: 'targets', rowsOfOne: 'one', addsUp: false, oneOf: [], years: 'none',
  columns: [
    CODE, SERVICE, TITLE, METRIC, COMPUTATION, STATISTIC, LIMIT, PRIORITIES, UNIT, DIRECTION, GOAL, WARNING, GOAL_FROM, WINDOW, CALENDAR, WORDING, LEAST, MOST, FROM, RETIRED, IMPORTANCE, AGREEMENT, NOTE, SOURCE, PROVENANCE,
  ],
  keyOf: (_model, row) => nameKey(row.text(CODE)),
  titleOf: (row) => ({ code: row.text(CODE), title: row.text(TITLE) }),
  plan(model, record) {
    const was = model.draft.serviceTarget.get(targetIdOfCode(model.draft, record.text(CODE)) ?? '')
    const serviceId = needed(record, { column: SERVICE, value: record.read(SERVICE, serviceField) ?? was?.serviceId, blank: '', what: 'service' })
    const unit = needed(record, { column: UNIT, value: record.has(UNIT) ? record.read(UNIT, LINE) : was?.unit, blank: '', what: 'unit' })
    const goal = needed(record, { column: GOAL, value: record.read(GOAL, figureField) ?? was?.goal, blank: '0' as Factor, what: 'goal' })
    const direction = needed<ServiceTarget['direction']>(record, { column: DIRECTION, value: record.read(DIRECTION, DIRECTION_READER) ?? was?.direction ?? (unit === '%' ? 'at-least' : undefined), blank: 'at-least', what: 'direction' })
    const effectiveFrom = needed(record, { column: FROM, value: record.read(FROM, monthField) ?? was?.effectiveFrom, blank: '1900-01' as Month, what: 'first month' })
    const metric = record.read(METRIC, METRIC_READER) ?? was?.metric ?? 'other'
    const title = valueOf(record, { column: TITLE, reader: LINE, was: was?.title, empty: '' })
    const after: ServiceTarget = {
      id: was?.id ?? model.newId(), code: was?.code ?? record.read(CODE, CODE_READER) ?? '', serviceId, agreementId: agreementOf(model, record, was?.agreementId), position: was?.position ?? nextPosition(model),
      title: title === '' ? metric : title, metric, computation: record.read(COMPUTATION, COMPUTATION_READER) ?? was?.computation ?? 'typed',
      statistic: valueOf(record, { column: STATISTIC, reader: STATISTIC_READER, was: was?.statistic, empty: null }), limitMinutes: valueOf(record, { column: LIMIT, reader: LIMIT_READER, was: was?.limitMinutes, empty: null }),
      priorities: valueOf(record, { column: PRIORITIES, reader: LINE, was: was?.priorities, empty: '' }), unit, direction, goal, warning: valueOf(record, { column: WARNING, reader: figureOrNull, was: was?.warning, empty: null }),
      window: record.read(WINDOW, WINDOW_READER) ?? was?.window ?? 'month', calendarId: valueOf(record, { column: CALENDAR, reader: calendarField, was: was?.calendarId, empty: null }),
      wording: record.read(WORDING, WORDING_READER) ?? was?.wording ?? 'standard', ...rangeOf(record, was, unit), effectiveFrom,
      retiredFrom: valueOf(record, { column: RETIRED, reader: monthOrNull, was: was?.retiredFrom, empty: null }), importance: record.read(IMPORTANCE, IMPORTANCE_READER) ?? was?.importance ?? 'ordinary',
      provenance: record.read(PROVENANCE, PROVENANCE_READER) ?? was?.provenance ?? 'own', note: valueOf(record, { column: NOTE, reader: LONG, was: was?.note, empty: '' }), source: sourceOf(model, record, was?.source),
    }
    if (record.isRefused) return
    for (const found of rowIssues(rowChange('serviceTarget', { before: was ?? null, after }))) record.say(columnOf(record, found), found)
    const fast = signedTargetIssue(model.draft, { before: was ?? null, after })
    if (fast !== null) record.say(CODE, fast)
    const stray = strayTargetIssue(model.draft, after)
    if (stray !== null) record.say(record.has(AGREEMENT) ? AGREEMENT : CODE, stray)
    const late = retiredMeasurementIssue(after, measurementsByTargetOf(model.draft).get(after.id) ?? [])
    if (late !== null) record.say(record.has(RETIRED) ? RETIRED : CODE, late)
    const early = was === undefined || after.effectiveFrom <= was.effectiveFrom ? null : earlyMeasurementIssue(after, measurementsByTargetOf(model.draft).get(after.id) ?? [])
    if (early !== null) record.say(FROM, early)
    const from = record.read(GOAL_FROM, monthField)
    const isNewGoal = was !== undefined && (was.goal !== after.goal || was.warning !== after.warning)
    const kept = was === undefined ? ok(null) : isNewGoal && from !== undefined ? goalUntil(model.draft, { before: was, after, until: from }) : goalOfBefore(model.draft, { before: was, after })
    if (!kept.ok) record.say(isNewGoal && from !== undefined ? GOAL_FROM : kept.failure.code === 'dates-out-of-order' && record.has(FROM) ? FROM : CODE, kept.failure)
    if (record.isRefused) return
    if (from !== undefined && !isNewGoal) sayIdle(model, record, { was, after, from })
    if (kept.ok && kept.value !== null) model.want('targetGoal', { before: undefined, row: record.first, after: kept.value })
    model.want('serviceTarget', { before: was, row: record.first, after })
  },
}
