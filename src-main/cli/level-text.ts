/** Levels as rows and as text. */
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import { PROMISE_WORDS, type AgreementPromises } from '../../src-shared/domain/service-levels/agreements/promise-check.ts'
import { attainmentOf } from '../../src-shared/domain/service-levels/attainment.ts'
import { isAtRiskSoFar } from '../../src-shared/domain/service-levels/counted-periods.ts'
import { levelText } from '../../src-shared/domain/service-levels/measures/level-status.ts'
import type { ErrorBudget, Levels, LevelStatus, LevelValue, TargetLevels } from '../../src-shared/domain/service-levels/measures/level-values.ts'
import { shownTarget } from '../../src-shared/domain/service-levels/measures/target-goals.ts'
import { standingOf, statusWords } from '../../src-shared/domain/service-levels/standing.ts'
import type { JsonRow, JsonValue } from './outcome.ts'
import { textTable } from './text-table.ts'

export function budgetRow(budget: ErrorBudget | null): JsonValue {
  return budget === null ? null : { ...budget }
}

function serviceCode(draft: Draft, { target }: TargetLevels): string {
  return draft.service.get(target.serviceId)?.code ?? target.serviceId
}

export function levelRows(draft: Draft, { targets }: Levels): readonly JsonRow[] {
  return targets.flatMap((levels): readonly JsonRow[] => {
    const { target, values, latest, change, changeMeans, trend, trendWords } = levels
    const { status: standing, isAtRiskSoFar, isRetired } = standingOf(levels)
    const promised = shownTarget(levels)
    const shared = { service: serviceCode(draft, levels), target: target.code }
    const { held, measured, atRisk, breached, withoutData, inProgress, counted } = attainmentOf(levels)
    return [
      {
        row: 'target', ...shared, title: target.title, metric: target.metric, unit: target.unit, direction: target.direction, goal: promised.goal, warning: promised.warning, window: target.window, latestMonth: latest?.month ?? null,
        value: latest?.value ?? null, latestStatus: latest?.status ?? 'no-data', status: standing, isAtRiskSoFar, isRetired, change, changeMeans, trend, trendWords, counted, measured, held, met: held - atRisk, atRisk, breached, noData: withoutData, inProgress: inProgress > 0,
      },
      ...values.map(({ month, goal, warning, since, isOver, value, monthValue, status, soFar, why, source, budget, asWorded }): JsonRow => ({ row: 'level', ...shared, month, goal, warning, since, isOver, value, monthValue, status, soFar, why, source, budget: budgetRow(budget), asWorded })),
    ]
  })
}

/** What is promised beside what it rests on (SLM-6). */
export function promiseRows(promises: readonly AgreementPromises[]): readonly JsonRow[] {
  return promises.flatMap(({ agreement, supports, checks }) => checks.map(({ target, verdict, holdable, holdableShare, sentence }): JsonRow => ({
    row: 'promise', agreement: agreement.code, target: target.code, underpinnings: supports.map(({ code }) => code), verdict, holdable, holdableShare, unit: target.unit, sentence,
  })))
}

const LETTERS: Readonly<Record<LevelStatus, string>> = { met: 'm', 'at-risk': 'r', breached: 'B', 'no-data': '-', 'in-progress': '.' }

function letterOf(value: LevelValue): string {
  return isAtRiskSoFar(value) ? '!' : LETTERS[value.status]
}

/** Only the first letter: months keep theirs. @example begunSmall('Retired (last December 2003: at risk)') // 'retired (last December 2003: at risk)' */
function begunSmall(words: string): string {
  return `${words.charAt(0).toLowerCase()}${words.slice(1)}`
}

/** @example goalOf(levels) // '>= 99.80 %' */
function goalOf(levels: TargetLevels): string {
  const promised = shownTarget(levels)
  return `${promised.direction === 'at-least' ? '>=' : '<='} ${levelText(promised, promised.goal)}`
}

/** Each promise that rests on other agreements, with the arithmetic. */
function promiseLines(promises: readonly AgreementPromises[]): readonly string[] {
  const lines = promises.flatMap(({ agreement, checks }) => checks.map(({ verdict, sentence }) => `  ${agreement.code}, ${PROMISE_WORDS[verdict].toLowerCase()}: ${sentence}`))
  return lines.length === 0 ? [] : ['', 'Promises and what they rest on', ...lines]
}

/** A scorecard: a line a target, a letter a month; then the periods that are breached or at risk, and of one in progress the last month, each with its reason; then what is promised beside what it rests on. */
export function levelTextOf(draft: Draft, levels: Levels, promises: readonly AgreementPromises[]): string {
  const { targets, from, to } = levels
  if (targets.length === 0) return 'There are no targets.'
  const table = textTable([{ header: 'Service', align: 'start' }, { header: 'Target', align: 'start' }, { header: 'Goal', align: 'end' }, { header: 'Latest', align: 'end' }, { header: 'In', align: 'start' }, { header: 'Status', align: 'start' }, { header: 'Trend', align: 'start' }, { header: `${from} to ${to}`, align: 'start' }], targets.map((each) => ({
    kind: 'cells', cells: [
      serviceCode(draft, each), each.target.code, goalOf(each), each.latest === null || each.latest.value === null ? '' : levelText(shownTarget(each), each.latest.value),
      each.latest?.month ?? '', begunSmall(standingOf(each).words), each.trend === 'unknown' ? '' : each.trend, each.values.map(letterOf).join(''),
    ],
  })))
  const said = targets.flatMap(({ target, values }) => values.filter((each, at) => each.status === 'breached' || each.status === 'at-risk' || (isAtRiskSoFar(each) && at === values.length - 1)).map((each) => `  ${target.code} ${each.month}, ${statusWords(each).toLowerCase()}: ${each.why}`))
  return [table, '', 'm met, r at risk, B breached, - no data, . in progress, ! in progress and at risk; a quarter or a year counts in its last month', ...(said.length === 0 ? [] : ['', ...said]), ...promiseLines(promises)].join('\n')
}
