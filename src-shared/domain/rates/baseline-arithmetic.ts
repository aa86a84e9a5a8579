/** A baseline in one line: its figures, their weights, its result and its source (RATE-5). */
import type { Draft } from '../model/draft.ts'
import type { BaselineTerm } from '../model/tables.ts'
import { figureOfTerm, termsOfBaseline } from './baseline-figures.ts'
import type { Comparison, ComparisonRow } from './comparison.ts'

/** @example baselineArithmetic(draft, { comparison, row }) // '2.45 + 0.68 x 12/26 = 2.7638. Policy update, HR/CMS Services.' */
export function baselineArithmetic(draft: Draft, place: { readonly comparison: Comparison; readonly row: ComparisonRow }): string {
  const { comparison, row } = place
  const baseline = row.baselineId === null ? undefined : draft.baseline.get(row.baselineId)
  if (baseline === undefined) return ''
  const source = baseline.source === '' ? '' : ` ${sentence(baseline.source)}`
  if (baseline.typedAmount !== null) return source === '' ? `${row.base.text}, typed.` : `${row.base.text}.${source}`
  const context = { draft, base: comparison.request.base, basis: comparison.request.basis, customerClass: row.customerClass }
  const terms = termsOfBaseline(draft, baseline.id).map((term) => {
    const figure = figureOfTerm(context, term)
    return `${figure?.text ?? 'no price'}${weightText(term)} (${draft.rate.get(term.rateId)?.title ?? term.rateId})`
  })
  return `${terms.join(' + ')} = ${row.base.text === '' ? 'no figure' : row.base.text}.${source}`
}

function weightText(term: BaselineTerm): string {
  if (term.divisor === '1') return term.multiplier === '1' ? '' : ` x ${term.multiplier}`
  return ` x ${term.multiplier}/${term.divisor}`
}

function sentence(text: string): string {
  const first = text.charAt(0).toUpperCase() + text.slice(1)
  return first.endsWith('.') ? first : `${first}.`
}
