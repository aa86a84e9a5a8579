/** What rows of the rating rules must be among the others: what they refer to is there, nothing stands twice, periods do not overlap. */
import { issue, type Issue } from '../issues.ts'
import { readPeriods, type PeriodRow } from '../usage/effective-period.ts'
import { RATING_PARAMETERS } from '../usage/rating-parameters.ts'
import type { Draft } from './draft.ts'
import type { RowChange } from './edit.ts'
import type { RatingTables } from './rating-tables.ts'
import type { ReferringField } from './row-references.ts'
import { groupIndex } from './table-index.ts'

export type RatingTableName = keyof RatingTables

/** Each table of the rating rules: what one row and several are called, and the fields that refer to other rows. */
export const RATING_TABLE_FACTS = {
  performanceFactor: { one: 'performance factor', many: 'performance factors', refersBy: [] },
  applicationClass: { one: 'application class', many: 'application classes', refersBy: [] },
  adjustmentFactor: { one: 'adjustment factor', many: 'adjustment factors', refersBy: ['applicationClassId'] },
  holiday: { one: 'holiday', many: 'holidays', refersBy: [] },
  ratingParameter: { one: 'parameter of the rating rules', many: 'parameters of the rating rules', refersBy: [] },
  printClass: { one: 'SYSOUT class', many: 'SYSOUT classes', refersBy: [] },
  mailboxClass: { one: 'mailbox class', many: 'mailbox classes', refersBy: ['rateId'] },
  complexityFactor: { one: 'complexity factor', many: 'complexity factors', refersBy: [] },
  binSize: { one: 'bin size', many: 'bin sizes', refersBy: ['rateId'] },
  ratedMeasure: { one: 'measure that it prices', many: 'measures that it prices', refersBy: ['rateId'] },
} as const satisfies { readonly [Name in RatingTableName]: { readonly one: string; readonly many: string; readonly refersBy: readonly (ReferringField & keyof RatingTables[Name])[] } }

export type RatingChange = Extract<RowChange, { readonly table: RatingTableName }>

export function isRatingChange(change: RowChange): change is RatingChange {
  return change.table in RATING_TABLE_FACTS
}

/** Names that differ in case or in spaces around them are one. */
function nameKey(name: string): string {
  return name.trim().toLowerCase()
}

const systems = groupIndex<'performanceFactor'>((row) => nameKey(row.system))
const classNames = groupIndex<'applicationClass'>((row) => nameKey(row.name))
const adjustments = groupIndex<'adjustmentFactor'>((row) => `${row.applicationClassId}|${row.kind}`)
const holidays = groupIndex<'holiday'>((row) => `${row.date}|${row.scope}`)
const parameters = groupIndex<'ratingParameter'>((row) => row.name)
const printClasses = groupIndex<'printClass'>((row) => row.sysoutClass)
const mailboxClasses = groupIndex<'mailboxClass'>((row) => nameKey(row.name))
const complexityFactors = groupIndex<'complexityFactor'>((row) => row.code)
const bins = groupIndex<'binSize'>((row) => `${row.kind}|${row.level}`)
const measures = groupIndex<'ratedMeasure'>((row) => row.measure)

/** Rows of one key whose periods overlap; a day that the last of one shares with the first of the next is the later one's (BILL-2, Note 1). */
function overlaps(rows: readonly PeriodRow[], what: string): readonly Issue[] {
  return readPeriods(rows, { keyOf: () => '', what, said: (row) => `${what} from ${row.effectiveFrom}` }).issues.filter(({ severity }) => severity === 'error')
}

function rowsOf<Row>(table: ReadonlyMap<string, Row>, ids: readonly string[] | undefined): readonly Row[] {
  return (ids ?? []).flatMap((id) => table.get(id) ?? [])
}

/** What is wrong with a touched row of the rating rules among the others; `after` has the edit in place. */
export function ratingIntegrityIssues(after: Draft, change: RatingChange): readonly Issue[] {
  if (change.after === null) return []
  const subject = { table: change.table, id: change.id }
  const apart = (rows: readonly PeriodRow[], what: string): readonly Issue[] => (rows.length < 2 ? [] : overlaps(rows, what).map((each) => ({ ...each, subject })))
  const once = (ids: readonly string[] | undefined, what: string): readonly Issue[] =>
    ids !== undefined && ids.length > 1 ? [issue('duplicate-code', `The ${what} stands twice.`, { subject, remedy: 'Keep one of them.' })] : []
  switch (change.table) {
    case 'performanceFactor':
      return apart(rowsOf(after.performanceFactor, systems(after.performanceFactor).get(nameKey(change.after.system))), `The performance factor of "${change.after.system}"`)
    case 'applicationClass':
      return once(classNames(after.applicationClass).get(nameKey(change.after.name)), `application class "${change.after.name}"`)
    case 'adjustmentFactor': {
      const { applicationClassId, kind } = change.after
      const name = after.applicationClass.get(applicationClassId)?.name ?? applicationClassId
      return apart(rowsOf(after.adjustmentFactor, adjustments(after.adjustmentFactor).get(`${applicationClassId}|${kind}`)), `The ${kind} factor of "${name}"`)
    }
    case 'holiday':
      return once(holidays(after.holiday).get(`${change.after.date}|${change.after.scope}`), `holiday of ${change.after.date} (${change.after.scope})`)
    case 'ratingParameter':
      return apart(rowsOf(after.ratingParameter, parameters(after.ratingParameter).get(change.after.name)), `The parameter "${RATING_PARAMETERS[change.after.name].title}"`)
    case 'printClass':
      return apart(rowsOf(after.printClass, printClasses(after.printClass).get(change.after.sysoutClass)), `The SYSOUT class "${change.after.sysoutClass}"`)
    case 'mailboxClass':
      return apart(rowsOf(after.mailboxClass, mailboxClasses(after.mailboxClass).get(nameKey(change.after.name))), `The mailbox class "${change.after.name}"`)
    case 'complexityFactor':
      return apart(rowsOf(after.complexityFactor, complexityFactors(after.complexityFactor).get(change.after.code)), `The complexity factor "${change.after.code}"`)
    case 'binSize':
      return once(bins(after.binSize).get(`${change.after.kind}|${change.after.level}`), `${change.after.kind} bin of level ${change.after.level}`)
    case 'ratedMeasure':
      return once(measures(after.ratedMeasure).get(change.after.measure), `rate of "${change.after.measure}"`)
  }
}
