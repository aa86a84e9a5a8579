/**
 * What an allocation starts from (ALLOC-1 to ALLOC-5): pools with money, targets without, and what each pool is shared out by.
 * It knows nothing of services, years or the tables of a model, so that a textbook case and a model run through the same code.
 */
import type { AnyDecimalText, Usd } from '../decimal.ts'
import type { Issue } from '../issues.ts'
import { prepareCase } from './prepared-case.ts'

export const ALLOCATION_METHODS = ['direct', 'step-down', 'double-step-down', 'reciprocal'] as const
export type AllocationMethod = (typeof ALLOCATION_METHODS)[number]

/** Money to be shared out, in whole cents. A negative amount is a credit: allowed, and flagged (ALLOC-5). */
export type AllocationPool = { readonly id: string; readonly label: string; readonly amount: Usd }

/** Where money comes to rest: a billable service. */
export type AllocationTarget = { readonly id: string; readonly label: string }

/** How much of a pool's driver a pool or target has: headcount, square feet, a percentage. To the pool itself: self-use. */
export type DriverWeight = { readonly to: string; readonly weight: AnyDecimalText }

export type AllocationCase = {
  /** In step order (ALLOC-2). */
  readonly pools: readonly AllocationPool[]
  readonly targets: readonly AllocationTarget[]
  /** One list a pool, in the order of the pools. Who is not in a list has none of that driver. */
  readonly drivers: readonly (readonly DriverWeight[])[]
}

/**
 * What is wrong with a case whatever the method (ALLOC-5): ids unknown or twice, amounts beyond 10^15 or finer than a cent,
 * negative drivers. Warnings: negative pools, and pools whose drivers are all zero, which stay unallocated.
 *
 * @example checkAllocationCase({ pools: [{ id: 'IT', label: 'IT', amount: '100' }], targets: [{ id: 'A', label: 'Mail' }], drivers: [[{ to: 'A', weight: '-3' }]] })
 *   // [{ code: 'negative-driver', severity: 'error', message: 'Pool "IT" has a negative driver for "Mail": -3.', … }]
 */
export function checkAllocationCase(allocationCase: AllocationCase): readonly Issue[] {
  return prepareCase(allocationCase).issues
}
