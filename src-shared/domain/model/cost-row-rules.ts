/**
 * What one row of the cost side must be by itself (COST, ALLOC-5, RECOV): an owner, a figure in range, dates in order,
 * an id that matches its key.
 */
import { decimal, type AnyDecimalText } from '../decimal.ts'
import { isIsoDate } from '../fiscal-year.ts'
import type { IssueCode } from '../issues.ts'
import { readVersionKey, versionKey } from '../version.ts'
import type { CostChange } from './cost-integrity.ts'
import { driverQuantityId, escalatorId, inputOverrideId, rateBuildId, rateUnitsId, revenueId, type CarryForward, type RateBuild, type Revenue, type StaffPosition } from './cost-tables.ts'

type Say = (code: IssueCode, message: string, remedy?: string) => void

function checkVersion(text: string, say: Say): void {
  const version = readVersionKey(text)
  if (version === undefined || versionKey(version) !== text) say('version-missing', `"${text.slice(0, 40)}" is not the key of a version.`)
}

function checkOwner(row: { readonly serviceId: string | null; readonly poolId: string | null }, say: Say): void {
  if ((row.serviceId === null) === (row.poolId === null)) say('unknown-reference', 'It belongs to one service or to one cost pool.', 'Name the service or the pool whose it is, not both.')
}

function checkId(id: string, expected: string, say: Say): void {
  if (id !== expected) say('unknown-reference', `The row ${id.slice(0, 80)} does not carry the id of its key.`)
}

/** Refuses a figure outside of `from` to `to`; null passes. */
function checkRange(figure: AnyDecimalText | null, range: { readonly what: string; readonly from?: number; readonly to?: number }, say: Say): void {
  if (figure === null) return
  const value = decimal(figure)
  if (range.from !== undefined && value.lt(range.from)) say('number-out-of-range', `${range.what} of ${figure} is below ${range.from}.`, `Write ${range.from} or more.`)
  if (range.to !== undefined && value.gt(range.to)) say('number-out-of-range', `${range.what} of ${figure} is above ${range.to}.`, `Write ${range.to} or less.`)
}

/** Fields that hold money; it is kept to the cent. */
const AMOUNTS: ReadonlySet<string> = new Set([
  'fringeFlat', 'capitalThreshold', 'roundingEffectThreshold', 'amount', 'purchasePrice', 'baseSalary', 'billed', 'imputed', 'federallyFunded', 'opening', 'interest', 'transfers',
])

function checkCents(row: object, say: Say): void {
  for (const [field, value] of Object.entries(row)) {
    if (AMOUNTS.has(field) && typeof value === 'string' && !/^-?\d+(?:\.\d{1,2})?$/.test(value)) say('too-many-places', `${value} has a fraction of a cent.`, 'Round it to the cent.')
  }
}

function checkDate(date: string | null, say: Say): void {
  if (date !== null && !isIsoDate(date)) say('not-a-date', `"${date.slice(0, 40)}" is not a date.`, 'Write it as YYYY-MM-DD.')
}

function checkStaffPosition(row: StaffPosition, say: Say): void {
  if (row.code.trim() === '') say('text-missing', 'A position needs its number.', 'Write the position number.')
  checkDate(row.salaryAsOf, say)
  checkDate(row.startsOn, say)
  checkDate(row.endsOn, say)
  if (row.startsOn !== null && row.endsOn !== null && row.endsOn < row.startsOn) {
    say('dates-out-of-order', `Position ${row.code} ends on ${row.endsOn}, before it starts on ${row.startsOn}.`, 'Let it end on its first day or later.')
  }
  checkRange(row.baseSalary, { what: 'A base salary', from: 0 }, say)
  checkRange(row.fte, { what: 'An FTE', from: 0, to: 100 }, say)
  checkRange(row.fringePercent, { what: 'A fringe percentage', from: 0, to: 1000 }, say)
  checkRange(row.fringeFlat, { what: 'A flat fringe amount', from: 0 }, say)
  checkRange(row.vacancyPercent, { what: 'A vacancy percentage', from: 0, to: 100 }, say)
}

function checkRateBuild(row: RateBuild, say: Say): void {
  checkId(row.id, rateBuildId(row.version, row.rateId), say)
  checkRange(row.costPercent, { what: 'A part of the cost', from: 0, to: 100 }, say)
  checkRange(row.practicalCapacity, { what: 'A practical capacity', from: 0 }, say)
  if (row.dividedBy === 'practical-capacity' && (row.practicalCapacity === null || decimal(row.practicalCapacity).isZero())) {
    say('number-out-of-range', 'A rate that is divided by its practical capacity needs that capacity.', 'Write the capacity in billable units.')
  }
}

function checkRevenue(row: Revenue, say: Say): void {
  checkId(row.id, revenueId(row), say)
  checkRange(row.federallyFunded, { what: 'A federally funded part', from: 0 }, say)
  if (decimal(row.federallyFunded).gt(decimal(row.billed)) && decimal(row.federallyFunded).gt(0)) {
    say('number-out-of-range', `The federally funded part ${row.federallyFunded} is more than the billed ${row.billed}.`, 'Write at most what was billed.')
  }
}

function checkCarryForward(row: CarryForward, say: Say): void {
  if (row.firstYear <= row.closedYear) say('dates-out-of-order', `A balance of FY${row.closedYear} cannot be used in FY${row.firstYear}.`, 'Choose a later first year.')
  if (row.expiresAfter < row.firstYear) say('dates-out-of-order', `It expires after FY${row.expiresAfter}, before its first year FY${row.firstYear}.`, 'Let it expire in its first year or later.')
}

/** What is wrong with a row of the cost side, seen by itself. */
export function checkCostRow(change: CostChange, say: Say): void {
  if (change.after === null) return
  checkCents(change.after, say)
  if ('version' in change.after) checkVersion(change.after.version, say)
  switch (change.table) {
    case 'internalServiceFund':
      if (change.after.code.trim() === '' || change.after.name.trim() === '') say('text-missing', 'A fund needs a code and a name.', 'Write both.')
      break
    case 'yearPolicy':
      checkId(change.after.id, change.after.version, say)
      checkRange(change.after.fringePercent, { what: 'A fringe percentage', from: 0, to: 1000 }, say)
      checkRange(change.after.fringeFlat, { what: 'A flat fringe amount', from: 0 }, say)
      checkRange(change.after.vacancyPercent, { what: 'A vacancy percentage', from: 0, to: 100 }, say)
      checkRange(change.after.capitalThreshold, { what: 'A threshold', from: 0 }, say)
      checkRange(change.after.recoveryTolerancePercent, { what: 'A tolerance', from: 0, to: 100 }, say)
      checkRange(change.after.roundingEffectThreshold, { what: 'A threshold', from: 0 }, say)
      break
    case 'driver':
    case 'costPool':
      if (change.after.code.trim() === '' || change.after.name.trim() === '') say('text-missing', 'It needs a code and a name.', 'Write both.')
      break
    case 'costLine':
      checkOwner(change.after, say)
      checkRange(change.after.fte, { what: 'An FTE', from: 0 }, say)
      break
    case 'capitalItem':
      checkOwner(change.after, say)
      checkRange(change.after.purchasePrice, { what: 'A purchase price', from: 0 }, say)
      checkDate(change.after.inServiceOn, say)
      break
    case 'escalator':
      checkId(change.after.id, escalatorId(change.after), say)
      checkRange(change.after.percent, { what: 'An escalator', from: -100, to: 1000 }, say)
      break
    case 'staffPosition':
      checkStaffPosition(change.after, say)
      break
    case 'staffAssignment':
      checkOwner(change.after, say)
      checkRange(change.after.percent, { what: 'A part of a position', from: 0, to: 100 }, say)
      break
    case 'salaryIncrease':
      checkDate(change.after.effectiveFrom, say)
      checkRange(change.after.percent, { what: 'An increase', from: -100, to: 1000 }, say)
      break
    case 'driverQuantity':
      checkOwner(change.after, say)
      checkId(change.after.id, driverQuantityId(change.after), say)
      checkRange(change.after.quantity, { what: 'A driver quantity', from: 0 }, say)
      break
    case 'rateBuild':
      checkRateBuild(change.after, say)
      break
    case 'rateUnits':
      checkId(change.after.id, rateUnitsId(change.after), say)
      checkRange(change.after.units, { what: 'A number of units', from: 0 }, say)
      break
    case 'revenue':
      checkRevenue(change.after, say)
      break
    case 'fundBalance':
      checkId(change.after.id, revenueId(change.after), say)
      break
    case 'carryForward':
      checkCarryForward(change.after, say)
      break
    case 'inputOverride':
      checkId(change.after.id, inputOverrideId(change.after), say)
      if (change.after.value === change.after.baseValue) say('nothing-to-change', 'The scenario says the same as the base.', 'Write another value, or take the change away.')
      break
  }
}
