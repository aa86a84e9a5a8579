/** Unit prices over the years that a model has a plan of: the price half of "price beside performance". */
import { decimal, round, toText, type Percent } from '../../decimal.ts'
import type { Draft } from '../../model/draft.ts'
import type { CustomerClass, Rate } from '../../model/tables.ts'
import { PERCENT_PLACES, type ComparedFigure } from '../../rates/comparison.ts'
import { comparedUnit, figureOf } from '../../rates/price-columns.ts'
import { resolvePrice } from '../../rates/resolve-prices.ts'
import { formatVersion } from '../../version-label.ts'
import { readVersionKey, versionKey, type Version } from '../../version.ts'

export type UnitPriceRow = {
  readonly rate: Rate
  /** As published; null in a version without a price. */
  readonly figures: readonly (ComparedFigure | null)[]
  /** From the version before the last to the last, and from the first price to the last; null where the two do not compare. */
  readonly lastChange: Percent | null
  readonly wholeChange: Percent | null
}
export type UnitPriceTrend = { readonly versions: readonly Version[]; readonly labels: readonly string[]; readonly rows: readonly UnitPriceRow[] }

/** Plans up to the later version, first to last; the two that are looked at stand for their years. */
function versionsUpTo(draft: Pick<Draft, 'schedule'>, { from, to }: { readonly from: Version; readonly to: Version }): readonly Version[] {
  const plans = [...new Set([...draft.schedule.values()].map((each) => each.version))].flatMap((key) => readVersionKey(key) ?? []).filter((version) => version.basis === 'plan' && version.fiscalYear < to.fiscalYear)
  const byYear = new Map([...plans, ...(from.fiscalYear === to.fiscalYear ? [] : [from])].map((version) => [version.fiscalYear, version]))
  const earlier = [...byYear.values()].toSorted((left, right) => left.fiscalYear - right.fiscalYear)
  // A scenario beside its own base is a step of its own.
  return from.fiscalYear === to.fiscalYear && versionKey(from) !== versionKey(to) ? [...earlier, from, to] : [...earlier, to]
}

function measureOf(figure: ComparedFigure | null | undefined): string | null {
  if (figure?.number === null || figure?.price === null || figure === null || figure === undefined) return null
  return comparedUnit(figure.price.kind)
}

/** Per cent of the earlier price, rounded once; null where one is missing, no number, of another kind, or zero. */
export function priceChange(before: ComparedFigure | null | undefined, after: ComparedFigure | null | undefined): Percent | null {
  const measure = measureOf(before)
  if (measure === null || measure !== measureOf(after) || before?.number === null || before?.number === undefined || after?.number === null || after?.number === undefined) return null
  const [old, now] = [decimal(before.number), decimal(after.number)]
  return old.isZero() ? null : toText<'%'>(round(now.minus(old).times(100).div(old), PERCENT_PLACES))
}

/**
 * What each rate costs from year to year, for customers of one class.
 *
 * @example unitPriceTrend(draft, { rateIds: ['mf-cpu-p'], customerClass: 'state', from, to }).rows[0]?.lastChange // '-0.49'
 */
export function unitPriceTrend(draft: Draft, { rateIds, customerClass, from, to }: { readonly rateIds: readonly string[]; readonly customerClass: CustomerClass; readonly from: Version; readonly to: Version }): UnitPriceTrend {
  const versions = versionsUpTo(draft, { from, to })
  const rows = rateIds.flatMap((rateId): readonly UnitPriceRow[] => {
    const rate = draft.rate.get(rateId)
    if (rate === undefined) return []
    const figures = versions.map((version) => {
      // What a class does not have of its own it pays as everybody does.
      const price = resolvePrice(draft, { version, rateId, customerClass }) ?? resolvePrice(draft, { version, rateId, customerClass: 'state' })
      return price === undefined ? null : figureOf(price, 'published')
    })
    const [first, last] = [figures.find((each) => measureOf(each) !== null), figures.at(-1)]
    return figures.every((each) => each === null) ? [] : [{ rate, figures, lastChange: priceChange(figures.at(-2), last), wholeChange: first === last ? null : priceChange(first, last) }]
  })
  return { versions, labels: versions.map((version) => formatVersion(draft, version)), rows }
}

/** How many of the rates that compare go up, down, or stay. */
export function priceMoves(rows: readonly Pick<UnitPriceRow, 'lastChange'>[]): { readonly up: number; readonly down: number; readonly same: number } {
  const signs = rows.flatMap(({ lastChange }) => (lastChange === null ? [] : [decimal(lastChange).comparedTo(0)]))
  return { up: signs.filter((sign) => sign > 0).length, down: signs.filter((sign) => sign < 0).length, same: signs.filter((sign) => sign === 0).length }
}

