/**
 * Billable quantities: sums of products of measures and factors, kept exact until a month is summed and rounded once (NUM-7).
 */
import { node } from '../costs/explain-derivation-nodes.ts'
import { plus, ratioOf, roundRatio, times, type Ratio } from '../costs/ratio.ts'
import { Decimal, isCanonicalDecimal, toText, type Units } from '../decimal.ts'
import type { Explanation, FactorRole } from '../explanation.ts'
import { issue, type Issue } from '../issues.ts'
import { ok, refused, type Result } from '../result.ts'

/** NUM-7. */
export const QUANTITY_PLACES = 6

/** Far enough below 10^15 to be sure of it without rounding. */
const FAR_BELOW = 10n ** 14n

/** One factor of a product: it multiplies or divides. */
export type ProductFactor = { readonly role: Extract<FactorRole, 'times' | 'over'>; readonly node: Explanation }
export type Product = readonly ProductFactor[]

/** What a quantity is called, its unit, and the rule and formula by which it is computed. */
export type QuantityFacts = { readonly label: string; readonly unit: string; readonly ruleId: string; readonly formula: string }

/** A quantity in billable units. */
export type RatedQuantity = {
  readonly facts: QuantityFacts
  /** Exact, for a sum over a month. */
  readonly products: readonly Product[]
  readonly exact: Ratio
  /** Rounded half up to 6 places. */
  readonly quantity: Units
  readonly explanation: Explanation
  /** What a reader has to know: a minimum that was applied, a rule that was not. */
  readonly notes: readonly string[]
}

export function by(role: ProductFactor['role'], factor: Explanation): ProductFactor {
  return { role, node: factor }
}

function factorRatio({ role, node: { value } }: ProductFactor): Ratio {
  if (value === null) throw new Error('A factor without a value.')
  const ratio = ratioOf(value)
  if (role === 'times') return ratio
  if (ratio.numerator <= 0n) throw new Error('A divisor that is not above zero.')
  return { numerator: ratio.denominator, denominator: ratio.numerator }
}

/** The exact value of a sum of products. */
export function exactQuantity(products: readonly Product[]): Ratio {
  return products.map((product) => times(...product.map(factorRatio))).reduce(plus, { numerator: 0n, denominator: 1n })
}

/** A ratio as text, rounded half up to a number of places. @example ratioText({ numerator: 1n, denominator: 3n }, 6) // '0.333333' */
export function ratioText<Unit extends string>(ratio: Ratio, places: number): ReturnType<typeof toText<Unit>> {
  return toText<Unit>(new Decimal(`${roundRatio(ratio, 10n ** BigInt(places))}e-${places}`))
}

/**
 * Rounds a sum of products once, half up to 6 places (NUM-7); refused (`number-out-of-range`) at 10^15 and above.
 * Dimensions: each product is in `facts.unit`.
 */
export function ratedQuantity(facts: QuantityFacts, products: readonly Product[], notes: readonly string[] = []): Result<RatedQuantity> {
  const exact = exactQuantity(products)
  const isFarBelow = exact.numerator < FAR_BELOW * exact.denominator
  if (!isFarBelow && !isCanonicalDecimal(ratioText<'units'>(exact, QUANTITY_PLACES))) return refused([issue('number-out-of-range', `${facts.label}: the quantity is too large.`, { remedy: 'Quantities stay below 1,000,000,000,000,000.' })])
  let quantity: Units | undefined
  let explanation: Explanation | undefined
  return ok({
    facts, products, exact, notes,
    // Both are asked for by a person, one at a time; a month of raw usage is rated without them.
    get quantity(): Units {
      quantity ??= ratioText<'units'>(exact, QUANTITY_PLACES)
      return quantity
    },
    get explanation(): Explanation {
      explanation ??= productsNode({ ...facts, value: this.quantity, places: QUANTITY_PLACES, products })
      return explanation
    },
  })
}

/** A node that is a sum of products, rounded once. */
export function productsNode({ places, products, rounding, ...fields }: Pick<Explanation, 'label' | 'value' | 'unit' | 'ruleId' | 'formula'> & { readonly places: number; readonly products: readonly Product[]; readonly rounding?: 'up' }): Explanation {
  const operation = { kind: 'products', places, terms: products.map((product) => product.map(({ role }) => role)), ...(rounding === undefined ? {} : { rounding }) } as const
  return node({ ...fields, operation }, () => products.flatMap((product) => product.map((factor) => factor.node)))
}

/**
 * The quantity of a month: the exact quantities of its jobs are added up, then rounded once (NUM-7). All have to be of one unit;
 * another is refused (`unit-differs`), and so is nothing at all (`rule-missing`).
 *
 * @example monthlyQuantity([third, third, third]) // 1 unit of three jobs of 1/3 each; rounded one by one they would be 0.999999
 */
export function monthlyQuantity(parts: readonly RatedQuantity[]): Result<RatedQuantity> {
  const [first] = parts
  if (first === undefined) return refused([issue('rule-missing', 'There is nothing to add up.', { remedy: 'A month without measures has no quantity.' })])
  const other = parts.find((part) => part.facts.unit !== first.facts.unit)
  if (other !== undefined) return refused([issue('unit-differs', `${first.facts.unit} and ${other.facts.unit} cannot be added up.`, { remedy: 'Add up measures of one unit.' })])
  const facts = { ...first.facts, ruleId: 'NUM-7', formula: `Sum over the month, rounded half up to ${QUANTITY_PLACES} places once: ${first.facts.formula}` }
  return ratedQuantity(facts, parts.flatMap((part) => part.products), [...new Set(parts.flatMap((part) => part.notes))])
}

/** All results, or every issue of those that were refused. */
export function allOf<Value>(results: readonly Result<Value>[]): Result<readonly Value[]> {
  const issues: readonly Issue[] = results.flatMap((each) => (each.ok ? [] : each.failure))
  return issues.length > 0 ? refused(issues) : ok(results.flatMap((each) => (each.ok ? [each.value] : [])))
}
