/** The rating rules of another model, such as the sample, for a model that has none: one edit, which may be undone. */
import { issue, type Issue } from '../issues.ts'
import type { Draft } from '../model/draft.ts'
import { rowChange, type EditPlan, type RowChange } from '../model/edit.ts'
import { rateIdOfCode } from '../model/integrity.ts'
import type { RatingTables } from '../model/rating-tables.ts'
import type { TableName, Tables } from '../model/tables.ts'
import { ok, refused, type Result } from '../result.ts'
import { hasRatingRules } from './rules-of.ts'

/** Rows of the rules and the rates that they refer to. */
export type OfferedRules = { readonly [Name in keyof RatingTables]: readonly RatingTables[Name][] } & { readonly rate: readonly { readonly id: string; readonly code: string }[] }

export type RulesAdoption = { readonly plan: EditPlan; /** A note for each code of a rate that the catalog does not have; the rows that name it are left out. */ readonly issues: readonly Issue[] }

function added<Name extends TableName>(table: Name, rows: readonly Tables[Name][]): readonly RowChange[] {
  return rows.map((after) => rowChange(table, { before: null, after }))
}

/**
 * Adds every rule of `offered` to a model without rules; rates are found by their codes. Refused (`wrong-state`) where the model has
 * rules: two sets of factors for the same days would contradict each other.
 *
 * @example planRulesAdoption(emptyModelWithCatalog, sampleRows).value.plan.label // 'Add the FY2004 rules of the sample'
 */
export function planRulesAdoption(draft: Draft, offered: OfferedRules): Result<RulesAdoption> {
  if (hasRatingRules(draft)) return refused([issue('wrong-state', 'The model has rating rules of its own.', { remedy: 'Change those, or remove them first.' })])
  const codes = new Map(offered.rate.map(({ id, code }) => [id, code]))
  const missing = new Set<string>()
  const priced = <Row extends { readonly rateId: string }>(row: Row): readonly Row[] => {
    const code = codes.get(row.rateId) ?? row.rateId
    const rateId = rateIdOfCode(draft, code)
    if (rateId !== undefined) return [{ ...row, rateId }]
    missing.add(code)
    return []
  }
  const changes = [
    ...added('performanceFactor', offered.performanceFactor), ...added('applicationClass', offered.applicationClass), ...added('adjustmentFactor', offered.adjustmentFactor), ...added('holiday', offered.holiday),
    ...added('ratingParameter', offered.ratingParameter), ...added('printClass', offered.printClass), ...added('mailboxClass', offered.mailboxClass.flatMap(priced)), ...added('complexityFactor', offered.complexityFactor),
    ...added('binSize', offered.binSize.flatMap(priced)), ...added('ratedMeasure', offered.ratedMeasure.flatMap(priced)),
  ]
  const issues = [...missing].toSorted().map((code) => issue('unknown-reference', `The catalog has no rate ${code}; the rule that names it is left out.`, { severity: 'note', remedy: 'Add the rate, then the rule.' }))
  return ok({ plan: { label: 'Add the FY2004 rules of the sample', kind: 'edit', changes }, issues })
}
