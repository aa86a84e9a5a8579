/** How the terms of an impact came about for one rate of one customer: months, quantities and both prices (BILL-9). */
import { usdOfCents } from '../cents.ts'
import { node } from '../costs/explain-derivation-nodes.ts'
import { Decimal, toText, type AnyDecimalText } from '../decimal.ts'
import type { Explanation, FactorRole } from '../explanation.ts'
import { unitsOfMicro } from '../micro-units.ts'
import type { Customer } from '../model/billing-tables.ts'
import type { Draft } from '../model/draft.ts'
import { monthWords } from '../month.ts'
import { formatPrice } from '../rates/price-text.ts'
import type { CatalogEntry } from '../rates/price-columns.ts'
import { assertNever } from '../result.ts'
import { formatVersion } from '../version-label.ts'
import type { CellTerm } from './bill-impact.ts'
import { billedAmount, priceInMonth } from './billed-prices.ts'
import type { BillingYear } from './billing-year.ts'
import { explainBillLine, itemQuantity, type QuantityOrigin } from './explain-bill.ts'
import type { Impact } from './impact.ts'
import { firstLineOf } from './statement.ts'

export type ImpactSide = 'before' | 'after'

/** What stands behind the two bills of an impact. */
export type ImpactSources = { readonly draft: Draft; readonly impact: Impact; /** Where quantities of a side come from. */ readonly originOf: (side: ImpactSide) => QuantityOrigin; readonly quantityOf?: (side: ImpactSide) => (key: Parameters<QuantityOrigin>[0]) => Explanation | null }
/** One rate of one customer, by their places. */
export type ImpactPlace = { readonly customer: Customer; readonly at: number; readonly entry: CatalogEntry; readonly rate: number }

const PLACES = 2
const ZERO: AnyDecimalText = toText(new Decimal(0))

export function sideLabel({ draft, impact }: ImpactSources, side: ImpactSide): string {
  const { version, usage } = impact[side]
  const label = formatVersion(draft, version)
  return usage.fiscalYear === version.fiscalYear ? label : `${label} on the usage of FY${usage.fiscalYear}`
}

type Factor = readonly [role: FactorRole, node: Explanation]

/** A sum of products, rounded once to the cent; the value is the impact's own. */
export function productsOf(fields: Pick<Explanation, 'label' | 'formula'> & { readonly cents: bigint }, terms: () => readonly (readonly Factor[])[]): Explanation {
  const { cents, ...words } = fields
  let known: readonly (readonly Factor[])[] | undefined
  const factors = (): readonly (readonly Factor[])[] => (known ??= terms())
  const shown = node({ ...words, value: usdOfCents(cents), unit: 'USD', ruleId: 'BILL-9', operation: { kind: 'typed' } }, () => factors().flatMap((term) => term.map(([, factor]) => factor)))
  return {
    ...words, value: shown.value, unit: 'USD', ruleId: 'BILL-9', origin: null,
    get text(): string { return shown.text },
    get inputs(): readonly Explanation[] { return shown.inputs },
    get operation(): Explanation['operation'] { return { kind: 'products', places: PLACES, terms: factors().map((term) => term.map(([role]) => role)) } },
  }
}

type Used = { readonly month: number; readonly quantity: Explanation }

function usedMonths(sources: ImpactSources, { customer, at, entry, rate }: ImpactPlace, side: ImpactSide): readonly Used[] {
  const bills = sources.impact[side]
  const { usage } = bills.book
  const used: Used[] = []
  for (let line = firstLineOf(bills, rate, at); line < (usage.rateStart[rate + 1] ?? 0) && usage.customer[line] === at; line += 1) {
    const month = usage.month[line] ?? 0
    const of = bills.months[month]
    if (of === undefined) continue
    const key = { customerId: customer.id, rateId: entry.rate.id, month: of }
    const item = bills.items.get(line)
    const quantity = item !== undefined ? itemQuantity(item, entry.rate.billableUnit) : sources.quantityOf?.(side)(key) ?? node({ label: `${monthWords(of)}: quantity`, value: unitsOfMicro(usage.quantity[line] ?? 0n), unit: entry.rate.billableUnit, ruleId: 'NUM-7', formula: 'Of the month, in millionths of a unit.', operation: { kind: 'typed' }, origin: sources.originOf(side)(key) }, () => [])
    used.push({ month, quantity })
  }
  return used
}

/** What a unit costs in a month; nothing where it has no price, as the bill counts it. */
function priceNode(sources: ImpactSources, { customer, entry }: ImpactPlace, { side, month }: { readonly side: ImpactSide; readonly month: number }): Explanation {
  const price = priceInMonth(sources.impact[side].calendar, { rateId: entry.rate.id, customerClass: customer.customerClass, month })
  const amount = price === undefined ? null : billedAmount(price)
  return node({ label: `Rate of ${formatVersion(sources.draft, sources.impact[side].version)}`, value: amount ?? ZERO, ...(price === undefined || amount === null ? {} : { text: formatPrice(price) }), unit: `USD per ${entry.rate.billableUnit}`, ruleId: 'NUM-3', formula: amount === null ? 'No price: it counts as nothing.' : 'As it holds in that month of the year.', operation: { kind: 'typed' }, origin: { table: 'rate', id: entry.rate.id, source: '' } }, () => [])
}

const EFFECT_WORDS = {
  price: ['Price effect', '(rate after - rate before) x quantity before, over the months, rounded once'],
  volume: ['Volume effect', 'rate before x (quantity after - quantity before), over the months, rounded once'],
  joint: ['Joint effect', '(rate after - rate before) x (quantity after - quantity before), over the months, rounded once'],
} as const satisfies Partial<Record<CellTerm, readonly [string, string]>>

/** Months in which both prices are the same have no price or joint effect, and are left out there. */
function effectTerms(sources: ImpactSources, place: ImpactPlace, effect: keyof typeof EFFECT_WORDS): readonly (readonly Factor[])[] {
  const prices = (month: number): readonly [Explanation, Explanation] => [priceNode(sources, place, { side: 'before', month }), priceNode(sources, place, { side: 'after', month })]
  const dearer = (side: ImpactSide, sign: 1 | -1): readonly (readonly Factor[])[] => usedMonths(sources, place, side).flatMap(({ month, quantity }) => {
    const [before, after] = prices(month)
    if (before.value === after.value) return []
    return [[[sign === 1 ? 'times' : 'negative', after], ['times', quantity]], [[sign === 1 ? 'negative' : 'times', before], ['times', quantity]]] as const
  })
  const atOld = (side: ImpactSide, sign: 1 | -1): readonly (readonly Factor[])[] => usedMonths(sources, place, side).map(({ month, quantity }) => [[sign === 1 ? 'times' : 'negative', prices(month)[0]], ['times', quantity]] as const)
  if (effect === 'price') return dearer('before', 1)
  if (effect === 'volume') return [...atOld('after', 1), ...atOld('before', -1)]
  return [...dearer('after', 1), ...dearer('before', -1)]
}

/** The rounded lines of a rate on one side, which explain themselves. */
export function explainSideLine(sources: ImpactSources, place: ImpactPlace, side: ImpactSide): Explanation {
  const { customer, at, entry, rate } = place
  const bills: BillingYear = sources.impact[side]
  const fields = { label: `${entry.rate.title}, ${sideLabel(sources, side)}`, value: usdOfCents(bills.book.columns[rate]?.byCustomer[at] ?? 0n), unit: 'USD', ruleId: 'BILL-1', origin: { table: 'rate', id: entry.rate.id, source: '' } } as const
  const quantityOf = sources.quantityOf?.(side)
  const line = explainBillLine({ draft: sources.draft, bills, customerId: customer.id, rateId: entry.rate.id, month: null, originOf: sources.originOf(side), ...(quantityOf === undefined ? {} : { quantityOf }) })
  return line === undefined ? node({ ...fields, formula: 'Nothing was billed.', operation: { kind: 'products', places: PLACES, terms: [] } }, () => []) : { ...line, ...fields }
}

/** One term of one rate of one customer. */
export function explainCell(sources: ImpactSources, place: ImpactPlace, term: CellTerm): Explanation {
  const column = sources.impact.impact.columns[place.rate]
  const { title } = place.entry.rate
  const cents = column?.terms[term]?.[place.at] ?? 0n
  const named = (words: string): string => `${title}: ${words}`
  switch (term) {
    case 'price':
    case 'volume':
    case 'joint':
      return productsOf({ label: named(EFFECT_WORDS[term][0].toLowerCase()), formula: EFFECT_WORDS[term][1], cents }, () => (column?.terms[term] === undefined ? [] : effectTerms(sources, place, term)))
    case 'difference':
      return node({ label: named('difference'), value: usdOfCents(cents), unit: 'USD', ruleId: 'BILL-9', formula: 'Its rounded lines after less those before.', operation: { kind: 'difference' } }, () => [explainSideLine(sources, place, 'after'), explainSideLine(sources, place, 'before')])
    case 'rounding':
      return productsOf({ label: named('rounding'), formula: 'What the rounded lines differ by beyond the price, volume and joint effect.', cents }, () => (column?.status === 'continuing' ? [[['times', explainCell(sources, place, 'difference')]], ...(['price', 'volume', 'joint'] as const).flatMap((effect) => (column.terms[effect] === undefined ? [] : [[['negative', explainCell(sources, place, effect)]] as const]))] : []))
    case 'new':
    case 'ended':
    case 'merged':
      return productsOf({ label: named(term), formula: column?.status === term ? `A ${term} service counts with the whole difference of its lines.` : `It is not ${term}.`, cents }, () => (column?.status === term ? [[['times', explainCell(sources, place, 'difference')]]] : []))
    default:
      return assertNever(term)
  }
}
