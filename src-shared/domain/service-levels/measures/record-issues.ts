/** Records whose dates cannot be, measurements of what is retired, and records behind so many months without any that they may be wrong; each is named (SLM-1). */
import type { IsoDate } from '../../fiscal-year.ts'
import { issue, type Issue } from '../../issues.ts'
import type { Draft } from '../../model/draft.ts'
import type { Measurement } from '../../model/level-tables.ts'
import { measurementsByTargetOf, remembered } from '../../model/table-index.ts'
import { monthNumber, monthOfNumber, monthWords } from '../../month.ts'
import { retiredMeasurementIssue } from '../measured-value.ts'
import { incidentMonth, outageMonth, type KeptMonths, type KeptRecords, type MonthSpan } from './kept-records.ts'
import { settingsOf } from './level-settings.ts'
import { nameOfRecord, type RecordName } from './record-time.ts'

function wordsOf(month: number): string {
  return monthWords(monthOfNumber(month))
}

type Dated = RecordName & { readonly month: number }

function datedIn({ outage, incident }: Pick<Draft, 'outage' | 'incident'>, table: RecordName['table'], isAsked: (month: number) => boolean): readonly Dated[] {
  const found: Dated[] = []
  if (table === 'outage') {
    for (const row of outage.values()) {
      const month = outageMonth(row)
      if (month !== null && isAsked(month)) found.push({ table, row, month })
    }
  } else {
    for (const row of incident.values()) if (isAsked(incidentMonth(row))) found.push({ table, row, month: incidentMonth(row) })
  }
  return found
}

/** Of more records with a date ahead, and of more gaps, these are named. */
const MOST_NAMED = 20
const WHAT = { outage: 'outages', incident: 'incidents' } as const

function aheadIssue({ table, row, month }: Dated): Issue {
  return issue('date-ahead', `${nameOfRecord(row)} is dated in ${wordsOf(month)}, which has not come yet: it does not count, and no month has data because of it.`, { severity: 'warning', subject: { table, id: row.id }, remedy: 'Correct its date.' })
}

const GAP_REMEDY = 'Correct a wrong date; where records were kept all the time, state under Levels, Calendars, through which month.'

/** @example spanWords(gap) // 'from November 2003 to April 2004' */
function spanWords({ first, last }: MonthSpan): string {
  return `from ${wordsOf(first)} to ${wordsOf(last)}`
}

/** Each gap is named by the first record behind it. */
function gapIssues(draft: Pick<Draft, 'outage' | 'incident'>, table: RecordName['table'], kept: KeptMonths | null): readonly Issue[] {
  return (kept?.gaps ?? []).slice(-MOST_NAMED).flatMap((gap) => {
    const [next] = datedIn(draft, table, (month) => month === gap.last + 1).map(({ row }) => row)
    if (next === undefined) return []
    return [issue('record-gap', `${nameOfRecord(next)} of ${wordsOf(gap.last + 1)} is the first of ${WHAT[table]} after ${gap.last - gap.first + 1} months without any: ${spanWords(gap)} there is no data.`, { severity: 'warning', subject: { table, id: next.id }, remedy: GAP_REMEDY })]
  })
}

const lastMeasured = remembered<Measurement, string>((rows) => {
  let last = ''
  for (const { month } of rows.values()) if (month > last) last = month
  return last
})

function measuredAhead({ measurement, serviceTarget }: Pick<Draft, 'measurement' | 'serviceTarget'>, present: number): readonly Issue[] {
  if (lastMeasured(measurement) <= monthOfNumber(present)) return []
  return [...measurement.values()].filter(({ month }) => monthNumber(month) > present).slice(0, MOST_NAMED).map(({ targetId, month }) =>
    issue('date-ahead', `${serviceTarget.get(targetId)?.code ?? targetId} is measured in ${monthWords(month)}, which has not come yet: it does not count.`, { severity: 'warning', subject: { table: 'serviceTarget', id: targetId }, remedy: 'Measure the month that is meant, and empty this one.' }))
}

function measuredRetired(draft: Pick<Draft, 'measurement' | 'serviceTarget'>): readonly Issue[] {
  const retired = [...draft.serviceTarget.values()].filter(({ retiredFrom }) => retiredFrom !== null)
  const measurements = measurementsByTargetOf(draft)
  return retired.flatMap((target) => retiredMeasurementIssue(target, measurements.get(target.id) ?? []) ?? []).slice(0, MOST_NAMED)
}

/** What is wrong with the reach of a model's records, each with its row. @example recordIssues(draft, { kept, present })[0]?.message // 'OUT-7 of March 2004 is the first of outages after 7 months without any: ...' */
export function recordIssues(draft: Pick<Draft, 'outage' | 'incident' | 'measurement' | 'serviceTarget'>, { kept, present }: { readonly kept: KeptRecords; readonly present: number }): readonly Issue[] {
  const ahead = kept.ahead === 0 ? [] : (['outage', 'incident'] as const).flatMap((table) => datedIn(draft, table, (month) => month > present))
  return [...ahead.slice(0, MOST_NAMED).map(aheadIssue), ...measuredAhead(draft, present), ...measuredRetired(draft), ...gapIssues(draft, 'outage', kept.outages), ...gapIssues(draft, 'incident', kept.incidents)]
}

/** The same by the model's own policy, on a day. */
export function recordIssuesOn(draft: Draft, today: IsoDate): readonly Issue[] {
  return recordIssues(draft, settingsOf(draft, { recordedThrough: null, today }))
}
