/** Values over a target's window, their statuses and their trend, from its months (SLM-2, SLM-3). */
import { plus, ratioOf, type Ratio } from '../../costs/ratio.ts'
import { decimal, Decimal, toText, type Factor } from '../../decimal.ts'
import type { LevelPolicy, ServiceTarget, TargetGoal } from '../../model/level-tables.ts'
import { errorBudget } from './error-budget.ts'
import { exactOfRatio, exactOfText, quotient, textOfExact, type Exact } from './exact-figure.ts'
import type { MonthSpan } from './kept-records.ts'
import { compareByDirection, judgementOf, judgementWords, prepareGoal, type Goal, type Judging } from './level-status.ts'
import type { ErrorBudget, Judgement, LevelStatus, LevelValue, TargetLevels, Trend } from './level-values.ts'
import { holdsIn, isAvailability, type TargetFigures } from './target-figures.ts'
import { endsPeriod, periodBefore, periodEnd, periodWord, windowStart } from './target-periods.ts'
import { monthNumber, monthOfNumber, monthWords, type Month } from '../../month.ts'

/** The months that have to be known for the values of some: a run of worse periods, and the windows of all of them. */
export function monthsNeeded(target: Pick<ServiceTarget, 'window'>, asked: MonthSpan, { policy, firstMonth }: { readonly policy: Pick<LevelPolicy, 'worseningPeriods'>; readonly firstMonth: number }): MonthSpan {
  let first = asked.first
  for (let period = 0; period <= policy.worseningPeriods; period += 1) first = periodBefore(target, first, firstMonth)
  return { first: windowStart(target, first, firstMonth), last: asked.last }
}

/** What a month or a window consists of. */
export class FigureReader {
  readonly #figures: TargetFigures
  readonly #weighed: boolean

  constructor(target: ServiceTarget, figures: TargetFigures) {
    this.#figures = figures
    this.#weighed = isAvailability(target)
  }

  hasValue(at: number): boolean {
    return this.#figures.computed[at - this.#figures.months.first] === 1 || this.typed(at) !== null
  }

  typed(at: number): Factor | null {
    return this.#figures.typed.size === 0 ? null : (this.#figures.typed.get(at) ?? null)
  }

  numerator(at: number): number {
    return this.#figures.numerators[at - this.#figures.months.first] ?? 0
  }

  denominator(at: number): number {
    return this.#figures.denominators[at - this.#figures.months.first] ?? 0
  }

  month(at: number): Exact | null {
    const typed = this.typed(at)
    if (typed !== null) return exactOfText(typed)
    return this.hasValue(at) ? quotient(this.#figures.factor * this.numerator(at), this.denominator(at)) : null
  }

  /** The months of a window that have a value. */
  valued(from: number, to: number): readonly number[] {
    return Array.from({ length: to - from + 1 }, (_, index) => from + index).filter((at) => this.hasValue(at))
  }

  /** The window has no value so far while its last month has none; one that is over has that of its other months. */
  window(from: number, to: number, isOver: boolean): Exact | null {
    if (from === to) return this.month(to)
    if (!isOver && !this.hasValue(to)) return null
    const months = this.valued(from, to)
    if (months.length === 0) return null
    if (months.some((at) => this.typed(at) !== null)) return exactOfRatio(this.mixed(months))
    let [numerator, denominator] = [0, 0]
    for (const at of months) {
      numerator += this.numerator(at)
      denominator += this.denominator(at)
    }
    return quotient(this.#figures.factor * numerator, denominator)
  }

  /** Some of the months are typed: availability is weighed by agreed time, anything else each month alike. */
  mixed(months: readonly number[]): Ratio {
    const weights = months.map((at) => (this.#weighed ? this.denominator(at) : 1))
    const isWeighed = weights.some((each) => each > 0)
    const [sum, weight] = months.reduce<readonly [Ratio, number]>(([total, all], at, index) => {
      const own = isWeighed ? (weights[index] ?? 0) : 1
      const value = this.ratio(at)
      return [plus(total, { numerator: value.numerator * BigInt(own), denominator: value.denominator }), all + own]
    }, [{ numerator: 0n, denominator: 1n }, 0])
    return { numerator: sum.numerator, denominator: sum.denominator * BigInt(weight) }
  }

  /** A month's value as an exact fraction. */
  ratio(at: number): Ratio {
    const typed = this.typed(at)
    return typed !== null ? ratioOf(typed) : { numerator: BigInt(this.#figures.factor * this.numerator(at)), denominator: BigInt(this.denominator(at)) }
  }
}

/** The error budget from one month to another, of those that have a value; null where the target has none. */
export function budgetOver(target: ServiceTarget, reader: FigureReader, { from, to }: { readonly from: number; readonly to: number }): ErrorBudget | null {
  if (!isAvailability(target) || target.direction !== 'at-least' || target.unit !== '%') return null
  let [agreed, used] = [0, 0]
  let typedUse: Decimal | null = null
  for (let at = from; at <= to; at += 1) {
    if (!reader.hasValue(at)) continue
    agreed += reader.denominator(at)
    const typed = reader.typed(at)
    if (typed === null) used += reader.denominator(at) - reader.numerator(at)
    else typedUse = new Decimal(100).minus(decimal(typed)).times(reader.denominator(at)).div(100).plus(typedUse ?? 0)
  }
  return agreed === 0 ? null : errorBudget({ goal: target.goal, agreedSeconds: agreed, usedSeconds: typedUse === null ? used : typedUse.plus(used) })
}

const EVERYTHING: Factor = toText<'1'>(new Decimal(100))

/** SLM-1: by a wording that leaves unplanned outages out, nothing that was recorded is downtime. */
function asWorded(target: ServiceTarget, isTyped: boolean): Factor | null {
  return target.computation === 'outages' && target.wording === 'excludes-unplanned' && !isTyped ? EVERYTHING : null
}

export type Valuation = { readonly target: ServiceTarget; readonly earlier: readonly TargetGoal[]; readonly figures: TargetFigures; readonly policy: LevelPolicy; readonly firstMonth: number; /** The month of the day on which it is looked at. */ readonly present: number; readonly whyNothing: (at: number) => string }

type Series = { readonly valuation: Valuation; readonly reader: FigureReader; readonly exacts: readonly (Exact | null)[]; readonly worse: readonly number[]; readonly better: readonly number[] }

/** Every month's window, and how many periods running it got worse or better. */
function seriesOf(valuation: Valuation): Series {
  const { target, figures: { months }, firstMonth, present } = valuation
  const reader = new FigureReader(target, valuation.figures)
  const length = months.last - months.first + 1
  const exacts: (Exact | null)[] = []
  const [worse, better]: [number[], number[]] = [[], []]
  for (let place = 0; place < length; place += 1) {
    const at = months.first + place
    const value = reader.window(Math.max(months.first, windowStart(target, at, firstMonth)), at, endsPeriod(target, at, { firstMonth, present }))
    exacts.push(value)
    worse.push(0)
    better.push(0)
    const earlier = periodBefore(target, at, firstMonth) - months.first
    const before = exacts[earlier] ?? null
    if (value === null || before === null) continue
    const change = compareByDirection(target.direction, value, before)
    if (change < 0) worse[place] = (worse[earlier] ?? 0) + 1
    if (change > 0) better[place] = (better[earlier] ?? 0) + 1
  }
  return { valuation, reader, exacts, worse, better }
}

function monthsWords(months: readonly number[]): string {
  const words = months.map((at) => monthWords(monthOfNumber(at)))
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`
}

/** Which months of a window have no data. A survey once a year has one month, and eleven that nobody need be told of. */
function missingWords(target: ServiceTarget, reader: FigureReader, { start, at, isOver }: { readonly start: number; readonly at: number; readonly isOver: boolean }): string {
  const months = Array.from({ length: at - start + 1 }, (_, index) => start + index).filter((each) => holdsIn(target, monthOfNumber(each)))
  const valued = months.filter((each) => reader.hasValue(each))
  if (valued.length === months.length) return ''
  if (!isOver) return ` ${valued.length} of its ${months.length} months so far have data.`
  const missing = months.filter((each) => !reader.hasValue(each))
  if (valued.length < missing.length) return ` Of its ${months.length} months only ${monthsWords(valued)} ${valued.length === 1 ? 'has' : 'have'} data.`
  return ` ${valued.length} of its ${months.length} months ${valued.length === 1 ? 'has' : 'have'} data: ${monthsWords(missing)} ${missing.length === 1 ? 'has' : 'have'} none.`
}

function trendOf({ valuation: { policy, target, firstMonth, figures }, exacts, worse, better }: Series, place: number): Pick<TargetLevels, 'trend' | 'trendWords'> {
  const periods = policy.worseningPeriods
  let known = 0
  for (let at = place; known <= periods && (exacts[at] ?? null) !== null; at = periodBefore(target, figures.months.first + at, firstMonth) - figures.months.first) known += 1
  const found: Trend = (worse[place] ?? 0) >= periods ? 'worsening' : (better[place] ?? 0) >= periods ? 'improving' : known <= periods ? 'unknown' : 'steady'
  const words = { worsening: `worse ${periods} periods running`, improving: `better ${periods} periods running`, steady: 'neither worse nor better throughout', unknown: `fewer than ${periods + 1} periods running have a value` }
  return { trend: found, trendWords: words[found] }
}

function changeAt({ valuation: { target, figures, firstMonth }, exacts }: Series, place: number): Pick<TargetLevels, 'change' | 'changeMeans'> {
  const value = exacts[place] ?? null
  const before = exacts[periodBefore(target, figures.months.first + place, firstMonth) - figures.months.first] ?? null
  if (value === null || before === null) return { change: null, changeMeans: null }
  const means = compareByDirection(target.direction, value, before)
  return { change: toText<'1'>(decimal(textOfExact(value)).minus(decimal(textOfExact(before)))), changeMeans: means > 0 ? 'better' : means < 0 ? 'worse' : 'same' }
}

/** Said before what a value is so far. @example progressWords(target, end) // 'In progress: the quarter ends with September 2003. So far ' */
function progressWords(target: ServiceTarget, end: number): string {
  return target.window === 'month' ? `In progress: ${monthWords(monthOfNumber(end))} is not over. So far ` : `In progress: the ${periodWord(target)} ends with ${monthWords(monthOfNumber(end))}. So far `
}

/** Where a month lies, and what its value is judged by. */
type Place = Pick<LevelValue, 'month' | 'since' | 'isOver'> & { readonly at: number; readonly judging: Judging }

/** A month, or a period that ends with it, that has a value. One of a hundred thousand for a scorecard: what is only shown is made when somebody looks. */
class ValueOfMonth implements LevelValue {
  readonly month: Month
  readonly status: LevelStatus
  readonly soFar: Judgement
  readonly since: Month
  readonly isOver: boolean
  readonly #series: Series
  readonly #exact: Exact
  readonly #at: number
  readonly #judging: Judging
  #value: Factor | undefined
  #why: string | undefined
  #budget: ErrorBudget | null | undefined

  constructor(series: Series, exact: Exact, { month, since, isOver, at, judging }: Place) {
    this.month = month
    this.soFar = judgementOf(exact, judging)
    this.status = isOver ? this.soFar : 'in-progress'
    this.since = since
    this.isOver = isOver
    this.#series = series
    this.#exact = exact
    this.#at = at
    this.#judging = judging
  }

  get goal(): Factor {
    return this.#judging.prepared.target.goal
  }

  get warning(): Factor | null {
    return this.#judging.prepared.target.warning
  }

  get value(): Factor {
    this.#value ??= textOfExact(this.#exact)
    return this.#value
  }

  get monthValue(): Factor | null {
    if (this.since === this.month) return this.value
    const own = this.#series.reader.month(this.#at)
    return own === null ? null : textOfExact(own)
  }

  get source(): 'typed' | 'computed' | null {
    const { reader } = this.#series
    return reader.typed(this.#at) !== null ? 'typed' : reader.hasValue(this.#at) ? 'computed' : null
  }

  get asWorded(): Factor | null {
    return asWorded(this.#series.valuation.target, this.source === 'typed')
  }

  get why(): string {
    this.#why ??= this.#words()
    return this.#why
  }

  #words(): string {
    const { reader, valuation: { target, firstMonth } } = this.#series
    const start = monthNumber(this.since)
    const progress = this.isOver ? '' : progressWords(target, periodEnd(target, this.#at, firstMonth))
    return `${progress}${judgementWords(this.#exact, this.#judging)}${start === this.#at ? '' : missingWords(target, reader, { start, at: this.#at, isOver: this.isOver })}`
  }

  get budget(): ErrorBudget | null {
    if (this.#budget === undefined) this.#budget = budgetOver({ ...this.#series.valuation.target, goal: this.goal }, this.#series.reader, { from: monthNumber(this.since), to: this.#at })
    return this.#budget
  }
}

type Judgings = { readonly steady: Judging; readonly worsened: Judging }

/** What the values of a month are judged by: its present goal, or the one that held then. */
function judgingsOf({ target, earlier, policy: { worseningPeriods } }: Valuation): (month: Month) => Judgings {
  const by = (goal: Goal): Judgings => {
    const prepared = prepareGoal(goal)
    return { steady: { prepared, worse: null }, worsened: { prepared, worse: worseningPeriods } }
  }
  const present = by(target)
  const before = earlier.map(({ until, goal, warning }) => ({ until, ...by({ ...target, goal, warning }) }))
  return (month) => before.find(({ until }) => month < until) ?? present
}

/** The levels of one target in the months asked for, which are the last ones of its figures. */
export function targetLevels(valuation: Valuation, asked: { readonly first: number; readonly months: readonly Month[] }): TargetLevels {
  const { target, figures, policy, firstMonth, present, whyNothing } = valuation
  const series = seriesOf(valuation)
  const { exacts, worse } = series
  const judgingsIn = judgingsOf(valuation)
  let latestPlace = -1
  const values = asked.months.map((month, index): LevelValue => {
    const at = asked.first + index
    const place = at - figures.months.first
    const value = at > present ? null : (exacts[place] ?? null)
    const start = windowStart(target, at, firstMonth)
    const isOver = endsPeriod(target, at, valuation)
    const since = start === at ? month : monthOfNumber(start)
    const { steady, worsened } = judgingsIn(month)
    if (value === null) return { month, goal: steady.prepared.target.goal, warning: steady.prepared.target.warning, value: null, monthValue: null, status: 'no-data', soFar: null, since, isOver, why: at > present ? `No data: ${monthWords(month)} has not come yet.` : `${whyNothing(at)}${isOver && start < at ? ` No other month of the ${periodWord(target)} has data.` : ''}`, source: null, budget: null, asWorded: null }
    latestPlace = place
    return new ValueOfMonth(series, value, { month, since, isOver, at, judging: (worse[place] ?? 0) >= policy.worseningPeriods ? worsened : steady })
  })
  if (latestPlace === -1) return { target, values, latest: null, change: null, changeMeans: null, trend: 'unknown', trendWords: 'no data' }
  const latestIndex = latestPlace - (asked.first - figures.months.first)
  const latest = values[latestIndex] ?? null
  const missed = target.window === 'month' ? undefined : values.slice(latestIndex + 1).findLast(({ isOver }) => isOver)
  // A quarter or year that was missed since then ends a trend: a survey of years ago says nothing of today.
  if (missed !== undefined) return { target, values, latest, change: null, changeMeans: null, trend: 'unknown', trendWords: `the ${periodWord(target)} that ended with ${monthWords(missed.month)} has no data` }
  // A period in progress moves no trend (SLM-3); the change says how its value so far compares.
  const trendPlace = latest?.isOver === true ? latestPlace : periodBefore(target, figures.months.first + latestPlace, firstMonth) - figures.months.first
  return { target, values, latest, ...changeAt(series, latestPlace), ...trendOf(series, trendPlace) }
}
