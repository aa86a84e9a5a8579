/** `forecast SERIES [--method METHOD] [--horizon N] [--last N]`: a history projected without a model (PROJ-1). */
import { basename } from 'node:path'

import { decimal, formatFixed, type Units } from '../../../src-shared/domain/decimal.ts'
import { issue, type Issue } from '../../../src-shared/domain/issues.ts'
import { compareMethods, maseText, type MethodComparison } from '../../../src-shared/domain/projection/compare-methods.ts'
import { forecast, type Forecast } from '../../../src-shared/domain/projection/forecast.ts'
import { checkMethod, comparedMethods, type ForecastMethod, type MethodKind } from '../../../src-shared/domain/projection/method.ts'
import { QUANTITY_PLACES, unitsOfMicro } from '../../../src-shared/domain/micro-units.ts'
import { readSeries } from '../../../src-shared/domain/projection/read-series.ts'
import type { MonthlySeries } from '../../../src-shared/domain/projection/series.ts'
import { readGivenFile } from '../given-file.ts'
import type { CliCore } from '../open-core.ts'
import { refusal, type JsonRow, type Outcome } from '../outcome.ts'
import { textTable } from '../text-table.ts'

export type ForecastRequest = { readonly file: string; /** `recommended`: the one with the least error on this history. */ readonly method: MethodKind | 'recommended'; readonly horizon: number; /** Of the mean: how many months. */ readonly last: number }

function comparisonRows({ methods, ...comparison }: MethodComparison): readonly JsonRow[] {
  const { status, words, origins, firstOrigin, lastOrigin, forecasts } = comparison
  return [
    ...methods.map(({ method, label, mase, meanAbsoluteError, reason, isRecommended }): JsonRow => ({ row: 'method', method: method.kind, label, mase, meanAbsoluteError, reason, recommended: isRecommended })),
    { row: 'comparison', status, words, origins, firstOrigin, lastOrigin, forecasts },
  ]
}

function monthRows({ method, months }: Forecast): readonly JsonRow[] {
  return months.map(({ month, quantity, reason, interval80, interval95 }): JsonRow => ({ row: 'month', period: month, method: method.kind, value: quantity, reason, interval80, interval95 }))
}

/** One place more than the history has: the rest would only look precise. */
function shownPlaces({ quantities }: MonthlySeries): number {
  const places = quantities.map((each) => (each === null ? 0 : decimal(unitsOfMicro(each)).decimalPlaces()))
  return Math.min(QUANTITY_PLACES, 1 + places.reduce((most, each) => Math.max(most, each), 0))
}

function textOf(made: Forecast, comparison: MethodComparison, places: number): string {
  const shown = (quantity: Units | null): string => (quantity === null ? '' : formatFixed(quantity, places))
  const methods = textTable(
    [{ header: 'Method', align: 'start' }, { header: 'MASE', align: 'decimal' }, { header: 'Mean error', align: 'decimal' }, { header: '', align: 'start' }],
    comparison.methods.map(({ label, mase, meanAbsoluteError, reason, isRecommended }) => ({ kind: 'cells', cells: [label, mase === null ? '' : maseText(mase), shown(meanAbsoluteError), isRecommended ? 'recommended' : comparison.status === 'compared' ? reason : ''] })),
  )
  const months = textTable(
    [{ header: 'Month', align: 'start' }, { header: made.label, align: 'decimal' }, { header: '80 % from', align: 'decimal' }, { header: 'to', align: 'decimal' }, { header: '95 % from', align: 'decimal' }, { header: 'to', align: 'decimal' }, { header: '', align: 'start' }],
    made.months.map(({ month, quantity, reason, interval80, interval95 }) => ({ kind: 'cells', cells: [month, shown(quantity), shown(interval80?.low ?? null), shown(interval80?.high ?? null), shown(interval95?.low ?? null), shown(interval95?.high ?? null), reason] })),
  )
  const rounded = places < QUANTITY_PLACES ? ['', `Quantities are shown to ${places === 1 ? '1 place' : `${places} places`}; --json has all ${QUANTITY_PLACES}.`] : []
  return [comparison.words, '', methods, '', months, ...(made.intervalReason === '' ? [] : ['', made.intervalReason]), ...rounded].join('\n')
}

function methodOf({ method, last }: ForecastRequest, comparison: MethodComparison): ForecastMethod {
  if (method === 'recommended') return comparison.recommended
  return comparedMethods(last).find((each) => each.kind === method) ?? comparison.recommended
}

/** Why months have no figure, each reason once. */
function unprojected({ label, months }: Forecast): readonly Issue[] {
  const byReason = Map.groupBy(months.filter(({ quantity }) => quantity === null), ({ reason }) => reason)
  return [...byReason].map(([reason, of]) => issue('month-missing', `${label} gives no figure for ${of.length === months.length ? 'any month' : `${of.length} of ${months.length} months`}: ${reason}`, { severity: 'warning', remedy: 'Choose another method, or add earlier months.' }))
}

function refuse(issues: Outcome['warnings']): Outcome {
  return refusal({ model: null, issues })
}

/** 1 when a month has no figure. */
export async function forecastCommand(core: CliCore, request: ForecastRequest): Promise<Outcome> {
  const bytes = readGivenFile(request.file)
  if (!bytes.ok) return refuse(bytes.failure)
  const fileName = basename(request.file)
  const tables = await core.parts.workbooks.read({ name: fileName, bytes: bytes.value })
  if (!tables.ok) return refuse(tables.failure)
  const series = readSeries({ fileName, ...(tables.value[0] ?? { rows: [], rowNumbers: [] }) })
  if (!series.ok) return refuse(series.failure)
  const unusable = checkMethod({ kind: 'mean', months: request.last })
  if (unusable.length > 0) return refuse(unusable)
  const comparison = compareMethods(series.value, comparedMethods(request.last))
  const made = forecast({ history: series.value, method: methodOf(request, comparison), horizon: request.horizon })
  if (!made.ok) return refuse(made.failure)
  return {
    exitCode: made.value.months.some((each) => each.quantity === null) ? 1 : 0, model: null, warnings: [...made.value.notes, ...unprojected(made.value)].map((each) => ({ ...each, place: { file: fileName } })),
    rows: [...comparisonRows(comparison), ...monthRows(made.value)], text: textOf(made.value, comparison, shownPlaces(series.value)),
  }
}
