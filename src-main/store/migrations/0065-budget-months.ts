import type { Migration } from '../migrate.ts'
import { versionKey } from './checks.ts'
import { table, version } from './columns.ts'

/** Twelve whole numbers with one space between two of them. */
const twelve = (column: string): string => `${column} TEXT NOT NULL CHECK (${column} NOT GLOB '*[^-0-9 ]*' AND ${column} GLOB '*[0-9]' AND ${column} NOT GLOB ' *' AND ${column} NOT GLOB '*  *' AND length(${column}) - length(replace(${column}, ' ', '')) = 11)`

const MONTHS = table('budget_months', [
  'id TEXT NOT NULL PRIMARY KEY CHECK (id = version || \'|\' || customer_id || \'|\' || rate_id)', version(versionKey('version')), 'customer_id TEXT NOT NULL REFERENCES customer (id)', 'rate_id TEXT NOT NULL REFERENCES rate (id)',
  // Millionths of a unit, and cents, as the lines of usage and the bills count them.
  twelve('micro_units'), twelve('cents'),
])

/** The columns by which a referenced row's deletion looks for rows that still refer to it. */
const REFERENCES = ['customer_id', 'rate_id'] as const

/**
 * The months of a budget that was handed over, beside its figure of the year (PROJ-2). A table of its own: of a budget that was handed over
 * before there is none, and the journal keeps the rows of then as they were.
 */
export const budgetMonths: Migration = {
  number: 65,
  name: 'budget-months',
  up(database) {
    for (const statement of [MONTHS, ...REFERENCES.map((column) => `CREATE INDEX budget_months_by_${column} ON budget_months (${column});`)]) database.exec(statement)
  },
}
