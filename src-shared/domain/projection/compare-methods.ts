/** Which method would have been right (PROJ-1): all methods on the same rolling origins, by mean absolute scaled error (MASE). */
import { Decimal, decimal, formatFixed, round, toText, type Factor, type Units } from '../decimal.ts'
import { roundRatio } from '../costs/ratio.ts'
import { fitMethod } from './fit.ts'
import { SEASON } from './holt-winters.ts'
import { comparedMethods, methodWords, type ForecastMethod } from './method.ts'
import { unitsOfMicro } from '../micro-units.ts'
import type { Month } from '../month.ts'
import { FIRST_ORIGIN, LEAST_SHARE, MOST_HORIZON, originErrors, sizeOf, type OriginErrors } from './rolling-origins.ts'
import { historyOf, monthAt, type History, type MonthlySeries } from './series.ts'

export type ComparedMethod = {
  readonly method: ForecastMethod
  readonly label: string
  /** Below 1 it beats the same month last year as it did within the training parts; null where the method could not be compared. */
  readonly mase: Factor | null
  readonly meanAbsoluteError: Units | null
  /** Why there is no MASE; empty where there is one. */
  readonly reason: string
  readonly isRecommended: boolean
}

export type MethodComparison = {
  /** `no-scale`: every training part repeats itself exactly (a constant history does), so that nothing can be scaled. */
  readonly status: 'compared' | 'too-short' | 'no-scale' | 'nothing-in-common'
  /** The whole outcome in one or two sentences. */
  readonly words: string
  readonly origins: number
  /** Last months of the first and the last training part. */
  readonly firstOrigin: Month | null
  readonly lastOrigin: Month | null
  /** Forecasts that every method was measured by. */
  readonly forecasts: number
  readonly methods: readonly ComparedMethod[]
  /** The least MASE, of equals the simplest; where nothing could be compared the simplest that the history allows. */
  readonly recommended: ForecastMethod
}

const MASE_PLACES = 6
const SHOWN_MASE_PLACES = 3

/** As it is told everywhere, in sentences and tables; it is compared with all its places. @example maseText('0.812345') // '0.812' */
export function maseText(mase: Factor): string {
  return formatFixed(mase, SHOWN_MASE_PLACES)
}
/** Quotients of one origin are carried so far before they are added up and rounded once. */
const CARRIED = 10n ** 24n

/** Of the first `length` months: pairs of the same month in two years, and how far they lie apart in all. */
type Scale = { readonly pairs: bigint; readonly distance: bigint }

function scalesOf({ values }: History): readonly Scale[] {
  const scales: Scale[] = []
  let [pairs, distance] = [0n, 0n]
  for (let length = SEASON + 1; length < values.length; length += 1) {
    const [value, before] = [values[length - 1] ?? null, values[length - 1 - SEASON] ?? null]
    if (value !== null && before !== null) {
      pairs += 1n
      distance += sizeOf(value - before)
    }
    if (length >= FIRST_ORIGIN) scales.push({ pairs, distance })
  }
  return scales
}

function hasError(errors: OriginErrors, cell: number): boolean {
  return (errors[cell] ?? null) !== null
}

/** Mean of |error| / scale of its origin, and mean |error|; cells stand in the order of their origins. */
function measure(errors: OriginErrors, { cells, scales }: { readonly cells: readonly number[]; readonly scales: readonly Scale[] }): { readonly mase: Factor; readonly meanAbsoluteError: Units } {
  let [scaled, total, ofOrigin, origin] = [0n, 0n, 0n, 0]
  const close = (): void => {
    const { pairs, distance } = scales[origin] ?? { pairs: 0n, distance: 1n }
    if (ofOrigin > 0n) scaled += (ofOrigin * pairs * CARRIED) / distance
    total += ofOrigin
    ofOrigin = 0n
  }
  for (const cell of cells) {
    const next = Math.floor(cell / MOST_HORIZON)
    if (next !== origin) close()
    origin = next
    ofOrigin += sizeOf(errors[cell] ?? 0n)
  }
  close()
  const mase = round(new Decimal(scaled.toString()).div(CARRIED.toString()).div(cells.length), MASE_PLACES)
  return { mase: toText<'1'>(mase), meanAbsoluteError: unitsOfMicro(roundRatio({ numerator: total, denominator: BigInt(cells.length) }, 1n)) }
}

/** The simplest method that has a figure for each of the next twelve months. */
function simplestMethod(history: History, methods: readonly ForecastMethod[]): ForecastMethod | undefined {
  const length = history.values.length
  const works = (method: ForecastMethod): boolean => {
    const fit = fitMethod(method, { history, length })
    return Array.from({ length: SEASON }, (_, index) => fit(index + 1)).every((each) => typeof each === 'bigint')
  }
  return methods.find(works)
}

const SIMPLEST: ForecastMethod = { kind: 'same-month-last-year' }

type Parts = { readonly history: History; readonly methods: readonly ForecastMethod[] }

/** What is taken where nothing can be compared. */
export function methodWithoutComparison({ history, methods }: Parts): ForecastMethod {
  return simplestMethod(history, methods) ?? methods[0] ?? SIMPLEST
}

/** True when not even one month can be forecast from a first training part. */
export function isTooShort({ values }: History): boolean {
  return values.length < FIRST_ORIGIN + 1
}

function notCompared({ history, methods }: Parts, outcome: Pick<MethodComparison, 'status' | 'words' | 'origins'>): MethodComparison {
  const simplest = simplestMethod(history, methods)
  const recommended = methodWithoutComparison({ history, methods })
  const words = simplest === undefined ? outcome.words : `${outcome.words} ${methodWords(simplest)} is taken because it is the simplest method that this history allows.`
  return {
    ...outcome, words, firstOrigin: null, lastOrigin: null, forecasts: 0, recommended,
    methods: methods.map((method) => ({ method, label: methodWords(method), mase: null, meanAbsoluteError: null, reason: outcome.words, isRecommended: method === recommended })),
  }
}

type Measured = { readonly method: ForecastMethod; readonly figures: ReturnType<typeof measure> | null }

/** The least MASE; methods stand in the order of their simplicity, so of equals the simplest. */
function bestOf(measured: readonly Measured[]): Measured | undefined {
  let best: Measured | undefined
  for (const each of measured) {
    if (each.figures !== null && (best === undefined || best.figures === null || decimal(each.figures.mase).lt(decimal(best.figures.mase)))) best = each
  }
  return best
}

/** Why a method takes no part: fitted to the whole history it says so itself. */
function reasonOf(method: ForecastMethod, history: History): string {
  if (method.kind === 'typed') return 'Typed figures have no forecasts of the past.'
  const figure = fitMethod(method, { history, length: history.values.length })(1)
  return typeof figure === 'string' ? figure : 'Too many months are missing for it.'
}

/**
 * Compares methods on the same rolling origins: the first training part has 24 months, forecasts reach one to six months ahead, and every
 * error is scaled by the mean seasonal naive error of its training part. Only forecasts that every compared method can make count.
 *
 * @example compareMethods(series).recommended // { kind: 'same-month-last-year' } where the history is short
 */
export function compareMethods(series: MonthlySeries, methods: readonly ForecastMethod[] = comparedMethods()): MethodComparison {
  const history = historyOf(series)
  const length = history.values.length
  const parts = { history, methods }
  if (isTooShort(history)) return notCompared(parts, { status: 'too-short', origins: 0, words: `The history has ${length === 1 ? '1 month' : `${length} months`}; comparing methods needs ${FIRST_ORIGIN + 1}.` })
  const scales = scalesOf(history)
  const usable = Array.from({ length: scales.length * MOST_HORIZON }, (_, cell) => cell)
    .filter((cell) => (scales[Math.floor(cell / MOST_HORIZON)]?.distance ?? 0n) > 0n && (history.values[FIRST_ORIGIN + Math.floor(cell / MOST_HORIZON) + (cell % MOST_HORIZON)] ?? null) !== null)
  if (usable.length === 0) {
    const known = history.values.filter((each) => each !== null)
    const isConstant = known.every((each) => each === known[0])
    return notCompared(parts, { status: 'no-scale', origins: scales.length, words: isConstant ? 'The history is constant: there is no error to scale by.' : 'The history repeats last year exactly: there is no error to scale by.' })
  }
  const errors = methods.map((method) => originErrors(history, method))
  const takesPart = errors.map((each) => usable.filter((cell) => hasError(each, cell)).length >= Math.max(1, usable.length * LEAST_SHARE))
  const cells = usable.filter((cell) => errors.every((each, index) => takesPart[index] !== true || hasError(each, cell)))
  const nothing = (): MethodComparison => notCompared(parts, { status: 'nothing-in-common', origins: scales.length, words: 'Too many months are missing to compare methods on the same forecasts.' })
  if (cells.length === 0) return nothing()
  const measured = methods.map((method, index): Measured => ({ method, figures: takesPart[index] === true ? measure(errors[index] ?? [], { cells, scales }) : null }))
  const best = bestOf(measured)
  if (best === undefined) return nothing()
  const origins = new Set(cells.map((cell) => Math.floor(cell / MOST_HORIZON)))
  const places = [...origins].toSorted((left, right) => left - right)
  const out = measured.filter((each) => each.figures === null)
  return {
    status: 'compared', origins: origins.size, forecasts: cells.length, recommended: best.method,
    firstOrigin: monthAt(history, FIRST_ORIGIN - 1 + (places[0] ?? 0)), lastOrigin: monthAt(history, FIRST_ORIGIN - 1 + (places.at(-1) ?? 0)),
    words: `${methodWords(best.method)} has the least error: a MASE of ${best.figures === null ? '' : maseText(best.figures.mase)} over ${cells.length} forecasts made in ${origins.size === 1 ? '1 month' : `${origins.size} months`}.${out.length === 0 ? '' : ` Not compared: ${out.map(({ method }) => methodWords(method)).join(', ')}.`}`,
    methods: measured.map(({ method, figures }) => ({
      method, label: methodWords(method), mase: figures?.mase ?? null, meanAbsoluteError: figures?.meanAbsoluteError ?? null, reason: figures === null ? reasonOf(method, history) : '', isRecommended: method === best.method,
    })),
  }
}
