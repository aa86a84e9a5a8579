/**
 * The first change of a published year: a scenario is made and the change goes into it, as one edit that one undo takes back.
 */
import { draftAhead } from '../model/apply-edit.ts'
import type { Draft } from '../model/draft.ts'
import { ok, type Result } from '../result.ts'
import type { Version } from '../version.ts'
import type { PriceEdits } from '../rates/edit-prices.ts'
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
