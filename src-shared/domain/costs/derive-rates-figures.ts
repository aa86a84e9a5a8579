/** From a service's cost to its rates (RATE-1, NUM-3): parts by percentage, elements, divisor, unused capacity. */
import { cents, usdOfCents } from '../cents.ts'
import { Decimal, decimal, toText, type Percent, type Units, type Usd } from '../decimal.ts'
import type { RateBuild, RateUnits } from '../model/cost-tables.ts'
import type { PriceKind } from '../model/tables.ts'
import { isSameList } from '../kept-rows.ts'
import { raiseLargest, splitAmount } from '../split-amount.ts'
import type { CostElement, DerivedRate, ServiceCost } from './derivation.ts'
import { COST_ELEMENTS } from './derivation.ts'
import { ratePerUnit, roundedQuotient, roundedText, scaledOf, sumUnits } from './derive-rates-units.ts'

/** A derived rate before it is known what the version publishes. */
export type RateFigures = Omit<DerivedRate, 'published' | 'roundingEffect'>

/** What the schedule says of a rate: how it is priced, at how many places. */
export type RateFacts = { readonly kind: PriceKind; readonly places: number }

/** What one service's rates come from besides its cost: one of each a rate, in the order of the catalog. */
export type RateTerms = {
  readonly builds: readonly RateBuild[]
  readonly units: readonly (readonly RateUnits[])[]
  readonly facts: readonly RateFacts[]
}

const NOTHING: Usd = usdOfCents(0n)

/** What percentages below 100 leave without a rate; nothing where they add up, or to more. */
export function percentLeft(percents: readonly Percent[]): Percent {
  const rest = percents.reduce((left, each) => left.minus(decimal(each)), new Decimal(100))
  return toText<'%'>(rest.isNegative() ? new Decimal(0) : rest)
}

/**
 * A service's cost over its rates by largest remainder (NUM-5). What percentages below 100 leave stays with no rate;
 * percentages above 100 count in proportion, and a finding says so.
 *
 * @example costsOfRates('100', ['50', '25']) // ['50', '25']
 */
export function costsOfRates(total: Usd, percents: readonly Percent[]): readonly Usd[] {
  if (percents.length === 1 && percents[0] === '100') return [total]
  return splitAmount(total, [...percents, percentLeft(percents)]).slice(0, percents.length)
}

/**
 * An amount in proportion to amounts of either sign, by largest remainder (NUM-5); the parts add up to it. Nothing to be in
 * proportion to, or nothing to share: zeros.
 *
 * @example splitInProportion(['100', '-10'], '45') // ['50', '-5']
 */
export function splitInProportion(amounts: readonly Usd[], whole: Usd): readonly Usd[] {
  const values = amounts.map(cents)
  const total = values.reduce((sum, each) => sum + each, 0n)
  const part = cents(whole)
  if (part === total) return amounts
  if (total === 0n || part === 0n) return amounts.map(() => NOTHING)
  const sign = total < 0n ? -1n : 1n
  const floors: bigint[] = []
  const remainders: bigint[] = []
  for (const value of values) {
    const numerator = value * part * sign
    const divisor = total * sign
    const floor = numerator >= 0n || numerator % divisor === 0n ? numerator / divisor : numerator / divisor - 1n
    floors.push(floor)
    remainders.push(numerator - floor * divisor)
  }
  return raiseLargest({ floors, remainders }, part).map(usdOfCents)
}

/**
 * A rate's cost by element, in proportion to the service's elements, by largest remainder; the parts add up to `cost`.
 *
 * @example elementsOfCost(new Map([['salaries', '100'], ['subsidy', '-10']]), '45') // salaries 50, subsidy -5
 */
export function elementsOfCost(elements: ReadonlyMap<CostElement, Usd>, cost: Usd): ReadonlyMap<CostElement, Usd> {
  const present = COST_ELEMENTS.filter((element) => elements.has(element))
  const parts = splitInProportion(present.map((element) => elements.get(element) ?? NOTHING), cost)
  return new Map(present.map((element, index) => [element, parts[index] ?? NOTHING]))
}

/** cost x (capacity - planned) / capacity, at the cent; nothing is unused where more is planned than can be done. */
function unusedCapacityCost(cost: Usd, units: { readonly capacity: Units | null; readonly planned: Units }): Usd | null {
  if (units.capacity === null || units.capacity === '0') return null
  const capacity = scaledOf(units.capacity)
  const planned = scaledOf(units.planned)
  const scale = Math.max(capacity.scale, planned.scale)
  const whole = capacity.mantissa * 10n ** BigInt(scale - capacity.scale)
  const unused = whole - planned.mantissa * 10n ** BigInt(scale - planned.scale)
  if (unused <= 0n) return NOTHING
  return usdOfCents(roundedQuotient(cents(cost) * unused, whole))
}

/** The practical capacity, where more units are planned than that; else null. */
export function exceededCapacity({ practicalCapacity, plannedUnits }: Pick<RateFigures, 'practicalCapacity' | 'plannedUnits'>): Units | null {
  return practicalCapacity !== null && practicalCapacity !== '0' && decimal(plannedUnits).gt(decimal(practicalCapacity)) ? practicalCapacity : null
}

function isPerUnit(kind: PriceKind): boolean {
  return kind === 'per-unit' || kind === 'flat-per-period' || kind === 'no-units'
}

type Parts = { readonly build: RateBuild; readonly cost: Usd; readonly units: readonly RateUnits[]; readonly facts: RateFacts }

/** A class, as the costs of services are: one of hundreds at each keystroke. */
class FiguresOfRate implements RateFigures {
  readonly rateId: string
  readonly serviceId: string
  readonly cost: Usd
  readonly elements: ReadonlyMap<CostElement, Usd>
  readonly plannedUnits: Units
  readonly dividedBy: RateBuild['dividedBy']
  readonly divisor: Units
  readonly practicalCapacity: Units | null
  readonly unusedCapacityCost: Usd | null
  readonly unrounded: RateFigures['unrounded']
  readonly rounded: RateFigures['rounded']
  readonly places: number
  readonly reason: RateFigures['reason']
  readonly rateSource: RateBuild['rateSource']
  readonly overrideReason: string

  constructor(service: ServiceCost, { build, cost, units, facts }: Parts) {
    const plannedUnits = sumUnits(units)
    const divisor = build.dividedBy === 'practical-capacity' ? (build.practicalCapacity ?? toText<'units'>(new Decimal(0))) : plannedUnits
    const hasCost = service.elements.size > 0
    const unrounded = isPerUnit(facts.kind) && hasCost && !service.isPool ? ratePerUnit(cost, divisor) : null
    this.rateId = build.rateId
    this.serviceId = service.serviceId
    this.cost = cost
    this.elements = cost === service.total ? service.elements : elementsOfCost(service.elements, cost)
    this.plannedUnits = plannedUnits
    this.dividedBy = build.dividedBy
    this.divisor = divisor
    this.practicalCapacity = build.practicalCapacity
    this.unusedCapacityCost = unusedCapacityCost(cost, { capacity: build.practicalCapacity, planned: plannedUnits })
    this.unrounded = unrounded
    this.rounded = unrounded === null ? null : roundedText(unrounded, facts.places)
    this.places = facts.places
    this.reason = unrounded !== null ? null : !isPerUnit(facts.kind) ? 'not-per-unit' : divisor === '0' || service.isPool ? 'no-units' : hasCost ? 'out-of-range' : 'no-cost'
    this.rateSource = build.rateSource
    this.overrideReason = build.overrideReason
  }
}

const NO_ROWS: readonly RateUnits[] = []
const PER_UNIT: RateFacts = { kind: 'per-unit', places: 2 }

function figuresOf(service: ServiceCost, { builds, units, facts }: RateTerms): readonly RateFigures[] {
  // Most services have one rate, which takes all.
  const costs = builds.length === 1 && builds[0]?.costPercent === '100' ? null : costsOfRates(service.total, builds.map((build) => build.costPercent))
  return builds.map((build, index) => new FiguresOfRate(service, { build, cost: costs === null ? service.total : (costs[index] ?? NOTHING), units: units[index] ?? NO_ROWS, facts: facts[index] ?? PER_UNIT }))
}

/** The rates of one service, and what they were made from. */
export class RatesOfService {
  readonly cost: ServiceCost
  readonly terms: RateTerms
  readonly figures: readonly RateFigures[]

  constructor(cost: ServiceCost, terms: RateTerms) {
    this.cost = cost
    this.terms = terms
    this.figures = figuresOf(cost, terms)
  }

  /** True when this state of a service gives the same rates. */
  isMadeFrom(cost: ServiceCost, terms: RateTerms): boolean {
    return this.cost === cost && (this.terms === terms || isSameTerms(this.terms, terms))
  }
}

function isSameTerms(left: RateTerms, right: RateTerms): boolean {
  return isSameList(left.builds, right.builds)
    && left.units.length === right.units.length && left.units.every((each, index) => isSameList(each, right.units[index] ?? []))
    && left.facts.every((each, index) => each.kind === right.facts[index]?.kind && each.places === right.facts[index]?.places)
}
