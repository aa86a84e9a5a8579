/** What services and pools cost, computed plainly and apart from the application's own derivation, so that the one holds the other to account. */
import { Decimal } from 'decimal.js'

import { allocate } from '../../../src-shared/domain/allocation/allocate.ts'
import { toText, type AnyDecimalText, type Usd } from '../../../src-shared/domain/decimal.ts'
import { isIsoDate, type FiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import type { CostPool, SalaryIncrease, StaffPosition, YearPolicy } from '../../../src-shared/domain/model/cost-tables.ts'
import type { ModelRows } from '../../../src-shared/domain/model/draft.ts'
import { carryForwardIn } from '../../../src-shared/domain/recovery/carry-forward.ts'
import { readVersionKey } from '../../../src-shared/domain/version.ts'

const NOTHING = new Decimal(0)

/** `direct` leaves out carry-forward, reserve, subsidy and other revenue. */
export type Own = { readonly direct: Decimal; readonly own: Decimal; readonly fte: Decimal; readonly unitCount: Decimal }
export type Totals = { readonly own: ReadonlyMap<string, Own>; /** Own and allocated, by service; pools' services are not among them. */ readonly services: ReadonlyMap<string, Decimal>; readonly unallocated: Decimal }

type Month = { readonly first: string; readonly days: number }

export function monthsOf(year: FiscalYear): readonly Month[] {
  return Array.from({ length: 12 }, (_, index) => {
    const month = ((index + 6) % 12) + 1
    const calendarYear = index < 6 ? year - 1 : year
    const days = [31, 30, 29, 28].find((each) => isIsoDate(`${calendarYear}-${String(month).padStart(2, '0')}-${each}`)) ?? 28
    return { first: `${calendarYear}-${String(month).padStart(2, '0')}-01`, days }
  })
}

function dayOfMonth(day: string, month: Month, beyond: number): number {
  return day.slice(0, 7) === month.first.slice(0, 7) ? Number(day.slice(8)) : beyond
}

function activeDays(position: StaffPosition, month: Month): number {
  const { startsOn, endsOn } = position
  const last = `${month.first.slice(0, 8)}${month.days}`
  if ((startsOn !== null && startsOn > last) || (endsOn !== null && endsOn < month.first)) return 0
  return (endsOn === null ? month.days : dayOfMonth(endsOn, month, month.days)) - (startsOn === null ? 1 : dayOfMonth(startsOn, month, 1)) + 1
}

/** A position's year (COST-2): salary and fringe. */
export function positionYear(position: StaffPosition, given: { readonly increases: readonly SalaryIncrease[]; readonly policy: YearPolicy; readonly year: FiscalYear }): { readonly salary: Decimal; readonly fringe: Decimal } {
  const { policy } = given
  const staffed = new Decimal(100).minus(position.vacancyPercent ?? policy.vacancyPercent).div(100)
  let [salary, fringe] = [NOTHING, NOTHING]
  for (const month of monthsOf(given.year)) {
    const active = new Decimal(activeDays(position, month)).div(month.days).times(position.fte)
    const growth = given.increases
      .filter((each) => (each.staffPositionId === null || each.staffPositionId === position.id) && (each.bargainingUnit === '' || each.bargainingUnit === position.bargainingUnit))
      .filter((each) => each.effectiveFrom > position.salaryAsOf && each.effectiveFrom <= month.first)
      .reduce((product, each) => product.times(new Decimal(100).plus(each.percent).div(100)), new Decimal(1))
    const monthSalary = new Decimal(position.baseSalary).div(12).times(growth).times(active)
    const monthFringe = monthSalary.times(position.fringePercent ?? policy.fringePercent).div(100).plus(new Decimal(position.fringeFlat ?? policy.fringeFlat).div(12).times(active))
    salary = salary.plus(monthSalary.times(staffed).toDecimalPlaces(2))
    fringe = fringe.plus(monthFringe.times(staffed).toDecimalPlaces(2))
  }
  return { salary, fringe }
}

function ownerKey(row: { readonly serviceId: string | null; readonly poolId: string | null }): string {
  return row.serviceId === null ? `pool:${row.poolId}` : `service:${row.serviceId}`
}

function ordinal(day: string): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7))
}

/** Straight line from the month in service; below the threshold, an expense of that month (COST-3). */
function capitalOfYear(item: ModelRows['capitalItem'][number], given: { readonly policy: YearPolicy; readonly year: FiscalYear }): Decimal {
  const start = ordinal(item.inServiceOn)
  const months = monthsOf(given.year).map((each) => ordinal(each.first))
  const price = new Decimal(item.purchasePrice)
  if (price.lt(given.policy.capitalThreshold)) return months.includes(start) ? price : NOTHING
  return price.div(item.lifeMonths).times(months.filter((each) => each >= start && each < start + item.lifeMonths).length).toDecimalPlaces(2)
}

const SIGN: Readonly<Record<string, number>> = { subsidy: -1, 'other-revenue': -1 }
const DIRECT = new Set(['personnel', 'other', 'not-specific'])

/** What every service and pool of a version costs, before and after allocation by step-down. */
export function totalsOf(rows: ModelRows, version: string): Totals {
  const year = readVersionKey(version)?.fiscalYear
  const policy = rows.yearPolicy.find((each) => each.version === version)
  if (year === undefined || policy === undefined) throw new Error(`No policy of ${version}`)
  const of = <Row extends { readonly version: string }>(table: readonly Row[]): readonly Row[] => table.filter((each) => each.version === version)
  const own = new Map<string, { direct: Decimal; own: Decimal; fte: Decimal; unitCount: Decimal }>()
  const at = (key: string) => {
    const known = own.get(key) ?? { direct: NOTHING, own: NOTHING, fte: NOTHING, unitCount: NOTHING }
    own.set(key, known)
    return known
  }
  const add = (key: string, amount: Decimal, isDirect: 'direct' | 'indirect'): void => {
    const entry = at(key)
    entry.own = entry.own.plus(amount)
    if (isDirect === 'direct') entry.direct = entry.direct.plus(amount)
  }
  const parts = of(rows.staffAssignment)
  for (const position of of(rows.staffPosition)) {
    const { salary, fringe } = positionYear(position, { increases: of(rows.salaryIncrease), policy, year })
    for (const part of parts.filter((each) => each.staffPositionId === position.id)) {
      const share = new Decimal(part.percent).div(100)
      add(ownerKey(part), salary.times(share).toDecimalPlaces(2).plus(fringe.times(share).toDecimalPlaces(2)), 'direct')
      const entry = at(ownerKey(part))
      const worked = monthsOf(year).reduce((sum, month) => sum.plus(new Decimal(activeDays(position, month)).div(month.days)), NOTHING).div(12)
      entry.fte = entry.fte.plus(share.times(position.fte).times(worked).toDecimalPlaces(6))
    }
  }
  for (const line of of(rows.costLine)) {
    add(ownerKey(line), new Decimal(line.amount).times(SIGN[line.section] ?? 1), DIRECT.has(line.section) ? 'direct' : 'indirect')
    const entry = at(ownerKey(line))
    entry.fte = entry.fte.plus(line.fte ?? 0)
  }
  for (const item of of(rows.capitalItem)) add(ownerKey(item), capitalOfYear(item, { policy, year }), 'direct')
  for (const row of rows.carryForward) {
    const amount = new Decimal(carryForwardIn(row, year))
    if (!amount.isZero()) add(`service:${row.serviceId}`, amount, 'indirect')
  }
  for (const row of of(rows.rateUnits)) {
    const entry = at(`service:${rows.rate.find((each) => each.id === row.rateId)?.serviceId ?? ''}`)
    entry.unitCount = entry.unitCount.plus(row.units)
  }
  return { own, ...allocated({ rows, version, own, pools: of(rows.costPool).toSorted((left, right) => left.position - right.position) }) }
}

function allocated(given: { readonly rows: ModelRows; readonly version: string; readonly own: ReadonlyMap<string, Own>; readonly pools: readonly CostPool[] }): Omit<Totals, 'own'> {
  const { own, pools } = given
  const poolOfService = new Map<string, string>(pools.flatMap((pool) => (pool.serviceId === null ? [] : [[`service:${pool.serviceId}`, `pool:${pool.id}`] as const])))
  const targets = [...own.keys()].filter((key) => key.startsWith('service:') && !poolOfService.has(key))
  const amount = (pool: CostPool): Usd => toText<'USD'>([`pool:${pool.id}`, `service:${pool.serviceId}`].reduce((sum, key) => sum.plus(own.get(key)?.own ?? 0), NOTHING))
  const result = allocate({
    pools: pools.map((pool) => ({ id: `pool:${pool.id}`, label: pool.code, amount: amount(pool) })), targets: targets.map((id) => ({ id, label: id })),
    drivers: pools.map((pool) => weightsOf(given, pool).map(([key, weight]) => ({ to: poolOfService.get(key) ?? key, weight: toText<'units'>(weight) as AnyDecimalText }))),
  }, 'step-down')
  if (!result.ok) throw new Error(JSON.stringify(result.failure))
  const received = new Map(result.value.targets.map((each) => [each.id, each.total]))
  return { services: new Map(targets.map((key) => [key.slice('service:'.length), (own.get(key)?.own ?? NOTHING).plus(received.get(key) ?? 0)])), unallocated: new Decimal(result.value.totals.unallocated) }
}

function weightsOf(given: { readonly rows: ModelRows; readonly version: string; readonly own: ReadonlyMap<string, Own> }, pool: CostPool): readonly (readonly [key: string, weight: Decimal])[] {
  const driver = given.rows.driver.find((each) => each.id === pool.driverId)
  const fromModel = (of: (own: Own) => Decimal) => [...given.own].flatMap(([key, own]) => (key === `pool:${pool.id}` || of(own).lte(0) ? [] : [[key, of(own)] as const]))
  if (driver?.kind === 'fte') return fromModel((own) => own.fte)
  if (driver?.kind === 'direct-cost') return fromModel((own) => own.direct)
  if (driver?.kind === 'units') return fromModel((own) => own.unitCount)
  return given.rows.driverQuantity.filter((each) => each.driverId === driver?.id).map((each) => [ownerKey(each), new Decimal(each.quantity)] as const)
}
