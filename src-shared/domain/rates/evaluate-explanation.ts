/** Checks explanations: every node must follow from its inputs by its operation, exactly. */
import { Decimal, decimal, round } from '../decimal.ts'
import type { Explanation } from '../explanation.ts'
import { assertNever } from '../result.ts'

/**
 * What a node's operation makes of its inputs' values, with 40 digits where a weight does not divide evenly (NUM-1); null when the
 * node or an input is no number. `difference` and `percent-change` take the new figure first, then the old one.
 *
 * @example evaluateExplanation({ operation: { kind: 'percent-change', places: 2 }, inputs: [to, from], ... }) // -0.49
 */
export function evaluateExplanation(node: Explanation): Decimal | null {
  const { operation } = node
  if (node.value === null) return null
  if (operation.kind === 'typed') return decimal(node.value)
  const values = node.inputs.flatMap((each) => (each.value === null ? [] : [decimal(each.value)]))
  const [first, second] = values
  if (first === undefined || values.length !== node.inputs.length) return null
  switch (operation.kind) {
    case 'same':
      return first
    case 'sum':
      return values.reduce((sum, each) => sum.plus(each), new Decimal(0))
    case 'difference':
      return second === undefined ? null : first.minus(second)
    case 'percent-change':
      return second === undefined || second.isZero() ? null : round(first.minus(second).times(100).div(second), operation.places)
    case 'weighted':
      return first.times(decimal(operation.multiplier)).div(decimal(operation.divisor))
    case 'round':
      return round(first, operation.places)
    default:
      return assertNever(operation)
  }
}

/** The nodes, by their labels from the top, that do not give their value; empty in a right explanation. */
export function wrongExplanations(node: Explanation, path: readonly string[] = []): readonly string[] {
  const here = [...path, node.label]
  const value = evaluateExplanation(node)
  const isRight = node.value === null ? value === null : value !== null && value.eq(decimal(node.value))
  return [...(isRight ? [] : [here.join(' > ')]), ...node.inputs.flatMap((each) => wrongExplanations(each, here))]
}
