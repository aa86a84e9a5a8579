/** `--pool NAME` and `--service NAME` of an allocation: which of its shares, steps and results are told. */
import { issue } from '../../src-shared/domain/issues.ts'
import { ok, refused, type Result } from '../../src-shared/domain/result.ts'

export type AllocationChoice = {
  /** Nothing was chosen. */
  readonly isAll: boolean
  readonly hasPool: (poolId: string) => boolean
  readonly hasTarget: (targetId: string) => boolean
  /** A share of a chosen pool, and one for whom or what was chosen. */
  readonly hasShare: (poolId: string, to: string) => boolean
}

/** What may be chosen, by any of its names: a code, a name, the id of a case. */
export type Choosable = { readonly id: string; readonly names: readonly string[] }

function chosenOf(all: readonly Choosable[], { name, what }: { readonly name: string | undefined; readonly what: string }): Result<ReadonlySet<string>> {
  if (name === undefined) return ok(new Set())
  const wanted = name.trim().toLowerCase()
  const found = all.filter((each) => each.names.some((text) => text.trim().toLowerCase() === wanted))
  if (found.length > 0) return ok(new Set(found.map(({ id }) => id)))
  return refused([issue('unknown-reference', `No ${what} "${name.slice(0, 80)}" takes part in the allocation.`, { remedy: `Write the code or the name of a ${what} that allocate lists.` })])
}

/**
 * @example chooseAllocation({ pools, targets }, { pool: 'ADM' }) // ok: hasPool('pool:adm') alone, and every share of it
 */
export function chooseAllocation(of: { readonly pools: readonly Choosable[]; readonly targets: readonly Choosable[] }, given: { readonly pool?: string; readonly service?: string }): Result<AllocationChoice> {
  const pools = chosenOf(of.pools, { name: given.pool, what: 'pool' })
  const targets = chosenOf(of.targets, { name: given.service, what: 'service' })
  if (!pools.ok || !targets.ok) return refused([...(pools.ok ? [] : pools.failure), ...(targets.ok ? [] : targets.failure)])
  const isAll = given.pool === undefined && given.service === undefined
  const hasPool = (id: string): boolean => isAll || pools.value.has(id)
  const hasTarget = (id: string): boolean => isAll || targets.value.has(id)
  return ok({ isAll, hasPool, hasTarget, hasShare: (poolId, to) => hasPool(poolId) || pools.value.has(to) || targets.value.has(to) })
}
