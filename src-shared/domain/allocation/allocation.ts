/**
 * What an allocation gives (ALLOC-1 to ALLOC-6), to the cent. Each amount can be followed: a target's total is the sum of its
 * `fromPools`; each of these is the part of a step; a step's parts are its amount split by the pool's weights for their receivers.
 */
import type { Factor, Usd } from '../decimal.ts'
import type { Issue } from '../issues.ts'
import type { AllocationMethod } from './allocation-case.ts'

/** The part of a pool that a receiver gets: weight / sum of the weights, rounded to 12 places. For display: amounts are split by the weights. */
export type AllocationShare = { readonly to: string; readonly share: Factor }

/** `own + received = total = distributed + unallocated`. */
export type PoolResult = {
  readonly id: string
  readonly own: Usd
  /** From other pools, and from itself where self-use counts. */
  readonly received: Usd
  readonly total: Usd
  readonly distributed: Usd
  readonly unallocated: Usd
}

export type TargetResult = {
  readonly id: string
  readonly total: Usd
  /** One a pool, in the order of the pools; they add up to `total`. */
  readonly fromPools: readonly Usd[]
}

export type AllocationPart = { readonly to: string; readonly amount: Usd }

/** One distribution of one pool. What nobody can receive has no step: it is the pool's `unallocated`. */
export type AllocationStep = {
  /** 2 only in the second round of a double step-down. */
  readonly pass: 1 | 2
  readonly poolId: string
  /** What is split; in a reciprocal allocation the pool's gross amount. */
  readonly amount: Usd
  /** One for each receiver with a weight above zero that is open in this step, pools first; they add up to `amount`. */
  readonly parts: readonly AllocationPart[]
}

export type Allocation = {
  readonly method: AllocationMethod
  /** One list a pool: its first distribution by this method. Empty where it has none. */
  readonly shares: readonly (readonly AllocationShare[])[]
  readonly pools: readonly PoolResult[]
  readonly targets: readonly TargetResult[]
  readonly steps: readonly AllocationStep[]
  /** ALLOC-6: `in = out + unallocated`. */
  readonly totals: { readonly in: Usd; readonly out: Usd; readonly unallocated: Usd }
  /** Warnings: negative pools, and pools that stay unallocated. */
  readonly issues: readonly Issue[]
}
