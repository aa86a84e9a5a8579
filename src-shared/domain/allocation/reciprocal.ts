/**
 * ALLOC-4: all pools distribute at the same time, to each other too; a pool's gross amount is its own and what it receives.
 *
 * From the exact amounts to cents that agree everywhere (ALLOC-6, NUM-5), for each group of pools that exchange money:
 * 1. What comes in is rounded over the targets by largest remainder of what each of them gets exactly.
 * 2. What a target gets is rounded over the pools by largest remainder of what each of them gives exactly.
 * 3. What pools give to pools is split by largest remainder, and then single cents are moved until each pool gives
 *    exactly what it has (`settle-transfers.ts`); the targets are not touched by this.
 */
import type { AnyDecimalText } from '../decimal.ts'
import { splitCents, type RoundedDown } from '../split-amount.ts'
import { exactWeights, weightsOf, type Weights } from '../weights.ts'
import { FINE, roundToTotal, timesWeights } from './fine-amounts.ts'
import { rowBefore, rowFrom, type DriverRow } from './driver-row.ts'
import type { Distribution, PreparedCase, Split } from './prepared-case.ts'
import { settleTransfers } from './settle-transfers.ts'
import { solveReciprocal } from './solve-reciprocal.ts'

/** A pool's row in two halves. An end is a target, or the place where a pool without drivers keeps what reaches it. */
type Halves = { readonly toPools: DriverRow; readonly toEnds: DriverRow }
/** With its exact gross amount, and what each of `toEnds.receivers` gets of it. */
type Flow = Halves & { readonly gross: RoundedDown<number>; readonly endParts: RoundedDown<number> }

/** Of a case without closed loops. Null when pools pass on so nearly everything that amounts leave the range (see `solveReciprocal`). */
export function distributeReciprocally(prepared: PreparedCase): Distribution | null {
  const flows = exactFlows(prepared)
  if (flows === null) return null
  const endParts = roundForEnds(prepared, flows)
  const leaving = endParts.map((parts) => parts.reduce((sum, part) => sum + part, 0n))
  const transfers = settleTransfers({
    receivers: flows.map((flow) => (isFlowing(flow) ? flow.toPools.receivers : NOBODY)),
    amounts: flows.map((flow, pool) => splitCents(restForPools(flow, leaving[pool] ?? 0n), flow.toPools.weights)),
    surplus: prepared.amounts.map((own, pool) => own - (leaving[pool] ?? 0n)),
  })
  const splits = prepared.rows.flatMap((row, pool): readonly Split[] => {
    const parts = [...(transfers[pool] ?? []), ...(endParts[pool] ?? [])]
    return isSink(row) ? [] : [{ pass: 1, pool, amount: parts.reduce((sum, part) => sum + part, 0n), row, parts }]
  })
  return { splits, unallocated: prepared.rows.map((row, pool) => (isSink(row) ? (leaving[pool] ?? 0n) : 0n)) }
}

function isSink({ receivers }: DriverRow): boolean {
  return receivers.length === 0
}

const NOBODY = new Int32Array(0)
const NO_FLOW = { toEnds: { receivers: NOBODY }, endParts: { floors: [], remainders: [] } }
// The one weight of a pool that keeps everything.
const EVERYTHING = weightsOf(['1' as AnyDecimalText])

function halvesOf({ rows, poolCount, receiverIds }: PreparedCase): readonly Halves[] {
  return rows.map((row, pool) => ({ toPools: rowBefore(row, poolCount), toEnds: isSink(row) ? { receivers: Int32Array.of(receiverIds.length + pool), weights: EVERYTHING } : rowFrom(row, poolCount) }))
}

function exactFlows(prepared: PreparedCase): readonly Flow[] | null {
  const halves = halvesOf(prepared)
  const rows = halves.map(({ toPools, toEnds }) => ({ receivers: toPools.receivers, weights: exactWeights(toPools.weights), sum: toPools.weights.sum + toEnds.weights.sum, exit: toEnds.weights.sum }))
  const solution = solveReciprocal(rows, prepared.amounts)
  return solution === null ? null : halves.map((half, pool) => {
    const each = { units: solution.perWeight[pool] ?? 0n, fractionBits: solution.fractionBits }
    const sum = rows[pool]?.sum ?? 0n
    const whole: Weights = { kind: 'wide', values: [sum], sum }
    return { ...half, gross: timesWeights(each, whole), endParts: timesWeights(each, half.toEnds.weights) }
  })
}

function isFlowing({ gross }: Flow): boolean {
  return gross.floors[0] !== 0n || gross.remainders[0] !== 0
}

/** One list a pool, one amount for each of `toEnds.receivers`. */
function roundForEnds({ amounts }: PreparedCase, flows: readonly Flow[]): readonly (readonly bigint[])[] {
  const rounded = flows.map((): readonly bigint[] => [])
  for (const pools of groupsOf(flows)) {
    const group = pools.flatMap((pool) => flows[pool] ?? [])
    const totals = roundEnds(group, pools.reduce((sum, pool) => sum + (amounts[pool] ?? 0n), 0n))
    for (const [place, parts] of roundParts(group, totals).entries()) rounded[pools[place] ?? 0] = parts
  }
  return rounded
}

/** What each end that a group reaches gets of the group's total, ascending by end. */
function roundEnds(group: readonly Flow[], total: bigint): ReadonlyMap<number, bigint> {
  const floors: bigint[] = []
  const remainders: number[] = []
  for (const { toEnds, endParts } of group) {
    for (let slot = 0; slot < toEnds.receivers.length; slot += 1) {
      const end = toEnds.receivers[slot] ?? 0
      const fraction = (remainders[end] ?? 0) + (endParts.remainders[slot] ?? 0)
      const carry = fraction >= FINE ? 1 : 0
      remainders[end] = fraction - carry * FINE
      floors[end] = (floors[end] ?? 0n) + (endParts.floors[slot] ?? 0n) + BigInt(carry)
    }
  }
  const ends = Object.keys(floors).map(Number)
  const totals = roundToTotal({ floors: Object.values(floors), remainders: Float64Array.from(Object.values(remainders)) }, total)
  return new Map(ends.map((end, place) => [end, totals[place] ?? 0n]))
}

/** What each pool of a group gives to each of its ends, so that the parts of an end add up to its total. */
function roundParts(group: readonly Flow[], totals: ReadonlyMap<number, bigint>): readonly (readonly bigint[])[] {
  const rounded = group.map((): bigint[] => [])
  const remainders = new Float64Array(group.length)
  for (const [end, total] of totals) {
    const givers: bigint[][] = []
    const floors: bigint[] = []
    for (let place = 0; place < rounded.length; place += 1) {
      const parts = rounded[place] ?? []
      // The ends come in the order in which each pool has them, so that a pool's next one is behind those that it has given to.
      const slot = parts.length
      const { toEnds, endParts } = group[place] ?? NO_FLOW
      if (toEnds.receivers[slot] !== end) continue
      remainders[givers.length] = endParts.remainders[slot] ?? 0
      floors.push(endParts.floors[slot] ?? 0n)
      givers.push(parts)
    }
    const parts = roundToTotal({ floors, remainders: remainders.subarray(0, givers.length) }, total)
    for (let index = 0; index < parts.length; index += 1) givers[index]?.push(parts[index] ?? 0n)
  }
  return rounded
}

/** Pools between which money flows, in either direction, over however many others. */
function groupsOf(flows: readonly Flow[]): readonly (readonly number[])[] {
  const neighbours = flows.map(() => new Set<number>())
  for (const [pool, flow] of flows.entries()) {
    if (!isFlowing(flow)) continue
    for (const receiver of flow.toPools.receivers) {
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

/** The gross amount to the cent less what leaves for the ends; never of the other sign, into which rounding could turn a fraction of a cent. */
function restForPools({ gross }: Flow, leaving: bigint): bigint {
  const cents = (gross.floors[0] ?? 0n) + ((gross.remainders[0] ?? 0) * 2 >= FINE ? 1n : 0n)
  const rest = cents - leaving
  return rest < 0n === cents < 0n ? rest : 0n
}
