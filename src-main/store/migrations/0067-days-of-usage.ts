import type { Migration } from '../migrate.ts'
import { guard, table, wholeNumber } from './columns.ts'

const number = (column: string): string => wholeNumber(column, '1', '1000000000')
const STAYS = 'Usage that was imported is never changed.'

const DAYS = table('usage_day', [
  number('load_no'), number('rate_no'), wholeNumber('month', '22800', '26399'), number('customer_no'), wholeNumber('day', '1', '31'),
  // Millionths of a unit (NUM-7).
  wholeNumber('quantity', '-1000000000000000000', '1000000000000000000'), 'PRIMARY KEY (load_no, rate_no, month, customer_no, day)',
])

const GUARDS = [
  guard({ name: 'usage_day_stays', when: 'UPDATE', table: 'usage_day', condition: 'TRUE', says: STAYS }),
  guard({ name: 'usage_day_is_not_deleted', when: 'DELETE', table: 'usage_day', condition: 'TRUE', says: STAYS }),
  guard({ name: 'usage_day_is_written_with_its_lines', when: 'INSERT', table: 'usage_day', condition: 'EXISTS (SELECT 1 FROM usage_load WHERE no = NEW.load_no)', says: STAYS }),
]

/** The days that lines of usage are made of, where their file named days: a later file with other days of the month is added to them (BILL-1). */
export const daysOfUsage: Migration = {
  number: 67,
  name: 'days-of-usage',
  up(database) {
    for (const statement of [DAYS, ...GUARDS]) database.exec(statement)
  },
}
