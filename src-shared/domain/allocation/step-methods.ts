/** The methods that distribute pool after pool: direct, step-down, double step-down (ALLOC-1 to ALLOC-3). */
import { splitCents } from '../split-amount.ts'
import { rowFrom, rowWithout, type DriverRow } from './driver-row.ts'
import type { Distribution, PreparedCase, Split } from './prepared-case.ts'

/** ALLOC-1: each pool's own amount to the targets alone. */
export function distributeDirectly(prepared: PreparedCase): Distribution {
  return distributeInTurn(prepared, { pass: 1, held: [...prepared.amounts], openTo: (row) => rowFrom(row, prepared.poolCount) })
}

/** ALLOC-2: each pool in order, with what it received, to the pools behind it and the targets. */
export function stepDown(prepared: PreparedCase): Distribution {
  return stepDownOf(prepared, { pass: 1, held: [...prepared.amounts] })
}

/**
 * ALLOC-3: each pool in order, with what it received so far, to everybody but itself; then a step-down
 * of what came to a pool after its turn.
 */
export function stepDownTwice(prepared: PreparedCase): Distribution {
  const held = [...prepared.amounts]
  const first = distributeInTurn(prepared, { pass: 1, held, openTo: rowWithout })
  const second = stepDownOf(prepared, { pass: 2, held })
  return { splits: [...first.splits, ...second.splits], unallocated: first.unallocated.map((amount, pool) => amount + (second.unallocated[pool] ?? 0n)) }
}

function stepDownOf(prepared: PreparedCase, round: Pick<Round, 'pass' | 'held'>): Distribution {
  // Pools are numbered in step order and targets behind them, so that whoever is still open has a larger number.
  return distributeInTurn(prepared, { ...round, openTo: (row, pool) => rowFrom(row, pool + 1) })
}

type Round = {
  readonly pass: 1 | 2
  /** What each pool has to distribute; the round empties it in turn and adds what a pool receives. */
  readonly held: bigint[]
  /** The part of a pool's row that is open to it. */
  readonly openTo: (row: DriverRow, pool: number) => DriverRow
}

function distributeInTurn({ rows, poolCount }: PreparedCase, { pass, held, openTo }: Round): Distribution {
  const splits: Split[] = []
  const unallocated: bigint[] = []
  for (const [pool, wholeRow] of rows.entries()) {
    const row = openTo(wholeRow, pool)
    const amount = held[pool] ?? 0n
    held[pool] = 0n
    unallocated.push(row.receivers.length === 0 ? amount : 0n)
    if (row.receivers.length === 0) continue
    const parts = splitCents(amount, row.weights)
    splits.push({ pass, pool, amount, row, parts })
    for (let place = 0; (row.receivers[place] ?? poolCount) < poolCount; place += 1) {
      const receiver = row.receivers[place] ?? 0
      held[receiver] = (held[receiver] ?? 0n) + (parts[place] ?? 0n)
    }
  }
  return { splits, unallocated }
}
