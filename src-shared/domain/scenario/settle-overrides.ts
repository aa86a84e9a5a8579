/**
 * When the base moves under a scenario (VER-4): which overrides were made against a figure that is no longer there,
 * and what may be done about each: keep the figure, take the base's, or re-apply the change.
 */
import { decimal, round, toText, type Percent, type UsdPerUnit } from '../decimal.ts'
import { issue, type Issue } from '../issues.ts'
import type { Draft } from '../model/draft.ts'
import { rowChange, type EditPlan, type RowChange } from '../model/edit.ts'
import { draftAhead } from '../model/apply-edit.ts'
import { externalBelowInternal } from '../model/integrity.ts'
import { latestRevision, overridesOfScenario } from '../model/table-index.ts'
import type { Override } from '../model/tables.ts'
import type { ResolvedPrice } from '../rates/comparison.ts'
import { baseFigure, hasBaseMoved, resolveBasePrice } from '../rates/resolve-prices.ts'
import { assertNever, ok, refused, type Result } from '../result.ts'
import { readVersionKey } from '../version.ts'

export type MovedOverride = {
  readonly override: Override
  /** The base price as it is now; undefined when the row is gone. */
  readonly base: ResolvedPrice | undefined
  /** The base had a figure when the override was made and has no price row now: reported, never dropped. */
  readonly isOrphaned: boolean
  /** The figure that re-applying would give; null when it was not a relative change or the base has no such figure. */
  readonly reapplied: UsdPerUnit | Percent | null
}

function baseOfOverride(draft: Draft, override: Override): ResolvedPrice | undefined {
  return resolveBasePrice(draft, { version: override.version, rateId: override.rateId, customerClass: override.customerClass })
}

/** NUM-2, NUM-3: the relative change made again on the moved base, rounded once to the rate's places. */
function reapplied(override: Override, base: ResolvedPrice | undefined): UsdPerUnit | Percent | null {
  const figure = baseFigure(base, override.field)
  if (figure === null || override.relativeKind === null || override.relativeBy === null) return null
  const by = decimal(override.relativeBy)
  const moved = override.relativeKind === 'percent' ? decimal(figure).times(by.plus(100)).div(100) : decimal(figure).plus(by)
  const value = round(moved, base?.places ?? override.places)
  return override.field === 'amount' ? toText<'USD/unit'>(value) : toText<'%'>(value)
}

/**
 * The overrides of a scenario whose base has moved or gone since they were made (VER-4), in the order of the versions.
 *
 * @example movedOverrides(draft, 'plan-a')[0]?.reapplied // '108.15' when the base moved from 100 to 105 under "+3 %"
 */
export function movedOverrides(draft: Draft, scenarioId: string): readonly MovedOverride[] {
  return overridesOfScenario(draft, scenarioId)
    .flatMap((override) => {
      const base = baseOfOverride(draft, override)
      const isOrphaned = base === undefined && override.baseValue !== null
      return hasBaseMoved(override, base) ? [{ override, base, isOrphaned, reapplied: reapplied(override, base) }] : []
    })
    .sort((left, right) => left.override.version.localeCompare(right.override.version))
}

/** What to do with an override whose base has moved. */
export type Settlement = 'keep' | 'take' | 'reapply'

export type SettledOverrides = { readonly plan: EditPlan; readonly refused: readonly { readonly overrideId: string; readonly issue: Issue }[] }

const DONE: Readonly<Record<Settlement, string>> = { keep: 'Keep', take: 'Take the base for', reapply: 'Re-apply' }

function settled(draft: Draft, parts: { readonly override: Override; readonly how: Settlement }): Result<readonly RowChange[], Issue> {
  const { override, how } = parts
  const base = baseOfOverride(draft, override)
  const current = baseFigure(base, override.field)
  const subject = { table: 'override', id: override.id } as const
  const against = { baseValue: current, baseRevision: latestRevision(draft, override.version)?.revision ?? 0 }
  switch (how) {
    case 'take':
      return ok([rowChange('override', { before: override, after: null })])
    case 'keep':
      // The figure stays but no longer follows from the rule, so the rule goes.
      if (current !== null && current === override.value) return ok([rowChange('override', { before: override, after: null })])
      if (!hasBaseMoved(override, base)) return refused(issue('nothing-to-change', 'The base has not moved.', { subject, severity: 'note' }))
      return ok([rowChange('override', { before: override, after: { ...override, ...against, relativeKind: null, relativeBy: null } })])
    case 'reapply': {
      const value = reapplied(override, base)
      if (value === null) {
        const why = override.relativeKind === null ? 'It was typed, not made by a % or an amount' : 'The base has no figure to apply it to'
        return refused(issue('not-numeric', `${why}: it cannot be re-applied.`, { subject, remedy: 'Keep it, or take the base.' }))
      }
      if (value === current) return ok([rowChange('override', { before: override, after: null })])
      return ok([rowChange('override', { before: override, after: { ...override, ...against, value, places: base?.places ?? override.places } })])
    }
    default:
      return assertNever(how)
  }
}

/**
 * Settles overrides whose base has moved, as one edit (VER-4): `keep` the figure against the new base, `take` the base (the
 * override goes), or `reapply` the % or amount to the new base. Those that cannot be are named and stay as they are.
 */
export function planSettleOverrides(request: { readonly draft: Draft; readonly overrideIds: readonly string[]; readonly how: Settlement }): Result<SettledOverrides> {
  const { draft, how } = request
  const refusedOverrides: { readonly overrideId: string; readonly issue: Issue }[] = []
  const changed: { readonly override: Override; readonly changes: readonly RowChange[] }[] = []
  for (const overrideId of new Set(request.overrideIds)) {
    const override = draft.override.get(overrideId)
    const changes = override === undefined ? refused(issue('unknown-reference', 'That change of the scenario is not there any more.')) : settled(draft, { override, how })
    if (!changes.ok) refusedOverrides.push({ overrideId, issue: changes.failure })
    else if (override !== undefined) changed.push({ override, changes: changes.value })
  }
  const kept = withoutBelow(draft, { changed, refused: refusedOverrides })
  if (kept.length === 0) return refused(refusedOverrides.length > 0 ? refusedOverrides.map((each) => each.issue) : [issue('nothing-to-change', 'Nothing was chosen.')])
  const label = `${DONE[how]} ${kept.length} ${kept.length === 1 ? 'change' : 'changes'} of the scenario`
  return ok({ plan: { label, kind: 'edit', changes: kept.flatMap(({ changes }) => changes) }, refused: refusedOverrides })
}

type Changed = { readonly override: Override; readonly changes: readonly RowChange[] }

/** RATE-6: what would put an external price below the internal one stays as it is. */
function withoutBelow(draft: Draft, parts: { readonly changed: readonly Changed[]; readonly refused: { readonly overrideId: string; readonly issue: Issue }[] }): readonly Changed[] {
  const ahead = draftAhead(draft, parts.changed.flatMap(({ changes }) => changes))
  return parts.changed.filter(({ override }) => {
    const base = readVersionKey(override.version)
    const found = base === undefined ? undefined : externalBelowInternal(ahead, { version: { ...base, scenarioId: override.scenarioId }, rateId: override.rateId })
    if (found !== undefined) parts.refused.push({ overrideId: override.id, issue: found })
    return found === undefined
  })
}
