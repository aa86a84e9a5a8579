import type { Migration } from '../migrate.ts'
import { baseVersionKey, fiscalYear, isoDate, oneOf, versionKey } from './checks.ts'
import { decimal, decimalOrNull, guard, id, named, position, table, text, version as versionColumn } from './columns.ts'

const version = versionColumn(versionKey('version'))
const stated = [text('assumption'), text('author'), text('source')]
const OWNER = [
  'service_id TEXT REFERENCES service (id)', 'pool_id TEXT REFERENCES cost_pool (id)',
  'CHECK ((service_id IS NULL) <> (pool_id IS NULL))',
]
const [ownerService = '', ownerPool = '', oneOwner = ''] = OWNER
const fund = 'fund_id TEXT REFERENCES internal_service_fund (id)'
const choice = (column: string, values: readonly string[]): string => `${column} TEXT NOT NULL CHECK (${oneOf(column, values)})`
const date = (column: string): string => `${column} TEXT NOT NULL CHECK (${isoDate(column)})`
const dateOrNull = (column: string): string => `${column} TEXT CHECK (${isoDate(column)})`
const notNegative = (column: string): string => `CHECK (${column} NOT GLOB '-*')`
const composed = (parts: string): string => `id TEXT NOT NULL PRIMARY KEY CHECK (id = ${parts})`

const FUNDS_AND_POLICIES = [
  table('internal_service_fund', [id, named('code'), named('name'), text('note'), position]),
  table('year_policy', [
    composed('version'), version, decimal('fringe_percent'), decimal('fringe_flat'), decimal('vacancy_percent'),
    choice('allocation_method', ['direct', 'step-down', 'double-step-down', 'reciprocal']), decimal('capital_threshold'), decimal('recovery_tolerance_percent'),
    choice('reserve_divisor', ['365/60', '6']), choice('reserve_expense', ['allowable-only', 'all-cash']), decimal('rounding_effect_threshold'), choice('provenance', ['own', 'fictional']), text('note'),
  ]),
]

const POOLS_AND_COSTS = [
  table('driver', [id, version, named('code'), named('name'), choice('kind', ['typed', 'fixed-percent', 'fte', 'direct-cost', 'units']), text('unit'), text('note'), text('source')]),
  table('cost_pool', [id, version, named('code'), named('name'), 'service_id TEXT REFERENCES service (id)', 'driver_id TEXT REFERENCES driver (id)', position, text('note')]),
  table('cost_line', [
    id, version, ownerService, ownerPool, choice('section', ['personnel', 'other', 'not-specific', 'reserve-contribution', 'subsidy', 'other-revenue']), text('object_code'), text('description'), decimal('amount'),
    decimalOrNull('fte'), fund, choice('allowable', ['allowable', 'unallowable']), choice('cash', ['cash', 'non-cash']), choice('recurrence', ['recurring', 'one-time']), text('attachment'), position, ...stated, oneOwner,
  ]),
  table('capital_item', [
    id, version, ownerService, ownerPool, text('description'), text('object_code'), decimal('purchase_price'), date('in_service_on'), 'life_months INTEGER NOT NULL CHECK (life_months BETWEEN 1 AND 1200)', fund,
    text('attachment'), ...stated, oneOwner, notNegative('purchase_price'),
  ]),
  table('escalator', [composed("version || '|' || object_code"), version, text('object_code'), decimal('percent'), text('assumption'), text('source')]),
  table('driver_quantity', [
    composed("version || '|' || driver_id || '|' || CASE WHEN service_id IS NULL THEN 'pool:' || pool_id ELSE 'service:' || service_id END"), version, ownerService, ownerPool,
    'driver_id TEXT NOT NULL REFERENCES driver (id)', decimal('quantity'), text('source'), oneOwner, notNegative('quantity'),
  ]),
]

const POSITIONS = [
  table('staff_position', [
    id, version, named('code'), text('title'), text('bargaining_unit'), text('grade'), text('employee_name'), decimal('base_salary'), date('salary_as_of'), decimal('fte'), dateOrNull('starts_on'), dateOrNull('ends_on'),
    decimalOrNull('fringe_percent'), decimalOrNull('fringe_flat'), decimalOrNull('vacancy_percent'), fund, ...stated, 'CHECK (ends_on >= starts_on)', notNegative('base_salary'), notNegative('fte'),
  ]),
  table('staff_assignment', [id, version, ownerService, ownerPool, 'staff_position_id TEXT NOT NULL REFERENCES staff_position (id)', decimal('percent'), oneOwner, notNegative('percent')]),
  table('salary_increase', [
    id, version, choice('kind', ['cost-of-living', 'step']), named('name'), text('bargaining_unit'), 'staff_position_id TEXT REFERENCES staff_position (id)', decimal('percent'), date('effective_from'), text('source'),
  ]),
]

const RATES = [
  table('rate_build', [
    composed("version || '|' || rate_id"), version, 'rate_id TEXT NOT NULL REFERENCES rate (id)', decimal('cost_percent'), choice('divided_by', ['planned-units', 'practical-capacity']), decimalOrNull('practical_capacity'),
    choice('rate_source', ['derived', 'typed']), text('override_reason'), notNegative('cost_percent'),
  ]),
  table('rate_units', [composed("version || '|' || rate_id || '|' || customer"), version, 'rate_id TEXT NOT NULL REFERENCES rate (id)', text('customer'), decimal('units'), ...stated, notNegative('units')]),
]

const account = composed("version || '|' || service_id || '|' || coalesce(fund_id, '')")
const RECOVERY = [
  table('revenue', [account, version, 'service_id TEXT NOT NULL REFERENCES service (id)', fund, decimal('billed'), decimal('imputed'), decimal('federally_funded'), text('source'), notNegative('federally_funded')]),
  table('fund_balance', [account, version, 'service_id TEXT NOT NULL REFERENCES service (id)', fund, decimal('opening'), decimal('interest'), decimal('transfers'), text('source')]),
  table('carry_forward', [
    id, 'service_id TEXT NOT NULL REFERENCES service (id)', `closed_year INTEGER NOT NULL CHECK (${fiscalYear('closed_year')})`, decimal('amount'),
    choice('settled_by', ['future-rates', 'cash-refund', 'credits', 'central-cost']), `first_year INTEGER NOT NULL CHECK (${fiscalYear('first_year')})`, 'years INTEGER NOT NULL CHECK (years BETWEEN 1 AND 20)',
    `expires_after INTEGER NOT NULL CHECK (${fiscalYear('expires_after')})`, text('note'), text('source'), 'CHECK (first_year > closed_year)', 'CHECK (expires_after >= first_year)',
  ]),
]

const OVERRIDABLE = ['yearPolicy', 'costLine', 'capitalItem', 'staffPosition', 'staffAssignment', 'salaryIncrease', 'costPool', 'driverQuantity', 'rateBuild', 'rateUnits']
// row_id refers to nothing on purpose: a change whose row is gone is reported, never dropped (VER-4).
const SCENARIOS = [
  table('input_override', [
    composed("scenario_id || '|' || \"table\" || '|' || row_id || '|' || field"), 'scenario_id TEXT NOT NULL REFERENCES scenario (id)', versionColumn(baseVersionKey('version')),
    `"table" TEXT NOT NULL CHECK (${oneOf('"table"', OVERRIDABLE)})`, text('row_id'), text('field'), text('value'), text('base_value'), 'base_revision INTEGER NOT NULL CHECK (base_revision BETWEEN 0 AND 10000)', text('note'),
    'CHECK (value <> base_value)',
  ]),
]

/** The columns by which a referenced row's deletion looks for rows that still refer to it. */
const REFERENCES: readonly (readonly [table: string, columns: readonly string[]])[] = [
  ['cost_pool', ['service_id', 'driver_id']], ['cost_line', ['service_id', 'pool_id', 'fund_id']], ['capital_item', ['service_id', 'pool_id', 'fund_id']], ['driver_quantity', ['driver_id', 'service_id', 'pool_id']],
  ['staff_position', ['fund_id']], ['staff_assignment', ['staff_position_id', 'service_id', 'pool_id']], ['salary_increase', ['staff_position_id']], ['rate_build', ['rate_id']], ['rate_units', ['rate_id']],
  ['revenue', ['service_id', 'fund_id']], ['fund_balance', ['service_id', 'fund_id']], ['carry_forward', ['service_id']], ['input_override', ['scenario_id']],
]

/** What a published year's rates were built from stays with them (VER-2). */
const OF_A_VERSION = ['year_policy', 'driver', 'cost_pool', 'cost_line', 'capital_item', 'escalator', 'staff_position', 'staff_assignment', 'salary_increase', 'driver_quantity', 'rate_build', 'rate_units', 'revenue', 'fund_balance']
const GUARDS = OF_A_VERSION.flatMap((of) =>
  (['UPDATE', 'DELETE', 'INSERT'] as const).map((when) => {
    const rows = [...(when === 'INSERT' ? [] : ['OLD']), ...(when === 'DELETE' ? [] : ['NEW'])]
    return guard({
      name: `published_${of}_stays_on_${when.toLowerCase()}`, when, table: of, says: 'What is published is never changed (VER-2).',
      condition: rows.map((row) => `EXISTS (SELECT 1 FROM schedule WHERE version = ${row}.version AND state = 'published')`).join(' OR '),
    })
  }))

/** The cost side: funds, policies, pools, drivers, costs, positions, units, revenue, balances, and what scenarios change of them. */
export const costsAndRecovery: Migration = {
  number: 20,
  name: 'costs-and-recovery',
  up(database) {
    const tables = [...FUNDS_AND_POLICIES, ...POOLS_AND_COSTS, ...POSITIONS, ...RATES, ...RECOVERY, ...SCENARIOS]
    const indexes = REFERENCES.flatMap(([of, columns]) => columns.map((column) => `CREATE INDEX ${of}_by_${column} ON ${of} (${column});`))
    for (const statement of [...tables, ...indexes, ...GUARDS]) database.exec(statement)
  },
}
