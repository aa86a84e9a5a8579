/** Charts of a service review as data: how unit prices went, and how many months each target was held. The screen, the workbook and the PDF draw the same ones. */
import type { Percent } from '../../decimal.ts'
import { periodsWords } from '../../service-levels/counted-periods.ts'
import type { ServiceReview } from '../../service-levels/quality/service-review.ts'
import { priceChange, type UnitPriceRow } from '../../service-levels/quality/unit-price-trend.ts'
import { signedPercent } from '../charts.ts'
import type { ChartModel } from '../report-model.ts'

/** More lines than these cannot be told apart. */
const MOST_LINES = 5

function sizeOf(row: UnitPriceRow): number {
  // Only the order is taken from the double.
  return Math.abs(Number(row.wholeChange?.value ?? '0'))
}

/** Prices that are a percentage themselves are left out: their change is in points. */
function changesOf({ figures }: UnitPriceRow): readonly (Percent | null)[] {
  const first = figures.find((each) => each?.price?.kind === 'per-unit' && each.number !== null)
  return figures.map((each) => priceChange(first, each)?.value ?? null)
}

/** The last point alone: the others would lie over each other where the lines begin. */
function lastLabel(values: readonly (Percent | null)[]): readonly string[] {
  const last = values.findLastIndex((each) => each !== null)
  return values.map((each, at) => (at === last && each !== null ? signedPercent(each) : ''))
}

/** Each price in per cent of the first one, so that prices of different units can be laid beside each other. */
export function priceTrendChart({ prices: { labels, rows } }: Pick<ServiceReview, 'prices'>): ChartModel {
  const shown = rows.filter((row) => changesOf(row).filter((each) => each !== null).length > 1).toSorted((left, right) => sizeOf(right) - sizeOf(left)).slice(0, MOST_LINES)
  return {
    id: 'price-trend', title: `Unit prices: change since the first year (%)${shown.length > 0 && rows.length > shown.length ? `, ${shown.length === MOST_LINES ? `the ${MOST_LINES} that changed most` : 'of those that compare'}` : ''}`, kind: 'line', horizontal: false, categoryAxis: { title: 'Fiscal year' }, valueAxis: { title: 'Change', unit: '%', places: 1 },
    categories: shown.length === 0 ? [] : labels,
    series: shown.map((row, at) => {
      const values = changesOf(row)
      return { id: row.rate.id, name: row.rate.title, tone: at === 0 ? ('accent' as const) : ('neutral' as const), values, labels: lastLabel(values) }
    }),
    emptyText: 'No unit price that compares in two years.',
  }
}

/** More bars than these do not fit below the table on a page. */
const MOST_BARS = 12

/** Where there are too many, those that were held least, the least first; those without data are left out then. */
function barsOf(attainment: ServiceReview['attainment']): ServiceReview['attainment'] {
  if (attainment.length <= MOST_BARS) return attainment
  // Only the order is taken from the double.
  return attainment.filter(({ percent }) => percent !== null).toSorted((left, right) => Number(left.percent) - Number(right.percent)).slice(0, MOST_BARS)
}

/** Months, quarters or years held of those measured, a bar a target; a target without data is a gap, never a full bar. */
export function attainmentChart({ attainment: all }: Pick<ServiceReview, 'attainment'>): ChartModel {
  const attainment = barsOf(all)
  return {
    id: 'attainment', title: `How often each target was held (% of what is over and was measured)${attainment.length > 0 && attainment.length < all.length ? `, the ${attainment.length} that were held least` : ''}`, kind: 'bar', horizontal: true, categoryAxis: { title: 'Target' }, valueAxis: { title: 'Held', unit: '%', places: 0 },
    categories: attainment.map(({ target }) => `${target.code} ${target.title}`),
    series: [{ id: 'held', name: 'Held', tone: 'accent', values: attainment.map(({ percent }) => percent), labels: attainment.map(({ held, measured, percent, counted }) => (percent === null ? 'No data' : counted === 'month' ? `${held} of ${measured}` : `${held} of ${periodsWords(measured, counted)}`)) }],
    emptyText: all.length === 0 ? 'There is no target to measure.' : all.length === 1 ? 'The target was not measured.' : `None of the ${all.length} targets was measured.`,
  }
}
