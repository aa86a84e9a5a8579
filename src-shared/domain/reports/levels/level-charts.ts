/** Charts of a target: its months against goal, warning and natural limits, and the moving ranges below (SLM-4). The screen, the workbook and the PDF draw the same. */
import { formatFixed, type Factor } from '../../decimal.ts'
import type { Draft } from '../../model/draft.ts'
import type { ServiceTarget } from '../../model/level-tables.ts'
import { shownPlaces } from '../../service-levels/measures/level-status.ts'
import type { LevelValue, TargetLevels } from '../../service-levels/measures/level-values.ts'
import { shownTarget } from '../../service-levels/measures/target-goals.ts'
import { targetXmr } from '../../service-levels/measures/target-xmr.ts'
import type { Xmr } from '../../service-levels/measures/xmr.ts'
import type { ChartLine, ChartModel } from '../report-model.ts'

type Series = ChartModel['series'][number]

/** @example targetTitle(draft, target) // 'CPU Time: Availability in prime time' */
export function targetTitle(draft: Pick<Draft, 'service'>, target: ServiceTarget): string {
  return `${draft.service.get(target.serviceId)?.name ?? target.code}: ${target.title}`
}

function across(months: number, given: { readonly id: string; readonly name: string; readonly line: ChartLine; readonly value: Factor | null }): readonly Series[] {
  const { id, name, line, value } = given
  return value === null ? [] : [{ id, name, tone: 'neutral', line, values: Array.from({ length: months }, () => value), labels: Array.from({ length: months }, () => '') }]
}

/** What was promised in each month. */
function promised(values: readonly LevelValue[], given: { readonly id: 'goal' | 'warning'; readonly name: string }): readonly Series[] {
  const { id, name } = given
  const line = values.map((each) => each[id])
  return line.every((each) => each === null) ? [] : [{ id, name, tone: 'neutral', line: id, values: line, labels: line.map(() => '') }]
}

const WINDOW_WORDS: Readonly<Record<ServiceTarget['window'], string>> = { month: 'Month', quarter: 'Quarter to date', 'year-to-date': 'Year to date' }

function hasFigure({ value, monthValue }: LevelValue): boolean {
  return value !== null || monthValue !== null
}

/** Leading months without a figure are left out, as those after the last one. */
function shownSpan({ values }: TargetLevels): readonly [first: number, end: number] {
  const first = values.findIndex(hasFigure)
  return first === -1 ? [0, 0] : [first, values.findLastIndex(hasFigure) + 1]
}

/**
 * The months of a target as a line, with goal, warning and natural limits as three different lines, each with its name. A point outside
 * of the natural limits is ringed, and the last one of a run or a trend. A window longer than a month has a line of its own.
 *
 * @example levelChart(draft, levels).series.map((each) => each.line ?? each.id) // ['month', 'goal', 'warning', 'limit', 'limit', 'centre']
 */
export function levelChart(draft: Pick<Draft, 'levelPolicy' | 'service'>, levels: TargetLevels, limits: Xmr = targetXmr(draft, levels)): ChartModel {
  const { target } = levels
  const [first, end] = shownSpan(levels)
  const values = levels.values.slice(first, end)
  const now = shownTarget(levels)
  const places = shownPlaces(now)
  const text = (value: Factor): string => formatFixed(value, places)
  const signals = limits.signals.filter(({ kind }) => kind !== 'range').map(({ last, words }) => ({ at: last - first, words }))
  return {
    id: `level-${target.id}`, title: `${targetTitle(draft, target)} (${target.unit})${limits.isProvisional && limits.upper !== null ? ', limits provisional' : ''}`, kind: 'line', horizontal: false, categoryAxis: { title: 'Month' },
    valueAxis: { title: target.title, unit: target.unit, places }, categories: values.map(({ month }) => month),
    series: [
      { id: 'month', name: 'Month', tone: 'accent', values: values.map(({ monthValue }) => monthValue), labels: values.map(({ monthValue }) => (monthValue === null ? 'No data' : '')), signals },
      ...(target.window === 'month' ? [] : [{ id: 'window', name: WINDOW_WORDS[target.window], tone: 'neutral' as const, values: values.map(({ value }) => value), labels: values.map(() => '') }]),
      ...promised(values, { id: 'goal', name: `Goal ${text(now.goal)}` }),
      ...promised(values, { id: 'warning', name: `Warning${now.warning === null ? '' : ` ${text(now.warning)}`}` }),
      ...across(values.length, { id: 'upper', name: limits.upper === null ? '' : `Upper limit ${text(limits.upper)}${limits.isUpperClipped ? ' (range)' : ''}`, line: 'limit', value: limits.upper }),
      ...across(values.length, { id: 'lower', name: limits.lower === null ? '' : `Lower limit ${text(limits.lower)}${limits.isLowerClipped ? ' (range)' : ''}`, line: 'limit', value: limits.lower }),
      ...across(values.length, { id: 'centre', name: limits.centre === null ? '' : `Mean ${text(limits.centre)}`, line: 'centre', value: limits.centre }),
    ],
    emptyText: `${target.code} has no data in these months.`,
  }
}

/** How much each month differs from the one before, with the upper range limit. */
export function rangeChart(draft: Pick<Draft, 'levelPolicy' | 'service'>, levels: TargetLevels, limits: Xmr = targetXmr(draft, levels)): ChartModel {
  const { target } = levels
  const [first, end] = shownSpan(levels)
  const points = limits.points.slice(first, end)
  const text = (value: Factor): string => formatFixed(value, shownPlaces(target))
  const signals = limits.signals.filter(({ kind }) => kind === 'range').map(({ first: at, words }) => ({ at: at - first, words }))
  return {
    id: `range-${target.id}`, title: `Moving range, ${target.code} (${target.unit})`, kind: 'line', horizontal: false, categoryAxis: { title: 'Month' }, valueAxis: { title: 'Moving range', unit: target.unit, places: shownPlaces(target) },
    categories: points.map(({ period }) => period),
    series: [
      { id: 'range', name: 'Moving range', tone: 'accent', values: points.map(({ movingRange }) => movingRange), labels: points.map(() => ''), signals },
      ...across(points.length, { id: 'upper-range', name: limits.upperRange === null ? '' : `Range limit ${text(limits.upperRange)}`, line: 'limit', value: limits.upperRange }),
      ...across(points.length, { id: 'typical', name: limits.typicalRange === null ? '' : `${limits.constants.of === 'mean' ? 'Mean' : 'Median'} ${text(limits.typicalRange)}`, line: 'centre', value: limits.typicalRange }),
    ],
    emptyText: `${target.code} has no two months side by side with a value.`,
  }
}
