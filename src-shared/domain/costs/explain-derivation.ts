/**
 * How a derived figure was computed, down to a cost line, a month of a position or a typed assumption, each with the row it comes
 * from. Nodes are made when they are asked for; what several figures rest on is one node.
 */
import type { PoolFigure } from '../allocation/explain-allocation.ts'
import { decimal, formatFixed, toText } from '../decimal.ts'
import type { Explanation } from '../explanation.ts'
import type { RateBuild } from '../model/cost-tables.ts'
import type { Draft } from '../model/draft.ts'
import { assertNever } from '../result.ts'
import { sumUsd } from '../sum-usd.ts'
import { COST_ELEMENTS, type CostElement, type Derivation, type DerivedRate, type OwnerCost, type OwnerKey, type RateFigure, type ServiceCost } from './derivation.ts'
import { percentLeft } from './derive-rates-figures.ts'
import { allocationCaseOf } from './derive-rates.ts'
import { constantNode, node, sumNode, typedNode, weightsNode, ZERO, type Context } from './explain-derivation-nodes.ts'
import { ELEMENT_WORDS, OwnerExplainer } from './explain-derivation-owners.ts'
import { PoolExplainer } from './explain-derivation-pools.ts'

export { POOL_FIGURES, type PoolFigure } from '../allocation/explain-allocation.ts'

export type Explainers = { readonly context: Context; readonly owners: OwnerExplainer; readonly pools: PoolExplainer }
const known = new WeakMap<Derivation, Explainers>()

/** The nodes of a derivation, each made once; what is the same in the one that it was tried `beside` is a node of that. */
export function explainersOf(derivation: Derivation, draft: Draft, beside: Derivation | null = null): Explainers {
  const before = known.get(derivation)
  if (before !== undefined && before.context.draft === draft) return before
  const context: Context = { derivation, draft }
  const owners = new OwnerExplainer(context, beside === null ? null : explainersOf(beside, draft).owners)
  const made = { context, owners, pools: new PoolExplainer(context, { owners, allocationCase: allocationCaseOf(derivation) }) }
  known.set(derivation, made)
  return made
}

/** What cannot be found or computed, in words. */
export function nothing(label: string, text: string): Explanation {
  return node({ label, value: null, text, unit: '', ruleId: 'RATE-1', formula: text, operation: { kind: 'typed' } }, () => [])
}

function serviceNode({ context, owners, pools }: Explainers, service: ServiceCost): Explanation {
  const name = context.draft.service.get(service.serviceId)?.name ?? service.serviceId
  return sumNode({ label: `Cost of ${name}`, value: service.total, unit: 'USD', ruleId: 'RATE-1', formula: 'direct + allocated + depreciation + carry-forward + reserve contribution - subsidy - other revenue', origin: { table: 'service', id: service.serviceId, source: '' } },
    () => COST_ELEMENTS.filter((element) => service.elements.has(element)).map((element) => (element === 'overhead' ? pools.overhead(service) : owners.element(service, element))))
}

/** A service's cost. @example explainService(derivation, draft, 'sam').value // '516518' */
export function explainService(derivation: Derivation, draft: Draft, serviceId: string): Explanation {
  const service = derivation.services.get(serviceId)
  return service === undefined ? nothing(draft.service.get(serviceId)?.name ?? serviceId, 'No cost in this version') : serviceNode(explainersOf(derivation, draft), service)
}

/** One element of a service's cost; overhead by pool. */
export function explainServiceElement(derivation: Derivation, draft: Draft, at: { readonly serviceId: string; readonly element: CostElement }): Explanation {
  const service = derivation.services.get(at.serviceId)
  const { owners, pools } = explainersOf(derivation, draft)
  if (service === undefined) return nothing(ELEMENT_WORDS[at.element], 'No cost in this version')
  return at.element === 'overhead' ? pools.overhead(service) : owners.element(service, at.element)
}

function ownerCostOf(derivation: Derivation, owner: OwnerKey): OwnerCost | undefined {
  const id = owner.slice(owner.indexOf(':') + 1)
  return owner.startsWith('pool:') ? derivation.pools.get(id) : derivation.services.get(id)
}

/** One element of what a service or a pool costs by itself. */
export function explainOwnElement(derivation: Derivation, draft: Draft, at: { readonly owner: OwnerKey; readonly element: Exclude<CostElement, 'overhead'> }): Explanation {
  const cost = ownerCostOf(derivation, at.owner)
  return cost === undefined ? nothing(ELEMENT_WORDS[at.element], 'No cost in this version') : explainersOf(derivation, draft).owners.element(cost, at.element)
}

/** Full-time equivalents of a service or a pool: parts of its positions, and what its lines state. */
export function explainFte(derivation: Derivation, draft: Draft, owner: OwnerKey): Explanation {
  const cost = ownerCostOf(derivation, owner)
  return cost === undefined ? nothing('FTE', 'No cost in this version') : explainersOf(derivation, draft).owners.fte(cost)
}

/** What a service costs by itself, without its parts of pools. */
export function explainOwnCost(derivation: Derivation, draft: Draft, owner: OwnerKey): Explanation {
  const cost = ownerCostOf(derivation, owner)
  return cost === undefined ? nothing('Own cost', 'No cost in this version') : explainersOf(derivation, draft).owners.own(cost)
}

export type PositionFigure = 'salary' | 'fringe' | 'total' | 'fte'

/** A position's year: what it costs in all, its salary, its fringe, or its full-time equivalents. */
export function explainPosition(derivation: Derivation, draft: Draft, positionId: string, figure: PositionFigure = 'total'): Explanation {
  const position = derivation.inputs.staffPositions.find((each) => each.id === positionId)
  if (position === undefined) return nothing(positionId, 'Not in this version')
  const { owners } = explainersOf(derivation, draft)
  if (figure === 'total') return owners.position(position)
  return figure === 'fte' ? owners.fteOf(position, null) : owners.yearOf(position, figure)
}

/** What a pool has of itself, gets, has to share out, shares out, or cannot share out. */
export function explainPool(derivation: Derivation, draft: Draft, poolId: string, figure: PoolFigure = 'total'): Explanation {
  const pool = derivation.inputs.costPools.find((each) => each.id === poolId)
  const { pools } = explainersOf(derivation, draft)
  if (pool === undefined) return nothing(poolId, 'Not in this version')
  return pools.figure(pool, figure)
}

/** One pool's line in a service's cost. */
export function explainOverhead(derivation: Derivation, draft: Draft, at: { readonly serviceId: string; readonly poolId: string }): Explanation {
  const service = derivation.services.get(at.serviceId)
  return service === undefined ? nothing(at.serviceId, 'No cost in this version') : explainersOf(derivation, draft).pools.overheadLine(service, at.poolId)
}

/** What a service or a pool gets of a pool: its share in %, or its amount. */
export function explainReceived(derivation: Derivation, draft: Draft, at: { readonly poolId: string; readonly owner: OwnerKey; readonly figure: 'share' | 'amount' }): Explanation {
  const pool = derivation.inputs.costPools.find((each) => each.id === at.poolId)
  const { owners, pools } = explainersOf(derivation, draft)
  if (pool === undefined) return nothing(at.poolId, 'Not in this version')
  const service = at.owner.startsWith('service:') ? derivation.services.get(at.owner.slice('service:'.length)) : undefined
  const received = at.figure === 'share' ? pools.share(pool, at.owner) : service === undefined ? pools.toPool(pool, at.owner) : pools.overheadLine(service, pool.id)
  const isShare = at.figure === 'share'
  return received ?? sumNode({ label: `${isShare ? 'Share of' : 'From'} ${pool.name} ${isShare ? 'for' : 'to'} ${owners.nameOf(at.owner)}`, value: ZERO, unit: isShare ? '%' : 'USD', ruleId: 'ALLOC-5', formula: 'By this method it gets nothing of this pool.' }, () => [])
}

/** What a service or a pool has of a driver, typed or taken from the model (ALLOC-5). */
export function explainDriver(derivation: Derivation, draft: Draft, at: { readonly driverId: string; readonly owner: OwnerKey }): Explanation {
  const driver = derivation.inputs.drivers.get(at.driverId)
  return driver === undefined ? nothing(at.driverId, 'Not in this version') : explainersOf(derivation, draft).pools.quantity(driver, at.owner)
}

/** What the receivers of a pool have of its driver together, such as percentages that should add up to 100 (ALLOC-5). */
export function explainDriverTotal(derivation: Derivation, draft: Draft, driverId: string): Explanation {
  const pool = derivation.inputs.costPools.find((each) => each.driverId === driverId)
  return pool === undefined ? nothing(driverId, 'No pool is shared out by it') : explainersOf(derivation, draft).pools.driverTotal(pool)
}

export function explainCostLine(derivation: Derivation, draft: Draft, lineId: string): Explanation {
  const line = derivation.inputs.costLines.find((each) => each.id === lineId)
  return line === undefined ? nothing(lineId, 'Not in this version') : explainersOf(derivation, draft).owners.costLine(line)
}

export function explainCapitalItem(derivation: Derivation, draft: Draft, itemId: string): Explanation {
  const item = derivation.inputs.capitalItems.find((each) => each.id === itemId)
  return item === undefined ? nothing(itemId, 'Not in this version') : explainersOf(derivation, draft).owners.capitalItem(item)
}

/** The control totals (ALLOC-6). */
export function explainTotal(derivation: Derivation, draft: Draft, figure: keyof Derivation['totals']): Explanation {
  const explainers = explainersOf(derivation, draft)
  const { owners, pools } = explainers
  const { inputs, services, positions } = derivation
  const unassigned = (): readonly Explanation[] => inputs.staffPositions.flatMap((position) => (['salary', 'fringe'] as const).flatMap((part) => ((positions.get(position.id)?.unassigned[part] ?? '0') === '0' ? [] : [owners.unassigned(position, part)])))
  const fields = { value: derivation.totals[figure], unit: 'USD', ruleId: 'ALLOC-6' }
  switch (figure) {
    case 'in':
      return sumNode({ ...fields, label: 'In', formula: 'Own cost of every service and pool, and what no part of a position takes.' }, () => [...[...services.values()].map((service) => owners.own(service)), ...[...derivation.pools.values()].map((pool) => owners.own(pool)), ...unassigned()])
    case 'out':
      return sumNode({ ...fields, label: 'Out', formula: 'Cost of every billable service.' }, () => [...services.values()].filter((service) => !service.isPool).map((service) => serviceNode(explainers, service)))
    case 'unallocated':
      return sumNode({ ...fields, label: 'Unallocated', formula: 'What pools cannot share out, and what no part of a position takes.' }, () => [...inputs.costPools.map((pool) => pools.figure(pool, 'unallocated')), ...unassigned()])
    default:
      return assertNever(figure)
  }
}

/** How the rates of a service come out of its cost, in their order. */
function buildsOf({ derivation }: Pick<Context, 'derivation'>, serviceId: string): readonly RateBuild[] {
  return [...derivation.rates.values()].filter((each) => each.serviceId === serviceId).flatMap((each) => derivation.inputs.rateBuilds.get(each.rateId) ?? [])
}

function percentNodes(context: Context, builds: readonly RateBuild[]): readonly Explanation[] {
  return builds.map((row) => typedNode(context, { label: `Part of ${context.draft.rate.get(row.rateId)?.title ?? row.rateId}`, value: row.costPercent, unit: '%', table: 'rateBuild', row, field: 'costPercent', ruleId: 'RATE-1' }))
}

/** What the rates of a service take of its cost together, in per cent. @example explainCostParts(derivation, draft, 'mainframe').value // '100' */
export function explainCostParts(derivation: Derivation, draft: Draft, serviceId: string): Explanation {
  const { context, owners } = explainersOf(derivation, draft)
  const builds = buildsOf(context, serviceId)
  return sumNode({ label: `Parts of the cost of ${owners.nameOf(`service:${serviceId}`)}`, value: toText(builds.reduce((sum, row) => sum.plus(decimal(row.costPercent)), decimal(ZERO))), unit: '%', ruleId: 'RATE-1', formula: 'Parts of its rates added up.' }, () => percentNodes(context, builds))
}

class RateExplainer {
  readonly #explainers: Explainers
  readonly #rate: DerivedRate
  readonly #build: RateBuild

  constructor(explainers: Explainers, parts: { readonly rate: DerivedRate; readonly build: RateBuild }) {
    this.#explainers = explainers
    this.#rate = parts.rate
    this.#build = parts.build
  }

  get #unit(): string {
    return `USD per ${this.#explainers.context.draft.rate.get(this.#rate.rateId)?.billableUnit ?? 'unit'}`
  }

  #service(): Explanation {
    const service = this.#explainers.context.derivation.services.get(this.#rate.serviceId)
    return service === undefined ? nothing(this.#rate.serviceId, 'No cost') : serviceNode(this.#explainers, service)
  }

  cost(): Explanation {
    const shared = { label: 'Cost of the rate', value: this.#rate.cost, unit: 'USD', ruleId: 'RATE-1' }
    const siblings = buildsOf(this.#explainers.context, this.#rate.serviceId)
    if (siblings.length === 1 && this.#build.costPercent === '100') return node({ ...shared, formula: 'The whole cost of its service.', operation: { kind: 'same' } }, () => [this.#service()])
    const index = siblings.indexOf(this.#build)
    return node({ ...shared, formula: 'Its percentage of the service\'s cost, split among the rates by largest remainder.', operation: { kind: 'split', index } }, () => {
      const percents = percentNodes(this.#explainers.context, siblings)
      const weights = weightsNode('Percentages', [...percents, constantNode('In no rate', percentLeft(siblings.map((row) => row.costPercent)), '%')])
      return [this.#service(), percents[index] ?? weights, weights]
    })
  }

  element(element: CostElement): Explanation {
    const service = this.#explainers.context.derivation.services.get(this.#rate.serviceId)
    const present = COST_ELEMENTS.filter((each) => service?.elements.has(each) === true)
    const value = this.#rate.elements.get(element)
    if (value === undefined) return nothing(ELEMENT_WORDS[element], 'None')
    return node({ label: `${ELEMENT_WORDS[element]}, of the rate`, value, unit: 'USD', ruleId: 'RATE-1', formula: 'The cost of the rate in proportion to the elements of its service, by largest remainder.', operation: { kind: 'in-proportion', index: present.indexOf(element) } }, () => [this.cost(), this.#service()])
  }

  plannedUnits(): Explanation {
    const { context } = this.#explainers
    return sumNode({ label: 'Planned units', value: this.#rate.plannedUnits, unit: 'units', ruleId: 'RATE-1', formula: 'Units of its customers added up.' }, () => (context.derivation.inputs.rateUnits.get(this.#rate.rateId) ?? []).map((row) => typedNode(context, { label: row.customer === '' ? 'Units' : row.customer, value: row.units, unit: 'units', table: 'rateUnits', row, field: 'units', ruleId: 'RATE-1' })))
  }

  #capacity(): Explanation {
    return typedNode(this.#explainers.context, { label: 'Practical capacity', value: this.#build.practicalCapacity ?? ZERO, unit: 'units', table: 'rateBuild', row: this.#build, field: 'practicalCapacity', ruleId: 'RATE-1' })
  }

  practicalCapacity(): Explanation {
    return this.#build.practicalCapacity === null ? nothing('Practical capacity', 'No practical capacity') : this.#capacity()
  }

  divisor(): Explanation {
    return this.#rate.dividedBy === 'practical-capacity' ? this.#capacity() : this.plannedUnits()
  }

  #why(label: string): Explanation {
    const words = { 'no-units': '0 (funded from overhead, or no units)', 'no-cost': 'No cost in this version', 'not-per-unit': 'Not priced by unit', 'out-of-range': 'Too large to be a rate' } as const
    const text = words[this.#rate.reason ?? 'no-cost']
    return node({ label, value: null, text, unit: '', ruleId: this.#rate.reason === 'no-units' ? 'RATE-2' : 'RATE-1', formula: text, operation: { kind: 'same' } }, () => [this.cost(), this.divisor()])
  }

  unrounded(): Explanation {
    if (this.#rate.unrounded === null) return this.#why('Unrounded rate')
    return node({ label: 'Unrounded rate', value: this.#rate.unrounded, unit: this.#unit, ruleId: 'RATE-1', formula: 'cost / units, rounded half up to 12 places', operation: { kind: 'products', places: 12, terms: [['times', 'over']] } }, () => [this.cost(), this.divisor()])
  }

  rounded(): Explanation {
    if (this.#rate.rounded === null) return this.#why('Derived rate')
    return node({ label: 'Derived rate', value: this.#rate.rounded, text: formatFixed(this.#rate.rounded, this.#rate.places), unit: this.#unit, ruleId: 'NUM-3', formula: `The unrounded rate, rounded half up to ${this.#rate.places} places.`, operation: { kind: 'round', places: this.#rate.places }, origin: { table: 'rateBuild', id: this.#build.id, source: '' } }, () => [this.unrounded()])
  }

  published(): Explanation {
    const { published, rounded, overrideReason } = this.#rate
    if (published === null) return this.#why('Published rate')
    if (published === rounded) return { ...this.rounded(), label: 'Published rate' }
    const reason = overrideReason === '' ? 'No reason is given.' : overrideReason
    return node({ label: 'Published rate', value: published, unit: this.#unit, ruleId: 'NUM-3', formula: `As it stands in the schedule or was typed. ${reason}`, operation: { kind: 'typed' }, origin: { table: 'rateBuild', id: this.#build.id, source: overrideReason } }, () => [])
  }

  unusedCapacityCost(): Explanation {
    const value = this.#rate.unusedCapacityCost
    if (value === null) return nothing('Cost of unused capacity', 'No practical capacity')
    return node({ label: 'Cost of unused capacity', value, unit: 'USD', ruleId: 'RATE-1', formula: 'cost x unused units / capacity, rounded to the cent', operation: { kind: 'products', places: 2, terms: [['times', 'times', 'over']] } }, () => [this.cost(), this.#unusedUnits(), this.#capacity()])
  }

  #unusedUnits(): Explanation {
    const left = toText<'units'>(decimal(this.#build.practicalCapacity ?? ZERO).minus(decimal(this.#rate.plannedUnits)))
    const difference = node({ label: 'Capacity less planned units', value: left, unit: 'units', ruleId: 'RATE-1', formula: 'practical capacity - planned units', operation: { kind: 'difference' } }, () => [this.#capacity(), this.plannedUnits()])
    if (!left.startsWith('-')) return { ...difference, label: 'Unused units' }
    return node({ label: 'Unused units', value: ZERO, unit: 'units', ruleId: 'RATE-1', formula: 'None: more units are planned than the practical capacity.', operation: { kind: 'not-below-zero' } }, () => [difference])
  }

  roundingEffect(): Explanation {
    const value = this.#rate.roundingEffect
    if (value === null) return nothing('Rounding effect', 'Nothing to compare')
    return node({ label: 'Rounding effect', value, unit: 'USD', ruleId: 'NUM-3', formula: '(published - unrounded) x planned units, rounded to the cent', operation: { kind: 'products', places: 2, terms: [['times', 'times'], ['negative', 'times']] } }, () => [this.published(), this.plannedUnits(), this.unrounded(), this.plannedUnits()])
  }
}

/**
 * A rate as it comes out of its service's cost, down to lines, months and assumptions; another of its figures where one is named.
 *
 * @example explainRate(derivation, draft, 'cpu').operation // { kind: 'round', places: 2 }
 */
export function explainRate(derivation: Derivation, draft: Draft, rateId: string, figure: RateFigure = 'rounded'): Explanation {
  const rate = derivation.rates.get(rateId)
  const build = derivation.inputs.rateBuilds.get(rateId)
  if (rate === undefined || build === undefined) return nothing(draft.rate.get(rateId)?.title ?? rateId, 'Not built from costs in this version')
  const explainer = new RateExplainer(explainersOf(derivation, draft), { rate, build })
  return isElement(figure) ? explainer.element(figure) : explainer[figure]()
}

/** What all rates together leave unused, or gain and lose by rounding. */
export function explainRateTotal(derivation: Derivation, draft: Draft, figure: 'unusedCapacityCost' | 'roundingEffect'): Explanation {
  const rates = [...derivation.rates.values()].filter((rate) => rate[figure] !== null)
  const label = figure === 'unusedCapacityCost' ? 'Cost of unused capacity of all rates' : 'Rounding effect of all rates'
  return sumNode({ label, value: sumUsd(rates.flatMap((rate) => rate[figure] ?? [])), unit: 'USD', ruleId: figure === 'unusedCapacityCost' ? 'RATE-1' : 'NUM-3', formula: 'Rates added up.' }, () => rates.map((rate) => ({ ...explainRate(derivation, draft, rate.rateId, figure), label: draft.rate.get(rate.rateId)?.title ?? rate.rateId })))
}

function isElement(figure: RateFigure): figure is CostElement {
  return COST_ELEMENTS.some((element) => element === figure)
}
