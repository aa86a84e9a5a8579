/**
 * A service's year in each of the internal service funds in which it stands (RECOV-1). Revenue, balances, carry-forwards, cost lines, capital
 * items and positions stand in the fund that they name. Of what names none, cost lines, stated revenue, balances and carry-forwards stand in
 * the service's main fund; parts of pools, items, positions and planned revenue are split over its funds in proportion to what stands in each
 * by its name, by largest remainder (NUM-5), or stand in the main fund where nothing does. The funds of a service add up to it to the cent.
 */
import { cents, usdOfCents } from '../cents.ts'
import type { OwnerKey } from '../costs/derivation.ts'
import type { CostDerivation } from '../costs/derive-rates-core.ts'
import { capitalCostIn, centsOf } from '../costs/owner-costs.ts'
import { ownerKeyOf } from '../costs/position-cost.ts'
import type { Usd } from '../decimal.ts'
import { splitAmount } from '../split-amount.ts'
import { sumUsd } from '../sum-usd.ts'
import { carryForwardIn } from './carry-forward.ts'
import { countsItem, countsLine, MEASURES, type Measure, type ServiceYearCost } from './service-year-costs.ts'

const NOTHING = '0' as Usd

/** Null: no fund is named at all. */
export type FundId = string | null

/** The funds of a service, its main one first: that of its revenue and balances, before it has any that of its cost lines. */
export type ServiceFunds = readonly [FundId, ...FundId[]]

/** In which of them a row stands that may name none. */
export function fundOfRow([main]: ServiceFunds, row: { readonly fundId: FundId }): FundId {
  return row.fundId ?? main
}

type Year = { readonly derivation: Pick<CostDerivation, 'inputs' | 'positions' | 'services'>; readonly firstMonth: number }
type OfService = Year & { readonly serviceId: string; readonly funds: ServiceFunds }

/** What stands in each fund of a measure by its name, before the rest is split; in the order of the funds. */
export function directByFund({ derivation, firstMonth, serviceId, funds }: OfService, measure: Measure): readonly Usd[] {
  const { inputs, positions } = derivation
  const owner: OwnerKey = `service:${serviceId}`
  const sums = funds.map(() => 0n)
  const add = (fundId: FundId, amount: bigint): void => {
    const index = funds.indexOf(fundId)
    sums[index] = (sums[index] ?? 0n) + amount
  }
  for (const line of inputs.costLines) if (ownerKeyOf(line) === owner && countsLine(measure, line)) add(fundOfRow(funds, line), centsOf(line.amount))
  for (const item of inputs.capitalItems) {
    if (ownerKeyOf(item) !== owner || item.fundId === null) continue
    const { kind, amount } = capitalCostIn(item, { inputs, firstMonth })
    if (countsItem(measure, kind)) add(item.fundId, cents(amount))
  }
  for (const position of inputs.staffPositions) {
    if (position.fundId === null) continue
    for (const part of positions.get(position.id)?.parts ?? []) if (part.owner === owner) add(position.fundId, cents(part.salary) + cents(part.fringe))
  }
  return sums.map(usdOfCents)
}

/** What splits by: the expense that stands in each fund by its name; where that is below zero, nothing. */
export function fundWeights(of: OfService): readonly Usd[] {
  return directByFund(of, 'cost').map((amount) => (amount.startsWith('-') ? NOTHING : amount))
}

/**
 * What names no fund, over the funds of a service by largest remainder; in the main one where there is nothing to split by.
 *
 * @example splitOverFunds('100', ['2', '1']) // ['66.67', '33.33']
 * @example splitOverFunds('100', ['0', '0']) // ['100', '0']
 */
export function splitOverFunds(amount: Usd, weights: readonly Usd[]): readonly Usd[] {
  return weights.every((weight) => weight === '0') ? weights.map((_, index) => (index === 0 ? amount : NOTHING)) : splitAmount(amount, weights)
}

/** What no line, item or position puts into a fund by its name: parts of pools, items and positions without one. */
export function restOf(total: Usd, direct: readonly Usd[]): Usd {
  return usdOfCents(direct.reduce((rest, each) => rest - cents(each), cents(total)))
}

function termsOf({ derivation: { inputs }, serviceId, funds }: OfService, fundId: FundId): Pick<ServiceYearCost, 'carryForward' | 'reserveContribution' | 'subsidy' | 'otherRevenue'> {
  const lines = inputs.costLines.filter((line) => line.serviceId === serviceId && fundOfRow(funds, line) === fundId)
  const of = (section: 'reserve-contribution' | 'subsidy' | 'other-revenue'): Usd => usdOfCents(lines.reduce((sum, line) => (line.section === section ? sum + centsOf(line.amount) : sum), 0n))
  const carried = inputs.carryForwards.filter((row) => row.serviceId === serviceId && fundOfRow(funds, row) === fundId)
  return { carryForward: sumUsd(carried.map((row) => carryForwardIn(row, inputs.version.fiscalYear))), reserveContribution: of('reserve-contribution'), subsidy: of('subsidy'), otherRevenue: of('other-revenue') }
}

/** A service's year cost, fund by fund; the parts of each figure add up to it. A service whose cost a pool holds has none (RATE-2). */
export function costsByFund(of: OfService, total: ServiceYearCost): readonly ServiceYearCost[] {
  if (of.funds.length === 1 || of.derivation.services.get(of.serviceId)?.isPool !== false) return of.funds.map((_, index) => (index === 0 ? total : NO_COST))
  const weights = fundWeights(of)
  const parts = new Map(MEASURES.map((measure) => {
    const direct = directByFund(of, measure)
    const rest = splitOverFunds(restOf(total[measure], direct), weights)
    return [measure, direct.map((amount, index) => sumUsd([amount, rest[index] ?? NOTHING]))]
  }))
  const part = (measure: Measure, index: number): Usd => parts.get(measure)?.[index] ?? NOTHING
  return of.funds.map((fundId, index) => ({ cost: part('cost', index), allowableCost: part('allowableCost', index), allowableCash: part('allowableCash', index), cash: part('cash', index), ...termsOf(of, fundId) }))
}

export const NO_COST: ServiceYearCost = { cost: NOTHING, allowableCost: NOTHING, allowableCash: NOTHING, cash: NOTHING, carryForward: NOTHING, reserveContribution: NOTHING, subsidy: NOTHING, otherRevenue: NOTHING }
