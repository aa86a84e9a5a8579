/** A service's year in one of its several funds, explained: what names the fund, and its part of what names none (RECOV-1). */
import type { CostElement, ServiceCost } from '../costs/derivation.ts'
import { explainersOf } from '../costs/explain-derivation.ts'
import { constantNode, node, sumNode, weightsNode, ZERO, type Context } from '../costs/explain-derivation-nodes.ts'
import { ownerKeyOf } from '../costs/position-cost.ts'
import { decimal, toText, type Usd } from '../decimal.ts'
import type { Explanation, FactorRole } from '../explanation.ts'
import { fiscalYearFirstMonth } from '../model/integrity.ts'
import { sumUsd } from '../sum-usd.ts'
import { capitalCostIn } from '../costs/owner-costs.ts'
import type { MeasureExplainer } from './explain-measures.ts'
import { directByFund, fundOfRow, fundWeights, restOf, type FundId, type ServiceFunds } from './service-funds.ts'
import { countsItem, countsLine, type Measure } from './service-year-costs.ts'

type Shown = Pick<Explanation, 'label' | 'value' | 'unit' | 'ruleId'>
type Parts = { readonly serviceId: string; readonly funds: ServiceFunds; readonly measure: (measure: Measure) => MeasureExplainer }

const SPLIT = 'What names no fund, split over the funds of the service in proportion to what costs there by its name, by largest remainder.'
const WHOLE = 'What names no fund: nothing costs in any fund by its name, so that it stands in the main one.'

export class ServiceFundsExplainer {
  readonly #context: Context
  readonly #parts: Parts
  readonly #known = new Map<string, Explanation>()

  constructor(context: Context, parts: Parts) {
    this.#context = context
    this.#parts = parts
  }

  get #of(): Parameters<typeof directByFund>[0] {
    return { derivation: this.#context.derivation, firstMonth: fiscalYearFirstMonth(this.#context.draft), serviceId: this.#parts.serviceId, funds: this.#parts.funds }
  }

  #once(key: string, make: () => Explanation): Explanation {
    const known = this.#known.get(key) ?? make()
    this.#known.set(key, known)
    return known
  }

  #name(fundId: FundId): string {
    return fundId === null ? 'no fund' : (this.#context.draft.internalServiceFund.get(fundId)?.code ?? fundId)
  }

  /** Positions of the service, by the fund that they name; null for those that name none. */
  #positions(fundId: FundId): readonly Explanation[] {
    const { owners } = explainersOf(this.#context.derivation, this.#context.draft)
    const { inputs, positions } = this.#context.derivation
    return inputs.staffPositions.flatMap((position) => (position.fundId !== fundId ? [] : (positions.get(position.id)?.parts ?? []).flatMap((part, index) => (part.owner === `service:${this.#parts.serviceId}` ? [owners.partAt(position, index, 'salary'), owners.partAt(position, index, 'fringe')] : []))))
  }

  #items(fundId: FundId, measure: Measure): readonly Explanation[] {
    const { owners } = explainersOf(this.#context.derivation, this.#context.draft)
    const { inputs } = this.#context.derivation
    return inputs.capitalItems.filter((item) => item.fundId === fundId && ownerKeyOf(item) === `service:${this.#parts.serviceId}` && countsItem(measure, capitalCostIn(item, { inputs, firstMonth: this.#of.firstMonth }).kind)).map((item) => owners.capitalItem(item))
  }

  /** What stands in the fund by its name; lines that name none stand in the main one. */
  #direct(fundId: FundId, measure: Measure): readonly Explanation[] {
    const { owners } = explainersOf(this.#context.derivation, this.#context.draft)
    const lines = this.#context.derivation.inputs.costLines.filter((line) => line.serviceId === this.#parts.serviceId && countsLine(measure, line) && fundOfRow(this.#parts.funds, line) === fundId)
    return [...lines.map((line) => owners.costLine(line)), ...(fundId === null ? [] : [...this.#items(fundId, measure), ...this.#positions(fundId)])]
  }

  #weights(): Explanation {
    return this.#once('weights', () => {
      const direct = directByFund(this.#of, 'cost')
      const weights = fundWeights(this.#of)
      return weightsNode('Costs in the funds by their name', this.#parts.funds.map((fundId, index) => {
        const own = sumNode({ label: `Costs in ${this.#name(fundId)} by its name`, value: direct[index] ?? ZERO, unit: 'USD', ruleId: 'RECOV-1', formula: 'Its lines, items and positions added up.' }, () => this.#direct(fundId, 'cost'))
        return direct[index] === weights[index] ? own : node({ label: own.label, value: ZERO, unit: 'USD', ruleId: 'RECOV-1', formula: 'Below zero, so that nothing is split to it.', operation: { kind: 'not-below-zero' } }, () => [own])
      }))
    })
  }

  /** The part of a fund of what names none. */
  #part(fundId: FundId, { shown, whole }: { readonly shown: Shown; readonly whole: () => Explanation }): Explanation {
    const index = this.#parts.funds.indexOf(fundId)
    const weights = this.#weights()
    if (weights.value !== ZERO) return node({ ...shown, formula: SPLIT, operation: { kind: 'split', index } }, () => [whole(), weights.inputs[index] ?? weights, weights])
    return index === 0 ? node({ ...shown, formula: WHOLE, operation: { kind: 'same' } }, () => [whole()]) : constantNode('Nothing: what names no fund stands in the main one', ZERO, 'USD')
  }

  /** A measure of the service's cost in a fund. */
  cost(service: ServiceCost, fundId: FundId, { measure, shown }: { readonly measure: Measure; readonly shown: Shown }): Explanation {
    return sumNode({ ...shown, formula: 'What stands in the fund by its name, and its part of what names none.' }, () => {
      const direct = this.#direct(fundId, measure)
      const value = sumUsd([shown.value, ...direct.map((each) => each.value).map(negated)].map(usd))
      return [...direct, this.#part(fundId, { shown: { label: `Part of ${this.#name(fundId)} of what names no fund`, value, unit: 'USD', ruleId: 'RECOV-1' }, whole: () => this.#rest(service, measure) })]
    })
  }

  #rest(service: ServiceCost, measure: Measure): Explanation {
    return this.#once(`rest|${measure}`, () => {
      const explainer = this.#parts.measure(measure)
      const value = restOf(explainer.total(service), directByFund(this.#of, measure))
      return sumNode({ label: 'What names no fund', value, unit: 'USD', ruleId: 'RECOV-1', formula: 'Positions and items without a fund, and parts of pools.' }, () => [...this.#positions(null), ...this.#items(null, measure), ...explainer.overhead(service)])
    })
  }

  /** Planned units x published rates, split as what names no fund. */
  planned(fundId: FundId, { shown, rates }: { readonly shown: Shown; readonly rates: () => readonly Explanation[] }): Explanation {
    return this.#part(fundId, {
      shown,
      whole: () => this.#once('planned', () => {
        const all = rates()
        return sumNode({ label: 'Planned revenue of the service', value: sumUsd(all.map((each) => usd(each.value))), unit: 'USD', ruleId: 'NUM-3', formula: 'Planned units x published rates, since no revenue is stated.' }, () => all)
      }),
    })
  }

  /** A term of RATE-1 that is no expense: its lines and carry-forwards in the fund; what is taken off is positive here. */
  term(service: ServiceCost, fundId: FundId, { element, shown, isTakenOff }: { readonly element: CostElement; readonly shown: Shown; readonly isTakenOff: boolean }): Explanation {
    const { inputs } = this.#context.derivation
    const { serviceId, funds } = this.#parts
    const rows: readonly { readonly fundId: FundId }[] = element === 'carry-forward' ? inputs.carryForwards.filter((row) => row.serviceId === serviceId) : inputs.costLines.filter((line) => line.section === element && line.serviceId === serviceId)
    const here = explainersOf(this.#context.derivation, this.#context.draft).owners.element(service, element).inputs.filter((_, index) => rows[index] !== undefined && fundOfRow(funds, rows[index]) === fundId)
    const role: readonly FactorRole[] = isTakenOff ? ['negative'] : ['times']
    return node({ ...shown, formula: 'What stands under it in the cost framework and in this fund.', operation: { kind: 'products', places: 2, terms: here.map(() => role) } }, () => here)
  }
}

function usd(value: Explanation['value']): Usd {
  return toText<'USD'>(decimal(value ?? ZERO))
}

function negated(value: Explanation['value']): Explanation['value'] {
  return toText(decimal(value ?? ZERO).neg())
}
