/** The expense of a service, and what of it is allowable or paid in cash, explained down to lines and positions (RECOV-1, RECOV-3). */
import { explainersOf } from '../costs/explain-derivation.ts'
import { sumNode, ZERO } from '../costs/explain-derivation-nodes.ts'
import type { OwnerExplainer } from '../costs/explain-derivation-owners.ts'
import { PoolExplainer } from '../costs/explain-derivation-pools.ts'
import { COST_ELEMENTS, type CostElement, type Derivation, type OwnerCost, type ServiceCost } from '../costs/derivation.ts'
import { allocationCaseOf } from '../costs/derive-rates.ts'
import { capitalCostIn } from '../costs/owner-costs.ts'
import { ownerKeyOf } from '../costs/position-cost.ts'
import type { Explanation } from '../explanation.ts'
import type { CapitalItem } from '../model/cost-tables.ts'
import type { Draft } from '../model/draft.ts'
import { fiscalYearFirstMonth } from '../model/integrity.ts'
import type { Usd } from '../decimal.ts'
import { sumUsd } from '../sum-usd.ts'
import { countsItem, countsLine, measuredPools, measureOf, NO_EXPENSE, type Measure, type MeasuredPools } from './service-year-costs.ts'

export const MEASURE_WORDS: Readonly<Record<Measure, string>> = { cost: 'Cost', allowableCost: 'Allowable cost', allowableCash: 'Allowable cash expense', cash: 'Cash expense' }
const FORMULAS: Readonly<Record<Measure, string>> = {
  cost: 'Expense of the year: own cost without carry-forward, reserve, subsidy and other revenue, and its parts of the pools.', allowableCost: 'The allowable part of its expense, with its parts of the pools\'.',
  allowableCash: 'The part of its expense that is allowable and paid in cash, with its parts of the pools\'.', cash: 'The part of its expense that is paid in cash, with its parts of the pools\'.',
}
const RULES: Readonly<Record<Measure, string>> = { cost: 'RECOV-1', allowableCost: 'RECOV-1', allowableCash: 'RECOV-3', cash: 'RECOV-3' }
const OTHER_ELEMENTS: ReadonlySet<CostElement> = new Set<CostElement>(['overhead', ...NO_EXPENSE])

/** One measure of a version. */
export class MeasureExplainer {
  readonly #derivation: Derivation
  readonly #draft: Draft
  readonly #measure: Measure
  readonly #owners: OwnerExplainer
  readonly #shared: MeasuredPools
  readonly #pools: PoolExplainer

  constructor(draft: Draft, parts: { readonly derivation: Derivation; readonly measure: Measure }) {
    const { derivation, measure } = parts
    this.#derivation = derivation
    this.#draft = draft
    this.#measure = measure
    this.#owners = explainersOf(derivation, draft).owners
    this.#shared = measuredPools({ ...derivation, allocationCase: allocationCaseOf(derivation) }, measure)
    this.#pools = new PoolExplainer(
      { draft, derivation: { ...derivation, allocation: this.#shared.allocation } },
      { owners: { own: (owner) => this.#own(owner), nameOf: (key) => this.#owners.nameOf(key), fte: (owner) => this.#owners.fte(owner), directCost: (owner, value, elements) => this.#owners.directCost(owner, value, elements) }, allocationCase: this.#shared.allocationCase },
    )
  }

  #countsItem(item: CapitalItem): boolean {
    return countsItem(this.#measure, capitalCostIn(item, { inputs: this.#derivation.inputs, firstMonth: fiscalYearFirstMonth(this.#draft) }).kind)
  }

  /** What an owner has of it by itself. */
  #own(owner: OwnerCost): Explanation {
    const { inputs } = this.#derivation
    const label = this.#measure === 'cost' ? `Own expense of ${this.#owners.nameOf(owner.owner)}` : `${MEASURE_WORDS[this.#measure]} of ${this.#owners.nameOf(owner.owner)} itself`
    const fields = { label, value: measureOf(owner, this.#measure), unit: 'USD', ruleId: RULES[this.#measure] }
    if (this.#measure === 'cost') {
      return sumNode({ ...fields, formula: 'Its elements but for carry-forward, reserve, subsidy and other revenue.' }, () => COST_ELEMENTS.filter((element) => owner.elements.has(element) && !OTHER_ELEMENTS.has(element)).map((element) => this.#owners.element(owner, element)))
    }
    return sumNode({ ...fields, formula: 'Salaries and fringe of its positions, and its lines and items that count.' }, () => [
      ...(['salaries', 'fringe'] as const).filter((element) => owner.elements.has(element)).map((element) => this.#owners.element(owner, element)),
      ...inputs.costLines.filter((line) => ownerKeyOf(line) === owner.owner && countsLine(this.#measure, line)).map((line) => this.#owners.costLine(line)),
      ...inputs.capitalItems.filter((item) => ownerKeyOf(item) === owner.owner && this.#countsItem(item)).map((item) => this.#owners.capitalItem(item)),
    ])
  }

  #received(service: ServiceCost): ServiceCost['overhead'] {
    const target = this.#shared.allocation?.targets.find(({ id }) => id === service.owner)
    return this.#derivation.inputs.costPools.flatMap((pool, index) => {
      const amount = target?.fromPools[index]
      return amount === undefined || amount === '0' ? [] : [{ poolId: pool.id, amount }]
    })
  }

  /** Of a service with its part of the pools'. */
  total(service: ServiceCost): Usd {
    return sumUsd([measureOf(service, this.#measure), ...this.#received(service).map((each) => each.amount)])
  }

  /** Its parts of the pools'. */
  overhead(service: ServiceCost): readonly Explanation[] {
    const overhead = this.#received(service)
    return overhead.map(({ poolId }) => this.#pools.overheadLine({ ...service, overhead }, poolId))
  }

  /** A service's own and its part of the pools'. */
  service(service: ServiceCost): Explanation {
    return sumNode({ label: `${MEASURE_WORDS[this.#measure]} of ${this.#owners.nameOf(service.owner)}`, value: service.isPool ? ZERO : this.total(service), unit: 'USD', ruleId: RULES[this.#measure], formula: service.isPool ? 'A pool holds its cost (RATE-2).' : FORMULAS[this.#measure], origin: { table: 'service', id: service.serviceId, source: '' } },
      () => (service.isPool ? [] : [this.#own(service), ...this.overhead(service)]))
  }
}
