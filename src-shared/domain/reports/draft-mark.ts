/** VER-3: whatever leaves the application from an unpublished version says so on every page. */
import type { Draft } from '../model/draft.ts'
import { latestRevision } from '../model/table-index.ts'
import { formatVersion } from '../version-label.ts'
import { baseOf, versionKey, type Version } from '../version.ts'

/** Who made a report, when, and from which state of which file. */
export type ReportContext = {
  readonly author: string
  /** ISO instant. */
  readonly generatedAt: string
  /** Of the model's journal. */
  readonly revision: number
  readonly fileName: string
}

/** True when the version is a published schedule as it stands, and no scenario. */
export function isPublished(draft: Draft, version: Version): boolean {
  return version.scenarioId === null && latestRevision(draft, versionKey(baseOf(version)))?.state === 'published'
}

/** `2026-11-22 14:02`, as the instant says it. */
export function minuteOf(instant: string): string {
  return instant.slice(0, 16).replace('T', ' ')
}

/**
 * The mark of a report on these versions; null when all of them are published.
 *
 * @example draftMark({ draft, versions: [planOf(fiscalYear(2005), 'plan-a')], context }) // 'DRAFT · FY2005@Plan A · revision 12 · 2026-11-22 14:02'
 */
export function draftMark(request: { readonly draft: Draft; readonly versions: readonly Version[]; readonly context: Pick<ReportContext, 'revision' | 'generatedAt'> }): string | null {
  const { draft, context } = request
  const labels = request.versions.filter((each) => !isPublished(draft, each)).map((each) => formatVersion(draft, each))
  if (labels.length === 0) return null
  return `DRAFT · ${[...new Set(labels)].join(', ')} · revision ${context.revision} · ${minuteOf(context.generatedAt)}`
}
