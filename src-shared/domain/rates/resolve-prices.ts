/**
 * The prices that hold in a version: the revisions of the year's schedule laid over each other in order (VER-2), then, where
 * nothing is published, what comes out of the costs (RATE-1), then what a scenario overrides (VER-4).
 */
import { decimal, toText, type Percent, type UsdPerUnit } from '../decimal.ts'
import type { Draft } from '../model/draft.ts'
import { overridesOf, pricesOfSchedule, revisionsOf } from '../model/table-index.ts'
import { overrideId, priceId, type CustomerClass, type Override, type Price, type Schedule } from '../model/tables.ts'
import { baseOf, readVersionKey, versionKey, type Version, type VersionKey } from '../version.ts'
import { changesCosts, derivedPrices, priceOfDerived, type DerivedPrices } from '../costs/derived-prices.ts'
import type { ResolvedPrice } from './comparison.ts'
import { formatPrice } from './price-text.ts'

export type ResolvedPrices = ReadonlyMap<string, ResolvedPrice>

/** Key of a price in a version. @example priceKey('prime-cpu-time', 'state') // 'prime-cpu-time|state' */
export function priceKey(rateId: string, customerClass: CustomerClass): string {
  return `${rateId}|${customerClass}`
}

function fromRow(price: Price): ResolvedPrice {
  return {
    rateId: price.rateId, customerClass: price.customerClass, kind: price.kind, amount: price.amount, percent: price.percent, basisText: price.basisText,
    places: price.places, derivedAmount: price.derivedAmount, note: price.note, scheduleId: price.scheduleId, override: null, derivedIn: null,
  }
}

const resolvedRows = new WeakMap<Price, ResolvedPrice>()

/** One object for each row, so that what has not changed is recognised by identity. */
export function resolvedOf(price: Price): ResolvedPrice {
  const known = resolvedRows.get(price)
  if (known !== undefined) return known
  const resolved = fromRow(price)
  resolvedRows.set(price, resolved)
  return resolved
}

const basePrices = new WeakMap<Draft['price'], WeakMap<Draft['schedule'], Map<VersionKey, ResolvedPrices>>>()

const pricesOfList = new WeakMap<readonly Price[], ResolvedPrices>()
/** Of each schedule, what was asked for last. */
const latestOfSchedule = new WeakMap<Schedule, { readonly rows: readonly Price[]; readonly prices: ResolvedPrices }>()

/** The prices of a schedule's only revision: the same map as long as none of them changes, whatever else of the table does. */
function pricesOfOne(schedule: Schedule, rows: readonly Price[]): ResolvedPrices {
  const known = pricesOfList.get(rows)
  if (known !== undefined) return known
  const latest = latestOfSchedule.get(schedule)
  const prices = (latest === undefined ? undefined : pricesAfter(latest, rows)) ?? new Map(rows.map((price) => [priceKey(price.rateId, price.customerClass), resolvedOf(price)]))
  pricesOfList.set(rows, prices)
  latestOfSchedule.set(schedule, { rows, prices })
  return prices
}

/** The map with edited rows in their places; undefined where rows came or went. */
function pricesAfter(latest: { readonly rows: readonly Price[]; readonly prices: ResolvedPrices }, rows: readonly Price[]): ResolvedPrices | undefined {
  if (latest.rows.length !== rows.length) return undefined
  const prices = new Map(latest.prices)
  for (const [at, row] of rows.entries()) {
    const before = latest.rows[at]
    if (before === row) continue
    if (before?.id !== row.id) return undefined
    prices.set(priceKey(row.rateId, row.customerClass), resolvedOf(row))
  }
  return prices
}

/** What stands in the schedule. */
function resolveRows(draft: Pick<Draft, 'price' | 'schedule'>, version: VersionKey): ResolvedPrices {
  let bySchedule = basePrices.get(draft.price)
  if (bySchedule === undefined) basePrices.set(draft.price, (bySchedule = new WeakMap()))
  let byVersion = bySchedule.get(draft.schedule)
  if (byVersion === undefined) bySchedule.set(draft.schedule, (byVersion = new Map()))
  const known = byVersion.get(version)
  if (known !== undefined) return known
  const [first, ...others] = revisionsOf(draft, version)
  const prices = first !== undefined && others.length === 0 ? pricesOfOne(first, pricesOfSchedule(draft, first.id)) : pricesOfAll(draft, version)
  byVersion.set(version, prices)
  return prices
}

/** Those of a later revision stand over those of the ones before it. */
function pricesOfAll(draft: Pick<Draft, 'price' | 'schedule'>, version: VersionKey): ResolvedPrices {
  const prices = new Map<string, ResolvedPrice>()
  for (const revision of revisionsOf(draft, version)) {
    for (const price of pricesOfSchedule(draft, revision.id)) prices.set(priceKey(price.rateId, price.customerClass), resolvedOf(price))
  }
  return prices
}

const withDerived = new WeakMap<ResolvedPrices, WeakMap<DerivedPrices, ResolvedPrices>>()

/** The schedule's prices with those in place that a version derives from its costs. */
function layDerived(rows: ResolvedPrices, derived: DerivedPrices): ResolvedPrices {
  if (derived.size === 0) return rows
  let byDerived = withDerived.get(rows)
  if (byDerived === undefined) withDerived.set(rows, (byDerived = new WeakMap()))
  const known = byDerived.get(derived)
  if (known !== undefined) return known
  const prices = new Map(rows)
  for (const [rateId, each] of derived) {
    const key = priceKey(rateId, 'state')
    prices.set(key, priceOfDerived(each, rows.get(key)))
  }
  byDerived.set(derived, prices)
  return prices
}

/** The prices of a base version. */
function resolveBase(draft: Draft, version: Version): ResolvedPrices {
  return layDerived(resolveRows(draft, versionKey(baseOf(version))), derivedPrices(draft, baseOf(version)))
}

/** The prices over which a scenario's overrides are laid: the base's, or those of the costs as the scenario changes them. */
function resolveUnder(draft: Draft, version: Version): ResolvedPrices {
  if (!changesCosts(draft, version)) return resolveBase(draft, version)
  return layDerived(resolveRows(draft, versionKey(baseOf(version))), derivedPrices(draft, version))
}

/** The base's figure in the field that an override changes; null when it has none. */
export function baseFigure(base: Pick<ResolvedPrice, 'amount' | 'percent'> | undefined, field: Override['field']): UsdPerUnit | Percent | null {
  if (base === undefined) return null
  return field === 'amount' ? base.amount : base.percent
}

/** True when the base no longer has the figure against which the override was made (VER-4). */
export function hasBaseMoved(override: Override, base: ResolvedPrice | undefined): boolean {
  return baseFigure(base, override.field) !== override.baseValue
}

function recordedBaseText(override: Override, base: ResolvedPrice | undefined, moved: boolean): string {
  if (!moved) return base === undefined ? '' : formatPrice(base)
  if (override.baseValue === null) return ''
  const places = Math.max(decimal(override.baseValue).decimalPlaces(), base?.places ?? override.places)
  return formatPrice(overridden({ override: { ...override, places }, value: override.baseValue, base }))
}

function isAmountKind(kind: Price['kind']): boolean {
  return kind === 'per-unit' || kind === 'flat-per-period'
}

/** The base price with the override's figure in place of its own. */
function overridden(parts: { readonly override: Override; readonly value: UsdPerUnit | Percent; readonly base: ResolvedPrice | undefined }): Omit<ResolvedPrice, 'override'> {
  const { override, value, base } = parts
  const shared = {
    rateId: override.rateId, customerClass: override.customerClass, places: override.places, derivedAmount: null, derivedIn: null,
    note: base?.note ?? '', scheduleId: base?.scheduleId ?? null,
  }
  if (override.field === 'percent') {
    return { ...shared, kind: 'cost-plus-percent', amount: null, percent: toText<'%'>(decimal(value)), basisText: base?.kind === 'cost-plus-percent' ? base.basisText : '' }
  }
  const keepsKind = base !== undefined && isAmountKind(base.kind)
  return { ...shared, kind: keepsKind ? base.kind : 'per-unit', amount: toText<'USD/unit'>(decimal(value)), percent: null, basisText: keepsKind ? base.basisText : '' }
}

const resolvedOverrides = new WeakMap<Override, { readonly base: ResolvedPrice | undefined; readonly resolved: ResolvedPrice | null }>()

function resolveOverride(override: Override, base: ResolvedPrice | undefined): ResolvedPrice | null {
  const known = resolvedOverrides.get(override)
  if (known !== undefined && known.base === base) return known.resolved
  const moved = hasBaseMoved(override, base)
  const resolved = override.value === null
    ? null
    : { ...overridden({ override, value: override.value, base }), override: { overrideId: override.id, baseText: recordedBaseText(override, base, moved), baseHasMoved: moved } }
  resolvedOverrides.set(override, { base, resolved })
  return resolved
}

type Laid = { readonly base: ResolvedPrices; readonly prices: ResolvedPrices }
const scenarioPrices = new WeakMap<ResolvedPrices, WeakMap<readonly Override[], Laid>>()

/**
 * Every price that holds in a version, by `priceKey` (VER-1, VER-2, VER-4, RATE-1). A price that a scenario takes away is not in it.
 * The same draft tables give the same map; 5,000 rates take about a millisecond the first time.
 *
 * @example resolvePrices(draft, planOf(fiscalYear(2004))).get('prime-cpu-time|state')?.amount // '99.81'
 */
export function resolvePrices(draft: Draft, version: Version): ResolvedPrices {
  if (version.scenarioId === null) return resolveBase(draft, version)
  const under = resolveUnder(draft, version)
  const overrides = overridesOf(draft, { scenarioId: version.scenarioId, version: versionKey(baseOf(version)) })
  if (overrides.length === 0) return under
  const base = resolveBase(draft, version)
  let byOverrides = scenarioPrices.get(under)
  if (byOverrides === undefined) scenarioPrices.set(under, (byOverrides = new WeakMap()))
  const known = byOverrides.get(overrides)
  if (known !== undefined && known.base === base) return known.prices
  const prices = new Map(under)
  for (const override of overrides) {
    const key = priceKey(override.rateId, override.customerClass)
    const resolved = resolveOverride(override, base.get(key))
    if (resolved === null) prices.delete(key)
    else prices.set(key, resolved)
  }
  byOverrides.set(overrides, { base, prices })
  return prices
}

export type WithdrawnPrice = { readonly key: string; readonly overrideId: string; /** The price that is taken away, as a text: `99.81`. */ readonly baseText: string; readonly baseHasMoved: boolean }

/**
 * The prices that a version's scenario takes away, which `resolvePrices` therefore does not have (VER-4).
 *
 * @example withdrawnPrices(draft, planOf(fiscalYear(2005), 'plan-a')) // [{ key: 'cpu|state', overrideId: 'plan-a|FY2005/plan|cpu|state|amount', baseText: '100.00', baseHasMoved: false }]
 */
export function withdrawnPrices(draft: Draft, version: Version): readonly WithdrawnPrice[] {
  const { scenarioId } = version
  if (scenarioId === null) return []
  return overridesOf(draft, { scenarioId, version: versionKey(baseOf(version)) }).flatMap((override) => {
    if (override.value !== null) return []
    const key = priceKey(override.rateId, override.customerClass)
    const base = resolveBase(draft, version).get(key)
    const baseHasMoved = hasBaseMoved(override, base)
    return [{ key, overrideId: override.id, baseText: recordedBaseText(override, base, baseHasMoved), baseHasMoved }]
  })
}

type PriceOfVersion = { readonly version: VersionKey; readonly rateId: string; readonly customerClass: CustomerClass }

function rowOf(draft: Draft, key: PriceOfVersion & { readonly beforeRevision?: number }): ResolvedPrice | undefined {
  const revisions: readonly Schedule[] = revisionsOf(draft, key.version)
  for (let index = revisions.length - 1; index >= 0; index -= 1) {
    const revision = revisions[index]
    if (revision === undefined || revision.revision >= (key.beforeRevision ?? Number.POSITIVE_INFINITY)) continue
    const row = draft.price.get(priceId({ scheduleId: revision.id, rateId: key.rateId, customerClass: key.customerClass }))
    if (row !== undefined) return resolvedOf(row)
  }
  return undefined
}

function withDerivedOf(draft: Draft, row: ResolvedPrice | undefined, at: { readonly version: Version; readonly rateId: string; readonly customerClass: CustomerClass }): ResolvedPrice | undefined {
  const derived = at.customerClass === 'state' ? derivedPrices(draft, at.version).get(at.rateId) : undefined
  return derived === undefined ? row : priceOfDerived(derived, row)
}

/** One base price, looked up without resolving its whole version; `beforeRevision` looks at the rows of earlier revisions alone. */
export function resolveBasePrice(draft: Draft, key: PriceOfVersion & { readonly beforeRevision?: number }): ResolvedPrice | undefined {
  const row = rowOf(draft, key)
  const version = key.beforeRevision === undefined ? readVersionKey(key.version) : undefined
  return version === undefined ? row : withDerivedOf(draft, row, { ...key, version: baseOf(version) })
}

/** One price of a version, looked up without resolving the whole version. */
export function resolvePrice(draft: Draft, key: { readonly version: Version; readonly rateId: string; readonly customerClass: CustomerClass }): ResolvedPrice | undefined {
  const baseKey = versionKey(baseOf(key.version))
  const base = resolveBasePrice(draft, { version: baseKey, rateId: key.rateId, customerClass: key.customerClass })
  const scenarioId = key.version.scenarioId
  if (scenarioId === null) return base
  let resolved = changesCosts(draft, key.version) ? withDerivedOf(draft, rowOf(draft, { ...key, version: baseKey }), key) : base
  for (const field of ['amount', 'percent'] as const) {
    const override = draft.override.get(overrideId({ scenarioId, version: baseKey, rateId: key.rateId, customerClass: key.customerClass, field }))
    if (override !== undefined) resolved = resolveOverride(override, base) ?? undefined
  }
  return resolved
}
