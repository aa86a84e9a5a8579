/**
 * When the base's costs move under a scenario (VER-4): which of its changed inputs were made against a value that is no longer there,
 * and what may be done about each: keep the value, take the base's, or re-apply the % by which it differed.
 */
import { costFields, fieldText, LEFT_OUT, readField } from '../costs/field-kinds.ts'
import { costInputsOf } from '../costs/cost-inputs.ts'
import { inputOverridesOf } from '../costs/version-rows.ts'
import { decimal, readDecimal, round, toText, type Decimal, type Percent } from '../decimal.ts'
import { issue } from '../issues.ts'
import { applyChanges } from '../model/apply-edit.ts'
import type { InputOverride } from '../model/cost-tables.ts'
import type { Draft } from '../model/draft.ts'
import { rowChange, type EditPlan } from '../model/edit.ts'
import { latestRevision } from '../model/table-index.ts'
import { ok, refused, type Result } from '../result.ts'
import { readVersionKey } from '../version.ts'
import type { Settlement } from './settle-overrides.ts'

export type MovedInput = {
  readonly override: InputOverride
  /** The base's value as it is now; null when the row or the field is gone. */
  readonly base: string | null
  /** The row is gone, or cannot take the value: reported, never dropped. */
  readonly isOrphaned: boolean
  /** By how much it differed from the base when it was made, in % to 4 places; null where either is no number, or the base was zero. */
  readonly percent: Percent | null
  /** The same % on the base as it is now, at the places of the field; null where there is none, or the field cannot take it. */
  readonly reapplied: string | null
}

/** The value of the base's row to which a changed input belongs; null when there is none. */
function baseText(draft: Draft, override: InputOverride): string | null {
  const { table, field } = override
  const row = draft[table].get(override.rowId)
  if (row === undefined || row.version !== override.version) return null
  return field === LEFT_OUT ? 'no' : (fieldText({ table, row, field }) ?? null)
}

const PERCENT_PLACES = 4

function numberOf(text: string | null): Decimal | null {
  const read = text === null ? undefined : readDecimal<'1'>(text)
  return read?.ok === true ? decimal(read.value) : null
}

/** VER-4: the change is kept as two values, so that its % is theirs: base now x value / base then, rounded once (NUM-2). */
function again(draft: Draft, override: InputOverride, base: string | null): Pick<MovedInput, 'percent' | 'reapplied'> {
  const kind = override.field === LEFT_OUT ? undefined : costFields(override.table).get(override.field)?.kind
  const [value, before, now] = [numberOf(override.value), numberOf(override.baseValue), numberOf(base)]
  if (kind?.kind !== 'decimal' || value === null || before === null || before.isZero()) return { percent: null, reapplied: null }
  const percent = toText<'%'>(round(value.minus(before).times(100).div(before), PERCENT_PLACES))
  if (now === null) return { percent, reapplied: null }
  const text = toText(round(now.times(value).div(before), kind.places))
  return { percent, reapplied: canTake(draft, override, text) ? text : null }
}

function canTake(draft: Draft, { table, rowId, field }: InputOverride, text: string): boolean {
  const row = draft[table].get(rowId)
  return row !== undefined && readField({ table, row, field, text, context: { draft, versions: [] } }).ok
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
    .map((override): MovedInput => {
      const base = baseText(draft, override)
      return { override, base, isOrphaned: orphaned.has(override.id), ...again(draft, override, base) }
    })
    .filter(({ override, base, isOrphaned }) => isOrphaned || base !== override.baseValue)
    .sort((left, right) => (left.override.id < right.override.id ? -1 : 1))
}

const DONE: Readonly<Record<Settlement, string>> = { keep: 'Keep', take: 'Take the base for', reapply: 'Re-apply the % of' }
const NOTHING: Readonly<Record<Settlement, string>> = { keep: 'The base has not moved, or its row is gone.', take: 'Nothing was chosen.', reapply: 'None of them differs from its base by a %, or has a base to apply it to.' }

/** The value with which a change stays, against the base as it is now; null where it goes; undefined where it stays as it was. */
function settledValue(draft: Draft, override: InputOverride, how: Settlement): { readonly value: string; readonly baseValue: string } | null | undefined {
  if (how === 'take') return null
  const base = baseText(draft, override)
  if (base === null || base === override.baseValue) return undefined
  const value = how === 'keep' ? override.value : again(draft, override, base).reapplied
  if (value === null) return undefined
  return value === base ? null : { value, baseValue: base }
}

/**
 * Settles changed inputs whose base has moved, as one edit: `keep` the value against the new base, `take` the base's (the change
 * goes), or `reapply` the % by which it differed. One whose row is gone can only go; one that is no number cannot be re-applied and
 * stays. Refused: `nothing-to-change`.
 *
 * @example planSettleInputs({ draft, overrideIds, how: 'keep' }) // label 'Keep 2 changed inputs of the scenario'
 */
export function planSettleInputs(request: { readonly draft: Draft; readonly overrideIds: readonly string[]; readonly how: Settlement }): Result<EditPlan> {
  const { draft, how } = request
  const changes = [...new Set(request.overrideIds)].flatMap((id) => {
    const before = draft.inputOverride.get(id)
    const settled = before === undefined ? undefined : settledValue(draft, before, how)
    if (before === undefined || settled === undefined) return []
    return [rowChange('inputOverride', { before, after: settled === null ? null : { ...before, ...settled, baseRevision: latestRevision(draft, before.version)?.revision ?? 0 } })]
  })
  if (changes.length === 0) return refused([issue('nothing-to-change', NOTHING[how])])
  const applied = applyChanges(draft, changes)
  if (!applied.ok) return applied
  const label = `${DONE[how]} ${changes.length} ${changes.length === 1 ? 'changed input' : 'changed inputs'} of the scenario`
  return ok({ label, kind: 'edit', changes })
}
