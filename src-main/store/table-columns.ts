/** Where each field of each row lies in the database: the one place that knows both names. */
import type { TableName, Tables } from '../../src-shared/domain/model/tables.ts'
import { BILLING_TABLE_COLUMNS } from './billing-table-columns.ts'
import { COST_TABLE_COLUMNS, type ColumnsOf } from './cost-table-columns.ts'
import { RATING_TABLE_COLUMNS } from './rating-table-columns.ts'
import { SERVICE_LEVEL_TABLE_COLUMNS } from './service-level-table-columns.ts'


/** A table or a field that is missing here, or one too many, does not compile. */
const TABLE_COLUMNS: { readonly [Name in TableName]: { readonly table: string; readonly columns: ColumnsOf<Tables[Name]> } } = {
  settings: { table: 'settings', columns: { id: 'id', agencyName: 'agency_name', officeName: 'office_name', fiscalYearFirstMonth: 'fiscal_year_first_month' } },
  lineOfBusiness: { table: 'line_of_business', columns: { id: 'id', name: 'name', position: 'position' } },
  serviceGroup: { table: 'service_group', columns: { id: 'id', lineOfBusinessId: 'line_of_business_id', name: 'name', position: 'position' } },
  service: {
    table: 'service',
    columns: { id: 'id', serviceGroupId: 'service_group_id', code: 'code', name: 'name', description: 'description', position: 'position', retiredFrom: 'retired_from' },
  },
  rate: {
    table: 'rate',
    columns: {
      id: 'id', serviceId: 'service_id', code: 'code', title: 'title', billableUnit: 'billable_unit', objectCode: 'object_code', position: 'position', retiredFrom: 'retired_from', note: 'note',
    },
  },
  rateRelation: { table: 'rate_relation', columns: { id: 'id', fiscalYear: 'fiscal_year', kind: 'kind', fromRateId: 'from_rate_id', toRateId: 'to_rate_id', note: 'note' } },
  schedule: {
    table: 'schedule',
    columns: { id: 'id', version: 'version', revision: 'revision', state: 'state', effectiveFrom: 'effective_from', issuedOn: 'issued_on', note: 'note' },
  },
  price: {
    table: 'price',
    columns: {
      id: 'id', scheduleId: 'schedule_id', rateId: 'rate_id', customerClass: 'customer_class', kind: 'kind', amount: 'amount', percent: 'percent', basisText: 'basis_text', places: 'places',
      derivedAmount: 'derived_amount', note: 'note',
    },
  },
  baseline: { table: 'baseline', columns: { id: 'id', version: 'version', rateId: 'rate_id', name: 'name', position: 'position', typedAmount: 'typed_amount', source: 'source' } },
  baselineTerm: {
    table: 'baseline_term',
    columns: { id: 'id', baselineId: 'baseline_id', position: 'position', version: 'version', rateId: 'rate_id', multiplier: 'multiplier', divisor: 'divisor' },
  },
  printedRow: {
    table: 'printed_row',
    columns: {
      id: 'id', version: 'version', position: 'position', heading: 'heading', resource: 'resource', billableUnit: 'billable_unit', fromText: 'from_text', toText: 'to_text',
      differenceText: 'difference_text', percentText: 'percent_text', source: 'source', rateId: 'rate_id',
    },
  },
  scenario: { table: 'scenario', columns: { id: 'id', name: 'name', note: 'note', author: 'author', createdAt: 'created_at', position: 'position' } },
  override: {
    table: 'override',
    columns: {
      id: 'id', scenarioId: 'scenario_id', version: 'version', rateId: 'rate_id', customerClass: 'customer_class', field: 'field', value: 'value', places: 'places', baseValue: 'base_value',
      baseRevision: 'base_revision', relativeKind: 'relative_kind', relativeBy: 'relative_by', note: 'note',
    },
  },
  ...COST_TABLE_COLUMNS,
  ...BILLING_TABLE_COLUMNS,
  ...RATING_TABLE_COLUMNS,
  ...SERVICE_LEVEL_TABLE_COLUMNS,
}

/** SQL of one table; parameters are named after the row's fields. */
export type TableSql = { readonly all: string; readonly one: string; readonly insert: string; readonly update: string; readonly remove: string }

export function tableSql(name: TableName): TableSql {
  const { table, columns } = TABLE_COLUMNS[name]
  const pairs: readonly (readonly [field: string, column: string])[] = Object.entries(columns)
  const selected = pairs.map(([field, column]) => `"${column}" AS "${field}"`).join(', ')
  return {
    all: `SELECT ${selected} FROM "${table}" ORDER BY id`,
    one: `SELECT ${selected} FROM "${table}" WHERE id = ?`,
    insert: `INSERT INTO "${table}" (${pairs.map(([, column]) => `"${column}"`).join(', ')}) VALUES (${pairs.map(([field]) => `@${field}`).join(', ')})`,
    update: `UPDATE "${table}" SET ${pairs.filter(([field]) => field !== 'id').map(([field, column]) => `"${column}" = @${field}`).join(', ')} WHERE id = @id`,
    remove: `DELETE FROM "${table}" WHERE id = ?`,
  }
}
