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

/** Names beyond this leave no room for the revision and the time in the head of a page; the cover has them all. */
const MOST_CHARACTERS = 60

function shortened(labels: readonly string[]): string {
  const [first = ''] = labels
  let shown = first.length <= MOST_CHARACTERS ? first : `${first.slice(0, MOST_CHARACTERS - 1).toWellFormed()}…`
  let count = 1
  for (const label of labels.slice(1)) {
    if (shown.length + label.length + 2 > MOST_CHARACTERS) break
    shown += `, ${label}`
    count += 1
  }
  return count === labels.length ? shown : `${shown}, and ${labels.length - count} more`
}

/**
 * The mark of a report on these versions; null when all of them are published.
 *
 * @example draftMark({ draft, versions: [planOf(fiscalYear(2005), 'plan-a')], context }) // 'DRAFT · FY2005@Plan A · revision 12 · 2026-11-22 14:02'
 */
export function draftMark(request: { readonly draft: Draft; readonly versions: readonly Version[]; readonly context: Pick<ReportContext, 'revision' | 'generatedAt'> }): string | null {
  const { draft, context } = request
  const labels = [...new Set(request.versions.filter((each) => !isPublished(draft, each)).map((each) => formatVersion(draft, each)))]
  if (labels.length === 0) return null
  return `DRAFT · ${shortened(labels)} · revision ${context.revision} · ${minuteOf(context.generatedAt)}`
}

export const FICTIONAL_BANNER = 'FICTIONAL FIGURES'

/** What figures come from: versions, whose state decides over the DRAFT mark, and whether they are made up. */
export type FiguresOf = { readonly versions: readonly Version[]; readonly isFictional: boolean }

/** What stands on every page, in every line of a CSV, and on every picture; null where nothing has to be said. */
export function pageMark({ draft, context, versions, isFictional }: FiguresOf & Pick<Parameters<typeof draftMark>[0], 'draft' | 'context'>): string | null {
  const marks = [draftMark({ draft, versions, context }), isFictional ? FICTIONAL_BANNER : null].filter((each) => each !== null)
  return marks.length === 0 ? null : marks.join(' · ')
}
