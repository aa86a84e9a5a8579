/** How a bill came about: lines, months, quantities and prices, down to the batch or the typed quantity (BILL-1, BILL-7, BILL-14). */
import { usdOfCents } from '../cents.ts'
import { formatFixed, toText, decimal, type AnyDecimalText } from '../decimal.ts'
import type { Explanation } from '../explanation.ts'
import type { Draft } from '../model/draft.ts'
import type { Customer, OneTimeItem } from '../model/billing-tables.ts'
import { monthWords, monthOfDay, type Month } from '../month.ts'
import type { ResolvedPrice } from '../rates/comparison.ts'
import { formatPrice } from '../rates/price-text.ts'
import type { CatalogEntry } from '../rates/price-columns.ts'
import { priceId } from '../model/tables.ts'
import { billSlot } from './bill-book.ts'
import { billedAmount, priceInMonth } from './billed-prices.ts'
import { minimumCents, type BillingYear } from './billing-year.ts'
import { unitsOfMicro } from '../micro-units.ts'
import { READY_WORDS } from './line-factors.ts'
import { adjustmentsOf, firstLineOf, itemWords } from './statement.ts'
import { MONTHS } from './usage-columns.ts'

/** Where a quantity comes from; null when nobody knows. */
export type QuantityOrigin = (key: { readonly customerId: string; readonly rateId: string; readonly month: Month }) => Explanation['origin']

type Asked = {
  readonly draft: Draft
  readonly bills: BillingYear
  readonly customerId: string
  /** Null: the whole year. */
  readonly month: Month | null
  readonly originOf: QuantityOrigin
  /** How a quantity came about, where it was not recorded but projected. */
  readonly quantityOf?: (key: Parameters<QuantityOrigin>[0]) => Explanation | null
}
type At = Asked & { readonly customer: Customer; readonly at: number }

type Fields = Pick<Explanation, 'label' | 'value' | 'unit' | 'ruleId' | 'formula' | 'operation'> & Partial<Pick<Explanation, 'text' | 'origin'>>

function explained(fields: Fields, inputs: readonly Explanation[] = []): Explanation {
  const places = fields.value === null ? 0 : Math.max(fields.unit === 'USD' ? 2 : 0, decimal(fields.value).decimalPlaces())
  return { ...fields, text: fields.text ?? (fields.value === null ? '' : formatFixed(fields.value, places)), origin: fields.origin ?? null, inputs }
}

/** A sum, or a zero of nothing. */
function added(fields: Omit<Fields, 'operation'>, inputs: readonly Explanation[]): Explanation {
  return explained({ ...fields, operation: inputs.length === 0 ? { kind: 'products', places: 2, terms: [] } : { kind: 'sum' } }, inputs)
}

/**
 * A customer's bill of a month, or of the year; undefined for a customer or month that is not there.
 *
 * @example explainBill({ draft, bills, customerId: 'dma', month: null, originOf })?.value // the year's bill
 */
export function explainBill(asked: Asked): Explanation | undefined {
  const found = atCustomer(asked)
  if (found === undefined) return undefined
  const { bills, at, month, customer } = found
  const months = monthsOf(found)
  const lines = bills.entries.flatMap((entry, rate) => explainRate(found, { entry, rate }) ?? [])
  const minimums = months.flatMap((each) => bills.billingGroups.flatMap((_, billingGroup) => explainMinimum(found, { month: each, billingGroup }) ?? []))
  const adjustments = adjustmentsOf(found.draft, customer.id).flatMap((each) =>
    months.some((index) => bills.months[index] === monthOfDay(each.chargedOn))
      ? [explained({ label: `${each.reason} (${each.chargedOn})`, value: each.amount, unit: 'USD', ruleId: 'BILL-14', formula: 'A dated credit or adjustment, as it was typed.', operation: { kind: 'typed' }, origin: { table: 'billAdjustment', id: each.id, source: [each.author, each.source].filter(Boolean).join('; ') } })]
      : [])
  const total = months.reduce((sum, each) => sum + totalOfMonth(bills, at, each), 0n)
  return added({ label: `Bill of ${customer.code}, ${month === null ? `FY${bills.usage.fiscalYear}` : monthWords(month)}`, value: usdOfCents(total), unit: 'USD', ruleId: 'NUM-2', formula: 'The sum of its rounded lines, minimum adjustments, credits and adjustments.' }, [...lines, ...minimums, ...adjustments])
}

/** One resource of a customer's bill. */
/** `itemId`: one of its one-time items; null: its usage without them; absent: all of it. */
export function explainBillLine(asked: Asked & { readonly rateId: string; readonly itemId?: string | null }): Explanation | undefined {
  const found = atCustomer(asked)
  const rate = asked.bills.entries.findIndex((each) => each.rate.id === asked.rateId)
  const entry = asked.bills.entries[rate]
  return found === undefined || entry === undefined ? undefined : explainRate(found, { entry, rate, ...(asked.itemId === undefined ? {} : { itemId: asked.itemId }) })
}

function atCustomer(asked: Asked): At | undefined {
  const customer = asked.draft.customer.get(asked.customerId)
  const at = asked.bills.customerIndex.get(asked.customerId)
  const isOfYear = asked.month === null || asked.bills.months.includes(asked.month)
  return customer === undefined || at === undefined || !isOfYear ? undefined : { ...asked, customer, at }
}

function monthsOf({ bills, month }: Pick<Asked, 'bills' | 'month'>): readonly number[] {
  return month === null ? Array.from({ length: MONTHS }, (_, index) => index) : [bills.months.indexOf(month)]
}

function totalOfMonth({ book, billingGroups }: BillingYear, customer: number, month: number): bigint {
  return billingGroups.reduce((sum, _, billingGroup) => {
    const slot = billSlot({ customer, month, billingGroup }, billingGroups.length)
    return sum + (book.charges[slot] ?? 0n) + (book.credits[slot] ?? 0n) + (book.minimumAdjustments[slot] ?? 0n) + (book.plan.adjustments[slot] ?? 0n)
  }, 0n)
}

function explainRate(found: At, { entry, rate, itemId }: { readonly entry: CatalogEntry; readonly rate: number; readonly itemId?: string | null }): Explanation | undefined {
  const { bills, at, month } = found
  const { usage, columns } = bills.book
  const wanted = new Set(monthsOf(found))
  const lines: Explanation[] = []
  let sum = 0n
  for (let line = firstLineOf(bills, rate, at); line < (usage.rateStart[rate + 1] ?? 0) && usage.customer[line] === at; line += 1) {
    const index = usage.month[line] ?? 0
    const amount = columns[rate]?.amounts[line - (usage.rateStart[rate] ?? 0)] ?? 0n
    const item = bills.items.get(line) ?? null
    const isAsked = wanted.has(index) && (itemId === undefined || itemId === (item?.id ?? null))
    const explanation = isAsked ? explainLine(found, { entry, index, quantity: usage.quantity[line] ?? 0n, amount, item }) : undefined
    if (explanation === undefined) continue
    sum += amount
    lines.push(explanation)
  }
  if (lines.length === 0) return undefined
  if (month !== null && lines.length === 1) return lines[0]
  return added({ label: entry.rate.title, value: usdOfCents(sum), unit: 'USD', ruleId: 'BILL-1', formula: 'The sum of the rounded months.', origin: { table: 'rate', id: entry.rate.id, source: '' } }, lines)
}

/** Where the rows are not beside it. */
const RATED_WORDS = 'Rated from raw usage: one month alone shows up to 500 of its rows, where the rules of today rate them the same.'

/** How much of a one-time item there is. */
export function itemQuantity(item: OneTimeItem, unit: string): Explanation {
  return explained({ label: `${item.reason}: quantity`, value: item.quantity, unit, ruleId: 'BILL-1', formula: 'A one-time item: a line of its own, as it was typed.', operation: { kind: 'typed' }, origin: { table: 'oneTimeItem', id: item.id, source: [item.author, item.source].filter(Boolean).join('; ') } })
}

function isRated({ usageBatch }: Draft, origin: Explanation['origin']): boolean {
  return origin?.table === 'usageBatch' && usageBatch.get(origin.id)?.kind === 'measures'
}

function explainLine({ draft, bills, customer, originOf, quantityOf }: At, { entry, index, quantity, amount, item }: { readonly entry: CatalogEntry; readonly index: number; readonly quantity: bigint; readonly amount: bigint; readonly item: OneTimeItem | null }): Explanation | undefined {
  const month = bills.months[index]
  const price = priceInMonth(bills.calendar, { rateId: entry.rate.id, customerClass: customer.customerClass, month: index })
  const unitPrice = price === undefined ? null : billedAmount(price)
  if (month === undefined || price === undefined || unitPrice === null) return undefined
  const key = { customerId: customer.id, rateId: entry.rate.id, month }
  const origin = originOf(key)
  const units = item !== null ? itemQuantity(item, entry.rate.billableUnit) : quantityOf?.(key) ?? explained({
    label: `${entry.rate.title}, ${monthWords(month)}: quantity`, value: unitsOfMicro(quantity), unit: entry.rate.billableUnit, ruleId: 'NUM-7', formula: `Summed over the month, in millionths of a unit. ${isRated(draft, origin) ? RATED_WORDS : READY_WORDS}`, operation: { kind: 'typed' }, origin,
  })
  const fields = { label: item === null ? `${entry.rate.title}, ${monthWords(month)}` : `${entry.rate.title}: ${itemWords(item)}`, value: usdOfCents(amount), unit: 'USD', ruleId: 'BILL-1', origin: { table: 'rate', id: entry.rate.id, source: '' } } as const
  if (price.kind === 'contract-rate' || price.kind === 'varies') return explained({ ...fields, ruleId: 'RATE-3', formula: 'The actual cost, rounded once to the cent.', operation: { kind: 'products', places: 2, terms: [['times']] } }, [units])
  const isPercent = price.kind === 'cost-plus-percent'
  return explained(
    { ...fields, formula: isPercent ? 'The cost with its percentage, rounded once to the cent.' : 'Quantity times published rate, rounded once to the cent.', operation: { kind: 'products', places: 2, terms: [['times', isPercent ? 'growth' : 'times']] } },
    [units, explainUnitPrice(draft, { price, value: isPercent ? price.percent : unitPrice, unit: entry.rate.billableUnit })],
  )
}

function explainUnitPrice(draft: Draft, { price, value, unit }: { readonly price: ResolvedPrice; readonly value: AnyDecimalText | null; readonly unit: string }): Explanation {
  const isPercent = price.kind === 'cost-plus-percent'
  const origin: Explanation['origin'] = price.override !== null
    ? { table: 'override', id: price.override.overrideId, source: draft.scenario.get(draft.override.get(price.override.overrideId)?.scenarioId ?? '')?.name ?? '' }
    : price.scheduleId === null ? { table: 'rate', id: price.rateId, source: price.note } : { table: 'price', id: priceId({ scheduleId: price.scheduleId, rateId: price.rateId, customerClass: price.customerClass }), source: price.note }
  const from = price.override !== null ? 'As the scenario has it.' : price.derivedIn === null ? 'As it stands in the schedule.' : 'As it comes out of the costs, rounded to its places.'
  return explained({ label: isPercent ? `Percentage on ${price.basisText === '' ? 'cost' : price.basisText}` : 'Rate', value, text: formatPrice(price), unit: isPercent ? '%' : `USD per ${unit}`, ruleId: isPercent ? 'RATE-3' : 'NUM-3', formula: from, operation: { kind: 'typed' }, origin })
}

function explainMinimum({ bills, at }: At, { month, billingGroup }: { readonly month: number; readonly billingGroup: number }): Explanation | undefined {
  const slot = billSlot({ customer: at, month, billingGroup }, bills.billingGroups.length)
  const amount = bills.book.minimumAdjustments[slot] ?? 0n
  const of = bills.months[month]
  if (amount === 0n || of === undefined) return undefined
  const minimum = usdOfCents(minimumCents(bills.policy, bills.calendar))
  return explained({ label: `Minimum of ${bills.billingGroups[billingGroup]}, ${monthWords(of)}`, value: usdOfCents(amount), unit: 'USD', ruleId: 'BILL-7', formula: 'The minimum charge less what was charged, without credits and adjustments.', operation: { kind: 'difference' } }, [
    explained({ label: 'Minimum charge', value: minimum, unit: 'USD', ruleId: 'BILL-7', formula: bills.policy.minimumRateId === null ? 'By the billing policy of the year.' : 'As published in the schedule.', operation: { kind: 'typed' }, origin: bills.policy.minimumRateId === null ? { table: 'billPolicy', id: bills.policy.id, source: bills.policy.note } : { table: 'rate', id: bills.policy.minimumRateId, source: '' } }),
    explained({ label: 'Charges above zero', value: toText<'USD'>(decimal(usdOfCents(bills.book.charges[slot] ?? 0n))), unit: 'USD', ruleId: 'BILL-7', formula: 'The lines of the month above zero, added up.', operation: { kind: 'typed' } }),
  ])
}
