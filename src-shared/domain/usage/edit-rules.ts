/** Changes of the rating rules: a field typed, a row added or removed, a period that ends where the next begins. */
import { isIsoDate, type IsoDate } from '../fiscal-year.ts'
import { issue, type Issue } from '../issues.ts'
import { applyChanges } from '../model/apply-edit.ts'
import type { Draft } from '../model/draft.ts'
import { rowChange, type EditPlan, type RowChange } from '../model/edit.ts'
import type { RatingTableName } from '../model/rating-integrity.ts'
import type { Tables } from '../model/tables.ts'
import { ok, refused, type Result } from '../result.ts'
import { signedHolidayIssue } from '../service-levels/agreements/signed-terms.ts'
import { RATING_PARAMETERS, isRatingParameterName } from './rating-parameters.ts'
import { ruleRow, RULE_TABLES, textsOf, type RuleTexts } from './rule-fields.ts'

type Of = { readonly draft: Draft; readonly table: RatingTableName; readonly id: string }

function rowOf<Name extends RatingTableName>(draft: Draft, table: Name, id: string): Tables[Name] | undefined {
  return draft[table].get(id)
}

/** What a row is called in the undo menu. @example ruleName(draft, 'performanceFactor', row) // 'ASYS' */
export function ruleName(draft: Draft, table: RatingTableName, row: object): string {
  const [first] = RULE_TABLES[table].fields
  const text = textsOf(row)[first?.field ?? ''] ?? ''
  if (table === 'binSize') return `${text} bin of level ${textsOf(row)['level'] ?? ''}`
  if (table === 'adjustmentFactor') return `${draft.applicationClass.get(text)?.name ?? text} ${textsOf(row)['kind'] ?? ''}`
  return isRatingParameterName(text) ? RATING_PARAMETERS[text].title : text
}

/** Why a rule cannot be changed so, because a signed agreement is measured by it; null where it can. */
export function ruleHeldFast(draft: Draft, change: RowChange): Issue | null {
  return change.table === 'holiday' ? signedHolidayIssue(draft, change) : null
}

function gone(): Result<never> {
  return refused([issue('unknown-reference', 'That row is not there any more.')])
}

function checked(draft: Draft, label: string, changes: readonly RowChange[]): Result<EditPlan> {
  const fast = changes.flatMap((change) => ruleHeldFast(draft, change) ?? [])
  if (fast.length > 0) return refused(fast)
  const applied = applyChanges(draft, changes)
  return applied.ok ? ok({ label: label.slice(0, 300), kind: 'edit', changes }) : applied
}

/**
 * One field as text. Refused with what is wrong with the row or among the others: an overlap names both periods.
 *
 * @example planRuleField({ draft, table: 'performanceFactor', id: 'asys-2', field: 'factor', text: '7.5' }) // label 'ASYS: Factor 7.5'
 */
export function planRuleField({ draft, table, id, field, text }: Of & { readonly field: string; readonly text: string }): Result<EditPlan> {
  const before = rowOf(draft, table, id)
  if (before === undefined) return gone()
  const after = ruleRow(table, { draft, id, texts: { ...textsOf(before), [field]: text } })
  if (!after.ok) return after
  if (JSON.stringify(textsOf(after.value)) === JSON.stringify(textsOf({ ...after.value, ...before }))) return refused([issue('nothing-to-change', 'It is so already.')])
  const label = RULE_TABLES[table].fields.find((each) => each.field === field)?.label ?? field
  return checked(draft, `${ruleName(draft, table, before)}: ${label} ${text.trim() === '' ? 'none' : text.trim()}`, [rowChange(table, { before, after: after.value })])
}

/** A new row of texts. @example planAddRule({ draft, table: 'holiday', texts: { date: '2005-07-04', name: 'Independence Day', scope: 'state' }, newId }) // label 'Add 2005-07-04 to Holidays' */
export function planAddRule({ draft, table, texts, newId }: { readonly draft: Draft; readonly table: RatingTableName; readonly texts: RuleTexts; readonly newId: () => string }): Result<EditPlan> {
  const after = ruleRow(table, { draft, id: newId(), texts })
  return after.ok ? checked(draft, `Add ${ruleName(draft, table, after.value)} to ${RULE_TABLES[table].label}`, [rowChange(table, { before: null, after: after.value })]) : after
}

/**
 * Ends a row on a day and lets a new one, with the same fields but those given, begin there: one edit. The new row ends where the old one
 * did. Refused (`dates-out-of-order`) where the day is not within the old period.
 *
 * @example planNextPeriod({ draft, table: 'performanceFactor', id: 'asys-2', from: '2004-07-01', texts: { factor: '8.1', source: 'Note 1, row 21' }, newId })
 */
export function planNextPeriod({ draft, table, id, from, texts, newId }: Of & { readonly from: string; readonly texts: RuleTexts; readonly newId: () => string }): Result<EditPlan> {
  const before = rowOf(draft, table, id)
  if (before === undefined || !('effectiveFrom' in before)) return gone()
  if (!isIsoDate(from)) return refused([issue('not-a-date', `"${from.slice(0, 40)}" is not a date.`, { remedy: 'Write it as YYYY-MM-DD.' })])
  if (!isWithin(from, before)) return refused([issue('dates-out-of-order', `${from} does not lie within the period from ${before.effectiveFrom}${before.effectiveUntil === null ? '' : ` to before ${before.effectiveUntil}`}.`, { remedy: 'Choose a day after its first.' })])
  const ended = ruleRow(table, { draft, id, texts: { ...textsOf(before), effectiveUntil: from } })
  const next = ruleRow(table, { draft, id: newId(), texts: { ...textsOf(before), note: '', ...texts, effectiveFrom: from } })
  if (!ended.ok) return ended
  if (!next.ok) return next
  return checked(draft, `${ruleName(draft, table, before)}: new period from ${from}`, [rowChange(table, { before, after: ended.value }), rowChange(table, { before: null, after: next.value })])
}

function isWithin(day: IsoDate, { effectiveFrom, effectiveUntil }: { readonly effectiveFrom: IsoDate; readonly effectiveUntil: IsoDate | null }): boolean {
  return effectiveFrom < day && (effectiveUntil === null || day < effectiveUntil)
}

/** Takes a row away. Refused (`still-in-use`): a class that has factors. */
export function planRemoveRule({ draft, table, id }: Of): Result<EditPlan> {
  const before = rowOf(draft, table, id)
  return before === undefined ? gone() : checked(draft, `Remove ${ruleName(draft, table, before)} from ${RULE_TABLES[table].label}`, [rowChange(table, { before, after: null })])
}
