/** Budget, actual and forecast side by side, favourable and unfavourable in words (PROJ-2). */
import { Decimal, decimal, formatFixed, round, toText, type DecimalText, type Percent, type Units } from '../decimal.ts'
import { monthWords, type Month } from '../month.ts'
import type { YearProjection } from './project-year.ts'

/** One month, service or customer; null is "there is none". */
export type BudgetLine<Unit extends string> = {
  readonly label: string
  readonly budget: DecimalText<Unit> | null
  /** What is recorded so far. */
  readonly actual: DecimalText<Unit> | null
  /** The rest, projected. */
  readonly projected: DecimalText<Unit> | null
}

export type BudgetVerdict = 'favourable' | 'unfavourable' | 'on-budget' | 'not-comparable'

export type BudgetRow<Unit extends string> = BudgetLine<Unit> & {
  /** `actual + projected`; null where there is neither. */
  readonly forecast: DecimalText<Unit> | null
  /** `forecast - budget` */
  readonly variance: DecimalText<Unit> | null
  /** Of the budget, to two places; null from a budget of zero (NUM-4). */
  readonly variancePercent: Percent | null
  readonly verdict: BudgetVerdict
  /** `60 mailboxes (5.00 %) above budget: unfavourable.` */
  readonly words: string
}

export type BudgetComparison<Unit extends string> = { readonly rows: readonly BudgetRow<Unit>[]; readonly total: BudgetRow<Unit> }

/** `unfavourable`: what a customer spends; `favourable`: what a service earns. */
export type HigherIs = 'favourable' | 'unfavourable'

type Told = { readonly higherIs: HigherIs; /** `USD`, `mailboxes`. */ readonly unit: string; /** Of the figures in words. */ readonly places: number }

const PERCENT_PLACES = 2

function sumOf<Unit extends string>(values: readonly (DecimalText<Unit> | null)[]): DecimalText<Unit> | null {
  const known = values.filter((each) => each !== null)
  return known.length === 0 ? null : toText<Unit>(known.reduce((sum, each) => sum.plus(decimal(each)), new Decimal(0)))
}

function wordsOf(variance: Decimal, parts: Told & { readonly percent: Percent | null; readonly verdict: BudgetVerdict }): string {
  if (variance.isZero()) return 'On budget.'
  const size = formatFixed(toText(variance.abs()), parts.places)
  const share = parts.percent === null ? '' : ` (${formatFixed(toText(decimal(parts.percent).abs()), PERCENT_PLACES)} %)`
  return `${size}${parts.unit === '' ? '' : ` ${parts.unit}`}${share} ${variance.isPositive() ? 'above' : 'below'} budget: ${parts.verdict}.`
}

function rowOf<Unit extends string>(line: BudgetLine<Unit>, told: Told, whyNot: string): BudgetRow<Unit> {
  const forecast = sumOf([line.actual, line.projected])
  if (line.budget === null || forecast === null || whyNot !== '') {
    const words = whyNot !== '' ? whyNot : line.budget === null && forecast === null ? 'Neither budget nor figure.' : line.budget === null ? 'No budget.' : 'No figure.'
    return { ...line, forecast, variance: null, variancePercent: null, verdict: 'not-comparable', words }
  }
  const budget = decimal(line.budget)
  const variance = decimal(forecast).minus(budget)
  const percent = budget.isZero() ? null : toText<'%'>(round(variance.times(100).div(budget), PERCENT_PLACES))
  const verdict: BudgetVerdict = variance.isZero() ? 'on-budget' : variance.isPositive() === (told.higherIs === 'favourable') ? 'favourable' : 'unfavourable'
  return { ...line, forecast, variance: toText<Unit>(variance), variancePercent: percent, verdict, words: wordsOf(variance, { ...told, percent, verdict }) }
}

/**
 * Each line and their total. The total compares only where every line does: else it says what is missing.
 *
 * @example compareBudget({ lines: [{ label: 'July', budget: '100', actual: '104', projected: null }], higherIs: 'unfavourable', unit: 'mailboxes', places: 0 }).total.words // '4 mailboxes (4.00 %) above budget: unfavourable.'
 */
export function compareBudget<Unit extends string>({ lines, ...told }: Told & { readonly lines: readonly BudgetLine<Unit>[] }): BudgetComparison<Unit> {
  const rows = lines.map((line) => rowOf(line, told, ''))
  const open = rows.filter((each) => each.verdict === 'not-comparable')
  const total: BudgetLine<Unit> = { label: 'Total', budget: sumOf(lines.map((each) => each.budget)), actual: sumOf(lines.map((each) => each.actual)), projected: sumOf(lines.map((each) => each.projected)) }
  const whyNot = open.length === 0 || open.length === rows.length ? '' : `Not comparable: ${open.map((each) => `${each.label} (${each.words.replace(/\.$/, '').toLowerCase()})`).join(', ')}.`
  return { rows, total: rowOf(total, told, whyNot) }
}

/** The months of a projected year beside their budget. */
export function budgetLinesOf(year: YearProjection, budget: ReadonlyMap<Month, Units>): readonly BudgetLine<'units'>[] {
  return year.months.map(({ month, kind, quantity }) => ({ label: monthWords(month), budget: budget.get(month) ?? null, actual: kind === 'actual' ? quantity : null, projected: kind === 'projected' ? quantity : null }))
}
