/**
 * The bills of all customers of a model for one year's usage at one version's prices: the one function behind the matrix, the
 * statements, the impact, the workbooks and the CLI (BILL-1, BILL-7, BILL-14).
 */
import { cents } from '../cents.ts'
import { decimal, round, toText, type AnyDecimalText } from '../decimal.ts'
import { issue, type Issue } from '../issues.ts'
import type { BillPolicy, Customer } from '../model/billing-tables.ts'
import type { Draft } from '../model/draft.ts'
import { fiscalYearFirstMonth } from '../model/integrity.ts'
import { CUSTOMER_CLASSES } from '../model/tables.ts'
import { monthWords, monthOfDay, monthsOfYear, type Month } from '../month.ts'
import { catalogOrder, type CatalogEntry } from '../rates/price-columns.ts'
import { ok, refused, type Result } from '../result.ts'
import type { UsageOfYear } from '../usage/effective-usage.ts'
import { versionKey, type Version } from '../version.ts'
import { billBook, billSlot, withRates, type BillBook, type BillingPlan } from './bill-book.ts'
import { billedAmount, billedTexts, priceCalendar, priceInMonth, pricesOfTexts, rateKeys, ratesBetween, type PriceCalendar, type RateKeys } from './billed-prices.ts'
import { billPolicyOf } from './default-bill-policy.ts'
import { placedItems, withItems, type WithItems } from './item-lines.ts'
import type { AmountOutOfRange } from './price-columns.ts'
import { MONTHS, usageColumns, type UsageColumns } from './usage-columns.ts'

/** Bills as a whole: what stands at an index of the book. */
export type BillingYear = {
  readonly version: Version
  /** Whose quantities are priced; its fiscal year may be another one than the version's. */
  readonly usage: UsageOfYear
  /** The months of the usage's year. */
  readonly months: readonly Month[]
  readonly customers: readonly Customer[]
  readonly customerIndex: ReadonlyMap<string, number>
  readonly entries: readonly CatalogEntry[]
  /** Object codes under which bills go out apart (BILL-8), in order. */
  readonly billingGroups: readonly string[]
  readonly policy: BillPolicy
  readonly calendar: PriceCalendar
  readonly book: BillBook
  /** One-time items by their lines in the book's usage (BILL-1). */
  readonly items: WithItems['items']
}

type Frame = Pick<BillingYear, 'months' | 'customers' | 'customerIndex' | 'entries' | 'billingGroups' | 'policy'>
type Inputs = { readonly draft: Draft; readonly version: Version; readonly usage: UsageOfYear }

/** Lines as columns over all customers and rates of a model; kept as long as the usage lives. */
type Columns = { readonly customers: Draft['customer']; readonly entries: readonly CatalogEntry[]; readonly columns: UsageColumns }
const knownColumns = new WeakMap<UsageOfYear, Columns>()
/** The prices of a book as texts by rate: what tells which of them an edit has changed. */
type PriceTexts = readonly (readonly (AnyDecimalText | null)[])[]
const textsOf = new WeakMap<BillBook, PriceTexts>()
/** What a book's plan was made of. */
const inputsOf = new WeakMap<BillBook, Inputs>()

/**
 * Prices a year. Given the bills before an edit, only rates whose billed prices differ are priced again.
 * Refused (`number-out-of-range`) where a quantity, a line or a total leaves its range; the issue names customer, rate and month.
 *
 * @example billingYear({ draft, version: planOf(fiscalYear(2004)), usage }).value.book.bills // cents by customer
 */
export function billingYear(inputs: Inputs, former?: BillingYear): Result<BillingYear> {
  const { draft, version, usage } = inputs
  const kept = former !== undefined && isSameFrame(former, inputs) ? former : undefined
  const frame = kept ?? frameOf(inputs)
  const calendar = priceCalendar(draft, version)
  const before = kept === undefined ? undefined : textsOf.get(kept.book)
  const changed = kept === undefined || before === undefined ? undefined : ratesBetween(kept.calendar, calendar)
  const texts = before === undefined || changed === undefined ? keysOf(frame.entries).map((keys) => billedTexts(calendar, keys)) : textsAfter(before, { draft, calendar, changed })
  const columns: Result<WithItems> = kept === undefined ? columnsWithItems(inputs, frame) : ok({ columns: kept.book.usage, items: kept.items })
  if (!columns.ok) return columns
  const plan = kept === undefined ? billingPlan({ draft, frame, calendar }) : planAfter(kept.book.plan, { ...frame, policy: billPolicyOf(draft, version) }, calendar)
  const comparable = kept !== undefined && before !== undefined && calendar.length === kept.calendar.length && isSamePlan(kept.book.plan, plan)
  const book = comparable ? edited(kept, { calendar, texts, before }) : billBook({ usage: columns.value.columns, prices: texts.map((each) => pricesOfTexts(calendar, each)), plan })
  if (!book.ok) return refused([outOfRange(book.failure, frame)])
  textsOf.set(book.value, texts)
  inputsOf.set(book.value, inputs)
  return ok({ version, usage, months: frame.months, customers: frame.customers, customerIndex: frame.customerIndex, entries: frame.entries, billingGroups: frame.billingGroups, policy: billPolicyOf(draft, version), calendar, book: book.value, items: columns.value.items })
}

const knownKeys = new WeakMap<readonly CatalogEntry[], readonly RateKeys[]>()

function keysOf(entries: readonly CatalogEntry[]): readonly RateKeys[] {
  const known = knownKeys.get(entries)
  if (known !== undefined) return known
  const keys = entries.map(({ rate }) => rateKeys(rate.id))
  knownKeys.set(entries, keys)
  return keys
}

/** The same texts where no price of any rate is another one. */
function textsAfter(before: PriceTexts, { draft, calendar, changed }: { readonly draft: Draft; readonly calendar: PriceCalendar; readonly changed: ReadonlySet<string> }): PriceTexts {
  if (changed.size === 0) return before
  const { entries, indexOf } = catalogOrder(draft)
  const keys = keysOf(entries)
  const texts = [...before]
  for (const rateId of changed) {
    const at = indexOf.get(rateId)
    const ofRate = at === undefined ? undefined : keys[at]
    if (at !== undefined && ofRate !== undefined) texts[at] = billedTexts(calendar, ofRate)
  }
  return texts
}

function edited(kept: BillingYear, { calendar, texts, before }: { readonly calendar: PriceCalendar; readonly texts: PriceTexts; readonly before: PriceTexts }): Result<BillBook, AmountOutOfRange> {
  if (texts === before) return ok(kept.book)
  const edits = texts.flatMap((each, rate) => (each === before[rate] || isSameTexts(each, before[rate]) ? [] : [{ rate, prices: pricesOfTexts(calendar, each) }]))
  return edits.length === 0 ? ok(kept.book) : withRates(kept.book, edits)
}

function isSameTexts(left: readonly (string | null)[], right: readonly (string | null)[] | undefined): boolean {
  return right !== undefined && left.length === right.length && left.every((each, at) => each === right[at])
}

function isSameFrame(former: BillingYear, { draft, version, usage }: Inputs): boolean {
  const inputs = inputsOf.get(former.book)
  return (
    inputs !== undefined && former.usage === usage && versionKey(former.version) === versionKey(version) && inputs.draft.customer === draft.customer && inputs.draft.billAdjustment === draft.billAdjustment && inputs.draft.oneTimeItem === draft.oneTimeItem &&
    inputs.draft.settings === draft.settings && former.entries === catalogOrder(draft).entries
  )
}

function isSamePlan(left: BillingPlan, right: BillingPlan): boolean {
  return left.minimums.length === right.minimums.length && left.minimums.every((minimum, at) => minimum === right.minimums[at])
}

function frameOf({ draft, version, usage }: Inputs): Frame {
  const customers = [...draft.customer.values()].toSorted((left, right) => left.position - right.position || (left.code < right.code ? -1 : 1))
  const { entries } = catalogOrder(draft)
  const groups = new Set([...entries.map(({ rate }) => rate.objectCode), ...[...draft.billAdjustment.values()].map((each) => each.objectCode)])
  return {
    months: monthsOfYear(usage.fiscalYear, fiscalYearFirstMonth(draft)), customers, customerIndex: new Map(customers.map((each, at) => [each.id, at])), entries,
    // The usual order of a statement: computer services (E10) before postal (E05).
    billingGroups: [...groups].toSorted((left, right) => (left < right ? 1 : -1)), policy: billPolicyOf(draft, version),
  }
}

const knownItems = new WeakMap<UsageColumns, { readonly table: Draft['oneTimeItem']; readonly value: WithItems }>()

/** The usage of the year with its one-time items; the same columns while neither changes. */
function columnsWithItems(inputs: Inputs, frame: Frame): Result<WithItems> {
  const columns = columnsOf(inputs, frame)
  if (!columns.ok) return columns
  const { draft } = inputs
  const known = knownItems.get(columns.value)
  if (known?.table === draft.oneTimeItem) return ok(known.value)
  const made = withItems(columns.value, placedItems(draft, { months: frame.months, customerIndex: frame.customerIndex, rateIndex: catalogOrder(draft).indexOf }))
  if (!made.ok) return refused([tooMuch(made.failure, frame)])
  knownItems.set(columns.value, { table: draft.oneTimeItem, value: made.value })
  return made
}

function tooMuch({ customer, rate }: { readonly customer: number; readonly rate: number }, { customers, entries }: Pick<Frame, 'customers' | 'entries'>): Issue {
  return issue('number-out-of-range', `The usage of ${customers[customer]?.code ?? ''} for ${entries[rate]?.rate.code ?? ''} is more than 1,000,000,000,000 units.`, { remedy: 'Correct the quantity.' })
}

function columnsOf({ draft, usage }: Inputs, { customers, customerIndex, entries }: Frame): Result<UsageColumns> {
  const known = knownColumns.get(usage)
  if (known !== undefined && known.customers === draft.customer && known.entries === entries) return ok(known.columns)
  const toCustomer = usage.customerIds.map((id) => customerIndex.get(id) ?? -1)
  const rateIndex = catalogOrder(draft).indexOf
  const toRate = usage.rateIds.map((id) => rateIndex.get(id) ?? -1)
  const isWhole = !toCustomer.includes(-1) && !toRate.includes(-1)
  const taken = isWhole ? undefined : Int32Array.from(usage.quantity.keys()).filter((line) => (toCustomer[usage.customer[line] ?? -1] ?? -1) >= 0 && (toRate[usage.rate[line] ?? -1] ?? -1) >= 0)
  const count = taken?.length ?? usage.quantity.length
  const customer = new Int32Array(count)
  const rate = new Int32Array(count)
  const month = taken === undefined ? usage.month : new Uint8Array(count)
  const quantity = taken === undefined ? usage.quantity : new BigInt64Array(count)
  for (let at = 0; at < count; at += 1) {
    const line = taken?.[at] ?? at
    customer[at] = toCustomer[usage.customer[line] ?? 0] ?? 0
    rate[at] = toRate[usage.rate[line] ?? 0] ?? 0
    if (taken !== undefined) {
      month[at] = usage.month[line] ?? 0
      quantity[at] = usage.quantity[line] ?? 0n
    }
  }
  const columns = usageColumns({
    customerCount: customers.length, rateCount: entries.length, customerClass: Uint8Array.from(customers, (each) => CUSTOMER_CLASSES.indexOf(each.customerClass)), customer, rate, month, quantity,
  })
  if (!columns.ok) return refused([tooMuch(columns.failure, { customers, entries })])
  knownColumns.set(usage, { customers: draft.customer, entries, columns: columns.value })
  return columns
}

function billingPlan({ draft, frame, calendar }: Pick<Inputs, 'draft'> & { readonly frame: Frame; readonly calendar: PriceCalendar }): BillingPlan {
  const { billingGroups, entries, customers, customerIndex, policy } = frame
  const groupOf = new Map(billingGroups.map((group, at) => [group, at]))
  const adjustments = new BigInt64Array(customers.length * MONTHS * billingGroups.length)
  const monthOf = new Map(frame.months.map((each, at) => [each, at]))
  for (const each of draft.billAdjustment.values()) {
    const month = monthOf.get(monthOfDay(each.chargedOn))
    const customer = customerIndex.get(each.customerId)
    const billingGroup = groupOf.get(each.objectCode)
    if (month === undefined || customer === undefined || billingGroup === undefined) continue
    const slot = billSlot({ customer, month, billingGroup }, billingGroups.length)
    adjustments[slot] = (adjustments[slot] ?? 0n) + cents(each.amount)
  }
  return { billingGroup: Uint8Array.from(entries, ({ rate }) => groupOf.get(rate.objectCode) ?? 0), minimums: minimumsOf({ billingGroups, policy }, calendar), adjustments }
}

function minimumsOf({ billingGroups, policy }: Pick<Frame, 'billingGroups' | 'policy'>, calendar: PriceCalendar): BigInt64Array {
  const minimum = minimumCents(policy, calendar)
  return BigInt64Array.from(billingGroups, (group) => (group === '' ? 0n : minimum))
}

/** The plan of the same frame, whose adjustments stay; only the minimum may be another one. */
function planAfter(plan: BillingPlan, frame: Pick<Frame, 'billingGroups' | 'policy'>, calendar: PriceCalendar): BillingPlan {
  const minimums = minimumsOf(frame, calendar)
  return minimums.every((minimum, at) => minimum === plan.minimums[at]) ? plan : { ...plan, minimums }
}

/** BILL-7: the published minimum where the policy names the rate that carries it, else the policy's own figure. */
export function minimumCents(policy: BillPolicy, calendar: PriceCalendar): bigint {
  const published = policy.minimumRateId === null ? undefined : priceInMonth(calendar, { rateId: policy.minimumRateId, customerClass: 'state', month: MONTHS - 1 })
  const amount = published === undefined ? null : billedAmount(published)
  return cents(amount === null ? policy.minimumCharge : toText<'USD'>(round(decimal(amount), 2)))
}

function outOfRange(failure: AmountOutOfRange, { customers, entries, months }: Frame): Issue {
  if (failure.code === 'total-out-of-range') return issue('number-out-of-range', 'The bills together are beyond all bounds.', { remedy: 'Look for a quantity or a rate that is too large.' })
  const [customer, entry, month] = [customers[failure.customer], entries[failure.rate], months[failure.month]]
  return issue('number-out-of-range', `The line of ${customer?.code ?? ''} for ${entry?.rate.title ?? ''} in ${month === undefined ? '' : monthWords(month)} is more than 1,000,000,000,000,000 dollars.`, {
    remedy: 'Correct the quantity or the rate.', ...(entry === undefined ? {} : { subject: { table: 'rate', id: entry.rate.id } }),
  })
}
