/** What each method made of which months: nodes that follow from their inputs exactly. */
import { constantNode, node, sumNode } from '../costs/explain-derivation-nodes.ts'
import { Decimal, toText, type AnyDecimalText, type Units } from '../decimal.ts'
import type { Explanation, FactorRole } from '../explanation.ts'
import { assertNever } from '../result.ts'
import { driftEnds, holtWintersOf, holtWintersParts, meanSpan, sameMonthPlace, trendSums, type Training } from './fit.ts'
import { parameterWords } from './holt-winters.ts'
import type { ForecastMethod } from './method.ts'
import { unitsOfMicro, QUANTITY_PLACES } from '../micro-units.ts'
import { monthWords, type Month } from '../month.ts'
import { monthAt } from './series.ts'

type Fields = Pick<Explanation, 'label' | 'formula'>
export const RULE = 'PROJ-1'

export type ExplainedUnit = { /** Of the series: `CPU Hour`. */ readonly unit: string; /** Where the history was read from; empty where that is not known. */ readonly source: string }

export function whole(value: number | bigint): AnyDecimalText {
  return toText(new Decimal(value.toString()))
}

/** A figure of the history. */
export function actualNode(month: Month, quantity: Units, { unit, source }: ExplainedUnit): Explanation {
  return node({ label: monthWords(month), value: quantity, unit, ruleId: 'PROJ-2', formula: `As it was used${source === '' ? '' : `: ${source}`}.`, operation: { kind: 'typed' } }, () => [])
}

/** Products of its inputs, added up and rounded half up to 6 places. */
export function productsNode(fields: Fields, parts: { readonly value: AnyDecimalText; readonly unit: string; readonly places?: number; readonly terms: readonly (readonly FactorRole[])[] }, inputs: () => readonly Explanation[]): Explanation {
  return node({ ...fields, value: parts.value, unit: parts.unit, ruleId: RULE, operation: { kind: 'products', places: parts.places ?? QUANTITY_PLACES, terms: parts.terms } }, inputs)
}

type Given = { readonly training: Training; readonly of: ExplainedUnit }
/** The month asked for, and the figure that the method gives for it. */
type Asked = { readonly horizon: number; readonly value: Units }

function actual({ training: { history }, of }: Given, place: number): Explanation {
  return actualNode(monthAt(history, place), unitsOfMicro(history.values[place] ?? 0n), of)
}

function knownPlaces({ training: { history } }: Given, from: number, to: number): readonly number[] {
  return Array.from({ length: to - from }, (_, index) => from + index).filter((place) => (history.values[place] ?? null) !== null)
}

function sumOfMonths(given: Given, label: string, parts: { readonly places: readonly number[]; readonly total: bigint }): Explanation {
  return sumNode({ label, value: unitsOfMicro(parts.total), unit: given.of.unit, ruleId: RULE, formula: 'The known months added up.' }, () => parts.places.map((place) => actual(given, place)))
}

function sameMonthNode(given: Given, { horizon, value }: Asked): Explanation {
  const place = sameMonthPlace(given.training.length, horizon)
  return node({ label: 'Same month last year', value, unit: given.of.unit, ruleId: RULE, formula: 'The same calendar month in the last known year.', operation: { kind: 'same' } }, () => [actual(given, place)])
}

function meanNode(given: Given, { value }: Asked, months: number): Explanation {
  const { from, to } = meanSpan(given.training, months)
  const places = knownPlaces(given, from, to)
  const { sums } = given.training.history
  const missing = to - from - places.length
  const formula = `The sum of the last ${months} months over how many of them are known${missing === 0 ? '' : ` (${missing} missing)`}, rounded half up to 6 places.`
  return productsNode({ label: `Mean of the last ${months} months`, formula }, { value, unit: given.of.unit, terms: [['times', 'over']] }, () => [
    sumOfMonths(given, 'Known months', { places, total: (sums[to] ?? 0n) - (sums[from] ?? 0n) }), constantNode('Months that are known', places.length),
  ])
}

function driftNode(given: Given, { horizon, value }: Asked): Explanation {
  const { last, first, end } = driftEnds(given.training) ?? { last: 0, first: 0n, end: 0n }
  const { unit } = given.of
  const change = (): Explanation => node({ label: 'From the first to the last month', value: unitsOfMicro(end - first), unit, ruleId: RULE, formula: 'last - first', operation: { kind: 'difference' } }, () => [actual(given, last), actual(given, 0)])
  return productsNode({ label: 'Drift', formula: 'last + (last - first) x months ahead / months from first to last, rounded half up to 6 places' }, { value, unit, terms: [['times'], ['times', 'times', 'over']] }, () => [
    actual(given, last), change(), constantNode('Months ahead of the last known one', given.training.length + horizon - 1 - last), constantNode('Months from the first to the last', last),
  ])
}

/** Least squares in whole numbers: the slope stands as a fraction of two integers until the one rounding. */
function linearTrendNode(given: Given, { horizon, value }: Asked): Explanation {
  const { count, x, xx, y, xy, spread } = trendSums(given.training)
  const { unit } = given.of
  const places = knownPlaces(given, 0, given.training.length)
  const ahead = given.training.length + horizon - 1
  const sum = sumOfMonths(given, 'Sum of y, the known months', { places, total: y })
  const [n, sumX] = [constantNode('n, how many months are known', count), constantNode('Sum of x, their places (0 is the first)', x)]
  const sumXy = productsNode({ label: 'Sum of x y', formula: 'Each known month times its place, added up.' }, { value: unitsOfMicro(xy), unit, terms: places.map((): readonly FactorRole[] => ['times', 'times']) }, () => places.flatMap((place) => [constantNode('Place', place), actual(given, place)]))
  const rise = productsNode({ label: 'n x sum of x y - sum of x x sum of y', formula: 'The slope times the divisor below.' }, { value: unitsOfMicro(BigInt(count) * xy - BigInt(x) * y), unit, terms: [['times', 'times'], ['times', 'negative']] }, () => [n, sumXy, sumX, sum])
  const divisor = productsNode({ label: 'n x sum of x² - (sum of x)²', formula: 'The divisor of the slope.' }, { value: whole(spread), unit: '', places: 0, terms: [['times', 'times'], ['times', 'negative']] }, () => [n, constantNode('Sum of x²', xx), sumX, sumX])
  const distance = productsNode({ label: 'n x place - sum of x', formula: 'How far the month lies from the mean place, times n.' }, { value: whole(count * ahead - x), unit: '', places: 0, terms: [['times', 'times'], ['negative']] }, () => [n, constantNode('Place of the month', ahead), sumX])
  return productsNode({ label: 'Linear trend', formula: 'mean of y + slope x (place - mean of x), by least squares, rounded half up to 6 places' }, { value, unit, terms: [['times', 'over'], ['times', 'times', 'over', 'over']] }, () => [sum, n, rise, distance, n, divisor])
}

function holtWintersNode(given: Given, { horizon, value }: Asked): Explanation {
  const { length } = given.training
  const fitted = holtWintersOf(given.training)
  if (typeof fitted === 'string') throw new Error(fitted)
  const parts = holtWintersParts(fitted, { length, horizon })
  const how = `fitted to ${length} months with ${parameterWords(fitted.parameters)}; rounded half up to 6 places`
  const part = (label: string, micro: bigint, formula: string): Explanation => node({ label, value: unitsOfMicro(micro), unit: given.of.unit, ruleId: RULE, formula: `${formula}, ${how}.`, operation: { kind: 'typed' } }, () => [])
  return sumNode({ label: 'Holt-Winters', value, unit: given.of.unit, ruleId: RULE, formula: 'level + damped trend + season' }, () => [
    part('Level', parts.level, 'Level after the last month'), part('Damped trend', parts.trend, `Slope x (phi + ... + phi^${horizon})`), part('Season', parts.season, 'Season of this calendar month'),
  ])
}

/** @example methodNode(given, { method: { kind: 'drift' }, horizon: 1, value }) // last + (last - first) x 1 / months */
export function methodNode(given: Given, { method, ...asked }: Asked & { readonly method: ForecastMethod }): Explanation {
  switch (method.kind) {
    case 'same-month-last-year':
      return sameMonthNode(given, asked)
    case 'mean':
      return meanNode(given, asked, method.months)
    case 'drift':
      return driftNode(given, asked)
    case 'linear-trend':
      return linearTrendNode(given, asked)
    case 'holt-winters':
      return holtWintersNode(given, asked)
    case 'typed':
      return node({ label: 'Typed', value: asked.value, unit: given.of.unit, ruleId: RULE, formula: 'As it was typed.', operation: { kind: 'typed' } }, () => [])
    default:
      return assertNever(method)
  }
}
