/** A derivation as an indented tree, and as nested JSON. What several figures share is told once and then named. */
import type { Explanation } from '../../src-shared/domain/explanation.ts'
import type { JsonRow, JsonValue } from './outcome.ts'
import { plainText } from './text-table.ts'

/** Numbers the nodes in the order in which they are told. */
class SharedNodes {
  readonly #seen = new Map<Explanation, number>()

  /** The number of the node, and whether it was told before. */
  visit(node: Explanation): { readonly number: number; readonly isKnown: boolean } {
    const known = this.#seen.get(node)
    if (known !== undefined) return { number: known, isKnown: true }
    this.#seen.set(node, this.#seen.size + 1)
    return { number: this.#seen.size, isKnown: false }
  }
}

function operationJson({ operation }: Explanation): JsonValue {
  // The case is as large as the model's pools; `allocate` prints it.
  if (operation.kind === 'reciprocal') return { kind: operation.kind, pool: operation.pool, target: operation.receiver ?? '' }
  return operation
}

/** A script gets whole trees; at a terminal they would be thousands of lines. */
const WHOLE = 1_000
const SHOWN = 5

/** Nested: `inputs` hold the same shape; `sameAs` names the `node` where its inputs stand; `cut` says that a limit of depth left them out. */
export function explanationRow(root: Explanation, depth: number | null = null): JsonRow {
  return rowOf(root, depth ?? WHOLE, new SharedNodes())
}

/** Several figures by name; nodes are numbered through all that one teller tells. @example explanationTeller(null)({ difference }) // { difference: { node: 1, ... } } */
export function explanationTeller(depth: number | null): (roots: Readonly<Record<string, Explanation>>) => JsonRow {
  const shared = new SharedNodes()
  return (roots) => Object.fromEntries(Object.entries(roots).map(([name, root]) => [name, rowOf(root, depth ?? WHOLE, shared)]))
}

function rowOf(root: Explanation, most: number, shared: SharedNodes): JsonRow {
  const told = (node: Explanation, depth: number): JsonRow => {
    const { number, isKnown } = shared.visit(node)
    const { label, value, text, unit, ruleId, formula, origin } = node
    const facts = { label, value, text, unit }
    if (isKnown) return { ...facts, sameAs: number }
    const isCut = depth >= most && node.inputs.length > 0
    return { node: number, ...facts, ruleId, formula, operation: operationJson(node), origin, ...(isCut ? { cut: true } : {}), inputs: isCut ? [] : node.inputs.map((each) => told(each, depth + 1)) }
  }
  return told(root, 0)
}

/** @example explanationText([rate], 6) // 'Derived rate: 101.50 USD/unit (1; NUM-3: The unrounded rate, ...)\n  Unrounded rate: ...' */
export function explanationText(roots: readonly Explanation[], depth: number | null = null): string {
  const most = depth ?? SHOWN
  const shared = new SharedNodes()
  const lines: string[] = []
  const tell = (node: Explanation, depth: number): void => {
    const { number, isKnown } = shared.visit(node)
    const source = node.origin === null || node.origin.source === '' ? '' : ` [${node.origin.source}]`
    const unit = node.unit === '' || node.text.endsWith(node.unit) ? '' : ` ${node.unit}`
    const head = `${'  '.repeat(depth)}${node.label}: ${node.text}${unit}`
    if (isKnown && node.inputs.length > 0) {
      lines.push(plainText(`${head} (see ${number} above)`))
      return
    }
    const isCut = depth >= most && node.inputs.length > 0
    lines.push(plainText(`${head} (${node.inputs.length === 0 ? '' : `${number}; `}${node.ruleId}: ${node.formula})${source}${isCut ? ' ...' : ''}`))
    if (!isCut) for (const input of node.inputs) tell(input, depth + 1)
  }
  for (const root of roots) tell(root, 0)
  return lines.join('\n')
}
