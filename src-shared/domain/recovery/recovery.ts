/**
 * Recovery of every service and internal service fund over three years: t-2 actual, t-1 forecast, t plan (RECOV-1 to RECOV-5).
 */
import type { CostInputs } from '../costs/derivation.ts'
import { costDerivationOf, derivationCatalog } from '../costs/derive-rates-draft.ts'
import { Decimal, decimal, round, toText, type Usd } from '../decimal.ts'
import { fiscalYear, isFiscalYear, type FiscalYear } from '../fiscal-year.ts'
import { issue, type Issue } from '../issues.ts'
import type { CarryForward, FundBalance, Revenue, YearPolicy } from '../model/cost-tables.ts'
import type { Draft } from '../model/draft.ts'
import { resolvePrices, priceKey } from '../rates/resolve-prices.ts'
import { sumUsd } from '../sum-usd.ts'
import { versionKey, type Basis, type Version } from '../version.ts'
import { accountYear, sumFigures, type AccountFigures, type AccountYear } from './account-year.ts'
import { planCarryForward, type CarryForwardPlan } from './carry-forward.ts'
import { serviceYearCosts, type ServiceYearCost } from './service-year-costs.ts'

export type ServiceRecovery = {
  readonly serviceId: string
  readonly fundId: string | null
  /** One for each of `Recovery.versions`; null where the version says nothing of the service. */
  readonly years: readonly (ServiceYear | null)[]
  readonly carryForwards: readonly { readonly row: CarryForward; readonly plan: CarryForwardPlan }[]
}

/** `imported`: from the table of revenue; `planned`: planned units x published rates, each rate at the cent; `none`: neither is there. */
export type RevenueSource = 'imported' | 'planned' | 'none'
export type ServiceYear = AccountYear & { readonly revenueSource: RevenueSource; /** False where it is the closing balance of the year before. */ readonly openingIsStated: boolean }

export type FundRecovery = {
  readonly fundId: string | null
  readonly services: readonly string[]
  readonly years: readonly (AccountYear | null)[]
  /** Years in which one service would pay for another: services that over-recover beside services that under-recover. */
  readonly crossSubsidies: readonly { readonly fiscalYear: FiscalYear; readonly over: readonly string[]; readonly under: readonly string[] }[]
}

export type Recovery = {
  readonly fiscalYear: FiscalYear
  readonly versions: readonly Version[]
  /** In the order of the catalog. */
  readonly services: readonly ServiceRecovery[]
  readonly funds: readonly FundRecovery[]
  readonly issues: readonly Issue[]
}

const NOTHING = '0' as Usd
const BASIS_OF_YEAR: readonly Basis[] = ['actual', 'forecast', 'plan']
const NO_COST: ServiceYearCost = { cost: NOTHING, allowableCost: NOTHING, allowableCash: NOTHING, cash: NOTHING, carryForward: NOTHING, reserveContribution: NOTHING, subsidy: NOTHING, otherRevenue: NOTHING }

/** @example recoveryVersions(planOf(fiscalYear(2005))) // FY2003/actual, FY2004/forecast, FY2005/plan */
export function recoveryVersions(version: Version): readonly Version[] {
  return BASIS_OF_YEAR.flatMap((basis, index) => {
    const year = version.fiscalYear - BASIS_OF_YEAR.length + 1 + index
    if (!isFiscalYear(year)) return []
    return [{ fiscalYear: fiscalYear(year), basis, scenarioId: basis === 'plan' ? version.scenarioId : null }]
  })
}

/** What one version says of money in: its rows by service. */
type Rows = { readonly revenue: ReadonlyMap<string, readonly Revenue[]>; readonly balances: ReadonlyMap<string, readonly FundBalance[]> }

function rowsOf(draft: Draft, version: Version): Rows {
  const key = versionKey(version)
  const base = versionKey({ ...version, scenarioId: null })
  const here = (row: { readonly version: string }): boolean => row.version === key || row.version === base
  return {
    revenue: Map.groupBy([...draft.revenue.values()].filter(here), (row) => row.serviceId),
    balances: Map.groupBy([...draft.fundBalance.values()].filter(here), (row) => row.serviceId),
  }
}

/** NUM-3: the published rate times the planned units, each rate rounded to the cent. Rates that are no figure per unit bring nothing here. */
function plannedRevenue(draft: Draft, version: Version): ReadonlyMap<string, Usd> {
  const prices = resolvePrices(draft, version)
  const { inputs } = costDerivationOf(draft, version)
  const amounts = new Map<string, Usd[]>()
  for (const [rateId, rows] of inputs.rateUnits) {
    const price = prices.get(priceKey(rateId, 'state'))
    const serviceId = draft.rate.get(rateId)?.serviceId
    if (serviceId === undefined || price?.amount === undefined || price.amount === null) continue
    const units = rows.reduce((sum, row) => sum.plus(decimal(row.units)), new Decimal(0))
    const amount = toText<'USD'>(round(units.times(decimal(price.amount)), 2))
    amounts.set(serviceId, [...(amounts.get(serviceId) ?? []), amount])
  }
  return new Map([...amounts].map(([serviceId, all]) => [serviceId, sumUsd(all)]))
}

type VersionFacts = { readonly version: Version; readonly inputs: CostInputs; readonly policy: YearPolicy; readonly costs: ReadonlyMap<string, ServiceYearCost>; readonly rows: Rows; readonly planned: ReadonlyMap<string, Usd> }

function factsOf(draft: Draft, version: Version): VersionFacts {
  const derivation = costDerivationOf(draft, version)
  return { version, inputs: derivation.inputs, policy: derivation.inputs.policy, costs: serviceYearCosts(derivation), rows: rowsOf(draft, version), planned: version.basis === 'plan' ? plannedRevenue(draft, version) : new Map() }
}

function serviceYear(facts: VersionFacts, parts: { readonly serviceId: string; readonly before: ServiceYear | null }): ServiceYear | null {
  const { serviceId, before } = parts
  const cost = facts.costs.get(serviceId)
  const revenue = facts.rows.revenue.get(serviceId) ?? []
  const balances = facts.rows.balances.get(serviceId) ?? []
  const planned = facts.planned.get(serviceId)
  if (cost === undefined && revenue.length === 0 && balances.length === 0 && planned === undefined) return null
  const revenueSource: RevenueSource = revenue.length > 0 ? 'imported' : planned === undefined ? 'none' : 'planned'
  const figures: AccountFigures = {
    ...(cost ?? NO_COST),
    opening: balances.length > 0 ? sumUsd(balances.map((row) => row.opening)) : (before?.closing ?? NOTHING),
    billed: revenueSource === 'planned' ? (planned ?? NOTHING) : sumUsd(revenue.map((row) => row.billed)),
    imputed: sumUsd(revenue.map((row) => row.imputed)), federallyFunded: sumUsd(revenue.map((row) => row.federallyFunded)),
    interest: sumUsd(balances.map((row) => row.interest)), transfers: sumUsd(balances.map((row) => row.transfers)),
  }
  return { ...accountYear(figures, { fiscalYear: facts.version.fiscalYear, basis: facts.version.basis, policy: facts.policy }), revenueSource, openingIsStated: balances.length > 0 }
}

/** The fund that a service's own lines and items name in a version, as long as it is one. */
function fundOfLines({ inputs }: Pick<VersionFacts, 'inputs'>, serviceId: string): readonly string[] {
  return [...inputs.costLines, ...inputs.capitalItems].flatMap((row) => (row.serviceId === serviceId && row.fundId !== null ? [row.fundId] : []))
}

/**
 * The fund of a service: that of its revenue and balances; before it has any, that of its cost lines (COST-1). Several are an issue;
 * the first of them counts, and so is a line that is paid from another fund than the one that is billed for it.
 */
function fundOf(all: readonly VersionFacts[], service: { readonly id: string; readonly name: string }): { readonly fundId: string | null; readonly issues: readonly Issue[] } {
  const billed = new Set(all.flatMap(({ rows }) => [...(rows.revenue.get(service.id) ?? []), ...(rows.balances.get(service.id) ?? [])].map((row) => row.fundId)))
  const spent = new Set(all.flatMap((facts) => fundOfLines(facts, service.id)))
  const [fundId = null] = [...[...billed].filter((each) => each !== null), ...(billed.size === 0 ? spent : [])]
  const subject = { table: 'service', id: service.id } as const
  const issues = [
    ...(billed.size > 1 ? [issue('unknown-reference', `The revenue of ${service.name} names several internal service funds; its account is shown in the first.`, { severity: 'warning', subject, remedy: 'Name one fund for a service.' })] : []),
    ...([...spent].some((each) => each !== fundId) ? [issue('unknown-reference', `Cost lines of ${service.name} name another internal service fund than its account.`, { severity: 'warning', subject, remedy: 'Name the same fund in its lines and its revenue.' })] : []),
  ]
  return { fundId, issues }
}

function fundRecovery(parts: { readonly fundId: string | null; readonly services: readonly ServiceRecovery[]; readonly all: readonly VersionFacts[] }): FundRecovery {
  const { fundId, services, all } = parts
  const years = all.map((facts, index): AccountYear | null => {
    const present = services.flatMap((service) => service.years[index] ?? [])
    return present.length === 0 ? null : accountYear(sumFigures(present), { fiscalYear: facts.version.fiscalYear, basis: facts.version.basis, policy: facts.policy })
  })
  const crossSubsidies = all.flatMap((facts, index) => {
    const of = (verdict: AccountYear['verdict']): readonly string[] => services.filter((service) => service.years[index]?.verdict === verdict).map((service) => service.serviceId)
    const over = of('over-recovered')
    const under = of('under-recovered')
    return over.length > 0 && under.length > 0 ? [{ fiscalYear: facts.version.fiscalYear, over, under }] : []
  })
  return { fundId, services: services.map((service) => service.serviceId), years, crossSubsidies }
}

/**
 * Recovery as seen from a planned year. A service that no year says anything of, and one whose cost a pool holds and that bills
 * nothing, is left out.
 *
 * @example recoveryOf(draft, planOf(fiscalYear(2005))).versions.map(versionKey) // ['FY2003/actual', 'FY2004/forecast', 'FY2005/plan']
 */
export function recoveryOf(draft: Draft, version: Version): Recovery {
  const versions = recoveryVersions(version)
  const all = versions.map((each) => factsOf(draft, each))
  const issues: Issue[] = []
  const carried = Map.groupBy(draft.carryForward.values(), (row) => row.serviceId)
  const isPool = new Set([...costDerivationOf(draft, version).services.values()].filter((service) => service.isPool).map((service) => service.serviceId))
  const { services: catalog } = derivationCatalog(draft, version)
  const named = new Set(all.flatMap(({ costs, rows, planned }) => [...costs.keys(), ...rows.revenue.keys(), ...rows.balances.keys(), ...planned.keys()]))
  const services = catalog.flatMap(({ id: serviceId, name }): readonly ServiceRecovery[] => {
    if (!named.has(serviceId)) return []
    const hasMoney = all.some(({ rows }) => rows.revenue.has(serviceId) || rows.balances.has(serviceId))
    if (isPool.has(serviceId) && !hasMoney) return []
    const years: (ServiceYear | null)[] = []
    for (const facts of all) years.push(serviceYear(facts, { serviceId, before: years.at(-1) ?? null }))
    const fund = fundOf(all, { id: serviceId, name })
    issues.push(...fund.issues)
    return [{ serviceId, fundId: fund.fundId, years, carryForwards: (carried.get(serviceId) ?? []).map((row) => ({ row, plan: planCarryForward(row) })) }]
  })
  const byFund = Map.groupBy(services, (service) => service.fundId)
  const order = [...[...draft.internalServiceFund.values()].toSorted((left, right) => left.position - right.position).map((fund) => fund.id), null]
  const funds = order.flatMap((fundId) => {
    const own = byFund.get(fundId)
    return own === undefined ? [] : [fundRecovery({ fundId, services: own, all })]
  })
  return { fiscalYear: version.fiscalYear, versions, services, funds, issues }
}
