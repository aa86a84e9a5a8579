/** How each figure of a comparison was computed, down to a typed rate with its source. */
import { Decimal, decimal, formatFixed, toText } from '../decimal.ts'
import type { Explanation } from '../explanation.ts'
import type { Draft } from '../model/draft.ts'
import type { Baseline, BaselineTerm } from '../model/tables.ts'
import { assertNever } from '../result.ts'
import { readVersionKey, type Version } from '../version.ts'
import { formatVersion } from '../version-label.ts'
import { figureOfTerm, termsOfBaseline, type BaselineContext } from './baseline-figures.ts'
import { PERCENT_PLACES, type Comparison, type ComparedFigure, type ComparisonCell, type ComparisonRow } from './comparison.ts'
import { explainPrice, explainWithdrawn } from './explain-price.ts'
import { priceKey, withdrawnPrices } from './resolve-prices.ts'

export type ExplainedFigure = 'rate' | 'difference' | 'percent'

/** The figure in a row's base column: a price, or a named baseline (RATE-5). Undefined when the row is not there. */
export function explainBase(draft: Draft, at: { readonly comparison: Comparison; readonly rowKey: string }): Explanation | undefined {
  const row = at.comparison.rows.find((each) => each.key === at.rowKey)
  return row && baseNode(draft, { comparison: at.comparison, row })
}

/**
 * A cell's rate, its difference from the base figure, or its % change (NUM-4).
 *
 * @example explainCell(draft, { comparison, rowKey: 'cpu|state|', cellIndex: 0, figure: 'percent' })?.formula
 *   // '(99.81 - 100.30) / 100.30, rounded half up to 2 places of a per cent'
 */
export function explainCell(draft: Draft, at: { readonly comparison: Comparison; readonly rowKey: string; readonly cellIndex: number; readonly figure: ExplainedFigure }): Explanation | undefined {
  const { comparison, figure } = at
  const row = comparison.rows.find((each) => each.key === at.rowKey)
  const cell = row?.cells[at.cellIndex]
  if (row === undefined || cell === undefined) return undefined
  const to = figureNode(draft, { label: comparison.comparisonLabels[at.cellIndex] ?? '', figure: cell, row, version: comparison.request.comparisons[at.cellIndex] })
  if (figure === 'rate') return to
  const from = baseNode(draft, { comparison, row })
  return changeNode({ row, cell, to, from }, figure)
}

type Place = { readonly comparison: Comparison; readonly row: ComparisonRow }

function unitOfRow(row: ComparisonRow): string {
  return `USD per ${row.billableUnit === '' ? 'unit' : row.billableUnit}`
}

function figureNode(draft: Draft, at: { readonly label: string; readonly figure: ComparedFigure; readonly row: ComparisonRow; readonly version: Version | undefined }): Explanation {
  const { label, figure, row, version } = at
  if (figure.price !== null) return explainPrice(draft, { label, figure, price: figure.price })
  const withdrawn = version && withdrawnPrices(draft, version).find((each) => each.key === priceKey(row.rateId, row.customerClass))
  if (withdrawn !== undefined) return explainWithdrawn(draft, { label, unit: unitOfRow(row), withdrawn })
  return { label, value: null, text: 'No price', unit: unitOfRow(row), ruleId: 'RATE-4', formula: 'The version has no price of this rate.', operation: { kind: 'typed' }, inputs: [], origin: null }
}

function baseNode(draft: Draft, place: Place): Explanation {
  const { comparison, row } = place
  const baseline = row.baselineId === null ? undefined : draft.baseline.get(row.baselineId)
  return baseline === undefined ? figureNode(draft, { label: comparison.baseLabel, figure: row.base, row, version: comparison.request.base }) : baselineNode(draft, { ...place, baseline })
}

function baselineNode(draft: Draft, at: Place & { readonly baseline: Baseline }): Explanation {
  const { comparison, row, baseline } = at
  const shown = { label: baseline.name, value: row.base.number, text: row.base.text, unit: unitOfRow(row), ruleId: 'RATE-5' }
  const origin: Explanation['origin'] = { table: 'baseline', id: baseline.id, source: baseline.source }
  if (baseline.typedAmount !== null || row.base.number === null) {
    const formula = baseline.typedAmount === null ? 'A rate of the baseline has no number in its year.' : 'A stated figure: no sum of earlier rates.'
    return { ...shown, formula, operation: { kind: 'typed' }, inputs: [], origin }
  }
  const context: BaselineContext = { draft, base: comparison.request.base, basis: comparison.request.basis, customerClass: row.customerClass }
  const terms = termsOfBaseline(draft, baseline.id).map((term) => termNode(context, term))
  const sum = terms.reduce((total, each) => (each.value === null ? total : total.plus(decimal(each.value))), new Decimal(0))
  const sumNode: Explanation = {
    label: 'Sum of earlier rates', value: toText<string>(sum), text: shortened(sum), unit: shown.unit, ruleId: 'RATE-5', formula: 'The earlier rates, each with its weight, added up.', operation: { kind: 'sum' }, inputs: terms, origin,
  }
  return { ...shown, formula: `Rounded half up to ${row.base.places} places.`, operation: { kind: 'round', places: row.base.places }, inputs: [sumNode], origin }
}

function termNode(context: BaselineContext, term: BaselineTerm): Explanation {
  const { draft } = context
  const figure = figureOfTerm(context, term)
  const version = readVersionKey(term.version)
  const title = draft.rate.get(term.rateId)?.title ?? term.rateId
  const label = `${title}${version === undefined ? '' : `, ${formatVersion(draft, version)}`}`
  const rate: Explanation = figure === undefined || figure.price === null
    ? { label, value: null, text: 'No price', unit: '', ruleId: 'RATE-5', formula: 'The version has no price of this rate.', operation: { kind: 'typed' }, inputs: [], origin: null }
    : explainPrice(draft, { label, figure, price: figure.price })
  if (term.multiplier === '1' && term.divisor === '1') return rate
  const value = rate.value === null ? null : decimal(rate.value).times(decimal(term.multiplier)).div(decimal(term.divisor))
  const weight = term.divisor === '1' ? term.multiplier : `${term.multiplier}/${term.divisor}`
  return {
    label: `${title} x ${weight}`, value: value === null ? null : toText<string>(value), text: value === null ? 'No price' : shortened(value), unit: rate.unit, ruleId: 'RATE-5',
    formula: `rate x ${weight}`, operation: { kind: 'weighted', multiplier: term.multiplier, divisor: term.divisor }, inputs: [rate],
    origin: { table: 'baselineTerm', id: term.id, source: draft.baseline.get(term.baselineId)?.source ?? '' },
  }
}

/** All digits where there are few, else six with a sign that there are more. */
function shortened(value: Decimal): string {
  return value.decimalPlaces() <= 6 ? formatFixed(toText<string>(value), value.decimalPlaces()) : `${formatFixed(toText<string>(value), 6)}...`
}

type Change = { readonly row: ComparisonRow; readonly cell: ComparisonCell; readonly to: Explanation; readonly from: Explanation }

function changeNode({ row, cell, to, from }: Change, figure: 'difference' | 'percent'): Explanation {
  const inputs = [to, from]
  const none = (label: string, unit: string, ruleId: string): Explanation => ({
    label, value: null, text: cell.statusText === '' ? 'No figure' : cell.statusText, unit, ruleId, formula: `There is no ${label.toLowerCase()}: ${cell.statusText === '' ? 'neither version has a price' : cell.statusText}.`,
    operation: { kind: 'same' }, inputs, origin: null,
  })
  switch (figure) {
    case 'difference': {
      const unit = cell.differenceUnit === 'points' ? 'points' : unitOfRow(row)
      if (cell.difference === null) return none('Difference', unit, 'RATE-4')
      const places = Math.max(row.base.places, cell.places)
      return {
        label: 'Difference', value: cell.difference, text: formatFixed(cell.difference, places), unit, ruleId: cell.differenceUnit === 'points' ? 'RATE-3' : 'NUM-4', formula: `${cell.text} - ${row.base.text}`,
        operation: { kind: 'difference' }, inputs, origin: null,
      }
    }
    case 'percent':
      if (cell.percentChange === null) return none('% change', '%', 'NUM-4')
      return {
        label: '% change', value: cell.percentChange, text: `${formatFixed(cell.percentChange, PERCENT_PLACES)} %`, unit: '%', ruleId: 'NUM-4',
        formula: `(${cell.text} - ${row.base.text}) / ${row.base.text}, rounded half up to ${PERCENT_PLACES} places of a per cent`, operation: { kind: 'percent-change', places: PERCENT_PLACES }, inputs, origin: null,
      }
    default:
      return assertNever(figure)
  }
}
