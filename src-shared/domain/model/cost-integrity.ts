/**
 * What rows of the cost side must be among the others: what they refer to is there, codes are unique in their version,
 * a position's parts stay within 100 % (COST-2), and the plan of a published year stays as it is (VER-2).
 */
import { Decimal, decimal } from '../decimal.ts'
import { issue, type Issue } from '../issues.ts'
import type { CostTables } from './cost-tables.ts'
import type { Draft } from './draft.ts'
import type { RowChange } from './edit.ts'
import type { ReferringField } from './row-references.ts'
import { groupIndex } from './table-index.ts'

export type CostTableName = keyof CostTables
/** Each table of the cost side: what one row and several are called, and the fields that refer to other rows. */
export const COST_TABLE_FACTS = {
  internalServiceFund: { one: 'internal service fund', many: 'internal service funds', refersBy: [] },
  yearPolicy: { one: 'policy of a year', many: 'policies of years', refersBy: [] },
  driver: { one: 'driver', many: 'drivers', refersBy: [] },
  costPool: { one: 'cost pool', many: 'cost pools', refersBy: ['serviceId', 'driverId'] },
  costLine: { one: 'cost line', many: 'cost lines', refersBy: ['serviceId', 'poolId', 'fundId'] },
  capitalItem: { one: 'capital item', many: 'capital items', refersBy: ['serviceId', 'poolId', 'fundId'] },
  escalator: { one: 'escalator', many: 'escalators', refersBy: [] },
  staffPosition: { one: 'position', many: 'positions', refersBy: ['fundId'] },
  staffAssignment: { one: 'part of a position', many: 'parts of positions', refersBy: ['staffPositionId', 'serviceId', 'poolId'] },
  salaryIncrease: { one: 'salary increase', many: 'salary increases', refersBy: ['staffPositionId'] },
  driverQuantity: { one: 'driver quantity', many: 'driver quantities', refersBy: ['driverId', 'serviceId', 'poolId'] },
  rateBuild: { one: 'rate build', many: 'rate builds', refersBy: ['rateId'] },
  rateUnits: { one: 'count of units', many: 'counts of units', refersBy: ['rateId'] },
  revenue: { one: 'revenue row', many: 'revenue rows', refersBy: ['serviceId', 'fundId'] },
  fundBalance: { one: 'fund balance', many: 'fund balances', refersBy: ['serviceId', 'fundId'] },
  carryForward: { one: 'carry-forward', many: 'carry-forwards', refersBy: ['serviceId', 'fundId'] },
  inputOverride: { one: 'changed input of a scenario', many: 'changed inputs of scenarios', refersBy: ['scenarioId'] },
} as const satisfies { readonly [Name in CostTableName]: { readonly one: string; readonly many: string; readonly refersBy: readonly (ReferringField & keyof CostTables[Name])[] } }

export type CostChange = Extract<RowChange, { readonly table: CostTableName }>

export function isCostChange(change: RowChange): change is CostChange {
  return change.table in COST_TABLE_FACTS
}

function codeInVersion(row: { readonly version: string; readonly code: string }): string {
  return `${row.version}|${row.code.trim().toLowerCase()}`
}

const fundCodes = groupIndex<'internalServiceFund'>((row) => row.code.trim().toLowerCase())
const poolCodes = groupIndex<'costPool'>(codeInVersion)
const driverCodes = groupIndex<'driver'>(codeInVersion)
const positionCodes = groupIndex<'staffPosition'>(codeInVersion)
const partsOfPosition = groupIndex<'staffAssignment'>((row) => `${row.version}|${row.staffPositionId}`)

/** The table's row with a code in a version; undefined when there is none. */
export function idOfCode(draft: Draft, key: { readonly table: 'internalServiceFund' | 'costPool' | 'driver' | 'staffPosition'; readonly version: string; readonly code: string }): string | undefined {
  const inVersion = codeInVersion(key)
  switch (key.table) {
    case 'internalServiceFund': return fundCodes(draft.internalServiceFund).get(key.code.trim().toLowerCase())?.[0]
    case 'costPool': return poolCodes(draft.costPool).get(inVersion)?.[0]
    case 'driver': return driverCodes(draft.driver).get(inVersion)?.[0]
    case 'staffPosition': return positionCodes(draft.staffPosition).get(inVersion)?.[0]
  }
}

function codeIssue(draft: Draft, change: RowChange): Issue | undefined {
  if (change.after === null) return undefined
  const taken = (ids: readonly string[] | undefined, code: string): Issue | undefined =>
    ids !== undefined && ids.length > 1 ? issue('duplicate-code', `The code ${code} is already taken.`, { subject: { table: change.table, id: change.id }, remedy: 'Choose another code.' }) : undefined
  if (change.table === 'internalServiceFund') return taken(fundCodes(draft.internalServiceFund).get(change.after.code.trim().toLowerCase()), change.after.code)
  if (change.table === 'costPool') return taken(poolCodes(draft.costPool).get(codeInVersion(change.after)), change.after.code)
  if (change.table === 'driver') return taken(driverCodes(draft.driver).get(codeInVersion(change.after)), change.after.code)
  if (change.table === 'staffPosition') return taken(positionCodes(draft.staffPosition).get(codeInVersion(change.after)), change.after.code)
  return undefined
}

/** COST-2: the parts of one position add up to at most 100 %. */
function partsIssue(draft: Draft, change: RowChange): Issue | undefined {
  if (change.table !== 'staffAssignment' || change.after === null) return undefined
  const { version, staffPositionId } = change.after
  let sum = new Decimal(0)
  for (const id of partsOfPosition(draft.staffAssignment).get(`${version}|${staffPositionId}`) ?? []) sum = sum.plus(decimal(draft.staffAssignment.get(id)?.percent ?? change.after.percent))
  if (sum.lte(100)) return undefined
  const position = draft.staffPosition.get(staffPositionId)
  return issue('above-100-percent', `The parts of position ${position?.code ?? staffPositionId} add up to ${sum.toFixed()} %.`, {
    subject: { table: 'staffAssignment', id: change.id }, remedy: 'Lower one of its parts, so that together they are at most 100 %.',
  })
}

/** What is wrong with a touched row of the cost side among the others; `after` has the edit in place. */
export function costIntegrityIssues(after: Draft, change: RowChange): readonly Issue[] {
  return [codeIssue(after, change), partsIssue(after, change)].filter((each) => each !== undefined)
}
