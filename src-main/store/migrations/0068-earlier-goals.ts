import type { Migration } from '../migrate.ts'
import { month } from './checks.ts'
import { decimal, decimalOrNull, table, text } from './columns.ts'

const GOALS = table('target_goal', [
  "id TEXT NOT NULL PRIMARY KEY CHECK (id = target_id || '|' || until)", 'target_id TEXT NOT NULL REFERENCES service_target (id)', `until TEXT NOT NULL CHECK (${month('until')})`, decimal('goal'), decimalOrNull('warning'),
  text('note'), text('source'),
])

/** What a target promised before its present goal, each up to a month (SLM-3): a renewal that promises more does not restate the months before it. */
export const earlierGoals: Migration = {
  number: 68,
  name: 'earlier-goals',
  up(database) {
    for (const statement of [GOALS, 'CREATE INDEX target_goal_by_target_id ON target_goal (target_id);']) database.exec(statement)
  },
}
