/** How a projected figure came about: the method, growth, dated changes; and how wide its interval is (PROJ-1). */
import { constantNode, node, sumNode } from '../costs/explain-derivation-nodes.ts'
import type { Explanation, FactorRole } from '../explanation.ts'
import { changesIn, grown, growthIn, type DatedChange, type Growth } from './adjustments.ts'
import { methodNode, productsNode, RULE, whole, type ExplainedUnit } from './explain-method.ts'
import { adjusted, halfWidth, horizonOf, projectMonth, type Projector } from './forecast.ts'
import { INTERVALS, type IntervalLevel } from './interval.ts'
import { methodWords } from './method.ts'
import { microUnits, unitsOfMicro } from '../micro-units.ts'
import { monthWords, type Month } from '../month.ts'

function notBelowZero(below: Explanation): Explanation {
  return node({ label: `${below.label}, not below zero`, value: whole(0), unit: below.unit, ruleId: RULE, formula: 'The history has no credits, so a figure below zero is taken as zero.', operation: { kind: 'not-below-zero' } }, () => [below])
}

function originNode(origin: Growth['origin']): Explanation['origin'] {
  return origin === undefined ? null : { ...origin, source: '' }
}

/** What the method says, as it comes out. */
function baseNode({ training, method, plain }: Projector, horizon: number, of: ExplainedUnit): Explanation | null {
  const figure = plain(horizon)
  return typeof figure === 'string' ? null : methodNode({ training, of }, { method, horizon, value: unitsOfMicro(figure) })
}

function growthNode(growth: readonly Growth[], base: Explanation, value: bigint): Explanation {
  return productsNode({ label: 'With growth', formula: 'The method\'s figure times (1 + growth), rounded half up to 6 places.' }, { value: unitsOfMicro(value), unit: base.unit, terms: [['times', ...growth.map((): FactorRole => 'growth')]] }, () => [base, ...growth.map(percentNode)])
}

function percentNode({ percent, from, note, origin }: Growth): Explanation {
  return node({ label: `Growth from ${monthWords(from)}`, value: percent, unit: '%', ruleId: RULE, formula: note === '' ? 'As it was typed.' : note, operation: { kind: 'typed' }, origin: originNode(origin) }, () => [])
}

function changeNode({ quantity, from, until, note, origin }: DatedChange, unit: string): Explanation {
  const when = until === null ? `from ${monthWords(from)}` : until === from ? `in ${monthWords(from)} only` : `from ${monthWords(from)} to ${monthWords(until)}`
  return node({ label: `Change ${when}`, value: quantity, unit, ruleId: RULE, formula: note === '' ? 'As it was typed.' : note, operation: { kind: 'typed' }, origin: originNode(origin) }, () => [])
}

/**
 * A projected month explained; null where it has no figure.
 *
 * @example explainProjected(projector, { month, unit: 'mailboxes', source: '' }) // Projected ... = With growth + Change from October 2004
 */
export function explainProjected(projector: Projector, { month, ...of }: ExplainedUnit & { readonly month: Month }): Explanation | null {
  const projected = projectMonth(projector, month)
  if (projected.quantity === null) return null
  const horizon = horizonOf(projector, month)
  const growth = growthIn(month, projector.adjustments.growth)
  const changes = changesIn(month, projector.adjustments.changes)
  const figure = projector.fit(horizon)
  if (typeof figure === 'string') return null
  const plain = baseNode(projector, horizon, of)
  if (plain === null) return null
  const base = plain.value === unitsOfMicro(figure) ? plain : notBelowZero(plain)
  const withGrowth = growth.length === 0 ? base : growthNode(growth, base, grown(figure, growth))
  const sum = adjusted(projector, month, figure)
  const fields = { label: `${monthWords(month)}, projected`, unit: of.unit, ruleId: RULE }
  const formula = `${methodWords(projector.method)}${growth.length > 0 ? ', with growth' : ''}${changes.length > 0 ? ', with dated changes' : ''}.`
  const total = changes.length === 0
    ? node({ ...fields, value: unitsOfMicro(sum), formula, operation: { kind: 'same' } }, () => [withGrowth])
    : sumNode({ ...fields, value: unitsOfMicro(sum), formula }, () => [withGrowth, ...changes.map((each) => changeNode(each, of.unit))])
  return unitsOfMicro(sum) === projected.quantity ? total : notBelowZero(total)
}

/** A bound of an interval explained; null where there is none. */
export function explainBound(projector: Projector, request: ExplainedUnit & { readonly month: Month; readonly level: IntervalLevel; readonly side: 'low' | 'high' }): Explanation | null {
  const { month, level, side, unit } = request
  const projected = projectMonth(projector, month)
  const interval = level === 80 ? projected.interval80 : projected.interval95
  const spread = projector.spreads?.(horizonOf(projector, month))
  const middle = explainProjected(projector, request)
  const quantile = INTERVALS.find((each) => each.level === level)?.quantile
  if (projected.quantity === null || interval === null || spread === undefined || middle === null || quantile === undefined) return null
  const growth = growthIn(month, projector.adjustments.growth)
  const half = halfWidth({ spread, quantile, growth })
  const error = node({
    label: `Root mean squared error, ${spread.measuredAt === 1 ? '1 month' : `${spread.measuredAt} months`} ahead`, value: unitsOfMicro(spread.rootMeanSquare), unit, ruleId: RULE, operation: { kind: 'typed' },
    formula: `Root of the mean of ${spread.errors} squared errors of this method's forecasts of the past, rounded half up to 6 places; never less than for a shorter time.`,
  }, () => [])
  const halfNode = productsNode({ label: `Half of the ${level} % interval`, formula: 'quantile x root mean squared error x widening, grown as the figure is; rounded half up to 6 places' }, { value: unitsOfMicro(half), unit, terms: [['times', 'times', 'times', ...growth.map((): FactorRole => 'growth')]] }, () => [
    constantNode('Quantile of the normal distribution', quantile), error, constantNode('Widening: root of months ahead over the months ahead that could be tried; 1 within those', spread.widening), ...growth.map(percentNode),
  ])
  const value = side === 'low' ? interval.low : interval.high
  const fields = { label: `${monthWords(month)}, ${side === 'low' ? 'lower' : 'upper'} end of the ${level} % interval`, unit, ruleId: RULE }
  if (side === 'high') return sumNode({ ...fields, value, formula: 'figure + half' }, () => [middle, halfNode])
  const low = unitsOfMicro(microUnits(projected.quantity) - half)
  const made = node({ ...fields, value: low, formula: 'figure - half', operation: { kind: 'difference' } }, () => [middle, halfNode])
  return low === value ? made : notBelowZero(made)
}
