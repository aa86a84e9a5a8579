/** `xmr DATA [--constants rounded|exact|median] [--run N] [--trend N] [--least N] [--most N]`: natural limits and signals without a model (SLM-4). */
import { basename } from 'node:path'

import { formatFixed, type Factor } from '../../../src-shared/domain/decimal.ts'
import { placesOf } from '../../../src-shared/domain/digits.ts'
import type { Issue } from '../../../src-shared/domain/issues.ts'
import { readXmrSeries } from '../../../src-shared/domain/service-levels/measures/read-xmr-series.ts'
import { xmr, type Xmr, type XmrRequest } from '../../../src-shared/domain/service-levels/measures/xmr.ts'
import { readGivenFile } from '../given-file.ts'
import type { CliCore } from '../open-core.ts'
import { refusal, type JsonRow, type Outcome } from '../outcome.ts'
import { textTable } from '../text-table.ts'

/** Limits are shown with two places more than the values have. */
const MORE_PLACES = 2
const MOST_PLACES = 12

function xmrRows(chart: Xmr): readonly JsonRow[] {
  const { constants, words, count, isProvisional, centre, typicalRange, lower, upper, upperRange, isLowerClipped, isUpperClipped, points, signals } = chart
  const periodOf = (index: number): string => points[index]?.period ?? ''
  return [
    { row: 'limits', constants: constants.name, words, points: count, provisional: isProvisional, centre, typicalRange, rangeIs: constants.of, lower, upper, upperRange, lowerClipped: isLowerClipped, upperClipped: isUpperClipped },
    ...points.map(({ period, value, movingRange }, index): JsonRow => ({ row: 'point', period, value, movingRange, signals: signals.filter(({ first, last }) => index >= first && index <= last).map(({ kind }) => kind) })),
    ...signals.map(({ kind, direction, first, last, words: said }): JsonRow => ({ row: 'signal', kind, direction, from: periodOf(first), to: periodOf(last), words: said })),
  ]
}

function xmrText(chart: Xmr): string {
  const places = Math.min(MOST_PLACES, MORE_PLACES + Math.max(0, ...chart.points.map(({ value }) => (value === null ? 0 : placesOf(value)))))
  const shown = (value: Factor | null, at = places): string => (value === null ? '' : formatFixed(value, at))
  const { constants, centre, lower, upper, typicalRange, upperRange, isLowerClipped, isUpperClipped } = chart
  const lines = textTable([{ header: 'Line', align: 'start' }, { header: 'Value', align: 'decimal' }, { header: '', align: 'start' }], [
    ['Upper natural limit', shown(upper), isUpperClipped ? 'drawn in to what the metric can be' : ''], ['Mean', shown(centre), ''], ['Lower natural limit', shown(lower), isLowerClipped ? 'drawn in to what the metric can be' : ''],
    ['Upper range limit', shown(upperRange), ''], [`${constants.of === 'mean' ? 'Mean' : 'Median'} moving range`, shown(typicalRange), ''],
  ].map((cells) => ({ kind: 'cells', cells })))
  const points = textTable([{ header: 'Period', align: 'start' }, { header: 'Value', align: 'decimal' }, { header: 'Moving range', align: 'decimal' }, { header: '', align: 'start' }], chart.points.map(({ period, value, movingRange }, index) => ({
    kind: 'cells', cells: [period, value ?? '', movingRange ?? '', chart.signals.filter(({ first, last }) => index >= first && index <= last).map(({ kind }) => kind).join(', ')],
  })))
  return [chart.words, '', lines, '', points, ...(chart.signals.length === 0 ? [] : ['', ...chart.signals.map(({ words }) => words)])].join('\n')
}

function refuse(issues: readonly Issue[]): Outcome {
  return refusal({ model: null, issues })
}

/** 1 when there is a signal. */
export async function xmrCommand(core: CliCore, { file, ...request }: Omit<XmrRequest, 'points'> & { readonly file: string }): Promise<Outcome> {
  const bytes = readGivenFile(file)
  if (!bytes.ok) return refuse(bytes.failure)
  const fileName = basename(file)
  const tables = await core.parts.workbooks.read({ name: fileName, bytes: bytes.value })
  if (!tables.ok) return refuse(tables.failure)
  const points = readXmrSeries({ fileName, ...(tables.value[0] ?? { rows: [], rowNumbers: [] }) }, request.range)
  if (!points.ok) return refuse(points.failure)
  const chart = xmr({ points: points.value, ...request })
  return { exitCode: chart.signals.length > 0 ? 1 : 0, model: null, warnings: [], rows: xmrRows(chart), text: xmrText(chart) }
}
