/**
 * How a figure was computed: the same shape for every figure, down to a typed number with its source.
 * Each node, re-evaluated from its inputs by its operation, gives its value exactly.
 */
import type { AnyDecimalText } from './decimal.ts'
import type { TableName } from './model/tables.ts'

export type Explanation = {
  readonly label: string
  /** Exact; null for a price that is no number, whose `text` says what it is. */
  readonly value: AnyDecimalText | null
  readonly text: string
  readonly unit: string
  /** As in FORMULAS: `NUM-4`. */
  readonly ruleId: string
  /** In words: `(to - from) / from, rounded half up to 2 places of a per cent`. */
  readonly formula: string
  /** How `value` follows from the inputs' values; `typed` has none. */
  readonly operation:
    | { readonly kind: 'typed' }
    | { readonly kind: 'same' }
    | { readonly kind: 'sum' }
    | { readonly kind: 'difference' }
    | { readonly kind: 'percent-change'; readonly places: number }
    | { readonly kind: 'weighted'; readonly multiplier: AnyDecimalText; readonly divisor: AnyDecimalText }
    | { readonly kind: 'round'; readonly places: number }
  readonly inputs: readonly Explanation[]
  /** The row that it comes from, for a jump; who typed it and where it stands, as far as known. */
  readonly origin: { readonly table: TableName; readonly id: string; readonly source: string } | null
}
