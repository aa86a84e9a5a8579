/** How a figure of a customer's budget came about: months recorded and projected, times the rates of their version (PROJ-1, PROJ-2, BILL-1). */
import type { ImpactTerm } from '../billing/bill-impact.ts'
import { explainBill, explainBillLine } from '../billing/explain-bill.ts'
import { explainImpact } from '../billing/explain-impact.ts'
import { impactOf } from '../billing/impact.ts'
import { node } from '../costs/explain-derivation-nodes.ts'
import { Decimal, decimal, toText, type AnyDecimalText } from '../decimal.ts'
import type { Explanation } from '../explanation.ts'
import { budgetSeriesId } from '../model/billing-tables.ts'
import type { Draft } from '../model/draft.ts'
import { explainYear } from '../projection/project-year.ts'
import { assertNever } from '../result.ts'
import { baseOf, versionKey } from '../version.ts'
import type { BudgetYear, CustomerBudget } from './customer-budget.ts'

/** What the difference of the amounts is made of (BILL-9). */
const TERMS = ['price', 'volume', 'joint', 'new', 'ended', 'merged', 'minimumAndCredits', 'rounding'] as const satisfies readonly ImpactTerm[]
export const BUDGET_FIGURES = ['units-before', 'units-after', 'amount-before', 'amount-after', 'difference', 'budget', ...TERMS] as const
export type BudgetFigureName = (typeof BUDGET_FIGURES)[number]

type Asked = { readonly draft: Draft; readonly budget: CustomerBudget; /** Null: the whole budget, of which there are no units. */ readonly rateId: string | null; readonly figure: BudgetFigureName }

function unitsOf({ draft }: Asked, { projection }: BudgetYear, at: { readonly rateId: string; readonly month: Parameters<typeof explainYear>[1]['month'] }): Explanation | null {
  const found = projection.rates.find((each) => each.rateId === at.rateId)
  return found === undefined ? null : explainYear(found.request, { unit: draft.rate.get(at.rateId)?.billableUnit ?? '', source: '', month: at.month })
}

function amountOf(asked: Asked, year: BudgetYear): Explanation | null {
  const { draft, budget, rateId } = asked
  const of = {
    draft, bills: year.bills, customerId: budget.customer.id, month: null, originOf: () => null,
    quantityOf: (key: { readonly rateId: string; readonly month: Parameters<typeof explainYear>[1]['month'] }) => unitsOf(asked, year, key),
  }
  return (rateId === null ? explainBill(of) : explainBillLine({ ...of, rateId })) ?? null
}

const ZERO: AnyDecimalText = toText(new Decimal(0))

function nothing(label: string): Explanation {
  return node({ label, value: ZERO, unit: 'USD', ruleId: 'BILL-1', formula: 'Nothing is billed of it.', operation: { kind: 'products', places: 2, terms: [] } }, () => [])
}

function differenceOf(asked: Asked): Explanation | null {
  const { before, after } = asked.budget
  const [later, earlier] = [amountOf(asked, after), amountOf(asked, before)]
  if (later === null && earlier === null) return null
  const [to, from] = [later ?? nothing('Afterwards'), earlier ?? nothing('Before')]
  const value = toText<'USD'>(decimal(to.value ?? ZERO).minus(from.value ?? ZERO))
  return node({ label: 'Difference', value, unit: 'USD', ruleId: 'BILL-9', formula: 'after - before', operation: { kind: 'difference' } }, () => [to, from])
}

/** A term of the difference, of both years as they are projected. */
function termOf(asked: Asked, figure: (typeof TERMS)[number]): Explanation | null {
  const { draft, budget, rateId } = asked
  const impact = impactOf({ draft, before: budget.before.bills, after: budget.after.bills })
  if (!impact.ok) return null
  return explainImpact({ draft, impact: impact.value, originOf: () => () => null, quantityOf: (side) => (key) => unitsOf(asked, budget[side], key) }, { customerId: budget.customer.id, among: null, rateId, part: null, figure }) ?? null
}

/** The budget as it was handed over: a typed figure, of the scenario or of its base. */
function handedOver({ draft, budget: { after, customer }, rateId }: Asked): Explanation | null {
  if (rateId === null) return null
  const found = [after.version, baseOf(after.version)].flatMap((version) => draft.budgetFigure.get(budgetSeriesId({ version: versionKey(version), customerId: customer.id, rateId })) ?? [])[0]
  if (found === undefined) return null
  return node({ label: `Budget of ${draft.rate.get(rateId)?.title ?? rateId}`, value: found.amount, unit: 'USD', ruleId: 'PROJ-2', formula: 'As it was handed over.', operation: { kind: 'typed' }, origin: { table: 'budgetFigure', id: found.id, source: found.source } }, () => [])
}

/**
 * A figure of a budget, down to recorded months, the method, growth, dated changes and the price. Null where there is none.
 *
 * @example explainBudget({ draft, budget, rateId: 'cpu', figure: 'amount-after' })?.value // what the row of the table says
 */
export function explainBudget(asked: Asked): Explanation | null {
  const { budget: { before, after }, rateId, figure } = asked
  switch (figure) {
    case 'units-before':
      return rateId === null ? null : unitsOf(asked, before, { rateId, month: null })
    case 'units-after':
      return rateId === null ? null : unitsOf(asked, after, { rateId, month: null })
    case 'amount-before':
      return amountOf(asked, before)
    case 'amount-after':
      return amountOf(asked, after)
    case 'difference':
      return differenceOf(asked)
    case 'budget':
      return handedOver(asked)
    case 'price':
    case 'volume':
    case 'joint':
    case 'new':
    case 'ended':
    case 'merged':
    case 'minimumAndCredits':
    case 'rounding':
      return termOf(asked, figure)
    default:
      return assertNever(figure)
  }
}
