import type { Migration } from '../migrate.ts'
import { guard } from './columns.ts'

/** The guard of the first schema, which holds off every other change of what is in the journal. */
const KEEPS_ROWS = guard({ name: 'journal_keeps_rows', when: 'UPDATE', table: 'journal', condition: 'TRUE', says: 'The journal is only ever appended to.' })

/** Rows as they were before and after each edit get the column too; a row that was not there stays none. */
const JOURNAL = `UPDATE journal SET changes = (
  SELECT json_group_array(json(CASE json_extract(change.value, '$.table') WHEN 'carryForward' THEN json_set(change.value, '$.before.fundId', NULL, '$.after.fundId', NULL) ELSE change.value END))
  FROM json_each(journal.changes) AS change
) WHERE EXISTS (SELECT 1 FROM json_each(journal.changes) AS change WHERE json_extract(change.value, '$.table') = 'carryForward');`

/** The balance of a closed year is that of a service's account in one internal service fund (RECOV-1, RECOV-4): those of before name none. */
export const fundsOfCarryForwards: Migration = {
  number: 61,
  name: 'funds-of-carry-forwards',
  up(database) {
    database.exec('ALTER TABLE carry_forward ADD COLUMN fund_id TEXT REFERENCES internal_service_fund (id);')
    database.exec('CREATE INDEX carry_forward_by_fund_id ON carry_forward (fund_id);')
    database.exec('DROP TRIGGER journal_keeps_rows;')
    database.exec(JOURNAL)
    database.exec(KEEPS_ROWS)
  },
}
