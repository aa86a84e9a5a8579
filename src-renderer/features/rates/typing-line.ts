/** What the line below the title says of typing: whether it is possible, and what becomes of it. */
import { formatFiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import { needsScenario } from '../../../src-shared/domain/scenario/what-if.ts'
import { formatVersion } from '../../../src-shared/domain/version-label.ts'
import type { Version } from '../../../src-shared/domain/version.ts'
import { editability } from './use-rate-edits.ts'

function listed(names: readonly string[]): string {
  return [...new Set(names)].join(', ')
}

/**
 * One or two sentences on typing into the compared versions (VER-2, VER-4).
 *
 * @example typingLine({ draft, readOnly: true }, [version]) // 'Read-only copy: open the model itself to change a rate.'
 */
export function typingLine(session: { readonly draft: Draft; readonly readOnly: boolean }, comparisons: readonly Version[]): string {
  if (session.readOnly) return 'Read-only copy: open the model itself to change a rate.'
  const { draft } = session
  const judged = comparisons.map((version) => ({ version, ...editability(session, version) }))
  const open = judged.filter((each) => each.isEditable)
  if (open.length === 0) return judged[0]?.whyNot ?? ''
  const where = open.length === judged.length ? 'Type into a rate' : `Type into a rate of ${listed(open.map(({ version }) => formatVersion(draft, version)))}`
  const published = open.filter(({ version }) => needsScenario(draft, version)).map(({ version }) => formatFiscalYear(version.fiscalYear))
  if (published.length === 0) return `${where} to try a change.`
  return `${where} to try a change; in published ${listed(published)} it makes a scenario.`
}
