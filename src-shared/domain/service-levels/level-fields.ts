/** What is typed into the rows of service levels: each field with what it is called, what it may be, and how a text becomes its value. */
import { choice, dateOrNull, requiredDate, requiredText, textField, wholeNumber, type ReadContext } from '../costs/field-readers.ts'
import type { Issue } from '../issues.ts'
import { IMPORTANCES } from '../model/agreement-tables.ts'
import {
  INCIDENT_STATISTICS, OBSERVED_HOLIDAYS, OUTAGE_KINDS, OUTAGE_WORDINGS, TARGET_COMPUTATIONS, TARGET_DIRECTIONS, TARGET_METRICS, TARGET_WINDOWS, WEEK_STARTS, WINDOW_RULES, XMR_CONSTANTS,
} from '../model/level-tables.ts'
import type { Tables } from '../model/tables.ts'
import { ok, type Result } from '../result.ts'
import { calendarField, clockField, figureField, figureOrNull, loggedTimeField, loggedTimeOrNull, METRIC_READER, monthField, monthOrNull, optional, ordinalField, serviceField, weekdayField, type LevelReader } from './level-readers.ts'

/** The tables into whose cells one types here; measurements are typed into a grid of months. */
export type LevelTypedTable = 'serviceTarget' | 'outage' | 'incident' | 'serviceCalendar' | 'maintenanceWindow' | 'levelPolicy'
export type LevelField<Row> = {
  readonly name: string
  readonly label: string
  /** Of a closed list. */
  readonly choices: readonly string[] | null
  readonly textOf: (row: Row) => string
  readonly readInto: (row: Row, text: string, context: ReadContext) => Result<Row, Issue>
}

type Fields<Row> = ReadonlyMap<string, LevelField<Row>>
type More = { readonly choices?: readonly string[] }

function fieldsOf<Row>(make: (field: <Name extends keyof Row & string>(name: Name, label: string, reader: LevelReader<Row[Name]>, more?: More) => LevelField<Row>) => readonly LevelField<Row>[]): Fields<Row> {
  const fields = make((name, label, reader, more) => ({
    name, label, choices: more?.choices ?? null, textOf: (row) => reader.textOf(row[name]),
    readInto(row, text, context) {
      const read = reader.read(text, context)
      return read.ok ? ok({ ...row, [name]: read.value.value }) : read
    },
  }))
  return new Map(fields.map((each) => [each.name, each]))
}

const line = textField(200)
const longText = textField(20_000)
const name = requiredText(200)
const minutesOrNull = optional(wholeNumber({ from: 1, to: 1_000_000 }))

const FIELDS: { readonly [Name in LevelTypedTable]: Fields<Tables[Name]> } = {
  serviceTarget: fieldsOf((field) => [
    field('serviceId', 'Service', serviceField), field('code', 'Code', name), field('title', 'Target', name), field('metric', 'Metric', METRIC_READER, { choices: TARGET_METRICS }), field('unit', 'Unit', name),
    field('direction', 'Direction', choice(TARGET_DIRECTIONS, { '>=': 'at-least', '<=': 'at-most', higher: 'at-least', lower: 'at-most' }), { choices: TARGET_DIRECTIONS }), field('goal', 'Goal', figureField), field('warning', 'Warning', figureOrNull),
    field('window', 'Window', choice(TARGET_WINDOWS, { ytd: 'year-to-date', monthly: 'month', quarterly: 'quarter' }), { choices: TARGET_WINDOWS }), field('calendarId', 'Calendar', calendarField),
    field('computation', 'Computed from', choice(TARGET_COMPUTATIONS, { outage: 'outages', incident: 'incidents' }), { choices: TARGET_COMPUTATIONS }), field('statistic', 'Of incidents', optional(choice(INCIDENT_STATISTICS)), { choices: ['', ...INCIDENT_STATISTICS] }),
    field('limitMinutes', 'Limit', minutesOrNull), field('priorities', 'Priorities', line), field('wording', 'Wording', choice(OUTAGE_WORDINGS), { choices: OUTAGE_WORDINGS }), field('least', 'Least', figureOrNull), field('most', 'Most', figureOrNull),
    field('effectiveFrom', 'From', monthField), field('retiredFrom', 'Retired from', monthOrNull), field('importance', 'Importance', choice(IMPORTANCES), { choices: IMPORTANCES }), field('note', 'Note', longText), field('source', 'Source', longText),
  ]),
  outage: fieldsOf((field) => [
    field('serviceId', 'Service', serviceField), field('code', 'Number', line), field('startedAt', 'Start', loggedTimeField), field('endedAt', 'End', loggedTimeOrNull), field('kind', 'Kind', choice(OUTAGE_KINDS), { choices: OUTAGE_KINDS }),
    field('title', 'What happened', line), field('note', 'Note', longText), field('source', 'Source', longText),
  ]),
  incident: fieldsOf((field) => [
    field('serviceId', 'Service', serviceField), field('code', 'Number', line), field('openedAt', 'Opened', loggedTimeField), field('respondedAt', 'Responded', loggedTimeOrNull), field('resolvedAt', 'Resolved', loggedTimeOrNull),
    field('priority', 'Priority', line), field('title', 'What happened', line), field('note', 'Note', longText), field('source', 'Source', longText),
  ]),
  serviceCalendar: fieldsOf((field) => [
    field('name', 'Calendar', name), field('timeZone', 'Time zone', name), field('hours', 'Hours', name), field('observedHolidays', 'Holidays', choice(OBSERVED_HOLIDAYS), { choices: OBSERVED_HOLIDAYS }), field('note', 'Note', longText), field('source', 'Source', longText),
  ]),
  maintenanceWindow: fieldsOf((field) => [
    field('rule', 'Rule', choice(WINDOW_RULES), { choices: WINDOW_RULES }), field('ordinal', 'Which', optional(ordinalField)), field('weekday', 'Weekday', optional(weekdayField)),
    field('weekStartsOn', 'Week begins on', choice(WEEK_STARTS), { choices: WEEK_STARTS }), field('onDate', 'On', dateOrNull), field('startTime', 'From', optional(clockField)), field('minutes', 'Length', wholeNumber({ from: 1, to: 10_080 })),
    field('effectiveFrom', 'Holds from', requiredDate), field('effectiveUntil', 'Until before', dateOrNull), field('note', 'Note', longText),
  ]),
  levelPolicy: fieldsOf((field) => [
    field('xmrConstants', 'Natural limits', choice(XMR_CONSTANTS), { choices: XMR_CONSTANTS }), field('runLength', 'Run on one side', wholeNumber({ from: 2, to: 50 })), field('trendLength', 'Rising or falling', wholeNumber({ from: 2, to: 50 })),
    field('provisionalPoints', 'Provisional below', wholeNumber({ from: 2, to: 100 })), field('worseningPeriods', 'Worsening periods', wholeNumber({ from: 2, to: 50 })), field('recordedThrough', 'Recorded through', monthOrNull), field('note', 'Note', longText),
  ]),
}

/** The fields of a table in their order, by name. @example levelFields('outage').get('startedAt')?.label // 'Start' */
export function levelFields<Name extends LevelTypedTable>(table: Name): Fields<Tables[Name]> {
  return FIELDS[table]
}
