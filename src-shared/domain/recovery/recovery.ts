/**
 * Recovery of every service in every internal service fund, and of the funds, over three years: t-2 actual, t-1 forecast, t plan (RECOV-1
 * to RECOV-5). What stands in which fund: see `service-funds.ts`.
 */
import type { CostDerivation } from '../costs/derive-rates-core.ts'
import { costDerivationOf, derivationCatalog } from '../costs/derive-rates-draft.ts'
import { overheadMissing } from '../costs/overhead-missing.ts'
import { Decimal, decimal, round, toText, type Usd } from '../decimal.ts'
import { fiscalYear, formatFiscalYear, isFiscalYear, type FiscalYear } from '../fiscal-year.ts'
import { issue, type Issue } from '../issues.ts'
import type { CarryForward, FundBalance, Revenue, YearPolicy } from '../model/cost-tables.ts'
import type { Draft } from '../model/draft.ts'
import { fiscalYearFirstMonth } from '../model/integrity.ts'
import { resolvePrices, priceKey } from '../rates/resolve-prices.ts'
import { sumUsd } from '../sum-usd.ts'
import { formatVersion } from '../version-label.ts'
import { versionKey, type Basis, type Version } from '../version.ts'
import { accountYear, sumFigures, type AccountFigures, type AccountYear } from './account-year.ts'
import { planCarryForward, type CarryForwardPlan } from './carry-forward.ts'
import { costsByFund, fundOfRow, fundWeights, NO_COST, splitOverFunds, type FundId, type ServiceFunds } from './service-funds.ts'
import { serviceYearCosts, type ServiceYearCost } from './service-year-costs.ts'

/** The account of a service in one internal service fund. */
export type AccountRecovery = {
  readonly serviceId: string
  readonly fundId: FundId
  /** What names no fund stands in it. */
  readonly isMain: boolean
  /** One for each of `Recovery.versions`; null where the version says nothing of it. */
  readonly years: readonly (ServiceYear | null)[]
  readonly carryForwards: readonly { readonly row: CarryForward; readonly plan: CarryForwardPlan }[]
}

/** Of the service: `imported`: from the table of revenue; `planned`: planned units x published rates, each rate at the cent; `none`: neither is there. */
export type RevenueSource = 'imported' | 'planned' | 'none'
export type ServiceYear = AccountYear & { readonly revenueSource: RevenueSource; /** False where it is the closing balance of the year before. */ readonly openingIsStated: boolean }

export type FundRecovery = {
  readonly fundId: FundId
  /** Those that have an account in it. */
  readonly services: readonly string[]
  readonly years: readonly (AccountYear | null)[]
  /** Years in which one service would pay for another: services that over-recover beside services that under-recover. */
  readonly crossSubsidies: readonly { readonly fiscalYear: FiscalYear; readonly over: readonly string[]; readonly under: readonly string[] }[]
}

export type Recovery = {
  readonly fiscalYear: FiscalYear
  readonly versions: readonly Version[]
  /** In the order of the catalog, the main account of a service first. */
  readonly accounts: readonly AccountRecovery[]
  readonly funds: readonly FundRecovery[]
  readonly issues: readonly Issue[]
}

const NOTHING = '0' as Usd
const BASIS_OF_YEAR: readonly Basis[] = ['actual', 'forecast', 'plan']

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

/** The funds that each service's own lines and items name, and its positions; by service. */
type NamedFunds = { readonly lines: ReadonlyMap<string, ReadonlySet<string>>; readonly positions: ReadonlyMap<string, ReadonlySet<string>> }

function namedFundsOf({ inputs, positions }: CostDerivation): NamedFunds {
  const named = { lines: new Map<string, Set<string>>(), positions: new Map<string, Set<string>>() }
  const add = (kind: keyof NamedFunds, serviceId: string, fundId: string): void => {
    const known = named[kind].get(serviceId)
    if (known === undefined) named[kind].set(serviceId, new Set([fundId]))
    else known.add(fundId)
  }
  for (const row of [...inputs.costLines, ...inputs.capitalItems]) if (row.fundId !== null && row.serviceId !== null) add('lines', row.serviceId, row.fundId)
  for (const { id, fundId } of inputs.staffPositions) {
    if (fundId === null) continue
    for (const { owner } of positions.get(id)?.parts ?? []) if (owner.startsWith('service:')) add('positions', owner.slice('service:'.length), fundId)
  }
  return named
}

type VersionFacts = {
  readonly version: Version
  readonly derivation: CostDerivation
  readonly policy: YearPolicy
  readonly costs: ReadonlyMap<string, ServiceYearCost>
  readonly rows: Rows
  readonly planned: ReadonlyMap<string, Usd>
  readonly named: NamedFunds
}

function factsOf(draft: Draft, version: Version): VersionFacts {
  const derivation = costDerivationOf(draft, version)
  return { version, derivation, policy: derivation.inputs.policy, costs: serviceYearCosts(derivation), rows: rowsOf(draft, version), planned: version.basis === 'plan' ? plannedRevenue(draft, version) : new Map(), named: namedFundsOf(derivation) }
}

type Service = { readonly id: string; readonly funds: ServiceFunds; readonly firstMonth: number }

function hasFigures(cost: ServiceYearCost): boolean {
  return Object.values(cost).some((amount) => amount !== '0')
}

/** A service's year in each of its funds; `before` is the year before it. An account that once was goes on for as long as the service does. */
function yearByFund(facts: VersionFacts, service: Service, before: readonly (ServiceYear | null)[]): readonly (ServiceYear | null)[] {
  const { id: serviceId, funds, firstMonth } = service
  const cost = facts.costs.get(serviceId)
  const revenue = facts.rows.revenue.get(serviceId) ?? []
  const balances = facts.rows.balances.get(serviceId) ?? []
  const planned = facts.planned.get(serviceId)
  if (cost === undefined && revenue.length === 0 && balances.length === 0 && planned === undefined) return funds.map(() => null)
  const revenueSource: RevenueSource = revenue.length > 0 ? 'imported' : planned === undefined ? 'none' : 'planned'
  const of = { derivation: facts.derivation, firstMonth, serviceId, funds }
  const costs = costsByFund(of, cost ?? NO_COST)
  const plannedParts = revenueSource !== 'planned' || planned === undefined ? null : funds.length === 1 ? [planned] : splitOverFunds(planned, fundWeights(of))
  return funds.map((fundId, index): ServiceYear | null => {
    const here = (row: { readonly fundId: FundId }): boolean => fundOfRow(funds, row) === fundId
    const [billings, stated] = [revenue.filter(here), balances.filter(here)]
    const own = costs[index] ?? NO_COST
    const former = before[index] ?? null
    const plannedPart = plannedParts?.[index] ?? NOTHING
    if (index > 0 && former === null && billings.length === 0 && stated.length === 0 && plannedPart === '0' && !hasFigures(own)) return null
    const figures: AccountFigures = {
      ...own, opening: stated.length > 0 ? sumUsd(stated.map((row) => row.opening)) : (former?.closing ?? NOTHING), billed: plannedParts === null ? sumUsd(billings.map((row) => row.billed)) : plannedPart,
      imputed: sumUsd(billings.map((row) => row.imputed)), federallyFunded: sumUsd(billings.map((row) => row.federallyFunded)), interest: sumUsd(stated.map((row) => row.interest)), transfers: sumUsd(stated.map((row) => row.transfers)),
    }
    return { ...accountYear(figures, { fiscalYear: facts.version.fiscalYear, basis: facts.version.basis, policy: facts.policy }), revenueSource, openingIsStated: stated.length > 0 }
  })
}

/** By account, in the order of the funds. */
function yearsByFund(all: readonly VersionFacts[], service: Service): readonly (readonly (ServiceYear | null)[])[] {
  const years: (readonly (ServiceYear | null)[])[] = []
  for (const facts of all) years.push(yearByFund(facts, service, years.at(-1) ?? []))
  return service.funds.map((_, index) => years.map((year) => year[index] ?? null))
}

/**
 * In which funds a service stands, its main one first: the first that its revenue and balances name, else its cost lines and items, else its
 * positions, else its carry-forwards. What a pool holds of it stands in the accounts of others.
 */
function fundsOf(all: readonly VersionFacts[], parts: { readonly serviceId: string; readonly carried: readonly CarryForward[]; readonly order: readonly FundId[] }): ServiceFunds {
  const { serviceId, carried, order } = parts
  const billed = new Set(all.flatMap(({ rows }) => [...(rows.revenue.get(serviceId) ?? []), ...(rows.balances.get(serviceId) ?? [])].map((row) => row.fundId)))
  const spent = all.map(({ named, derivation }) => ({ lines: [...(named.lines.get(serviceId) ?? [])], positions: [...(named.positions.get(serviceId) ?? [])], isPool: derivation.services.get(serviceId)?.isPool === true }))
  const names = [...billed, ...spent.flatMap(({ lines }) => lines), ...spent.flatMap((each) => each.positions), ...carried.map((row) => row.fundId)]
  const main = names.find((fundId) => fundId !== null) ?? null
  const stands = new Set<FundId>([...billed, ...spent.flatMap(({ lines, positions, isPool }) => (isPool ? [] : [...lines, ...positions])), ...carried.map((row) => row.fundId)])
  return [main, ...order.filter((fundId) => fundId !== null && fundId !== main && stands.has(fundId))]
}

function yearsInWords(years: readonly ServiceYear[]): string {
  return years.map((year) => formatFiscalYear(year.fiscalYear)).join(', ')
}

/** What stands in a fund on one side alone: billed without a cost there, or a cost without anything billed. */
function oneSidedIssues(draft: Draft, accounts: readonly AccountRecovery[]): readonly Issue[] {
  return [...Map.groupBy(accounts, (account) => account.serviceId)].flatMap(([serviceId, own]) => (own.length === 1 ? [] : own.flatMap(({ fundId, years }): readonly Issue[] => {
    const name = draft.service.get(serviceId)?.name ?? serviceId
    const fund = fundId === null ? 'no fund' : (draft.internalServiceFund.get(fundId)?.name ?? fundId)
    const known = years.flatMap((year) => (year === null || year.revenueSource === 'none' ? [] : [year]))
    const [billed, spent] = [known.filter((year) => year.revenue !== '0' && year.cost === '0'), known.filter((year) => year.revenue === '0' && year.cost !== '0')]
    const said = (message: string, remedy: string): Issue => issue('unknown-reference', message, { severity: 'warning', subject: { table: 'service', id: serviceId }, remedy })
    return [
      ...(billed.length === 0 ? [] : [said(`${name} bills in ${fund} and costs nothing there: ${yearsInWords(billed)}.`, 'Name the fund in the cost lines that it pays.')]),
      ...(spent.length === 0 ? [] : [said(`${name} costs something in ${fund} and bills nothing there: ${yearsInWords(spent)}.`, 'Name the fund in its revenue, or another one in its cost lines.')]),
    ]
  })))
}

/** On which side of its target an account is; what takes in money and has nothing to recover is over it. */
export function sideOf(year: Pick<AccountYear, 'verdict' | 'difference'> | null): 'over' | 'under' | null {
  if (year === null || year.verdict === 'recovered') return null
  if (year.verdict === 'no-target') return year.difference.startsWith('-') ? 'under' : 'over'
  return year.verdict === 'over-recovered' ? 'over' : 'under'
}

function fundRecovery(parts: { readonly fundId: FundId; readonly accounts: readonly AccountRecovery[]; readonly all: readonly VersionFacts[] }): FundRecovery {
  const { fundId, accounts, all } = parts
  const years = all.map((facts, index): AccountYear | null => {
    const present = accounts.flatMap((account) => account.years[index] ?? [])
    return present.length === 0 ? null : accountYear(sumFigures(present), { fiscalYear: facts.version.fiscalYear, basis: facts.version.basis, policy: facts.policy })
  })
  const crossSubsidies = all.flatMap((facts, index) => {
    const of = (side: 'over' | 'under'): readonly string[] => accounts.filter((account) => sideOf(account.years[index] ?? null) === side).map((account) => account.serviceId)
    const [over, under] = [of('over'), of('under')]
    return over.length > 0 && under.length > 0 ? [{ fiscalYear: facts.version.fiscalYear, over, under }] : []
  })
  return { fundId, services: accounts.map((account) => account.serviceId), years, crossSubsidies }
}

/** How an account is called: by its service, and by its fund where the service stands in several. @example accountName(draft, recovery, account) // 'CPU Time in ISF-CN' */
export function accountName(draft: Draft, recovery: Pick<Recovery, 'accounts'>, account: Pick<AccountRecovery, 'serviceId' | 'fundId'>): string {
  const { serviceId, fundId } = account
  const name = draft.service.get(serviceId)?.name ?? serviceId
  if (recovery.accounts.filter((each) => each.serviceId === serviceId).length < 2) return name
  return `${name} in ${fundId === null ? 'no fund' : (draft.internalServiceFund.get(fundId)?.code ?? fundId)}`
}

/** What the accounts of a service have above their caps in a year, together: the adjustment that RECOV-5 bounds is the service's. */
export function excessOfService(recovery: Pick<Recovery, 'accounts'>, at: { readonly serviceId: string; readonly year: number }): Usd {
  return sumUsd(recovery.accounts.flatMap((account) => (account.serviceId === at.serviceId ? (account.years[at.year]?.excess ?? []) : [])))
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
  const carried = Map.groupBy(draft.carryForward.values(), (row) => row.serviceId)
  const isPool = new Set([...costDerivationOf(draft, version).services.values()].filter((service) => service.isPool).map((service) => service.serviceId))
  const { services: catalog } = derivationCatalog(draft, version)
  const named = new Set(all.flatMap(({ costs, rows, planned }) => [...costs.keys(), ...rows.revenue.keys(), ...rows.balances.keys(), ...planned.keys()]))
  const order = [...[...draft.internalServiceFund.values()].toSorted((left, right) => left.position - right.position).map((fund) => fund.id), null]
  const firstMonth = fiscalYearFirstMonth(draft)
  const accounts = catalog.flatMap(({ id }): readonly AccountRecovery[] => {
    if (!named.has(id)) return []
    const hasMoney = all.some(({ rows }) => rows.revenue.has(id) || rows.balances.has(id))
    if (isPool.has(id) && !hasMoney) return []
    const balances = carried.get(id) ?? []
    const funds = fundsOf(all, { serviceId: id, carried: balances, order })
    return yearsByFund(all, { id, funds, firstMonth }).map((years, index) => {
      const fundId = funds[index] ?? null
      return { serviceId: id, fundId, isMain: index === 0, years, carryForwards: balances.filter((row) => fundOfRow(funds, row) === fundId).map((row) => ({ row, plan: planCarryForward(row) })) }
    })
  })
  const byFund = Map.groupBy(accounts, (account) => account.fundId)
  const funds = order.flatMap((fundId) => {
    const own = byFund.get(fundId)
    return own === undefined ? [] : [fundRecovery({ fundId, accounts: own, all })]
  })
  const withoutOverhead = all.flatMap((facts) => overheadMissing(facts.derivation, formatVersion(draft, facts.version)) ?? [])
  return { fiscalYear: version.fiscalYear, versions, accounts, funds, issues: [...withoutOverhead, ...oneSidedIssues(draft, accounts)] }
}
