/** Levels as rows and as text. */
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import { levelText } from '../../src-shared/domain/service-levels/measures/level-status.ts'
import type { ErrorBudget, Levels, LevelStatus, TargetLevels } from '../../src-shared/domain/service-levels/measures/level-values.ts'
import { standingOf } from '../../src-shared/domain/service-levels/standing.ts'
import type { JsonRow, JsonValue } from './outcome.ts'
import { textTable } from './text-table.ts'

export function budgetRow(budget: ErrorBudget | null): JsonValue {
  return budget === null ? null : { ...budget }
}

function serviceCode(draft: Draft, { target }: TargetLevels): string {
  return draft.service.get(target.serviceId)?.code ?? target.serviceId
}

const STATUSES = ['met', 'at-risk', 'breached', 'no-data'] as const satisfies readonly LevelStatus[]

function countOf({ values }: TargetLevels, status: LevelStatus): number {
  return values.filter((each) => each.status === status).length
}

export function levelRows(draft: Draft, { targets }: Levels): readonly JsonRow[] {
  return targets.flatMap((levels): readonly JsonRow[] => {
    const { target, values, latest, change, changeMeans, trend, trendWords } = levels
    const { status: standing, isRetired } = standingOf(levels)
    const shared = { service: serviceCode(draft, levels), target: target.code }
    const [met, atRisk, breached, noData] = STATUSES.map((status) => countOf(levels, status))
    return [
      {
        row: 'target', ...shared, title: target.title, metric: target.metric, unit: target.unit, direction: target.direction, goal: target.goal, warning: target.warning, window: target.window, latestMonth: latest?.month ?? null,
        value: latest?.value ?? null, latestStatus: latest?.status ?? 'no-data', status: standing, isRetired, change, changeMeans, trend, trendWords, met: met ?? 0, atRisk: atRisk ?? 0, breached: breached ?? 0, noData: noData ?? 0,
      },
      ...values.map(({ month, value, monthValue, status, why, source, budget, asWorded }): JsonRow => ({ row: 'level', ...shared, month, value, monthValue, status, why, source, budget: budgetRow(budget), asWorded })),
    ]
  })
}

const LETTERS: Readonly<Record<LevelStatus, string>> = { met: 'm', 'at-risk': 'r', breached: 'B', 'no-data': '-' }
const SHOWN: Readonly<Record<LevelStatus, string>> = { met: 'met', 'at-risk': 'at risk', breached: 'breached', 'no-data': 'no data' }

/** A scorecard: a line a target, a letter a month; then the months that are breached or at risk, each with its reason. */
export function levelTextOf(draft: Draft, levels: Levels): string {
  const { targets, from, to } = levels
  if (targets.length === 0) return 'There are no targets.'
  const table = textTable([{ header: 'Service', align: 'start' }, { header: 'Target', align: 'start' }, { header: 'Goal', align: 'end' }, { header: 'Latest', align: 'end' }, { header: 'In', align: 'start' }, { header: 'Status', align: 'start' }, { header: 'Trend', align: 'start' }, { header: `${from} to ${to}`, align: 'start' }], targets.map((each) => ({
    kind: 'cells', cells: [
      serviceCode(draft, each), each.target.code, `${each.target.direction === 'at-least' ? '>=' : '<='} ${levelText(each.target, each.target.goal)}`, each.latest === null || each.latest.value === null ? '' : levelText(each.target, each.latest.value),
      each.latest?.month ?? '', standingOf(each).words.toLowerCase(), each.trend === 'unknown' ? '' : each.trend, each.values.map(({ status }) => LETTERS[status]).join(''),
    ],
  })))
  const said = targets.flatMap(({ target, values }) => values.filter(({ status }) => status === 'breached' || status === 'at-risk').map(({ month, why, status }) => `  ${target.code} ${month}, ${SHOWN[status]}: ${why}`))
  return [table, '', 'm met, r at risk, B breached, - no data', ...(said.length === 0 ? [] : ['', ...said])].join('\n')
}
