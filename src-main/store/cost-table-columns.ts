/** Where each field of the cost side's rows lies in the database. */
import type { CostTables } from '../../src-shared/domain/model/cost-tables.ts'

export type ColumnsOf<Row> = { readonly [Field in keyof Row]-?: string }

/** A table or a field that is missing here, or one too many, does not compile. */
export const COST_TABLE_COLUMNS: { readonly [Name in keyof CostTables]: { readonly table: string; readonly columns: ColumnsOf<CostTables[Name]> } } = {
  internalServiceFund: { table: 'internal_service_fund', columns: { id: 'id', code: 'code', name: 'name', note: 'note', position: 'position' } },
  yearPolicy: {
    table: 'year_policy',
    columns: {
      id: 'id', version: 'version', fringePercent: 'fringe_percent', fringeFlat: 'fringe_flat', vacancyPercent: 'vacancy_percent', allocationMethod: 'allocation_method',
      capitalThreshold: 'capital_threshold', recoveryTolerancePercent: 'recovery_tolerance_percent', reserveDivisor: 'reserve_divisor', reserveExpense: 'reserve_expense',
      roundingEffectThreshold: 'rounding_effect_threshold', provenance: 'provenance', note: 'note',
    },
  },
  driver: { table: 'driver', columns: { id: 'id', version: 'version', code: 'code', name: 'name', kind: 'kind', unit: 'unit', note: 'note', source: 'source' } },
  costPool: { table: 'cost_pool', columns: { id: 'id', version: 'version', code: 'code', name: 'name', serviceId: 'service_id', driverId: 'driver_id', position: 'position', note: 'note' } },
  costLine: {
    table: 'cost_line',
    columns: {
      id: 'id', version: 'version', serviceId: 'service_id', poolId: 'pool_id', section: 'section', objectCode: 'object_code', description: 'description', amount: 'amount',
      fte: 'fte', fundId: 'fund_id', allowable: 'allowable', cash: 'cash', recurrence: 'recurrence', attachment: 'attachment', position: 'position', assumption: 'assumption',
      author: 'author', source: 'source',
    },
  },
  capitalItem: {
    table: 'capital_item',
    columns: {
      id: 'id', version: 'version', serviceId: 'service_id', poolId: 'pool_id', description: 'description', objectCode: 'object_code', purchasePrice: 'purchase_price',
      inServiceOn: 'in_service_on', lifeMonths: 'life_months', fundId: 'fund_id', attachment: 'attachment', assumption: 'assumption', author: 'author', source: 'source',
    },
  },
  escalator: { table: 'escalator', columns: { id: 'id', version: 'version', objectCode: 'object_code', percent: 'percent', assumption: 'assumption', source: 'source' } },
  staffPosition: {
    table: 'staff_position',
    columns: {
      id: 'id', version: 'version', code: 'code', title: 'title', bargainingUnit: 'bargaining_unit', grade: 'grade', employeeName: 'employee_name', baseSalary: 'base_salary',
      salaryAsOf: 'salary_as_of', fte: 'fte', startsOn: 'starts_on', endsOn: 'ends_on', fringePercent: 'fringe_percent', fringeFlat: 'fringe_flat',
      vacancyPercent: 'vacancy_percent', fundId: 'fund_id', assumption: 'assumption', author: 'author', source: 'source',
    },
  },
  staffAssignment: {
    table: 'staff_assignment',
    columns: {
      id: 'id', version: 'version', serviceId: 'service_id', poolId: 'pool_id', staffPositionId: 'staff_position_id', percent: 'percent',
    },
  },
  salaryIncrease: {
    table: 'salary_increase',
    columns: {
      id: 'id', version: 'version', kind: 'kind', name: 'name', bargainingUnit: 'bargaining_unit', staffPositionId: 'staff_position_id', percent: 'percent',
      effectiveFrom: 'effective_from', source: 'source',
    },
  },
  driverQuantity: {
    table: 'driver_quantity',
    columns: {
      id: 'id', version: 'version', serviceId: 'service_id', poolId: 'pool_id', driverId: 'driver_id', quantity: 'quantity', source: 'source',
    },
  },
  rateBuild: {
    table: 'rate_build',
    columns: {
      id: 'id', version: 'version', rateId: 'rate_id', costPercent: 'cost_percent', dividedBy: 'divided_by', practicalCapacity: 'practical_capacity', rateSource: 'rate_source',
      overrideReason: 'override_reason',
    },
  },
  rateUnits: {
    table: 'rate_units',
    columns: {
      id: 'id', version: 'version', rateId: 'rate_id', customer: 'customer', units: 'units', assumption: 'assumption', author: 'author', source: 'source',
    },
  },
  revenue: {
    table: 'revenue',
    columns: {
      id: 'id', version: 'version', serviceId: 'service_id', fundId: 'fund_id', billed: 'billed', imputed: 'imputed', federallyFunded: 'federally_funded', source: 'source',
    },
  },
  fundBalance: {
    table: 'fund_balance',
    columns: {
      id: 'id', version: 'version', serviceId: 'service_id', fundId: 'fund_id', opening: 'opening', interest: 'interest', transfers: 'transfers', source: 'source',
    },
  },
  carryForward: {
    table: 'carry_forward',
    columns: {
      id: 'id', serviceId: 'service_id', fundId: 'fund_id', closedYear: 'closed_year', amount: 'amount', settledBy: 'settled_by', firstYear: 'first_year', years: 'years',
      expiresAfter: 'expires_after', note: 'note', source: 'source',
    },
  },
  inputOverride: {
    table: 'input_override',
    columns: {
      id: 'id', version: 'version', scenarioId: 'scenario_id', table: 'table', rowId: 'row_id', field: 'field', value: 'value', baseValue: 'base_value',
      baseRevision: 'base_revision', note: 'note',
    },
  },
}
