/** The last cents of a reciprocal allocation: transfers between pools in whole cents, after which each pool gives exactly what it has. */

export type Transfers = {
  /** For each pool the pools that it gives to, in ascending order; itself perhaps among them. */
  readonly receivers: readonly ArrayLike<number>[]
  /** For each pool one amount a receiver, each rounded by itself, so that the whole is some cents off. */
  readonly amounts: readonly BigInt64Array[]
  /** What a pool has apart from these transfers: its own amount less what leaves for the targets. Adds up to zero in each connected group. */
  readonly surplus: readonly bigint[]
}

/**
 * Moves one cent after the other from a pool that has one too many to the nearest that lacks one, along the transfers
 * between them: a transfer in the direction of the way is raised by the cent, one against it is lowered.
 *
 * @example settleTransfers({ receivers: [[1], []], amounts: [BigInt64Array.of(5n), BigInt64Array.of()], surplus: [6n, -6n] }) // [[6n], []]
 */
export function settleTransfers({ receivers, amounts, surplus }: Transfers): readonly BigInt64Array[] {
  const settled = amounts.map((each) => each.slice())
  const left = BigInt64Array.from(surplus)
  for (const [pool, each] of receivers.entries()) {
    const given = settled[pool] ?? NOTHING
    for (let slot = 0; slot < each.length; slot += 1) {
      const receiver = each[slot] ?? 0
      left[pool] = (left[pool] ?? 0n) - (given[slot] ?? 0n)
      left[receiver] = (left[receiver] ?? 0n) + (given[slot] ?? 0n)
    }
  }
  const search = { size: receivers.length, slots: slotsOf(receivers), settled, left }
  for (let pool = 0; pool < left.length; pool += 1) {
    while ((left[pool] ?? 0n) > 0n) {
      const way = wayToDeficit(search, pool)
      const last = way.at(-1)
      if (last === undefined) throw new Error('The amounts of a group of pools do not add up.')
      for (const move of way) make(move, settled)
      left[pool] = (left[pool] ?? 0n) - 1n
      left[last.to] = (left[last.to] ?? 0n) + 1n
    }
  }
  return settled
}

const NOTHING = new BigInt64Array(0)

/** One cent more (or less) from a giver to the receiver at a slot, by which the cent comes to `to`. */
type Move = { readonly to: number; readonly giver: number; readonly slot: number; readonly cent: 1n | -1n }

function make({ giver, slot, cent }: Move, amounts: readonly BigInt64Array[]): void {
  const row = amounts[giver]
  if (row !== undefined) row[slot] = (row[slot] ?? 0n) + cent
}

/** Row by row, for each giver, the place of each pool among its receivers; -1: it gives it nothing. */
function slotsOf(receivers: Transfers['receivers']): Int32Array {
  const slots = new Int32Array(receivers.length ** 2).fill(-1)
  for (const [pool, each] of receivers.entries()) {
    for (let slot = 0; slot < each.length; slot += 1) slots[pool * receivers.length + (each[slot] ?? 0)] = slot
  }
  return slots
}

type Search = { readonly size: number; readonly slots: Int32Array; readonly settled: readonly BigInt64Array[]; readonly left: BigInt64Array }

/** The shortest way over transfers that keep their sign; where there is none, over any. Empty where there is none either. */
function wayToDeficit(search: Search, from: number): readonly Move[] {
  const way = shortestWay(search, { from, isOpen: ({ giver, slot, cent }) => keepsSign(search.settled[giver]?.[slot] ?? 0n, cent) })
  return way.length > 0 ? way : shortestWay(search, { from, isOpen: () => true })
}

function keepsSign(amount: bigint, cent: bigint): boolean {
  return amount === 0n ? cent > 0n : amount + cent === 0n || amount + cent > 0n === amount > 0n
}

function shortestWay(search: Search, { from, isOpen }: { readonly from: number; readonly isOpen: (move: Move) => boolean }): readonly Move[] {
  const arrivals = new Map<number, { readonly before: number; readonly move: Move }>()
  const reached = [from]
  for (const pool of reached) {
    for (let to = 0; to < search.size; to += 1) {
      if (to === from || to === pool || arrivals.has(to)) continue
      const move = movesBetween(search, { pool, to }).find(isOpen)
      if (move === undefined) continue
      arrivals.set(to, { before: pool, move })
      if ((search.left[to] ?? 0n) < 0n) return wayBack(arrivals, to)
      reached.push(to)
    }
  }
  return []
}

/** By raising what the one gives to the other, or by lowering what it gets. */
function movesBetween({ size, slots }: Search, { pool, to }: { readonly pool: number; readonly to: number }): readonly Move[] {
  const there = slots[pool * size + to] ?? -1
  const back = slots[to * size + pool] ?? -1
  return [...(there < 0 ? [] : [{ to, giver: pool, slot: there, cent: 1n } as const]), ...(back < 0 ? [] : [{ to, giver: to, slot: back, cent: -1n } as const])]
}

function wayBack(arrivals: ReadonlyMap<number, { readonly before: number; readonly move: Move }>, end: number): readonly Move[] {
  const way: Move[] = []
  for (let arrival = arrivals.get(end); arrival !== undefined; arrival = arrivals.get(arrival.before)) way.unshift(arrival.move)
  return way
}
