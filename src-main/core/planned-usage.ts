/**
 * Planned usage as the use cases read it: recorded months, and the rest projected by every customer's budget (PROJ-1, PROJ-2). It is made
 * customer by customer and kept while nothing changes that it rests on: an edited rate does not project again, and the budget of one
 * customer projects that customer alone.
 */
import { joinedUsage, plannedUnits } from '../../src-shared/domain/budget/projected-usage.ts'
import type { FiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import type { Issue } from '../../src-shared/domain/issues.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import { remembered } from '../../src-shared/domain/model/table-index.ts'
import { catalogOrder } from '../../src-shared/domain/rates/price-columns.ts'
import { ok, type Result } from '../../src-shared/domain/result.ts'
import type { Steps } from '../../src-shared/domain/steps.ts'
import { customerHistory } from '../../src-shared/domain/usage/customer-history.ts'
import type { EffectiveUsage, UsageOfYear } from '../../src-shared/domain/usage/effective-usage.ts'
import { planOf, versionKey, type Version } from '../../src-shared/domain/version.ts'
import { refusedWith, type Refused } from './failures.ts'

/** What a projection reads of one customer, beside the usage and the catalog. */
const READ = ['budget', 'budgetSeries', 'budgetChange', 'serviceRequest'] as const satisfies readonly (keyof Draft)[]

type OfCustomer = { readonly customerId: string }
const rowsByCustomer = remembered<OfCustomer, ReadonlyMap<string, readonly OfCustomer[]>>((table) => Map.groupBy(table.values(), (row) => row.customerId))

/** One customer's part, and the rows that it was made of. */
type Part = { readonly rows: readonly OfCustomer[]; readonly usage: UsageOfYear; readonly issues: readonly Issue[] }
type Kept = { readonly shared: readonly unknown[]; readonly parts: Map<string, Part>; whole: { readonly parts: readonly Part[]; readonly usage: UsageOfYear } | null }
const known = new WeakMap<EffectiveUsage, Map<string, Kept>>()

function isSame(left: readonly unknown[], right: readonly unknown[]): boolean {
  return left.length === right.length && left.every((each, at) => each === right[at])
}

/** What was made of a version's year so far; begun anew when the catalog or the settings are others. */
function keptFor({ draft, usage, version }: Asked): Kept {
  const shared = [draft.settings, catalogOrder(draft)]
  const ofUsage = known.get(usage) ?? new Map<string, Kept>()
  known.set(usage, ofUsage)
  const found = ofUsage.get(versionKey(version))
  if (found !== undefined && isSame(found.shared, shared)) return found
  const begun: Kept = { shared, parts: new Map(), whole: null }
  ofUsage.set(versionKey(version), begun)
  return begun
}

/** Whose budgets plan a year: those of the first version that is of the year, else those of its plan. */
export function planningVersion(fiscalYear: FiscalYear, versions: readonly Version[]): Version {
  return versions.find((version) => version.fiscalYear === fiscalYear) ?? planOf(fiscalYear)
}

type Asked = { readonly draft: Draft; readonly usage: EffectiveUsage; readonly version: Version }

/** What was made of a version's year, and what it needs of each customer. */
function begin({ draft, usage, version }: Asked) {
  const kept = keptFor({ draft, usage, version })
  const tables = READ.map((table) => rowsByCustomer(draft[table]))
  return {
    kept,
    /** The customer's part, projected where it is not there yet, or was made of other rows. */
    partOf: (customerId: string): { readonly part: Part; readonly isNew: boolean } => {
      const rows = tables.flatMap((table) => table.get(customerId) ?? [])
      const found = kept.parts.get(customerId)
      if (found !== undefined && isSame(found.rows, rows)) return { part: found, isNew: false }
      const part = { rows, ...plannedUnits({ draft, version, customerId, history: customerHistory({ draft, usage, customerId }) }) }
      kept.parts.set(customerId, part)
      return { part, isNew: true }
    },
  }
}

/**
 * Projects the years of some versions, customer by customer. A step is one customer, of whom all years are made while its history is at hand;
 * what was projected stays, also when nobody takes the next step.
 */
export function* planningSteps({ versions, customerIds, ...asked }: Omit<Asked, 'version'> & { readonly versions: readonly Version[]; /** Everybody by default. */ readonly customerIds?: readonly string[] }): Steps<void> {
  const years = versions.map((version) => begin({ ...asked, version }))
  const wanted = customerIds ?? [...asked.draft.customer.keys()]
  for (const [index, customerId] of wanted.entries()) {
    const isNew = years.map((year) => year.partOf(customerId).isNew)
    if (isNew.includes(true)) yield { done: index + 1, of: wanted.length }
  }
}

/**
 * The year of a version as it is planned, of what is projected already and the rest. Customers without history give no lines, except for
 * changes that were agreed with them. Refused where a quantity cannot be projected within its range; the issue names it.
 */
export function plannedUsage(asked: Asked): Result<UsageOfYear, Refused> {
  const { draft, version } = asked
  const { kept, partOf } = begin(asked)
  const parts = [...draft.customer.keys()].map((customerId) => partOf(customerId).part)
  const issues = parts.flatMap((each) => each.issues)
  if (issues.length > 0) return refusedWith(issues)
  if (kept.whole === null || !isSame(kept.whole.parts, parts)) kept.whole = { parts, usage: joinedUsage(version.fiscalYear, parts.map((each) => each.usage)) }
  return ok(kept.whole.usage)
}

/** Of some customers, each by itself: what cannot be projected is left out. */
export function plannedParts({ customerIds, ...asked }: Asked & { readonly customerIds: readonly string[] }): UsageOfYear {
  const { partOf } = begin(asked)
  return joinedUsage(asked.version.fiscalYear, customerIds.map((customerId) => partOf(customerId).part.usage))
}
