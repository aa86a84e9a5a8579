/**
 * What a field of the cost side takes and how a text becomes its value: typed, pasted, imported, and as a scenario keeps it,
 * all in this one place.
 */
import { ALLOCATION_METHODS } from '../allocation/allocation-case.ts'
import { issue, type Issue } from '../issues.ts'
import {
  ALLOWABILITIES, CASH_KINDS, COST_SECTIONS, DRIVER_KINDS, INCREASE_KINDS, OVERRIDABLE_TABLES, PROVENANCES, RATE_SOURCES, RECURRENCES, RESERVE_DIVISORS, RESERVE_EXPENSES, SETTLEMENTS, UNIT_BASES,
  type CostTables, type OverridableTable,
} from '../model/cost-tables.ts'
import type { TableName, Tables } from '../model/tables.ts'
import { ok, refused, type Result } from '../result.ts'
import { choice, dateOrNull, decimalField, decimalOrNull, fiscalYearField, reference, referenceOrNull, requiredDate, requiredText, textField, wholeNumber, type FieldKind, type FieldReader, type ReadContext } from './field-readers.ts'

export type { FieldKind, ReadContext } from './field-readers.ts'

/** The tables of the cost side into whose cells one types; what a scenario changes of them is made by typing, too. */
export type EditableTable = Exclude<keyof CostTables, 'inputOverride'>

/** A row with a text read into one of its fields, and what is to be said about it (rounded to the cent, a date read as month/day/year). */
export type ReadRow<Row> = { readonly row: Row; readonly note: Issue | null }

export type Field<Row> = {
  readonly name: string
  readonly kind: FieldKind
  /** True when a scenario may change it by itself. */
  readonly isOverridable: boolean
  /** The value as canonical text; empty for none. What `readInto` gives the same value for. */
  readonly textOf: (row: Row) => string
  readonly readInto: (row: Row, text: string, context: ReadContext) => Result<ReadRow<Row>, Issue>
}

type Fields<Row> = ReadonlyMap<string, Field<Row>>

/** Fields of one table: `field('amount', reader)` binds a reader to the field whose type it reads. */
function fieldsOf<Row>(make: (field: <Name extends keyof Row & string>(name: Name, reader: FieldReader<Row[Name]>, more?: { readonly isOverridable: boolean }) => Field<Row>) => readonly Field<Row>[]): Fields<Row> {
  const fields = make((name, reader, more) => ({
    name, kind: reader.kind, isOverridable: more?.isOverridable ?? true,
    textOf: (row) => reader.textOf(row[name]),
    readInto(row, text, context) {
      const read = reader.read(text, context)
      return read.ok ? ok({ row: { ...row, [name]: read.value.value }, note: read.value.note }) : read
    },
  }))
  return new Map(fields.map((field) => [field.name, field]))
}

const fixed = { isOverridable: false }
const usd = { unit: 'USD', places: 2 } as const
const percent = { unit: '%' } as const
const owner = { service: referenceOrNull('service'), pool: referenceOrNull('costPool'), fund: referenceOrNull('internalServiceFund') }
const share = decimalField({ ...percent, from: 0, to: 100 })
const growth = decimalField({ ...percent, from: -100, to: 1000 })
const note = textField(20_000)
const line = textField(200)
const name = requiredText(200)
const order = wholeNumber({ from: 0, to: 10_000_000 })
const fringe = { percent: { ...percent, from: 0, to: 1000 }, flat: { ...usd, from: 0 } } as const

const COST_FIELDS: { readonly [Name in EditableTable]: Fields<Tables[Name]> } = {
  internalServiceFund: fieldsOf((field) => [field('code', name), field('name', name), field('note', note), field('position', order)]),
  yearPolicy: fieldsOf((field) => [
    field('fringePercent', decimalField(fringe.percent)), field('fringeFlat', decimalField(fringe.flat)), field('vacancyPercent', share), field('allocationMethod', choice(ALLOCATION_METHODS)),
    field('capitalThreshold', decimalField({ ...usd, from: 0 })), field('recoveryTolerancePercent', share), field('reserveDivisor', choice(RESERVE_DIVISORS)),
    field('reserveExpense', choice(RESERVE_EXPENSES)), field('roundingEffectThreshold', decimalField({ ...usd, from: 0 })), field('provenance', choice(PROVENANCES)), field('note', note),
  ]),
  driver: fieldsOf((field) => [field('code', name, fixed), field('name', name), field('kind', choice(DRIVER_KINDS)), field('unit', line), field('note', note), field('source', note)]),
  costPool: fieldsOf((field) => [
    field('code', name, fixed), field('name', name), field('serviceId', owner.service), field('driverId', referenceOrNull('driver')), field('position', order), field('note', note),
  ]),
  costLine: fieldsOf((field) => [
    field('serviceId', owner.service), field('poolId', owner.pool), field('section', choice(COST_SECTIONS)), field('objectCode', line), field('description', line), field('amount', decimalField(usd)),
    field('fte', decimalOrNull({ unit: '1', from: 0 })), field('fundId', owner.fund), field('allowable', choice(ALLOWABILITIES, { yes: 'allowable', no: 'unallowable' })),
    field('cash', choice(CASH_KINDS, { yes: 'cash', no: 'non-cash' })), field('recurrence', choice(RECURRENCES)), field('attachment', textField(4096)), field('position', order),
    field('assumption', note), field('author', line), field('source', note),
  ]),
  capitalItem: fieldsOf((field) => [
    field('serviceId', owner.service), field('poolId', owner.pool), field('description', line), field('objectCode', line), field('purchasePrice', decimalField({ ...usd, from: 0 })),
    field('inServiceOn', requiredDate), field('lifeMonths', wholeNumber({ from: 1, to: 1200 })), field('fundId', owner.fund), field('attachment', textField(4096)),
    field('assumption', note), field('author', line), field('source', note),
  ]),
  escalator: fieldsOf((field) => [field('percent', growth), field('assumption', note), field('source', note)]),
  staffPosition: fieldsOf((field) => [
    field('code', name, fixed), field('title', line), field('bargainingUnit', line), field('grade', line), field('employeeName', line), field('baseSalary', decimalField({ ...usd, from: 0 })),
    field('salaryAsOf', requiredDate), field('fte', decimalField({ unit: '1', from: 0, to: 100 })), field('startsOn', dateOrNull), field('endsOn', dateOrNull),
    field('fringePercent', decimalOrNull(fringe.percent)), field('fringeFlat', decimalOrNull(fringe.flat)), field('vacancyPercent', decimalOrNull({ ...percent, from: 0, to: 100 })),
    field('fundId', owner.fund), field('assumption', note), field('author', line), field('source', note),
  ]),
  staffAssignment: fieldsOf((field) => [field('serviceId', owner.service), field('poolId', owner.pool), field('percent', share)]),
  salaryIncrease: fieldsOf((field) => [
    field('kind', choice(INCREASE_KINDS)), field('name', name), field('bargainingUnit', line), field('staffPositionId', referenceOrNull('staffPosition')), field('percent', growth),
    field('effectiveFrom', requiredDate), field('source', note),
  ]),
  driverQuantity: fieldsOf((field) => [field('quantity', decimalField({ unit: 'units', from: 0 })), field('source', note)]),
  rateBuild: fieldsOf((field) => [
    field('costPercent', share), field('dividedBy', choice(UNIT_BASES)), field('practicalCapacity', decimalOrNull({ unit: 'units', from: 0 })), field('rateSource', choice(RATE_SOURCES)),
    field('overrideReason', note),
  ]),
  rateUnits: fieldsOf((field) => [field('units', decimalField({ unit: 'units', from: 0 })), field('assumption', note), field('author', line), field('source', note)]),
  revenue: fieldsOf((field) => [field('billed', decimalField(usd)), field('imputed', decimalField(usd)), field('federallyFunded', decimalField({ ...usd, from: 0 })), field('source', note)]),
  fundBalance: fieldsOf((field) => [field('opening', decimalField(usd)), field('interest', decimalField(usd)), field('transfers', decimalField(usd)), field('source', note)]),
  carryForward: fieldsOf((field) => [
    field('serviceId', reference('service')), field('fundId', owner.fund), field('closedYear', fiscalYearField), field('amount', decimalField(usd)), field('settledBy', choice(SETTLEMENTS)), field('firstYear', fiscalYearField),
    field('years', wholeNumber({ from: 1, to: 20 })), field('expiresAfter', fiscalYearField), field('note', note), field('source', note),
  ]),
}

/** The one field that every row has in a scenario: `yes` leaves the whole row out (VER-4). */
export const LEFT_OUT = 'left-out'

/** The fields of a table, by name. @example costFields('costLine').get('amount')?.kind // { kind: 'decimal', unit: 'USD', places: 2, … } */
export function costFields<Name extends EditableTable>(table: Name): Fields<Tables[Name]> {
  return COST_FIELDS[table]
}

export function isOverridableTable(table: TableName): table is OverridableTable {
  return OVERRIDABLE_TABLES.some((each) => each === table)
}

/**
 * Reads a text into a field of a row. Refused with the reason: `not-a-number`, `number-out-of-range`, `not-a-date`, `wrong-columns` (no such field), ...
 *
 * @example readField({ table: 'costLine', row, field: 'amount', text: '$1,234.567', context: { draft, versions: ['FY2005/plan'] } })
 *   // row.amount '1234.57' and a note that it was rounded to the cent
 */
export function readField<Name extends EditableTable>(request: {
  readonly table: Name
  readonly row: Tables[Name]
  readonly field: string
  readonly text: string
  readonly context: ReadContext
}): Result<ReadRow<Tables[Name]>, Issue> {
  const field = costFields(request.table).get(request.field)
  return field === undefined ? refused(noSuchField(request.field)) : field.readInto(request.row, request.text, request.context)
}

function noSuchField(field: string): Issue {
  return issue('wrong-columns', `There is no field "${field.slice(0, 40)}" to write into.`)
}

/** The canonical text of a field, as an `InputOverride` keeps it; undefined when the table has no such field. */
export function fieldText<Name extends EditableTable>(request: { readonly table: Name; readonly row: Tables[Name]; readonly field: string }): string | undefined {
  return costFields(request.table).get(request.field)?.textOf(request.row)
}
