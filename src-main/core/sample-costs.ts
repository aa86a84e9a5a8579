/**
 * The cost side of the sample model. One framework stands in the source (Service Account Management, FY2014); the rest is
 * made up by a script so that the published rates of FY2004 come out of it, and says so in every line's source.
 */
import type { ModelRows } from '../../src-shared/domain/model/draft.ts'
import {
  ALLOWABILITIES, CASH_KINDS, COST_SECTIONS, DRIVER_KINDS, driverQuantityId, escalatorId, INCREASE_KINDS, PROVENANCES, RATE_SOURCES, rateBuildId, rateUnitsId, RECURRENCES, RESERVE_DIVISORS, RESERVE_EXPENSES,
  revenueId, SETTLEMENTS, UNIT_BASES, type CapitalItem, type CarryForward, type CostLine, type CostPool, type CostTables, type Driver, type DriverQuantity, type Escalator, type FundBalance,
  type InternalServiceFund, type RateBuild, type RateUnits, type Revenue, type SalaryIncrease, type StaffAssignment, type StaffPosition, type YearPolicy,
} from '../../src-shared/domain/model/cost-tables.ts'
import { ALLOCATION_METHODS } from '../../src-shared/domain/allocation/allocation-case.ts'
import type { VersionKey } from '../../src-shared/domain/version.ts'
import { cell, day, figure, idOf, oneOf, required, signed, versionCell, whole, year, type SampleLine } from './sample-lines.ts'

/** The files of the cost side, without `.csv`. The schedule of the draft year is among them, since its rates come out of it. */
export const COST_SAMPLE_TABLES = [
  'cost-funds', 'cost-policies', 'cost-drivers', 'cost-pools', 'cost-lines', 'cost-capital', 'cost-escalators', 'cost-positions', 'cost-assignments', 'cost-increases', 'cost-driver-quantities', 'cost-rate-builds',
  'cost-units', 'cost-revenue', 'cost-balances', 'cost-carry-forwards', 'cost-schedules', 'cost-prices',
] as const
export type CostSampleTables = Readonly<Record<(typeof COST_SAMPLE_TABLES)[number], readonly SampleLine[]>>

/** The rows of the cost side. @example sampleCosts(tables).costLine.filter((each) => each.version === 'FY2014/plan').length // 3 */
export function sampleCosts(tables: CostSampleTables): Pick<ModelRows, Exclude<keyof CostTables, 'inputOverride'>> {
  return {
    internalServiceFund: tables['cost-funds'].map(fund),
    yearPolicy: tables['cost-policies'].map(policy),
    driver: tables['cost-drivers'].map(driver),
    costPool: tables['cost-pools'].map(pool),
    costLine: numbered(tables['cost-lines']).map(costLine),
    capitalItem: numbered(tables['cost-capital']).map(capitalItem),
    escalator: tables['cost-escalators'].map(escalator),
    staffPosition: tables['cost-positions'].map(staffPosition),
    staffAssignment: tables['cost-assignments'].map(staffAssignment),
    salaryIncrease: numbered(tables['cost-increases']).map(salaryIncrease),
    driverQuantity: tables['cost-driver-quantities'].map(driverQuantity),
    rateBuild: tables['cost-rate-builds'].map(rateBuild),
    rateUnits: tables['cost-units'].map(rateUnits),
    revenue: tables['cost-revenue'].map(revenue),
    fundBalance: tables['cost-balances'].map(fundBalance),
    carryForward: tables['cost-carry-forwards'].map(carryForward),
  }
}

/** @example slugOf('FY2004/plan') // 'fy2004-plan' */
function slugOf(version: VersionKey): string {
  return version.toLowerCase().replaceAll('/', '-')
}

/** Lines with their place among those of the same version and owner. */
function numbered(lines: readonly SampleLine[]): readonly { readonly line: SampleLine; readonly place: number }[] {
  const counts = new Map<string, number>()
  return lines.map((line) => {
    const key = `${line['version'] ?? ''}|${line['service'] ?? ''}|${line['pool'] ?? ''}`
    const place = counts.get(key) ?? 0
    counts.set(key, place + 1)
    return { line, place }
  })
}

function codeOrNull(line: SampleLine, column: string): string | null {
  const code = cell(line, column)
  return code === '' ? null : idOf(code)
}

/** Ids of rows that a version has of its own: `fy2004-plan-adm`. */
function idIn(line: SampleLine, code: string): string {
  return `${slugOf(versionCell(line))}-${idOf(code)}`
}

function inVersionOrNull(line: SampleLine, column: string): string | null {
  const code = cell(line, column)
  return code === '' ? null : idIn(line, code)
}

function owner(line: SampleLine): Pick<CostLine, 'serviceId' | 'poolId'> {
  return { serviceId: codeOrNull(line, 'service'), poolId: inVersionOrNull(line, 'pool') }
}

/** `mf-cpu`, or `pool-fac`. */
function ownerCode(line: SampleLine): string {
  const service = codeOrNull(line, 'service')
  return service ?? `pool-${idOf(cell(line, 'pool'))}`
}

function two(place: number): string {
  return String(place + 1).padStart(2, '0')
}

function stated(line: SampleLine): Pick<CostLine, 'assumption' | 'author' | 'source'> {
  return { assumption: cell(line, 'assumption'), author: cell(line, 'author'), source: cell(line, 'source') }
}

function fund(line: SampleLine, position: number): InternalServiceFund {
  return { id: idOf(cell(line, 'code')), code: cell(line, 'code'), name: cell(line, 'name'), note: cell(line, 'note'), position }
}

function policy(line: SampleLine): YearPolicy {
  const version = versionCell(line)
  const amount = <Unit extends string>(column: string) => required(line, column, figure<Unit>(line, column))
  return {
    id: version, version, fringePercent: amount<'%'>('fringePercent'), fringeFlat: amount<'USD'>('fringeFlat'), vacancyPercent: amount<'%'>('vacancyPercent'),
    allocationMethod: oneOf(line, 'allocationMethod', ALLOCATION_METHODS), capitalThreshold: amount<'USD'>('capitalThreshold'), recoveryTolerancePercent: amount<'%'>('recoveryTolerancePercent'),
    reserveDivisor: oneOf(line, 'reserveDivisor', RESERVE_DIVISORS), reserveExpense: oneOf(line, 'reserveExpense', RESERVE_EXPENSES), roundingEffectThreshold: amount<'USD'>('roundingEffectThreshold'),
    provenance: oneOf(line, 'provenance', PROVENANCES), note: cell(line, 'note'),
  }
}

function driver(line: SampleLine): Driver {
  const code = cell(line, 'code')
  return { id: idIn(line, code), version: versionCell(line), code, name: cell(line, 'name'), kind: oneOf(line, 'kind', DRIVER_KINDS), unit: cell(line, 'unit'), note: cell(line, 'note'), source: cell(line, 'source') }
}

function pool(line: SampleLine): CostPool {
  const code = cell(line, 'code')
  return {
    id: idIn(line, code), version: versionCell(line), code, name: cell(line, 'name'), serviceId: codeOrNull(line, 'service'), driverId: inVersionOrNull(line, 'driver'), position: whole(line, 'step') - 1,
    note: cell(line, 'note'),
  }
}

function costLine({ line, place }: { readonly line: SampleLine; readonly place: number }): CostLine {
  return {
    id: idIn(line, `${ownerCode(line)}-${two(place)}`), version: versionCell(line), ...owner(line), section: oneOf(line, 'section', COST_SECTIONS), objectCode: cell(line, 'objectCode'),
    description: cell(line, 'description'), amount: signed<'USD'>(line, 'amount'), fte: figure<'1'>(line, 'fte'), fundId: codeOrNull(line, 'fund'), allowable: oneOf(line, 'allowable', ALLOWABILITIES),
    cash: oneOf(line, 'cash', CASH_KINDS), recurrence: oneOf(line, 'recurrence', RECURRENCES), attachment: '', position: place, ...stated(line),
  }
}

function capitalItem({ line, place }: { readonly line: SampleLine; readonly place: number }): CapitalItem {
  return {
    id: idIn(line, `${ownerCode(line)}-capital-${two(place)}`), version: versionCell(line), ...owner(line), description: cell(line, 'description'), objectCode: cell(line, 'objectCode'),
    purchasePrice: required(line, 'purchasePrice', figure<'USD'>(line, 'purchasePrice')), inServiceOn: required(line, 'inServiceOn', day(line, 'inServiceOn')), lifeMonths: whole(line, 'lifeMonths'),
    fundId: codeOrNull(line, 'fund'), attachment: '', ...stated(line),
  }
}

function escalator(line: SampleLine): Escalator {
  const key = { version: versionCell(line), objectCode: cell(line, 'objectCode') }
  return { id: escalatorId(key), ...key, percent: signed<'%'>(line, 'percent'), assumption: cell(line, 'assumption'), source: cell(line, 'source') }
}

function staffPosition(line: SampleLine): StaffPosition {
  const code = cell(line, 'code')
  return {
    id: idIn(line, code), version: versionCell(line), code, title: cell(line, 'title'), bargainingUnit: cell(line, 'bargainingUnit'), grade: cell(line, 'grade'), employeeName: '',
    baseSalary: required(line, 'baseSalary', figure<'USD'>(line, 'baseSalary')), salaryAsOf: required(line, 'salaryAsOf', day(line, 'salaryAsOf')), fte: required(line, 'fte', figure<'1'>(line, 'fte')),
    startsOn: day(line, 'startsOn'), endsOn: day(line, 'endsOn'), fringePercent: figure<'%'>(line, 'fringePercent'), fringeFlat: figure<'USD'>(line, 'fringeFlat'), vacancyPercent: figure<'%'>(line, 'vacancyPercent'),
    fundId: codeOrNull(line, 'fund'), ...stated(line),
  }
}

function staffAssignment(line: SampleLine): StaffAssignment {
  const staffPositionId = idIn(line, cell(line, 'position'))
  return { id: `${staffPositionId}-${ownerCode(line)}`, version: versionCell(line), ...owner(line), staffPositionId, percent: required(line, 'percent', figure<'%'>(line, 'percent')) }
}

function salaryIncrease({ line, place }: { readonly line: SampleLine; readonly place: number }): SalaryIncrease {
  return {
    id: idIn(line, `increase-${two(place)}`), version: versionCell(line), kind: oneOf(line, 'kind', INCREASE_KINDS), name: cell(line, 'name'), bargainingUnit: cell(line, 'bargainingUnit'),
    staffPositionId: inVersionOrNull(line, 'position'), percent: signed<'%'>(line, 'percent'), effectiveFrom: required(line, 'effectiveFrom', day(line, 'effectiveFrom')), source: cell(line, 'source'),
  }
}

function driverQuantity(line: SampleLine): DriverQuantity {
  const key = { version: versionCell(line), driverId: idIn(line, cell(line, 'driver')), ...owner(line) }
  return { id: driverQuantityId(key), ...key, quantity: required(line, 'quantity', figure<'units'>(line, 'quantity')), source: cell(line, 'source') }
}

function rateBuild(line: SampleLine): RateBuild {
  const version = versionCell(line)
  const rateId = idOf(cell(line, 'rate'))
  return {
    id: rateBuildId(version, rateId), version, rateId, costPercent: required(line, 'costPercent', figure<'%'>(line, 'costPercent')), dividedBy: oneOf(line, 'dividedBy', UNIT_BASES),
    practicalCapacity: figure<'units'>(line, 'practicalCapacity'), rateSource: oneOf(line, 'rateSource', RATE_SOURCES), overrideReason: cell(line, 'overrideReason'),
  }
}

function rateUnits(line: SampleLine): RateUnits {
  const key = { version: versionCell(line), rateId: idOf(cell(line, 'rate')), customer: cell(line, 'customer') }
  return { id: rateUnitsId(key), ...key, units: required(line, 'units', figure<'units'>(line, 'units')), ...stated(line) }
}

function account(line: SampleLine): Pick<Revenue, 'id' | 'version' | 'serviceId' | 'fundId'> {
  const key = { version: versionCell(line), serviceId: idOf(cell(line, 'service')), fundId: codeOrNull(line, 'fund') }
  return { id: revenueId(key), ...key }
}

function revenue(line: SampleLine): Revenue {
  return { ...account(line), billed: signed<'USD'>(line, 'billed'), imputed: signed<'USD'>(line, 'imputed'), federallyFunded: signed<'USD'>(line, 'federallyFunded'), source: cell(line, 'source') }
}

function fundBalance(line: SampleLine): FundBalance {
  return { ...account(line), opening: signed<'USD'>(line, 'opening'), interest: signed<'USD'>(line, 'interest'), transfers: signed<'USD'>(line, 'transfers'), source: cell(line, 'source') }
}

function carryForward(line: SampleLine): CarryForward {
  const closedYear = year(line, 'closedYear')
  const serviceId = idOf(cell(line, 'service'))
  const settledBy = oneOf(line, 'settledBy', SETTLEMENTS)
  return {
    id: `fy${closedYear}-${serviceId}-${settledBy}`, serviceId, fundId: null, closedYear, amount: signed<'USD'>(line, 'amount'), settledBy, firstYear: year(line, 'firstYear'), years: whole(line, 'years'),
    expiresAfter: year(line, 'expiresAfter'), note: cell(line, 'note'), source: cell(line, 'source'),
  }
}
