/** A checked case by numbers instead of names: pools 0 to n - 1 in step order, then the targets; amounts in cents. */
import { cents } from '../cents.ts'
import { pickWeights, weightsOf, type Weights } from '../split-amount.ts'
import type { AllocationCase, DriverWeight } from './allocation-case.ts'

/** Who can receive from a pool, and by which weights (all above zero), in the order of the receivers. */
export type DriverRow = { readonly receivers: readonly number[]; readonly weights: Weights }

export type PreparedCase = {
  readonly poolCount: number
  /** Pools, then targets. */
  readonly receiverIds: readonly string[]
  /** The pools' own amounts. */
  readonly amounts: readonly bigint[]
  readonly rows: readonly DriverRow[]
}

/** One distribution: `amount` of a pool in `parts`, one a receiver. */
export type Split = { readonly pass: 1 | 2; readonly pool: number; readonly amount: bigint; readonly row: DriverRow; readonly parts: readonly bigint[] }

/** What a method gives; `unallocated` is one amount a pool. */
export type Distribution = { readonly splits: readonly Split[]; readonly unallocated: readonly bigint[] }

/** Of a case without errors. */
export function prepareCase({ pools, targets, drivers }: AllocationCase): PreparedCase {
  const receiverIds = [...pools, ...targets].map(({ id }) => id)
  const places = new Map(receiverIds.map((id, index) => [id, index]))
  return { poolCount: pools.length, receiverIds, amounts: pools.map(({ amount }) => cents(amount)), rows: pools.map((_, index) => driverRow(drivers[index] ?? [], places)) }
}

function driverRow(drivers: readonly DriverWeight[], places: ReadonlyMap<string, number>): DriverRow {
  const found = drivers.flatMap(({ to, weight }) => {
    const receiver = places.get(to)
    return receiver === undefined || weight === '0' ? [] : [{ receiver, weight }]
  })
  // Ties of a split go by the order of the pools and targets, however the drivers were listed.
  found.sort((left, right) => left.receiver - right.receiver)
  return { receivers: found.map(({ receiver }) => receiver), weights: weightsOf(found.map(({ weight }) => weight)) }
}

/** The part of a row whose receivers are open; the row itself where all are. */
export function openPart(row: DriverRow, isOpen: (receiver: number) => boolean): DriverRow {
  const places = [...row.receivers.keys()].filter((place) => isOpen(row.receivers[place] ?? 0))
  if (places.length === row.receivers.length) return row
  return { receivers: places.map((place) => row.receivers[place] ?? 0), weights: pickWeights(row.weights, places) }
}
