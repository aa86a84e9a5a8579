/** A fiscal year in progress: its actual months, and the rest of it projected (PROJ-2). */
import { sumNode } from '../costs/explain-derivation-nodes.ts'
import type { Units } from '../decimal.ts'
import type { Explanation } from '../explanation.ts'
import { formatFiscalYear, type FiscalYear } from '../fiscal-year.ts'
import type { Issue } from '../issues.ts'
import { ok, type Result } from '../result.ts'
import { actualNode, type ExplainedUnit } from './explain-method.ts'
import { explainProjected } from './explain-forecast.ts'
import { figureOfMonth, intervalsOf, notesOf, projectorOf, type ForecastRequest, type Interval, type Projector } from './forecast.ts'
import { methodWords, type ForecastMethod } from './method.ts'
import { microUnits, unitsOfMicro } from '../micro-units.ts'
import { monthNumber, monthsOfYear, monthWords, type Month } from '../month.ts'

/** `missing`: a gap in the history, or a month that the method has no figure for; it is in no sum. */
export type YearMonth = {
  readonly month: Month
  readonly kind: 'actual' | 'projected' | 'missing'
  readonly quantity: Units | null
  readonly reason: string
  readonly interval80: Interval | null
  readonly interval95: Interval | null
}

export type YearProjection = {
  readonly fiscalYear: FiscalYear
  readonly method: ForecastMethod
  readonly label: string
  /** Twelve, in the order of the year. */
  readonly months: readonly YearMonth[]
  readonly actual: Units
  readonly projected: Units
  /** `actual + projected`; of a year with missing months it is not the whole year, and `words` says so. */
  readonly total: Units
  readonly missing: readonly Month[]
  /** `FY2005: 5 months actual, 7 projected by Drift.` */
  readonly words: string
  readonly notes: readonly Issue[]
}

export type YearRequest = ForecastRequest & {
  readonly fiscalYear: FiscalYear
  /** 1 to 12. */
  readonly firstMonth: number
  /** Why nothing more is projected: the year is over, the rate was given up. Null: the rest is projected. */
  readonly ended?: string | null
  /** What the method is called, where its own name would not say it. */
  readonly label?: string
}

/** One month before it is put into text: `quantity` in millionths, null with the reason. */
type MonthFigure = Pick<YearMonth, 'month' | 'kind' | 'reason'> & { readonly quantity: bigint | null }

function figureIn(projector: Projector, { month, ended }: { readonly month: Month; readonly ended: string | null }): MonthFigure {
  const { start, values } = projector.training.history
  const place = monthNumber(month) - start
  const quantity = values[place] ?? null
  if (quantity !== null) return { month, kind: 'actual', quantity, reason: '' }
  // The history ends with a month that has a figure.
  if (place < values.length && values.length > 0) return { month, kind: 'missing', quantity: null, reason: place < 0 ? 'The history begins later.' : 'The month is missing in the history.' }
  if (ended !== null) return { month, kind: 'missing', quantity: null, reason: ended }
  const figure = figureOfMonth(projector, month)
  return typeof figure === 'string' ? { month, kind: 'missing', quantity: null, reason: figure } : { month, kind: 'projected', quantity: figure, reason: '' }
}

/**
 * The figures of the twelve months alone, in millionths; null where a month has none. What `projectYear` puts into text and words.
 *
 * @example yearQuantities({ history, fiscalYear: fiscalYear(2005), firstMonth: 7, method: { kind: 'drift' } }).value[0] // 1500000n
 */
export function yearQuantities(request: YearRequest): Result<readonly (bigint | null)[]> {
  const projector = projectorOf({ ...request, withIntervals: false })
  if (!projector.ok) return projector
  const { ended = null } = request
  return ok(monthsOfYear(request.fiscalYear, request.firstMonth).map((month) => figureIn(projector.value, { month, ended }).quantity))
}

function sumOf(months: readonly YearMonth[], kind: YearMonth['kind']): bigint {
  return months.reduce((sum, each) => (each.kind === kind && each.quantity !== null ? sum + microUnits(each.quantity) : sum), 0n)
}

function wordsOf(year: FiscalYear, { months, label }: { readonly months: readonly YearMonth[]; readonly label: string }): string {
  const count = (kind: YearMonth['kind']): number => months.filter((each) => each.kind === kind).length
  const missing = months.filter((each) => each.kind === 'missing').map((each) => monthWords(each.month))
  const parts = [`${count('actual')} months actual`, ...(count('projected') > 0 ? [`${count('projected')} projected by ${label}`] : [])]
  return `${formatFiscalYear(year)}: ${parts.join(', ')}${missing.length === 0 ? '.' : `; ${missing.length} without a figure (${missing.join(', ')}), so that the sum is not the whole year.`}`
}

/**
 * The twelve months of a fiscal year, each actual or projected, and their sum. What is recorded is never projected over.
 *
 * @example projectYear({ history, fiscalYear: fiscalYear(2005), firstMonth: 7, method: { kind: 'drift' }, growth: [], changes: [] })
 */
export function projectYear(request: YearRequest): Result<YearProjection> {
  const { fiscalYear, firstMonth, method, ended = null } = request
  const projector = projectorOf(request)
  if (!projector.ok) return projector
  const months = monthsOfYear(fiscalYear, firstMonth).map((month): YearMonth => {
    const { kind, quantity, reason } = figureIn(projector.value, { month, ended })
    const [interval80 = null, interval95 = null] = kind === 'projected' && quantity !== null ? intervalsOf(projector.value, month, quantity) : []
    return { month, kind, quantity: quantity === null ? null : unitsOfMicro(quantity), reason, interval80, interval95 }
  })
  const [actual, projected] = [sumOf(months, 'actual'), sumOf(months, 'projected')]
  const label = request.label ?? methodWords(method)
  return ok({
    fiscalYear, method, label, months, actual: unitsOfMicro(actual), projected: unitsOfMicro(projected), total: unitsOfMicro(actual + projected),
    missing: months.filter((each) => each.kind === 'missing').map((each) => each.month), words: wordsOf(fiscalYear, { months, label }), notes: notesOf(request),
  })
}

/**
 * The year's sum explained, down to its months; a month alone where one is named. Null where the month has no figure.
 *
 * @example explainYear(request, { unit: 'mailboxes', source: 'usage.csv', month: null }) // FY2005 = July 2004 + August 2004, projected + ...
 */
export function explainYear(request: YearRequest, { month, ...of }: ExplainedUnit & { readonly month: Month | null }): Explanation | null {
  const projector = projectorOf(request)
  const year = projectYear(request)
  if (!projector.ok || !year.ok) return null
  const explain = (each: YearMonth): Explanation | null => {
    if (each.quantity === null) return null
    return each.kind === 'actual' ? actualNode(each.month, each.quantity, of) : explainProjected(projector.value, { month: each.month, ...of })
  }
  if (month !== null) {
    const found = year.value.months.find((each) => each.month === month)
    return found === undefined ? null : explain(found)
  }
  const { months, total, words } = year.value
  return sumNode({ label: formatFiscalYear(request.fiscalYear), value: total, unit: of.unit, ruleId: 'PROJ-2', formula: words }, () => months.flatMap((each) => explain(each) ?? []))
}
