/**
 * A scenario adopted as a year's schedule (VER-3): one act that undo takes back whole.
 */
import { adoptedBudgetChanges } from '../budget/scenario-budgets.ts'
import { adoptedCostChanges } from '../costs/adopt-costs.ts'
import { formatFiscalYear, type FiscalYear } from '../fiscal-year.ts'
import { issue } from '../issues.ts'
import { applyChanges, draftAhead, isSameRow } from '../model/apply-edit.ts'
import type { Draft } from '../model/draft.ts'
import { rateBuildId } from '../model/cost-tables.ts'
import { rowChange, type EditPlan, type RowChange } from '../model/edit.ts'
import { latestRevision, overridesOf } from '../model/table-index.ts'
import type { Override, Schedule } from '../model/tables.ts'
import { ok, refused, type Result } from '../result.ts'
import { readVersionKey, versionKey, type Version, type VersionKey } from '../version.ts'
import type { ResolvedPrice } from './comparison.ts'
import { priceTargetOf } from './edit-prices.ts'
import { resolveBasePrice, resolvePrices } from './resolve-prices.ts'
import { draftScheduleOf, goesOn, priceRowOf } from './schedule-rows.ts'

/** Rows that make a draft schedule say what is wanted; a correction stays sparse. */
function wantedChanges(draft: Draft, parts: { readonly schedule: Schedule; readonly wanted: readonly ResolvedPrice[] }): readonly RowChange[] {
  const { schedule } = parts
  return parts.wanted.flatMap((price) => {
    const after = priceRowOf(price, schedule.id)
    const before = draft.price.get(after.id) ?? null
    const inherited = resolveBasePrice(draft, { version: schedule.version, rateId: price.rateId, customerClass: price.customerClass, beforeRevision: schedule.revision })
    if (inherited !== undefined && isSameRow(priceRowOf(inherited, schedule.id), after)) return before === null ? [] : [rowChange('price', { before, after: null })]
    return isSameRow(before, after) ? [] : [rowChange('price', { before, after })]
  })
}

/** Rows that take prices away; in a correction, where an earlier revision published one, it is "not billed" from then on. */
function takenAwayChanges(draft: Draft, parts: { readonly schedule: Schedule; readonly takenAway: readonly Override[] }): readonly RowChange[] {
  const { schedule } = parts
  return parts.takenAway.flatMap(({ rateId, customerClass }) => {
    const now = resolveBasePrice(draft, { version: schedule.version, rateId, customerClass })
    if (now === undefined) return []
    const inherited = resolveBasePrice(draft, { version: schedule.version, rateId, customerClass, beforeRevision: schedule.revision })
    const notBilled = priceRowOf({ ...now, kind: 'not-billed', amount: null, percent: null, basisText: '', derivedAmount: null }, schedule.id)
    const before = draft.price.get(notBilled.id) ?? null
    return [rowChange('price', { before, after: inherited === undefined ? null : notBilled })]
  })
}

/** Prices that the scenario set by hand over derived ones stay so: their rates are no longer derived (RATE-1). `after` has the costs in place. */
function setByHand(after: Draft, parts: { readonly target: VersionKey; readonly wanted: readonly ResolvedPrice[]; readonly reason: string }): readonly RowChange[] {
  return parts.wanted.flatMap(({ rateId, customerClass, override }) => {
    const build = override === null || customerClass !== 'state' ? undefined : after.rateBuild.get(rateBuildId(parts.target, rateId))
    if (build === undefined || (resolveBasePrice(after, { version: parts.target, rateId, customerClass })?.derivedIn ?? null) === null) return []
    return [rowChange('rateBuild', { before: build, after: { ...build, rateSource: 'typed', overrideReason: build.overrideReason === '' ? parts.reason : build.overrideReason } })]
  })
}

/**
 * Makes what holds in `version` with a scenario the draft schedule of that year, or of year `to` (VER-3): the schedule is made
 * where it is missing, its prices and its costs are set. Adopted as its own year, the scenario's overrides and budgets of that year have become
 * the base and go; another year gets the costs where it has none, and no budgets. The scenario itself stays. Refused: `published-is-immutable`, `wrong-state`, `unknown-reference`, `nothing-to-change`,
 * `external-below-internal`.
 *
 * @example planAdoptScenario({ draft, scenarioId, version: 'FY2005/plan', newId }) // label 'Adopt "Plan A" as FY2005'
 */
export function planAdoptScenario(request: { readonly draft: Draft; readonly scenarioId: string; readonly version: VersionKey; readonly to?: FiscalYear | undefined; readonly newId: () => string }): Result<EditPlan> {
  const { draft, scenarioId } = request
  const read = readVersionKey(request.version)
  const scenario = draft.scenario.get(scenarioId)
  if (read === undefined || scenario === undefined) return refused([issue('unknown-reference', 'That scenario or year is not there any more.')])
  const from: Version = { ...read, scenarioId }
  const target: Version = { ...read, fiscalYear: request.to ?? read.fiscalYear, scenarioId: null }
  const present = latestRevision(draft, versionKey(target))
  const editable = present === undefined ? ok(undefined) : priceTargetOf(draft, target)
  if (!editable.ok) return editable

  const schedule = present ?? draftScheduleOf(draft, { version: target, note: `Adopted from the scenario "${scenario.name}".` })
  const begin = present === undefined ? [rowChange('schedule', { before: null, after: schedule })] : []
  const ahead = draftAhead(draft, begin)
  const overrides = overridesOf(draft, { scenarioId, version: versionKey({ ...from, scenarioId: null }) })
  const wanted = [...resolvePrices(draft, from).values()].filter((price) => goesOn(draft, { rateId: price.rateId, from: from.fiscalYear, to: target.fiscalYear }))
  const settled = target.fiscalYear === from.fiscalYear ? overrides.map((before) => rowChange('override', { before, after: null })) : []
  const withCosts = [
    ...begin,
    ...wantedChanges(ahead, { schedule, wanted }),
    ...takenAwayChanges(ahead, { schedule, takenAway: overrides.filter((override) => override.value === null) }),
    ...settled,
    ...adoptedCostChanges(draft, { from, target, newId: request.newId }),
  ]
  const budgets = target.fiscalYear === from.fiscalYear ? adoptedBudgetChanges(draft, from) : []
  const changes = [...withCosts, ...budgets, ...setByHand(draftAhead(draft, withCosts), { target: versionKey(target), wanted, reason: `Set in the scenario "${scenario.name}".` })]
  if (changes.length === 0) return refused([issue('nothing-to-change', `${formatFiscalYear(target.fiscalYear)} says what the scenario says already.`)])
  const applied = applyChanges(draft, changes)
  if (!applied.ok) return applied
  return ok({ label: `Adopt "${scenario.name}" as ${formatFiscalYear(target.fiscalYear)}`, kind: 'edit', changes })
}
