/**
 * The status of a compared row (RATE-4), in a word for filters and in words with names for people.
 */
import type { Draft } from '../model/draft.ts'
import type { RateRelation } from '../model/tables.ts'
import { assertNever } from '../result.ts'
import type { Version } from '../version.ts'
import type { ComparedFigure, RateStatus } from './comparison.ts'
import { comparedUnit } from './price-columns.ts'

export type StatusInWords = { readonly status: RateStatus; readonly statusText: string }

export const ABSENT: StatusInWords = { status: 'absent', statusText: '' }
const NEW: StatusInWords = { status: 'new', statusText: 'New' }
const DISCONTINUED: StatusInWords = { status: 'discontinued', statusText: 'Discontinued' }
export const UNCHANGED: StatusInWords = { status: 'unchanged', statusText: 'Unchanged' }
export const INCREASE: StatusInWords = { status: 'changed', statusText: 'Increase' }
export const DECREASE: StatusInWords = { status: 'changed', statusText: 'Decrease' }
export const FROM_ZERO: StatusInWords = { status: 'no-base', statusText: 'No base: from zero' }

/** Relations by the rate that they lead from and the rate that they lead to. */
export type RelationsByRate = { readonly from: ReadonlyMap<string, readonly RateRelation[]>; readonly to: ReadonlyMap<string, readonly RateRelation[]> }

const relationsKept = new WeakMap<Draft['rateRelation'], RelationsByRate>()

export function relationsByRate(draft: Draft): RelationsByRate {
  const kept = relationsKept.get(draft.rateRelation)
  if (kept) return kept
  const all = [...draft.rateRelation.values()]
  const value = { from: Map.groupBy(all, (each) => each.fromRateId), to: Map.groupBy(all, (each) => each.toRateId) }
  relationsKept.set(draft.rateRelation, value)
  return value
}

/** Between two versions: relations that take effect after the base's year and not after the comparison's. */
function inForce(relations: readonly RateRelation[] | undefined, span: { readonly base: Version; readonly comparison: Version }): readonly RateRelation[] {
  return relations?.filter((each) => each.fiscalYear > span.base.fiscalYear && each.fiscalYear <= span.comparison.fiscalYear) ?? []
}

function joined(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`
}

/** The status of a rate that the base has and the comparison has not. */
export function statusWhenGone(request: { readonly draft: Draft; readonly rateId: string; readonly base: Version; readonly comparison: Version }): StatusInWords {
  const relations = inForce(relationsByRate(request.draft).from.get(request.rateId), request)
  const kind = relations[0]?.kind
  if (kind === undefined) return DISCONTINUED
  const titles = joined(relations.filter((each) => each.kind === kind).map((each) => request.draft.rate.get(each.toRateId)?.title ?? each.toRateId))
  switch (kind) {
    case 'merged':
      return { status: 'merged', statusText: `Merged into ${titles}` }
    case 'split':
      return { status: 'split', statusText: `Split into ${titles}` }
    case 'replaced':
      return { status: 'replaced', statusText: `Replaced by ${titles}` }
    default:
      return assertNever(kind)
  }
}

/** The status of a rate that the comparison has and the base has not. */
export function statusWhenNew(request: { readonly draft: Draft; readonly rateId: string; readonly base: Version; readonly comparison: Version }): StatusInWords {
  const relations = inForce(relationsByRate(request.draft).to.get(request.rateId), request)
  const kind = relations[0]?.kind
  if (kind === undefined) return NEW
  const titles = joined(relations.filter((each) => each.kind === kind).map((each) => request.draft.rate.get(each.fromRateId)?.title ?? each.fromRateId))
  switch (kind) {
    case 'merged':
      return { status: 'new', statusText: `New: merged from ${titles}` }
    case 'split':
      return { status: 'new', statusText: `New: split from ${titles}` }
    case 'replaced':
      return { status: 'new', statusText: `New: replaces ${titles}` }
    default:
      return assertNever(kind)
  }
}

/** USD per unit, USD per period, points, or null: figures are compared within one of these. */
function measureOf(figure: ComparedFigure): string | null {
  if (figure.number === null) return null
  if (figure.price === null) return 'USD/unit'
  return figure.price.kind === 'flat-per-period' ? `USD/${figure.price.basisText}` : comparedUnit(figure.price.kind)
}

/** Null when the two can be subtracted; else why not. A baseline is USD in whatever unit the rate has. */
export function whyNotComparable(from: ComparedFigure, to: ComparedFigure): StatusInWords | null {
  if (from.number === null || to.number === null) {
    const text = to.number === null ? to.text : from.text
    return { status: 'not-comparable', statusText: `Not comparable: ${text === '' ? 'no figure' : text}` }
  }
  const fromKind = from.price?.kind
  const toKind = to.price?.kind
  // Nearly every cell: the same kind of price on both sides.
  if (fromKind === toKind && toKind !== 'flat-per-period') return null
  if (fromKind === undefined && toKind !== 'cost-plus-percent') return null
  return measureOf(from) === measureOf(to) ? null : { status: 'not-comparable', statusText: `Not comparable: ${from.text} and ${to.text}` }
}
