/**
 * The figures of named baselines (RATE-5): typed, or a weighted sum of earlier rates.
 */
import { Decimal, decimal, round } from '../decimal.ts'
import type { Draft } from '../model/draft.ts'
import type { Baseline, BaselineTerm, CustomerClass } from '../model/tables.ts'
import { baseOf, readVersionKey, versionKey, type Version } from '../version.ts'
import type { ComparedFigure, ComparisonBasis, ComparisonRequest } from './comparison.ts'
import { catalogOrder, computedFigure, priceColumn, slotOf, type CatalogEntry } from './price-columns.ts'

type BaselineIndex = { readonly ofRate: ReadonlyMap<string, readonly Baseline[]>; readonly termsOf: ReadonlyMap<string, readonly BaselineTerm[]> }
const kept = new WeakMap<Draft['baseline'], { readonly terms: Draft['baselineTerm']; readonly index: BaselineIndex }>()

function byPosition(left: { readonly position: number }, right: { readonly position: number }): number {
  return left.position - right.position
}

function indexOf(draft: Draft): BaselineIndex {
  const known = kept.get(draft.baseline)
  if (known?.terms === draft.baselineTerm) return known.index
  const index = {
    ofRate: Map.groupBy([...draft.baseline.values()].toSorted(byPosition), (each) => each.rateId),
    termsOf: Map.groupBy([...draft.baselineTerm.values()].toSorted(byPosition), (each) => each.baselineId),
  }
  kept.set(draft.baseline, { terms: draft.baselineTerm, index })
  return index
}

/** The terms of a baseline in their order. */
export function termsOfBaseline(draft: Draft, baselineId: string): readonly BaselineTerm[] {
  return indexOf(draft).termsOf.get(baselineId) ?? []
}

/**
 * The baselines that a comparison uses for a rate: those of a compared year that lies after the base's year, because a baseline
 * stands for earlier rates; against the same year's scenario the year itself is the base.
 */
export function baselinesInUse(draft: Draft, request: Pick<ComparisonRequest, 'base' | 'comparisons'>, rateId: string): readonly Baseline[] {
  const all = indexOf(draft).ofRate.get(rateId)
  if (all === undefined) return []
  const keys = request.comparisons.filter((each) => each.fiscalYear > request.base.fiscalYear).map((each) => versionKey(baseOf(each)))
  return all.filter((each) => keys.includes(each.version))
}

/** A rate in one customer class, against one of its baselines. */
export type Baselined = { readonly entry: CatalogEntry; readonly slot: number; readonly customerClass: CustomerClass; readonly baseline: Baseline }

export type BaselineContext = { readonly draft: Draft; readonly base: Version; readonly basis: ComparisonBasis; readonly customerClass: CustomerClass }

/**
 * The version whose prices a term takes: its own, or the compared base's scenario of that year, so that a what-if of the
 * earlier rates moves the baseline with them.
 */
function versionOfTerm(term: BaselineTerm, base: Version): Version | undefined {
  return versionKey(baseOf(base)) === term.version ? base : readVersionKey(term.version)
}

/** The figure of one term's rate; undefined when the term's version has no such price. A class without a price takes the state one. */
export function figureOfTerm(context: BaselineContext, term: BaselineTerm): ComparedFigure | undefined {
  const version = versionOfTerm(term, context.base)
  const order = catalogOrder(context.draft)
  const index = order.indexOf.get(term.rateId)
  if (version === undefined || index === undefined) return undefined
  const { figures } = priceColumn({ draft: context.draft, version, basis: context.basis })
  const slot = slotOf(order, index, context.customerClass)
  return (slot === undefined ? undefined : figures[slot]) ?? figures[index]
}

/**
 * A baseline's figure; a term without a number leaves it without one. HR/CMS FY2003: 2.45 + 0.68 x 12/26 = 2.7638.
 *
 * @example baselineFigure(context, hrCms, 3).number // '2.7638'
 */
export function baselineFigure(context: BaselineContext, baseline: Baseline, places: number): ComparedFigure {
  if (baseline.typedAmount !== null) return computedFigure(decimal(baseline.typedAmount), { places: Math.max(places, decimal(baseline.typedAmount).decimalPlaces()) })
  const terms = termsOfBaseline(context.draft, baseline.id)
  let sum = new Decimal(0)
  let divisor = new Decimal(1)
  // Over one common divisor, so that the sum is exact and is rounded once.
  for (const term of terms) {
    const number = figureOfTerm(context, term)?.number ?? null
    if (number === null) return { price: null, text: '', number: null, places }
    const termDivisor = decimal(term.divisor)
    sum = sum.times(termDivisor).plus(decimal(number).times(decimal(term.multiplier)).times(divisor))
    divisor = divisor.times(termDivisor)
  }
  if (terms.length === 0 || divisor.isZero()) return { price: null, text: '', number: null, places }
  const exact = sum.mod(divisor).isZero() ? sum.div(divisor) : roundedQuotient(sum, divisor)
  return computedFigure(exact, { places })
}

/** Far below the last place that is ever shown; still one rounding, because 30 places never end in a tie that was none. */
function roundedQuotient(sum: Decimal, divisor: Decimal): Decimal {
  return round(sum.div(divisor), 30)
}
