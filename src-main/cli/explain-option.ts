/** `--explain [--depth LEVELS]` of commands whose answer is a few figures: each with its derivation, as `explain` tells that of a rate. */
import type { Explanation } from '../../src-shared/domain/explanation.ts'
import { explanationRows, explanationText } from './explanation-text.ts'
import type { JsonRow } from './outcome.ts'

export type ExplainFlags = { readonly explain?: boolean; readonly depth?: number }

/** What `--explain` adds to a row and to the text; nothing without it. */
export function explainedFigures({ explain, depth }: ExplainFlags, figures: () => Readonly<Record<string, Explanation>>): { readonly row: JsonRow; readonly text: readonly string[] } {
  if (explain !== true) return { row: {}, text: [] }
  const roots = figures()
  return { row: { explanation: explanationRows(roots, depth ?? null) }, text: ['', explanationText(Object.values(roots), depth ?? null)] }
}
