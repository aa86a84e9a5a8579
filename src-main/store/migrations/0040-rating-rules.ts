import type { Migration } from '../migrate.ts'
import { isoDate, month, oneOf } from './checks.ts'
import { decimal, guard, id, named, table, text } from './columns.ts'

const choice = (column: string, values: readonly string[]): string => `${column} TEXT NOT NULL CHECK (${oneOf(column, values)})`
const rate = 'rate_id TEXT NOT NULL REFERENCES rate (id)'
/** Half-open: the end is the first day on which the row no longer holds. */
const from = `effective_from TEXT NOT NULL CHECK (${isoDate('effective_from')})`
const until = `effective_until TEXT CHECK (${isoDate('effective_until')})`
const inOrder = 'CHECK (effective_until > effective_from)'
const sourced = [text('note'), text('source')]

const TABLES = [
  table('performance_factor', [id, named('system'), text('model'), decimal('factor'), from, until, ...sourced, inOrder]),
  table('application_class', [id, named('name'), choice('measurement', ['smf', 'transaction']), ...sourced]),
  table('adjustment_factor', [
    id, 'application_class_id TEXT NOT NULL REFERENCES application_class (id)', choice('kind', ['cpu', 'io', 'cpu-capture', 'cpu-terminal', 'io-capture', 'io-terminal']), decimal('factor'), from, until, ...sourced, inOrder,
  ]),
  table('holiday', [id, `date TEXT NOT NULL CHECK (${isoDate('date')})`, named('name'), choice('scope', ['state', 'county']), ...sourced]),
  // Names of parameters come and go with the rules that use them: they are checked where rows are read.
  table('rating_parameter', [id, named('name'), decimal('value'), from, until, ...sourced, inOrder]),
  table('print_class', [id, named('sysout_class'), choice('form', ['standard', 'special']), decimal('images_per_page'), from, until, ...sourced, inOrder]),
  table('mailbox_class', [id, named('name'), decimal('megabytes'), choice('limit_kind', ['up-to', 'under']), rate, from, until, ...sourced, inOrder]),
  table('complexity_factor', [id, named('code'), named('title'), decimal('factor'), from, until, ...sourced, inOrder]),
  table('bin_size', [id, choice('kind', ['report', 'inter-office', 'incoming']), 'level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 100)', rate, ...sourced]),
  table('rated_measure', [id, named('measure'), rate, text('source')]),
]

/** Raw usage beside the lines that the rules made of it. No references: a row whose customer is gone is reported, not lost. */
const RAW_USAGE = table('raw_measure', [
  "batch_id TEXT NOT NULL CHECK (batch_id <> '')", 'row_number INTEGER NOT NULL CHECK (row_number BETWEEN 1 AND 1000000000)', "customer_id TEXT NOT NULL CHECK (customer_id <> '')", named('kind'),
  `month TEXT NOT NULL CHECK (${month('month')})`, "cells TEXT NOT NULL CHECK (json_valid(cells) AND json_type(cells) = 'object')", 'PRIMARY KEY (batch_id, row_number)',
])

const STAYS = 'Usage that was imported is never changed.'
const GUARDS = [
  guard({ name: 'raw_measure_stays', when: 'UPDATE', table: 'raw_measure', condition: 'TRUE', says: STAYS }),
  guard({ name: 'raw_measure_is_not_deleted', when: 'DELETE', table: 'raw_measure', condition: 'TRUE', says: STAYS }),
  // Raw rows are written before the lines of their batch are closed, and then no more.
  guard({
    name: 'raw_measure_is_written_with_its_lines', when: 'INSERT', table: 'raw_measure', says: STAYS,
    condition: 'EXISTS (SELECT 1 FROM usage_load WHERE batch_id = NEW.batch_id) OR EXISTS (SELECT 1 FROM raw_measure WHERE batch_id = NEW.batch_id AND row_number = NEW.row_number)',
  }),
]

/** The columns by which a referenced row's deletion looks for rows that still refer to it. */
const REFERENCES = [['adjustment_factor', 'application_class_id'], ['mailbox_class', 'rate_id'], ['bin_size', 'rate_id'], ['rated_measure', 'rate_id']] as const

/** The rules by which raw measures become quantities: factors, calendars, classes, thresholds, with periods and sources; and those measures, as they were imported. */
export const ratingRules: Migration = {
  number: 40,
  name: 'rating-rules',
  up(database) {
    for (const statement of [...TABLES, RAW_USAGE, ...GUARDS, ...REFERENCES.map(([of, column]) => `CREATE INDEX ${of}_by_${column} ON ${of} (${column});`)]) database.exec(statement)
  },
}
