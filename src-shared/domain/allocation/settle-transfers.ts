/** The last cents of a reciprocal allocation: transfers between pools in whole cents, after which each pool gives exactly what it has. */

export type Transfers = {
  /** For each pool the pools that it gives to, in ascending order; itself perhaps among them. */
  readonly receivers: readonly ArrayLike<number>[]
  /** For each pool one amount a receiver, each rounded by itself, so that the whole is some cents off. */
  readonly amounts: readonly (readonly bigint[])[]
  /** What a pool has apart from these transfers: its own amount less what leaves for the targets. Adds up to zero in each connected group. */
  readonly surplus: readonly bigint[]
}

/**
 * Moves one cent after the other from a pool that has one too many to the nearest that lacks one, along the transfers
 * between them: a transfer in the direction of the way is raised by the cent, one against it is lowered.
 *
 * @example settleTransfers({ receivers: [[1], []], amounts: [[5n], []], surplus: [6n, -6n] }) // [[6n], []]
 */
export function settleTransfers({ receivers, amounts, surplus }: Transfers): readonly (readonly bigint[])[] {
  const settled = amounts.map((each) => [...each])
  const slots = slotsOf(receivers)
  const left = [...surplus]
  for (const [pool, each] of receivers.entries()) {
    for (const [slot, receiver] of Array.from(each).entries()) {
      const amount = settled[pool]?.[slot] ?? 0n
      left[pool] = (left[pool] ?? 0n) - amount
      left[receiver] = (left[receiver] ?? 0n) + amount
    }
  }
  for (let pool = 0; pool < left.length; pool += 1) {
    while ((left[pool] ?? 0n) > 0n) {
      const way = wayToDeficit({ slots, settled, left, from: pool })
      const last = way.at(-1)
      if (last === undefined) throw new Error('The amounts of a group of pools do not add up.')
      for (const { giver, slot, cent } of way) change(settled, { giver, slot, cent })
      left[pool] = (left[pool] ?? 0n) - 1n
      left[last.to] = (left[last.to] ?? 0n) + 1n
    }
  }
  return settled
}

type Move = { readonly to: number; readonly giver: number; readonly slot: number; readonly cent: 1n | -1n }

function change(amounts: bigint[][], { giver, slot, cent }: Omit<Move, 'to'>): void {
  const row = amounts[giver]
  if (row !== undefined) row[slot] = (row[slot] ?? 0n) + cent
}

/** For each pool, the place of each other pool among its receivers. */
function slotsOf(receivers: Transfers['receivers']): readonly ReadonlyMap<number, number>[] {
  return receivers.map((each, pool) => new Map(Array.from(each).flatMap((receiver, slot) => (receiver === pool ? [] : [[receiver, slot] as const]))))
}

type Search = { readonly slots: readonly ReadonlyMap<number, number>[]; readonly settled: readonly (readonly bigint[])[]; readonly left: readonly bigint[]; readonly from: number }

/** The shortest way over transfers that keep their sign; where there is none, over any. Empty where there is none either. */
function wayToDeficit(search: Search): readonly Move[] {
  const kept = shortestWay(search, ({ giver, slot, cent }) => keepsSign(search.settled[giver]?.[slot] ?? 0n, cent))
  return kept.length > 0 ? kept : shortestWay(search, () => true)
}

function keepsSign(amount: bigint, cent: bigint): boolean {
  return amount === 0n ? cent > 0n : amount + cent === 0n || amount + cent > 0n === amount > 0n
}

function shortestWay({ slots, left, from }: Search, isOpen: (move: Move) => boolean): readonly Move[] {
  const arrivals = new Map<number, { readonly before: number; readonly move: Move }>()
  const reached = [from]
  for (const pool of reached) {
    for (const move of movesFrom(slots, pool)) {
      if (move.to === from || arrivals.has(move.to) || !isOpen(move)) continue
      arrivals.set(move.to, { before: pool, move })
      if ((left[move.to] ?? 0n) < 0n) return wayBack(arrivals, move.to)
      reached.push(move.to)
    }
  }
  return []
}

function* movesFrom(slots: Search['slots'], pool: number): Generator<Move> {
  for (const [to, slot] of slots[pool] ?? []) yield { to, giver: pool, slot, cent: 1n }
  for (const [giver, theirs] of slots.entries()) {
    const slot = theirs.get(pool)
    if (slot !== undefined) yield { to: giver, giver, slot, cent: -1n }
  }
}

function wayBack(arrivals: ReadonlyMap<number, { readonly before: number; readonly move: Move }>, end: number): readonly Move[] {
  const way: Move[] = []
  for (let arrival = arrivals.get(end); arrival !== undefined; arrival = arrivals.get(arrival.before)) way.unshift(arrival.move)
  return way
}
