import type { Migration } from '../migrate.ts'
import { baseVersionKey, fiscalYear, isoDate, oneOf, scenarioId, versionKey } from './checks.ts'
import { customerClass, decimal, decimalOrNull, guard, id, named, places, position, retiredFrom, table, text, version } from './columns.ts'

const CATALOG = [
  table('settings', [
    "id TEXT NOT NULL PRIMARY KEY CHECK (id = 'model')", text('agency_name'), text('office_name'),
    'fiscal_year_first_month INTEGER NOT NULL CHECK (fiscal_year_first_month BETWEEN 1 AND 12)',
  ]),
  table('line_of_business', [id, named('name'), position]),
  table('service_group', [id, 'line_of_business_id TEXT NOT NULL REFERENCES line_of_business (id)', named('name'), position]),
  table('service', [id, 'service_group_id TEXT NOT NULL REFERENCES service_group (id)', text('code'), named('name'), text('description'), position, retiredFrom]),
  table('rate', [
    id, 'service_id TEXT NOT NULL REFERENCES service (id)', named('code'), named('title'), text('billable_unit'), text('object_code'), position, retiredFrom, text('note'),
  ]),
  table('rate_relation', [
    id, `fiscal_year INTEGER NOT NULL CHECK (${fiscalYear('fiscal_year')})`, `kind TEXT NOT NULL CHECK (${oneOf('kind', ['merged', 'split', 'replaced'])})`,
    'from_rate_id TEXT NOT NULL REFERENCES rate (id)', 'to_rate_id TEXT NOT NULL REFERENCES rate (id)', text('note'),
  ]),
]

const RATES = [
  table('schedule', [
    "id TEXT NOT NULL PRIMARY KEY CHECK (id = version || '#' || revision)", version(baseVersionKey('version')), 'revision INTEGER NOT NULL CHECK (revision BETWEEN 1 AND 10000)',
    `state TEXT NOT NULL CHECK (${oneOf('state', ['draft', 'under-review', 'published'])})`, `effective_from TEXT NOT NULL CHECK (${isoDate('effective_from')})`,
    `issued_on TEXT CHECK (${isoDate('issued_on')})`, text('note'),
  ]),
  table('price', [
    "id TEXT NOT NULL PRIMARY KEY CHECK (id = schedule_id || '|' || rate_id || '|' || customer_class)", 'schedule_id TEXT NOT NULL REFERENCES schedule (id)',
    'rate_id TEXT NOT NULL REFERENCES rate (id)', customerClass,
    `kind TEXT NOT NULL CHECK (${oneOf('kind', ['per-unit', 'cost-plus-percent', 'contract-rate', 'varies', 'flat-per-period', 'no-units', 'not-billed', 'not-published'])})`,
    decimalOrNull('amount'), decimalOrNull('percent'), text('basis_text'), places, decimalOrNull('derived_amount'), text('note'),
    "CHECK ((amount IS NOT NULL) = (kind IN ('per-unit', 'flat-per-period')))", "CHECK ((percent IS NOT NULL) = (kind = 'cost-plus-percent'))",
  ]),
  table('baseline', [
    id, version(versionKey('version')), 'rate_id TEXT NOT NULL REFERENCES rate (id)', named('name'), position, decimalOrNull('typed_amount'), text('source'),
  ]),
  table('baseline_term', [
    id, 'baseline_id TEXT NOT NULL REFERENCES baseline (id)', position, version(versionKey('version')), 'rate_id TEXT NOT NULL REFERENCES rate (id)', decimal('multiplier'), decimal('divisor'),
  ]),
  table('printed_row', [
    id, version(versionKey('version')), position, text('heading'), text('resource'), text('billable_unit'), text('from_text'), text('to_text'), text('difference_text'), text('percent_text'),
    text('source'), 'rate_id TEXT REFERENCES rate (id)',
  ]),
]

const SCENARIOS = [
  table('scenario', [`id TEXT NOT NULL PRIMARY KEY CHECK (${scenarioId('id')})`, named('name'), text('note'), text('author'), text('created_at'), position]),
  // rate_id refers to nothing on purpose: an override whose rate is gone is reported, never dropped (VER-4).
  table('override', [
    "id TEXT NOT NULL PRIMARY KEY CHECK (id = scenario_id || '|' || version || '|' || rate_id || '|' || customer_class || '|' || field)",
    'scenario_id TEXT NOT NULL REFERENCES scenario (id)', version(baseVersionKey('version')), 'rate_id TEXT NOT NULL', customerClass,
    `field TEXT NOT NULL CHECK (${oneOf('field', ['amount', 'percent'])})`, decimalOrNull('value'), places, decimalOrNull('base_value'),
    'base_revision INTEGER NOT NULL CHECK (base_revision BETWEEN 0 AND 10000)', `relative_kind TEXT CHECK (${oneOf('relative_kind', ['percent', 'amount'])})`, decimalOrNull('relative_by'), text('note'),
  ]),
]

const JOURNAL = `CREATE TABLE journal (
  revision INTEGER PRIMARY KEY CHECK (revision >= 1),
  id TEXT NOT NULL UNIQUE CHECK (id <> ''),
  at TEXT NOT NULL,
  author TEXT NOT NULL,
  label TEXT NOT NULL CHECK (label <> ''),
  kind TEXT NOT NULL CHECK (${oneOf('kind', ['edit', 'import', 'publish'])}),
  undoes INTEGER REFERENCES journal (revision),
  redoes INTEGER REFERENCES journal (revision),
  change_count INTEGER NOT NULL CHECK (change_count >= 0),
  changes TEXT NOT NULL CHECK (json_valid(changes)),
  CHECK (undoes < revision), CHECK (redoes < revision), CHECK (undoes IS NULL OR redoes IS NULL)
) STRICT;`

/** The columns by which a referenced row's deletion looks for rows that still refer to it. */
const REFERENCES: readonly (readonly [table: string, column: string])[] = [
  ['service_group', 'line_of_business_id'], ['service', 'service_group_id'], ['rate', 'service_id'], ['rate_relation', 'from_rate_id'], ['rate_relation', 'to_rate_id'],
  ['price', 'schedule_id'], ['price', 'rate_id'], ['baseline', 'rate_id'], ['baseline_term', 'baseline_id'], ['baseline_term', 'rate_id'], ['printed_row', 'rate_id'], ['override', 'scenario_id'],
  ['journal', 'undoes'], ['journal', 'redoes'],
]

const APPEND_ONLY = 'The journal is only ever appended to.'
const PUBLISHED = 'What is published is never changed (VER-2).'
const isPublished = (schedule: string): string => `EXISTS (SELECT 1 FROM schedule WHERE id = ${schedule} AND state = 'published')`
const yearIsPublished = (version: string): string => `EXISTS (SELECT 1 FROM schedule WHERE version = ${version} AND state = 'published')`
const versionOfBaseline = (baseline: string): string => `(SELECT version FROM baseline WHERE id = ${baseline})`

const REVISIONS = 'A revision follows a published one, and none comes in between (VER-2).'
const revisionsOf = (choose: string): string => `(SELECT ${choose} FROM schedule WHERE version = NEW.version)`

/**
 * The guards on INSERT are there for REPLACE, which takes the old row away without its DELETE guard
 * in programs that leave SQLite's recursive_triggers off.
 */
const GUARDS = [
  guard({ name: 'journal_keeps_rows', when: 'UPDATE', table: 'journal', condition: 'TRUE', says: APPEND_ONLY }),
  guard({ name: 'journal_loses_no_row', when: 'DELETE', table: 'journal', condition: 'TRUE', says: APPEND_ONLY }),
  guard({
    name: 'journal_grows_by_one', when: 'INSERT', table: 'journal', says: APPEND_ONLY,
    condition: 'NEW.revision IS NOT (SELECT coalesce(max(revision), 0) + 1 FROM journal) OR EXISTS (SELECT 1 FROM journal WHERE id = NEW.id)',
  }),
  guard({ name: 'published_schedule_stays', when: 'UPDATE', table: 'schedule', condition: "OLD.state = 'published'", says: PUBLISHED }),
  guard({ name: 'published_schedule_is_not_deleted', when: 'DELETE', table: 'schedule', condition: "OLD.state = 'published'", says: PUBLISHED }),
  guard({ name: 'schedule_keeps_its_place', when: 'UPDATE', table: 'schedule', condition: 'NEW.id <> OLD.id', says: REVISIONS }),
  guard({
    name: 'revisions_follow_published_ones', when: 'INSERT', table: 'schedule', says: REVISIONS,
    condition: `NEW.revision IS NOT ${revisionsOf('coalesce(max(revision), 0) + 1')} OR ${revisionsOf("coalesce(min(state = 'published'), 1)")} = 0`,
  }),
  guard({ name: 'published_price_stays', when: 'UPDATE', table: 'price', condition: `${isPublished('OLD.schedule_id')} OR ${isPublished('NEW.schedule_id')}`, says: PUBLISHED }),
  guard({ name: 'published_price_is_not_deleted', when: 'DELETE', table: 'price', condition: isPublished('OLD.schedule_id'), says: PUBLISHED }),
  guard({ name: 'published_schedule_gets_no_price', when: 'INSERT', table: 'price', condition: isPublished('NEW.schedule_id'), says: PUBLISHED }),
  // What a published year is compared with stands in no revision, so an open correction does not free it.
  guard({ name: 'published_baseline_stays', when: 'UPDATE', table: 'baseline', condition: `${yearIsPublished('OLD.version')} OR ${yearIsPublished('NEW.version')}`, says: PUBLISHED }),
  guard({ name: 'published_baseline_is_not_deleted', when: 'DELETE', table: 'baseline', condition: yearIsPublished('OLD.version'), says: PUBLISHED }),
  guard({ name: 'published_year_gets_no_baseline', when: 'INSERT', table: 'baseline', condition: `${yearIsPublished('NEW.version')} OR ${yearIsPublished(versionOfBaseline('NEW.id'))}`, says: PUBLISHED }),
  ...(['UPDATE', 'DELETE', 'INSERT'] as const).map((when) =>
    guard({
      name: `published_baseline_keeps_its_terms_on_${when.toLowerCase()}`, when, table: 'baseline_term', says: PUBLISHED,
      condition: [...(when === 'INSERT' ? [] : ['OLD']), ...(when === 'DELETE' ? [] : ['NEW'])].map((row) => yearIsPublished(versionOfBaseline(`${row}.baseline_id`))).join(' OR '),
    })),
]

/** The first schema: settings, catalog, schedules with prices and baselines, printed rows, scenarios, and the journal. */
export const modelAndRates: Migration = {
  number: 10,
  name: 'model-and-rates',
  up(database) {
    const indexes = REFERENCES.map(([of, column]) => `CREATE INDEX ${of}_by_${column} ON ${of} (${column});`)
    for (const statement of [...CATALOG, ...RATES, ...SCENARIOS, JOURNAL, ...indexes, ...GUARDS]) database.exec(statement)
  },
}
