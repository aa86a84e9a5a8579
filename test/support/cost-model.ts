/** The small model with a cost side for FY2005 (a draft): a pool, two services, three positions, lines, an item, units. FY2004 is published. */
import { readDecimal, type Factor, type Units, type Usd } from '../../src-shared/domain/decimal.ts'
import { isoDate } from '../../src-shared/domain/fiscal-year.ts'
import { draftFromRows, type Draft, type ModelRows } from '../../src-shared/domain/model/draft.ts'
import {
  driverQuantityId, rateBuildId, rateUnitsId, type CapitalItem, type CarryForward, type CostLine, type CostPool, type Driver, type DriverQuantity, type RateBuild, type RateUnits, type SalaryIncrease,
  type StaffAssignment, type StaffPosition,
} from '../../src-shared/domain/model/cost-tables.ts'
import { applyPlan } from '../../src-shared/domain/model/apply-edit.ts'
import type { EditPlan } from '../../src-shared/domain/model/edit.ts'
import type { Result } from '../../src-shared/domain/result.ts'
import { planOf, versionKey, type VersionKey } from '../../src-shared/domain/version.ts'
import { FY2003, FY2005, percent, smallRows, usdPerUnit } from './small-model.ts'

export { percent }
export const KEY_2005 = versionKey(FY2005)
export const PLAN_A = planOf(FY2005.fiscalYear, 'plan-a')

export function usd(text: string): Usd {
  const value = readDecimal<'USD'>(text)
  if (!value.ok) throw new Error(text)
  return value.value
}

export function factor(text: string): Factor {
  const value = readDecimal<'1'>(text)
  if (!value.ok) throw new Error(text)
  return value.value
}

export function units(text: string): Units {
  const value = readDecimal<'units'>(text)
  if (!value.ok) throw new Error(text)
  return value.value
}

const stated = { assumption: '', author: 'Ann', source: '' }

export function lineRow(id: string, amount: string, more: Partial<CostLine> = {}): CostLine {
  return {
    id, version: KEY_2005, serviceId: 'mainframe', poolId: null, section: 'other', objectCode: 'UU', description: id, amount: usd(amount), fte: null, fundId: null, allowable: 'allowable', cash: 'cash',
    recurrence: 'recurring', attachment: '', position: 0, ...stated, ...more,
  }
}

export function positionRow(id: string, baseSalary: string, more: Partial<StaffPosition> = {}): StaffPosition {
  return {
    id, version: KEY_2005, code: id.toUpperCase(), title: id, bargainingUnit: 'NAGE 6', grade: '', employeeName: '', baseSalary: usd(baseSalary), salaryAsOf: isoDate('2004-06-30'), fte: factor('1'),
    startsOn: null, endsOn: null, fringePercent: null, fringeFlat: null, vacancyPercent: null, fundId: null, ...stated, ...more,
  }
}

export function partRow(id: string, staffPositionId: string, more: { readonly percent: string; readonly serviceId?: string; readonly poolId?: string; readonly version?: VersionKey }): StaffAssignment {
  return { id, version: more.version ?? KEY_2005, staffPositionId, serviceId: more.serviceId ?? null, poolId: more.poolId ?? null, percent: percent(more.percent) }
}

export function increaseRow(id: string, by: string, effectiveFrom: string, more: Partial<SalaryIncrease> = {}): SalaryIncrease {
  return { id, version: KEY_2005, kind: 'cost-of-living', name: id, bargainingUnit: '', staffPositionId: null, percent: percent(by), effectiveFrom: isoDate(effectiveFrom), source: '', ...more }
}

export function itemRow(id: string, purchasePrice: string, inServiceOn: string, lifeMonths: number, more: Partial<CapitalItem> = {}): CapitalItem {
  return {
    id, version: KEY_2005, serviceId: 'mainframe', poolId: null, description: id, objectCode: 'LL', purchasePrice: usd(purchasePrice), inServiceOn: isoDate(inServiceOn), lifeMonths, fundId: null, attachment: '',
    ...stated, ...more,
  }
}

export function poolRow(id: string, position: number, more: Partial<CostPool> = {}): CostPool {
  return { id, version: KEY_2005, code: id.toUpperCase(), name: id, serviceId: null, driverId: 'd-heads', position, note: '', ...more }
}

export function driverRow(id: string, more: Partial<Driver> = {}): Driver {
  return { id, version: KEY_2005, code: id.toUpperCase(), name: id, kind: 'typed', unit: 'heads', note: '', source: '', ...more }
}

export function quantityRow(driverId: string, quantity: string, owner: { readonly serviceId: string; readonly poolId: null } | { readonly serviceId: null; readonly poolId: string }, version: VersionKey = KEY_2005): DriverQuantity {
  return { id: driverQuantityId({ version, driverId, ...owner }), version, driverId, ...owner, quantity: units(quantity), source: '' }
}

export function buildRow(rateId: string, costPercent: string, more: Partial<RateBuild> = {}): RateBuild {
  const version = more.version ?? KEY_2005
  return { id: rateBuildId(version, rateId), version, rateId, costPercent: percent(costPercent), dividedBy: 'planned-units', practicalCapacity: null, rateSource: 'derived', overrideReason: '', ...more }
}

export function unitsRow(rateId: string, count: string, more: Partial<RateUnits> = {}): RateUnits {
  const version = more.version ?? KEY_2005
  const customer = more.customer ?? ''
  return { id: rateUnitsId({ version, rateId, customer }), version, rateId, customer, units: units(count), ...stated, ...more }
}

export function carryRow(id: string, amount: string, more: Partial<CarryForward> = {}): CarryForward {
  return {
    id, serviceId: 'mainframe', fundId: null, closedYear: FY2003.fiscalYear, amount: usd(amount), settledBy: 'future-rates', firstYear: FY2005.fiscalYear, years: 1, expiresAfter: FY2005.fiscalYear, note: '',
    source: '', ...more,
  }
}

export function costRows(): ModelRows {
  const rows = smallRows()
  return {
    ...rows,
    // High enough that no derived state price comes above it (RATE-6).
    price: rows.price.map((price) => (price.scheduleId === `${KEY_2005}#1` && price.customerClass === 'non-state' ? { ...price, amount: usdPerUnit('50000') } : price)),
    driver: [driverRow('d-heads')],
    costPool: [poolRow('admin', 0), poolRow('building', 1)],
    costLine: [
      lineRow('power', '1200.5'), lineRow('software', '800', { objectCode: 'LL', recurrence: 'one-time' }), lineRow('rent', '3000', { serviceId: null, poolId: 'building' }),
      lineRow('grant', '100', { section: 'subsidy' }), lineRow('indirect', '2513', { section: 'not-specific', serviceId: 'cabling' }),
    ],
    capitalItem: [itemRow('server', '36000', '2004-01-15', 36), itemRow('printer', '900', '2004-09-01', 60)],
    staffPosition: [
      positionRow('p-1', '60000'), positionRow('p-2', '48000', { bargainingUnit: 'NAGE 1', fte: factor('0.5') }), positionRow('p-3', '90000', { startsOn: isoDate('2005-01-01'), vacancyPercent: percent('10') }),
    ],
    staffAssignment: [
      partRow('a-1', 'p-1', { percent: '60', serviceId: 'mainframe' }), partRow('a-2', 'p-1', { percent: '40', serviceId: 'cabling' }), partRow('a-3', 'p-2', { percent: '100', serviceId: 'cabling' }),
      partRow('a-4', 'p-3', { percent: '100', poolId: 'admin' }),
    ],
    salaryIncrease: [increaseRow('cola', '2', '2005-01-01')],
    driverQuantity: [
      quantityRow('d-heads', '3', { serviceId: 'mainframe', poolId: null }), quantityRow('d-heads', '1', { serviceId: 'cabling', poolId: null }), quantityRow('d-heads', '1', { serviceId: null, poolId: 'building' }),
    ],
    rateBuild: [buildRow('cpu', '75'), buildRow('tape', '25'), buildRow('drop', '100')],
    rateUnits: [unitsRow('cpu', '1000'), unitsRow('tape', '50000'), unitsRow('drop', '40', { customer: 'DOR' }), unitsRow('drop', '60', { customer: 'DPH' })],
  }
}

export function costModel(): Draft {
  return draftFromRows(costRows())
}

/** The draft after a plan; a refused plan fails the test with its reasons. */
export function after(draft: Draft, plan: Result<EditPlan | { readonly plan: EditPlan }>): Draft {
  if (!plan.ok) throw new Error(JSON.stringify(plan.failure))
  const applied = applyPlan(draft, 'plan' in plan.value ? plan.value.plan : plan.value)
  if (!applied.ok) throw new Error(JSON.stringify(applied.failure))
  return applied.value
}
