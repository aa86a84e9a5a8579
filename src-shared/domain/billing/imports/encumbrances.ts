/** What agencies have set aside for a year and object code (BILL-8): one row an agency, object code, year and basis. */
import { formatFiscalYear, type FiscalYear, type IsoDate } from '../../fiscal-year.ts'
import { issue } from '../../issues.ts'
import { encumbranceId, type Encumbrance } from '../../model/billing-tables.ts'
import { fiscalYearFirstMonth } from '../../model/integrity.ts'
import { monthOfDay, monthsOfYear, monthWords } from '../../month.ts'
import { yearsOf } from '../../rates/schedule-years.ts'
import { readVersionKey, type VersionKey } from '../../version.ts'
import { dateOrNull, decimalField, textField } from '../../costs/field-readers.ts'
import { BASIS, FISCAL_YEAR, NOTE, SOURCE, sourceOf } from '../../costs/imports/common-columns.ts'
import { importColumn } from '../../costs/imports/import-column.ts'
import type { ImportKind } from '../../costs/imports/import-kind.ts'
import type { ImportModel } from '../../costs/imports/import-model.ts'
import type { ImportRow } from '../../costs/imports/import-record.ts'

const AGENCY = importColumn({ field: 'agency', names: ['agency code', 'customer', 'customer code', 'department', 'code'], required: true, example: 'ABC', comment: 'Code of the agency that set it aside.' })
const OBJECT_CODE = importColumn({ field: 'objectCode', names: ['object', 'billing group'], required: true, example: 'E10', comment: 'Object code for which it may be billed.' })
const AMOUNT = importColumn({ field: 'amount', names: ['encumbrance', 'encumbered', 'encumbered amount', 'dollars'], required: true, example: '125,000.00', comment: 'Dollars, at the cent.' })
const APPROVED = importColumn({ field: 'approvedOn', names: ['approved', 'approval date', 'approved date', 'date'], example: '2004-07-01', comment: 'The day on which it was approved, as YYYY-MM-DD; nothing is billed before. Not yet where it is empty.' })

const DOLLARS = decimalField({ unit: 'USD', places: 2, from: 0, isStated: true })
const LONG = textField(20_000)

function keyOf(model: ImportModel, row: ImportRow, version: VersionKey): Pick<Encumbrance, 'id' | 'customerId' | 'objectCode'> | undefined {
  const customer = model.customer(row.text(AGENCY))
  if (!customer.ok) row.say(AGENCY, customer.failure)
  const objectCode = row.text(OBJECT_CODE).toUpperCase()
  if (objectCode.length > 40) row.say(OBJECT_CODE, issue('text-too-long', 'The object code is longer than 40 characters.', { remedy: 'Write the code alone.' }))
  if (!customer.ok || row.isRefused) return undefined
  return { id: encumbranceId({ version, customerId: customer.value.id, objectCode }), customerId: customer.value.id, objectCode }
}

/** What an encumbrance says that no bill will read, or that holds bills back (BILL-7, BILL-8). */
function sayOddities(model: ImportModel, row: ImportRow, { version, customerId, objectCode, approvedOn }: Pick<Encumbrance, 'version' | 'customerId' | 'objectCode' | 'approvedOn'>): void {
  const { draft } = model
  const of = readVersionKey(version)
  if (of === undefined) return
  if (of.basis !== 'plan') row.say(BASIS, issue('nothing-to-change', `Bills go by the encumbrances of the plan: none reads one of the ${of.basis} figures.`, { severity: 'warning', remedy: 'Write "plan" as its basis.' }))
  if (of.basis === 'plan' && !yearsOf(draft).some(({ key }) => key === version)) row.say(FISCAL_YEAR, issue('version-missing', `The model has no rates of ${formatFiscalYear(of.fiscalYear)}: no bill reads the encumbrance before there are some.`, { severity: 'warning', remedy: 'See that the year is meant; it is taken in all the same.' }))
  if (![...draft.rate.values()].some((rate) => rate.objectCode === objectCode)) row.say(OBJECT_CODE, issue('unknown-reference', `No rate has the object code "${objectCode}", so that no bill reads the encumbrance.`, { severity: 'warning', remedy: 'Write the object code of a rate.' }))
  if (of.basis === 'plan' && approvedOn !== null) sayLate(model, row, { fiscalYear: of.fiscalYear, customerId, objectCode, approvedOn })
}

/** The months that wait for the approval, and how many of them have usage (BILL-8). */
function sayLate({ draft, request }: ImportModel, row: ImportRow, { fiscalYear, customerId, objectCode, approvedOn }: { readonly fiscalYear: FiscalYear; readonly customerId: string; readonly objectCode: string; readonly approvedOn: IsoDate }): void {
  const months = monthsOfYear(fiscalYear, fiscalYearFirstMonth(draft))
  const waiting = months.filter((month) => month < monthOfDay(approvedOn))
  const [first, last] = [waiting[0], waiting.at(-1)]
  if (first === undefined || last === undefined) return
  if (waiting.length === months.length) {
    row.say(APPROVED, issue('dates-out-of-order', `It is approved after ${formatFiscalYear(fiscalYear)} ended: nothing of the year is ever billed under it (BILL-8).`, { severity: 'warning', remedy: 'Check its fiscal year and its date.' }))
    return
  }
  const used = request.usedMonths?.({ customerId, objectCode }).filter((month) => waiting.includes(month)) ?? []
  const which = used.length === 0 ? '' : ` There is usage of ${used.map(monthWords).join(', ')}, which is held back until then.`
  const span = first === last ? `${monthWords(first)} is` : `${monthWords(first)} to ${monthWords(last)} are`
  row.say(APPROVED, issue('dates-out-of-order', `It is approved after the year began: ${span} not billed before ${monthWords(monthOfDay(approvedOn))} (BILL-8).${which}`, { severity: used.length === 0 ? 'note' : 'warning', remedy: 'Correct the day where it is wrong; else it holds as it is.' }))
}

export const ENCUMBRANCES: ImportKind = {
  kind: 'encumbrances', one: 'encumbrance', many: 'encumbrances', rowsOfOne: 'one', oneOf: [], years: 'any',
  columns: [FISCAL_YEAR, BASIS, AGENCY, OBJECT_CODE, AMOUNT, APPROVED, NOTE, SOURCE],
  keyOf: (model, row, version) => keyOf(model, row, version)?.id,
  titleOf: (row) => ({ code: row.text(AGENCY), title: row.text(OBJECT_CODE) }),
  plan(model, record, version) {
    const key = keyOf(model, record.first, version)
    const amount = record.read(AMOUNT, DOLLARS)
    const was = key === undefined ? undefined : model.draft.encumbrance.get(key.id)
    const approvedOn = record.has(APPROVED) ? (record.read(APPROVED, dateOrNull) ?? null) : (was?.approvedOn ?? null)
    const note = record.has(NOTE) ? (record.read(NOTE, LONG) ?? '') : (was?.note ?? '')
    if (key === undefined || record.isRefused || amount === undefined) return
    sayOddities(model, record.first, { ...key, version, approvedOn })
    model.want('encumbrance', { before: was, row: record.first, after: { ...key, version, amount, approvedOn, note, source: sourceOf(model, record, was?.source) } })
  },
}
