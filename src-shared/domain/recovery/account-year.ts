/** One year of an account: a service's or an internal service fund's (RECOV-1 to RECOV-3, RECOV-5). Money at the cent. */
import { Decimal, decimal, round, toText, type Percent, type Usd } from '../decimal.ts'
import type { FiscalYear } from '../fiscal-year.ts'
import type { YearPolicy } from '../model/cost-tables.ts'
import { differenceUsd, sumUsd } from '../sum-usd.ts'
import type { Basis } from '../version.ts'

/** What an account took in and spent in a year; `revenueFrom` says whether revenue was imported or is planned units x published rates. */
export type AccountFigures = {
  readonly opening: Usd
  readonly billed: Usd
  readonly imputed: Usd
  readonly federallyFunded: Usd
  readonly interest: Usd
  readonly transfers: Usd
  readonly cost: Usd
  readonly allowableCost: Usd
  /** Of the cost, what is paid in cash: of allowable lines, and of all. */
  readonly allowableCash: Usd
  readonly cash: Usd
  readonly carryForward: Usd
  readonly reserveContribution: Usd
  readonly subsidy: Usd
  readonly otherRevenue: Usd
}

export const RECOVERY_VERDICTS = ['recovered', 'over-recovered', 'under-recovered', 'no-target'] as const
export type RecoveryVerdict = (typeof RECOVERY_VERDICTS)[number]

export type AccountYear = AccountFigures & {
  readonly fiscalYear: FiscalYear
  readonly basis: Basis
  /** Billed and imputed (RECOV-2). */
  readonly revenue: Usd
  /** Cost + carry-forward + reserve contribution - subsidy - other revenue. */
  readonly target: Usd
  /** Revenue - target: positive is over-recovered. */
  readonly difference: Usd
  /** Of the target, to 2 places; null where there is no target. */
  readonly differencePercent: Percent | null
  readonly verdict: RecoveryVerdict
  readonly closing: Usd
  readonly reserveCap: Usd
  /** Closing balance above the cap; zero when it is not. */
  readonly excess: Usd
  /** The part of all billings that was paid with federal money, in %; null without billings. */
  readonly federalPercent: Percent | null
  /** Excess x federally funded / billed. */
  readonly federalShare: Usd
}

const NOTHING = '0' as Usd
const HUNDRED = 100

function centsOf(value: Decimal): Usd {
  return toText<'USD'>(round(value, 2))
}

/**
 * RECOV-3: 60 days of cash expense, rounded to the cent. The divisor 365/60 takes 60 of 365 days, the divisor 6 two of twelve months.
 *
 * @example reserveCap({ allowableCash: '365000', cash: '365000' }, { reserveDivisor: '365/60', reserveExpense: 'allowable-only' }) // '60000'
 */
export function reserveCap(figures: Pick<AccountFigures, 'allowableCash' | 'cash'>, policy: Pick<YearPolicy, 'reserveDivisor' | 'reserveExpense'>): Usd {
  const expense = decimal(policy.reserveExpense === 'all-cash' ? figures.cash : figures.allowableCash)
  return centsOf(policy.reserveDivisor === '6' ? expense.div(6) : expense.times(60).div(365))
}

/** RECOV-1: within the tolerance on either side of the target is recovered; the bound itself is within. */
function verdictOf(parts: { readonly target: Decimal; readonly difference: Decimal; readonly tolerance: Percent }): RecoveryVerdict {
  if (parts.target.lte(0)) return parts.difference.isZero() ? 'recovered' : 'no-target'
  if (parts.difference.abs().times(HUNDRED).lte(parts.target.times(decimal(parts.tolerance)))) return 'recovered'
  return parts.difference.isPositive() ? 'over-recovered' : 'under-recovered'
}

/**
 * A year's account from its figures.
 *
 * @example accountYear({ opening: '0', billed: '90', imputed: '5', cost: '100', ... }, ...) // { revenue: '95', target: '100', difference: '-5', verdict: 'under-recovered', closing: '-5' }
 */
export function accountYear(figures: AccountFigures, year: { readonly fiscalYear: FiscalYear; readonly basis: Basis; readonly policy: YearPolicy }): AccountYear {
  const revenue = sumUsd([figures.billed, figures.imputed])
  const target = differenceUsd(sumUsd([figures.cost, figures.carryForward, figures.reserveContribution]), sumUsd([figures.subsidy, figures.otherRevenue]))
  const difference = differenceUsd(revenue, target)
  const closing = differenceUsd(sumUsd([figures.opening, revenue, figures.interest, figures.transfers]), figures.allowableCost)
  const cap = reserveCap(figures, year.policy)
  const over = decimal(closing).minus(decimal(cap))
  const excess = over.isPositive() ? centsOf(over) : NOTHING
  const billed = decimal(figures.billed)
  const hasBillings = billed.gt(0)
  return {
    ...figures, fiscalYear: year.fiscalYear, basis: year.basis, revenue, target, difference,
    differencePercent: decimal(target).gt(0) ? toText<'%'>(round(decimal(difference).div(decimal(target)).times(HUNDRED), 2)) : null,
    verdict: verdictOf({ target: decimal(target), difference: decimal(difference), tolerance: year.policy.recoveryTolerancePercent }),
    closing, reserveCap: cap, excess,
    federalPercent: hasBillings ? toText<'%'>(round(decimal(figures.federallyFunded).div(billed).times(HUNDRED), 2)) : null,
    federalShare: hasBillings ? centsOf(decimal(excess).times(decimal(figures.federallyFunded)).div(billed)) : NOTHING,
  }
}

/** The sum of several accounts' figures, for a fund or for all. */
export function sumFigures(all: readonly AccountFigures[]): AccountFigures {
  const sum = (of: (figures: AccountFigures) => Usd): Usd => sumUsd(all.map(of))
  return {
    opening: sum((each) => each.opening), billed: sum((each) => each.billed), imputed: sum((each) => each.imputed), federallyFunded: sum((each) => each.federallyFunded),
    interest: sum((each) => each.interest), transfers: sum((each) => each.transfers), cost: sum((each) => each.cost), allowableCost: sum((each) => each.allowableCost),
    allowableCash: sum((each) => each.allowableCash), cash: sum((each) => each.cash), carryForward: sum((each) => each.carryForward),
    reserveContribution: sum((each) => each.reserveContribution), subsidy: sum((each) => each.subsidy), otherRevenue: sum((each) => each.otherRevenue),
  }
}
