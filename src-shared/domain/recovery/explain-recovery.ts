/**
 * How a figure of recovery was computed, for a service and for an internal service fund: down to rows of revenue and balances, to
 * units and published rates, to lines and positions (RECOV-1 to RECOV-5).
 */
import { deriveRates } from '../costs/derive-rates.ts'
import type { Derivation } from '../costs/derivation.ts'
import { explainersOf } from '../costs/explain-derivation.ts'
import { node, NodeShelf, sumNode, typedNode, ZERO, type Context } from '../costs/explain-derivation-nodes.ts'
import { sumUnits } from '../costs/derive-rates-units.ts'
import { Decimal, decimal, formatFixed, round, toText } from '../decimal.ts'
import type { Explanation } from '../explanation.ts'
import type { CarryForward, FundBalance, Revenue } from '../model/cost-tables.ts'
import type { Draft } from '../model/draft.ts'
import { explainPrice } from '../rates/explain-price.ts'
import { priceKey, resolvePrices } from '../rates/resolve-prices.ts'
import { assertNever } from '../result.ts'
import { formatVersion } from '../version-label.ts'
import { versionKey, type Version } from '../version.ts'
import type { AccountFigures, AccountYear } from './account-year.ts'
import { planCarryForward } from './carry-forward.ts'
import { accountNode, ACCOUNT_RESULTS, type AccountFigure, type AccountResult } from './explain-account.ts'
import { MeasureExplainer } from './explain-measures.ts'
import { ServiceFundsExplainer } from './explain-service-funds.ts'
import { accountName, type AccountRecovery, type FundRecovery, type Recovery } from './recovery.ts'
import { fundOfRow, type ServiceFunds } from './service-funds.ts'
import type { Measure } from './service-year-costs.ts'

export type { AccountFigure } from './explain-account.ts'

/** Whose account it is: a service's in a fund, or a fund's; a fund without a name has the id null. */
export type AccountOf = { readonly kind: 'service'; readonly serviceId: string; readonly fundId: string | null } | { readonly kind: 'fund'; readonly fundId: string | null }

export const ACCOUNT_INPUTS = ['opening', 'billed', 'imputed', 'federallyFunded', 'interest', 'transfers', 'cost', 'allowableCost', 'allowableCash', 'cash', 'carryForward', 'reserveContribution', 'subsidy', 'otherRevenue'] as const satisfies readonly (keyof AccountFigures)[]
const INPUT_WORDS: Readonly<Record<keyof AccountFigures, string>> = {
  opening: 'Opening balance', billed: 'Billed', imputed: 'Imputed', federallyFunded: 'Federally funded billings', interest: 'Interest', transfers: 'Transfers', cost: 'Cost', allowableCost: 'Allowable cost', allowableCash: 'Allowable cash expense',
  cash: 'Cash expense', carryForward: 'Carry-forward', reserveContribution: 'Reserve contribution', subsidy: 'Subsidy', otherRevenue: 'Other revenue',
}
const RULES: Readonly<Partial<Record<keyof AccountFigures, string>>> = { imputed: 'RECOV-2', federallyFunded: 'RECOV-5', allowableCash: 'RECOV-3', cash: 'RECOV-3', carryForward: 'RECOV-4' }

function isResult(figure: AccountFigure): figure is AccountResult {
  return ACCOUNT_RESULTS.some((each) => each === figure)
}

/** A service's account, and all funds in which the service stands, its main one first. */
type ServiceAccount = { readonly serviceId: string; readonly fundId: string | null; readonly funds: ServiceFunds }

/** Whatever belongs to one of the years. */
class YearExplainer {
  readonly version: Version
  readonly derivation: Derivation
  readonly #draft: Draft
  readonly #measures = new Map<Measure, MeasureExplainer>()
  readonly #inFunds = new Map<string, ServiceFundsExplainer>()

  constructor(draft: Draft, version: Version) {
    this.#draft = draft
    this.version = version
    this.derivation = deriveRates(draft, version)
  }

  get context(): Context {
    return { draft: this.#draft, derivation: this.derivation }
  }

  measure(measure: Measure): MeasureExplainer {
    const known = this.#measures.get(measure)
    if (known !== undefined) return known
    const made = new MeasureExplainer(this.#draft, { derivation: this.derivation, measure })
    this.#measures.set(measure, made)
    return made
  }

  /** Rows of an account in the version, and in its base where it is a scenario's. */
  rows<Row extends Revenue | FundBalance>(table: ReadonlyMap<string, Row>, { serviceId, funds, fundId }: ServiceAccount): readonly Row[] {
    const keys = new Set([versionKey(this.version), versionKey({ ...this.version, scenarioId: null })])
    return [...table.values()].filter((row) => row.serviceId === serviceId && keys.has(row.version) && fundOfRow(funds, row) === fundId)
  }

  /** A service's year in its several funds. */
  inFunds({ serviceId, funds }: Pick<ServiceAccount, 'serviceId' | 'funds'>): ServiceFundsExplainer {
    const known = this.#inFunds.get(serviceId)
    if (known !== undefined) return known
    const made = new ServiceFundsExplainer(this.context, { serviceId, funds, measure: (measure) => this.measure(measure) })
    this.#inFunds.set(serviceId, made)
    return made
  }

  /** NUM-3: planned units x published rates, each rate at the cent. */
  plannedRevenue(serviceId: string): readonly Explanation[] {
    const draft = this.#draft
    const prices = resolvePrices(draft, this.version)
    return [...this.derivation.inputs.rateUnits].flatMap(([rateId, rows]): readonly Explanation[] => {
      const price = prices.get(priceKey(rateId, 'state'))
      const rate = draft.rate.get(rateId)
      if (rate?.serviceId !== serviceId || price === undefined || price.amount === null) return []
      const { amount } = price
      const units = sumUnits(rows)
      return [node({ label: `${rate.title}, planned units x published rate`, value: toText(round(decimal(units).times(decimal(amount)), 2)), unit: 'USD', ruleId: 'NUM-3', formula: 'planned units x published rate, rounded to the cent', operation: { kind: 'products', places: 2, terms: [['times', 'times']] }, origin: { table: 'rate', id: rateId, source: '' } }, () => [
        sumNode({ label: `Planned units of ${rate.title}`, value: units, unit: 'units', ruleId: 'RATE-1', formula: 'Units of its customers added up.' }, () => rows.map((row) => typedNode(this.context, { label: row.customer === '' ? 'Units' : row.customer, value: row.units, unit: 'units', table: 'rateUnits', row, field: 'units', ruleId: 'RATE-1' }))),
        explainPrice(draft, { label: `Published rate of ${rate.title}`, figure: { number: amount, text: formatFixed(amount, Math.max(price.places, decimal(amount).decimalPlaces())), places: price.places, price }, price }),
      ])]
    })
  }
}

class RecoveryExplainer {
  readonly #draft: Draft
  readonly #recovery: Recovery
  readonly #years: readonly YearExplainer[]
  readonly #shelf = new NodeShelf()

  constructor(draft: Draft, recovery: Recovery) {
    this.#draft = draft
    this.#recovery = recovery
    this.#years = recovery.versions.map((version) => new YearExplainer(draft, version))
  }

  #account(serviceId: string, fundId: string | null): AccountRecovery | undefined {
    return this.#recovery.accounts.find((each) => each.serviceId === serviceId && each.fundId === fundId)
  }

  #fundsOf(serviceId: string): ServiceFunds {
    const [main = null, ...others] = this.#recovery.accounts.flatMap((each) => (each.serviceId === serviceId ? [each.fundId] : []))
    return [main, ...others]
  }

  #fund(fundId: string | null): FundRecovery | undefined {
    return this.#recovery.funds.find((each) => each.fundId === fundId)
  }

  #nameOf(account: AccountOf): string {
    if (account.kind === 'service') return accountName(this.#draft, this.#recovery, account)
    return account.fundId === null ? 'the services without a fund' : (this.#draft.internalServiceFund.get(account.fundId)?.name ?? account.fundId)
  }

  #yearOf(account: AccountOf, index: number): AccountYear | null {
    return (account.kind === 'service' ? this.#account(account.serviceId, account.fundId)?.years[index] : this.#fund(account.fundId)?.years[index]) ?? null
  }

  figure(account: AccountOf, index: number, figure: AccountFigure): Explanation {
    const key = `${account.kind === 'service' ? account.serviceId : ''}|${account.kind}|${account.fundId ?? ''}|${index}|${figure}`
    return this.#shelf.get(key, () => this.#make(account, index, figure))
  }

  #make(account: AccountOf, index: number, figure: AccountFigure): Explanation {
    const year = this.#yearOf(account, index)
    const years = this.#years[index]
    if (year === null || years === undefined) return node({ label: this.#nameOf(account), value: null, text: 'nothing', unit: '', ruleId: 'RECOV-1', formula: 'This year says nothing of it: no cost, revenue or balance.', operation: { kind: 'typed' } }, () => [])
    const name = `${this.#nameOf(account)}, ${formatVersion(this.#draft, years.version)}`
    if (isResult(figure)) return accountNode({ name, year, policy: years.derivation.inputs.policy, of: (each) => this.figure(account, index, each) }, figure)
    const shown = { label: `${INPUT_WORDS[figure]} of ${name}`, value: year[figure], unit: 'USD', ruleId: RULES[figure] ?? 'RECOV-1' }
    if (account.kind === 'fund') {
      return sumNode({ ...shown, formula: 'Accounts of its services added up.' }, () => (this.#fund(account.fundId)?.services ?? []).flatMap((serviceId) => (this.#account(serviceId, account.fundId)?.years[index] === null ? [] : [this.figure({ kind: 'service', serviceId, fundId: account.fundId }, index, figure)])))
    }
    return this.#input({ serviceId: account.serviceId, fundId: account.fundId, funds: this.#fundsOf(account.serviceId) }, index, { figure, shown, years })
  }

  #input(account: ServiceAccount, index: number, { figure, shown, years }: { readonly figure: keyof AccountFigures; readonly shown: Pick<Explanation, 'label' | 'value' | 'unit' | 'ruleId'>; readonly years: YearExplainer }): Explanation {
    const ofRows = <Row extends Revenue | FundBalance>(parts: { readonly table: 'revenue' | 'fundBalance'; readonly rows: readonly Row[]; readonly value: (row: Row) => Explanation['value'] }): Explanation => sumNode(
      { ...shown, formula: parts.rows.length === 0 ? 'Nothing is stated.' : 'As it is stated, added up.' },
      () => parts.rows.map((row) => typedNode(years.context, { label: `${INPUT_WORDS[figure]}${row.fundId === null ? '' : `, ${this.#draft.internalServiceFund.get(row.fundId)?.code ?? row.fundId}`}`, value: parts.value(row) ?? ZERO, unit: 'USD', table: parts.table, row, field: figure, ruleId: shown.ruleId })),
    )
    const { serviceId, fundId } = account
    const before = this.#account(serviceId, fundId)?.years[index - 1] ?? null
    switch (figure) {
      case 'opening': {
        const rows = years.rows(this.#draft.fundBalance, account)
        if (rows.length > 0) return ofRows({ table: 'fundBalance', rows, value: (row) => row.opening })
        if (before === null) return sumNode({ ...shown, formula: 'Nothing is stated, and there is no year before.' }, () => [])
        return node({ ...shown, formula: 'The closing balance of the year before.', operation: { kind: 'same' } }, () => [this.figure({ kind: 'service', serviceId, fundId }, index - 1, 'closing')])
      }
      case 'interest':
      case 'transfers':
        return ofRows({ table: 'fundBalance', rows: years.rows(this.#draft.fundBalance, account), value: (row) => row[figure] })
      case 'billed':
        if (this.#account(serviceId, fundId)?.years[index]?.revenueSource !== 'planned') return ofRows({ table: 'revenue', rows: years.rows(this.#draft.revenue, account), value: (row) => row.billed })
        return account.funds.length === 1 ? sumNode({ ...shown, formula: 'Planned units x published rates, since no revenue is stated.' }, () => years.plannedRevenue(serviceId)) : years.inFunds(account).planned(fundId, { shown, rates: () => years.plannedRevenue(serviceId) })
      case 'imputed':
      case 'federallyFunded':
        return ofRows({ table: 'revenue', rows: years.rows(this.#draft.revenue, account), value: (row) => row[figure] })
      case 'cost':
      case 'allowableCost':
      case 'allowableCash':
      case 'cash': {
        const service = years.derivation.services.get(serviceId)
        if (service === undefined) return sumNode({ ...shown, formula: 'No cost in this version.' }, () => [])
        return account.funds.length === 1 || service.isPool ? { ...years.measure(figure).service(service), label: shown.label } : years.inFunds(account).cost(service, fundId, { measure: figure, shown })
      }
      case 'carryForward':
      case 'reserveContribution':
      case 'subsidy':
      case 'otherRevenue':
        return this.#term(account, { figure, shown, years })
      default:
        return assertNever(figure)
    }
  }

  /** Terms of RATE-1 that are no expense; subsidies and other revenue are negative there and positive here. */
  #term({ serviceId, fundId, funds }: ServiceAccount, { figure, shown, years }: { readonly figure: 'carryForward' | 'reserveContribution' | 'subsidy' | 'otherRevenue'; readonly shown: Pick<Explanation, 'label' | 'value' | 'unit' | 'ruleId'>; readonly years: YearExplainer }): Explanation {
    const element = ({ carryForward: 'carry-forward', reserveContribution: 'reserve-contribution', subsidy: 'subsidy', otherRevenue: 'other-revenue' } as const)[figure]
    const service = years.derivation.services.get(serviceId)
    if (service === undefined || shown.value === ZERO) return sumNode({ ...shown, formula: service?.isPool === true ? 'A pool holds its cost (RATE-2).' : 'None in this version.' }, () => [])
    const isTakenOff = figure === 'subsidy' || figure === 'otherRevenue'
    if (funds.length > 1) return years.inFunds({ serviceId, funds }).term(service, fundId, { element, shown, isTakenOff })
    const part = (): readonly Explanation[] => [explainersOf(years.derivation, this.#draft).owners.element(service, element)]
    return node({ ...shown, formula: 'What stands under it in the cost framework.', operation: isTakenOff ? { kind: 'products', places: 2, terms: [['negative']] } : { kind: 'same' } }, part)
  }
}

const known = new WeakMap<Recovery, RecoveryExplainer>()

function explainerOf(draft: Draft, recovery: Recovery): RecoveryExplainer {
  const before = known.get(recovery)
  if (before !== undefined) return before
  const made = new RecoveryExplainer(draft, recovery)
  known.set(recovery, made)
  return made
}

/**
 * A figure of an account; `recovery` must come from the same draft.
 *
 * @example explainRecovery(draft, recovery, { account: { kind: 'service', serviceId: 'mainframe', fundId: 'isf' }, year: 0, figure: 'closing' }).value // '375'
 */
export function explainRecovery(draft: Draft, recovery: Recovery, at: { readonly account: AccountOf; readonly year: number; readonly figure: AccountFigure }): Explanation {
  return explainerOf(draft, recovery).figure(at.account, at.year, at.figure)
}

/** What one year takes up of a balance, or without a year what expires of it (RECOV-4). */
export function explainCarryForward(draft: Draft, recovery: Recovery, { row, fiscalYear }: { readonly row: CarryForward; readonly fiscalYear: number | null }): Explanation {
  const { parts, expired } = planCarryForward(row)
  const context: Context = { draft, derivation: deriveRates(draft, recovery.versions.at(-1) ?? { fiscalYear: recovery.fiscalYear, basis: 'plan', scenarioId: null }) }
  const typed = (field: 'amount' | 'years'): Explanation => typedNode(context, { label: field === 'amount' ? `Balance of FY${row.closedYear}` : 'Years', value: field === 'amount' ? row.amount : toText(new Decimal(row.years)), unit: field === 'amount' ? 'USD' : 'years', table: 'carryForward', row, field, ruleId: 'RECOV-4' })
  const value = fiscalYear === null ? expired : (parts.find((part) => part.fiscalYear === fiscalYear)?.amount ?? ZERO)
  const shared = { value, unit: 'USD', ruleId: 'RECOV-4' }
  if (row.settledBy !== 'future-rates') return node({ ...shared, label: `Balance of FY${row.closedYear}`, formula: 'It is not settled by future rates, so no year takes it up.', operation: { kind: 'products', places: 2, terms: [] } }, () => [typed('amount')])
  const span = fiscalYear === null ? { first: parts.length, count: row.years - parts.length } : { first: fiscalYear - row.firstYear, count: 1 }
  const label = fiscalYear === null ? `Balance of FY${row.closedYear}, expired after FY${row.expiresAfter}` : `Balance of FY${row.closedYear}, taken up in FY${fiscalYear}`
  return node({ ...shared, label, formula: 'The balance spread over its years by largest remainder.', operation: { kind: 'equal-parts', ...span } }, () => [typed('amount'), typed('years')])
}

export type ExplainedRecovery = { readonly name: string; readonly value: string | null; readonly explanation: Explanation }

/** Every figure of a recovery with its explanation: what a check walks through. */
export function explainEveryAccount(draft: Draft, recovery: Recovery): readonly ExplainedRecovery[] {
  const figures = [...ACCOUNT_INPUTS, ...ACCOUNT_RESULTS]
  const ofAccount = (account: AccountOf, name: string, years: readonly (AccountYear | null)[]): readonly ExplainedRecovery[] => years.flatMap((year, index) => (year === null ? [] : figures.map((figure) => ({ name: `${name} ${year.fiscalYear} ${figure}`, value: year[figure], explanation: explainRecovery(draft, recovery, { account, year: index, figure }) }))))
  const ofCarryForwards = recovery.accounts.flatMap((account) => account.carryForwards.flatMap(({ row, plan }) => [
    ...plan.parts.map((part) => ({ name: `carry-forward ${row.id} ${part.fiscalYear}`, value: part.amount, explanation: explainCarryForward(draft, recovery, { row, fiscalYear: part.fiscalYear }) })),
    { name: `carry-forward ${row.id} expired`, value: plan.expired, explanation: explainCarryForward(draft, recovery, { row, fiscalYear: null }) },
  ]))
  return [
    ...recovery.accounts.flatMap(({ serviceId, fundId, isMain, years }) => ofAccount({ kind: 'service', serviceId, fundId }, isMain ? serviceId : `${serviceId} in ${fundId ?? ''}`, years)),
    ...recovery.funds.flatMap((fund) => ofAccount({ kind: 'fund', fundId: fund.fundId }, `fund ${fund.fundId ?? ''}`, fund.years)), ...ofCarryForwards,
  ]
}
