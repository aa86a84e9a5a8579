/**
 * Named baselines of a rate (RATE-5): a typed figure with its source, or a weighted sum of earlier rates.
 */
import { toText } from '../decimal.ts'
import { issue, type Issue } from '../issues.ts'
import { applyChanges } from '../model/apply-edit.ts'
import type { Draft } from '../model/draft.ts'
import { rowChange, type EditPlan, type RowChange } from '../model/edit.ts'
import type { Baseline, BaselineTerm } from '../model/tables.ts'
import { ok, refused, type Result } from '../result.ts'
import { parseTyped } from '../typed-number.ts'
import type { VersionKey } from '../version.ts'

/** What a baseline is, in the texts that a person typed. */
export type BaselineFigure =
  | { readonly kind: 'typed'; readonly amount: string }
  | { readonly kind: 'terms'; readonly terms: readonly { readonly version: VersionKey; readonly rateId: string; readonly multiplier: string; readonly divisor: string }[] }

function termsOf(draft: Draft, baselineId: string): readonly BaselineTerm[] {
  return [...draft.baselineTerm.values()].filter((term) => term.baselineId === baselineId)
}

function readTerms(parts: { readonly figure: Extract<BaselineFigure, { readonly kind: 'terms' }>; readonly baselineId: string; readonly newId: () => string }): Result<readonly BaselineTerm[]> {
  const issues: Issue[] = []
  const terms: BaselineTerm[] = []
  for (const [position, term] of parts.figure.terms.entries()) {
    const multiplier = parseTyped(term.multiplier)
    const divisor = parseTyped(term.divisor)
    if (!multiplier.ok) issues.push(multiplier.failure)
    if (!divisor.ok) issues.push(divisor.failure)
    if (!multiplier.ok || !divisor.ok) continue
    terms.push({
      id: parts.newId(), baselineId: parts.baselineId, position, version: term.version, rateId: term.rateId,
      multiplier: toText<'1'>(multiplier.value.value), divisor: toText<'1'>(divisor.value.value),
    })
  }
  if (parts.figure.terms.length === 0) issues.push(issue('share-without-weight', 'A baseline needs a figure, or at least one earlier rate.', { remedy: 'Type a figure or add a rate.' }))
  return issues.length > 0 ? refused(issues) : ok(terms)
}

function typedAmountOf(figure: BaselineFigure): Result<Baseline['typedAmount'], Issue> {
  if (figure.kind === 'terms') return ok(null)
  const read = parseTyped(figure.amount)
  if (!read.ok) return read
  if (read.value.isPercent) return refused(issue('not-a-number', `${figure.amount.trim()} is a percentage; a baseline is an amount.`, { remedy: 'Write an amount such as 552.00.' }))
  return ok(toText<'USD/unit'>(read.value.value))
}

/**
 * Makes or changes a baseline (`id` null makes one): name, source, and a typed figure or terms, which replace the former ones.
 * Refused: `not-a-number`, `duplicate-name`, `share-without-weight`, `published-is-immutable`.
 *
 * @example planSetBaseline({ draft, id: null, version: 'FY2005/plan', rateId: 'cpu', name: 'low', figure: { kind: 'typed', amount: '552.00' }, source: 'memo', newId })
 */
export function planSetBaseline(request: {
  readonly draft: Draft
  readonly id: string | null
  readonly version: VersionKey
  readonly rateId: string
  readonly name: string
  readonly figure: BaselineFigure
  readonly source: string
  readonly newId: () => string
}): Result<{ readonly plan: EditPlan; readonly id: string }> {
  const { draft, figure, version, rateId } = request
  const before = request.id === null ? null : (draft.baseline.get(request.id) ?? null)
  if (request.id !== null && before === null) return refused([issue('unknown-reference', 'That baseline is not there any more.')])
  const typedAmount = typedAmountOf(figure)
  if (!typedAmount.ok) return refused([typedAmount.failure])
  const id = before?.id ?? request.newId()
  const terms = figure.kind === 'terms' ? readTerms({ figure, baselineId: id, newId: request.newId }) : ok([])
  if (!terms.ok) return terms
  const siblings = [...draft.baseline.values()].filter((each) => each.rateId === rateId && each.version === version)
  const position = before?.position ?? siblings.reduce((next, each) => Math.max(next, each.position + 1), 0)
  const after: Baseline = { id, version, rateId, name: request.name.trim(), position, typedAmount: typedAmount.value, source: request.source }
  const changes: readonly RowChange[] = [
    ...termsOf(draft, id).map((term) => rowChange('baselineTerm', { before: term, after: null })),
    rowChange('baseline', { before, after }),
    ...terms.value.map((term) => rowChange('baselineTerm', { before: null, after: term })),
  ]
  const applied = applyChanges(draft, changes)
  const title = draft.rate.get(rateId)?.code ?? rateId
  return applied.ok ? ok({ id, plan: { label: `Baseline "${after.name}" of ${title}`.slice(0, 300), kind: 'edit', changes } }) : applied
}

/** Takes a baseline away with its terms. Refused: `published-is-immutable`. */
export function planRemoveBaseline(request: { readonly draft: Draft; readonly id: string }): Result<EditPlan> {
  const before = request.draft.baseline.get(request.id)
  if (before === undefined) return refused([issue('unknown-reference', 'That baseline is not there any more.')])
  const changes: readonly RowChange[] = [...termsOf(request.draft, before.id).map((term) => rowChange('baselineTerm', { before: term, after: null })), rowChange('baseline', { before, after: null })]
  const applied = applyChanges(request.draft, changes)
  return applied.ok ? ok({ label: `Remove the baseline "${before.name}"`, kind: 'edit', changes }) : applied
}
