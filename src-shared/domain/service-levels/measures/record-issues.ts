/** Records whose dates cannot be, or stand so far from all others that they may be wrong; each is named, none counts (SLM-1). */
import type { IsoDate } from '../../fiscal-year.ts'
import { issue, type Issue } from '../../issues.ts'
import type { Draft } from '../../model/draft.ts'
import { monthOfNumber, monthWords } from '../../month.ts'
import { incidentMonth, outageMonth, type KeptMonths, type KeptRecords } from './kept-records.ts'
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

const WHAT = { outage: 'outages', incident: 'incidents' } as const

function aheadIssue({ table, row, month }: Dated): Issue {
  return issue('date-ahead', `${nameOfRecord(row)} is dated in ${wordsOf(month)}, which has not come yet: it does not count, and no month has data because of it.`, { severity: 'warning', subject: { table, id: row.id }, remedy: 'Correct its date.' })
}

const ALONE_REMEDY = 'Correct its date; if it is right, state under Levels, Calendars, through which month records are kept.'

function aloneIssues(draft: Pick<Draft, 'outage' | 'incident'>, table: RecordName['table'], kept: KeptMonths | null): readonly Issue[] {
  if (kept === null) return []
  const { first, last, aloneAfter, aloneBefore } = kept
  const said = (at: number | null, words: (name: string, month: number) => string): readonly Issue[] => (at === null ? [] : datedIn(draft, table, (month) => month === at)
    .map(({ row }) => issue('record-alone', words(nameOfRecord(row), at), { severity: 'warning', subject: { table, id: row.id }, remedy: ALONE_REMEDY })))
  return [
    ...said(aloneAfter, (name, month) => `${name} of ${wordsOf(month)} stands alone: the one of ${WHAT[table]} before it is of ${wordsOf(last)}, ${month - last} months earlier. The months after that one have no data.`),
    ...said(aloneBefore, (name, month) => `${name} of ${wordsOf(month)} stands alone: the next one of ${WHAT[table]} is of ${wordsOf(first)}, ${first - month} months later. The months before that one have no data.`),
  ]
}

/** Of more records with a date ahead these are named. */
const MOST_NAMED = 20

/** What is wrong with the reach of a model's records, each with its row. @example recordIssues(draft, { kept, present })[0]?.message // 'OUT-7 of March 2004 stands alone: ...' */
export function recordIssues(draft: Pick<Draft, 'outage' | 'incident'>, { kept, present }: { readonly kept: KeptRecords; readonly present: number }): readonly Issue[] {
  const ahead = kept.ahead === 0 ? [] : (['outage', 'incident'] as const).flatMap((table) => datedIn(draft, table, (month) => month > present))
  return [...ahead.slice(0, MOST_NAMED).map(aheadIssue), ...aloneIssues(draft, 'outage', kept.outages), ...aloneIssues(draft, 'incident', kept.incidents)]
}

/** The same by the model's own policy, on a day. */
export function recordIssuesOn(draft: Draft, today: IsoDate): readonly Issue[] {
  return recordIssues(draft, settingsOf(draft, { recordedThrough: null, today }))
}
