/** What the bills of a year say of revenue: it goes into the same table as imported revenue, from which recovery is computed (RECOV-1, RECOV-2, RECOV-5). */
import { cents, usdOfCents } from '../cents.ts'
import { decimal, round, toText, Decimal } from '../decimal.ts'
import { revenueId, type Revenue } from '../model/cost-tables.ts'
import { rowChange, type EditPlan, type RowChange } from '../model/edit.ts'
import type { Draft } from '../model/draft.ts'
import { issue } from '../issues.ts'
import { ok, refused, type Result } from '../result.ts'
import { splitCents } from '../split-amount.ts'
import { formatVersion } from '../version-label.ts'
import { versionKey, type VersionKey } from '../version.ts'
import { weightsOf } from '../weights.ts'
import { isSameRow } from '../model/apply-edit.ts'
import { billedAmount, priceInMonth } from './billed-prices.ts'
import type { BillingYear } from './billing-year.ts'
import { monthsWithUsage } from './statement.ts'

/** One service's revenue of the year, in cents. */
export type ServiceRevenue = { readonly serviceId: string; readonly billed: bigint; readonly imputed: bigint; readonly federallyFunded: bigint }

/**
 * Revenue by service. Billed is the lines of its rates; minimum adjustments, credits and dated adjustments are of no service and are left out.
 * Imputed is what users billed below the state's rate, or not at all where an unrounded rate is known, would have paid (RECOV-2).
 *
 * @example revenueOfBills(bills).find((each) => each.serviceId === 'mf-cpu')?.billed // cents
 */
export function revenueOfBills(bills: BillingYear): readonly ServiceRevenue[] {
  const { book, customers, entries } = bills
  const weights = customers.map((each) => weightsOf([each.stateFunding, each.federalFunding, each.otherFunding]))
  const services = new Map<string, { billed: bigint; imputed: bigint; federallyFunded: bigint }>()
  for (const [rate, entry] of entries.entries()) {
    const column = book.columns[rate]
    if (column === undefined || column.amounts.length === 0) continue
    const sums = services.get(entry.service.id) ?? { billed: 0n, imputed: 0n, federallyFunded: 0n }
    for (const [customer, amount] of column.byCustomer.entries()) {
      if (amount === 0n) continue
      sums.billed += amount
      sums.federallyFunded += splitCents(amount, weights[customer] ?? weightsOf([]))[1] ?? 0n
    }
    sums.imputed += imputedOf(bills, rate)
    services.set(entry.service.id, sums)
  }
  return [...services].map(([serviceId, sums]) => ({ serviceId, ...sums }))
}

function imputedOf(bills: BillingYear, rate: number): bigint {
  const { book, calendar, customers, entries } = bills
  const { usage } = book
  const rateId = entries[rate]?.rate.id ?? ''
  let imputed = 0n
  for (let line = usage.rateStart[rate] ?? 0; line < (usage.rateStart[rate + 1] ?? 0); line += 1) {
    const customerClass = customers[usage.customer[line] ?? 0]?.customerClass ?? 'state'
    const month = usage.month[line] ?? 0
    const price = priceInMonth(calendar, { rateId, customerClass, month })
    const full = priceInMonth(calendar, { rateId, customerClass: 'state', month })
    if (price === undefined) continue
    const fullAmount = price.kind === 'not-billed' ? price.derivedAmount : full === undefined ? null : billedAmount(full)
    const paid = price.kind === 'not-billed' ? '0' : billedAmount(price)
    if (fullAmount === null || paid === null || decimal(fullAmount).lte(paid)) continue
    const units = new Decimal((usage.quantity[line] ?? 0n).toString()).div(1_000_000)
    imputed += cents(toText<'USD'>(round(decimal(fullAmount).minus(paid).times(units), 2)))
  }
  return imputed
}

/** The funds in which a service's revenue of the year already stands, with what is billed there; before it has any, that of its other years, else none. */
function billedByFund(draft: Draft, at: { readonly version: VersionKey; readonly serviceId: string }): readonly Pick<Revenue, 'fundId' | 'billed'>[] {
  const rows = [...draft.revenue.values()].filter((row) => row.serviceId === at.serviceId)
  const ofYear = rows.filter((row) => row.version === at.version)
  return ofYear.length > 0 ? ofYear : [rows[0] ?? { fundId: null, billed: usdOfCents(0n) }]
}

/** A bill names no fund: where a year's revenue stands in several, what is billed keeps to the proportion in which it stood, by largest remainder (NUM-5). */
function partsByFund(rows: readonly Pick<Revenue, 'fundId' | 'billed'>[], sums: Omit<ServiceRevenue, 'serviceId'>): readonly (Omit<ServiceRevenue, 'serviceId'> & { readonly fundId: string | null })[] {
  const stood = rows.map(({ billed }) => (billed.startsWith('-') ? usdOfCents(0n) : billed))
  const weights = weightsOf(stood.every((amount) => amount === '0') ? rows.map((_, index) => usdOfCents(index === 0 ? 1n : 0n)) : stood)
  // Federal money apart from the rest, so that no fund has more of it than is billed there.
  const federal = splitCents(sums.federallyFunded, weights)
  const other = splitCents(sums.billed - sums.federallyFunded, weights)
  const imputed = splitCents(sums.imputed, weights)
  return rows.map(({ fundId }, index) => ({ fundId, billed: (federal[index] ?? 0n) + (other[index] ?? 0n), imputed: imputed[index] ?? 0n, federallyFunded: federal[index] ?? 0n }))
}

/**
 * The edit that writes a year's billed revenue over what stands there for the same services, as actual revenue of the usage's year.
 * Refused (`nothing-to-change`) where it stands there already, or nothing was billed.
 */
export function planRevenueFromBills(draft: Draft, bills: BillingYear): Result<EditPlan> {
  const version = versionKey({ fiscalYear: bills.usage.fiscalYear, basis: 'actual', scenarioId: null })
  const months = monthsWithUsage(bills).filter(Boolean).length
  const source = `Bills of FY${bills.usage.fiscalYear} at the rates of ${formatVersion(draft, bills.version)}${months === 12 ? '' : `, ${months} months`}`
  const changes: RowChange[] = revenueOfBills(bills).flatMap(({ serviceId, ...sums }) => {
    const federallyFunded = sums.billed > 0n ? sums.federallyFunded : 0n
    return partsByFund(billedByFund(draft, { version, serviceId }), { ...sums, federallyFunded }).flatMap((part) => {
      const key = { version, serviceId, fundId: part.fundId }
      const after: Revenue = { id: revenueId(key), ...key, billed: usdOfCents(part.billed), imputed: usdOfCents(part.imputed), federallyFunded: usdOfCents(part.federallyFunded), source }
      const before = draft.revenue.get(after.id) ?? null
      return isSameRow(before, after) ? [] : [rowChange('revenue', { before, after })]
    })
  })
  if (changes.length === 0) return refused([issue('nothing-to-change', `The revenue of FY${bills.usage.fiscalYear} is what the bills say.`, { severity: 'note' })])
  return ok({ label: `Revenue of FY${bills.usage.fiscalYear} from bills`, kind: 'edit', changes })
}
