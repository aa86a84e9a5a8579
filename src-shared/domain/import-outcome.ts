/** What an import of any kind would do; nothing is written until it is accepted. */
import type { Issue } from './issues.ts'

export type ImportPreviewRow = {
  /** 1-based, in the file. */
  readonly rowNumber: number
  readonly code: string
  readonly title: string
  readonly effect: 'new' | 'changed' | 'unchanged' | 'refused'
  /** `new rate`, `changed: FY2004 99.81 -> 100.00`, `unchanged`. */
  readonly effectText: string
}

export type ImportOutcome = {
  readonly label: string
  readonly issues: readonly Issue[]
  readonly preview: readonly ImportPreviewRow[]
  readonly counts: { readonly new: number; readonly changed: number; readonly unchanged: number; readonly refused: number }
  /** How many rows of the model it changes; 0 when it is refused. */
  readonly changeCount: number
}
