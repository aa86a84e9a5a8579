/**
 * Reciprocal allocation of 200 pools over 1,000 services, each pool with a driver for every pool and service,
 * against Gauss elimination of the same equations on decimal.js objects of 40 digits.
 */
import { allocate } from '../../src-shared/domain/allocation/allocate.ts'
import type { AllocationCase } from '../../src-shared/domain/allocation/allocation-case.ts'
import { cents, usdOfCents } from '../../src-shared/domain/cents.ts'
import { Decimal, decimal, toText, type Usd } from '../../src-shared/domain/decimal.ts'
import { raiseLargest } from '../../src-shared/domain/split-amount.ts'
import { medianOf, milliseconds, type Bench, type BenchRow } from './measure.ts'

const POOLS = 200
const TARGETS = 1_000
/** Seconds each, so that no warm-up is needed. */
const SLOW_RUNS = 7

/** Up to ten million dollars a pool, drivers from 1 to 5,000: the same in every run. */
function benchCase(): AllocationCase {
  let state = 20_040_112
  const next = (below: number): number => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
  const pools = Array.from({ length: POOLS }, (_, index) => ({ id: `pool-${index}`, label: `Pool ${index}`, amount: usdOfCents(BigInt(next(1_000_000_000))) }))
  const targets = Array.from({ length: TARGETS }, (_, index) => ({ id: `service-${index}`, label: `Service ${index}` }))
  const everybody = [...pools, ...targets].map(({ id }) => id)
  return { pools, targets, drivers: pools.map(() => everybody.map((to) => ({ to, weight: toText<'1'>(new Decimal(1 + next(5_000))) }))) }
}

function allocated(allocationCase: AllocationCase): readonly Usd[] {
  const allocation = allocate(allocationCase, 'reciprocal')
  if (!allocation.ok) throw new Error(JSON.stringify(allocation.failure))
  return allocation.value.targets.map(({ total }) => total)
}

/** With what a screen that shows everything reads: each step and the share matrix. */
function allocatedInFull(allocationCase: AllocationCase): number {
  const allocation = allocate(allocationCase, 'reciprocal')
  return allocation.ok ? allocation.value.steps.length + allocation.value.shares.length : 0
}

/** Eliminates below the diagonal, then substitutes back; the diagonal of I - P^T outweighs its column, so that no pivot need be looked for. */
function byGauss({ pools, targets, drivers }: AllocationCase): readonly Usd[] {
  const shares = drivers.map((list) => {
    const sum = list.reduce((total, { weight }) => total.plus(decimal(weight)), new Decimal(0))
    return list.map(({ weight }) => decimal(weight).div(sum))
  })
  const zero = new Decimal(0)
  const rows = pools.map(({ amount }, to) => [...pools.map((_, from) => new Decimal(from === to ? 1 : 0).minus(shares[from]?.[to] ?? zero)), decimal(amount)])
  for (const [step, pivotRow] of rows.entries()) {
    for (const row of rows.slice(step + 1)) {
      const factor = (row[step] ?? zero).div(pivotRow[step] ?? zero)
      for (let column = step + 1; column <= POOLS; column += 1) row[column] = (row[column] ?? zero).minus(factor.times(pivotRow[column] ?? zero))
    }
  }
  const gross: Decimal[] = pools.map(() => zero)
  for (let pool = POOLS - 1; pool >= 0; pool -= 1) {
    const row = rows[pool] ?? []
    let rest = row[POOLS] ?? zero
    for (let column = pool + 1; column < POOLS; column += 1) rest = rest.minus((row[column] ?? zero).times(gross[column] ?? zero))
    gross[pool] = rest.div(row[pool] ?? zero)
  }
  return roundedToTheCent(targets.map((_, target) => gross.reduce((total, each, pool) => total.plus(each.times(shares[pool]?.[POOLS + target] ?? zero)), zero)), pools.map(({ amount }) => amount))
}

/** Largest remainder, so that what comes in goes out. */
function roundedToTheCent(exact: readonly Decimal[], amounts: readonly Usd[]): readonly Usd[] {
  const inCents = exact.map((each) => each.times(100))
  const floors = inCents.map((each) => BigInt(each.floor().toFixed()))
  const remainders = inCents.map((each) => BigInt(each.minus(each.floor()).times('1e12').toFixed(0)))
  return raiseLargest({ floors, remainders }, amounts.reduce((sum, amount) => sum + cents(amount), 0n)).map(usdOfCents)
}

function measure(): readonly BenchRow[] {
  const allocationCase = benchCase()
  const prepare = (): AllocationCase => allocationCase
  const time = medianOf({ prepare, run: allocated })
  const inFull = medianOf({ prepare, run: allocatedInFull })
  let found: readonly Usd[] = []
  const slow = Array.from({ length: SLOW_RUNS }, () => {
    const start = performance.now()
    found = byGauss(allocationCase)
    return performance.now() - start
  }).sort((left, right) => left - right)[Math.floor(SLOW_RUNS / 2)] ?? Number.NaN
  if (JSON.stringify(found) !== JSON.stringify(allocated(allocationCase))) throw new Error('The allocation and Gauss elimination differ.')
  return [
    { name: `${POOLS} pools x ${TARGETS} services reciprocal: case in, all totals and contributions out`, value: milliseconds(time), yardstick: 'under 300 ms', ratio: '', holds: time < 300 },
    { name: 'The same against Gauss elimination, equal to the cent', value: milliseconds(time), yardstick: `${milliseconds(slow)} on decimal.js objects; at least 10 x`, ratio: `${(slow / time).toFixed(1)} x`, holds: slow / time >= 10 },
    { name: 'With every step and the share matrix', value: milliseconds(inFull), yardstick: '', ratio: '' },
  ]
}

export default { name: 'Allocation', run: () => Promise.resolve(measure()) } satisfies Bench
