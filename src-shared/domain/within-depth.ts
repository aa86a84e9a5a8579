import type { Explanation } from './explanation.ts'

/** An explanation down to a depth; what lies deeper stands as it is, to be asked for by itself. */
export function withinDepth(explanation: Explanation, depth: number): Explanation {
  const { label, value, text, unit, ruleId, formula, origin } = explanation
  if (depth === 0) return { label, value, text, unit, ruleId, formula, origin, operation: { kind: 'typed' }, inputs: [] }
  return { label, value, text, unit, ruleId, formula, origin, operation: explanation.operation, inputs: explanation.inputs.map((each) => withinDepth(each, depth - 1)) }
}
