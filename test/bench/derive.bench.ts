/**
 * Rates out of costs in a model of 2,000 positions, 500 services, 500 rates and 20 pools: the whole derivation from nothing, and what
 * one salary edit costs, from the edited draft to the rates, the prices and the comparison on the screen.
 */
import { costDerivationOf } from '../../src-shared/domain/costs/derive-rates-draft.ts'
import { deriveRates } from '../../src-shared/domain/costs/derive-rates.ts'
import { readDecimal, type DecimalText } from '../../src-shared/domain/decimal.ts'
import { fiscalYear, isoDate } from '../../src-shared/domain/fiscal-year.ts'
import { driverQuantityId, rateBuildId, rateUnitsId, type Driver, type StaffPosition } from '../../src-shared/domain/model/cost-tables.ts'
import { defaultPolicy } from '../../src-shared/domain/costs/default-policy.ts'
import { draftAhead } from '../../src-shared/domain/model/apply-edit.ts'
import { draftFromRows, type Draft } from '../../src-shared/domain/model/draft.ts'
import { rowChange } from '../../src-shared/domain/model/edit.ts'
import { compareVersions, recompare } from '../../src-shared/domain/rates/compare.ts'
import type { ComparisonRequest } from '../../src-shared/domain/rates/comparison.ts'
import { planOf, versionKey } from '../../src-shared/domain/version.ts'
import { largeRows } from '../support/large-model.ts'
import { milliseconds, percentilesOfEdits, type Bench, type BenchRow } from './measure.ts'

const POSITIONS = 2_000
const SERVICES = 500
const RATES = 500
const POOLS = 20
const EDITS = 40
const YEAR = planOf(fiscalYear(2002))
const KEY = versionKey(YEAR)
const STATED = { assumption: '', author: 'Author', source: '' } as const

function figure<Unit extends string>(value: number, places = 0): DecimalText<Unit> {
  const read = readDecimal<Unit>(value.toFixed(places))
  if (!read.ok) throw new Error(String(value))
  return read.value
}

/** The same in every run. */
function numbers(): (below: number) => number {
  let state = 20_040_112
  return (below) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
}

/** Every sixth position works for a pool; pools are shared out by FTE, square feet, headcount, direct cost and units. */
function benchDraft(): Draft {
  const next = numbers()
  const rows = largeRows({ rates: RATES, years: 2 })
  const services = Array.from({ length: SERVICES }, (_, index) => ({ id: `service-${index}`, serviceGroupId: 'group', code: `S${index}`, name: `Service ${index}`, description: '', position: index, retiredFrom: null }))
  const drivers: readonly Driver[] = (['fte', 'typed', 'direct-cost', 'typed', 'units'] as const).map((kind, index) => ({ id: `driver-${index}`, version: KEY, code: `D${index}`, name: `Driver ${index}`, kind, unit: '', note: '', source: '' }))
  const pools = Array.from({ length: POOLS }, (_, index) => ({ id: `pool-${index}`, version: KEY, code: `P${index}`, name: `Pool ${index}`, serviceId: null, driverId: drivers[index % drivers.length]?.id ?? null, position: index, note: '' }))
  const receivers = [...pools.map(({ id }) => ({ serviceId: null, poolId: id })), ...services.map(({ id }) => ({ serviceId: id, poolId: null }))]
  const positions = Array.from({ length: POSITIONS }, (_, index): StaffPosition => ({
    ...STATED, id: `position-${index}`, version: KEY, code: `N${index}`, title: '', bargainingUnit: `Unit ${index % 5}`, grade: '', employeeName: '', baseSalary: figure(4_000_000 + next(8_000_000) / 100, 2), salaryAsOf: isoDate('2001-06-30'),
    fte: figure(index % 7 === 0 ? 0.5 : 1, 1), startsOn: index % 11 === 0 ? isoDate('2001-09-15') : null, endsOn: null, fringePercent: null, fringeFlat: null, vacancyPercent: null, fundId: null,
  }))
  return draftFromRows({
    ...rows, service: services, rate: rows.rate.map((rate, index) => ({ ...rate, serviceId: `service-${index}` })),
    yearPolicy: [{ ...defaultPolicy(YEAR), fringePercent: figure(31.5, 1), fringeFlat: figure(1_200), vacancyPercent: figure(4) }],
    driver: drivers, costPool: pools,
    driverQuantity: drivers.filter((driver) => driver.kind === 'typed').flatMap((driver) => receivers.map((owner) => ({ id: driverQuantityId({ version: KEY, driverId: driver.id, ...owner }), version: KEY, driverId: driver.id, ...owner, quantity: figure<'units'>(1 + next(5_000)), source: '' }))),
    staffPosition: positions,
    staffAssignment: positions.flatMap((position, index) => {
      const first = index % 6 === 0 ? { serviceId: null, poolId: `pool-${index % POOLS}` } : { serviceId: `service-${index % SERVICES}`, poolId: null }
      const whole = { version: KEY, staffPositionId: position.id }
      return index % 3 === 1 ? [{ ...whole, ...first, id: `${position.id}-1`, percent: figure<'%'>(60) }, { ...whole, id: `${position.id}-2`, serviceId: `service-${(index * 7) % SERVICES}`, poolId: null, percent: figure<'%'>(40) }] : [{ ...whole, ...first, id: `${position.id}-1`, percent: figure<'%'>(100) }]
    }),
    salaryIncrease: [{ id: 'cola', version: KEY, kind: 'cost-of-living', name: 'Cost of living', bargainingUnit: '', staffPositionId: null, percent: figure(2), effectiveFrom: isoDate('2002-01-01'), source: '' }],
    costLine: receivers.map((owner, index) => ({ ...STATED, ...owner, id: `line-${index}`, version: KEY, section: 'other', objectCode: 'UU', description: '', amount: figure(next(90_000_000) / 100, 2), fte: null, fundId: null, allowable: 'allowable', cash: 'cash', recurrence: 'recurring', attachment: '', position: 0 })),
    rateBuild: rows.rate.map(({ id }) => ({ id: rateBuildId(KEY, id), version: KEY, rateId: id, costPercent: figure(100), dividedBy: 'planned-units', practicalCapacity: null, rateSource: 'derived', overrideReason: '' })),
    rateUnits: rows.rate.map(({ id }) => ({ ...STATED, id: rateUnitsId({ version: KEY, rateId: id, customer: '' }), version: KEY, rateId: id, customer: '', units: figure(100 + next(90_000)) })),
  })
}

function edited(draft: Draft, edit: { readonly index: number; readonly count: number }): Draft {
  const before = draft.staffPosition.get(`position-${edit.index}`)
  if (before === undefined) throw new Error('No position')
  return draftAhead(draft, [rowChange('staffPosition', { before, after: { ...before, baseSalary: figure<'USD'>(50_000 + edit.count) } })])
}

function editRow(name: string, parts: { readonly draft: Draft; readonly run: (next: Draft) => unknown; readonly bound: number | null }): BenchRow {
  let current = parts.draft
  // The position may work for a service or for a pool.
  const { p50, p95 } = percentilesOfEdits(EDITS, (count) => {
    current = edited(current, { index: (count * 37) % POSITIONS, count })
    return () => parts.run(current)
  })
  const value = `${milliseconds(p95)} p95, ${milliseconds(p50)} p50`
  return parts.bound === null ? { name, value, yardstick: '', ratio: '' } : { name, value, yardstick: `under ${parts.bound} ms p95`, ratio: '', holds: p95 < parts.bound }
}

/** A copy has other objects: nothing that is remembered fits it. */
function fromNothing(draft: Draft): number {
  const times: number[] = []
  for (let run = 0; run < 12; run += 1) {
    const copy = structuredClone(draft)
    const start = performance.now()
    deriveRates(copy, YEAR)
    times.push(performance.now() - start)
  }
  return times.slice(5).toSorted((left, right) => left - right)[3] ?? Number.NaN
}

function measure(): readonly BenchRow[] {
  const draft = benchDraft()
  const whole = fromNothing(draft)
  const request: ComparisonRequest = { base: planOf(fiscalYear(2001)), comparisons: [YEAR], basis: 'published' }
  let comparison = compareVersions(draft, request)
  return [
    { name: `${POSITIONS} positions, ${SERVICES} services, ${RATES} rates, ${POOLS} pools, from nothing`, value: milliseconds(whole), yardstick: 'under 150 ms', ratio: '', holds: whole < 150 },
    editRow('After one salary edit: rates, control totals', { draft, run: (next) => costDerivationOf(next, YEAR), bound: 8 }),
    editRow('The same with prices and comparison', { draft, run: (next) => (comparison = recompare(comparison, next)), bound: null }),
  ]
}

export default { name: 'Rates out of costs', run: () => Promise.resolve(measure()) } satisfies Bench
