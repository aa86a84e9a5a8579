import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { allocate } from '../../src-shared/domain/allocation/allocate.ts'
import { ALLOCATION_METHODS, checkAllocationCase, type AllocationCase, type AllocationMethod } from '../../src-shared/domain/allocation/allocation-case.ts'
import type { Allocation } from '../../src-shared/domain/allocation/allocation.ts'
import { cents } from '../../src-shared/domain/cents.ts'
import type { Usd } from '../../src-shared/domain/decimal.ts'
import { splitAmount } from '../../src-shared/domain/split-amount.ts'
import { allocationInFull } from '../support/derived-in-full.ts'
import { EXAMPLE, anyCase, caseOf, drivers, usd } from '../support/allocation-cases.ts'

function allocated(allocationCase: AllocationCase, method: AllocationMethod): Allocation {
  const result = allocate(allocationCase, method)
  if (!result.ok) throw new Error(JSON.stringify(result.failure))
  return result.value
}

function inFull(result: ReturnType<typeof allocate>): unknown {
  return result.ok ? allocationInFull(result.value) : result.failure
}

function totalsOf(allocation: Allocation): Readonly<Record<string, Usd>> {
  return Object.fromEntries(allocation.targets.map(({ id, total }) => [id, total]))
}

function sum(amounts: readonly Usd[]): bigint {
  return amounts.reduce((total, amount) => total + cents(amount), 0n)
}

/** Every equation that a reader of the result could check with a pocket calculator. */
function expectToAgree(allocationCase: AllocationCase, allocation: Allocation): void {
  const { pools, targets, steps, totals } = allocation
  expect(cents(totals.in)).toBe(sum(allocationCase.pools.map(({ amount }) => amount)))
  expect(cents(totals.in)).toBe(cents(totals.out) + cents(totals.unallocated))
  expect(cents(totals.out)).toBe(sum(targets.map(({ total }) => total)))
  expect(cents(totals.unallocated)).toBe(sum(pools.map(({ unallocated }) => unallocated)))
  for (const [index, pool] of pools.entries()) {
    expect(pool.own).toBe(allocationCase.pools[index]?.amount)
    expect(cents(pool.own) + cents(pool.received)).toBe(cents(pool.total))
    expect(cents(pool.distributed) + cents(pool.unallocated)).toBe(cents(pool.total))
    expect(cents(pool.distributed)).toBe(sum(steps.filter(({ poolId }) => poolId === pool.id).map(({ amount }) => amount)))
    expect(cents(pool.received)).toBe(sum(partsFor(allocation, pool.id)))
  }
  for (const target of targets) {
    expect(sum(target.fromPools)).toBe(cents(target.total))
    for (const [index, pool] of pools.entries()) expect(cents(target.fromPools[index] ?? usd('0'))).toBe(sum(partsFor({ steps: steps.filter(({ poolId }) => poolId === pool.id) }, target.id)))
  }
  for (const { amount, parts } of steps) expect(sum(parts.map((part) => part.amount))).toBe(cents(amount))
}

function partsFor({ steps }: Pick<Allocation, 'steps'>, id: string): readonly Usd[] {
  return steps.flatMap(({ parts }) => parts.filter(({ to }) => to === id).map(({ amount }) => amount))
}

function one(weights: Readonly<Record<string, string>>, amount = '100'): AllocationCase {
  return caseOf({ IT: [amount, weights] }, ['A', 'B'])
}

function codes(allocationCase: AllocationCase): readonly string[] {
  return checkAllocationCase(allocationCase).map(({ code, severity }) => `${severity} ${code}`)
}

/** Why a case without errors may still be refused: gross amounts of loops may be without end or too large. */
const REFUSALS: Readonly<Record<AllocationMethod, readonly string[]>> = { direct: [], 'step-down': [], 'double-step-down': [], reciprocal: ['closed-loop', 'number-out-of-range'] }
const STEP_METHODS = ['direct', 'step-down', 'double-step-down'] as const

describe('the example of ALLOC-6', () => {
  test.each([
    ['direct', '138214.29', '101785.71'],
    ['step-down', '135625', '104375'],
    ['double-step-down', '138412.19', '101587.81'],
    ['reciprocal', '138677.95', '101322.05'],
  ] as const)('%s: A %s, B %s', (method, a, b) => {
    const allocation = allocated(EXAMPLE, method)
    expect(totalsOf(allocation)).toEqual({ A: a, B: b })
    expectToAgree(EXAMPLE, allocation)
  })

  test('ALLOC-1: the shares of the direct method are of the targets alone', () => {
    expect(allocated(EXAMPLE, 'direct').shares[1]).toEqual([{ to: 'A', share: '0.571428571429' }, { to: 'B', share: '0.428571428571' }])
  })

  test('ALLOC-2: a closed pool receives nothing, and the order matters', () => {
    const allocation = allocated(EXAMPLE, 'step-down')
    expect(allocation.pools.map(({ received }) => received)).toEqual(['0', '10000', '21250'])
    expect(allocation.steps.map(({ poolId, amount, parts }) => [poolId, amount, parts.map(({ to }) => to)])).toEqual([
      ['IT', '100000', ['HR', 'FAC', 'A', 'B']], ['HR', '90000', ['FAC', 'A', 'B']], ['FAC', '81250', ['A', 'B']],
    ])
    const turned = { ...EXAMPLE, pools: EXAMPLE.pools.toReversed(), drivers: EXAMPLE.drivers.toReversed() }
    expect(totalsOf(allocated(turned, 'step-down'))).not.toEqual(totalsOf(allocation))
  })

  test('ALLOC-3: in the first round earlier pools receive too, in the second they pass it on by step-down', () => {
    const { steps } = allocated(EXAMPLE, 'double-step-down')
    expect(steps.map(({ pass, poolId, amount }) => [pass, poolId, amount])).toEqual([[1, 'IT', '100000'], [1, 'HR', '90000'], [1, 'FAC', '79000'], [2, 'IT', '29850'], [2, 'HR', '14835'], [2, 'FAC', '4839.38']])
  })

  test('ALLOC-4: the gross amounts of the pools', () => {
    expect(allocated(EXAMPLE, 'reciprocal').pools.map(({ total }) => total)).toEqual(['133791.64', '105975.67', '83976.73'])
  })
})

describe('ALLOC-6: control totals to the cent', () => {
  test.each(ALLOCATION_METHODS)('%s: whatever the pools, drivers, zeros and signs', (method) => {
    fc.assert(
      fc.property(anyCase({ pools: 6, targets: 5 }), (allocationCase) => {
        const result = allocate(allocationCase, method)
        if (result.ok) expectToAgree(allocationCase, result.value)
        expect(result.ok ? [] : REFUSALS[method]).toEqual(expect.arrayContaining(result.ok ? [] : result.failure.map(({ code }) => code)))
      }), { numRuns: 200 },
    )
  })

  test.each(ALLOCATION_METHODS)('%s: with weights of the widest span', (method) => {
    fc.assert(
      fc.property(anyCase({ pools: 4, targets: 3 }, 'wide'), (allocationCase) => {
        const result = allocate(allocationCase, method)
        if (result.ok) expectToAgree(allocationCase, result.value)
        expect(result.ok ? [] : REFUSALS[method]).toEqual(expect.arrayContaining(result.ok ? [] : result.failure.map(({ code }) => code)))
      }), { numRuns: 150 },
    )
  })

  test.each(STEP_METHODS)('NUM-5: every step of %s is the split of its amount by the weights of its receivers', (method) => {
    fc.assert(
      fc.property(anyCase({ pools: 5, targets: 4 }), (allocationCase) => {
        for (const { poolId, amount, parts } of allocated(allocationCase, method).steps) {
          const list = allocationCase.drivers[allocationCase.pools.findIndex(({ id }) => id === poolId)] ?? []
          const weights = parts.flatMap(({ to }) => list.find((driver) => driver.to === to)?.weight ?? [])
          expect(parts.map((part) => part.amount)).toEqual(splitAmount(amount, weights))
        }
      }), { numRuns: 200 },
    )
  })

  test('ALLOC-1: the direct method does not depend on the order of pools, nor any method on that of a list of drivers', () => {
    fc.assert(
      fc.property(anyCase({ pools: 5, targets: 4 }), (allocationCase) => {
        const turned = { ...allocationCase, pools: allocationCase.pools.toReversed(), drivers: allocationCase.drivers.toReversed() }
        expect(totalsOf(allocated(turned, 'direct'))).toEqual(totalsOf(allocated(allocationCase, 'direct')))
        const relisted = { ...allocationCase, drivers: allocationCase.drivers.map((list) => list.toReversed()) }
        for (const method of ALLOCATION_METHODS) expect(inFull(allocate(relisted, method))).toEqual(inFull(allocate(allocationCase, method)))
      }), { numRuns: 200 },
    )
  })

  test('a pool of the opposite sign is distributed as the opposite', () => {
    fc.assert(
      fc.property(anyCase({ pools: 4, targets: 4 }), (allocationCase) => {
        const opposite = { ...allocationCase, pools: allocationCase.pools.map((pool) => ({ ...pool, amount: usd(pool.amount === '0' ? '0' : pool.amount.startsWith('-') ? pool.amount.slice(1) : `-${pool.amount}`) })) }
        for (const method of STEP_METHODS) {
          const [there, back] = [allocated(allocationCase, method), allocated(opposite, method)]
          expect(back.targets.map(({ total }) => cents(total))).toEqual(there.targets.map(({ total }) => -cents(total)))
        }
      }), { numRuns: 100 },
    )
  })
})

describe('ALLOC-5: what is refused, and what is said', () => {
  test('a negative driver is refused, and pool and receiver are named', () => {
    const bad = one({ A: '3', B: '-1' })
    expect(checkAllocationCase(bad)).toMatchObject([{ code: 'negative-driver', severity: 'error', message: 'Pool "IT" has a negative driver for "B": -1.' }])
    for (const method of ALLOCATION_METHODS) expect(allocate(bad, method).ok).toBe(false)
  })

  test('a negative pool is allowed and flagged', () => {
    const credit = one({ A: '1', B: '3' }, '-0.10')
    expect(codes(credit)).toEqual(['warning negative-pool'])
    expect(totalsOf(allocated(credit, 'direct'))).toEqual({ A: '-0.03', B: '-0.07' })
    expect(allocated(credit, 'reciprocal').issues.map(({ code }) => code)).toEqual(['negative-pool'])
  })

  test.each(ALLOCATION_METHODS)('%s: a pool whose drivers are all zero is unallocated, with what it received, never dropped', (method) => {
    const idle = caseOf({ IT: ['100', { FAC: '1', A: '1' }], FAC: ['50', { A: '0' }] }, ['A'])
    const allocation = allocated(idle, method)
    const received = method === 'direct' ? '0' : '50'
    expect(allocation.pools[1]).toMatchObject({ id: 'FAC', own: '50', received, unallocated: method === 'direct' ? '50' : '100', distributed: '0' })
    expect(allocation.issues).toMatchObject([{ code: 'pool-unallocated', severity: 'warning', message: 'Pool "FAC" stays unallocated: its drivers are all zero.' }])
    expectToAgree(idle, allocation)
  })

  test('a pool that the method cannot use is said, with what it leaves', () => {
    const backwards = caseOf({ IT: ['100', { A: '1' }], HR: ['80', { IT: '1' }] }, ['A'])
    expect(allocated(backwards, 'step-down').issues.map(({ message }) => message)).toEqual(['80 of pool "HR" stays unallocated: it has drivers for itself and for pools before it alone.'])
    expect(allocated(backwards, 'direct').totals).toEqual({ in: '180', out: '100', unallocated: '80' })
    expect(totalsOf(allocated(backwards, 'double-step-down'))).toEqual({ A: '180' })
  })

  test('ids unknown or twice, lists too many, amounts out of range or finer than a cent', () => {
    expect(codes(one({ A: '1', C: '1' }))).toEqual(['error unknown-reference'])
    expect(codes({ ...one({ A: '1' }), drivers: [[...drivers({ A: '1' }), ...drivers({ A: '2' })]] })).toEqual(['error duplicate-id'])
    expect(codes({ ...one({ A: '1' }), targets: [{ id: 'A', label: 'A' }, { id: 'IT', label: 'IT' }] })).toEqual(['error duplicate-id'])
    expect(codes({ ...one({ A: '1' }), drivers: [drivers({ A: '1' }), drivers({ A: '1' })] })).toEqual(['error wrong-shape'])
    expect(codes(one({ A: '1' }, '0.001'))).toEqual(['error too-many-places'])
    // As text from outside may be, before anything has read it.
    expect(codes({ ...one({ A: '1' }), pools: [{ id: 'IT', label: 'IT', amount: '1000000000000000' as Usd }] })).toEqual(['error number-out-of-range'])
    expect(codes(caseOf({ IT: ['600000000000000', { A: '1' }], HR: ['600000000000000', { A: '1' }] }, ['A']))).toEqual(['error number-out-of-range'])
  })

  test('just below 10^15 is allocated', () => {
    const large = caseOf({ IT: ['999999999999999.99', { A: '1', B: '2' }] }, ['A', 'B'])
    for (const method of ALLOCATION_METHODS) expect(totalsOf(allocated(large, method))).toEqual({ A: '333333333333333.33', B: '666666666666666.66' })
  })

  test('nothing at all is no error', () => {
    for (const method of ALLOCATION_METHODS) expect(allocated({ pools: [], targets: [], drivers: [] }, method).totals).toEqual({ in: '0', out: '0', unallocated: '0' })
  })
})
