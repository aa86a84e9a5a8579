/** How a figure of an impact came about, asked of the core, because the usage stands here alone (BILL-9). */
import type { ExplainImpactRequest, SentExplanation } from '../../../src-shared/contract/bills.ts'
import type { ImpactSide, ImpactSources } from '../../../src-shared/domain/billing/explain-effects.ts'
import { explainImpact } from '../../../src-shared/domain/billing/explain-impact.ts'
import type { QuantityOrigin } from '../../../src-shared/domain/billing/explain-bill.ts'
import type { Explanation } from '../../../src-shared/domain/explanation.ts'
import { ok, type Result } from '../../../src-shared/domain/result.ts'
import { withinDepth } from '../../../src-shared/domain/within-depth.ts'
import type { NoModelOpen, Refused } from '../failures.ts'
import { planningVersion } from '../planned-usage.ts'
import type { StoreFailure } from '../ports.ts'
import { cellsOfUsage, originsOf, pricedImpact, projectedQuantities, sentExplanation, type BillParts } from './bills.ts'

/** All customers down to the bills or rates of each; one customer down to the months of both bills. A rate, asked for by itself, goes down to quantities and raw rows' origin. */
const [ALL_DEPTH, CUSTOMER_DEPTH, RATE_DEPTH] = [3, 3, 12]

type Failure = NoModelOpen | Refused | StoreFailure
type Known = { readonly origin: QuantityOrigin; readonly quantity: (key: Parameters<QuantityOrigin>[0]) => Explanation | null }

/** Where the quantities of one customer come from on a side. */
function knownOf(parts: BillParts, { draft, impact }: Pick<ImpactSources, 'draft' | 'impact'>, { side, request, customerId }: { readonly side: ImpactSide; readonly request: ExplainImpactRequest; readonly customerId: string }): Result<Known, NoModelOpen | StoreFailure> {
  const bills = impact[side]
  const usage = cellsOfUsage(parts, { draft, bills, customerId })
  if (!usage.ok) return usage
  const { from, to } = request
  // As the impact planned it: both sides on one planned year are by one version's budgets.
  const planners = request.usageFrom === null || request.usageTo === null ? [side === 'before' ? from : to] : [to, from]
  const projected = projectedQuantities({ store: usage.value.store, draft, bills }, { version: planningVersion(bills.usage.fiscalYear, planners), customerId, rateId: request.rateId })
  return projected.ok ? ok({ origin: originsOf(usage.value.cellOf), quantity: projected.value }) : projected
}

export function explainImpactOf(parts: BillParts, request: ExplainImpactRequest): Result<SentExplanation | null, Failure> {
  const { customerId, among, rateId, part, figure, ...compared } = request
  const made = pricedImpact(parts, compared)
  if (!made.ok) return made
  const question = { customerId, among, rateId, part, figure }
  if (customerId === null) return sent(explainImpact({ ...made.value, originOf: () => () => null }, question), ALL_DEPTH)
  const before = knownOf(parts, made.value, { side: 'before', request, customerId })
  if (!before.ok) return before
  const after = knownOf(parts, made.value, { side: 'after', request, customerId })
  if (!after.ok) return after
  const known: Readonly<Record<ImpactSide, Known>> = { before: before.value, after: after.value }
  return sent(explainImpact({ ...made.value, originOf: (side) => known[side].origin, quantityOf: (side) => known[side].quantity }, question), rateId === null ? CUSTOMER_DEPTH : RATE_DEPTH)
}

function sent(explanation: Explanation | undefined, depth: number): Result<SentExplanation | null, never> {
  return ok(explanation === undefined ? null : sentExplanation(withinDepth(explanation, depth)))
}
