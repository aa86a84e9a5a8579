/**
 * ALLOC-4: all pools distribute at the same time, to each other too; a pool's gross amount is its own and what it receives.
 *
 * From the exact amounts to cents that agree everywhere (ALLOC-6, NUM-5), for each group of pools that exchange money:
 * 1. What comes in is rounded over the targets by largest remainder of what each of them gets exactly.
 * 2. What a target gets is rounded over the pools by largest remainder of what each of them gives exactly.
 * 3. What pools give to pools is split by largest remainder, and then single cents are moved until each pool gives
 *    exactly what it has (`settle-transfers.ts`); the targets are not touched by this.
 */
import { sumOfColumn } from '../cents-column.ts'
import type { AnyDecimalText } from '../decimal.ts'
import { ok, refused, type Result } from '../result.ts'
import { splitCents } from '../split-amount.ts'
import { weightsOf, type Weights } from '../weights.ts'
import { FINE, roundToTotal, timesWeights, type FineAmounts } from './fine-amounts.ts'
import { rowBefore, rowFrom, type DriverRow } from './driver-row.ts'
import { MOST_CENTS, type Distribution, type PreparedCase, type Split } from './prepared-case.ts'
import { settleTransfers } from './settle-transfers.ts'
import { solveReciprocal, type PoolRow, type Solution } from './solve-reciprocal.ts'

/** A pool's row in two halves. An end is a target, or the place where a pool without drivers keeps what reaches it. */
type Halves = { readonly toPools: DriverRow; readonly toEnds: DriverRow }
/** With its exact gross amount, and what each of `toEnds.receivers` gets of it. */
type Flow = Halves & { readonly gross: FineAmounts; readonly endParts: FineAmounts }

/**
 * Of a case without closed loops. Refused when pools pass on so nearly everything that amounts leave the range: with the pools whose
 * gross amounts do, or with none where not even these can be computed (see `solveReciprocal`).
 */
export function distributeReciprocally(prepared: PreparedCase): Result<Distribution, readonly number[]> {
  const flows = exactFlows(prepared)
  if (!flows.ok) return flows
  const endParts = roundForEnds(prepared, flows.value)
  const leaving = endParts.map(sumOfColumn)
  const transfers = settleTransfers({
    receivers: flows.value.map((flow) => (isFlowing(flow) ? flow.toPools.receivers : NOBODY)),
    amounts: flows.value.map((flow, pool) => splitCents(restForPools(flow, leaving[pool] ?? 0n), flow.toPools.weights)),
    surplus: prepared.amounts.map((own, pool) => own - (leaving[pool] ?? 0n)),
  })
  const splits = prepared.rows.flatMap((row, pool): readonly Split[] => {
    const parts = joined(transfers[pool] ?? NOTHING, endParts[pool] ?? NOTHING)
    return isSink(row) ? [] : [{ pass: 1, pool, amount: sumOfColumn(parts), row, parts }]
  })
  return ok({ splits, unallocated: prepared.rows.map((row, pool) => (isSink(row) ? (leaving[pool] ?? 0n) : 0n)) })
}

function isSink({ receivers }: DriverRow): boolean {
  return receivers.length === 0
}

const NOBODY = new Int32Array(0)
const NOTHING = new BigInt64Array(0)
// The one weight of a pool that keeps everything.
const EVERYTHING = weightsOf(['1' as AnyDecimalText])

function joined(first: BigInt64Array, second: BigInt64Array): BigInt64Array {
  const both = new BigInt64Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}

function halvesOf({ rows, poolCount, receiverIds }: PreparedCase): readonly Halves[] {
  return rows.map((row, pool) => ({ toPools: rowBefore(row, poolCount), toEnds: isSink(row) ? { receivers: Int32Array.of(receiverIds.length + pool), weights: EVERYTHING } : rowFrom(row, poolCount) }))
}

function exactFlows(prepared: PreparedCase): Result<readonly Flow[], readonly number[]> {
  const halves = halvesOf(prepared)
  const rows = halves.map(({ toPools, toEnds }): PoolRow => ({ ...toPools, sum: toPools.weights.sum + toEnds.weights.sum, exit: toEnds.weights.sum }))
  const solution = solveReciprocal(rows, prepared.amounts)
  if (solution === null) return refused([])
  const tooLarge = rows.flatMap(({ sum }, pool) => (isInRange(solution, { pool, sum }) ? [] : [pool]))
  if (tooLarge.length > 0) return refused(tooLarge)
  return ok(halves.map((half, pool) => {
    const each = { units: solution.perWeight[pool] ?? 0n, fractionBits: solution.fractionBits }
    const sum = rows[pool]?.sum ?? 0n
    const whole: Weights = { kind: 'wide', values: [sum], sum }
    return { ...half, gross: timesWeights(each, whole), endParts: timesWeights(each, half.toEnds.weights) }
  }))
}

function isInRange({ perWeight, fractionBits }: Solution, { pool, sum }: { readonly pool: number; readonly sum: bigint }): boolean {
  const gross = ((perWeight[pool] ?? 0n) * sum) >> fractionBits
  return -MOST_CENTS < gross && gross < MOST_CENTS
}

function isFlowing({ gross }: Flow): boolean {
  return gross.floors[0] !== 0n || gross.remainders[0] !== 0
}

/** One column a pool, one amount for each of `toEnds.receivers`. */
function roundForEnds(prepared: PreparedCase, flows: readonly Flow[]): readonly BigInt64Array[] {
  // Each pool without drivers is an end of its own behind the targets.
  const endCount = prepared.receiverIds.length + prepared.poolCount
  const rounded = flows.map(({ endParts }) => new BigInt64Array(endParts.floors.length))
  for (const pools of groupsOf(flows)) {
    const group = pools.map((pool) => ({ flow: flows[pool], parts: rounded[pool] ?? NOTHING }))
    roundParts(group, roundEnds(group, { endCount, total: pools.reduce((sum, pool) => sum + (prepared.amounts[pool] ?? 0n), 0n) }))
  }
  return rounded
}

/** A pool's flow, and the place for what each of its ends gets in cents. */
type Giver = { readonly flow: Flow | undefined; readonly parts: BigInt64Array }
/** The ends that a group reaches, ascending, and what each gets. */
type Ends = { readonly ends: Int32Array; readonly totals: BigInt64Array }

/** What each end that a group reaches gets of the group's total. */
function roundEnds(group: readonly Giver[], { endCount, total }: { readonly endCount: number; readonly total: bigint }): Ends {
  const floors = new BigInt64Array(endCount)
  const remainders = new Float64Array(endCount)
  const isReached = new Uint8Array(endCount)
  for (const { flow } of group) {
    const { toEnds, endParts } = flow ?? NO_FLOW
    for (let slot = 0; slot < toEnds.receivers.length; slot += 1) {
      const end = toEnds.receivers[slot] ?? 0
      const fraction = (remainders[end] ?? 0) + (endParts.remainders[slot] ?? 0)
      const carry = fraction >= FINE ? 1 : 0
      remainders[end] = fraction - carry * FINE
      floors[end] = (floors[end] ?? 0n) + (endParts.floors[slot] ?? 0n)
      if (carry === 1) floors[end] = (floors[end] ?? 0n) + 1n
      isReached[end] = 1
    }
  }
  const ends = Int32Array.from([...isReached.keys()].filter((end) => isReached[end] === 1))
  const reached = { floors: BigInt64Array.from(ends, (end) => floors[end] ?? 0n), remainders: Float64Array.from(ends, (end) => remainders[end] ?? 0) }
  return { ends, totals: roundToTotal(reached, total) }
}

const NO_FLOW = { toEnds: { receivers: NOBODY }, endParts: { floors: NOTHING, remainders: new Float64Array(0) } }

/** Fills in what each pool of a group gives to each of its ends, so that the parts of an end add up to its total. */
function roundParts(group: readonly Giver[], { ends, totals }: Ends): void {
  // The ends come in the order in which each pool has them, so that a pool's next one is behind those that it has given to.
  const slots = new Int32Array(group.length)
  const givers = new Int32Array(group.length)
  const floors = new BigInt64Array(group.length)
  const remainders = new Float64Array(group.length)
  for (let place = 0; place < ends.length; place += 1) {
    let count = 0
    for (let giver = 0; giver < group.length; giver += 1) {
      const { toEnds, endParts } = group[giver]?.flow ?? NO_FLOW
      const slot = slots[giver] ?? 0
      if (toEnds.receivers[slot] !== ends[place]) continue
      givers[count] = giver
      floors[count] = endParts.floors[slot] ?? 0n
      remainders[count] = endParts.remainders[slot] ?? 0
      count += 1
    }
    const parts = roundToTotal({ floors: floors.subarray(0, count), remainders: remainders.subarray(0, count) }, totals[place] ?? 0n)
    for (let index = 0; index < count; index += 1) {
      const giver = givers[index] ?? 0
      const slot = slots[giver] ?? 0
      const given = group[giver]?.parts ?? NOTHING
      given[slot] = parts[index] ?? 0n
      slots[giver] = slot + 1
    }
  }
}

/** Pools between which money flows, in either direction, over however many others; each group ascending. */
function groupsOf(flows: readonly Flow[]): readonly (readonly number[])[] {
  const leaders = Int32Array.from(flows.keys())
  const leaderOf = (pool: number): number => {
    let leader = pool
    while (leaders[leader] !== leader) leader = leaders[leader] ?? 0
    leaders[pool] = leader
    return leader
  }
  for (const [pool, flow] of flows.entries()) {
    if (isFlowing(flow)) for (const receiver of flow.toPools.receivers) leaders[leaderOf(receiver)] = leaderOf(pool)
  }
  return [...Map.groupBy(flows.keys(), leaderOf).values()]
}

/** The gross amount to the cent less what leaves for the ends; never of the other sign, into which rounding could turn a fraction of a cent. */
function restForPools({ gross }: Flow, leaving: bigint): bigint {
  const cents = (gross.floors[0] ?? 0n) + ((gross.remainders[0] ?? 0) * 2 >= FINE ? 1n : 0n)
  const rest = cents - leaving
  return rest < 0n === cents < 0n ? rest : 0n
}
