/**
 * When the base's costs move under a scenario (VER-4): which of its changed inputs were made against a value that is no longer there,
 * and what may be done about each: keep the value, or take the base's.
 */
import { fieldText, LEFT_OUT } from '../costs/field-kinds.ts'
import { costInputsOf } from '../costs/cost-inputs.ts'
import { inputOverridesOf } from '../costs/version-rows.ts'
import { issue } from '../issues.ts'
import { applyChanges } from '../model/apply-edit.ts'
import type { InputOverride } from '../model/cost-tables.ts'
import type { Draft } from '../model/draft.ts'
import { rowChange, type EditPlan } from '../model/edit.ts'
import { latestRevision } from '../model/table-index.ts'
import { ok, refused, type Result } from '../result.ts'
import { readVersionKey } from '../version.ts'

export type MovedInput = {
  readonly override: InputOverride
  /** The base's value as it is now; null when the row or the field is gone. */
  readonly base: string | null
  /** The row is gone, or cannot take the value: reported, never dropped. */
  readonly isOrphaned: boolean
}

/** The value of the base's row to which a changed input belongs; null when there is none. */
function baseText(draft: Draft, override: InputOverride): string | null {
  const { table, field } = override
  const row = draft[table].get(override.rowId)
  if (row === undefined || row.version !== override.version) return null
  return field === LEFT_OUT ? 'no' : (fieldText({ table, row, field }) ?? null)
}

/**
 * The changed inputs of a scenario whose base has moved or gone since they were made, in the order of their ids.
 *
 * @example movedInputs(draft, 'plan-a')[0] // { base: '62000', override: { value: '65000', baseValue: '60000', ... }, isOrphaned: false }
 */
export function movedInputs(draft: Draft, scenarioId: string): readonly MovedInput[] {
  const overrides = inputOverridesOf(draft, scenarioId)
  const orphaned = new Set<string>()
  for (const key of new Set(overrides.map((each) => each.version))) {
    const version = readVersionKey(key)
    if (version !== undefined) for (const each of costInputsOf(draft, { ...version, scenarioId }).orphaned) orphaned.add(each.id)
  }
  return overrides
    .map((override) => ({ override, base: baseText(draft, override), isOrphaned: orphaned.has(override.id) }))
    .filter(({ override, base, isOrphaned }) => isOrphaned || base !== override.baseValue)
    .sort((left, right) => (left.override.id < right.override.id ? -1 : 1))
}

/**
 * Settles changed inputs whose base has moved, as one edit: `keep` the value against the new base, or `take` the base's (the change
 * goes). One whose row is gone can only go. Refused: `unknown-reference`, `nothing-to-change`.
 *
 * @example planSettleInputs({ draft, overrideIds, how: 'keep' }) // label 'Keep 2 changed inputs of the scenario'
 */
export function planSettleInputs(request: { readonly draft: Draft; readonly overrideIds: readonly string[]; readonly how: 'keep' | 'take' }): Result<EditPlan> {
  const { draft, how } = request
  const changes = [...new Set(request.overrideIds)].flatMap((id) => {
    const before = draft.inputOverride.get(id)
    if (before === undefined) return []
    if (how === 'take') return [rowChange('inputOverride', { before, after: null })]
    const base = baseText(draft, before)
    if (base === null || base === before.baseValue) return []
    return [rowChange('inputOverride', { before, after: base === before.value ? null : { ...before, baseValue: base, baseRevision: latestRevision(draft, before.version)?.revision ?? 0 } })]
  })
  if (changes.length === 0) return refused([issue('nothing-to-change', how === 'keep' ? 'The base has not moved, or its row is gone.' : 'Nothing was chosen.')])
  const applied = applyChanges(draft, changes)
  if (!applied.ok) return applied
  const label = `${how === 'keep' ? 'Keep' : 'Take the base for'} ${changes.length} ${changes.length === 1 ? 'changed input' : 'changed inputs'} of the scenario`
  return ok({ label, kind: 'edit', changes })
}
