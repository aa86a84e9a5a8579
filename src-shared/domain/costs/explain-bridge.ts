/** Why a rate changed, explained: each term of a bridge down to both rates' own derivations (RATE-8). */
import { MAX_PLACES } from '../decimal.ts'
import type { Explanation, FactorRole } from '../explanation.ts'
import type { Draft } from '../model/draft.ts'
import { assertNever } from '../result.ts'
import { COST_ELEMENTS, type CostElement, type RateFigure } from './derivation.ts'
import { deriveRates } from './derive-rates.ts'
import { constantNode, node, sumNode, ZERO } from './explain-derivation-nodes.ts'
import { explainRate } from './explain-derivation.ts'
import type { Bridge, BridgeFigure, BridgeTerm, BridgeTermId } from './rate-bridge.ts'

type Side = 'from' | 'to'

const PER_UNIT: readonly FactorRole[] = ['times', 'over']
const LESS_PER_UNIT: readonly FactorRole[] = ['negative', 'over']
const PLUS: readonly FactorRole[] = ['times']
const MINUS: readonly FactorRole[] = ['negative']

function isElement(id: BridgeTermId): id is CostElement {
  return COST_ELEMENTS.some((element) => element === id)
}

class BridgeExplainer {
  readonly #draft: Draft
  readonly #bridge: Bridge
  readonly #known = new Map<BridgeFigure, Explanation>()

  constructor(draft: Draft, bridge: Bridge) {
    this.#draft = draft
    this.#bridge = bridge
  }

  get draft(): Draft {
    return this.#draft
  }

  figure(figure: BridgeFigure): Explanation {
    const known = this.#known.get(figure)
    if (known !== undefined) return known
    const made = this.#make(figure)
    this.#known.set(figure, made)
    return made
  }

  #make(figure: BridgeFigure): Explanation {
    const { unit, difference, percent, from, to, terms } = this.#bridge
    if (figure === 'from' || figure === 'to') return this.#of(figure, 'published')
    if (figure === 'difference') return sumNode({ label: `Change from ${from.label} to ${to.label}`, value: difference, unit, ruleId: 'RATE-8', formula: 'Its terms added up.' }, () => terms.map((term) => this.figure(term.id)))
    if (figure !== 'percent') return this.#term(terms.find((term) => term.id === figure), figure)
    if (percent === null) return node({ label: 'Change, %', value: null, text: 'none', unit: '%', ruleId: 'NUM-4', formula: 'The earlier rate is zero.', operation: { kind: 'typed' } }, () => [])
    return node({ label: `Change from ${from.label} to ${to.label}, %`, value: percent, unit: '%', ruleId: 'NUM-4', formula: '(to - from) / from, rounded half up to 2 places of a per cent', operation: { kind: 'percent-change', places: 2 } }, () => [this.figure('to'), this.figure('from')])
  }

  /** A figure of the rate in one of the two versions, labelled with it. */
  #of(side: Side, figure: RateFigure): Explanation {
    const { version, label } = this.#bridge[side]
    const explained = explainRate(deriveRates(this.#draft, version), this.#draft, this.#bridge.rateId, figure)
    return { ...explained, label: `${explained.label}, ${label}` }
  }

  /** An element that only the other version has costs nothing in this one. */
  #element(side: Side, element: CostElement): Explanation {
    return this.#bridge[side].derived.elements.has(element) ? this.#of(side, element) : constantNode(`Nothing of it in ${this.#bridge[side].label}`, ZERO, 'USD')
  }

  #term(term: BridgeTerm | undefined, id: BridgeTermId): Explanation {
    const { unit, terms } = this.#bridge
    if (term === undefined) return node({ label: id, value: ZERO, unit, ruleId: 'RATE-8', formula: 'The same in both versions.', operation: { kind: 'products', places: 0, terms: [] } }, () => [])
    const sum = (formula: string, roles: readonly (readonly FactorRole[])[], inputs: () => readonly Explanation[]): Explanation => node({ label: term.label, value: term.amount, unit, ruleId: 'RATE-8', formula, operation: { kind: 'products', places: MAX_PLACES, terms: roles } }, inputs)
    if (isElement(id)) {
      return sum('(its cost in the later version - in the earlier) / the later units, rounded half up to 12 places', [PER_UNIT, LESS_PER_UNIT], () => {
        const units = this.#of('to', 'divisor')
        return [this.#element('to', id), units, this.#element('from', id), units]
      })
    }
    switch (id) {
      case 'units':
        return sum('the earlier cost x (1 / the later units - 1 / the earlier units), rounded half up to 12 places', [PER_UNIT, LESS_PER_UNIT], () => {
          const cost = this.#of('from', 'cost')
          return [cost, this.#of('to', 'divisor'), cost, this.#of('from', 'divisor')]
        })
      case 'override':
        return sum('(published - derived) in the later version, less the same in the earlier', [PLUS, MINUS, MINUS, PLUS], () => [this.figure('to'), this.#of('to', 'rounded'), this.figure('from'), this.#of('from', 'rounded')])
      case 'rounding': {
        const others = terms.filter((each) => each.id !== 'rounding')
        return sum('the later rate - the earlier one - all other terms: what both rates were rounded by, and the last place of the divisions', [PLUS, MINUS, ...others.map(() => MINUS)], () => [this.figure('to'), this.figure('from'), ...others.map((each) => this.figure(each.id))])
      }
      default:
        return assertNever(id)
    }
  }
}

const known = new WeakMap<Bridge, BridgeExplainer>()

/**
 * One figure of a bridge; `bridge` must come from the same draft. A term follows from both rates' derivations, and the difference from the
 * terms.
 *
 * @example explainBridge(draft, bridge, 'units').operation // { kind: 'products', places: 12, terms: [['times', 'over'], ['negative', 'over']] }
 */
export function explainBridge(draft: Draft, bridge: Bridge, figure: BridgeFigure): Explanation {
  const before = known.get(bridge)
  const explainer = before !== undefined && before.draft === draft ? before : new BridgeExplainer(draft, bridge)
  known.set(bridge, explainer)
  return explainer.figure(figure)
}

/** Every figure of a bridge with its value. @example bridgeFigures(bridge).at(-1) // { figure: 'percent', value: '4.12' } */
export function bridgeFigures(bridge: Bridge): readonly { readonly figure: BridgeFigure; readonly value: string | null }[] {
  return [
    { figure: 'from', value: bridge.from.rate }, ...bridge.terms.map(({ id, amount }) => ({ figure: id, value: amount })), { figure: 'to', value: bridge.to.rate }, { figure: 'difference', value: bridge.difference }, { figure: 'percent', value: bridge.percent },
  ]
}
