/** Cases of pools and targets for the tests of the allocation, by hand and at random. */
import fc from 'fast-check'

import type { AllocationCase, DriverWeight } from '../../src-shared/domain/allocation/allocation-case.ts'
import { usdOfCents } from '../../src-shared/domain/cents.ts'
import { readDecimal, type Factor, type Usd } from '../../src-shared/domain/decimal.ts'

export function usd(text: string): Usd {
  const read = readDecimal<'USD'>(text)
  if (!read.ok) throw new Error(text)
  return read.value
}

export function weight(text: string): Factor {
  const read = readDecimal<'1'>(text)
  if (!read.ok) throw new Error(text)
  return read.value
}

export function drivers(weights: Readonly<Record<string, string>>): readonly DriverWeight[] {
  return Object.entries(weights).map(([to, text]) => ({ to, weight: weight(text) }))
}

/** Pools as `id: [amount, drivers]`, in step order. */
export function caseOf(pools: Readonly<Record<string, readonly [string, Readonly<Record<string, string>>]>>, targets: readonly string[]): AllocationCase {
  return {
    pools: Object.entries(pools).map(([id, [amount]]) => ({ id, label: id, amount: usd(amount) })),
    targets: targets.map((id) => ({ id, label: id })),
    drivers: Object.values(pools).map(([, weights]) => drivers(weights)),
  }
}

/** The example of ALLOC-6. */
export const EXAMPLE = caseOf({
  IT: ['100000', { HR: '0.10', FAC: '0.10', A: '0.50', B: '0.30' }],
  HR: ['80000', { IT: '0.20', FAC: '0.10', A: '0.40', B: '0.30' }],
  FAC: ['60000', { IT: '0.15', HR: '0.15', A: '0.35', B: '0.35' }],
}, ['A', 'B'])

/** Cents: small often, so that ties and single cents come up; negative ones; and nearly all that the range allows. */
const anyCents = fc.oneof(
  { weight: 3, arbitrary: fc.bigInt({ min: -20n, max: 20n }) },
  { weight: 3, arbitrary: fc.bigInt({ min: 0n, max: 10n ** 9n }) },
  { weight: 1, arbitrary: fc.bigInt({ min: -(10n ** 16n), max: 10n ** 16n - 1n }) },
)
/** Zero and equal ones often; fractions; and the widest span that decimals at rest have. */
const anyWeight = fc.oneof(
  { weight: 4, arbitrary: fc.constant('0') },
  { weight: 4, arbitrary: fc.nat({ max: 4 }).map(String) },
  { weight: 2, arbitrary: fc.tuple(fc.nat({ max: 999 }), fc.nat({ max: 999 })).map(([whole, fraction]) => `${whole}.${fraction}`) },
)
const wideWeight = fc.oneof(anyWeight, fc.constant('0.000000000001'), fc.bigInt({ min: 10n ** 12n, max: 10n ** 15n - 1n }).map(String))

type Size = { readonly pools: number; readonly targets: number }

/** Any case without errors but perhaps closed loops: up to so many pools and targets, every driver perhaps zero. */
export function anyCase(most: Size, weights: 'usual' | 'wide' = 'usual'): fc.Arbitrary<AllocationCase> {
  return fc.record({ pools: fc.integer({ min: 1, max: most.pools }), targets: fc.integer({ min: 1, max: most.targets }) }).chain((size) =>
    fc.record({
      amounts: fc.array(anyCents, { minLength: size.pools, maxLength: size.pools }),
      table: fc.array(fc.array(weights === 'wide' ? wideWeight : anyWeight, { minLength: size.pools + size.targets, maxLength: size.pools + size.targets }), { minLength: size.pools, maxLength: size.pools }),
    }).map(({ amounts, table }) => {
      const ids = [...amounts.map((_, index) => `P${index}`), ...Array.from({ length: size.targets }, (_, index) => `T${index}`)]
      const named = ids.map((id) => ({ id, label: id }))
      return {
        pools: amounts.map((amount, index) => ({ id: `P${index}`, label: `P${index}`, amount: usdOfCents(amount) })),
        targets: named.slice(amounts.length),
        drivers: table.map((row) => row.map((text, index) => ({ to: ids[index] ?? '', weight: weight(text) }))),
      }
    }),
  )
}
