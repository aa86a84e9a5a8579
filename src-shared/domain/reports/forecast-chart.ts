/** History, forecast with its intervals, and budget of one series as lines (PROJ-1, PROJ-2): the screen, the workbook and the PDF draw the same. */
import { formatFixed, type Units } from '../decimal.ts'
import type { ForecastMonth, Interval } from '../projection/forecast.ts'
import { unitsOfMicro } from '../micro-units.ts'
import { monthAfter, monthNumber, type Month } from '../month.ts'
import { historyOf, monthAt, type MonthlySeries } from '../projection/series.ts'
import type { ChartModel, ChartSpan } from './report-model.ts'

export type ForecastChart = {
  readonly id: string
  /** What is counted: `CPU Hours, Department of Revenue`. */
  readonly title: string
  /** Of a figure: `CPU Hour`. */
  readonly unit: string
  readonly places: number
  readonly history: MonthlySeries
  /** Of a forecast or of a projected year; actual months among them are left to the history. */
  readonly forecast: { readonly label: string; readonly months: readonly (ForecastMonth & { readonly kind?: 'actual' | 'projected' | 'missing' })[] }
  /** Null where there is none. */
  readonly budget: ReadonlyMap<Month, Units> | null
  /** Earlier months are left out; all are shown where it is null. */
  readonly from: Month | null
}

/** `102.0 (95 %: 90.0 to 114.0)` */
function labelOf(quantity: Units, interval: Interval | null, places: number): string {
  const figure = formatFixed(quantity, places)
  return interval === null ? figure : `${figure} (95 %: ${formatFixed(interval.low, places)} to ${formatFixed(interval.high, places)})`
}

/** All months from the earliest to the latest that has anything to show. */
function monthsOf({ history, forecast, budget, from }: ForecastChart): readonly Month[] {
  const known = historyOf(history)
  const ends = known.values.length === 0 ? [] : [monthAt(known, 0), monthAt(known, known.values.length - 1)]
  const all = [...ends, ...forecast.months.map((each) => each.month), ...(budget === null ? [] : budget.keys())].toSorted()
  const [earliest, last] = [all[0], all.at(-1)]
  if (earliest === undefined || last === undefined) return []
  const first = from !== null && from > earliest ? from : earliest
  return Array.from({ length: Math.max(0, monthNumber(last) - monthNumber(first) + 1) }, (_, index) => monthAfter(first, index))
}

/**
 * The lines and, around the forecast, the intervals of 95 and 80 %. A gap in the history says that the month is missing.
 *
 * @example forecastChart({ id: 'cpu', title: 'CPU Hours', unit: 'CPU Hour', places: 0, history, forecast, budget: null, from: null }).kind // 'line'
 */
export function forecastChart(given: ForecastChart): ChartModel {
  const { id, title, unit, places, forecast, budget } = given
  const months = monthsOf(given)
  const known = historyOf(given.history)
  const actual = (month: Month): Units | null => {
    const value = known.values[monthNumber(month) - known.start] ?? null
    return value === null ? null : unitsOfMicro(value)
  }
  const isGap = (month: Month): boolean => actual(month) === null && monthNumber(month) >= known.start && monthNumber(month) < known.start + known.values.length
  const ahead = new Map(forecast.months.filter((each) => each.kind !== 'actual' && each.quantity !== null).map((each) => [each.month, each]))
  const withBands = [...ahead.values()].some((each) => each.interval95 !== null)
  const spans = (interval: (each: ForecastMonth) => Interval | null): readonly ChartSpan[] => months.map((month) => {
    const found = ahead.get(month)
    return found === undefined ? null : interval(found)
  })
  return {
    id: `forecast-${id}`, title: unit === '' ? title : `${title} (${unit})`, kind: 'line', horizontal: false, categoryAxis: { title: 'Month' }, valueAxis: { title: 'Quantity', unit, places }, categories: months,
    series: [
      { id: 'actual', name: 'Actual', tone: 'accent', values: months.map(actual), labels: months.map((month) => (isGap(month) ? 'Missing' : '')) },
      ...(budget === null ? [] : [{ id: 'budget', name: 'Budget', tone: 'neutral' as const, values: months.map((month) => budget.get(month) ?? null), labels: months.map(() => '') }]),
      {
        id: 'forecast', name: `Forecast: ${forecast.label}`, tone: 'accent', values: months.map((month) => ahead.get(month)?.quantity ?? null),
        labels: months.map((month) => {
          const found = ahead.get(month)
          return found === undefined || found.quantity === null ? '' : labelOf(found.quantity, found.interval95, places)
        }),
        ...(withBands ? { bands: [{ name: '95 % interval', values: spans((each) => each.interval95) }, { name: '80 % interval', values: spans((each) => each.interval80) }] } : {}),
      },
    ],
    emptyText: 'There is neither a history nor a forecast to draw.',
  }
}
