/** Where the row behind a figure or a finding is looked at. */
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import type { TableName } from '../../src-shared/domain/model/table-names.ts'
import { fiscalYearFirstMonth } from '../../src-shared/domain/model/integrity.ts'
import { fiscalYearOf, isMonth, monthOfDay, type Month } from '../../src-shared/domain/month.ts'
import { readVersionKey } from '../../src-shared/domain/version.ts'
import { billsAddress, budgetsAddress, catalogAddress, costsAddress, levelsAddress, ratingAddress, type CostTab } from './routes.ts'

type Origin = { readonly table: TableName; readonly id: string }
type At = Parameters<typeof costsAddress>[0]

function ofVersion(key: string): Pick<NonNullable<At>, 'basis' | 'year'> {
  const version = readVersionKey(key)
  return version === undefined ? {} : { basis: version.basis, year: version.fiscalYear }
}

function ownerOf(row: { readonly serviceId: string | null; readonly poolId: string | null }): string {
  return row.serviceId === null ? `pool:${row.poolId ?? ''}` : `service:${row.serviceId}`
}

/** The fiscal year in which a month lies, as the address of the bills names it. */
function usageYearOf(draft: Draft, month: Month): { readonly usage?: string } {
  const year = fiscalYearOf(month, fiscalYearFirstMonth(draft))
  return year === undefined ? {} : { usage: String(year) }
}

/** The parts of a keyed id: `FY2005/plan|mf-cpu-p|`. */
function keyed(id: string, tab: CostTab): string {
  const [version = '', row = ''] = id.split('|')
  return costsAddress({ ...ofVersion(version), tab, row })
}

/** Recovery is seen from a plan, beside which the actual year stands two years back and the forecast one. */
const YEARS_UNTIL_PLAN = { actual: 2, forecast: 1, plan: 0 } as const

function recoveryOf(id: string): string {
  const [key = '', row = ''] = id.split('|')
  const version = readVersionKey(key)
  return costsAddress({ ...(version === undefined ? {} : { year: version.fiscalYear + YEARS_UNTIL_PLAN[version.basis] }), tab: 'recovery', row })
}

/**
 * The address of a row's own place; null where it has none.
 *
 * @example originAddress(draft, { table: 'rateUnits', id: 'FY2005/plan|mf-cpu-p|' }) // '/costs?year=2005&tab=units&row=mf-cpu-p'
 */
export function originAddress(draft: Draft, { table, id }: Origin): string | null {
  switch (table) {
    case 'lineOfBusiness':
    case 'serviceGroup':
    case 'service':
    case 'rate':
      return catalogAddress({ table, id })
    case 'price': {
      const rateId = id.split('|')[1]
      return rateId === undefined ? null : catalogAddress({ table: 'rate', id: rateId })
    }
    case 'costLine':
    case 'capitalItem': {
      const row = draft[table].get(id)
      return row === undefined ? null : costsAddress({ ...ofVersion(row.version), tab: 'framework', owner: ownerOf(row), row: id })
    }
    case 'staffPosition': {
      const row = draft.staffPosition.get(id)
      return row === undefined ? null : costsAddress({ ...ofVersion(row.version), tab: 'positions', row: id })
    }
    case 'staffAssignment': {
      const row = draft.staffAssignment.get(id)
      return row === undefined ? null : costsAddress({ ...ofVersion(row.version), tab: 'positions', row: row.staffPositionId })
    }
    case 'salaryIncrease': {
      const row = draft.salaryIncrease.get(id)
      return row === undefined ? null : costsAddress({ ...ofVersion(row.version), tab: 'positions', ...(row.staffPositionId === null ? {} : { row: row.staffPositionId }) })
    }
    case 'costPool': {
      const row = draft.costPool.get(id)
      return row === undefined ? null : costsAddress({ ...ofVersion(row.version), tab: 'pools', owner: `pool:${id}` })
    }
    case 'driver': {
      const row = draft.driver.get(id)
      return row === undefined ? null : costsAddress({ ...ofVersion(row.version), tab: 'pools' })
    }
    case 'driverQuantity':
      return keyed(id, 'pools')
    case 'rateBuild':
    case 'rateUnits':
      return keyed(id, 'units')
    case 'revenue':
    case 'fundBalance':
      return recoveryOf(id)
    case 'carryForward': {
      const row = draft.carryForward.get(id)
      return row === undefined ? null : costsAddress({ tab: 'recovery', row: row.serviceId })
    }
    case 'yearPolicy':
    case 'escalator':
      return costsAddress({ ...ofVersion(id.split('|')[0] ?? ''), tab: 'framework' })
    case 'inputOverride': {
      const row = draft.inputOverride.get(id)
      return row === undefined ? null : originAddress(draft, { table: row.table, id: row.rowId })
    }
    case 'serviceRequest': {
      const row = draft.serviceRequest.get(id)
      return row === undefined ? null : budgetsAddress({ customer: row.customerId, tab: 'requests', row: id })
    }
    case 'estimateLine': {
      const row = draft.estimateLine.get(id)
      return row === undefined ? null : originAddress(draft, { table: 'serviceRequest', id: row.requestId })
    }
    case 'budgetChange': {
      const row = draft.budgetChange.get(id)
      return row === undefined ? null : budgetsAddress({ customer: row.customerId, tab: 'changes', row: id })
    }
    case 'customerQuestion': {
      const row = draft.customerQuestion.get(id)
      return row === undefined ? null : budgetsAddress({ customer: row.customerId, tab: 'questions', row: id })
    }
    case 'budget': {
      const row = draft.budget.get(id)
      return row === undefined ? null : budgetsAddress({ customer: row.customerId, tab: 'summary' })
    }
    case 'budgetSeries':
    case 'budgetFigure':
    case 'budgetMonths': {
      const row = draft[table].get(id)
      return row === undefined ? null : budgetsAddress({ customer: row.customerId, tab: 'rates', row: row.rateId })
    }
    case 'schedule':
    case 'scenario':
      return '/schedules'
    case 'customer':
      return billsAddress({ tab: 'customers', customer: id })
    case 'encumbrance': {
      const row = draft.encumbrance.get(id)
      return row === undefined ? null : billsAddress({ tab: 'customers', customer: row.customerId, row: id })
    }
    case 'billPolicy':
      return billsAddress({ tab: 'customers', row: id })
    case 'billAdjustment': {
      const row = draft.billAdjustment.get(id)
      return row === undefined ? null : billsAddress({ tab: 'statement', customer: row.customerId, month: monthOfDay(row.chargedOn), ...usageYearOf(draft, monthOfDay(row.chargedOn)), row: id })
    }
    case 'oneTimeItem': {
      const row = draft.oneTimeItem.get(id)
      return row === undefined ? null : billsAddress({ tab: 'statement', customer: row.customerId, month: monthOfDay(row.chargedOn), ...usageYearOf(draft, monthOfDay(row.chargedOn)), row: id })
    }
    case 'usageBatch':
      return billsAddress({ tab: 'usage', row: id })
    case 'usageEntry': {
      const [month = '', rateId = '', customer = ''] = id.split('|')
      return isMonth(month) ? billsAddress({ tab: 'usage', customer, ...usageYearOf(draft, month), row: `${rateId}|${month}` }) : null
    }
    case 'settings':
    case 'rateRelation':
    case 'baseline':
    case 'baselineTerm':
    case 'printedRow':
    case 'override':
    case 'internalServiceFund':
      return null
    case 'performanceFactor':
    case 'applicationClass':
    case 'adjustmentFactor':
    case 'holiday':
    case 'ratingParameter':
    case 'printClass':
    case 'mailboxClass':
    case 'complexityFactor':
    case 'binSize':
    case 'ratedMeasure':
      return ratingAddress({ table, row: id })
    case 'servicePage':
      return catalogAddress({ table: 'service', id })
    case 'pageVersion':
    case 'requestType':
    case 'serviceReport':
    case 'responsibility': {
      const row = draft[table].get(id)
      return row === undefined ? null : catalogAddress({ table: 'service', id: row.serviceId })
    }
    case 'agreement':
      return levelsAddress({ tab: 'agreements', row: id })
    case 'agreementService':
    case 'agreementSupport':
    case 'agreementStep':
    case 'agreementDocument':
    case 'agreementSignature':
    case 'agreementReview':
    case 'escalationStep': {
      const row = draft[table].get(id)
      return row === undefined ? null : levelsAddress({ tab: 'agreements', row: row.agreementId })
    }
    case 'serviceTarget':
      return levelsAddress({ tab: 'targets', row: id })
    case 'targetGoal': {
      const row = draft.targetGoal.get(id)
      return row === undefined ? null : levelsAddress({ tab: 'targets', row: row.targetId })
    }
    case 'measurement': {
      const row = draft.measurement.get(id)
      return row === undefined ? null : levelsAddress({ tab: 'targets', row: row.targetId, month: row.month })
    }
    case 'outage':
    case 'incident': {
      const row = draft[table].get(id)
      return row === undefined ? null : levelsAddress({ tab: 'targets', service: row.serviceId, row: id })
    }
    case 'serviceCalendar':
    case 'maintenanceWindow':
    case 'levelPolicy':
      return levelsAddress({ tab: 'targets', row: id })
    case 'finding':
      return levelsAddress({ tab: 'findings', row: id })
    case 'improvementAction': {
      const row = draft.improvementAction.get(id)
      return row === undefined ? null : levelsAddress({ tab: 'findings', row: row.findingId })
    }
    case 'communication':
    case 'communicationDone':
      return levelsAddress({ tab: 'calendar', row: id })
  }
}
