/** What the fields of the billing side take, and how a text becomes the value of one. */
import { choice, dateOrNull, decimalField, decimalOrNull, requiredDate, requiredText, textField, type FieldReader } from '../costs/field-readers.ts'
import type { IsoDate } from '../fiscal-year.ts'
import { issue, type Issue } from '../issues.ts'
import { ADJUSTMENT_KINDS, FIRST_PART_MONTHS, SUFFOLK_DAYS, THRESHOLD_COMPARISONS } from '../model/billing-tables.ts'
import type { Draft } from '../model/draft.ts'
import { CUSTOMER_CLASSES, type Tables } from '../model/tables.ts'
import { monthOfDay } from '../month.ts'
import { ok, refused, type Result } from '../result.ts'
import { minimumUsageIssue } from '../usage/minimum-usage.ts'
import { outsideYears, scheduleMonths } from '../usage/schedule-months.ts'

/** The tables into whose cells one types here. */
export type BillingTypedTable = 'customer' | 'encumbrance' | 'billPolicy' | 'billAdjustment' | 'oneTimeItem' | 'usageEntry'
type Row<Name extends BillingTypedTable> = Tables[Name]
/** Reads a text into a field of a row; the issue says why it cannot. */
export type ReadInto<Of> = (row: Of, text: string, draft: Draft) => Result<Of, Issue>

type FieldsOf<Of> = Readonly<Record<string, ReadInto<Of>>>

/** Binds a reader to the field whose type it reads. */
function into<Of extends object, Field extends keyof Of>(field: Field, reader: FieldReader<Of[Field]>): ReadInto<Of> {
  return (row, text, draft) => {
    const read = reader.read(text, { draft, versions: [] })
    return read.ok ? ok({ ...row, [field]: read.value.value }) : read
  }
}

/** A dated line stands in the statement of a month: a day in no year of the model would stand nowhere. */
function intoDay<Of extends { readonly chargedOn: IsoDate }>(): ReadInto<Of> {
  return (row, text, draft) => {
    const read = requiredDate.read(text, { draft, versions: [] })
    if (!read.ok) return read
    const chargedOn = read.value.value
    const outside = outsideYears(monthOfDay(chargedOn), scheduleMonths(draft))
    return outside === undefined ? ok({ ...row, chargedOn }) : refused(outside)
  }
}

const usd = { unit: 'USD', places: 2, isStated: true } as const
const line = textField(200)
const longText = textField(20_000)
const share = decimalField({ unit: '%', from: 0, to: 100 })
const amount = decimalField({ ...usd, from: 0 })

const customer: FieldsOf<Row<'customer'>> = {
  code: into('code', requiredText(200)), name: into('name', requiredText(200)), secretariat: into('secretariat', line), customerClass: into('customerClass', choice(CUSTOMER_CLASSES, { nonstate: 'non-state' })),
  accountManager: into('accountManager', line), coordinator: into('coordinator', line), stateFunding: into('stateFunding', share), federalFunding: into('federalFunding', share), otherFunding: into('otherFunding', share),
  lastContactOn: into('lastContactOn', dateOrNull), note: into('note', longText),
}
const encumbrance: FieldsOf<Row<'encumbrance'>> = { amount: into('amount', amount), approvedOn: into('approvedOn', dateOrNull), note: into('note', longText) }
const billPolicy: FieldsOf<Row<'billPolicy'>> = {
  minimumCharge: into('minimumCharge', amount), issueThreshold: into('issueThreshold', amount), issueComparison: into('issueComparison', choice(THRESHOLD_COMPARISONS)), firstPartMonth: into('firstPartMonth', choice(FIRST_PART_MONTHS)),
  suffolkDays: into('suffolkDays', choice(SUFFOLK_DAYS)), note: into('note', longText), minimumRateId: (row, text, draft) => readMinimumRate(row, text.trim(), draft),
}
const billAdjustment: FieldsOf<Row<'billAdjustment'>> = {
  chargedOn: intoDay(), objectCode: into('objectCode', line), kind: into('kind', choice(ADJUSTMENT_KINDS)), amount: into('amount', decimalField(usd)), reason: into('reason', requiredText(20_000)),
}
const oneTimeItem: FieldsOf<Row<'oneTimeItem'>> = { chargedOn: intoDay(), quantity: into('quantity', decimalField({ unit: 'units', places: 6, isStated: true })), reason: into('reason', requiredText(20_000)) }
/** An empty quantity is no figure, which is not zero. */
const usageEntry: FieldsOf<Row<'usageEntry'>> = { quantity: readQuantity, note: into('note', longText) }

const UNITS_OR_NOTHING = into<Row<'usageEntry'>, 'quantity'>('quantity', decimalOrNull({ unit: 'units', places: 6 }))

/** BILL-7: the rate of the minimum takes no quantity; what stands there may be taken away. */
function readQuantity(row: Row<'usageEntry'>, text: string, draft: Draft): Result<Row<'usageEntry'>, Issue> {
  const minimum = text.trim() === '' ? undefined : minimumUsageIssue(draft, row)
  return minimum === undefined ? UNITS_OR_NOTHING(row, text, draft) : refused(minimum)
}

/** BILL-7: the rate that carries the minimum, by its id or code; none where the policy's own figure counts. */
function readMinimumRate(row: Row<'billPolicy'>, text: string, draft: Draft): Result<Row<'billPolicy'>, Issue> {
  if (text === '') return ok({ ...row, minimumRateId: null })
  const rate = draft.rate.get(text) ?? [...draft.rate.values()].find((each) => each.code.toLowerCase() === text.toLowerCase())
  return rate === undefined ? refused(issue('unknown-reference', `There is no rate "${text.slice(0, 40)}".`, { remedy: 'Choose one of the catalog.' })) : ok({ ...row, minimumRateId: rate.id })
}

const FIELDS: { readonly [Name in BillingTypedTable]: FieldsOf<Row<Name>> } = { customer, encumbrance, billPolicy, billAdjustment, oneTimeItem, usageEntry }

/** The reader of a field by its name; undefined for what is not typed. */
export function billingField<Name extends BillingTypedTable>(table: Name, field: string): ReadInto<Tables[Name]> | undefined {
  const fields: FieldsOf<Tables[Name]> = FIELDS[table]
  return Object.hasOwn(fields, field) ? fields[field] : undefined
}
