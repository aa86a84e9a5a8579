/**
 * From what is typed into a cell to the figure that it asks for, and from there to the rows that say so:
 * a price of a draft schedule, or an override of a scenario.
 */
import { decimal, toText, type Percent, type UsdPerUnit } from '../decimal.ts'
import { issue, type Issue } from '../issues.ts'
import type { Draft } from '../model/draft.ts'
import { rateBuildId } from '../model/cost-tables.ts'
import { rowChange, type RowChange } from '../model/edit.ts'
import { overrideId, OVERRIDE_FIELDS, priceId, type CustomerClass, type Override, type Price, type Schedule } from '../model/tables.ts'
import { assertNever, ok, refused, type Result } from '../result.ts'
import type { DecimalSeparator } from '../typed-number.ts'
import type { VersionKey } from '../version.ts'
import type { ResolvedPrice } from './comparison.ts'
import { formatPrice, readPriceInput, type PriceFigure, type PriceInput } from './price-text.ts'
import { baseFigure, resolveBasePrice } from './resolve-prices.ts'

/** Where a version's prices are edited. */
export type PriceTarget =
  | { readonly kind: 'schedule'; readonly version: VersionKey; readonly schedule: Schedule }
  | { readonly kind: 'scenario'; readonly version: VersionKey; readonly scenarioId: string; readonly baseRevision: number }

export type PriceCell = { readonly rateId: string; readonly customerClass: CustomerClass }

/** The figure asked for (null takes the price away), a note about how it was read, and the rule that made it. */
export type PriceWish = {
  readonly figure: PriceFigure | null
  readonly note: Issue | null
  readonly relative: Relative | null
}
export type Relative = { readonly kind: 'percent'; readonly value: Percent } | { readonly kind: 'amount'; readonly value: UsdPerUnit }

/** Dollars of a rate that was never priced are published in cents until more digits are typed. */
const USUAL_PLACES = 2

function placesFor(input: { readonly places: number }, current: ResolvedPrice | undefined, isSameKind: boolean): number {
  if (current === undefined || !isSameKind) return input.places
  return Math.max(input.places, current.places)
}

function widenedNote(figure: PriceFigure, current: ResolvedPrice | undefined): Issue | null {
  if (current === undefined || current.kind !== figure.kind || figure.places <= current.places) return null
  return issue('too-many-places', `${formatPrice(figure)} is published with ${figure.places} places instead of ${current.places} from now on.`, { severity: 'note' })
}

function wish(figure: PriceFigure, current: ResolvedPrice | undefined, note?: Issue): Result<PriceWish, Issue> {
  return ok({ figure, note: note ?? widenedNote(figure, current), relative: null })
}

const NO_FIGURE = { amount: null, percent: null, basisText: '', places: 0 } as const

function wishOf(input: PriceInput, text: string, current: ResolvedPrice | undefined): Result<PriceWish, Issue> {
  switch (input.kind) {
    case 'none':
      return ok({ figure: null, note: null, relative: null })
    case 'amount': {
      if (current?.kind === 'cost-plus-percent' && !input.isCurrency) {
        const figure: PriceFigure = { kind: 'cost-plus-percent', amount: null, percent: toText<'%'>(decimal(input.amount)), basisText: current.basisText, places: placesFor(input, current, true) }
        return wish(figure, current, issue('not-a-price', `${text.trim()} is read as ${formatPrice(figure)}.`, { severity: 'note' }))
      }
      const hasAmount = current?.kind === 'per-unit' || current?.kind === 'flat-per-period'
      const places = hasAmount ? placesFor(input, current, true) : Math.max(input.places, USUAL_PLACES)
      const isFlat = current?.kind === 'flat-per-period'
      return wish({ kind: isFlat ? 'flat-per-period' : 'per-unit', amount: input.amount, percent: null, basisText: isFlat ? current.basisText : '', places }, current)
    }
    case 'flat': {
      const hasAmount = current?.kind === 'per-unit' || current?.kind === 'flat-per-period'
      const places = hasAmount ? placesFor(input, current, true) : Math.max(input.places, USUAL_PLACES)
      return wish({ kind: 'flat-per-period', amount: input.amount, percent: null, basisText: input.period, places }, current)
    }
    case 'percent': {
      const isPercent = current?.kind === 'cost-plus-percent'
      if (!isPercent && input.basisText === null) {
        return refused(issue('not-a-price', `${text.trim()} is a percentage, and this rate is not priced as one.`, { remedy: 'Write what it is added to, such as "Meter + 17 %", or use the change by % for the selection.' }))
      }
      const basisText = input.basisText ?? current?.basisText ?? ''
      return wish({ kind: 'cost-plus-percent', amount: null, percent: input.percent, basisText, places: placesFor(input, current, isPercent) }, current)
    }
    case 'words':
      return wish({ kind: input.priceKind, ...NO_FIGURE, places: current?.places ?? 0 }, current)
    default:
      return assertNever(input)
  }
}

/** What a text typed over a price asks for (RATE-3, NUM-3). `current` is the price shown in that cell. */
export function readWish(parts: { readonly text: string; readonly current: ResolvedPrice | undefined; readonly decimalSeparator?: DecimalSeparator | undefined }): Result<PriceWish, Issue> {
  const input = readPriceInput(parts.text, { places: 0, decimalSeparator: parts.decimalSeparator })
  return input.ok ? wishOf(input.value, parts.text, parts.current) : input
}

function isSameFigure(left: PriceFigure, right: PriceFigure): boolean {
  return left.kind === right.kind && left.amount === right.amount && left.percent === right.percent && left.basisText === right.basisText && left.places === right.places
}

function scheduleChanges(parts: { readonly draft: Draft; readonly schedule: Schedule; readonly cell: PriceCell; readonly wish: PriceWish }): Result<readonly RowChange[], Issue> {
  const { draft, schedule, cell } = parts
  const id = priceId({ scheduleId: schedule.id, ...cell })
  const row = draft.price.get(id) ?? null
  const inherited = resolveBasePrice(draft, { version: schedule.version, ...cell, beforeRevision: schedule.revision })
  const figure = parts.wish.figure
  if (figure === null) {
    if (row !== null) return ok([rowChange('price', { before: row, after: null })])
    if (inherited === undefined) return ok([])
    return refused(issue('published-is-immutable', 'A correction cannot take away a price that an earlier revision published.', { remedy: 'Write "Not billed", or retire the rate.' }))
  }
  if (inherited !== undefined && isSameFigure(inherited, figure)) return ok(row === null ? [] : [rowChange('price', { before: row, after: null })])
  if (row !== null && isSameFigure(row, figure)) return ok([])
  const after: Price = {
    id, scheduleId: schedule.id, rateId: cell.rateId, customerClass: cell.customerClass, kind: figure.kind, amount: figure.amount, percent: figure.percent,
    basisText: figure.basisText, places: figure.places, derivedAmount: row !== null && row.amount === figure.amount ? row.derivedAmount : null, note: row?.note ?? inherited?.note ?? '',
  }
  return ok([rowChange('price', { before: row, after })])
}

/**
 * A price typed over a derived one is set by hand (RATE-1): the rate is no longer derived, until it is made so again among the
 * costs. Typing the derived price itself changes nothing.
 */
function setByHand(parts: { readonly draft: Draft; readonly version: VersionKey; readonly cell: PriceCell; readonly wish: PriceWish }): readonly RowChange[] | 'as-derived' {
  const { draft, version, cell, wish } = parts
  const present = resolveBasePrice(draft, { version, ...cell })
  if (present === undefined || present.derivedIn === null) return []
  if (wish.figure !== null && isSameFigure(present, wish.figure)) return 'as-derived'
  const before = draft.rateBuild.get(rateBuildId(version, cell.rateId))
  return before === undefined ? [] : [rowChange('rateBuild', { before, after: { ...before, rateSource: 'typed' } })]
}

function kindRefused(figure: PriceFigure, base: ResolvedPrice | undefined): Issue {
  const from = base === undefined ? 'no price' : formatPrice(base)
  return issue('not-a-price', `A scenario changes a figure, not how the rate is priced: the base has ${from}, not ${formatPrice(figure)}.`, { remedy: 'Change the kind of price in a draft schedule.' })
}

/** The field of an override that would say so; undefined when a scenario cannot. */
function overriddenField(figure: PriceFigure, base: ResolvedPrice | undefined): Override['field'] | undefined {
  switch (figure.kind) {
    case 'cost-plus-percent':
      return base?.kind === 'cost-plus-percent' && base.basisText === figure.basisText ? 'percent' : undefined
    case 'flat-per-period':
      return base?.kind === 'flat-per-period' && base.basisText === figure.basisText ? 'amount' : undefined
    case 'per-unit':
      return base?.kind === 'cost-plus-percent' || base?.kind === 'flat-per-period' ? undefined : 'amount'
    case 'contract-rate':
    case 'varies':
    case 'no-units':
    case 'not-billed':
    case 'not-published':
      return undefined
    default:
      return assertNever(figure.kind)
  }
}

/** True when the wish is the base again, at whatever places: then nothing of it is kept (VER-4). */
function isBaseAgain(figure: PriceFigure | null, base: ResolvedPrice | undefined): boolean {
  if (figure === null || base === undefined) return figure === null && base === undefined
  return figure.kind === base.kind && figure.amount === base.amount && figure.percent === base.percent && figure.basisText === base.basisText
}

function scenarioChanges(parts: {
  readonly draft: Draft
  readonly target: Extract<PriceTarget, { readonly kind: 'scenario' }>
  readonly cell: PriceCell
  readonly wish: PriceWish
}): Result<readonly RowChange[], Issue> {
  const { draft, target, cell } = parts
  const figure = parts.wish.figure
  const base = resolveBasePrice(draft, { version: target.version, ...cell })
  const present = OVERRIDE_FIELDS.flatMap((field) => draft.override.get(overrideId({ scenarioId: target.scenarioId, version: target.version, ...cell, field })) ?? [])
  if (isBaseAgain(figure, base)) return ok(present.map((before) => rowChange('override', { before, after: null })))
  const baseField = base?.kind === 'cost-plus-percent' ? 'percent' : 'amount'
  const field = figure === null ? baseField : overriddenField(figure, base)
  if (field === undefined) return refused(figure === null ? kindRefused({ kind: 'varies', ...NO_FIGURE }, base) : kindRefused(figure, base))
  const before = present.find((each) => each.field === field) ?? null
  const after: Override = {
    id: overrideId({ scenarioId: target.scenarioId, version: target.version, ...cell, field }), scenarioId: target.scenarioId, version: target.version, ...cell, field,
    value: figure === null ? null : field === 'amount' ? figure.amount : figure.percent, places: figure?.places ?? base?.places ?? USUAL_PLACES,
    baseValue: baseFigure(base, field), baseRevision: target.baseRevision,
    relativeKind: parts.wish.relative?.kind ?? null, relativeBy: parts.wish.relative?.value ?? null, note: before?.note ?? '',
  }
  const others = present.filter((each) => each.field !== field).map((each) => rowChange('override', { before: each, after: null }))
  const isAsBefore = before !== null && before.value === after.value && before.places === after.places && before.baseValue === after.baseValue && parts.wish.relative === null
  return ok(isAsBefore ? others : [...others, rowChange('override', { before, after })])
}

/** The rows that make a wish true in the target; none when it already is. A scenario stays sparse (VER-4). */
export function changesOfWish(parts: { readonly draft: Draft; readonly target: PriceTarget; readonly cell: PriceCell; readonly wish: PriceWish }): Result<readonly RowChange[], Issue> {
  const { target } = parts
  switch (target.kind) {
    case 'schedule': {
      const byHand = setByHand({ ...parts, version: target.version })
      if (byHand === 'as-derived') return ok([])
      const changes = scheduleChanges({ ...parts, schedule: target.schedule })
      return changes.ok ? ok([...changes.value, ...byHand]) : changes
    }
    case 'scenario':
      return scenarioChanges({ ...parts, target })
    default:
      return assertNever(target)
  }
}
