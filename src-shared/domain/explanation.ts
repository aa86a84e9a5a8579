/**
 * How a figure was computed: the same shape for every figure, down to a typed number with its source.
 * Each node, re-evaluated from its inputs by its operation, gives its value exactly.
 */
import type { AllocationCase } from './allocation/allocation-case.ts'
import type { AnyDecimalText } from './decimal.ts'
import type { TableName } from './model/tables.ts'

/** What an input does in a product: it multiplies, divides, is a per cent of the rest, lets it grow or shrink by its per cent, or is taken off. */
export type FactorRole = 'times' | 'over' | 'percent' | 'growth' | 'remainder' | 'negative'

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
    /** Its input, or zero where that is below zero. */
    | { readonly kind: 'not-below-zero' }
    /** A sum of products of the inputs in their order, rounded once, to the nearest or up; see `FactorRole`. */
    | { readonly kind: 'products'; readonly places: number; readonly terms: readonly (readonly FactorRole[])[]; readonly rounding?: 'up' }
    /** The largest input. */
    | { readonly kind: 'largest' }
    /** Largest remainder (NUM-5). Inputs: the amount, the part's own weight, the sum of all weights; `index` is its place among the inputs of that sum. */
    | { readonly kind: 'split'; readonly index: number }
    /** Largest remainder of signed parts (NUM-5). Inputs: the amount, and the sum whose inputs are the parts that it is in proportion to. */
    | { readonly kind: 'in-proportion'; readonly index: number }
    /** Parts `first` to `first + count - 1` of an amount in equal parts, by largest remainder (NUM-5). Inputs: the amount, the number of parts. */
    | { readonly kind: 'equal-parts'; readonly first: number; readonly count: number }
    /**
     * ALLOC-4: the equations of all pools solved at once, to the cents on which all of them agree. Without a receiver: what the pool has
     * to share out; inputs are the pools' own amounts, in their order. With one: what it gets of it; inputs are what the pool has to share
     * out, the receiver's driver, the sum of the drivers.
     */
    | { readonly kind: 'reciprocal'; readonly allocationCase: AllocationCase; readonly pool: number; readonly receiver: string | null }
    /**
     * PROJ-3: found by trying it. It stands where the first input, the rate derived with it, is the second, the target; or with three where
     * the target lies between the first and the third, the rate one last place further on, and is not nearer to that.
     */
    | { readonly kind: 'sought' }
  readonly inputs: readonly Explanation[]
  /** The row that it comes from, for a jump; who typed it and where it stands, as far as known. */
  readonly origin: { readonly table: TableName; readonly id: string; readonly source: string } | null
}
