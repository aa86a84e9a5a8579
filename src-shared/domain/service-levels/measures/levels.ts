/** The levels of every target in every month: values, statuses, error budgets and trends, computed from a draft (SLM-1 to SLM-3). */
import type { Issue } from '../../issues.ts'
import type { Draft } from '../../model/draft.ts'
import { remembered } from '../../model/table-index.ts'
import type { ServiceTarget } from '../../model/level-tables.ts'
import type { Service } from '../../model/tables.ts'
import { monthNumber, monthOfNumber, type Month } from '../../month.ts'
import { isSameKept, type MonthSpan } from './kept-records.ts'
import { figuresFor, settingsOf, type Settings } from './level-settings.ts'
import type { Levels, LevelsRequest, TargetLevels } from './level-values.ts'
import { recordIssues } from './record-issues.ts'
import { whyNothing } from './target-figures.ts'
import { sourcesIn, type TargetSources } from './target-sources.ts'
import { targetLevels } from './target-values.ts'

export type { ErrorBudget, Judgement, Levels, LevelsRequest, LevelStatus, LevelValue, TargetLevels, Trend } from './level-values.ts'
export { levelStatus } from './level-status.ts'
export { explainErrorBudget, explainLevel } from './explain-level.ts'

type Known = { readonly sources: TargetSources; readonly settings: Settings; readonly levels: TargetLevels; readonly issues: readonly Issue[] }
/** By the target's row, then by the months asked for; a handful of spans are kept. */
const known = new WeakMap<ServiceTarget, Map<string, Known>>()
const MOST_SPANS = 4

function isSameSources(left: TargetSources, right: TargetSources): boolean {
  return left.calendar === right.calendar && left.windows === right.windows && left.holidays === right.holidays && left.outages === right.outages && left.incidents === right.incidents && left.measurements === right.measurements && left.earlier === right.earlier
}

function isSameSettings(left: Settings, right: Settings): boolean {
  return left.policy === right.policy && left.firstMonth === right.firstMonth && left.present === right.present && isSameKept(left.kept.outages, right.kept.outages) && isSameKept(left.kept.incidents, right.kept.incidents) && left.kept.incidentsReach === right.kept.incidentsReach && left.kept.tomorrow === right.kept.tomorrow
}

type Asked = MonthSpan & { readonly months: readonly Month[]; readonly key: string }

type Asking = { readonly asked: Asked; readonly settings: Settings }

function isStill(found: Known, sources: TargetSources, { settings }: Asking): boolean {
  return isSameSources(found.sources, sources) && isSameSettings(found.settings, settings)
}

function levelsOfTarget(sources: TargetSources, asking: Asking): Known {
  const { target } = sources
  const { asked, settings } = asking
  const spans = known.get(target) ?? new Map<string, Known>()
  known.set(target, spans)
  const found = spans.get(asked.key)
  if (found !== undefined && isStill(found, sources, asking)) return found
  const figures = figuresFor(sources, asked, settings)
  const levels = targetLevels({ target, earlier: sources.earlier, figures, policy: settings.policy, firstMonth: settings.firstMonth, present: settings.present, whyNothing: (at) => whyNothing(sources, at, { figures, kept: settings.kept }) }, asked)
  const made = { sources, settings, levels, issues: figures.issues }
  spans.delete(asked.key)
  spans.set(asked.key, made)
  for (const key of spans.keys()) if (spans.size > MOST_SPANS) spans.delete(key)
  return made
}

const servicePlaces = remembered<Service, ReadonlyMap<string, number>>((table) => new Map([...table.values()].toSorted((left, right) => left.position - right.position).map(({ id }, index) => [id, index])))

/** By the services' order, then their own; sorted once for each state of the two tables. */
const inOrder = (() => {
  let last: { readonly services: Draft['service']; readonly targets: Draft['serviceTarget']; readonly sorted: readonly ServiceTarget[] } | undefined
  return ({ service, serviceTarget }: Draft): readonly ServiceTarget[] => {
    if (last?.services === service && last.targets === serviceTarget) return last.sorted
    const places = servicePlaces(service)
    const placeOf = ({ serviceId }: ServiceTarget): number => places.get(serviceId) ?? places.size
    const sorted = [...serviceTarget.values()].toSorted((left, right) => placeOf(left) - placeOf(right) || left.position - right.position)
    last = { services: service, targets: serviceTarget, sorted }
    return sorted
  }
})()

/** What was found last of all services, by the targets' places: after an edit nearly all of it is found again there. */
let last: { readonly key: string; readonly targets: readonly ServiceTarget[]; readonly found: readonly Known[] } | undefined

/**
 * The levels of a model's targets in the months from `from` to `to`. A target keeps its levels, the same object, until one of the rows
 * that it is measured by changes, so one edited record costs what its service costs.
 *
 * @example levelsOf(draft, { from: month('2003-07'), to: month('2004-06'), today }).byTarget.get('lst-avl')?.latest?.status // 'met'
 */
export function levelsOf(draft: Draft, { from, to, today, serviceId = null, recordedThrough = null }: LevelsRequest): Levels {
  const [first, end] = [monthNumber(from), monthNumber(to)]
  const months = Array.from({ length: Math.max(0, end - first + 1) }, (_, index) => monthOfNumber(first + index))
  const asked: Asked = { first, last: end, months, key: `${from}|${to}` }
  const settings = settingsOf(draft, { recordedThrough, today })
  const targets = serviceId === null ? inOrder(draft) : inOrder(draft).filter((each) => each.serviceId === serviceId)
  const sourcesOf = sourcesIn(draft)
  const former = last?.key === asked.key && last.targets === targets ? last.found : []
  const found = months.length === 0 ? [] : targets.map((target, at) => {
    const [sources, likely] = [sourcesOf(target), former[at]]
    return likely !== undefined && isStill(likely, sources, { asked, settings }) ? likely : levelsOfTarget(sources, { asked, settings })
  })
  if (serviceId === null) last = { key: asked.key, targets, found }
  // Targets of one service share its records, and what is wrong with them is said once.
  const issues = new Map([...recordIssues(draft, settings), ...[...new Set(found.flatMap((each) => (each.issues.length === 0 ? [] : [each.issues])))].flat()].map((each) => [`${each.subject?.id ?? ''} ${each.message}`, each]))
  return { from, to, months, targets: found.map(({ levels }) => levels), byTarget: new Map(found.map(({ levels }) => [levels.target.id, levels])), issues: [...issues.values()] }
}
