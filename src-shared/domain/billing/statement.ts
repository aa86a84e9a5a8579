/** The statement of one customer: what was used, what it costs, what is due, and what is left of the encumbrance (BILL-1, BILL-7, BILL-8, BILL-14). */
import { usdOfCents } from '../cents.ts'
import type { Units, Usd } from '../decimal.ts'
import type { BillAdjustment, Customer, OneTimeItem } from '../model/billing-tables.ts'
import type { Draft } from '../model/draft.ts'
import type { CustomerClass } from '../model/tables.ts'
import { monthOfDay, type Month } from '../month.ts'
import { formatPrice } from '../rates/price-text.ts'
import type { CatalogEntry } from '../rates/price-columns.ts'
import { billSlot } from './bill-book.ts'
import { isBilledByCost, priceInMonth, whyNotBilled } from './billed-prices.ts'
import type { BillingYear } from './billing-year.ts'
import { accountOf, type GroupAccount } from './billing-account.ts'
import { datedCents } from './dated-lines.ts'
import { ALL_READY, lineFactors, type FactorsOf } from './line-factors.ts'
import { unitsOfMicro } from '../micro-units.ts'
import { MONTHS, type UsageColumns } from './usage-columns.ts'

/** One resource of a statement. `amount` is null where it could not be priced; `reason` says why. */
export type StatementLine = {
  readonly rateId: string
  /** The id of a one-time item, which is a line of its own (BILL-1); null for the sum of a rate's usage. */
  readonly itemId: string | null
  readonly code: string
  readonly title: string
  readonly serviceGroup: string
  readonly service: string
  readonly objectCode: string
  /** `CPU Hour`; `USD of cost` where the quantity is what was paid for the customer. */
  readonly unit: string
  readonly quantity: Units
  /** The rules' figures behind a quantity that was rated from raw usage, and whose price it pays (see `lineFactors`); empty for a ready quantity at everybody's price. */
  readonly factors: string
  /** As the schedule shows it; `several` where it changed within the months of the line. */
  readonly price: string
  readonly amount: Usd | null
  readonly reason: string
}

/** What goes out under one object code. */
export type StatementGroup = {
  readonly objectCode: string
  readonly lines: readonly StatementLine[]
  /** Dated lines beside usage, in order of date. */
  readonly adjustments: readonly BillAdjustment[]
  /** The one-time items that are lines of their own here. */
  readonly items: readonly OneTimeItem[]
  readonly charges: Usd
  readonly minimum: Usd
  readonly subtotal: Usd
  readonly account: GroupAccount
}

export type Statement = {
  readonly customer: Customer
  /** Null: the whole year. */
  readonly month: Month | null
  readonly months: readonly Month[]
  readonly groups: readonly StatementGroup[]
  readonly total: Usd
  /** All months up to this one. */
  readonly yearToDate: Usd
  readonly billed: Usd
  readonly heldBack: Usd
  /** The year's total if the months without usage cost what the months with usage did on average, dated lines counting once; null where there is no usage. */
  readonly projectedYear: Usd | null
  readonly unpriced: readonly StatementLine[]
}

type Asked = { readonly draft: Draft; readonly bills: BillingYear; readonly customerId: string; readonly month: Month | null; /** Of this customer. */ readonly factorsOf?: FactorsOf }

/**
 * The statement of a month, or of the year; undefined for a customer that is not there or a month of another year.
 * Its total is the sum of its rounded lines, adjustments and minimum adjustments (NUM-2).
 *
 * @example statementOf({ draft, bills, customerId: 'dma', month: month('2003-10') })?.total // '12345.67'
 */
export function statementOf({ draft, bills, customerId, month, factorsOf = ALL_READY }: Asked): Statement | undefined {
  const customer = draft.customer.get(customerId)
  const at = bills.customerIndex.get(customerId)
  const upTo = month === null ? MONTHS - 1 : bills.months.indexOf(month)
  if (customer === undefined || at === undefined || upTo === -1) return undefined
  const span = { from: month === null ? 0 : upTo, to: upTo }
  const lines = linesOf(bills, { customer, at, span, factorsOf })
  const groups = bills.billingGroups.flatMap((objectCode, billingGroup) => groupOf({ draft, bills, customer, at, billingGroup, objectCode, span, lines }) ?? [])
  const yearToDate = groups.reduce((sum, { account }) => sum + (account.cents.yearToDate[upTo] ?? 0n), 0n)
  return {
    customer, month, months: bills.months, groups,
    total: usdOfCents(groups.reduce((sum, each) => sum + totalIn(each.account, span), 0n)), yearToDate: usdOfCents(yearToDate),
    billed: usdOfCents(groups.reduce((sum, { account }) => sum + sumOf(account.cents.billed, span), 0n)), heldBack: usdOfCents(groups.reduce((sum, { account }) => sum + (account.cents.heldBack[upTo] ?? 0n), 0n)),
    projectedYear: projectedYear(bills, at), unpriced: lines.filter((line) => line.amount === null),
  }
}

type Span = { readonly from: number; readonly to: number }

function sumOf(months: readonly bigint[], { from, to }: Span): bigint {
  return months.slice(from, to + 1).reduce((sum, each) => sum + each, 0n)
}

function totalIn(account: GroupAccount, span: Span): bigint {
  return sumOf(account.cents.total, span)
}

type Sums = { quantity: bigint; amount: bigint; firstMonth: number; prices: Set<string>; reason: string | null; months: (ReadonlySet<string> | null)[]; customerClasses: Set<CustomerClass>; readonly item: OneTimeItem | null }

function linesOf(bills: BillingYear, { customer, at, span, factorsOf }: { readonly customer: Customer; readonly at: number; readonly span: Span; readonly factorsOf: FactorsOf }): readonly StatementLine[] {
  const { usage, columns } = bills.book
  return bills.entries.flatMap((entry, rate) => {
    const start = usage.rateStart[rate] ?? 0
    const amounts = columns[rate]?.amounts
    const sumsOf = new Map<string, Sums>()
    for (let line = firstLineOf(bills, rate, at); line < (usage.rateStart[rate + 1] ?? 0) && usage.customer[line] === at; line += 1) {
      const month = usage.month[line] ?? 0
      if (month < span.from || month > span.to) continue
      const price = priceInMonth(bills.calendar, { rateId: entry.rate.id, customerClass: customer.customerClass, month })
      const item = bills.items.get(line) ?? null
      const sums = sumsOf.get(item?.id ?? '') ?? { quantity: 0n, amount: 0n, firstMonth: month, prices: new Set<string>(), reason: null, months: [], customerClasses: new Set<CustomerClass>(), item }
      sumsOf.set(item?.id ?? '', sums)
      sums.quantity += usage.quantity[line] ?? 0n
      sums.amount += amounts?.[line - start] ?? 0n
      sums.prices.add(price === undefined ? '' : formatPrice(price))
      sums.reason ??= whyNotBilled(price)
      const of = bills.months[month]
      sums.months.push(of === undefined || item !== null ? null : factorsOf({ rateId: entry.rate.id, month: of }))
      if (price !== undefined) sums.customerClasses.add(price.customerClass)
    }
    return [...sumsOf.values()].map((sums) => lineOf(entry, { ...sums, unit: unitOf(bills, { entry, customer, month: sums.firstMonth }) }))
  })
}

/** The first line of a customer among those of a rate, which stand in the order of customers. */
export function firstLineOf({ book }: Pick<BillingYear, 'book'>, rate: number, customer: number): number {
  const { usage } = book
  let low = usage.rateStart[rate] ?? 0
  let high = usage.rateStart[rate + 1] ?? 0
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((usage.customer[middle] ?? 0) < customer) low = middle + 1
    else high = middle
  }
  return low
}

function unitOf(bills: BillingYear, { entry, customer, month }: { readonly entry: CatalogEntry; readonly customer: Customer; readonly month: number }): string {
  const price = priceInMonth(bills.calendar, { rateId: entry.rate.id, customerClass: customer.customerClass, month })
  return price !== undefined && isBilledByCost(price) ? 'USD of cost' : entry.rate.billableUnit
}

/** What tells an item from others. @example itemWords(item) // 'Move of the pilot station, 2004-03-25' */
export function itemWords({ reason, chargedOn }: OneTimeItem): string {
  return `${reason}, ${chargedOn}`
}

function lineOf({ rate, service, serviceGroup }: CatalogEntry, sums: Omit<Sums, 'firstMonth'> & { readonly unit: string }): StatementLine {
  const [price = '', ...others] = sums.prices
  return {
    rateId: rate.id, itemId: sums.item?.id ?? null, code: rate.code, title: sums.item === null ? rate.title : `${rate.title}: ${itemWords(sums.item)}`, serviceGroup: serviceGroup.name, service: service.name, objectCode: rate.objectCode, unit: sums.unit, quantity: unitsOfMicro(sums.quantity), factors: lineFactors(sums),
    price: others.length === 0 ? price : 'several', amount: sums.reason === null ? usdOfCents(sums.amount) : null, reason: sums.reason ?? '',
  }
}

type GroupParts = {
  readonly draft: Draft
  readonly bills: BillingYear
  readonly customer: Customer
  readonly at: number
  readonly billingGroup: number
  readonly objectCode: string
  readonly span: Span
  readonly lines: readonly StatementLine[]
}

/** Undefined for a group of which the customer has nothing. */
function groupOf({ draft, bills, customer, at, billingGroup, objectCode, span, lines }: GroupParts): StatementGroup | undefined {
  const own = lines.filter((line) => line.objectCode === objectCode)
  const inSpan = new Set(bills.months.slice(span.from, span.to + 1))
  const adjustments = adjustmentsOf(draft, customer.id).filter((each) => each.objectCode === objectCode && inSpan.has(monthOfDay(each.chargedOn)))
  const account = accountOf({ draft, bills, customer, at, billingGroup, objectCode, upTo: span.to })
  if (own.length === 0 && adjustments.length === 0 && account.cents.yearToDate.every((each) => each === 0n) && account.encumbrance === null) return undefined
  const { book, billingGroups } = bills
  let [charges, minimum] = [0n, 0n]
  for (let month = span.from; month <= span.to; month += 1) {
    const slot = billSlot({ customer: at, month, billingGroup }, billingGroups.length)
    charges += (book.charges[slot] ?? 0n) + (book.credits[slot] ?? 0n)
    minimum += book.minimumAdjustments[slot] ?? 0n
  }
  const itemIds = new Set(own.flatMap((line) => (line.itemId === null ? [] : [line.itemId])))
  const items = [...bills.items.values()].filter(({ id }) => itemIds.has(id))
  return { objectCode, lines: own, adjustments, items, charges: usdOfCents(charges), minimum: usdOfCents(minimum), subtotal: usdOfCents(totalIn(account, span)), account }
}

const adjustmentsByCustomer = new WeakMap<Draft['billAdjustment'], ReadonlyMap<string, readonly BillAdjustment[]>>()

/** A customer's credits and adjustments, by date. */
export function adjustmentsOf(draft: Pick<Draft, 'billAdjustment'>, customerId: string): readonly BillAdjustment[] {
  let byCustomer = adjustmentsByCustomer.get(draft.billAdjustment)
  if (byCustomer === undefined) {
    const inOrder = [...draft.billAdjustment.values()].toSorted((left, right) => (left.chargedOn < right.chargedOn ? -1 : left.chargedOn > right.chargedOn ? 1 : left.id < right.id ? -1 : 1))
    byCustomer = Map.groupBy(inOrder, (each) => each.customerId)
    adjustmentsByCustomer.set(draft.billAdjustment, byCustomer)
  }
  return byCustomer.get(customerId) ?? []
}

const monthsUsed = new WeakMap<UsageColumns, readonly boolean[]>()

/** The months of the year for which any customer has usage: the actual ones of a year in progress, of which a one-time item makes none. Looked through once for the same usage. */
export function monthsWithUsage({ book, items }: Pick<BillingYear, 'book' | 'items'>): readonly boolean[] {
  const known = monthsUsed.get(book.usage)
  if (known !== undefined) return known
  const used = Array.from({ length: MONTHS }, () => false)
  for (const [line, month] of book.usage.month.entries()) if (!items.has(line)) used[month] = true
  monthsUsed.set(book.usage, used)
  return used
}

function projectedYear(bills: BillingYear, at: number): Usd | null {
  const isUsed = monthsWithUsage(bills)
  const used = isUsed.filter(Boolean).length
  if (used === 0) return null
  const total = bills.book.bills[at] ?? 0n
  const monthly = isUsed.reduce((sum, is, month) => (is ? sum + monthlyCents(bills, { at, month }) : sum), 0n)
  // Half up, away from zero (NUM-2).
  const product = monthly * BigInt(MONTHS - used) * 2n
  const divisor = BigInt(used) * 2n
  return usdOfCents(total + (product + (product < 0n ? -BigInt(used) : BigInt(used))) / divisor)
}

/** What a customer's month costs but for its dated lines, under all object codes. */
function monthlyCents(bills: BillingYear, { at, month }: { readonly at: number; readonly month: number }): bigint {
  const { book, billingGroups } = bills
  return billingGroups.reduce((sum, _, billingGroup) => {
    const slot = billSlot({ customer: at, month, billingGroup }, billingGroups.length)
    return sum + (book.charges[slot] ?? 0n) + (book.credits[slot] ?? 0n) + (book.minimumAdjustments[slot] ?? 0n) + (book.plan.adjustments[slot] ?? 0n) - (datedCents(bills)[slot] ?? 0n)
  }, 0n)
}
