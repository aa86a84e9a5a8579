/**
 * What it would take to hold a rate at a target (PROJ-3): exact algebra where the rate follows one input in a straight line or as its
 * reciprocal, else a bracketed search to the published digit. It only tries; it never edits.
 */
import { Decimal, decimal, formatFixed, MAX_ABSOLUTE, round, toText, type AnyDecimalText, type Percent, type Units, type Usd, type UsdPerUnit } from '../decimal.ts'
import type { CostLine, RateUnits } from '../model/cost-tables.ts'
import { rateUnitsId } from '../model/cost-tables.ts'
import type { Draft } from '../model/draft.ts'
import { priceKey, resolvePrices } from '../rates/resolve-prices.ts'
import { runSteps, type Steps } from '../steps.ts'
import { formatVersion } from '../version-label.ts'
import { versionKey, type Version } from '../version.ts'
import type { CostInputs } from './derivation.ts'
import type { RateFigures } from './derive-rates-figures.ts'
import { whyNoRate } from './no-rate-words.ts'
import { textOfField, trialOf, triedField, withField, type InputField, type Trial } from './goal-seek-inputs.ts'

export type SeekTarget = { readonly kind: 'rate'; readonly value: UsdPerUnit } | { readonly kind: 'percent'; readonly value: Percent }
/** `units`: the rate's planned units in all; `cost`: what its service costs more or less; `vacancy`: the year's vacancy; or any typed field. */
export type SeekBy = 'units' | 'cost' | 'vacancy' | InputField

export type SeekAnswer = {
  readonly kind: 'found' | 'nearest'
  readonly how: 'algebra' | 'search'
  readonly value: AnyDecimalText
  /** What the input is now. */
  readonly before: AnyDecimalText
  /** The derived rate at `value`, rounded and not. */
  readonly rate: UsdPerUnit
  readonly unrounded: UsdPerUnit
  readonly target: UsdPerUnit
  /** The value one last place further on, beyond the target; null where the target is met. */
  readonly beyond: AnyDecimalText | null
  readonly trials: number
  readonly words: string
}
export type SeekOutcome = SeekAnswer | { readonly kind: 'out-of-reach' | 'no-effect' | 'not-derivable'; readonly target: UsdPerUnit | null; readonly trials: number; readonly words: string }

/** The input that gives way, and how it is tried. */
export type Lever = {
  readonly name: string
  readonly unit: string
  readonly before: Decimal
  readonly places: number
  readonly low: Decimal
  readonly high: Decimal
  /** The value by algebra, to be tried; null where there is none. */
  readonly guess: Decimal | null
  readonly apply: (value: AnyDecimalText) => CostInputs | null
}

export type SeekRequest = {
  readonly draft: Draft
  readonly version: Version
  readonly rateId: string
  readonly target: SeekTarget
  readonly by: SeekBy
}

/** A percentage is of the published rate, else of the derived one. */
function targetOf(request: SeekRequest, figures: RateFigures): UsdPerUnit | null {
  const { draft, version, rateId, target } = request
  if (target.kind === 'rate') return toText<'USD/unit'>(round(decimal(target.value), figures.places))
  const published = resolvePrices(draft, version).get(priceKey(rateId, 'state'))?.amount ?? figures.rounded
  return published === null ? null : toText<'USD/unit'>(round(decimal(published).times(decimal(target.value).plus(100)).div(100), figures.places))
}

const MOST = MAX_ABSOLUTE.minus(1)
const UNIT_PLACES = 6

function unitsLever(trial: Trial, figures: RateFigures, target: UsdPerUnit): Lever {
  const { inputs } = trial.present
  const before = decimal(figures.plannedUnits)
  const rest: RateUnits = { id: rateUnitsId({ version: versionKey(inputs.version), rateId: figures.rateId, customer: '' }), version: versionKey(inputs.version), rateId: figures.rateId, customer: '', units: figures.plannedUnits, assumption: '', author: '', source: '' }
  return {
    name: 'planned units', unit: 'units', before, places: UNIT_PLACES, low: new Decimal('0.000001'), high: Decimal.min(MOST, Decimal.max(before.times(1000), 1000)),
    guess: decimal(target).isZero() ? null : round(decimal(figures.cost).div(decimal(target)), UNIT_PLACES),
    apply: (value) => ({ ...inputs, rateUnits: new Map([...inputs.rateUnits, [figures.rateId, [{ ...rest, units: toText<'units'>(decimal(value)) satisfies Units }]]]), tried: triedField({ table: 'rateUnits', rowId: rest.id, field: 'units' }, figures.plannedUnits) }),
  }
}

/** One more line of the service, of either sign: what may be spent more, or has to be saved. */
function costLever(trial: Trial, figures: RateFigures, target: UsdPerUnit): Lever {
  const { inputs } = trial.present
  const line: CostLine = {
    id: 'goal-seek', version: versionKey(inputs.version), serviceId: figures.serviceId, poolId: null, section: 'other', objectCode: '', description: 'Change of its cost', amount: toText<'USD'>(new Decimal(0)), fte: null, fundId: null, allowable: 'allowable', cash: 'cash', recurrence: 'recurring',
    attachment: '', position: 0, assumption: '', author: '', source: '',
  }
  const total = decimal(trial.present.services.get(figures.serviceId)?.total ?? line.amount)
  const wanted = decimal(target).times(decimal(figures.divisor)).minus(decimal(figures.cost))
  const percent = decimal(inputs.rateBuilds.get(figures.rateId)?.costPercent ?? line.amount)
  const span = Decimal.min(MOST, Decimal.max(total.abs(), wanted.abs(), 1000).times(100))
  return {
    name: 'cost of its service', unit: 'USD', before: new Decimal(0), places: 2, low: span.neg(), high: span, guess: percent.isZero() ? null : round(wanted.times(100).div(percent), 2),
    apply: (value) => ({ ...inputs, costLines: [...inputs.costLines, { ...line, amount: toText<'USD'>(decimal(value)) satisfies Usd }], tried: triedField({ table: 'costLine', rowId: line.id, field: 'amount' }, '') }),
  }
}

const PERCENT_PLACES = 6

function fieldLever(request: SeekRequest, trial: Trial, at: InputField): Lever | null {
  const { inputs } = trial.present
  const text = textOfField(inputs, at)
  if (text === undefined || !/^-?\d+(?:\.\d+)?$/.test(text)) return null
  const before = new Decimal(text)
  const isPercent = /percent/i.test(at.field)
  const canBeNegative = at.table === 'costLine'
  const span = isPercent ? new Decimal(100) : Decimal.min(MOST, Decimal.max(before.abs().times(1000), 1_000_000))
  const apply = (value: AnyDecimalText): CostInputs | null => {
    const made = withField(inputs, { at, text: value, draft: request.draft })
    return made.ok ? made.value : null
  }
  return { name: at.field, unit: isPercent ? '%' : '', before, places: isPercent ? PERCENT_PLACES : at.table === 'rateUnits' || at.table === 'driverQuantity' ? UNIT_PLACES : 2, low: canBeNegative ? span.neg() : new Decimal(0), high: span, guess: null, apply }
}

function leverOf(request: SeekRequest, trial: Trial, parts: { readonly figures: RateFigures; readonly target: UsdPerUnit }): Lever | null {
  switch (request.by) {
    case 'units':
      return unitsLever(trial, parts.figures, parts.target)
    case 'cost':
      return costLever(trial, parts.figures, parts.target)
    case 'vacancy': {
      const lever = fieldLever(request, trial, { table: 'yearPolicy', rowId: trial.present.inputs.policy.id, field: 'vacancyPercent' })
      return lever === null ? null : { ...lever, name: 'vacancy' }
    }
    default:
      return fieldLever(request, trial, request.by)
  }
}

/** Halving ends when the bracket is one last place wide; this many halvings cover every range there is. */
const MOST_TRIALS = 80

/** The guess, both ends, and every halving of the range down to one last place: at most so many are tried. */
function trialsOf({ low, high, places, guess }: Lever): number {
  const halvings = high.minus(low).times(new Decimal(10).pow(places)).log(2).ceil().toNumber()
  return Math.min(MOST_TRIALS, halvings + (guess === null ? 2 : 3))
}

type Tried = { readonly value: Decimal; readonly figures: RateFigures }

class Seek {
  readonly #request: SeekRequest
  readonly #trial: Trial
  readonly #lever: Lever
  readonly #target: UsdPerUnit
  trials = 0

  constructor(request: SeekRequest, parts: SeekParts) {
    this.#request = request
    this.#trial = parts.trial
    this.#lever = parts.lever
    this.#target = parts.target
  }

  /** Null where the input cannot be so, or the rate cannot be derived from it. */
  *#try(value: Decimal): Steps<Tried | null> {
    yield { done: this.trials, of: Math.max(this.trials, trialsOf(this.#lever)) }
    this.trials += 1
    const inputs = this.#lever.apply(toText(value))
    const figures = inputs === null ? undefined : this.#trial.derive(inputs).rates.get(this.#request.rateId)
    return figures === undefined || figures.unrounded === null ? null : { value, figures }
  }

  isOnTarget(tried: Tried): boolean {
    return tried.figures.rounded === this.#target
  }

  #shownRate(rate: UsdPerUnit): string {
    const places = this.#trial.present.rates.get(this.#request.rateId)?.places ?? 0
    return formatFixed(rate, Math.max(places, decimal(rate).decimalPlaces()))
  }

  #end(how: 'algebra' | 'search', tried: Tried, beyond: Tried | null = null): SeekAnswer {
    const { name, unit, before, places } = this.#lever
    const shown = (value: Decimal): string => `${formatFixed(toText(value), Math.min(places, Math.max(2, value.decimalPlaces())))}${unit === '' ? '' : ` ${unit}`}`
    const change = name === 'cost of its service' ? `A change of ${shown(tried.value)} in the ${name}` : `${shown(tried.value)} as ${name} instead of ${shown(before)}`
    const { rounded, unrounded } = tried.figures
    const rate = rounded ?? this.#target
    const rateText = this.#shownRate(rate)
    return { kind: beyond === null ? 'found' : 'nearest', how, value: toText(tried.value), before: toText(before), rate, unrounded: unrounded ?? rate, target: this.#target, beyond: beyond === null ? null : toText(beyond.value), trials: this.trials, words: beyond === null ? `${change} gives a rate of ${rateText}.` : `${change} comes nearest: a rate of ${rateText} where ${this.#shownRate(this.#target)} is asked for.` }
  }

  #fail(kind: 'out-of-reach' | 'no-effect' | 'not-derivable', words: string): SeekOutcome {
    return { kind, target: this.#target, trials: this.trials, words }
  }

  *run(): Steps<SeekOutcome> {
    const { guess, low, high, name } = this.#lever
    const first = guess === null || guess.lt(low) || guess.gt(high) ? null : yield* this.#try(guess)
    if (first !== null && this.isOnTarget(first)) return this.#end('algebra', first)
    const bottom = (yield* this.#try(low)) ?? (yield* this.#try(low.plus(high.minus(low).div(1_000_000))))
    const top = yield* this.#try(high)
    if (bottom === null || top === null) return this.#fail('not-derivable', `The rate cannot be derived over the range of ${name}.`)
    return yield* this.#search(bottom, top)
  }

  *#search(bottom: Tried, top: Tried): Steps<SeekOutcome> {
    const of = (tried: Tried): Decimal => decimal(tried.figures.unrounded ?? this.#target)
    const target = decimal(this.#target)
    if (of(bottom).eq(of(top))) return this.#fail('no-effect', `The rate does not depend on ${this.#lever.name}.`)
    const isRising = of(top).gt(of(bottom))
    const isBelow = (tried: Tried): boolean => of(tried).lt(target) === isRising && !of(tried).eq(target)
    for (const end of [bottom, top]) if (this.isOnTarget(end)) return this.#end('search', end)
    const ends = isRising ? [bottom, top] : [top, bottom]
    if (!isBelow(bottom) || isBelow(top)) return this.#fail('out-of-reach', `${this.#shownRate(this.#target)} is out of reach: the rate stays between ${ends.map((end) => this.#shownRate(end.figures.rounded ?? this.#target)).join(' and ')}.`)
    const step = new Decimal(10).pow(-this.#lever.places)
    let [under, over] = [bottom, top]
    while (over.value.minus(under.value).gt(step) && this.trials < MOST_TRIALS) {
      const middle = yield* this.#try(round(under.value.plus(over.value).div(2), this.#lever.places))
      if (middle === null) return this.#fail('not-derivable', `The rate cannot be derived over the range of ${this.#lever.name}.`)
      if (this.isOnTarget(middle)) return this.#end('search', middle)
      if (isBelow(middle)) under = middle
      else over = middle
    }
    const [nearest, beyond] = of(under).minus(target).abs().lte(of(over).minus(target).abs()) ? [under, over] : [over, under]
    return this.#end('search', nearest, beyond)
  }
}

function sentenceOf(why: string | null): string {
  return why === null ? 'No rate comes out.' : `${why.charAt(0).toUpperCase()}${why.slice(1)}.`
}

/** What a search sets out from; null where the rate cannot be derived, or the input is no number of the version. */
export type SeekParts = { readonly trial: Trial; readonly figures: RateFigures; readonly target: UsdPerUnit; readonly lever: Lever }

/** The same parts for the same question: an explanation of its answer tries no other input than the search did. */
export function seekParts(request: SeekRequest): SeekParts | null {
  const trial = trialOf(request.draft, request.version)
  const figures = trial.present.rates.get(request.rateId)
  const target = figures === undefined || figures.unrounded === null ? null : targetOf(request, figures)
  const lever = figures === undefined || target === null ? null : leverOf(request, trial, { figures, target })
  return figures === undefined || target === null || lever === null ? null : { trial, figures, target, lever }
}

/**
 * The value of one input at which the derived rate, rounded at its places, is the target, trial by trial: one derivation a step.
 *
 * @example runSteps(seekSteps({ draft, version, rateId: 'cpu', target: { kind: 'percent', value: '3' }, by: 'vacancy' })).kind // 'found'
 */
export function* seekSteps(request: SeekRequest): Steps<SeekOutcome> {
  const parts = seekParts(request)
  if (parts !== null) return yield* new Seek(request, parts).run()
  const figures = trialOf(request.draft, request.version).present.rates.get(request.rateId)
  if (figures === undefined || figures.unrounded === null) return { kind: 'not-derivable', target: null, trials: 0, words: sentenceOf(whyNoRate(formatVersion(request.draft, request.version), figures)) }
  return { kind: 'not-derivable', target: targetOf(request, figures), trials: 0, words: 'That input is no number of this version.' }
}

/**
 * The same in one piece.
 *
 * @example seekRate({ draft, version, rateId: 'cpu', target: { kind: 'percent', value: '3' }, by: 'units' }) // kind 'found', how 'algebra': cost / target
 */
export function seekRate(request: SeekRequest): SeekOutcome {
  return runSteps(seekSteps(request))
}
