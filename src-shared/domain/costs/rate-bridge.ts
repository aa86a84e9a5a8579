/** Why a rate changed (RATE-8): the difference of two published rates as terms that add up to it exactly. */
import { Decimal, decimal, formatFixed, MAX_PLACES, round, toText, type Percent, type Units, type Usd, type UsdPerUnit } from '../decimal.ts'
import type { Draft } from '../model/draft.ts'
import type { ChartModel } from '../reports/report-model.ts'
import { formatVersion } from '../version-label.ts'
import { versionKey, type Version } from '../version.ts'
import { COST_ELEMENTS, type CostElement, type DerivedRate } from './derivation.ts'
import { deriveRates } from './derive-rates.ts'
import { ELEMENT_WORDS } from './explain-derivation-owners.ts'
import { whyNoRate } from './no-rate-words.ts'
import { plus, ratioOf, roundRatio, times, type Ratio } from './ratio.ts'

export type BridgeTermId = CostElement | 'units' | 'override' | 'rounding'
/** USD per unit; `from` and `to` are the element's cost in the two versions, or the units. */
export type BridgeTerm = { readonly id: BridgeTermId; readonly label: string; readonly amount: UsdPerUnit; readonly formula: string }

/** A term, either published rate, or what lies between them: the difference, and that in % of the earlier one. */
export type BridgeFigure = BridgeTermId | 'from' | 'to' | 'difference' | 'percent'
/** A piece of the sentence: a figure, or words between figures. */
export type SentencePart = { readonly text: string; readonly figure: BridgeFigure | null }

type Side = { readonly version: Version; readonly label: string; readonly rate: UsdPerUnit; readonly derived: DerivedRate }

export type Bridge = {
  readonly kind: 'bridge'
  readonly rateId: string
  readonly title: string
  readonly unit: string
  readonly places: number
  readonly from: Side
  readonly to: Side
  readonly difference: UsdPerUnit
  /** Of the earlier rate, to 2 places; null where that is zero. */
  readonly percent: Percent | null
  /** In the order of RATE-1, then units, override, rounding; they add up to `difference` exactly. Terms of cost that are zero are left out. */
  readonly terms: readonly BridgeTerm[]
  readonly sentence: string
  /** The same, piece by piece. */
  readonly sentenceParts: readonly SentencePart[]
}
export type RateBridge =
  | Bridge
  | { readonly kind: 'none'; readonly rateId: string; readonly title: string; /** `No bridge: no cost side in FY2003.` */ readonly sentence: string }

type Request = { readonly draft: Draft; readonly from: Version; readonly to: Version; readonly rateId: string }

/** What takes part of a version, or in words why there is no bridge. */
function sideOf(draft: Draft, version: Version, rateId: string): Side | string {
  const label = formatVersion(draft, version)
  const derivation = deriveRates(draft, version)
  const derived = derivation.rates.get(rateId)
  if (derived === undefined && derivation.services.size > 0) return `No bridge: in ${label} the rate is not built from costs.`
  if (derived === undefined || derived.reason === 'no-cost') return `No bridge: no cost side in ${label}.`
  if (derived.unrounded === null) return `No bridge: ${whyNoRate(label, derived) ?? `in ${label} no rate comes out`}.`
  if (derived.published === null) return `No bridge: the rate has no price in ${label}.`
  return { version, label, rate: derived.published, derived }
}

function amountOf(value: Decimal): UsdPerUnit {
  return toText<'USD/unit'>(value)
}

/** `cost / units` as an exact fraction; units of a derived rate are above zero. */
function perUnit(cost: Usd, units: Units): Ratio {
  const { numerator, denominator } = ratioOf(units)
  return times(ratioOf(cost), { numerator: denominator, denominator: numerator })
}

/** One quotient less another, rounded once. */
function change(to: Ratio, from: Ratio): UsdPerUnit {
  const scaled = roundRatio(plus(to, times(MINUS_ONE, from)), 10n ** BigInt(MAX_PLACES))
  return amountOf(new Decimal(scaled.toString()).div(new Decimal(10).pow(MAX_PLACES)))
}

const MINUS_ONE: Ratio = { numerator: -1n, denominator: 1n }
const NOTHING = toText<'USD'>(new Decimal(0))

/** Published less derived: a rate set by hand, or a schedule that was not built from these costs. */
function overrideOf({ rate, derived }: Side): Decimal {
  return derived.rounded === null ? new Decimal(0) : decimal(rate).minus(decimal(derived.rounded))
}

function termsOf(from: Side, to: Side): readonly BridgeTerm[] {
  const [units0, units1] = [from.derived.divisor, to.derived.divisor]
  const elements = COST_ELEMENTS.flatMap((element): readonly BridgeTerm[] => {
    const [cost0, cost1] = [from.derived.elements.get(element) ?? NOTHING, to.derived.elements.get(element) ?? NOTHING]
    if (cost0 === cost1) return []
    return [{ id: element, label: ELEMENT_WORDS[element], amount: change(perUnit(cost1, units1), perUnit(cost0, units1)), formula: `${formatFixed(toText(decimal(cost1).minus(decimal(cost0))), 2)} / ${units1} units` }]
  })
  const cost0 = from.derived.cost
  const units: BridgeTerm = { id: 'units', label: 'Units', amount: change(perUnit(cost0, units1), perUnit(cost0, units0)), formula: `${formatFixed(cost0, 2)} x (1 / ${units1} - 1 / ${units0})` }
  const override: BridgeTerm = { id: 'override', label: 'Set otherwise than derived', amount: amountOf(overrideOf(to).minus(overrideOf(from))), formula: '(published - derived), the later less the earlier' }
  const known = [...elements, units, override]
  const rest = decimal(to.rate).minus(decimal(from.rate)).minus(known.reduce((sum, each) => sum.plus(decimal(each.amount)), new Decimal(0)))
  return [...known, { id: 'rounding', label: 'Rounding', amount: amountOf(rest), formula: 'rounding of both rates to their places, and the last place of the divisions above' }]
}

function percentOf(from: Side, to: Side): Percent | null {
  const [before, after] = [decimal(from.rate), decimal(to.rate)]
  return before.isZero() ? null : toText<'%'>(round(after.minus(before).times(100).div(before), 2))
}

function signed(value: UsdPerUnit | Percent, places: number): string {
  const rounded = round(decimal(value), places)
  const text = formatFixed(toText(rounded), places)
  return rounded.gt(0) ? `+${text}` : text
}

/** By the divisors themselves: with a cost below zero, more units make a rate larger. */
function unitsWords(from: DerivedRate, to: DerivedRate): string {
  if (from.dividedBy !== to.dividedBy) return `divided by ${DIVISOR_WORDS[to.dividedBy]} instead of ${DIVISOR_WORDS[from.dividedBy]}`
  return decimal(to.divisor).lt(decimal(from.divisor)) ? 'fewer units' : 'more units'
}

const DIVISOR_WORDS: Readonly<Record<DerivedRate['dividedBy'], string>> = { 'planned-units': 'planned units', 'practical-capacity': 'practical capacity' }

function wordsOf(term: BridgeTerm, { from, to, places }: { readonly from: Side; readonly to: Side; readonly places: number }): readonly SentencePart[] {
  const isUp = !term.amount.startsWith('-')
  const what = term.id === 'units' ? unitsWords(from.derived, to.derived) : `${isUp ? 'higher' : 'lower'} ${term.label.charAt(0).toLowerCase()}${term.label.slice(1)}`
  return [words(`${term.id === 'override' || term.id === 'rounding' ? term.label.toLowerCase() : what} `), { text: signed(term.amount, places), figure: term.id }]
}

function words(text: string): SentencePart {
  return { text, figure: null }
}

/** The three largest terms in words. */
function sentenceOf(parts: { readonly title: string; readonly from: Side; readonly to: Side; readonly terms: readonly BridgeTerm[]; readonly places: number }): readonly SentencePart[] {
  const { title, from, to, terms, places } = parts
  const difference = decimal(to.rate).minus(decimal(from.rate))
  const rate = (figure: 'from' | 'to'): SentencePart => ({ text: formatFixed(parts[figure].rate, places), figure })
  if (difference.isZero()) return [words(`${title} stays at `), rate('from'), words(` from ${from.label} to ${to.label}.`)]
  const percent = percentOf(from, to)
  const largest = terms.filter((each) => each.amount !== '0').toSorted((left, right) => decimal(right.amount).abs().cmp(decimal(left.amount).abs())).slice(0, 3)
  return [
    words(`${title} goes from `), rate('from'), words(` (${from.label}) to `), rate('to'), words(` (${to.label}), `), { text: signed(toText(difference), places), figure: 'difference' },
    ...(percent === null ? [] : [words(', '), { text: `${signed(percent, 2)} %`, figure: 'percent' } as const]), ...largest.flatMap((each, index) => [words(index === 0 ? ': ' : ', '), ...wordsOf(each, parts)]), words('.'),
  ]
}

/**
 * RATE-8: `R1 - R0 = sum over k of (C1k - C0k)/U1 + C0 x (1/U1 - 1/U0) + override + rounding`, each quotient rounded once to 12 places
 * and what that leaves shown within rounding. R is the published rate of each version, U what its cost is divided by.
 *
 * @example rateBridge({ draft, from: FY2004, to: FY2005, rateId: 'cpu' }) // terms whose amounts add up to R1 - R0
 */
export function rateBridge({ draft, from, to, rateId }: Request): RateBridge {
  const title = draft.rate.get(rateId)?.title ?? rateId
  const [first, second] = [sideOf(draft, from, rateId), sideOf(draft, to, rateId)]
  if (typeof first === 'string') return { kind: 'none', rateId, title, sentence: first }
  if (typeof second === 'string') return { kind: 'none', rateId, title, sentence: second }
  const places = Math.max(first.derived.places, second.derived.places, decimal(first.rate).decimalPlaces(), decimal(second.rate).decimalPlaces())
  const terms = termsOf(first, second)
  const sentenceParts = sentenceOf({ title, from: first, to: second, terms, places })
  return {
    kind: 'bridge', rateId, title, unit: `USD per ${draft.rate.get(rateId)?.billableUnit ?? 'unit'}`, places, from: first, to: second, difference: amountOf(decimal(second.rate).minus(decimal(first.rate))),
    percent: percentOf(first, second), terms,
    sentence: sentenceParts.map(({ text }) => text).join(''), sentenceParts,
  }
}

function stepsOf({ terms }: Bridge): readonly BridgeTerm[] {
  return terms.filter((each) => each.amount !== '0')
}

/** What the bars of `bridgeChart` stand for, in their order. */
export function bridgeMarks(bridge: Bridge): readonly BridgeFigure[] {
  return ['from', ...stepsOf(bridge).map(({ id }) => id), 'to']
}

/** The bridge as a waterfall: the earlier rate, the steps that are not zero, the later rate. */
export function bridgeChart(bridge: RateBridge): ChartModel {
  const shared = { id: `bridge-${bridge.rateId}`, kind: 'waterfall' as const, horizontal: false, categoryAxis: { title: 'Why it changed' } }
  if (bridge.kind === 'none') {
    return { ...shared, title: bridge.title, valueAxis: { title: 'Rate', unit: 'USD per unit', places: 2 }, categories: [], series: [], emptyText: bridge.sentence }
  }
  const { from, to, places } = bridge
  const steps = stepsOf(bridge)
  return {
    ...shared, id: `${shared.id}-${versionKey(from.version)}-${versionKey(to.version)}`, title: `${bridge.title}: ${from.label} to ${to.label} (${bridge.unit})`, valueAxis: { title: 'Published rate', unit: bridge.unit, places },
    categories: [from.label, ...steps.map((each) => each.label), to.label],
    series: [{
      id: 'rate', name: bridge.title, tone: 'by-sign', values: [from.rate, ...steps.map((each) => each.amount), to.rate],
      labels: [formatFixed(from.rate, places), ...steps.map((each) => signed(each.amount, places)), formatFixed(to.rate, places)],
    }],
    emptyText: bridge.sentence,
  }
}
