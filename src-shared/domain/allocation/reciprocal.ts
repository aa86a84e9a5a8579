/**
 * ALLOC-4: all pools distribute at the same time, to each other too; a pool's gross amount is its own and what it receives.
 *
 * From the exact amounts to cents that agree everywhere (ALLOC-6, NUM-5), for each group of pools that exchange money:
 * 1. What comes in is rounded over the targets by largest remainder of what each of them gets exactly.
 * 2. What a target gets is rounded over the pools by largest remainder of what each of them gives exactly.
 * 3. What pools give to pools is split by largest remainder, and then single cents are moved until each pool gives
 *    exactly what it has (`settle-transfers.ts`); the targets are not touched by this.
 */
import { roundToTotal, splitCents } from '../split-amount.ts'
import { openPart, type Distribution, type DriverRow, type PreparedCase } from './prepared-case.ts'
import { settleTransfers } from './settle-transfers.ts'
import { solveReciprocal, type PoolRow } from './solve-reciprocal.ts'

/** Exact amounts are rounded once, to 10^-12 of a cent: far above the error of the solution, so that equal remainders compare as equal. */
const FINE = 10n ** 12n

/** A pool's row in two halves, its gross amount and what each of `toTargets.receivers` gets of it, in units of 1 / FINE cent. */
type Flow = { readonly toPools: DriverRow; readonly toTargets: DriverRow; readonly gross: bigint; readonly contributions: readonly bigint[] }

/** Of a case without closed loops. Null when pools pass on so nearly everything that amounts leave the range (see `solveReciprocal`). */
export function distributeReciprocally(prepared: PreparedCase): Distribution | null {
  const flows = exactFlows(prepared)
  if (flows === null) return null
  const { targetParts, unallocated } = roundForTargets(prepared, flows)
  const leaving = targetParts.map((parts, pool) => parts.reduce((sum, part) => sum + part, unallocated[pool] ?? 0n))
  const transfers = settleTransfers({
    receivers: flows.map(({ toPools, gross }) => (gross === 0n ? [] : toPools.receivers)),
    amounts: flows.map((flow, pool) => splitCents(restForPools(flow, leaving[pool] ?? 0n), flow.toPools.weights)),
    surplus: prepared.amounts.map((own, pool) => own - (leaving[pool] ?? 0n)),
  })
  const splits = prepared.rows.flatMap((row, pool) => {
    const parts = [...(transfers[pool] ?? []), ...(targetParts[pool] ?? [])]
    return parts.length === 0 ? [] : [{ pass: 1 as const, pool, amount: parts.reduce((sum, part) => sum + part, 0n), row, parts }]
  })
  return { splits, unallocated }
}

function exactFlows({ rows, poolCount, amounts }: PreparedCase): readonly Flow[] | null {
  const halves = rows.map((row) => ({ row, toPools: openPart(row, (receiver) => receiver < poolCount), toTargets: openPart(row, (receiver) => receiver >= poolCount) }))
  const system = halves.map(({ row, toPools, toTargets }): PoolRow => ({ receivers: toPools.receivers, weights: toPools.weights.exact, sum: row.weights.sum, exit: toTargets.weights.sum }))
  // What reaches a pool without drivers stays there, as if it had a target of its own.
  const solution = solveReciprocal(system.map((row) => (row.sum === 0n ? { ...row, sum: 1n, exit: 1n } : row)), amounts)
  if (solution === null) return null
  const { perWeight, fractionBits } = solution
  return halves.map(({ row, toPools, toTargets }, pool) => {
    const each = (perWeight[pool] ?? 0n) * FINE
    const fine = (weight: bigint): bigint => roundBits(weight * each, fractionBits)
    return { toPools, toTargets, gross: fine(isSink(row) ? 1n : row.weights.sum), contributions: toTargets.weights.exact.map(fine) }
  })
}

function isSink({ receivers }: DriverRow): boolean {
  return receivers.length === 0
}

/** Half up, of an amount in units of 2^-bits. */
function roundBits(amount: bigint, bits: bigint): bigint {
  return (amount + (1n << (bits - 1n))) >> bits
}

type Rounded = { readonly targetParts: readonly (readonly bigint[])[]; readonly unallocated: readonly bigint[] }

function roundForTargets(prepared: PreparedCase, flows: readonly Flow[]): Rounded {
  const targetParts = flows.map(({ contributions }) => contributions.map(() => 0n))
  const unallocated = flows.map(() => 0n)
  for (const group of groupsOf(flows)) {
    const ends = endsOf(prepared, { group, flows })
    const rounded = roundToTotal({
      numerators: ends.map((givers) => givers.reduce((sum, { fine }) => sum + fine, 0n)),
      denominator: FINE,
      total: group.reduce((sum, pool) => sum + (prepared.amounts[pool] ?? 0n), 0n),
    })
    for (const [place, givers] of ends.entries()) {
      const parts = roundToTotal({ numerators: givers.map(({ fine }) => fine), denominator: FINE, total: rounded[place] ?? 0n })
      for (const [index, { pool, slot }] of givers.entries()) {
        const row = slot === null ? undefined : targetParts[pool]
        if (row === undefined || slot === null) unallocated[pool] = parts[index] ?? 0n
        else row[slot] = parts[index] ?? 0n
      }
    }
  }
  return { targetParts, unallocated }
}

/** Who gives to one end, and at which place among its targets; null: the end is the pool itself, which has no drivers. */
type Giver = { readonly pool: number; readonly slot: number | null; readonly fine: bigint }

/** Where the money of a group comes to rest: the targets in their order, then the pools without drivers. */
function endsOf({ poolCount, receiverIds, rows }: PreparedCase, { group, flows }: { readonly group: readonly number[]; readonly flows: readonly Flow[] }): readonly (readonly Giver[])[] {
  const targets: Giver[][] = receiverIds.slice(poolCount).map(() => [])
  const sinks: Giver[][] = []
  for (const pool of group) {
    const { toTargets, contributions, gross } = flows[pool] ?? { toTargets: { receivers: [] }, contributions: [], gross: 0n }
    for (const [slot, receiver] of toTargets.receivers.entries()) targets[receiver - poolCount]?.push({ pool, slot, fine: contributions[slot] ?? 0n })
    if (rows[pool]?.receivers.length === 0) sinks.push([{ pool, slot: null, fine: gross }])
  }
  return [...targets.filter((givers) => givers.length > 0), ...sinks]
}

/** Pools between which money flows, in either direction, over however many others. */
function groupsOf(flows: readonly Flow[]): readonly (readonly number[])[] {
  const neighbours = flows.map(() => new Set<number>())
  for (const [pool, { toPools, gross }] of flows.entries()) {
    if (gross === 0n) continue
    for (const receiver of toPools.receivers) {
      neighbours[pool]?.add(receiver)
      neighbours[receiver]?.add(pool)
    }
  }
  const grouped = new Set<number>()
  return neighbours.flatMap((_, pool) => {
    if (grouped.has(pool)) return []
    const group = new Set([pool])
    // A set goes on to those that are added on the way.
    for (const each of group) for (const neighbour of neighbours[each] ?? []) group.add(neighbour)
    for (const each of group) grouped.add(each)
    return [[...group].sort((left, right) => left - right)]
  })
}

/** The gross amount to the cent less what leaves for the targets; never of the other sign, into which rounding could turn a fraction of a cent. */
function restForPools({ gross }: Flow, leaving: bigint): bigint {
  const size = (gross < 0n ? -gross : gross) + FINE / 2n
  const rest = (gross < 0n ? -(size / FINE) : size / FINE) - leaving
  return rest < 0n === gross < 0n ? rest : 0n
}
