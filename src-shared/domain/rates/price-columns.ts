/**
 * The prices of a version as a column over the catalog, for comparisons of whole schedules.
 * Everything here depends on tables of the draft only; it is kept as long as those tables live, because an edit leaves most of them untouched.
 */
import { decimal, formatFixed, round, toText, type AnyDecimalText, type Decimal, type Percent, type UsdPerUnit } from '../decimal.ts'
import type { Draft } from '../model/draft.ts'
import { CUSTOMER_CLASSES, type CustomerClass, type LineOfBusiness, type PriceKind, type Rate, type Service, type ServiceGroup } from '../model/tables.ts'
import { assertNever } from '../result.ts'
import { baseOf, versionKey, type Version } from '../version.ts'
import { figureColumn, type FigureColumn } from './compare-kernel.ts'
import type { ComparedFigure, ComparisonBasis, ResolvedPrice } from './comparison.ts'
import { formatPrice } from './price-text.ts'
import { resolvePrices, type ResolvedPrices } from './resolve-prices.ts'

/** A rate with everything above it. */
export type CatalogEntry = { readonly rate: Rate; readonly service: Service; readonly serviceGroup: ServiceGroup; readonly lineOfBusiness: LineOfBusiness }

/**
 * All rates in the order of lines of business, groups, services and rates, and a slot for each rate and customer class:
 * slot `i` is the state price of rate `i`; other classes get slots after these as prices of theirs are met.
 */
export type CatalogOrder = {
  readonly entries: readonly CatalogEntry[]
  readonly indexOf: ReadonlyMap<string, number>
  /** Slots of the other classes by `index * CUSTOMER_CLASSES.length + class`; grows, never changes. */
  readonly otherSlots: Map<number, number>
}

export type PriceColumn = {
  readonly order: CatalogOrder
  readonly resolved: ResolvedPrices
  readonly basis: ComparisonBasis
  /** By slot. */
  readonly figures: readonly (ComparedFigure | undefined)[]
  readonly numbers: FigureColumn
  /** By slot: figures of one measure can be subtracted without a further look. */
  readonly measures: Uint8Array
}

/** `other` needs a look: words, a flat price, a kind that the version lacks on one side. */
export const MEASURE = { none: 0, usdPerUnit: 1, points: 2, other: 3 } as const

type Positioned = { readonly id: string; readonly position: number }
function byPosition(left: Positioned, right: Positioned): number {
  return left.position - right.position || (left.id < right.id ? -1 : left.id > right.id ? 1 : 0)
}

const orders = new WeakMap<Draft['rate'], { readonly inputs: Pick<Draft, 'service' | 'serviceGroup' | 'lineOfBusiness'>; readonly order: CatalogOrder }>()

/** The catalog in its order; a rate whose service, group or line of business is missing does not appear. */
export function catalogOrder(draft: Draft): CatalogOrder {
  const known = orders.get(draft.rate)
  if (known && known.inputs.service === draft.service && known.inputs.serviceGroup === draft.serviceGroup && known.inputs.lineOfBusiness === draft.lineOfBusiness) return known.order
  const order = orderCatalog(draft)
  // Only the three tables, so that a long life of this entry does not keep whole drafts alive.
  orders.set(draft.rate, { inputs: { service: draft.service, serviceGroup: draft.serviceGroup, lineOfBusiness: draft.lineOfBusiness }, order })
  return order
}

function orderCatalog(draft: Draft): CatalogOrder {
  const entries: CatalogEntry[] = []
  for (const rate of draft.rate.values()) {
    const service = draft.service.get(rate.serviceId)
    const serviceGroup = service && draft.serviceGroup.get(service.serviceGroupId)
    const lineOfBusiness = serviceGroup && draft.lineOfBusiness.get(serviceGroup.lineOfBusinessId)
    if (service && serviceGroup && lineOfBusiness) entries.push({ rate, service, serviceGroup, lineOfBusiness })
  }
  entries.sort((left, right) => byPosition(left.lineOfBusiness, right.lineOfBusiness) || byPosition(left.serviceGroup, right.serviceGroup) || byPosition(left.service, right.service) || byPosition(left.rate, right.rate))
  return { entries, indexOf: new Map(entries.map((entry, index) => [entry.rate.id, index])), otherSlots: new Map() }
}

/** The slot of a rate and class, or undefined when no price of that class was met yet. */
export function slotOf(order: CatalogOrder, rateIndex: number, customerClass: CustomerClass): number | undefined {
  return customerClass === 'state' ? rateIndex : order.otherSlots.get(rateIndex * CUSTOMER_CLASSES.length + CUSTOMER_CLASSES.indexOf(customerClass))
}

function slotFor(order: CatalogOrder, rateIndex: number, customerClass: CustomerClass): number {
  const known = slotOf(order, rateIndex, customerClass)
  if (known !== undefined) return known
  const slot = order.entries.length + order.otherSlots.size
  order.otherSlots.set(rateIndex * CUSTOMER_CLASSES.length + CUSTOMER_CLASSES.indexOf(customerClass), slot)
  return slot
}

const columns = new WeakMap<ResolvedPrices, PriceColumn[]>()
/** The column last made for a version and basis: after an edit, nearly all of its figures go on into the next one. */
const latest = new WeakMap<CatalogOrder, Map<string, PriceColumn>>()

/** All prices of a version as one column; the same prices in the same catalog give the same column. */
export function priceColumn(request: { readonly draft: Draft; readonly version: Version; readonly basis: ComparisonBasis }): PriceColumn {
  const { version, basis } = request
  const order = catalogOrder(request.draft)
  const resolved = resolvePrices(request.draft, version)
  const known = columns.get(resolved) ?? []
  const found = known.find((each) => each.order === order && each.basis === basis)
  if (found) return found
  const ofOrder = latest.get(order) ?? new Map<string, PriceColumn>()
  latest.set(order, ofOrder)
  const former = [version, baseOf(version)].map((each) => ofOrder.get(`${versionKey(each)}|${basis}`))
  const column = buildColumn({ order, resolved, basis }, former)
  columns.set(resolved, [column, ...known.slice(0, 1)])
  ofOrder.set(`${versionKey(version)}|${basis}`, column)
  return column
}

function buildColumn(source: Pick<PriceColumn, 'order' | 'resolved' | 'basis'>, [former, base]: readonly (PriceColumn | undefined)[]): PriceColumn {
  const { order, resolved, basis } = source
  const figures: (ComparedFigure | undefined)[] = Array.from({ length: order.entries.length })
  const texts: (AnyDecimalText | null)[] = Array.from({ length: order.entries.length }, () => null)
  let next = 0
  for (const price of resolved.values()) {
    // Schedules mostly stand in the order of the catalog, and comparing two ids is far cheaper than looking one up.
    const index = order.entries[next]?.rate.id === price.rateId ? next : order.indexOf.get(price.rateId)
    if (index === undefined) continue
    next = index + 1
    const slot = slotFor(order, index, price.customerClass)
    const figure = former?.figures[slot]?.price === price ? former.figures[slot] : base?.figures[slot]?.price === price ? base.figures[slot] : figureOf(price, basis)
    while (texts.length <= slot) texts.push(null)
    figures[slot] = figure
    texts[slot] = figure.number
  }
  return { order, resolved, basis, figures, numbers: figureColumn(texts), measures: Uint8Array.from(figures, measureOf) }
}

function measureOf(figure: ComparedFigure | undefined): number {
  if (figure === undefined || figure.text === '') return MEASURE.none
  if (figure.number === null || figure.price === null) return MEASURE.other
  return figure.price.kind === 'per-unit' ? MEASURE.usdPerUnit : figure.price.kind === 'cost-plus-percent' ? MEASURE.points : MEASURE.other
}

/**
 * What a price shows and the number that is compared. In the `unrounded` basis the number is the unrounded rate, where there is one (NUM-3).
 */
export function figureOf(price: ResolvedPrice, basis: ComparisonBasis): ComparedFigure {
  const derived = basis === 'unrounded' ? price.derivedAmount : null
  if (derived !== null && comparedUnit(price.kind) === 'USD/unit') {
    const places = Math.max(price.places, decimal(derived).decimalPlaces())
    return { price, text: formatPrice({ ...price, amount: derived, places }), number: derived, places }
  }
  return { price, text: formatPrice(price), number: numberOf(price), places: price.places }
}

/** The unit in which prices of a kind are compared; null when they are no number (RATE-3). */
export function comparedUnit(kind: PriceKind): 'USD/unit' | 'points' | null {
  switch (kind) {
    case 'per-unit':
    case 'flat-per-period':
      return 'USD/unit'
    case 'cost-plus-percent':
      return 'points'
    case 'contract-rate':
    case 'varies':
    case 'no-units':
    case 'not-billed':
    case 'not-published':
      return null
    default:
      return assertNever(kind)
  }
}

function numberOf(price: ResolvedPrice): UsdPerUnit | Percent | null {
  const unit = comparedUnit(price.kind)
  return unit === null ? null : unit === 'points' ? price.percent : price.amount
}

/** A figure that is no price of a schedule, such as a baseline's; rounded once to the places at which it is shown. */
export function computedFigure(value: Decimal, rate: { readonly places: number }): ComparedFigure {
  // A weighted sum that the rate's own places hold exactly is shown with those; any other with four or more (RATE-5).
  const places = value.decimalPlaces() <= rate.places ? rate.places : Math.max(4, rate.places)
  const number = toText<'USD/unit'>(round(value, places))
  return { price: null, text: formatFixed(number, places), number, places }
}
