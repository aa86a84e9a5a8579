/**
 * One price of a draft schedule set field by field: its kind, figure, places, unrounded figure and note (RATE-3, NUM-3).
 * What is typed into a table's cell goes through `planPriceEdits` instead.
 */
import { toText, type Percent, type UsdPerUnit } from '../decimal.ts'
import { formatFiscalYear } from '../fiscal-year.ts'
import { issue, type Issue } from '../issues.ts'
import { applyChanges, isSameRow } from '../model/apply-edit.ts'
import type { Draft } from '../model/draft.ts'
import { rowChange, type EditPlan } from '../model/edit.ts'
import { priceId, type CustomerClass, type Price, type PriceKind } from '../model/tables.ts'
import { ok, refused, type Result } from '../result.ts'
import { parseTyped, type TypedNumber } from '../typed-number.ts'
import { baseOf, type Version } from '../version.ts'
import { priceTargetOf } from './edit-prices.ts'

/** A price as the fields of a form hold it. */
export type PriceFields = {
  readonly kind: PriceKind
  /** Typed: the amount, or the percentage of `cost-plus-percent`; ignored for kinds without a figure. */
  readonly figure: string
  /** What a percentage is added to, or the period of a flat price; ignored for other kinds. */
  readonly basisText: string
  readonly places: number
  /** Typed: the unrounded rate; empty where it is not known. */
  readonly derived: string
  readonly note: string
}

function readFigure(text: string, what: string): Result<TypedNumber, Issue> {
  if (text.trim() !== '') return parseTyped(text)
  return refused(issue('not-a-price', `The ${what} is missing.`, { remedy: 'Write a number such as 99.81, or choose a kind of price without one.' }))
}

function figuresOf(fields: PriceFields): Result<Pick<Price, 'amount' | 'percent' | 'basisText' | 'derivedAmount'>> {
  const none = { amount: null, percent: null, basisText: '', derivedAmount: null }
  const basisText = fields.basisText.trim()
  switch (fields.kind) {
    case 'per-unit':
    case 'flat-per-period': {
      const figure = readFigure(fields.figure, 'amount')
      if (!figure.ok) return refused([figure.failure])
      const derived = fields.derived.trim() === '' ? null : parseTyped(fields.derived)
      if (derived !== null && !derived.ok) return refused([derived.failure])
      const amount: UsdPerUnit = toText<'USD/unit'>(figure.value.value)
      return ok({ ...none, amount, basisText: fields.kind === 'flat-per-period' ? basisText : '', derivedAmount: derived === null ? null : toText<'USD/unit'>(derived.value.value) })
    }
    case 'cost-plus-percent': {
      const figure = readFigure(fields.figure, 'percentage')
      if (!figure.ok) return refused([figure.failure])
      const percent: Percent = toText<'%'>(figure.value.value)
      return ok({ ...none, percent, basisText })
    }
    case 'contract-rate':
    case 'varies':
    case 'no-units':
    case 'not-billed':
    case 'not-published':
      return ok(none)
  }
}

/**
 * Sets one price of the draft schedule of a year. Refused: `published-is-immutable`, `version-missing`, `not-a-number`,
 * `not-a-price`, `too-many-places` (a figure with more places than it is published with), `external-below-internal`,
 * `nothing-to-change`.
 *
 * @example planSetPrice({ draft, version, rateId: 'cpu', customerClass: 'state', fields: { kind: 'per-unit', figure: '101.5', basisText: '', places: 2, derived: '', note: '' } })
 */
export function planSetPrice(request: { readonly draft: Draft; readonly version: Version; readonly rateId: string; readonly customerClass: CustomerClass; readonly fields: PriceFields }): Result<EditPlan> {
  const { draft, rateId, customerClass, fields } = request
  const target = priceTargetOf(draft, baseOf(request.version))
  if (!target.ok) return target
  if (target.value.kind !== 'schedule') return refused([issue('wrong-state', 'A scenario holds figures only.', { remedy: 'Set the price in the draft schedule of the year.' })])
  const figures = figuresOf(fields)
  if (!figures.ok) return figures
  const { schedule } = target.value
  const id = priceId({ scheduleId: schedule.id, rateId, customerClass })
  const hasFigure = figures.value.amount !== null || figures.value.percent !== null
  const before = draft.price.get(id) ?? null
  const after: Price = { id, scheduleId: schedule.id, rateId, customerClass, kind: fields.kind, places: hasFigure ? fields.places : 0, note: fields.note, ...figures.value }
  if (isSameRow(before, after)) return refused([issue('nothing-to-change', 'That is what it says already.')])
  const changes = [rowChange('price', { before, after })]
  const applied = applyChanges(draft, changes)
  const title = draft.rate.get(rateId)?.title ?? rateId
  return applied.ok ? ok({ label: `Price of ${title} in ${formatFiscalYear(request.version.fiscalYear)}`.slice(0, 300), kind: 'edit', changes }) : applied
}
