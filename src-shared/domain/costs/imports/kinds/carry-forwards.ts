/** Balances of closed years and how each is settled (RECOV-4, RECOV-5): one row a service and fund, closed year and way of settling it. */
import { Decimal, toText, type Usd } from '../../../decimal.ts'
import { isFiscalYear, type FiscalYear } from '../../../fiscal-year.ts'
import { issue } from '../../../issues.ts'
import { SETTLEMENTS, type CarryForward } from '../../../model/cost-tables.ts'
import { choice, fiscalYearField, wholeNumber } from '../../field-readers.ts'
import { FUND, fundOfRow, NOTE, OWN_SERVICE, SOURCE, sourceOf } from '../common-columns.ts'
import { importColumn } from '../import-column.ts'
import type { ImportKind } from '../import-kind.ts'
import type { ImportModel } from '../import-model.ts'
import type { ImportRow } from '../import-record.ts'

const CLOSED_YEAR = importColumn({ field: 'closedYear', names: ['closed', 'balance of', 'fiscal year', 'year'], required: true, example: 'FY2003', comment: 'The closed year whose balance it is.' })
const AMOUNT = importColumn({ field: 'amount', names: ['balance', 'carry-forward', 'carry forward', 'carryforward'], required: true, example: '(12,500.00)', comment: 'Dollars, at the cent: positive where the year was under-recovered (added to later cost), negative where it was over-recovered (taken off).' })
const SETTLED_BY = importColumn({
  field: 'settledBy', names: ['settlement', 'settled'], example: 'future-rates', words: { 'future rates': 'future-rates', rates: 'future-rates', 'cash refund': 'cash-refund', refund: 'cash-refund', credit: 'credits', 'central cost': 'central-cost' },
  comment: 'future-rates, cash-refund, credits or central-cost; future-rates where it is empty.',
})
const FIRST_YEAR = importColumn({ field: 'firstYear', names: ['from year', 'first'], example: 'FY2005', comment: 'The first year whose rates take it up; the second after the closed year where it is empty.' })
const YEARS = importColumn({ field: 'years', names: ['over years', 'number of years'], example: '1', comment: 'Over how many years it is spread; 1 where it is empty.' })
const EXPIRES_AFTER = importColumn({ field: 'expiresAfter', names: ['expires', 'expiry', 'last year'], example: 'FY2005', comment: 'The last year in which it may be used; the last of its years where it is empty.' })

const NOTHING = toText<'USD'>(new Decimal(0)) satisfies Usd
const SETTLEMENT = choice(SETTLEMENTS)
const SPREAD = wholeNumber({ from: 1, to: 20 })
/** A year's balance is known when the year after it is under way: the plan of the next takes it up. */
const YEARS_TO_FIRST = 2

/** Without a fund column, balances are told apart without their fund. */
type Key = Pick<CarryForward, 'serviceId' | 'closedYear' | 'settledBy'> & { readonly fundId: string | null | typeof ANY_FUND }
const ANY_FUND = Symbol('any fund')

/** Undefined after saying what is bad. */
function keyOf(model: ImportModel, row: ImportRow): Key | undefined {
  const service = model.service(row.text(OWN_SERVICE))
  if (!service.ok) row.say(OWN_SERVICE, service.failure)
  const closedYear = row.read(CLOSED_YEAR, fiscalYearField)
  const settledBy = row.text(SETTLED_BY) === '' ? 'future-rates' : row.read(SETTLED_BY, SETTLEMENT)
  const fundId = row.has(FUND) ? fundOfRow(model, row) : ANY_FUND
  return service.ok && closedYear !== undefined && settledBy !== undefined && fundId !== undefined ? { serviceId: service.value.id, closedYear, settledBy, fundId } : undefined
}

function later(year: FiscalYear, by: number): FiscalYear {
  const next = year + by
  return isFiscalYear(next) ? next : year
}

function blankOf(model: ImportModel, row: ImportRow, key: Key): CarryForward {
  const firstYear = row.read(FIRST_YEAR, fiscalYearField) ?? later(key.closedYear, YEARS_TO_FIRST)
  const years = row.read(YEARS, SPREAD) ?? 1
  return { id: model.newId(), ...key, fundId: key.fundId === ANY_FUND ? null : key.fundId, amount: NOTHING, firstYear, years, expiresAfter: later(firstYear, years - 1), note: '', source: '' }
}

export const CARRY_FORWARDS: ImportKind = {
  kind: 'carry-forwards', one: 'carry-forward', many: 'carry-forwards', rowsOfOne: 'one', oneOf: [], years: 'none',
  columns: [OWN_SERVICE, FUND, CLOSED_YEAR, AMOUNT, SETTLED_BY, FIRST_YEAR, YEARS, EXPIRES_AFTER, NOTE, SOURCE],
  keyOf(model, row) {
    const key = keyOf(model, row)
    return key === undefined ? undefined : [key.serviceId, key.closedYear, key.settledBy, key.fundId === ANY_FUND ? '' : (key.fundId ?? '')].join('|')
  },
  titleOf: (row) => ({ code: row.text(OWN_SERVICE), title: row.text(CLOSED_YEAR) }),
  plan(model, record) {
    const key = keyOf(model, record.first)
    if (key === undefined) return
    const [was, other] = [...model.draft.carryForward.values()].filter((each) => each.serviceId === key.serviceId && each.closedYear === key.closedYear && each.settledBy === key.settledBy && (key.fundId === ANY_FUND || each.fundId === key.fundId))
    if (other !== undefined) record.say(OWN_SERVICE, issue('duplicate-code', `The model has several balances of FY${key.closedYear} of this service that are settled by ${key.settledBy}.`, { remedy: 'Change them under Costs, Recovery, or leave one of them there.' }))
    const after = record.into({ table: 'carryForward', was, blank: blankOf(model, record.first, key), columns: { amount: AMOUNT, firstYear: FIRST_YEAR, years: YEARS, expiresAfter: EXPIRES_AFTER, note: NOTE } })
    if (!record.isRefused) model.want('carryForward', { before: was, row: record.first, after: { ...after, source: sourceOf(model, record, was?.source) } })
  },
}
