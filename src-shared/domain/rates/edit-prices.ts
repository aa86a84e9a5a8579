/**
 * Commands that change prices: typed or pasted ones, and a uniform change of a selection. They propose; they never write.
 */
import { decimal, formatFixed, MAX_ABSOLUTE, round, toText, type Percent, type UsdPerUnit } from '../decimal.ts'
import { formatFiscalYear } from '../fiscal-year.ts'
import { issue, type Issue } from '../issues.ts'
import { draftAhead } from '../model/apply-edit.ts'
import type { Draft } from '../model/draft.ts'
import type { EditPlan, RowChange } from '../model/edit.ts'
import { externalBelowInternal } from '../model/integrity.ts'
import { latestRevision } from '../model/table-index.ts'
import { CUSTOMER_CLASSES } from '../model/tables.ts'
import { assertNever, ok, refused, type Result } from '../result.ts'
import type { DecimalSeparator } from '../typed-number.ts'
import { baseOf, versionKey, type Version } from '../version.ts'
import type { ResolvedPrice } from './comparison.ts'
import { formatPrice } from './price-text.ts'
import { changesOfWish, readWish, type PriceCell, type PriceTarget, type PriceWish, type Relative } from './price-wish.ts'
import { priceKey, resolvePrices } from './resolve-prices.ts'

/** A cell of the request, by its place in the list, and what is to be said about it. */
export type CellIssue = { readonly index: number; readonly issue: Issue }

export type PriceEdits = {
  /** Its changes may be none: then there is nothing to save. */
  readonly plan: EditPlan
  /** Cells that keep their old value, each with the reason. */
  readonly refused: readonly CellIssue[]
  /** Cells that changed and about which there is something to say: wider places, a number read as a percentage. */
  readonly notes: readonly CellIssue[]
}

/**
 * Where the prices of a version are edited: its scenario, or the last revision of its schedule while that is a draft
 * (VER-2). Refused: `version-missing`, `published-is-immutable`, `wrong-state`, `unknown-reference`.
 */
export function priceTargetOf(draft: Draft, version: Version): Result<PriceTarget> {
  const base = versionKey(baseOf(version))
  const latest = latestRevision(draft, base)
  const year = formatFiscalYear(version.fiscalYear)
  if (version.scenarioId !== null) {
    if (!draft.scenario.has(version.scenarioId)) return refused([issue('unknown-reference', 'That scenario is not there any more.', { remedy: 'Choose another scenario.' })])
    return ok({ kind: 'scenario', version: base, scenarioId: version.scenarioId, baseRevision: latest?.revision ?? 0 })
  }
  if (latest === undefined) return refused([issue('version-missing', `${year} has no schedule yet.`, { remedy: 'Roll the schedule of the year before, or create one.' })])
  const subject = { table: 'schedule', id: latest.id } as const
  switch (latest.state) {
    case 'published':
      return refused([issue('published-is-immutable', `${year} is published and stays as it is.`, { subject, remedy: 'Try the change in a scenario, or make a correction: a new revision.' })])
    case 'under-review':
      return refused([issue('wrong-state', `${year} is under review.`, { subject, remedy: 'Return it to draft to change it, or try the change in a scenario.' })])
    case 'draft':
      return ok({ kind: 'schedule', version: base, schedule: latest })
    default:
      return assertNever(latest.state)
  }
}

function cellIssue(draft: Draft, parts: { readonly version: Version; readonly cell: PriceCell; readonly takesAway: boolean }): Issue | undefined {
  const rate = draft.rate.get(parts.cell.rateId)
  if (rate === undefined) return issue('unknown-reference', 'That rate is not there any more.')
  const retiredFrom = rate.retiredFrom ?? draft.service.get(rate.serviceId)?.retiredFrom ?? null
  if (parts.takesAway || retiredFrom === null || parts.version.fiscalYear < retiredFrom) return undefined
  return issue('wrong-state', `${rate.title} is retired from ${formatFiscalYear(retiredFrom)} on.`, { subject: { table: 'rate', id: rate.id }, remedy: 'Bring it back first, or choose an earlier year.' })
}

type Wished = { readonly index: number; readonly cell: PriceCell; readonly wish: PriceWish }
type Kept = Wished & { readonly changes: readonly RowChange[] }

/** Leaves out the cells of every rate whose external price would come below its internal one (RATE-6). */
function withoutBelow(parts: { readonly draft: Draft; readonly version: Version; readonly kept: readonly Kept[]; readonly prices: ReadonlyMap<string, ResolvedPrice> }): { readonly kept: readonly Kept[]; readonly refused: readonly CellIssue[] } {
  const { draft, version, kept, prices } = parts
  const others = CUSTOMER_CLASSES.filter((each) => each !== 'state')
  const suspects = new Set(kept.filter(({ cell }) => cell.customerClass !== 'state' || others.some((each) => prices.has(priceKey(cell.rateId, each)))).map(({ cell }) => cell.rateId))
  if (suspects.size === 0) return { kept, refused: [] }
  const ahead = draftAhead(draft, kept.filter(({ cell }) => suspects.has(cell.rateId)).flatMap(({ changes }) => changes))
  const issues = new Map<string, Issue>()
  for (const rateId of suspects) {
    const found = externalBelowInternal(ahead, { version, rateId })
    if (found !== undefined) issues.set(rateId, found)
  }
  return {
    kept: kept.filter(({ cell }) => !issues.has(cell.rateId)),
    refused: kept.flatMap(({ index, cell }) => {
      const found = issues.get(cell.rateId)
      return found === undefined ? [] : [{ index, issue: found }]
    }),
  }
}

function settle(parts: {
  readonly draft: Draft
  readonly version: Version
  readonly target: PriceTarget
  readonly wished: readonly Wished[]
  readonly refused: CellIssue[]
  readonly label: (kept: readonly Kept[]) => string
}): PriceEdits {
  const { draft, version, target } = parts
  const refusedCells = [...parts.refused]
  const candidates: Kept[] = []
  for (const each of parts.wished) {
    const problem = cellIssue(draft, { version, cell: each.cell, takesAway: each.wish.figure === null })
    const changes = problem === undefined ? changesOfWish({ draft, target, cell: each.cell, wish: each.wish }) : refused(problem)
    if (!changes.ok) refusedCells.push({ index: each.index, issue: changes.failure })
    else if (changes.value.length > 0) candidates.push({ ...each, changes: changes.value })
  }
  const checked = withoutBelow({ draft, version, kept: candidates, prices: resolvePrices(draft, version) })
  return {
    plan: { label: parts.label(checked.kept), kind: 'edit', changes: checked.kept.flatMap(({ changes }) => changes) },
    refused: [...refusedCells, ...checked.refused].sort((left, right) => left.index - right.index),
    notes: checked.kept.flatMap(({ index, wish }) => (wish.note === null ? [] : [{ index, issue: wish.note }])),
  }
}

function countRates(kept: readonly { readonly cell: PriceCell }[]): string {
  const count = new Set(kept.map(({ cell }) => cell.rateId)).size
  return `${count} ${count === 1 ? 'rate' : 'rates'}`
}

function shortened(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`
}

function typedLabel(draft: Draft, kept: readonly Kept[]): string {
  const [first, second] = kept
  if (first === undefined || second !== undefined) return `New prices for ${countRates(kept)}`
  const title = shortened(draft.rate.get(first.cell.rateId)?.title ?? first.cell.rateId)
  return first.wish.figure === null ? `Take away the price of ${title}` : `${title}: ${shortened(formatPrice(first.wish.figure))}`
}

/**
 * Typed or pasted prices as one edit. In a base version whose schedule is a draft they are its prices; with a scenario they
 * are sparse overrides, and typing the base figure again removes one (VER-4). A cell that cannot take its text keeps its old
 * value and is named in `refused`; the whole is refused only when the version cannot be edited (`published-is-immutable`, ...).
 * When a cell comes twice the last text holds.
 *
 * @example planPriceEdits({ draft, version, cells: [{ rateId: 'cpu', customerClass: 'state', text: '$101.50' }], newId }) // label 'CPU Hour: 101.50'
 */
export function planPriceEdits(request: {
  readonly draft: Draft
  readonly version: Version
  readonly cells: readonly (PriceCell & { readonly text: string })[]
  readonly newId: () => string
  readonly label?: string | undefined
  readonly decimalSeparator?: DecimalSeparator | undefined
}): Result<PriceEdits> {
  const { draft, version, cells } = request
  const target = priceTargetOf(draft, version)
  if (!target.ok) return target
  // A scenario changes the figure of the base: what it holds already decides neither kind nor places.
  const prices = resolvePrices(draft, target.value.kind === 'scenario' ? baseOf(version) : version)
  const refusedCells: CellIssue[] = []
  const wished = new Map<string, Wished>()
  for (const [index, { rateId, customerClass, text }] of cells.entries()) {
    const key = priceKey(rateId, customerClass)
    const wish = readWish({ text, current: prices.get(key), decimalSeparator: request.decimalSeparator })
    if (wish.ok) wished.set(key, { index, cell: { rateId, customerClass }, wish: wish.value })
    else refusedCells.push({ index, issue: wish.failure })
  }
  const label = request.label
  return ok(settle({ draft, version, target: target.value, wished: [...wished.values()], refused: refusedCells, label: (kept) => label ?? typedLabel(draft, kept) }))
}

/** `+3 %`, `-0.50`, as labels say it. */
function relativeText(by: Relative): string {
  const value = decimal(by.value)
  const size = toText(value.abs())
  const sign = value.isNegative() ? '-' : '+'
  return by.kind === 'percent' ? `${sign}${size} %` : `${sign}$${formatFixed(size, Math.max(2, value.decimalPlaces()))}`
}

/**
 * A figure moved by a per cent or an amount, rounded once to its places (NUM-2).
 *
 * @example movedFigure('99.81', { by: { kind: 'percent', value: '3' }, places: 2 }) // '102.8'
 */
export function movedFigure(amount: UsdPerUnit, move: { readonly by: Relative; readonly places: number }): UsdPerUnit {
  const by = decimal(move.by.value)
  const moved = move.by.kind === 'percent' ? decimal(amount).times(by.plus(100)).div(100) : decimal(amount).plus(by)
  return toText<'USD/unit'>(round(moved, move.places))
}

/**
 * One uniform change of many prices: `round(price x (1 + p/100), places)` or `price + amount`, each at its rate's places
 * (NUM-2, NUM-3). The price is the one shown. In a scenario the first relative change of a base figure is kept as a rule that
 * can be re-applied when the base moves (VER-4); a change of what is already overridden is a typed figure.
 * Prices that are no amounts, and those that rounding leaves as they are, are skipped and named in `refused`.
 *
 * @example planRelativeChange({ draft, version, cells, by: { kind: 'percent', value: '3' }, newId }) // label '+3 % on 14 rates'
 */
export function planRelativeChange(request: {
  readonly draft: Draft
  readonly version: Version
  readonly cells: readonly PriceCell[]
  readonly by: { readonly kind: 'percent'; readonly value: Percent } | { readonly kind: 'amount'; readonly value: UsdPerUnit }
  readonly newId: () => string
}): Result<PriceEdits> {
  const { draft, version, by } = request
  const target = priceTargetOf(draft, version)
  if (!target.ok) return target
  const prices = resolvePrices(draft, version)
  const skipped: CellIssue[] = []
  const wished = new Map<string, Wished>()
  for (const [index, { rateId, customerClass }] of request.cells.entries()) {
    const key = priceKey(rateId, customerClass)
    const current = prices.get(key)
    if (wished.has(key)) continue
    if (current === undefined || current.amount === null) {
      skipped.push({ index, issue: notNumeric(draft, { rateId, current }) })
      continue
    }
    const amount = movedFigure(current.amount, { by, places: current.places })
    if (decimal(amount).abs().gte(MAX_ABSOLUTE)) {
      skipped.push({ index, issue: issue('number-out-of-range', `${relativeText(by)} on ${formatPrice(current)} is too large.`, { remedy: 'Amounts stay below 1,000,000,000,000,000.' }) })
      continue
    }
    if (amount === current.amount) {
      skipped.push({ index, issue: issue('nothing-to-change', `${relativeText(by)} leaves ${formatPrice(current)} as it is at ${current.places} places.`, { severity: 'note' }) })
      continue
    }
    const figure = { kind: current.kind, amount, percent: null, basisText: current.basisText, places: current.places }
    wished.set(key, { index, cell: { rateId, customerClass }, wish: { figure, note: null, relative: current.override === null ? by : null } })
  }
  return ok(settle({ draft, version, target: target.value, wished: [...wished.values()], refused: skipped, label: (kept) => `${relativeText(by)} on ${countRates(kept)}` }))
}

function notNumeric(draft: Draft, parts: { readonly rateId: string; readonly current: ResolvedPrice | undefined }): Issue {
  const title = draft.rate.get(parts.rateId)?.title ?? parts.rateId
  const text = parts.current === undefined ? 'no price' : formatPrice(parts.current)
  return issue('not-numeric', `${title} has ${text}, which is no amount; it was skipped.`, { severity: 'note', remedy: 'Type a new price for it where one is meant.' })
}
