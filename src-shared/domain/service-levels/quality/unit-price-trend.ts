/** Unit prices over the years that a model has a plan of: the price half of "price beside performance". */
import { decimal, round, toText, type Decimal, type Percent } from '../../decimal.ts'
import type { Draft } from '../../model/draft.ts'
import type { CustomerClass, Rate } from '../../model/tables.ts'
import { PERCENT_PLACES, type ComparedFigure } from '../../rates/comparison.ts'
import { comparedUnit, figureOf } from '../../rates/price-columns.ts'
import { resolvePrice } from '../../rates/resolve-prices.ts'
import { formatVersion } from '../../version-label.ts'
import { readVersionKey, versionKey, type Version } from '../../version.ts'

/** Per cent of the earlier price, or, of a price that is itself a percentage, percentage points. */
export type PriceChange = { readonly value: Percent; readonly unit: '%' | 'points' }
/** In the order in which they are said. `incomparable`: words, or prices of two kinds. */
export const PRICE_MOVES = ['up', 'down', 'same', 'new', 'ended', 'incomparable'] as const
export type PriceMove = (typeof PRICE_MOVES)[number]

export type UnitPriceRow = {
  readonly rate: Rate
  /** As published; null in a version without a price. */
  readonly figures: readonly (ComparedFigure | null)[]
  /** Between the two versions that are looked at, and from the first price to the last; null where the two do not compare. */
  readonly change: PriceChange | null
  readonly wholeChange: PriceChange | null
  /** Between the two versions that are looked at; null where neither has a price, or they are one. */
  readonly move: PriceMove | null
}
/** `fromAt`: the place of the earlier of the two versions that are looked at; the later one stands last. */
export type UnitPriceTrend = { readonly versions: readonly Version[]; readonly labels: readonly string[]; readonly fromAt: number; readonly rows: readonly UnitPriceRow[] }

/** Plans up to the later version, first to last; the two that are looked at stand for their years. */
function versionsUpTo(draft: Pick<Draft, 'schedule'>, { from, to }: { readonly from: Version; readonly to: Version }): readonly Version[] {
  const plans = [...new Set([...draft.schedule.values()].map((each) => each.version))].flatMap((key) => readVersionKey(key) ?? []).filter((version) => version.basis === 'plan' && version.fiscalYear < to.fiscalYear)
  const byYear = new Map([...plans, ...(from.fiscalYear === to.fiscalYear ? [] : [from])].map((version) => [version.fiscalYear, version]))
  const earlier = [...byYear.values()].toSorted((left, right) => left.fiscalYear - right.fiscalYear)
  // A scenario beside its own base is a step of its own.
  return from.fiscalYear === to.fiscalYear && versionKey(from) !== versionKey(to) ? [...earlier, from, to] : [...earlier, to]
}

type MaybeFigure = ComparedFigure | null | undefined
type Pair = { readonly old: Decimal; readonly now: Decimal; readonly measure: 'USD/unit' | 'points' }

function measureOf(figure: MaybeFigure): Pair['measure'] | null {
  return figure?.price === null || figure?.number === null || figure === null || figure === undefined ? null : comparedUnit(figure.price.kind)
}

/** Two prices that are numbers of one measure; null: they do not compare. */
function pairOf(before: MaybeFigure, after: MaybeFigure): Pair | null {
  const measure = measureOf(before)
  if (measure === null || measure !== measureOf(after) || before?.number === null || before?.number === undefined || after?.number === null || after?.number === undefined) return null
  return { old: decimal(before.number), now: decimal(after.number), measure }
}

/** Per cent of the earlier price, rounded once; of a percentage in points, exact, as everywhere (NUM-4, RATE-3). Null where the two do not compare, or the earlier one is zero. */
export function priceChange(before: MaybeFigure, after: MaybeFigure): PriceChange | null {
  const pair = pairOf(before, after)
  if (pair === null) return null
  const { old, now, measure } = pair
  if (measure === 'points') return { value: toText<'%'>(now.minus(old)), unit: 'points' }
  return old.isZero() ? null : { value: toText<'%'>(round(now.minus(old).times(100).div(old), PERCENT_PLACES)), unit: '%' }
}

/** Unrounded: a price that goes up by less than is shown goes up. */
function priceMove(before: MaybeFigure, after: MaybeFigure): PriceMove | null {
  if (before === undefined || (before === null && (after === null || after === undefined))) return null
  if (before === null) return 'new'
  if (after === null || after === undefined) return 'ended'
  const pair = pairOf(before, after)
  if (pair === null) return 'incomparable'
  const sign = pair.now.comparedTo(pair.old)
  return sign > 0 ? 'up' : sign < 0 ? 'down' : 'same'
}

/**
 * What each rate costs from year to year, for customers of one class. Years between the two versions that are looked at stand in between and move nothing.
 *
 * @example unitPriceTrend(draft, { rateIds: ['mf-cpu-p'], customerClass: 'state', from, to }).rows[0]?.change // { value: '-0.49', unit: '%' }
 */
export function unitPriceTrend(draft: Draft, { rateIds, customerClass, from, to }: { readonly rateIds: readonly string[]; readonly customerClass: CustomerClass; readonly from: Version; readonly to: Version }): UnitPriceTrend {
  const versions = versionsUpTo(draft, { from, to })
  const fromAt = versions.findIndex((version) => versionKey(version) === versionKey(from))
  const rows = rateIds.flatMap((rateId): readonly UnitPriceRow[] => {
    const rate = draft.rate.get(rateId)
    if (rate === undefined) return []
    const figures = versions.map((version) => {
      // What a class does not have of its own it pays as everybody does.
      const price = resolvePrice(draft, { version, rateId, customerClass }) ?? resolvePrice(draft, { version, rateId, customerClass: 'state' })
      return price === undefined ? null : figureOf(price, 'published')
    })
    const [first, before, last] = [figures.find((each) => measureOf(each) !== null), fromAt === figures.length - 1 ? undefined : figures[fromAt], figures.at(-1)]
    return figures.every((each) => each === null) ? [] : [{ rate, figures, change: priceChange(before, last), wholeChange: first === last ? null : priceChange(first, last), move: priceMove(before, last) }]
  })
  return { versions, labels: versions.map((version) => formatVersion(draft, version)), fromAt, rows }
}

/** How many of the rates go up, go down, stay, and what else becomes of them. */
export function priceMoves(rows: readonly Pick<UnitPriceRow, 'move'>[]): readonly { readonly move: PriceMove; readonly count: number }[] {
  return PRICE_MOVES.map((move) => ({ move, count: rows.filter((row) => row.move === move).length })).filter(({ count }) => count > 0)
}
