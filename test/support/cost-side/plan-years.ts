/** The plans of FY2004 and FY2005: staff, pools, drivers, bought costs, units and rates. */
import { Decimal } from 'decimal.js'

import type { SampleTables } from '../../../src-main/core/sample-model.ts'
import { costPercents, targets } from './published.ts'
import { OTHER_TERMS, SERVICES, TYPED_IN_2005, type RatePlan } from './service-facts.ts'
import { CAPITAL, INCREASES, POOLS, STAFF, type StaffPlan } from './staff-facts.ts'
import { add, rowsOf, type Lines } from './tables.ts'
import { totalsOf } from './totals.ts'

type Random = (from: number, to: number) => number
export const PLANS = ['FY2004/plan', 'FY2005/plan'] as const
export type Plan = (typeof PLANS)[number]

function ownerCells(owner: string): { readonly service: string; readonly pool: string } {
  return owner.startsWith('pool:') ? { service: '', pool: owner.slice('pool:'.length) } : { service: owner, pool: '' }
}

function fundOf(owner: string): string {
  return SERVICES.find((each) => each.service === owner)?.fund ?? ''
}

/** Of FY2005: with the increases of FY2004 in it. */
function salaryOf(person: StaffPlan, plan: Plan): number {
  if (plan === 'FY2004/plan') return person.salary
  return Math.round(person.salary * 1.02 * (person.unit === 'Unit B' ? 1.015 : 1))
}

export function addStaff(lines: Lines, plan: Plan): void {
  for (const person of STAFF) {
    add(lines, 'cost-positions', {
      version: plan, code: person.code, title: person.title, bargainingUnit: person.unit, grade: person.grade, baseSalary: String(salaryOf(person, plan)), salaryAsOf: plan === 'FY2004/plan' ? '2003-07-01' : '2004-07-01',
      fte: person.fte ?? '1', startsOn: plan === 'FY2005/plan' ? (person.starts2005 ?? '') : '', vacancyPercent: person.vacancy ?? '', assumption: plan === 'FY2005/plan' && person.starts2005 !== undefined ? 'Vacant until the autumn.' : '',
    })
    for (const [owner, percent] of person.parts) add(lines, 'cost-assignments', { version: plan, position: person.code, ...ownerCells(owner), percent: String(percent) })
  }
  for (const each of INCREASES.filter((increase) => increase.version === plan)) {
    add(lines, 'cost-increases', { version: plan, kind: each.kind, name: each.name, bargainingUnit: each.unit, position: each.position, percent: each.percent, effectiveFrom: each.from })
  }
}

/** Amounts of FY2005 are those of FY2004 and the escalator of their object code (COST-4). */
function escalated(lines: Lines, plan: Plan, objectCode: string, amount: Decimal): Decimal {
  if (plan === 'FY2004/plan') return amount
  const percent = lines.get('cost-escalators')?.find((line) => line['version'] === plan && line['objectCode'] === objectCode)?.['percent'] ?? '0'
  return amount.times(new Decimal(100).plus(percent)).div(100).toDecimalPlaces(2)
}

function addLine(lines: Lines, plan: Plan, cells: Readonly<Record<string, string>>): void {
  add(lines, 'cost-lines', { version: plan, allowable: 'allowable', cash: 'cash', recurrence: 'recurring', ...cells })
}

/** Accounts that the account managers serve: the larger a service, the more. The same in both years. */
export function accountsServed(given: SampleTables, random: Random): ReadonlyMap<string, number> {
  return new Map([...targets(given)].map(([service, cost]) => [service, Math.round(3 + cost.toNumber() / 100_000 + random(0, 6))]))
}

export function addPools(lines: Lines, plan: Plan, accounts: ReadonlyMap<string, number>): void {
  const pools = POOLS.filter((pool) => plan === 'FY2005/plan' || pool.only2005 === undefined)
  for (const [index, pool] of pools.entries()) {
    const [code, name, kind, unit] = pool.driver
    add(lines, 'cost-drivers', { version: plan, code, name, kind, unit, note: kind === 'fixed-percent' ? 'Set by hand each year.' : '' })
    add(lines, 'cost-pools', { version: plan, code: pool.code, name: pool.name, service: pool.service, driver: code, step: String(index + 1), note: pool.note })
    for (const [objectCode, description, amount] of pool.lines) {
      addLine(lines, plan, { pool: pool.code, section: objectCode === 'HH' || objectCode === 'U05' ? 'personnel' : 'other', objectCode, description, amount: escalated(lines, plan, objectCode, new Decimal(amount)).toFixed() })
    }
    const quantity = (owner: string, amount: number): void => add(lines, 'cost-driver-quantities', { version: plan, driver: code, ...ownerCells(owner), quantity: String(amount) })
    for (const [other, amount] of pool.atPools) quantity(`pool:${other}`, amount)
    for (const service of SERVICES) {
      const amounts: Readonly<Record<string, number>> = { SQFT: service.squareFeet, DEV: service.devices, TICK: service.tickets, NET: service.network, ACCT: accounts.get(service.service) ?? 0, SEAT: 0 }
      const amount = amounts[code]
      if (amount !== undefined && (amount > 0 || (code === 'SEAT' && service.service.startsWith('NW-')))) quantity(service.service, amount)
    }
  }
  addLine(lines, plan, { pool: 'ADM', section: 'other', objectCode: 'EE', description: 'Interest on late payments', amount: '2400', allowable: 'unallowable', assumption: 'Not allowable, so it is not in the reserve.' })
  addLine(lines, plan, { service: 'SAM', section: 'other', objectCode: 'EE', description: 'Travel to customers', amount: escalated(lines, plan, 'EE', new Decimal(6800)).toFixed(), fund: 'ISF-CN' })
  for (const item of CAPITAL.filter((each) => plan === 'FY2005/plan' || each.first === 2004)) {
    add(lines, 'cost-capital', { version: plan, ...ownerCells(item.owner), description: item.description, objectCode: 'UU', purchasePrice: item.price, inServiceOn: item.from, lifeMonths: String(item.months), fund: fundOf(item.owner), assumption: item.assumption })
  }
  for (const { version, service, ...term } of OTHER_TERMS.filter((each) => each.version === plan)) addLine(lines, plan, { ...term, service, fund: fundOf(service), version })
}

export function plannedUnits(rate: RatePlan, plan: Plan): number {
  if (plan === 'FY2004/plan') return rate.units
  const units = rate.units * rate.growth
  return units > 100000 ? Math.round(units / 1000) * 1000 : Math.round(units)
}

function addUnits(lines: Lines, plan: Plan, rate: RatePlan): void {
  const units = plannedUnits(rate, plan)
  const assumption = plan === 'FY2004/plan' ? 'Units of the last twelve months.' : `${rate.growth >= 1 ? '+' : '-'}${Math.abs(Math.round((rate.growth - 1) * 1000) / 10)} % against FY2004.`
  const parts = rate.customers ?? [['', 100]]
  let left = units
  for (const [index, [customer, percent]] of parts.entries()) {
    const part = index === parts.length - 1 ? left : Math.round((units * percent) / 100)
    left -= part
    add(lines, 'cost-units', { version: plan, rate: rate.rate, customer, units: String(part), assumption })
  }
}

/** A rate without units has no part of the cost: the service's first rate takes it. */
function percentsOf(given: SampleTables, rates: readonly RatePlan[], plan: Plan): readonly string[] {
  const percents = costPercents(given, rates).map((each) => new Decimal(each))
  for (const [index, rate] of rates.entries()) {
    if (plannedUnits(rate, plan) > 0) continue
    percents[0] = (percents[0] ?? new Decimal(0)).plus(percents[index] ?? 0)
    percents[index] = new Decimal(0)
  }
  return percents.map((each) => each.toFixed())
}

export function addRates(given: SampleTables, lines: Lines, plan: Plan): void {
  for (const { rates } of SERVICES) {
    const percents = percentsOf(given, rates, plan)
    for (const [index, rate] of rates.entries()) {
      const reason = rate.typed ?? (plan === 'FY2005/plan' ? TYPED_IN_2005[rate.rate] : undefined)
      add(lines, 'cost-rate-builds', {
        version: plan, rate: rate.rate, costPercent: percents[index] ?? '', dividedBy: rate.dividedBy ?? 'planned-units', practicalCapacity: rate.capacity === undefined ? '' : String(rate.capacity),
        rateSource: reason === undefined ? 'derived' : 'typed', overrideReason: reason ?? '',
      })
      addUnits(lines, plan, rate)
    }
  }
  if (plan === 'FY2004/plan') return
  add(lines, 'cost-rate-builds', { version: plan, rate: 'SQ060', costPercent: '100', dividedBy: 'planned-units', rateSource: 'derived' })
  add(lines, 'cost-units', { version: plan, rate: 'SQ060', units: '0', assumption: 'Funded from overhead (RATE-2).' })
}

const ROUNDS = 8
/** Largest remainders may hand a cent back and forth for ever. */
const CENTS_OPEN = '0.02'
const ADJUSTMENT = 'Re-classifications, adjustments'

/** The bought costs of FY2004, worked backwards: what published rates x units leave after staff, overhead and the other terms. */
export function addBoughtCosts(given: SampleTables, lines: Lines, random: Random): void {
  const wanted = targets(given)
  const own = [...(lines.get('cost-lines') ?? [])]
  const jitters = SERVICES.map((service) => service.bought.map(() => random(0.96, 1.04)))
  let bought = new Map(SERVICES.map((service) => [service.service, (wanted.get(service.service) ?? new Decimal(0)).times(0.7)]))
  const place = (adjustments: ReadonlyMap<string, Decimal>): void => {
    lines.set('cost-lines', [...own])
    for (const [index, service] of SERVICES.entries()) {
      const total = (bought.get(service.service) ?? new Decimal(0)).toNumber()
      const weights = service.bought.map((each, place) => each[2] * (jitters[index]?.[place] ?? 1))
      const sum = weights.reduce((all, each) => all + each, 0)
      for (const [at, [objectCode, description]] of service.bought.entries()) {
        addLine(lines, 'FY2004/plan', { service: service.service, fund: service.fund, section: objectCode === 'HH' || objectCode === 'U05' ? 'personnel' : 'other', objectCode, description, amount: String(Math.floor((total * (weights[at] ?? 0)) / sum / 100) * 100) })
      }
      const adjustment = adjustments.get(service.service) ?? new Decimal(0)
      addLine(lines, 'FY2004/plan', { service: service.service, fund: service.fund, section: 'other', description: ADJUSTMENT, amount: adjustment.toFixed(), recurrence: 'one-time', assumption: 'Closes the gap between the made-up costs and the published rates.' })
    }
  }
  const gaps = (): ReadonlyMap<string, Decimal> => {
    const { services } = totalsOf(rowsOf(given, lines), 'FY2004/plan')
    return new Map(SERVICES.map(({ service }) => [service, (wanted.get(service) ?? new Decimal(0)).minus(services.get(service.toLowerCase()) ?? 0)]))
  }
  let adjustments: ReadonlyMap<string, Decimal> = new Map()
  for (let round = 0; round < ROUNDS; round += 1) {
    place(adjustments)
    const open = gaps()
    if (round < ROUNDS / 2) bought = new Map([...bought].map(([service, amount]) => [service, amount.plus(open.get(service) ?? 0)]))
    else adjustments = new Map(SERVICES.map(({ service }) => [service, (adjustments.get(service) ?? new Decimal(0)).plus(open.get(service) ?? 0)]))
  }
  place(adjustments)
  for (const [service, gap] of gaps()) if (gap.abs().gt(CENTS_OPEN)) throw new Error(`${service} misses its published rates by ${gap.toFixed()}`)
  for (const [service, amount] of bought) if (amount.lte(0)) throw new Error(`${service} has no money left to buy with: ${amount.toFixed(2)}`)
}

/** The bought costs of FY2005: those of FY2004, rolled forward without what is one-time (COST-4). */
export function rollBoughtCosts(lines: Lines): void {
  const before = (lines.get('cost-lines') ?? []).filter((line) => line['version'] === 'FY2004/plan' && SERVICES.some((each) => each.service === line['service']) && line['recurrence'] === 'recurring' && (line['section'] === 'personnel' || line['section'] === 'other'))
  for (const line of before) {
    const objectCode = line['objectCode'] ?? ''
    addLine(lines, 'FY2005/plan', { ...line, version: 'FY2005/plan', amount: escalated(lines, 'FY2005/plan', objectCode, new Decimal(line['amount'] ?? 0)).toFixed() })
  }
}
