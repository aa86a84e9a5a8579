/** Where the cost side of a version is edited: the base's own rows, or what a scenario changes of them (VER-2, VER-4). */
import { formatFiscalYear } from '../fiscal-year.ts'
import { issue } from '../issues.ts'
import type { Draft } from '../model/draft.ts'
import { isVersionPublished } from '../model/integrity.ts'
import { latestRevision } from '../model/table-index.ts'
import { ok, refused, type Result } from '../result.ts'
import { baseOf, versionKey, type Version, type VersionKey } from '../version.ts'

export type CostTarget = {
  readonly version: Version
  /** Version of rows that are added. */
  readonly key: VersionKey
  readonly base: VersionKey
  readonly scenarioId: string | null
  /** Revision of the base's schedule; 0 when it has none. */
  readonly baseRevision: number
}

/**
 * Refused: `published-is-immutable` (the plan of a published year; its forecast and actual figures are open), `wrong-state` under review, `unknown-reference`.
 *
 * @example costTargetOf(draft, planOf(fiscalYear(2004))) // refused: FY2004 is published
 */
export function costTargetOf(draft: Draft, version: Version): Result<CostTarget> {
  const base = versionKey(baseOf(version))
  const latest = latestRevision(draft, base)
  const target: CostTarget = { version, key: versionKey(version), base, scenarioId: version.scenarioId, baseRevision: latest?.revision ?? 0 }
  const year = formatFiscalYear(version.fiscalYear)
  if (version.scenarioId !== null) {
    return draft.scenario.has(version.scenarioId) ? ok(target) : refused([issue('unknown-reference', 'That scenario is not there any more.', { remedy: 'Choose another scenario.' })])
  }
  const subject = latest === undefined ? {} : { subject: { table: 'schedule', id: latest.id } as const }
  if (isVersionPublished(draft, base)) return refused([issue('published-is-immutable', `The costs of ${year} are published with its rates and stay as they are.`, { ...subject, remedy: 'Try the change in a scenario.' })])
  if (latest?.state === 'under-review') return refused([issue('wrong-state', `${year} is under review.`, { ...subject, remedy: 'Return it to draft to change it, or try the change in a scenario.' })])
  return ok(target)
}

/** True when the costs of a version are those of a published year without a scenario: a what-if there needs a scenario of its own. */
export function needsCostScenario(draft: Draft, version: Version): boolean {
  const target = costTargetOf(draft, version)
  return !target.ok && target.failure.some((each) => each.code === 'published-is-immutable')
}
