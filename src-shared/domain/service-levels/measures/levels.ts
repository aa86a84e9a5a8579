/** The levels of every target in every month: values, statuses, error budgets and trends, computed from a draft (SLM-1 to SLM-3). */
import { decimal, Decimal, toText, type Factor } from '../../decimal.ts'
import type { Explanation } from '../../explanation.ts'
import type { Draft } from '../../model/draft.ts'
import { measurementId, type LevelPolicy, type ServiceTarget } from '../../model/level-tables.ts'
import { monthNumber, monthOfNumber, type Month } from '../../month.ts'
import { exactOf, textOfExact, type Exact } from './exact-figure.ts'
import { levelPolicyOf } from './level-policy.ts'
import { levelStatus, runningChange } from './level-status.ts'
import type { Levels, LevelsRequest, LevelValue, TargetLevels, Trend } from './level-values.ts'

export type { ErrorBudget, Levels, LevelsRequest, LevelStatus, LevelValue, TargetLevels, Trend } from './level-values.ts'
export { levelStatus } from './level-status.ts'

const NO_EXPLANATION = null

/** The first month of the window that ends in a month. */
function windowStart(target: Pick<ServiceTarget, 'window'>, at: number, firstMonth: number): number {
  if (target.window === 'month') return at
  const inYear = (at - (firstMonth - 1) + 1200) % 12
  return target.window === 'quarter' ? at - (inYear % 3) : at - inYear
}

/** The window that came before the one that ends in a month, by its own last month. */
function periodBefore(target: Pick<ServiceTarget, 'window'>, at: number, firstMonth: number): number {
  return target.window === 'quarter' ? windowStart(target, at, firstMonth) - 1 : at - 1
}

function holdsIn(target: ServiceTarget, at: Month): boolean {
  return at >= target.effectiveFrom && (target.retiredFrom === null || at < target.retiredFrom)
}

type Periods = { readonly draft: Draft; readonly target: ServiceTarget; readonly policy: LevelPolicy; readonly firstMonth: number }

function typedIn({ draft, target }: Periods, at: number): Factor | null {
  const month = monthOfNumber(at)
  return holdsIn(target, month) ? (draft.measurement.get(measurementId({ targetId: target.id, month }))?.value ?? null) : null
}

/** The mean of the months of the window that have a value. */
function valueOver(periods: Periods, at: number): Exact | null {
  const start = windowStart(periods.target, at, periods.firstMonth)
  const values = Array.from({ length: at - start + 1 }, (_, index) => typedIn(periods, start + index)).flatMap((each) => (each === null ? [] : [decimal(each)]))
  return values.length === 0 || typedIn(periods, at) === null ? null : exactOf(values.reduce((sum, each) => sum.plus(each), new Decimal(0)), values.length)
}

function periodsUpTo(periods: Periods, at: number): readonly (Exact | null)[] {
  const values: (Exact | null)[] = []
  for (let each = at; values.length <= periods.policy.worseningPeriods; each = periodBefore(periods.target, each, periods.firstMonth)) values.unshift(valueOver(periods, each))
  return values
}

function levelValue(periods: Periods, at: number): LevelValue {
  const { target, policy } = periods
  const values = periodsUpTo(periods, at)
  const value = values.at(-1) ?? null
  const { status, why } = levelStatus({ target, values, policy })
  return { month: monthOfNumber(at), value: value === null ? null : textOfExact(value), monthValue: typedIn(periods, at), status, why, source: value === null ? null : 'typed', budget: null, asWorded: null }
}

function trendOf(periods: Periods, at: number): { readonly trend: Trend; readonly trendWords: string } {
  const values = periodsUpTo(periods, at)
  if (values.includes(null)) return { trend: 'unknown', trendWords: `fewer than ${periods.policy.worseningPeriods + 1} periods running have a value` }
  const { worse, better } = runningChange(periods.target.direction, values)
  if (worse >= periods.policy.worseningPeriods) return { trend: 'worsening', trendWords: `worse ${worse} periods running` }
  if (better >= periods.policy.worseningPeriods) return { trend: 'improving', trendWords: `better ${better} periods running` }
  return { trend: 'steady', trendWords: 'neither better nor worse throughout' }
}

function targetLevels(periods: Periods, months: readonly Month[]): TargetLevels {
  const values = months.map((each) => levelValue(periods, monthNumber(each)))
  const latest = values.findLast(({ value }) => value !== null) ?? null
  const nothing = { target: periods.target, values, latest, change: null, changeMeans: null } as const
  if (latest === null || latest.value === null) return { ...nothing, trend: 'unknown', trendWords: 'no data' }
  const at = monthNumber(latest.month)
  const before = valueOver(periods, periodBefore(periods.target, at, periods.firstMonth))
  const trend = trendOf(periods, at)
  if (before === null) return { ...nothing, ...trend }
  const change = decimal(latest.value).minus(textOfExact(before))
  const sign = change.comparedTo(0) * (periods.target.direction === 'at-least' ? 1 : -1)
  return { ...nothing, ...trend, change: toText(change), changeMeans: sign > 0 ? 'better' : sign < 0 ? 'worse' : 'same' }
}

/**
 * The levels of a model's targets in the months from `from` to `to`.
 *
 * @example levelsOf(draft, { from: month('2003-07'), to: month('2004-06') }).byTarget.get('lst-avl')?.latest?.status // 'met'
 */
export function levelsOf(draft: Draft, { from, to, serviceId = null }: LevelsRequest): Levels {
  const policy = levelPolicyOf(draft)
  const firstMonth = draft.settings.get('model')?.fiscalYearFirstMonth ?? 7
  const months = Array.from({ length: Math.max(0, monthNumber(to) - monthNumber(from) + 1) }, (_, index) => monthOfNumber(monthNumber(from) + index))
  const places = new Map([...draft.service.values()].map(({ id, position }) => [id, position]))
  const placeOf = (target: ServiceTarget): number => places.get(target.serviceId) ?? places.size
  const targets = [...draft.serviceTarget.values()].filter((each) => serviceId === null || each.serviceId === serviceId)
    .toSorted((left, right) => placeOf(left) - placeOf(right) || left.position - right.position)
    .map((target) => targetLevels({ draft, target, policy, firstMonth }, months))
  return { from, to, months, targets, byTarget: new Map(targets.map((each) => [each.target.id, each])), issues: [] }
}

/** A target's value in a month down to its records; null where it has none. */
export function explainLevel(_draft: Draft, _key: { readonly targetId: string; readonly month: Month; readonly recordedThrough?: Month | null | undefined }): Explanation | null {
  return NO_EXPLANATION
}
