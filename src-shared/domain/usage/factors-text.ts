/** The rules' figures behind a quantity, as a statement shows them beside it: `7.434 x 1.12`. */
import { decimal, formatFixed } from '../decimal.ts'
import type { Explanation } from '../explanation.ts'
import type { Product, ProductFactor } from './rated-quantity.ts'

/** A pure factor, such as F_p, is shown with at least two places: `1.00`. */
const FACTOR_PLACES = 2

/** What stands there where measures are counted as they are. */
const NO_FACTORS = 'none'

function figureText({ value, unit }: Explanation): string {
  if (value === null) return ''
  return formatFixed(value, Math.max(unit === '' ? FACTOR_PLACES : 0, decimal(value).decimalPlaces()))
}

/** The measure of a product within a product: what `lines / 40` is made of. */
function measureWords(inputs: readonly Explanation[]): string {
  return (inputs.find(({ operation, origin }) => operation.kind === 'typed' && origin === null)?.label ?? '').replace(/ reported$/, '').toLowerCase()
}

/** Empty for what was measured, and for what holds by the calendar or by definition. */
function factorText(node: Explanation): string {
  const { operation, inputs } = node
  if (operation.kind === 'typed') return node.origin === null ? '' : figureText(node)
  if (operation.kind === 'largest') return inputs.filter(({ origin, value }) => origin !== null && value === node.value).map((least) => `at least ${figureText(least)}`).join('')
  if (operation.kind !== 'products') return ''
  const within = joined(operation.terms.flat().flatMap((role, index) => {
    const input = inputs[index]
    return input === undefined || (role !== 'times' && role !== 'over') ? [] : [{ role, node: input }]
  }), measureWords(inputs))
  return within === '' ? '' : `(${within})`
}

function joined(product: readonly ProductFactor[], first: string): string {
  let text = ''
  for (const { role, node } of product) {
    const factor = factorText(node)
    if (factor === '') continue
    const before = text === '' ? first : text
    text = role === 'over' ? `${before} / ${factor}`.trimStart() : before === '' ? factor : `${before} x ${factor}`
  }
  return text
}

/**
 * The factors of a product that stand in the rules, in their order; measures, and minutes of an hour, are left out.
 *
 * @example factorsText([seconds, by('over', 3600 seconds), by('times', F_p 7.434), by('times', F_a 1.12)]) // '7.434 x 1.12'
 */
export function factorsText(product: Product): string {
  return joined(product, '') || NO_FACTORS
}
