/** The small model with a cost side: FY2005 (a draft) and FY2004 (published), four pools, three positions, a service that is a pool. */
import { readDecimal, type DecimalText } from '../../src-shared/domain/decimal.ts'
import { fiscalYear, isoDate } from '../../src-shared/domain/fiscal-year.ts'
import {
  driverQuantityId, rateBuildId, rateUnitsId, type CapitalItem, type CostLine, type CostPool, type Driver, type DriverQuantity, type RateBuild, type RateUnits, type StaffAssignment, type StaffPosition, type YearPolicy,
} from '../../src-shared/domain/model/cost-tables.ts'
import { draftFromRows, type Draft, type ModelRows } from '../../src-shared/domain/model/draft.ts'
import { versionKey, type Version, type VersionKey } from '../../src-shared/domain/version.ts'
import { defaultPolicy } from '../../src-shared/domain/costs/default-policy.ts'
import { FY2004, FY2005, rateRow, smallRows } from './small-model.ts'

export function figure<Unit extends string>(text: string): DecimalText<Unit> {
  const read = readDecimal<Unit>(text)
  if (!read.ok) throw new Error(text)
  return read.value
}

const STATED = { assumption: '', author: 'A. Author', source: 'Budget book' } as const

export function lineRow(id: string, version: VersionKey, more: Partial<CostLine> & ({ readonly serviceId: string } | { readonly poolId: string }) & { readonly text: string }): CostLine {
  const { text, ...fields } = more
  return {
    ...STATED, id, version, serviceId: null, poolId: null, section: 'other', objectCode: 'UU', description: id, amount: figure<'USD'>(text), fte: null, fundId: null, allowable: 'allowable', cash: 'cash', recurrence: 'recurring', attachment: '', position: 0,
    ...fields,
  }
}

export function positionRow(id: string, version: VersionKey, more: Partial<StaffPosition> & { readonly salary: string }): StaffPosition {
  const { salary, ...fields } = more
  return {
    ...STATED, id, version, code: id, title: id, bargainingUnit: 'Unit 6', grade: '', employeeName: '', baseSalary: figure<'USD'>(salary), salaryAsOf: isoDate('2004-06-30'), fte: figure<'1'>('1'), startsOn: null, endsOn: null,
    fringePercent: null, fringeFlat: null, vacancyPercent: null, fundId: null, ...fields,
  }
}

export function assignmentRow(position: StaffPosition, owner: { readonly serviceId: string } | { readonly poolId: string }, percent: string): StaffAssignment {
  const whole = { serviceId: null, poolId: null, ...owner }
  return { id: `${position.id}|${whole.serviceId ?? whole.poolId ?? ''}`, version: position.version, staffPositionId: position.id, ...whole, percent: figure<'%'>(percent) }
}

export function poolRow(id: string, version: VersionKey, position: number, more: Partial<CostPool> = {}): CostPool {
  return { id, version, code: id, name: id.toUpperCase(), serviceId: null, driverId: null, position, note: '', ...more }
}

export function driverRow(id: string, version: VersionKey, kind: Driver['kind']): Driver {
  return { id, version, code: id, name: id, kind, unit: '', note: '', source: 'Survey' }
}

export function quantityRow(driver: Driver, owner: { readonly serviceId: string } | { readonly poolId: string }, quantity: string): DriverQuantity {
  const whole = { serviceId: null, poolId: null, ...owner }
  return { id: driverQuantityId({ version: driver.version, driverId: driver.id, ...whole }), version: driver.version, driverId: driver.id, ...whole, quantity: figure<'units'>(quantity), source: 'Survey' }
}

export function buildRow(version: VersionKey, rateId: string, more: Partial<RateBuild> = {}): RateBuild {
  return { id: rateBuildId(version, rateId), version, rateId, costPercent: figure<'%'>('100'), dividedBy: 'planned-units', practicalCapacity: null, rateSource: 'derived', overrideReason: '', ...more }
}

export function unitsRow(version: VersionKey, rateId: string, units: string, customer = ''): RateUnits {
  return { ...STATED, id: rateUnitsId({ version, rateId, customer }), version, rateId, customer, units: figure<'units'>(units) }
}

export function policyRow(version: Version, more: Partial<YearPolicy> = {}): YearPolicy {
  return { ...defaultPolicy(version), fringePercent: figure<'%'>('31.5'), fringeFlat: figure<'USD'>('1200'), vacancyPercent: figure<'%'>('4'), ...more }
}

function costSide(version: Version): Partial<ModelRows> {
  const key = versionKey(version)
  const id = (name: string): string => `${version.fiscalYear}-${name}`
  const it = poolRow(id('it'), key, 0, { driverId: id('heads') })
  const rent = poolRow(id('rent'), key, 1, { driverId: id('feet') })
  const sam = poolRow(id('sam-pool'), key, 2, { serviceId: 'sam', driverId: id('direct') })
  const admin = poolRow(id('admin'), key, 3, { driverId: id('fixed') })
  const lost = poolRow(id('lost'), key, 4)
  const feet = driverRow(id('feet'), key, 'typed')
  const fixed = driverRow(id('fixed'), key, 'fixed-percent')
  const operator = positionRow(id('operator'), key, { salary: '61000.5', fte: figure<'1'>('0.8') })
  const engineer = positionRow(id('engineer'), key, { salary: '88123.45', startsOn: isoDate(`${version.fiscalYear - 1}-09-15`), fringePercent: figure<'%'>('28.25') })
  const manager = positionRow(id('manager'), key, { salary: '120000', vacancyPercent: figure<'%'>('0') })
  const item: CapitalItem = { ...STATED, id: id('server'), version: key, serviceId: 'mainframe', poolId: null, description: 'Server', objectCode: 'LL', purchasePrice: figure<'USD'>('100000'), inServiceOn: isoDate(`${version.fiscalYear - 1}-11-10`), lifeMonths: 60, fundId: null, attachment: '' }
  return {
    yearPolicy: [policyRow(version)],
    costPool: [it, rent, sam, admin, lost],
    driver: [driverRow(id('heads'), key, 'fte'), feet, driverRow(id('direct'), key, 'direct-cost'), fixed],
    driverQuantity: [quantityRow(feet, { serviceId: 'mainframe' }, '1200'), quantityRow(feet, { serviceId: 'cabling' }, '300.5'), quantityRow(feet, { poolId: it.id }, '150'), quantityRow(feet, { serviceId: 'sam' }, '90'), quantityRow(fixed, { serviceId: 'mainframe' }, '60'), quantityRow(fixed, { serviceId: 'cabling' }, '30'), quantityRow(fixed, { poolId: it.id }, '10')],
    staffPosition: [operator, engineer, manager],
    staffAssignment: [assignmentRow(operator, { serviceId: 'mainframe' }, '70'), assignmentRow(operator, { serviceId: 'cabling' }, '30'), assignmentRow(engineer, { serviceId: 'cabling' }, '45.5'), assignmentRow(engineer, { serviceId: 'mainframe' }, '50'), assignmentRow(manager, { poolId: it.id }, '60'), assignmentRow(manager, { poolId: admin.id }, '40')],
    salaryIncrease: [
      { id: id('cola'), version: key, kind: 'cost-of-living', name: 'Cost of living', bargainingUnit: '', staffPositionId: null, percent: figure<'%'>('2'), effectiveFrom: isoDate(`${version.fiscalYear}-01-01`), source: 'Contract' },
      { id: id('step'), version: key, kind: 'step', name: 'Step', bargainingUnit: '', staffPositionId: operator.id, percent: figure<'%'>('3.25'), effectiveFrom: isoDate(`${version.fiscalYear}-03-16`), source: 'Contract' },
    ],
    costLine: [
      lineRow(id('licences'), key, { serviceId: 'mainframe', text: '240000.1' }), lineRow(id('contract'), key, { serviceId: 'cabling', text: '35000', section: 'personnel', objectCode: 'HH', fte: figure<'1'>('0.25') }),
      lineRow(id('cable'), key, { serviceId: 'cabling', text: '99999.99', objectCode: 'LL' }), lineRow(id('building'), key, { poolId: rent.id, text: '180000' }), lineRow(id('software'), key, { poolId: it.id, text: '45000.07' }),
      lineRow(id('sam-people'), key, { serviceId: 'sam', text: '513976', section: 'personnel', objectCode: 'AA', fte: figure<'1'>('7') }), lineRow(id('sam-other'), key, { serviceId: 'sam', text: '29' }), lineRow(id('sam-allocated'), key, { serviceId: 'sam', text: '2513', section: 'not-specific' }),
      lineRow(id('grant'), key, { serviceId: 'mainframe', text: '15000', section: 'subsidy' }), lineRow(id('sales'), key, { serviceId: 'cabling', text: '1234.56', section: 'other-revenue' }), lineRow(id('reserve'), key, { serviceId: 'mainframe', text: '8000', section: 'reserve-contribution' }),
      lineRow(id('forgotten'), key, { poolId: lost.id, text: '77.77' }),
    ],
    capitalItem: [item],
    rateBuild: [
      buildRow(key, 'cpu', { costPercent: figure<'%'>('72.5') }), buildRow(key, 'tape', { costPercent: figure<'%'>('27.5'), dividedBy: 'practical-capacity', practicalCapacity: figure<'units'>('9000000') }), buildRow(key, 'drop'),
      buildRow(key, 'sam-office'),
    ],
    rateUnits: [unitsRow(key, 'cpu', '2100.5', 'A'), unitsRow(key, 'cpu', '3000', 'B'), unitsRow(key, 'tape', '8000000'), unitsRow(key, 'drop', '1234')],
  }
}

function added(left: ModelRows, right: Partial<ModelRows>): ModelRows {
  return {
    ...left,
    yearPolicy: [...left.yearPolicy, ...(right.yearPolicy ?? [])], costPool: [...left.costPool, ...(right.costPool ?? [])], driver: [...left.driver, ...(right.driver ?? [])], driverQuantity: [...left.driverQuantity, ...(right.driverQuantity ?? [])],
    staffPosition: [...left.staffPosition, ...(right.staffPosition ?? [])], staffAssignment: [...left.staffAssignment, ...(right.staffAssignment ?? [])], salaryIncrease: [...left.salaryIncrease, ...(right.salaryIncrease ?? [])],
    costLine: [...left.costLine, ...(right.costLine ?? [])], capitalItem: [...left.capitalItem, ...(right.capitalItem ?? [])], rateBuild: [...left.rateBuild, ...(right.rateBuild ?? [])], rateUnits: [...left.rateUnits, ...(right.rateUnits ?? [])],
  }
}

export function smallCostRows(): ModelRows {
  const rows = smallRows()
  const withSam: ModelRows = {
    ...rows,
    service: [...rows.service, { id: 'sam', serviceGroupId: 'wide-area', code: 'SQ060', name: 'Service accounts', description: '', position: 2, retiredFrom: null }],
    rate: [...rows.rate, rateRow('sam-office', 0, { serviceId: 'sam', code: 'SQ060-1' })],
    carryForward: [{ id: 'from-2002', serviceId: 'cabling', fundId: null, closedYear: fiscalYear(2002), amount: figure<'USD'>('-1000'), settledBy: 'future-rates', firstYear: fiscalYear(2004), years: 3, expiresAfter: fiscalYear(2006), note: '', source: 'Closing' }],
  }
  return added(added(withSam, costSide(FY2004)), costSide(FY2005))
}

export function smallCosts(): Draft {
  return draftFromRows(smallCostRows())
}

/** FY2005 by the reciprocal method, with rent and administration passing on to each other everything that they have. */
export function loopedCostRows(): ModelRows {
  const rows = smallCostRows()
  const version = versionKey(FY2005)
  const [feet, fixed] = [driverRow('2005-feet', version, 'typed'), driverRow('2005-fixed', version, 'fixed-percent')]
  return {
    ...rows, yearPolicy: rows.yearPolicy.map((row) => ({ ...row, allocationMethod: 'reciprocal' as const })),
    driverQuantity: [...rows.driverQuantity.filter((row) => row.driverId !== feet.id && row.driverId !== fixed.id), quantityRow(feet, { poolId: '2005-admin' }, '1'), quantityRow(fixed, { poolId: '2005-rent' }, '1')],
  }
}

export function loopedCosts(): Draft {
  return draftFromRows(loopedCostRows())
}
