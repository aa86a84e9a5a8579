/**
 * Planned usage as the use cases read it: recorded months, and the rest projected by every customer's budget (PROJ-1, PROJ-2). It is made
 * once for all customers and kept while nothing changes that it rests on: an edited rate does not project again.
 */
import { customerProjection } from '../../src-shared/domain/budget/customer-projection.ts'
import { projectedUsage } from '../../src-shared/domain/budget/projected-usage.ts'
import type { FiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import { catalogOrder } from '../../src-shared/domain/rates/price-columns.ts'
import { ok, type Result } from '../../src-shared/domain/result.ts'
import { customerHistory } from '../../src-shared/domain/usage/customer-history.ts'
import type { EffectiveUsage, UsageOfYear } from '../../src-shared/domain/usage/effective-usage.ts'
import { planOf, versionKey, type Version } from '../../src-shared/domain/version.ts'
import { refusedWith, type Refused } from './failures.ts'

/** What a projection reads, beside the usage and the catalog. */
const READ = ['customer', 'budget', 'budgetSeries', 'budgetChange', 'serviceRequest', 'settings'] as const satisfies readonly (keyof Draft)[]

type Kept = { readonly inputs: readonly unknown[]; readonly usage: UsageOfYear }
const known = new WeakMap<EffectiveUsage, Map<string, Kept>>()

/** Whose budgets plan a year: those of the first version that is of the year, else those of its plan. */
export function planningVersion(fiscalYear: FiscalYear, versions: readonly Version[]): Version {
  return versions.find((version) => version.fiscalYear === fiscalYear) ?? planOf(fiscalYear)
}

/**
 * The year of a version as it is planned. Customers without history give no lines, except for changes that were agreed with them. Refused
 * where a quantity cannot be projected within its range; the issue names it.
 */
export function plannedUsage({ draft, usage, version }: { readonly draft: Draft; readonly usage: EffectiveUsage; readonly version: Version }): Result<UsageOfYear, Refused> {
  const inputs = [...READ.map((table) => draft[table]), catalogOrder(draft)]
  const kept = known.get(usage) ?? new Map<string, Kept>()
  known.set(usage, kept)
  const found = kept.get(versionKey(version))
  if (found?.inputs.every((each, at) => each === inputs[at]) === true) return ok(found.usage)
  const projections = [...draft.customer.keys()].map((customerId) => customerProjection({ draft, version, customerId, history: customerHistory({ draft, usage, customerId }) }))
  const issues = projections.flatMap((each) => each.issues)
  if (issues.length > 0) return refusedWith(issues)
  const made = projectedUsage(version.fiscalYear, projections)
  kept.set(versionKey(version), { inputs, usage: made })
  return ok(made)
}
