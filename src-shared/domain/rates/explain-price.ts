/** Where a price comes from: typed into a schedule, rounded from an unrounded rate, or changed by a scenario. */
import { deriveRates } from '../costs/derive-rates.ts'
import { explainRate } from '../costs/explain-derivation.ts'
import { Decimal, decimal, formatFixed, round, toText, type Percent, type UsdPerUnit } from '../decimal.ts'
import type { Explanation } from '../explanation.ts'
import type { Draft } from '../model/draft.ts'
import { priceId } from '../model/tables.ts'
import { readVersionKey } from '../version.ts'
import { formatVersion } from '../version-label.ts'
import type { ComparedFigure, ResolvedPrice } from './comparison.ts'
import { comparedUnit } from './price-columns.ts'
import type { WithdrawnPrice } from './resolve-prices.ts'

const HUNDRED = toText<'1'>(new Decimal(100))

/** The unit of a figure in words. @example unitOf(draft, price) // 'USD per CPU Hour' */
export function unitOf(draft: Draft, price: Pick<ResolvedPrice, 'kind' | 'rateId'>): string {
  const unit = comparedUnit(price.kind)
  return unit === null ? '' : unit === 'points' ? '%' : `USD per ${draft.rate.get(price.rateId)?.billableUnit ?? 'unit'}`
}

/** A compared price with everything it came from. */
export function explainPrice(draft: Draft, figure: { readonly label: string; readonly figure: ComparedFigure; readonly price: ResolvedPrice }): Explanation {
  const { label, price } = figure
  const shown = { label, value: figure.figure.number, text: figure.figure.text, unit: unitOf(draft, price) }
  if (price.override !== null) return explainOverride(draft, { shown, price, overrideId: price.override.overrideId, baseText: price.override.baseText, baseHasMoved: price.override.baseHasMoved })
  const fromCosts = price.derivedIn === null ? undefined : explainDerived(draft, { label, price, isUnrounded: figure.figure.number !== price.amount })
  if (fromCosts !== undefined) return fromCosts
  const origin = originOf(draft, price)
  const derived = price.derivedAmount
  if (derived !== null && price.amount !== null) {
    const unrounded: Explanation = {
      label: 'Unrounded rate', value: derived, text: formatFixed(derived, decimal(derived).decimalPlaces()), unit: shown.unit, ruleId: 'NUM-3', formula: 'The rate before it is rounded for publication.',
      operation: { kind: 'typed' }, inputs: [], origin,
    }
    if (shown.value === derived) return { ...unrounded, label }
    if (round(decimal(derived), price.places).eq(decimal(price.amount))) {
      return { ...shown, ruleId: 'NUM-3', formula: `The unrounded rate, rounded half up to ${price.places} places.`, operation: { kind: 'round', places: price.places }, inputs: [unrounded], origin }
    }
  }
  return { ...shown, ruleId: comparedUnit(price.kind) === 'USD/unit' ? 'NUM-3' : 'RATE-3', formula: kindText(draft, price), operation: { kind: 'typed' }, inputs: [], origin }
}

function isPublished(draft: Draft, scheduleId: string | null): boolean {
  return scheduleId === null || draft.schedule.get(scheduleId)?.state === 'published'
}

/** RATE-1: a price that comes out of the costs, down to these. */
function explainDerived(draft: Draft, { label, price, isUnrounded }: { readonly label: string; readonly price: ResolvedPrice; readonly isUnrounded: boolean }): Explanation | undefined {
  const version = price.derivedIn === null ? undefined : readVersionKey(price.derivedIn)
  if (version === undefined) return undefined
  const explained = explainRate(deriveRates(draft, version), draft, price.rateId, isUnrounded ? 'unrounded' : 'rounded')
  return { ...explained, label: `${label}, out of the costs of ${formatVersion(draft, version)}` }
}

function kindText(draft: Draft, price: ResolvedPrice): string {
  switch (comparedUnit(price.kind)) {
    case 'USD/unit':
      return isPublished(draft, price.scheduleId) ? `Published rate, as it stands in the schedule with ${price.places} places.` : `Rate to be published, as it stands in the draft with ${price.places} places.`
    case 'points':
      return `A percentage added to ${price.basisText === '' ? 'cost' : price.basisText}, as it stands in the schedule.`
    case null:
      return 'No number: the schedule says so in words.'
  }
}

function originOf(draft: Draft, price: ResolvedPrice): Explanation['origin'] {
  if (price.scheduleId === null) return null
  const schedule = draft.schedule.get(price.scheduleId)
  const version = schedule && readVersionKey(schedule.version)
  const source = [
    ...(version === undefined ? [] : [`Schedule ${formatVersion(draft, version)}`]), ...(isPublished(draft, price.scheduleId) ? [] : ['draft']), ...(schedule === undefined ? [] : [`revision ${schedule.revision}`, `effective ${schedule.effectiveFrom}`]),
    ...(schedule === undefined || schedule.issuedOn === null ? [] : [`issued ${schedule.issuedOn}`]), ...(price.note === '' ? [] : [price.note]),
  ].join(', ')
  return { table: 'price', id: priceId({ scheduleId: price.scheduleId, rateId: price.rateId, customerClass: price.customerClass }), source }
}

type Shown = Pick<Explanation, 'label' | 'value' | 'text' | 'unit'>
type Overridden = { readonly shown: Shown; readonly price: ResolvedPrice; readonly overrideId: string; readonly baseText: string; readonly baseHasMoved: boolean }

/** VER-4: a typed figure, or the base's figure with a relative change. */
function explainOverride(draft: Draft, { shown, price, overrideId, baseText, baseHasMoved }: Overridden): Explanation {
  const override = draft.override.get(overrideId)
  const origin = originInScenario(draft, overrideId)
  const typed: Explanation = { ...shown, ruleId: 'VER-4', formula: changeText('Changed in the scenario', { baseText, baseHasMoved }), operation: { kind: 'typed' }, inputs: [], origin }
  const by = override?.relativeBy ?? null
  if (override === undefined || by === null || override.baseValue === null || shown.value === null) return typed
  const base: Explanation = {
    label: 'Base figure', value: override.baseValue, text: baseText, unit: shown.unit, ruleId: 'VER-4', formula: `The figure of the schedule when the change was made, revision ${override.baseRevision}.`,
    operation: { kind: 'typed' }, inputs: [], origin: price.scheduleId === null ? null : originOf(draft, price),
  }
  const moved = override.relativeKind === 'percent' ? byPercent(base, by) : byAmount(base, { by, unit: shown.unit })
  // A figure typed over afterwards no longer follows from its rule.
  if (moved.value === null || !round(decimal(moved.value), override.places).eq(decimal(shown.value))) return typed
  return { ...shown, ruleId: 'VER-4', formula: `Rounded half up to ${override.places} places.`, operation: { kind: 'round', places: override.places }, inputs: [moved], origin }
}

function originInScenario(draft: Draft, overrideId: string): Explanation['origin'] {
  const override = draft.override.get(overrideId)
  const scenario = override && draft.scenario.get(override.scenarioId)
  const source = [...(scenario === undefined ? [] : [`Scenario "${scenario.name}" by ${scenario.author}`]), ...(override === undefined || override.note === '' ? [] : [override.note])].join(', ')
  return { table: 'override', id: overrideId, source }
}

/** @example changeText('Changed in the scenario', { baseText: '99.81', baseHasMoved: false }) // 'Changed in the scenario; the schedule has 99.81.' */
function changeText(what: string, { baseText, baseHasMoved }: { readonly baseText: string; readonly baseHasMoved: boolean }): string {
  if (!baseHasMoved) return `${what}; the schedule ${baseText === '' ? 'has no price' : `has ${baseText}`}.`
  return `${what} when the schedule had ${baseText === '' ? 'no price' : baseText}, which has changed since.`
}

/** VER-4: no price, because the scenario takes it away. */
export function explainWithdrawn(draft: Draft, at: { readonly label: string; readonly unit: string; readonly withdrawn: WithdrawnPrice }): Explanation {
  const { label, unit, withdrawn } = at
  return { label, value: null, text: 'No price', unit, ruleId: 'VER-4', formula: changeText('Taken away in the scenario', { baseText: withdrawn.baseText, baseHasMoved: withdrawn.baseHasMoved }), operation: { kind: 'typed' }, inputs: [], origin: originInScenario(draft, withdrawn.overrideId) }
}

function signed(text: UsdPerUnit | Percent): string {
  return text.startsWith('-') ? text : `+${text}`
}

function byPercent(base: Explanation, by: UsdPerUnit | Percent): Explanation {
  const multiplier = toText<'1'>(decimal(by).plus(100))
  const value = base.value === null ? null : toText<string>(decimal(base.value).times(decimal(multiplier)).div(100))
  return { label: `${signed(by)} %`, value, text: value ?? '', unit: base.unit, ruleId: 'VER-4', formula: `base x ${multiplier} / 100`, operation: { kind: 'weighted', multiplier, divisor: HUNDRED }, inputs: [base], origin: null }
}

function byAmount(base: Explanation, change: { readonly by: UsdPerUnit | Percent; readonly unit: string }): Explanation {
  const amount: Explanation = { label: 'Change', value: change.by, text: signed(change.by), unit: change.unit, ruleId: 'VER-4', formula: 'As it was typed.', operation: { kind: 'typed' }, inputs: [], origin: null }
  const value = base.value === null ? null : toText<string>(decimal(base.value).plus(decimal(change.by)))
  return { label: `Base ${signed(change.by)}`, value, text: value ?? '', unit: change.unit, ruleId: 'VER-4', formula: 'base + change', operation: { kind: 'sum' }, inputs: [base, amount], origin: null }
}
