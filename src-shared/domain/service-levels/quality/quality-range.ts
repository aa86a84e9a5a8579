/** The months that the quality loop looks at. */
import type { Draft } from '../../model/draft.ts'
import { remembered } from '../../model/table-index.ts'
import type { Incident, Measurement, Outage } from '../../model/level-tables.ts'
import { isMonth, monthNumber, monthOfNumber, type Month } from '../../month.ts'

function latestOf<Row>(textOf: (row: Row) => string): (table: ReadonlyMap<string, Row>) => string {
  return remembered<Row, string>((table) => {
    let latest = ''
    for (const row of table.values()) {
      const month = textOf(row).slice(0, 7)
      if (month > latest) latest = month
    }
    return latest
  })
}

const lastMeasurement = latestOf<Measurement>((row) => row.month)
const lastOutage = latestOf<Outage>((row) => row.startedAt)
const lastIncident = latestOf<Incident>((row) => row.openedAt)

/** The last month of which anything is measured or recorded; null in a model without it. */
export function lastRecordedMonth(draft: Pick<Draft, 'measurement' | 'outage' | 'incident'>): Month | null {
  const latest = [lastMeasurement(draft.measurement), lastOutage(draft.outage), lastIncident(draft.incident)].toSorted().at(-1) ?? ''
  return isMonth(latest) ? latest : null
}

/** So many months that end with one. @example monthsUpTo(month('2004-02'), 3) // ['2003-12', '2004-01', '2004-02'] */
export function monthsUpTo(last: Month, count: number): readonly Month[] {
  return Array.from({ length: count }, (_, index) => monthOfNumber(monthNumber(last) - count + 1 + index))
}
