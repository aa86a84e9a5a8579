/** Loops of pools that money cannot leave (ALLOC-4): a reciprocal allocation of them has no end. */
import type { PreparedCase } from './prepared-case.ts'

/**
 * The shortest loop of each group of pools that give to each other and from which no way leads to a target, as pool numbers
 * that end where they begin. A pool without drivers counts as a way out: what reaches it stays there, unallocated.
 *
 * @example closedLoops(prepared) // [[0, 1, 0]] where IT gives to HR alone and HR to IT alone
 */
export function closedLoops(prepared: PreparedCase): readonly (readonly number[])[] {
  const loops: (readonly number[])[] = []
  const named = new Set<number>()
  for (const [pool, hasExit] of poolsWithExit(prepared).entries()) {
    const loop = hasExit || named.has(pool) ? null : shortestLoop(prepared, pool)
    if (loop === null) continue
    loops.push(loop)
    for (const other of poolsFrom(prepared, pool).keys()) if (poolsFrom(prepared, other).has(pool)) named.add(other)
  }
  return loops
}

/** Which pools lead, over however many pools, to a target or to a pool without drivers. */
function poolsWithExit({ rows, poolCount }: PreparedCase): readonly boolean[] {
  const hasExit = rows.map(({ receivers }) => receivers.length === 0 || (receivers[receivers.length - 1] ?? 0) >= poolCount)
  if (hasExit.every(Boolean)) return hasExit
  const givers: number[][] = rows.map(() => [])
  for (const [pool, { receivers }] of rows.entries()) {
    for (let place = 0; (receivers[place] ?? poolCount) < poolCount; place += 1) givers[receivers[place] ?? 0]?.push(pool)
  }
  const reached = [...hasExit.keys()].filter((pool) => hasExit[pool])
  for (const pool of reached) {
    for (const giver of givers[pool] ?? []) {
      if (hasExit[giver] === true) continue
      hasExit[giver] = true
      reached.push(giver)
    }
  }
  return hasExit
}

/** The pools that money of a pool comes to, nearest first, each with the pool that it comes from. The pool itself is among them if money comes back. */
function poolsFrom({ rows, poolCount }: PreparedCase, start: number): ReadonlyMap<number, number> {
  const giverOf = new Map<number, number>()
  const visit = (pool: number): void => {
    for (const receiver of rows[pool]?.receivers ?? []) if (receiver < poolCount && !giverOf.has(receiver)) giverOf.set(receiver, pool)
  }
  visit(start)
  // A map's keys go on to those that are added on the way.
  for (const pool of giverOf.keys()) visit(pool)
  return giverOf
}

function shortestLoop(prepared: PreparedCase, pool: number): readonly number[] | null {
  const giverOf = poolsFrom(prepared, pool)
  const loop = [pool]
  for (let giver = giverOf.get(pool); giver !== undefined; giver = giver === pool ? undefined : giverOf.get(giver)) loop.unshift(giver)
  return loop.length === 1 ? null : loop
}
