/** Findings and their actions as the quality loop reads them: what is open, what runs, what is overdue. */
import type { IsoDate } from '../../fiscal-year.ts'
import type { Draft } from '../../model/draft.ts'
import type { Finding, ImprovementAction } from '../../model/level-tables.ts'
import { groupIndex } from '../../model/table-index.ts'

const actionsByFinding = groupIndex<'improvementAction'>((row) => row.findingId)

/** The actions of a finding in their order. */
export function actionsOf(draft: Pick<Draft, 'improvementAction'>, findingId: string): readonly ImprovementAction[] {
  const ids = actionsByFinding(draft.improvementAction).get(findingId) ?? []
  return ids.flatMap((id) => draft.improvementAction.get(id) ?? []).toSorted((left, right) => left.position - right.position)
}

/** Planned, or in progress. */
export function isRunning({ status }: Pick<ImprovementAction, 'status'>): boolean {
  return status === 'planned' || status === 'in-progress'
}

/** A running action whose day has passed. @example isOverdue({ status: 'planned', dueOn: '2005-01-31' }, '2005-02-01') // true */
export function isOverdue({ status, dueOn }: Pick<ImprovementAction, 'status' | 'dueOn'>, asOf: IsoDate): boolean {
  return isRunning({ status }) && dueOn !== null && dueOn < asOf
}

/** What a finding that is not closed is by its actions: improving while one of them runs. */
export function statusByActions(actions: readonly Pick<ImprovementAction, 'status'>[]): Exclude<Finding['status'], 'closed'> {
  return actions.some(isRunning) ? 'improving' : 'open'
}

export type FindingView = { readonly finding: Finding; readonly actions: readonly ImprovementAction[]; readonly overdue: readonly ImprovementAction[] }

/** The latest month first; without a month, by the day on which it was opened. */
function monthOrDay({ month, openedOn }: Finding): string {
  return month ?? openedOn
}

/** Every finding with its actions: those that are not closed first, and the latest first. */
export function findingViews(draft: Pick<Draft, 'finding' | 'improvementAction'>, asOf: IsoDate): readonly FindingView[] {
  return [...draft.finding.values()]
    .map((finding) => {
      const actions = actionsOf(draft, finding.id)
      return { finding, actions, overdue: actions.filter((each) => isOverdue(each, asOf)) }
    })
    .toSorted(({ finding: left }, { finding: right }) => Number(left.status === 'closed') - Number(right.status === 'closed') || monthOrDay(right).localeCompare(monthOrDay(left)) || left.code.localeCompare(right.code))
}

export type QualityCounts = { readonly open: number; readonly improving: number; readonly closed: number; /** Actions, not findings. */ readonly overdueActions: number }

/** @example qualityCounts(findingViews(draft, asOf)) // { open: 2, improving: 3, closed: 4, overdueActions: 1 } */
export function qualityCounts(views: readonly FindingView[]): QualityCounts {
  const of = (status: Finding['status']): number => views.filter(({ finding }) => finding.status === status).length
  return { open: of('open'), improving: of('improving'), closed: of('closed'), overdueActions: views.reduce((sum, { overdue }) => sum + overdue.length, 0) }
}
