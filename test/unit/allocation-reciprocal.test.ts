import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { allocate } from '../../src-shared/domain/allocation/allocate.ts'
import type { AllocationCase } from '../../src-shared/domain/allocation/allocation-case.ts'
import type { Allocation } from '../../src-shared/domain/allocation/allocation.ts'
import { prepareCase } from '../../src-shared/domain/allocation/prepared-case.ts'
import { cents } from '../../src-shared/domain/cents.ts'
import { exactWeights } from '../../src-shared/domain/weights.ts'
import { EXAMPLE, anyCase, caseOf } from '../support/allocation-cases.ts'
import { ZERO, add, floorOf, fraction, minus, solveExactly, times, type Fraction } from '../support/fractions.ts'

type Exact = { readonly gross: readonly Fraction[]; readonly ends: readonly Fraction[]; readonly share: (from: number, to: number) => Fraction }

/** ALLOC-4 by the letter: x = (I - P^T)^-1 b in fractions. Ends are the targets, then what each pool keeps. Null where it has no solution. */
function solvedExactly(allocationCase: AllocationCase): Exact | null {
  const { prepared } = prepareCase(allocationCase)
  if (prepared === null) throw new Error('The case has errors.')
  const { rows, amounts, poolCount, receiverIds } = prepared
  const table = rows.map(({ receivers, weights }) => new Map(exactWeights(weights).map((weight, place) => [receivers[place] ?? 0, fraction(weight, weights.sum)])))
  const share = (from: number, to: number): Fraction => table[from]?.get(to) ?? ZERO
  const pools = [...rows.keys()]
  const gross = solveExactly(pools.map((to) => pools.map((from) => minus(fraction(from === to ? 1n : 0n), share(from, to)))), amounts.map((each) => fraction(each)))
  if (gross === null) return null
  const targets = receiverIds.slice(poolCount).map((_, target) => pools.reduce((total, pool) => add(total, times(gross[pool] ?? ZERO, share(pool, poolCount + target))), ZERO))
  return { gross, ends: [...targets, ...pools.map((pool) => (table[pool]?.size === 0 ? (gross[pool] ?? ZERO) : ZERO))], share }
}

/** Largest remainder by the letter of NUM-5; a negative total as its opposite. */
function rounded(exact: readonly Fraction[], total: bigint): readonly bigint[] {
  if (total < 0n) return rounded(exact.map((each) => minus(ZERO, each)), -total).map((each) => -each)
  const floors = exact.map(floorOf)
  const rest = exact.map((each, index) => ({ index, rest: minus(each, fraction(floors[index] ?? 0n)) }))
  const order = rest.toSorted((left, right) => Number(floorOf(times(minus(right.rest, left.rest), fraction(10n ** 30n)))) || left.index - right.index)
  const lacking = Number(total - floors.reduce((sum, each) => sum + each, 0n))
  for (const { index } of order.slice(0, lacking)) floors[index] = (floors[index] ?? 0n) + 1n
  return floors
}

function isOneGroup(allocation: Allocation): boolean {
  const reached = new Set([0])
  const links = allocation.steps.flatMap(({ poolId, parts }) => parts.map(({ to }) => [allocation.pools.findIndex(({ id }) => id === poolId), allocation.pools.findIndex(({ id }) => id === to)] as const)).filter(([, to]) => to >= 0)
  for (const pool of reached) for (const [from, to] of links) if (from === pool || to === pool) reached.add(from === pool ? to : from)
  return reached.size === allocation.pools.length
}

describe('ALLOC-4: the reciprocal method', () => {
  test('targets and unallocated equal the exact solution, rounded by largest remainder', () => {
    fc.assert(
      fc.property(anyCase({ pools: 5, targets: 4 }), (allocationCase) => {
        const result = allocate(allocationCase, 'reciprocal')
        const exact = solvedExactly(allocationCase)
        const isInRange = exact?.gross.every((each) => isWithin(0n, each, 10n ** 17n)) === true
        expect(result.ok ? null : result.failure[0]?.code).toBe(exact === null ? 'closed-loop' : isInRange ? null : 'number-out-of-range')
        if (!result.ok || exact === null) return
        const found = [...result.value.targets.map(({ total }) => cents(total)), ...result.value.pools.map(({ unallocated }) => cents(unallocated))]
        const total = cents(result.value.totals.in)
        // Pools that exchange nothing are rounded apart, and their sums may each be a cent off.
        const isRoundedAtOnce = isOneGroup(result.value) && exact.gross.every(({ over }) => over !== 0n)
        expect(isRoundedAtOnce ? found : null).toEqual(isRoundedAtOnce ? rounded(exact.ends, total) : null)
        for (const [index, each] of found.entries()) expect(isWithin(each, exact.ends[index] ?? ZERO, BigInt(allocationCase.pools.length))).toBe(true)
      }), { numRuns: 300 },
    )
  })

  test('gross amounts and their parts are the exact ones but for single cents', () => {
    fc.assert(
      fc.property(anyCase({ pools: 5, targets: 4 }), (allocationCase) => {
        const result = allocate(allocationCase, 'reciprocal')
        const exact = solvedExactly(allocationCase)
        if (!result.ok || exact === null) return
        const most = BigInt(2 * allocationCase.pools.length)
        const ids = [...allocationCase.pools, ...allocationCase.targets].map(({ id }) => id)
        for (const { poolId, amount, parts } of result.value.steps) {
          const from = ids.indexOf(poolId)
          const gross = exact.gross[from] ?? ZERO
          expect(isWithin(cents(amount), gross, most)).toBe(true)
          for (const part of parts) expect(isWithin(cents(part.amount), times(gross, exact.share(from, ids.indexOf(part.to))), most)).toBe(true)
        }
      }), { numRuns: 300 },
    )
  })

  test('self-use stays in the pool and comes out all the same', () => {
    const selfUser = caseOf({ IT: ['100', { IT: '1', A: '3' }], HR: ['50', { IT: '1', A: '1' }] }, ['A'])
    const result = allocate(selfUser, 'reciprocal')
    // x = 100 + 25 + x / 4
    expect(result.ok && result.value.pools[0]).toEqual({ id: 'IT', own: '100', received: '66.67', total: '166.67', distributed: '166.67', unallocated: '0' })
    expect(result.ok && result.value.targets[0]?.total).toBe('150')
  })

  test('a loop that almost closes keeps every cent', () => {
    const nearly = caseOf({ IT: ['100', { HR: '999999', A: '1' }], HR: ['80', { IT: '999999', B: '1' }] }, ['A', 'B'])
    const result = allocate(nearly, 'reciprocal')
    expect(result.ok && result.value.targets.map(({ total }) => total)).toEqual(['90', '90'])
    expect(result.ok && result.value.pools.map(({ total }) => total)).toEqual(['90000005', '89999995'])
  })

  test('a loop that all but closes is refused: one dollar would become more than 10^15', () => {
    const tight = caseOf({ IT: ['0', { HR: '999999999999999', A: '0.000000000001' }], HR: ['1', { IT: '1' }] }, ['A'])
    const result = allocate(tight, 'reciprocal')
    expect(!result.ok && result.failure).toMatchObject([{ code: 'number-out-of-range', severity: 'error' }])
  })
})

function messages(allocationCase: AllocationCase): readonly string[] {
  const result = allocate(allocationCase, 'reciprocal')
  return result.ok ? [] : result.failure.map(({ message }) => message)
}

describe('ALLOC-4: a closed loop without an exit is an error that names the loop', () => {
  test('of two pools, of one, of three', () => {
    expect(messages(caseOf({ IT: ['1', { HR: '1' }], HR: ['1', { IT: '2' }], FAC: ['1', { A: '1', IT: '1' }] }, ['A']))).toEqual(['Nothing leaves the loop IT > HR > IT.'])
    expect(messages(caseOf({ IT: ['1', { IT: '1' }], HR: ['1', { A: '1' }] }, ['A']))).toEqual(['Nothing leaves the loop IT > IT.'])
    expect(messages(caseOf({ IT: ['1', { HR: '1' }], HR: ['1', { FAC: '2' }], FAC: ['1', { IT: '1' }] }, ['A']))).toEqual(['Nothing leaves the loop IT > HR > FAC > IT.'])
  })

  test('two loops are two errors; who only leads into one is not named', () => {
    expect(messages(caseOf({ IN: ['1', { A: '0', IT: '1' }], IT: ['1', { HR: '1' }], HR: ['1', { IT: '2' }], FAC: ['1', { FAC: '1' }] }, ['A']))).toEqual(['Nothing leaves the loop IT > HR > IT.', 'Nothing leaves the loop FAC > FAC.'])
  })

  test('one way out is enough, also to a pool without drivers; and the step methods do not mind', () => {
    expect(messages(caseOf({ IT: ['1', { HR: '1' }], HR: ['1', { IT: '2', FAC: '0.001' }], FAC: ['1', { A: '1' }] }, ['A']))).toEqual([])
    expect(messages(caseOf({ IT: ['1', { HR: '1' }], HR: ['1', { IT: '2', FAC: '1' }], FAC: ['1', {}] }, ['A']))).toEqual([])
    expect(allocate(caseOf({ IT: ['1', { HR: '1' }], HR: ['1', { IT: '2' }] }, ['A']), 'step-down').ok).toBe(true)
    expect(messages(EXAMPLE)).toEqual([])
  })
})

function isWithin(found: bigint, exact: Fraction, most: bigint): boolean {
  const difference = minus(fraction(found), exact)
  const size = difference.over < 0n ? -difference.over : difference.over
  return size < most * difference.under
}
