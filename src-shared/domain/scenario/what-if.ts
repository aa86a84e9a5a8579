/**
 * The first change of a published year: a scenario is made and the change goes into it, as one edit that one undo takes back.
 */
import { draftAhead } from '../model/apply-edit.ts'
import type { Draft } from '../model/draft.ts'
import { ok, type Result } from '../result.ts'
import type { Version } from '../version.ts'
import { priceTargetOf, type PriceEdits } from '../rates/edit-prices.ts'
import { planCreateScenario } from './edit-scenario.ts'

/**
 * Makes a scenario and plans price edits in it. `edit` gets the draft with the scenario in it and the version to plan for.
 * When no cell takes its text, the plan has no changes and no scenario is made.
 *
 * @example planInNewScenario({ draft, version, author, at, newId, edit: ({ draft, version }) => planPriceEdits({ draft, version, cells, newId }) })
 */
export function planInNewScenario(request: {
  readonly draft: Draft
  readonly version: Version
  readonly name?: string | undefined
  readonly author: string
  readonly at: string
  readonly newId: () => string
  readonly edit: (ahead: { readonly draft: Draft; readonly version: Version }) => Result<PriceEdits>
}): Result<PriceEdits & { readonly scenarioId: string }> {
  const created = planCreateScenario(request)
  if (!created.ok) return created
  const { scenarioId, plan } = created.value
  const edits = request.edit({ draft: draftAhead(request.draft, plan.changes), version: { ...request.version, scenarioId } })
  if (!edits.ok) return edits
  const changes = edits.value.plan.changes.length === 0 ? [] : [...plan.changes, ...edits.value.plan.changes]
  return ok({ ...edits.value, scenarioId, plan: { ...edits.value.plan, changes } })
}

/** True when a version is a published year without a scenario: a what-if there needs a scenario of its own (VER-2, VER-4). */
export function needsScenario(draft: Draft, version: Version): boolean {
  const target = priceTargetOf(draft, version)
  return !target.ok && target.failure.some((each) => each.code === 'published-is-immutable')
}

/**
 * Price edits where they may go: into the version itself, or, where that is a published year, into a scenario made for them.
 * `scenarioId` names the scenario that the plan makes, else null.
 *
 * @example planWhatIf({ draft, version: planOf(fiscalYear(2004)), author, at, newId, edit }) // published: scenarioId of `What-if 1`
 */
export function planWhatIf(request: Parameters<typeof planInNewScenario>[0]): Result<PriceEdits & { readonly scenarioId: string | null }> {
  if (needsScenario(request.draft, request.version)) return planInNewScenario(request)
  const planned = request.edit({ draft: request.draft, version: request.version })
  return planned.ok ? ok({ ...planned.value, scenarioId: null }) : planned
}
