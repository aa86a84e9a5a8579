/** A rate under inputs that are only tried, explained down to the tried input: the answers of goal seek and tornado (PROJ-3). */
import { decimal, type AnyDecimalText } from '../decimal.ts'
import type { Explanation } from '../explanation.ts'
import type { Draft } from '../model/draft.ts'
import { assertNever } from '../result.ts'
import type { Version } from '../version.ts'
import type { CostInputs, Derivation, RateFigure } from './derivation.ts'
import { besidePrices, deriveRates } from './derive-rates.ts'
import { constantNode, node, typedNode, ZERO } from './explain-derivation-nodes.ts'
import { explainersOf, explainRate, nothing } from './explain-derivation.ts'
import { explainDifference } from './explain-subtotals.ts'
import { trialOf, withField } from './goal-seek-inputs.ts'
import { seekParts, type SeekAnswer, type SeekParts, type SeekRequest } from './goal-seek.ts'
import type { TornadoBar } from './tornado.ts'

/** The input that was found and what it is now, the rate that it gives, rounded and not, and the target. */
export const SEEK_FIGURES = ['value', 'before', 'rate', 'unrounded', 'target'] as const
export type SeekFigure = (typeof SEEK_FIGURES)[number]
/** The unrounded rates at the input's low and high, how far each is from the present one, and how far from each other. */
export const BAR_FIGURES = ['low', 'lowDifference', 'high', 'highDifference', 'span'] as const
export type BarFigure = (typeof BAR_FIGURES)[number]

type Rate = { readonly draft: Draft; readonly version: Version; readonly rateId: string }

class TriedRate {
  readonly #of: Rate
  readonly #tried: { readonly inputs: CostInputs; readonly words: string }
  #derivation: Derivation | undefined

  constructor(of: Rate, tried: { readonly inputs: CostInputs; readonly words: string }) {
    this.#of = of
    this.#tried = tried
  }

  /** Derived when it is first asked for. */
  figure(figure: RateFigure): Explanation {
    const { draft, version, rateId } = this.#of
    if (this.#derivation === undefined) {
      this.#derivation = besidePrices(draft, trialOf(draft, version).derive(this.#tried.inputs))
      explainersOf(this.#derivation, draft, deriveRates(draft, version))
    }
    const explained = explainRate(this.#derivation, draft, rateId, figure)
    return { ...explained, label: `${explained.label}, ${this.#tried.words}` }
  }
}

function presentRate({ draft, version, rateId }: Rate, figure: RateFigure): Explanation {
  const explained = explainRate(deriveRates(draft, version), draft, rateId, figure)
  return { ...explained, label: `${explained.label}, now` }
}

class SeekExplainer {
  readonly #request: SeekRequest
  readonly #parts: SeekParts
  readonly #answer: SeekAnswer
  readonly #known = new Map<SeekFigure, Explanation>()
  #tried: TriedRate | undefined

  constructor(request: SeekRequest, parts: SeekParts, answer: SeekAnswer) {
    this.#request = request
    this.#parts = parts
    this.#answer = answer
  }

  figure(figure: SeekFigure): Explanation {
    const known = this.#known.get(figure)
    if (known !== undefined) return known
    const made = this.#make(figure)
    this.#known.set(figure, made)
    return made
  }

  #make(figure: SeekFigure): Explanation {
    switch (figure) {
      case 'value':
        return this.#answer.how === 'algebra' ? this.#byAlgebra() : this.#bySearch()
      case 'before':
        return this.#before()
      case 'rate':
        return this.#at().figure('rounded')
      case 'unrounded':
        return this.#at().figure('unrounded')
      case 'target':
        return this.#target()
      default:
        return assertNever(figure)
    }
  }

  get #unit(): string {
    return `USD per ${this.#request.draft.rate.get(this.#request.rateId)?.billableUnit ?? 'unit'}`
  }

  get #name(): string {
    const { name } = this.#parts.lever
    return this.#request.by === 'cost' ? `Change of the ${name}` : `${name.charAt(0).toUpperCase()}${name.slice(1)}`
  }

  #at(): TriedRate {
    this.#tried ??= this.#triedAt(this.#answer.value)
    return this.#tried
  }

  #triedAt(value: AnyDecimalText): TriedRate {
    return new TriedRate(this.#request, { inputs: this.#parts.lever.apply(value) ?? this.#parts.trial.present.inputs, words: `with ${value}${this.#parts.lever.unit === '' ? '' : ` ${this.#parts.lever.unit}`} as ${this.#parts.lever.name}` })
  }

  #target(): Explanation {
    const { target } = this.#request
    const { figures } = this.#parts
    const shared = { label: 'Target', value: this.#answer.target, unit: this.#unit, ruleId: 'PROJ-3' }
    const typed = (label: string, unit: string): Explanation => node({ label, value: target.value, unit, ruleId: 'PROJ-3', formula: 'As it was asked for.', operation: { kind: 'typed' } }, () => [])
    if (target.kind === 'rate') return node({ ...shared, formula: `The rate that was asked for, rounded half up to ${figures.places} places.`, operation: { kind: 'round', places: figures.places } }, () => [typed('Asked for', this.#unit)])
    return node({ ...shared, formula: `The price now and the change that was asked for, rounded half up to ${figures.places} places.`, operation: { kind: 'products', places: figures.places, terms: [['times', 'growth']] } }, () => {
      const { draft, version, rateId } = this.#request
      const isPublished = (deriveRates(draft, version).rates.get(rateId)?.published ?? null) !== null
      return [presentRate(this.#request, isPublished ? 'published' : 'rounded'), typed('Change asked for', '%')]
    })
  }

  #before(): Explanation {
    const { draft, version, by } = this.#request
    const { lever } = this.#parts
    if (by === 'units') return presentRate(this.#request, 'plannedUnits')
    if (by === 'cost') return constantNode('No change of its cost', ZERO, 'USD')
    const derivation = deriveRates(draft, version)
    const { context } = explainersOf(derivation, draft)
    const at = by === 'vacancy' ? { table: 'yearPolicy', rowId: derivation.inputs.policy.id, field: 'vacancyPercent' } as const : by
    const row = draft[at.table].get(at.rowId) ?? { id: at.rowId }
    return typedNode(context, { label: `${this.#name}, now`, value: this.#answer.before, unit: lever.unit, table: at.table, row, field: at.field, ruleId: 'PROJ-3' })
  }

  /** Where the rate follows the input in a straight line, or as its reciprocal. */
  #byAlgebra(): Explanation {
    const { draft, version, rateId, by } = this.#request
    const { lever } = this.#parts
    const shared = { label: this.#name, value: this.#answer.value, unit: lever.unit, ruleId: 'PROJ-3' }
    if (by === 'units') return node({ ...shared, formula: `cost / target, rounded half up to ${lever.places} places; tried, it gives the target`, operation: { kind: 'products', places: lever.places, terms: [['times', 'over']] } }, () => [presentRate(this.#request, 'cost'), this.figure('target')])
    return node({ ...shared, formula: '(target x units - cost) x 100 / the rate\'s % of its service\'s cost, at the cent; tried, it gives the target', operation: { kind: 'products', places: lever.places, terms: [['times', 'times', 'times', 'over'], ['negative', 'times', 'over']] } }, () => {
      const derivation = deriveRates(draft, version)
      const build = derivation.inputs.rateBuilds.get(rateId)
      const percent = build === undefined ? nothing('Part of the cost', 'None') : typedNode(explainersOf(derivation, draft).context, { label: 'Part of its service\'s cost', value: build.costPercent, unit: '%', table: 'rateBuild', row: build, field: 'costPercent', ruleId: 'RATE-1' })
      const hundred = constantNode('Per cent', 100, '%')
      return [this.figure('target'), presentRate(this.#request, 'divisor'), hundred, percent, presentRate(this.#request, 'cost'), hundred, percent]
    })
  }

  #bySearch(): Explanation {
    const { beyond, value, trials } = this.#answer
    const { lever } = this.#parts
    const shared = { label: this.#name, value, unit: lever.unit, ruleId: 'PROJ-3', operation: { kind: 'sought' } as const }
    if (beyond === null) return node({ ...shared, formula: `Found by halving its range, ${trials} trials: the rate that is derived with it is the target.` }, () => [this.figure('rate'), this.figure('target')])
    return node({ ...shared, formula: `No value meets the target. One last place further on, at ${beyond}, the rate lies on the other side of it, and not nearer.` }, () => [this.figure('unrounded'), this.figure('target'), this.#triedAt(beyond).figure('unrounded')])
  }
}

const knownAnswers = new WeakMap<SeekAnswer, { readonly draft: Draft; readonly explainer: SeekExplainer | null }>()

/**
 * One figure of a goal seek's answer to that request; the rate at the found input goes down to the tried input.
 *
 * @example explainSeek(request, seekRate(request), 'rate').label // 'Derived rate, with 9514.851485 units as planned units'
 */
export function explainSeek(request: SeekRequest, answer: SeekAnswer, figure: SeekFigure): Explanation {
  let known = knownAnswers.get(answer)
  if (known === undefined || known.draft !== request.draft) {
    const parts = seekParts(request)
    known = { draft: request.draft, explainer: parts === null ? null : new SeekExplainer(request, parts, answer) }
    knownAnswers.set(answer, known)
  }
  return known.explainer?.figure(figure) ?? nothing('What it would take', 'The rate cannot be derived')
}

function less(label: string, of: Explanation, taken: Explanation): Explanation {
  return { ...explainDifference(label, { of, less: taken }), ruleId: 'PROJ-3' }
}

type Ends = { readonly low: TriedRate; readonly high: TriedRate }
const knownBars = new WeakMap<TornadoBar, { readonly draft: Draft; readonly ends: Ends }>()

function endsOf(rate: Rate, bar: TornadoBar): Ends {
  const known = knownBars.get(bar)
  if (known !== undefined && known.draft === rate.draft) return known.ends
  const { inputs } = trialOf(rate.draft, rate.version).present
  const at = (end: 'low' | 'high'): TriedRate => {
    const made = withField(inputs, { at: bar.input, text: bar.input[end], draft: rate.draft })
    return new TriedRate(rate, { inputs: made.ok ? made.value : inputs, words: `with ${bar.input.label} at ${bar.input[end]}` })
  }
  const ends = { low: at('low'), high: at('high') }
  knownBars.set(bar, { draft: rate.draft, ends })
  return ends
}

/**
 * One figure of a tornado's bar: the rate at an end of the input goes down to the tried input.
 *
 * @example explainBar({ draft, version, rateId: 'cpu' }, bar, 'span').operation // { kind: 'difference' }
 */
export function explainBar(rate: Rate, bar: TornadoBar, figure: BarFigure): Explanation {
  const ends = endsOf(rate, bar)
  switch (figure) {
    case 'low':
    case 'high':
      return ends[figure].figure('unrounded')
    case 'lowDifference':
    case 'highDifference': {
      const end = figure === 'lowDifference' ? 'low' : 'high'
      return less(`Change with ${bar.input.label} at its ${end}`, ends[end].figure('unrounded'), presentRate(rate, 'unrounded'))
    }
    case 'span': {
      const isRising = decimal(bar.high.rate).gte(decimal(bar.low.rate))
      const [larger, smaller] = isRising ? [ends.high, ends.low] : [ends.low, ends.high]
      return less(`Span of ${bar.input.label}`, larger.figure('unrounded'), smaller.figure('unrounded'))
    }
    default:
      return assertNever(figure)
  }
}

/** The figure of a bar that an explanation is of. @example barFigure(bar, 'span') // bar.span */
export function barFigure(bar: TornadoBar, figure: BarFigure): AnyDecimalText {
  switch (figure) {
    case 'low':
    case 'high':
      return bar[figure].rate
    case 'lowDifference':
      return bar.low.difference
    case 'highDifference':
      return bar.high.difference
    case 'span':
      return bar.span
    default:
      return assertNever(figure)
  }
}
