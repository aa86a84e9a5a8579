import type { Migration } from '../migrate.ts'
import { baseVersionKey, isoDate, month, oneOf, versionKey } from './checks.ts'
import { customerClass, decimal, decimalOrNull, guard, id, named, position, table, text, version as versionColumn, wholeNumber } from './columns.ts'

const version = versionColumn(versionKey('version'))
const baseVersion = versionColumn(baseVersionKey('version'))
const customer = 'customer_id TEXT NOT NULL REFERENCES customer (id)'
const rate = 'rate_id TEXT NOT NULL REFERENCES rate (id)'
const rateOrNull = 'rate_id TEXT REFERENCES rate (id)'
const choice = (column: string, values: readonly string[]): string => `${column} TEXT NOT NULL CHECK (${oneOf(column, values)})`
const date = (column: string): string => `${column} TEXT NOT NULL CHECK (${isoDate(column)})`
const dateOrNull = (column: string): string => `${column} TEXT CHECK (${isoDate(column)})`
const monthNotNull = (column: string): string => `${column} TEXT NOT NULL CHECK (${month(column)})`
const monthOrNull = (column: string): string => `${column} TEXT CHECK (${month(column)})`
const composed = (parts: string): string => `id TEXT NOT NULL PRIMARY KEY CHECK (id = ${parts})`
const METHODS = ['best', 'same-month-last-year', 'mean', 'drift', 'linear-trend', 'holt-winters', 'typed']

const CUSTOMERS = [
  table('customer', [
    id, named('code'), named('name'), text('secretariat'), customerClass, text('account_manager'), text('coordinator'), decimal('state_funding'), decimal('federal_funding'), decimal('other_funding'),
    dateOrNull('last_contact_on'), position, choice('provenance', ['own', 'fictional']), text('note'),
  ]),
  table('encumbrance', [composed("version || '|' || customer_id || '|' || object_code"), baseVersion, customer, text('object_code'), decimal('amount'), dateOrNull('approved_on'), text('note'), text('source')]),
  table('bill_policy', [
    composed('version'), baseVersion, decimal('minimum_charge'), 'minimum_rate_id TEXT REFERENCES rate (id)', decimal('issue_threshold'), choice('issue_comparison', ['more-than', 'at-least']),
    choice('first_part_month', ['free', 'charged']), choice('suffolk_days', ['work-days', 'holidays']), text('note'),
  ]),
  table('bill_adjustment', [id, customer, date('charged_on'), text('object_code'), choice('kind', ['credit', 'adjustment', 'one-time']), decimal('amount'), text('reason'), text('author'), text('source')]),
]

const USAGE = [
  table('usage_batch', [
    id, 'number INTEGER NOT NULL CHECK (number BETWEEN 1 AND 1000000)', choice('kind', ['quantities', 'measures']), text('file_name'), 'line_count INTEGER NOT NULL CHECK (line_count BETWEEN 0 AND 1000000000)',
    text('imported_at'), text('author'), choice('provenance', ['own', 'fictional']), text('note'),
  ]),
  table('usage_entry', [composed("month || '|' || rate_id || '|' || customer_id"), customer, rate, monthNotNull('month'), decimalOrNull('quantity'), text('author'), text('note')]),
]

const number = (column: string): string => wholeNumber(column, '1', '1000000000')
/** Ids of customers, rates and batches by the small numbers that stand for them in the lines. No references: a line whose customer is gone is reported, not lost. */
const numbered = (name: string, idColumn: string, more: readonly string[] = []): string => `CREATE TABLE ${name} (\n  ${['no INTEGER NOT NULL PRIMARY KEY CHECK (no BETWEEN 1 AND 1000000000)', `${idColumn} TEXT NOT NULL UNIQUE CHECK (${idColumn} <> '')`, ...more].join(',\n  ')}\n) STRICT;`

/** Lines by the million. `load_no` is the number of what was written at once, which is not the batch's own: that one is free again when its import is undone. */
const LINES = [
  numbered('usage_customer', 'customer_id'), numbered('usage_rate', 'rate_id'),
  numbered('usage_load', 'batch_id', ['line_count INTEGER NOT NULL CHECK (line_count BETWEEN 0 AND 1000000000)']),
  table('usage_line', [
    number('load_no'), number('rate_no'),
    // Months since year 0: 1900-01 to 2199-12.
    wholeNumber('month', '22800', '26399'), number('customer_no'),
    // Millionths of a unit (NUM-7).
    wholeNumber('quantity', '-1000000000000000000', '1000000000000000000'), 'PRIMARY KEY (load_no, rate_no, month, customer_no)',
  ]),
]

const STAYS = 'Usage that was imported is never changed.'
const LINE_GUARDS = [
  ...['usage_customer', 'usage_rate', 'usage_load', 'usage_line'].flatMap((of) => [
    guard({ name: `${of}_stays`, when: 'UPDATE', table: of, condition: 'TRUE', says: STAYS }),
    guard({ name: `${of}_is_not_deleted`, when: 'DELETE', table: of, condition: 'TRUE', says: STAYS }),
  ]),
  // Without these, INSERT OR REPLACE would change a row past the guards above.
  guard({ name: 'usage_customer_is_added_once', when: 'INSERT', table: 'usage_customer', condition: 'EXISTS (SELECT 1 FROM usage_customer WHERE no = NEW.no OR customer_id = NEW.customer_id)', says: STAYS }),
  guard({ name: 'usage_rate_is_added_once', when: 'INSERT', table: 'usage_rate', condition: 'EXISTS (SELECT 1 FROM usage_rate WHERE no = NEW.no OR rate_id = NEW.rate_id)', says: STAYS }),
  // The load is written after its lines: it counts them, and from then on there are no more.
  guard({
    name: 'usage_load_closes_its_lines', when: 'INSERT', table: 'usage_load', says: STAYS,
    condition: 'EXISTS (SELECT 1 FROM usage_load WHERE no = NEW.no OR batch_id = NEW.batch_id) OR NEW.line_count <> (SELECT count(*) FROM usage_line WHERE load_no = NEW.no)',
  }),
  guard({ name: 'usage_load_gets_no_more_lines', when: 'INSERT', table: 'usage_line', condition: 'EXISTS (SELECT 1 FROM usage_load WHERE no = NEW.load_no)', says: STAYS }),
]

const DESK = [
  table('service_request', [
    id, customer, named('code'), choice('kind', ['new-service', 'business-application-request', 'change']), named('title'),
    choice('status', ['draft', 'submitted', 'estimated', 'approved', 'refused', 'withdrawn', 'done']), date('requested_on'), dateOrNull('decided_on'), text('signed_by'), rateOrNull,
    decimalOrNull('monthly_units'), monthOrNull('from_month'), monthOrNull('to_month'), text('author'), text('note'),
  ]),
  table('estimate_line', [
    id, 'request_id TEXT NOT NULL REFERENCES service_request (id)', position, text('description'), choice('cadence', ['one-time', 'monthly', 'annual']), rateOrNull, decimal('quantity'), decimalOrNull('amount'),
    text('object_code'), text('note'),
  ]),
  table('customer_question', [id, customer, date('asked_on'), text('question'), text('answer'), dateOrNull('answered_on'), text('author')]),
  table('budget', [
    composed("version || '|' || customer_id"), version, customer, choice('method', METHODS), 'mean_months INTEGER NOT NULL CHECK (mean_months BETWEEN 1 AND 120)', decimal('growth_percent'), monthOrNull('growth_from'),
    dateOrNull('handed_over_on'), text('author'), text('note'),
  ]),
  table('budget_series', [
    composed("version || '|' || customer_id || '|' || rate_id"), version, customer, rate, `method TEXT CHECK (${oneOf('method', METHODS)})`, decimalOrNull('growth_percent'), monthOrNull('growth_from'),
    decimalOrNull('typed_units'), text('note'),
  ]),
  table('budget_change', [id, version, customer, rate, choice('cadence', ['monthly', 'once']), monthNotNull('from_month'), monthOrNull('to_month'), decimal('units'), text('author'), text('note'), 'CHECK (to_month >= from_month)']),
  table('budget_figure', [composed("version || '|' || customer_id || '|' || rate_id"), version, customer, rate, decimal('units'), decimal('amount'), text('source')]),
]

/** The columns by which a referenced row's deletion looks for rows that still refer to it. */
const REFERENCES: readonly (readonly [table: string, columns: readonly string[]])[] = [
  ['encumbrance', ['customer_id']], ['bill_policy', ['minimum_rate_id']], ['bill_adjustment', ['customer_id']], ['usage_entry', ['customer_id', 'rate_id']], ['service_request', ['customer_id', 'rate_id']],
  ['estimate_line', ['request_id', 'rate_id']], ['customer_question', ['customer_id']], ['budget', ['customer_id']], ['budget_series', ['customer_id', 'rate_id']], ['budget_change', ['customer_id', 'rate_id']],
  ['budget_figure', ['customer_id', 'rate_id']],
]

/** The billing side: customers, encumbrances, billing policy, credits, batches of usage with their lines and what is typed over them, requests, questions and budgets. */
export const usageAndBills: Migration = {
  number: 30,
  name: 'usage-and-bills',
  up(database) {
    const indexes = REFERENCES.flatMap(([of, columns]) => columns.map((column) => `CREATE INDEX ${of}_by_${column} ON ${of} (${column});`))
    for (const statement of [...CUSTOMERS, ...USAGE, ...LINES, ...LINE_GUARDS, ...DESK, ...indexes]) database.exec(statement)
  },
}
