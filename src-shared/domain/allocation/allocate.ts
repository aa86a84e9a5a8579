/** Allocation of pools (ALLOC-1 to ALLOC-6): from a case and a method to amounts that agree to the cent. */
import { usdOfCents } from '../cents.ts'
import { sumOfColumn } from '../cents-column.ts'
import type { Usd } from '../decimal.ts'
import { issue, type Issue } from '../issues.ts'
import { isSameList } from '../kept-rows.ts'
import { assertNever, ok, refused, type Result } from '../result.ts'
import type { AllocationCase, AllocationMethod } from './allocation-case.ts'
import type { Allocation, AllocationShare, AllocationStep, PoolResult, TargetResult } from './allocation.ts'
import { closedLoops } from './closed-loops.ts'
import { MOST_CENTS, prepareCase, type Distribution, type PreparedCase, type Split } from './prepared-case.ts'
import { distributeReciprocally } from './reciprocal.ts'
import { shareTexts } from './share-text.ts'
import { distributeDirectly, stepDown, stepDownTwice } from './step-methods.ts'

/**
 * Allocates by one method, in dollars to the cent. Whatever the method, `in = out + unallocated`, a pool's
 * `own + received = total = distributed + unallocated`, and a target's `fromPools` add up to its `total`.
 * Refused with the errors of `checkAllocationCase`, and by the reciprocal method with `closed-loop` for pools that money cannot
 * leave; its solution is within 10^-20 of a cent before it is rounded (see `solve-reciprocal.ts` and `reciprocal.ts`).
 *
 * @example IT 100,000, HR 80,000, FAC 60,000 with the shares of ALLOC-6 come to A and B as
 *   138,214.29 and 101,785.71 directly, 135,625.00 and 104,375.00 by step-down, 138,677.95 and 101,322.05 reciprocally
 */
export function allocate(allocationCase: AllocationCase, method: AllocationMethod): Result<Allocation> {
  const { issues, prepared } = prepareCase(allocationCase)
  if (prepared === null) return refused(issues)
  const distributed = distribute(prepared, { allocationCase, method })
  if (!distributed.ok) return distributed
  return allocationOf(prepared, { allocationCase, method, issues, distribution: distributed.value })
}

type Given = { readonly allocationCase: AllocationCase; readonly method: AllocationMethod }

function distribute(prepared: PreparedCase, { allocationCase, method }: Given): Result<Distribution> {
  switch (method) {
    case 'direct':
      return ok(distributeDirectly(prepared))
    case 'step-down':
      return ok(stepDown(prepared))
    case 'double-step-down':
      return ok(stepDownTwice(prepared))
    case 'reciprocal': {
      const loops = closedLoops(prepared).map((loop) => closedLoop(loop.map((pool) => allocationCase.pools[pool]?.label ?? '')))
      if (loops.length > 0) return refused(loops)
      const distributed = distributeReciprocally(prepared)
      if (distributed.ok) return distributed
      return refused(distributed.failure.length === 0 ? [nearlyClosedLoop()] : distributed.failure.map((pool) => tooLarge(allocationCase.pools[pool]?.label ?? '')))
    }
    default:
      return assertNever(method)
  }
}

function closedLoop(labels: readonly string[]): Issue {
  return issue('closed-loop', `Nothing leaves the loop ${labels.join(' > ')}.`, { remedy: 'Give one of these pools a driver for a service, or choose step-down.' })
}

function nearlyClosedLoop(): Issue {
  return issue('number-out-of-range', 'Pools pass on to each other so nearly everything that one dollar would become more than 1,000,000,000,000,000.', { remedy: 'Give these pools larger drivers for services, or choose step-down.' })
}

function tooLarge(label: string): Issue {
  return issue('number-out-of-range', `Pool "${label}" comes to a total that is too large.`, { remedy: 'Pools pass on to each other nearly everything; give them larger drivers for services.' })
}

function allocationOf(prepared: PreparedCase, given: Given & { readonly issues: readonly Issue[]; readonly distribution: Distribution }): Result<Allocation> {
  const { allocationCase, method, distribution } = given
  const { splits, unallocated } = distribution
  const sums = new Sums(prepared, splits)
  const { receivedByPools, targetTotals } = sums
  const totals = prepared.amounts.map((own, pool) => own + (receivedByPools[pool] ?? 0n))
  const outOfRange = allocationCase.pools.filter((_, pool) => (totals[pool] ?? 0n) >= MOST_CENTS || (totals[pool] ?? 0n) <= -MOST_CENTS)
  if (outOfRange.length > 0) return refused(outOfRange.map(({ label }) => tooLarge(label)))
  return ok(new Allocated(prepared, {
    method, splits,
    pools: allocationCase.pools.map(({ id, amount }, pool): PoolResult => ({
      id, own: amount, received: usdOfCents(receivedByPools[pool] ?? 0n), total: usdOfCents(totals[pool] ?? 0n),
      distributed: usdOfCents((totals[pool] ?? 0n) - (unallocated[pool] ?? 0n)), unallocated: usdOfCents(unallocated[pool] ?? 0n),
    })),
    targets: allocationCase.targets.map(({ id }, target) => new Target(id, sums, target)),
    totals: { in: usdOfCents(sum(prepared.amounts)), out: usdOfCents(sumOfColumn(targetTotals)), unallocated: usdOfCents(sum(unallocated)) },
    issues: [...given.issues, ...leftOver({ ...given, prepared })],
  }))
}

/**
 * A derivation reads neither shares nor steps, and a comparison of methods only totals; the rest is most of the text and is made when
 * somebody looks. In a class, since a getter of a plain object lives, with all that it holds, until the whole memory is swept.
 */
class Allocated implements Allocation {
  readonly method: AllocationMethod
  readonly pools: readonly PoolResult[]
  readonly targets: readonly TargetResult[]
  readonly totals: Allocation['totals']
  readonly issues: readonly Issue[]
  readonly #prepared: PreparedCase
  readonly #splits: readonly Split[]
  #shares: Allocation['shares'] | null = null
  #steps: Allocation['steps'] | null = null

  constructor(prepared: PreparedCase, result: Pick<Allocation, 'method' | 'pools' | 'targets' | 'totals' | 'issues'> & { readonly splits: readonly Split[] }) {
    this.method = result.method
    this.pools = result.pools
    this.targets = result.targets
    this.totals = result.totals
    this.issues = result.issues
    this.#prepared = prepared
    this.#splits = result.splits
  }

  get shares(): Allocation['shares'] {
    return (this.#shares ??= sharesOf(this.#prepared, this.#splits))
  }

  get steps(): Allocation['steps'] {
    return (this.#steps ??= this.#splits.map((split) => stepOf(this.#prepared, split)))
  }
}

/** One of a thousand, whose contributions become texts when somebody looks, too. */
class Target implements TargetResult {
  readonly id: string
  readonly total: Usd
  readonly #sums: Sums
  readonly #place: number
  #texts: readonly Usd[] | null = null

  constructor(id: string, sums: Sums, place: number) {
    this.id = id
    this.total = usdOfCents(sums.targetTotals[place] ?? 0n)
    this.#sums = sums
    this.#place = place
  }

  get fromPools(): readonly Usd[] {
    return (this.#texts ??= Array.from(this.#cents, usdOfCents))
  }

  get #cents(): BigInt64Array {
    const { fromPools, poolCount } = this.#sums
    return fromPools.subarray(this.#place * poolCount, (this.#place + 1) * poolCount)
  }

  /** A total that is the same may still be made up otherwise. */
  isMadeUpAs(other: Target): boolean {
    if (this.total !== other.total) return false
    const [own, others] = [this.#cents, other.#cents]
    return own.length === others.length && own.every((amount, pool) => amount === others[pool])
  }
}

/** True when both receive the same from every pool; compared in cents, without the texts. */
export function isSameTarget(left: TargetResult | undefined, right: TargetResult | undefined): boolean {
  if (left === right) return true
  if (left instanceof Target && right instanceof Target) return left.isMadeUpAs(right)
  return left !== undefined && right !== undefined && left.total === right.total && isSameList(left.fromPools, right.fromPools)
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, each) => total + each, 0n)
}

/** What everybody gets. A class, as above: its columns are the largest part of an allocation. */
class Sums {
  readonly poolCount: number
  readonly receivedByPools: BigInt64Array
  /** Target by target, one amount a pool. */
  readonly fromPools: BigInt64Array
  readonly targetTotals: BigInt64Array

  constructor({ poolCount, receiverIds }: PreparedCase, splits: readonly Split[]) {
    const receivedByPools = new BigInt64Array(poolCount)
    const targetTotals = new BigInt64Array(receiverIds.length - poolCount)
    const fromPools = new BigInt64Array(targetTotals.length * poolCount)
    for (const { pool, row: { receivers }, parts } of splits) {
      for (let place = 0; place < parts.length; place += 1) {
        const receiver = receivers[place] ?? 0
        const part = parts[place] ?? 0n
        if (receiver < poolCount) receivedByPools[receiver] = (receivedByPools[receiver] ?? 0n) + part
        else {
          const target = receiver - poolCount
          targetTotals[target] = (targetTotals[target] ?? 0n) + part
          fromPools[target * poolCount + pool] = (fromPools[target * poolCount + pool] ?? 0n) + part
        }
      }
    }
    this.poolCount = poolCount
    this.receivedByPools = receivedByPools
    this.fromPools = fromPools
    this.targetTotals = targetTotals
  }
}

function sharesOf({ rows, receiverIds }: PreparedCase, splits: readonly Split[]): readonly (readonly AllocationShare[])[] {
  const first = new Map(splits.filter(({ pass }) => pass === 1).map((split) => [split.pool, split.row]))
  return rows.map((_, pool) => {
    const row = first.get(pool)
    return row === undefined ? [] : shareTexts(row.weights).map((share, place) => ({ to: receiverIds[row.receivers[place] ?? 0] ?? '', share }))
  })
}

function stepOf({ receiverIds }: PreparedCase, { pass, pool, amount, row, parts }: Split): AllocationStep {
  return { pass, poolId: receiverIds[pool] ?? '', amount: usdOfCents(amount), parts: Array.from(parts, (part, place) => ({ to: receiverIds[row.receivers[place] ?? 0] ?? '', amount: usdOfCents(part) })) }
}

/** Pools with drivers of which the method can use none; those without any are said by `checkAllocationCase`. */
function leftOver({ allocationCase, method, distribution, prepared }: Given & { readonly distribution: Distribution; readonly prepared: PreparedCase }): readonly Issue[] {
  return allocationCase.pools.flatMap(({ label }, pool) => {
    const amount: Usd = usdOfCents(distribution.unallocated[pool] ?? 0n)
    if (amount === '0' || prepared.rows[pool]?.receivers.length === 0) return []
    return [issue('pool-unallocated', `${amount} of pool "${label}" stays unallocated: ${WHO_IS_CLOSED[method]}.`, { severity: 'warning', remedy: 'Give it a driver for a service, or choose another order or method.' })]
  })
}

const WHO_IS_CLOSED: Readonly<Record<AllocationMethod, string>> = {
  direct: 'it has drivers for pools alone',
  'step-down': 'it has drivers for itself and for pools before it alone',
  'double-step-down': 'it has drivers for itself and for pools before it alone',
  reciprocal: 'it has no drivers',
}
