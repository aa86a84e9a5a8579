/** The bills of the open model, kept between questions: an edit of a rate prices what it touches, not the whole year again. */
import { billingYear, type BillingYear } from '../../src-shared/domain/billing/billing-year.ts'
import { impactOf, type Impact } from '../../src-shared/domain/billing/impact.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import type { Result } from '../../src-shared/domain/result.ts'
import type { UsageOfYear } from '../../src-shared/domain/usage/effective-usage.ts'
import { versionKey, type Version } from '../../src-shared/domain/version.ts'

export type BillDesk = {
  bills(request: { readonly draft: Draft; readonly version: Version; readonly usage: UsageOfYear }): Result<BillingYear>
  impact(request: { readonly draft: Draft; readonly before: BillingYear; readonly after: BillingYear }): Result<Impact>
  /** Lets go of everything: another model is open. */
  clear(): void
}

/** Versions and years that are looked at in turn; beyond them the one asked for longest ago is priced from nothing again. */
const MOST_KEPT = 8

/** A map that forgets what was asked for longest ago. */
function remember<Value>(kept: Map<string, Value>, key: string, value: Value): void {
  kept.delete(key)
  kept.set(key, value)
  const [oldest] = kept.keys()
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest)
}

function keyOf({ version, usage }: Pick<BillingYear, 'version' | 'usage'>): string {
  return [versionKey(version), usage.fiscalYear, usage.basis ?? ''].join(' ')
}

export function createBillDesk(): BillDesk {
  const years = new Map<string, BillingYear>()
  const impacts = new Map<string, Impact>()
  return {
    bills(request) {
      const key = keyOf(request)
      const bills = billingYear(request, years.get(key))
      if (bills.ok) remember(years, key, bills.value)
      return bills
    },
    impact(request) {
      const key = [request.before, request.after].map(keyOf).join(' ')
      const impact = impactOf(request, impacts.get(key))
      if (impact.ok) remember(impacts, key, impact.value)
      return impact
    },
    clear() {
      years.clear()
      impacts.clear()
    },
  }
}
