/** Units of rates, in total or by customer; and how a rate comes out of its service's cost (RATE-1). */
import { Decimal, toText, type Percent, type Units } from '../../../decimal.ts'
import { issue } from '../../../issues.ts'
import { rateBuildId, rateUnitsId, type RateBuild } from '../../../model/cost-tables.ts'
import { groupIndex } from '../../../model/table-index.ts'
import type { Rate } from '../../../model/tables.ts'
import type { VersionKey } from '../../../version.ts'
import { costFields } from '../../field-kinds.ts'
import { ASSUMPTION, BASIS, FISCAL_YEAR, SOURCE, sourceOf } from '../common-columns.ts'
import { importColumn } from '../import-column.ts'
import type { ImportKind } from '../import-kind.ts'
import type { ImportModel } from '../import-model.ts'
import type { ImportRecord, ImportRow } from '../import-record.ts'

const RATE = importColumn({ field: 'rate', names: ['rate code', 'code', 'resource code', 'rate id'], required: true, example: 'MF-CPU-P', comment: 'Code of the rate.' })
const CUSTOMER = importColumn({ field: 'customer', names: ['agency', 'customer code', 'department'], comment: 'Whose units they are; empty for the total. A rate has either one total or rows by customer.' })
const UNITS = importColumn({ field: 'units', names: ['planned units', 'quantity', 'volume', 'billable units', 'count'], required: true, isPlural: true, example: '18,500', comment: 'Billable units of the year: zero or more.' })
const COST_PERCENT = importColumn({ field: 'costPercent', names: ['part of cost', 'cost share', 'cost %'], comment: 'The part of its service\'s cost in per cent; the parts of one service add up to 100. Needed once for a rate that is to be derived; 100 where a service has one rate.' })
const DIVIDED_BY = importColumn({ field: 'dividedBy', names: ['divisor'], words: { planned: 'planned-units', units: 'planned-units', capacity: 'practical-capacity' }, comment: 'planned-units or practical-capacity; planned-units where it is empty.' })
const CAPACITY = importColumn({ field: 'practicalCapacity', names: ['capacity'], comment: 'Practical capacity in billable units, where it is known.' })
const RATE_SOURCE = importColumn({ field: 'rateSource', names: [], comment: 'derived or typed; derived where it is empty: the price of an unpublished year is then the derived rate, rounded.' })
const REASON = importColumn({ field: 'overrideReason', names: ['reason'], comment: 'Why a typed rate is not the derived one.' })
const BUILD_COLUMNS = [COST_PERCENT, DIVIDED_BY, CAPACITY, RATE_SOURCE, REASON]

const WHOLE = toText<'%'>(new Decimal(100)) satisfies Percent
const NOTHING = toText<'units'>(new Decimal(0)) satisfies Units
const ratesOfService = groupIndex<'rate'>((row) => row.serviceId)

function planBuild(model: ImportModel, record: ImportRecord, given: { readonly rate: Rate; readonly version: VersionKey }): void {
  if (BUILD_COLUMNS.every((column) => record.text(column) === '')) return
  const { rate, version } = given
  const id = rateBuildId(version, rate.id)
  const was = model.draft.rateBuild.get(id)
  const isOnly = (ratesOfService(model.draft.rate).get(rate.serviceId) ?? []).length === 1
  if (was === undefined && !isOnly && record.text(COST_PERCENT) === '') {
    record.say(record.has(COST_PERCENT) ? COST_PERCENT : null, issue('text-missing', `The part of its service's cost that ${rate.code} bears is empty.`, { remedy: 'Write its per cent in a column "cost percent"; the parts of one service add up to 100.' }))
  }
  const blank: RateBuild = was ?? { id, version, rateId: rate.id, costPercent: WHOLE, dividedBy: 'planned-units', practicalCapacity: null, rateSource: 'derived', overrideReason: '' }
  const after = record.into({ table: 'rateBuild', was, blank, columns: { costPercent: COST_PERCENT, dividedBy: DIVIDED_BY, practicalCapacity: CAPACITY, rateSource: RATE_SOURCE, overrideReason: REASON } })
  if (after.dividedBy === 'practical-capacity' && (after.practicalCapacity === null || new Decimal(after.practicalCapacity).isZero())) {
    record.say(record.has(CAPACITY) ? CAPACITY : null, issue('number-out-of-range', `${rate.code} is divided by its practical capacity, which is not given.`, { remedy: 'Write the capacity in billable units.' }))
  }
  if (!record.isRefused) model.want('rateBuild', { before: was, row: record.first, after })
}

function planUnits(model: ImportModel, given: { readonly row: ImportRow; readonly rate: Rate; readonly version: VersionKey }): void {
  const { row, rate, version } = given
  const customer = row.text(CUSTOMER)
  const id = rateUnitsId({ version, rateId: rate.id, customer })
  const was = model.draft.rateUnits.get(id)
  const field = costFields('rateUnits').get('units')
  const blank = { id, version, rateId: rate.id, customer, units: NOTHING, assumption: '', author: model.request.author, source: '' }
  const read = field === undefined || row.text(UNITS) === '' ? undefined : row.taken(UNITS, field.readInto(was ?? blank, row.text(UNITS), row.context))
  if (read === undefined || row.isRefused) return
  const assumption = row.has(ASSUMPTION) ? row.text(ASSUMPTION) : read.row.assumption
  model.want('rateUnits', { before: was, row, after: { ...read.row, assumption, author: model.request.author, source: sourceOf(model, row, was?.source) } })
}

function checkCustomers(model: ImportModel, record: ImportRecord, given: { readonly rate: Rate; readonly version: VersionKey }): void {
  const rowOf = new Map<string, number>()
  for (const row of record.rows) {
    const customer = row.text(CUSTOMER)
    const first = rowOf.get(customer.toLowerCase())
    if (customer.length > 200) row.say(CUSTOMER, issue('text-too-long', 'The customer is longer than 200 characters.', { remedy: 'Shorten it.' }))
    if (first !== undefined) row.say(customer === '' ? RATE : CUSTOMER, issue('duplicate-code', `The units of ${given.rate.code}${customer === '' ? '' : ` for ${customer}`} stand in row ${first} already.`, { remedy: 'Add them up in one row.' }))
    rowOf.set(customer.toLowerCase(), row.rowNumber)
  }
  const total = record.rows.find((row) => row.text(CUSTOMER) === '')
  if (rowOf.size < 2 && model.draft.rateUnits.size === 0) return
  const present = [...model.draft.rateUnits.values()].filter((each) => each.rateId === given.rate.id && each.version === given.version)
  const hasCustomers = rowOf.size > (total === undefined ? 0 : 1) || present.some((each) => each.customer !== '')
  const hasTotal = total !== undefined || present.some((each) => each.customer === '')
  if (hasTotal && hasCustomers) (total ?? record.first).say(CUSTOMER, issue('duplicate-code', `${given.rate.code} has a total and units by customer, which would count twice.`, { severity: 'warning', remedy: 'Keep the total or the customers; take the other away.' }))
}

export const UNITS_KIND: ImportKind = {
  kind: 'units', one: 'rate', many: 'rates', rowsOfOne: 'several', oneOf: [],
  columns: [FISCAL_YEAR, BASIS, RATE, CUSTOMER, UNITS, ...BUILD_COLUMNS, ASSUMPTION, SOURCE],
  keyOf(model, row, version) {
    const rate = model.rate(row.text(RATE))
    if (rate.ok) return `${version}|${rate.value.id}`
    row.say(RATE, rate.failure)
    return undefined
  },
  titleOf: (row) => ({ code: row.text(RATE), title: row.text(CUSTOMER) }),
  plan(model, record, version) {
    const rate = model.rate(record.first.text(RATE))
    if (!rate.ok) return
    checkCustomers(model, record, { rate: rate.value, version })
    planBuild(model, record, { rate: rate.value, version })
    for (const row of record.rows) planUnits(model, { row, rate: rate.value, version })
  },
}
