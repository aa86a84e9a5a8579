import type { Migration } from '../migrate.ts'
import { isoDate } from './checks.ts'
import { decimal, id, table, text } from './columns.ts'

const ITEMS = table('one_time_item', [
  id, 'customer_id TEXT NOT NULL REFERENCES customer (id)', 'rate_id TEXT NOT NULL REFERENCES rate (id)', `charged_on TEXT NOT NULL CHECK (${isoDate('charged_on')})`, decimal('quantity'),
  text('reason'), text('author'), text('source'),
])

/** The columns by which a referenced row's deletion looks for rows that still refer to it. */
const REFERENCES = ['customer_id', 'rate_id'] as const

/** One-time items, each a line of its own on the bill at the published rate (BILL-1): what the monthly sums of usage cannot tell apart. */
export const oneTimeItems: Migration = {
  number: 60,
  name: 'one-time-items',
  up(database) {
    for (const statement of [ITEMS, ...REFERENCES.map((column) => `CREATE INDEX one_time_item_by_${column} ON one_time_item (${column});`)]) database.exec(statement)
  },
}
