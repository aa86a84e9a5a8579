/** Where the bars of a waterfall stand: both drawings take them from here. */
import { Decimal, decimal, toText, type AnyDecimalText } from '../decimal.ts'
import type { ChartModel } from './report-model.ts'

/** From one level to the next; `isLevel`: a bar of its own, such as the first and the last. */
export type WaterfallBar = { readonly from: AnyDecimalText; readonly to: AnyDecimalText; readonly isLevel: boolean }

const ZERO: AnyDecimalText = toText(new Decimal(0))

/**
 * The bars of a waterfall's only series, one for each category; levels stand on zero.
 *
 * @example waterfallBars({ series: [{ values: ['100', '5', '-2', '103'], … }], … }) // 0 to 100, 100 to 105, 105 to 103, 0 to 103
 */
export function waterfallBars(chart: Pick<ChartModel, 'series'>): readonly WaterfallBar[] {
  const values = chart.series[0]?.values ?? []
  let level = decimal(ZERO)
  return values.map((value, index) => {
    const amount = decimal(value ?? ZERO)
    const isLevel = index === 0 || index === values.length - 1
    const from = isLevel ? decimal(ZERO) : level
    level = isLevel ? amount : level.plus(amount)
    return { from: toText(from), to: toText(level), isLevel }
  })
}
