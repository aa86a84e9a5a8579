/** How a planned quantity came about, where it is not recorded but projected; it leads to the budget that projects it (PROJ-1, PROJ-2). */
import { node } from '../costs/explain-derivation-nodes.ts'
import type { Explanation } from '../explanation.ts'
import { budgetSeriesId } from '../model/billing-tables.ts'
import type { Draft } from '../model/draft.ts'
import { monthWords, type Month } from '../month.ts'
import { explainYear } from '../projection/project-year.ts'
import { baseOf, versionKey } from '../version.ts'
import type { CustomerProjection } from './customer-projection.ts'

type Asked = { readonly draft: Draft; readonly projection: CustomerProjection; /** `whole`: down to the history; `figure`: the method alone, for bills of many lines. */ readonly depth: 'whole' | 'figure' }

/** What the customer's manager assumed of the rate, else of everything; null where nobody said anything. */
function assumptionOf({ draft, projection: { version, customerId, budget } }: Asked, rateId: string): Explanation['origin'] {
  const series = [version, baseOf(version)].flatMap((each) => draft.budgetSeries.get(budgetSeriesId({ version: versionKey(each), customerId, rateId })) ?? [])[0]
  if (series !== undefined) return { table: 'budgetSeries', id: series.id, source: series.note }
  return draft.budget.has(budget.id) ? { table: 'budget', id: budget.id, source: [budget.author, budget.note].filter(Boolean).join('; ') } : null
}

/**
 * A projected month of one rate; null for a month that is recorded, or has no figure.
 *
 * @example explainPlanned({ draft, projection, depth: 'figure' }, { rateId: 'cpu', month: month('2005-03') })?.formula // 'Projected: Mean of the last 12 months.'
 */
export function explainPlanned(asked: Asked, { rateId, month }: { readonly rateId: string; readonly month: Month }): Explanation | null {
  const { draft, projection, depth } = asked
  const found = projection.rates.find((each) => each.rateId === rateId)
  const projected = found?.year.months.find((each) => each.month === month && each.kind === 'projected')
  const rate = draft.rate.get(rateId)
  if (found === undefined || projected === undefined || projected.quantity === null || rate === undefined) return null
  const fields = { label: `${rate.title}, ${monthWords(month)}: quantity, projected`, unit: rate.billableUnit, origin: assumptionOf(asked, rateId) }
  const whole = depth === 'whole' ? explainYear(found.request, { unit: rate.billableUnit, source: '', month }) : null
  if (whole !== null) return { ...whole, ...fields, formula: `Projected: ${whole.formula}` }
  return node({ ...fields, value: projected.quantity, ruleId: 'PROJ-2', formula: `Projected: ${found.year.label}.`, operation: { kind: 'typed' } }, () => [])
}
