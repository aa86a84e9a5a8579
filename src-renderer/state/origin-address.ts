/** Where the row behind a figure or a finding is looked at. */
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import type { TableName } from '../../src-shared/domain/model/table-names.ts'
import { readVersionKey } from '../../src-shared/domain/version.ts'
import { budgetsAddress, catalogAddress, costsAddress, type CostTab } from './routes.ts'

type Origin = { readonly table: TableName; readonly id: string }
type At = Parameters<typeof costsAddress>[0]

function ofVersion(key: string): Pick<NonNullable<At>, 'basis' | 'year'> {
  const version = readVersionKey(key)
  return version === undefined ? {} : { basis: version.basis, year: version.fiscalYear }
}

function ownerOf(row: { readonly serviceId: string | null; readonly poolId: string | null }): string {
  return row.serviceId === null ? `pool:${row.poolId ?? ''}` : `service:${row.serviceId}`
}

/** The parts of a keyed id: `FY2005/plan|mf-cpu-p|`. */
function keyed(id: string, tab: CostTab): string {
  const [version = '', row = ''] = id.split('|')
  return costsAddress({ ...ofVersion(version), tab, row })
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
      return keyed(id, 'recovery')
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
    case 'customer':
      return budgetsAddress({ customer: id })
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
    case 'budgetFigure': {
      const row = draft[table].get(id)
      return row === undefined ? null : budgetsAddress({ customer: row.customerId, tab: 'rates', row: row.rateId })
    }
    case 'schedule':
    case 'scenario':
      return '/schedules'
    case 'settings':
    case 'rateRelation':
    case 'baseline':
    case 'baselineTerm':
    case 'printedRow':
    case 'override':
    case 'internalServiceFund':
    case 'encumbrance':
    case 'billPolicy':
    case 'billAdjustment':
    case 'usageBatch':
    case 'usageEntry':
      return null
  }
}
