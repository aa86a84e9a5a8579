/** `--explain [--depth LEVELS]`: the figures of an answer, each with its derivation, as `explain` tells that of a rate. */
import type { Explanation } from '../../src-shared/domain/explanation.ts'
import { explanationTeller, explanationText } from './explanation-text.ts'
import type { JsonRow } from './outcome.ts'

export type ExplainFlags = { readonly explain?: boolean; readonly depth?: number }

/** What `--explain` adds to a row and to the text; nothing without it. */
export function explainedFigures({ explain, depth }: ExplainFlags, figures: () => Readonly<Record<string, Explanation>>): { readonly row: JsonRow; readonly text: readonly string[] } {
  if (explain !== true) return { row: {}, text: [] }
  const roots = figures()
  return { row: { explanation: explanationTeller(depth ?? null)(roots) }, text: ['', explanationText(Object.values(roots), depth ?? null)] }
}

/** What `--explain` adds to an answer of many rows that rest on the same: `row` to each row; nodes are numbered through all of them, and what is shared is told once. */
export function explainedAnswer({ explain, depth }: ExplainFlags): { readonly row: (figures: () => Readonly<Record<string, Explanation>>) => JsonRow; readonly text: (figures: () => readonly Explanation[]) => readonly string[] } {
  if (explain !== true) return { row: () => ({}), text: () => [] }
  const tell = explanationTeller(depth ?? null)
  return { row: (figures) => ({ explanation: tell(figures()) }), text: (figures) => ['', explanationText(figures(), depth ?? null)] }
}
