/** What a service account manager changes of a customer's budget, as edits: assumptions, dated changes, what was handed over (PROJ-1, PROJ-2). */
import { formatFixed, decimal, Decimal, toText, type Units } from '../decimal.ts'
import type { IsoDate } from '../fiscal-year.ts'
import { issue } from '../issues.ts'
import { budgetId, budgetSeriesId, type Budget, type BudgetChange, type BudgetFigure, type BudgetMonths, type BudgetSeries, type Customer } from '../model/billing-tables.ts'
import type { Draft } from '../model/draft.ts'
import { rowChange, type EditPlan, type RowChange } from '../model/edit.ts'
import { monthWords } from '../month.ts'
import { ok, refused, type Result } from '../result.ts'
import { formatVersion } from '../version-label.ts'
import { baseOf, versionKey, type Version } from '../version.ts'
import type { BudgetRow } from './customer-budget.ts'
import { budgetOf } from './default-budget.ts'

type Of = { readonly draft: Draft; readonly version: Version; readonly customerId: string }

function edit(label: string, changes: readonly RowChange[]): Result<EditPlan> {
  return changes.length === 0 ? refused([issue('nothing-to-change', 'Nothing would change.', { severity: 'note' })]) : ok({ label, kind: 'edit', changes })
}

function same(left: object, right: object): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}

function nameOf(draft: Draft, customerId: string): string {
  return draft.customer.get(customerId)?.code ?? customerId
}

/** The budget's own row in this very version; what holds of the base where it has none yet. */
function planBudget({ draft, version, customerId }: Of, fields: Partial<Budget>): readonly RowChange[] {
  const key = { version: versionKey(version), customerId }
  const before = draft.budget.get(budgetId(key)) ?? null
  const held = budgetOf(draft, { version, customerId })
  // That the base's budget was handed over says nothing of a scenario's.
  const after: Budget = { ...held, handedOverOn: before?.handedOverOn ?? null, id: budgetId(key), ...key, ...fields }
  return before !== null && same(before, after) ? [] : [rowChange('budget', { before, after })]
}

/** Method, growth or note of the whole budget. @example planBudgetEdit({ draft, version, customerId: 'dma', fields: { method: 'drift' } }) */
export function planBudgetEdit({ fields, ...of }: Of & { readonly fields: Partial<Pick<Budget, 'method' | 'meanMonths' | 'growthPercent' | 'growthFrom' | 'note' | 'author'>> }): Result<EditPlan> {
  return edit(`Assumptions of ${nameOf(of.draft, of.customerId)}`, planBudget(of, fields))
}

const AS_BUDGET: Pick<BudgetSeries, 'method' | 'growthPercent' | 'growthFrom' | 'typedUnits' | 'note'> = { method: null, growthPercent: null, growthFrom: null, typedUnits: null, note: '' }

/** What differs for a rate: of a scenario, else of its base. */
export function budgetSeriesOf(draft: Pick<Draft, 'budgetSeries'>, { version, ...key }: { readonly version: Version; readonly customerId: string; readonly rateId: string }): BudgetSeries | undefined {
  return [version, baseOf(version)].flatMap((each) => draft.budgetSeries.get(budgetSeriesId({ version: versionKey(each), ...key })) ?? [])[0]
}

export type SeriesFields = Partial<typeof AS_BUDGET>

/** Several rates at once, as one edit. Typed units choose the method `typed`; a rate that differs in nothing any more has no row. */
export function planSeriesEdit({ draft, version, customerId, edits }: Of & { readonly edits: readonly { readonly rateId: string; readonly fields: SeriesFields }[] }): Result<EditPlan> {
  const changes = [...Map.groupBy(edits, (each) => each.rateId)].flatMap(([rateId, own]): readonly RowChange[] => {
    const key = { version: versionKey(version), customerId, rateId }
    const before = draft.budgetSeries.get(budgetSeriesId(key)) ?? null
    const base = version.scenarioId === null ? undefined : budgetSeriesOf(draft, { version: baseOf(version), customerId, rateId })
    const fields = settled(Object.assign({ ...AS_BUDGET, ...picked(before ?? base) }, ...own.map((each) => each.fields)))
    if (same(fields, base === undefined ? AS_BUDGET : picked(base))) return before === null ? [] : [rowChange('budgetSeries', { before, after: null })]
    const after: BudgetSeries = { id: budgetSeriesId(key), ...key, ...fields }
    return before !== null && same(picked(before), fields) ? [] : [rowChange('budgetSeries', { before, after })]
  })
  const [first] = edits
  const what = new Set(edits.map((each) => each.rateId)).size === 1 && first !== undefined ? (draft.rate.get(first.rateId)?.title ?? first.rateId) : `${new Set(edits.map((each) => each.rateId)).size} rates`
  return edit(`Assumptions of ${nameOf(draft, customerId)}: ${what}`, changes)
}

function picked(row: BudgetSeries | undefined): typeof AS_BUDGET {
  return row === undefined ? AS_BUDGET : { method: row.method, growthPercent: row.growthPercent, growthFrom: row.growthFrom, typedUnits: row.typedUnits, note: row.note }
}

/** True when a rate differs in nothing from its budget. */
export function isAsBudget(row: BudgetSeries): boolean {
  return same(picked(row), AS_BUDGET)
}

/** Without units there is nothing typed, and a growth that is as the budget's has no month of its own. */
function settled(fields: typeof AS_BUDGET): typeof AS_BUDGET {
  const method = fields.typedUnits === null && fields.method === 'typed' ? null : fields.method
  return { method, growthPercent: fields.growthPercent, growthFrom: fields.growthPercent === null ? null : fields.growthFrom, typedUnits: method === 'typed' ? fields.typedUnits : null, note: fields.note }
}

export type ChangeFields = Pick<BudgetChange, 'rateId' | 'cadence' | 'fromMonth' | 'toMonth' | 'units' | 'note'>

/** `40 more Mailboxes from October 2004` @example changeWords({ units: '40', cadence: 'monthly', fromMonth: '2004-10', toMonth: null }, 'Mailboxes') */
export function changeWords({ units, cadence, fromMonth, toMonth }: Pick<ChangeFields, 'units' | 'cadence' | 'fromMonth' | 'toMonth'>, title: string): string {
  const value = decimal(units)
  const size = formatFixed(toText(value.abs()), value.decimalPlaces())
  const span = cadence === 'once' ? `once in ${monthWords(fromMonth)}` : toMonth === null ? `a month from ${monthWords(fromMonth)}` : `a month from ${monthWords(fromMonth)} to ${monthWords(toMonth)}`
  return `${size} ${value.isNegative() ? 'fewer' : 'more'} of ${title} ${span}`
}

/** A new dated change, or one that is there with other fields. The base's own changes are edited in the base. */
export function planChange({ draft, version, customerId, id, author, fields }: Of & { readonly id: string; readonly author: string; readonly fields: ChangeFields }): Result<EditPlan> {
  const before = draft.budgetChange.get(id) ?? null
  const after: BudgetChange = { id, version: before?.version ?? versionKey(version), customerId, author: before?.author ?? author, ...fields, toMonth: fields.cadence === 'once' ? null : fields.toMonth }
  if (decimal(after.units).isZero()) return refused([issue('number-out-of-range', 'A change of 0 units changes nothing.', { remedy: 'Write how many more, or with a minus how many fewer.' })])
  return edit(changeWords(after, draft.rate.get(after.rateId)?.title ?? after.rateId), before !== null && same(before, after) ? [] : [rowChange('budgetChange', { before, after })])
}

/** Removes a change. In a scenario, a change of the base stays there, and the opposite is laid over it. */
export function planRemoveChange({ draft, version, id, newId, author }: { readonly draft: Draft; readonly version: Version; readonly id: string; readonly newId: () => string; readonly author: string }): Result<EditPlan> {
  const before = draft.budgetChange.get(id)
  if (before === undefined) return refused([issue('unknown-reference', 'The change is no longer there.')])
  const words = changeWords(before, draft.rate.get(before.rateId)?.title ?? before.rateId)
  if (before.version === versionKey(version)) return edit(`Remove: ${words}`, [rowChange('budgetChange', { before, after: null })])
  const after: BudgetChange = { ...before, id: newId(), version: versionKey(version), units: toText<'units'>(decimal(before.units).negated()), author, note: `Takes back: ${words}.` }
  return edit(`Take back: ${words}`, [rowChange('budgetChange', { before: null, after })])
}

/**
 * Writes the projection as the budget of the customer, rate by rate and month by month, and the day. What an earlier handing over wrote and is no longer
 * projected goes.
 *
 * @example planHandOver({ draft, version, customerId: 'dma', rows: budget.rows, on: '2004-05-14', author: 'Ann' })
 */
export function planHandOver({ draft, version, customerId, rows, on, author }: Of & { readonly rows: readonly Pick<BudgetRow, 'rateId' | 'unitsActual' | 'unitsProjected' | 'amountAfter' | 'months'>[]; readonly on: IsoDate; readonly author: string }): Result<EditPlan> {
  const key = { version: versionKey(version), customerId }
  const source = `Handed over on ${on}${author === '' ? '' : ` by ${author}`}`
  const written = new Map(rows.flatMap((row): readonly (readonly [string, { readonly figure: BudgetFigure; readonly months: BudgetMonths }])[] => {
    const units: Units = toText<'units'>(new Decimal(row.unitsActual).plus(row.unitsProjected))
    if (units === '0' && row.amountAfter === '0') return []
    const id = budgetSeriesId({ ...key, rateId: row.rateId })
    const of = { id, ...key, rateId: row.rateId }
    return [[id, { figure: { ...of, units, amount: row.amountAfter, source }, months: { ...of, ...row.months } }]]
  }))
  const isGone = (row: Pick<BudgetFigure, 'id' | 'version' | 'customerId'>): boolean => row.version === key.version && row.customerId === customerId && !written.has(row.id)
  const changes = [
    ...[...written.values()].flatMap(({ figure, months }) => [rowChange('budgetFigure', { before: draft.budgetFigure.get(figure.id) ?? null, after: figure }), rowChange('budgetMonths', { before: draft.budgetMonths.get(months.id) ?? null, after: months })]),
    ...[...draft.budgetFigure.values()].filter(isGone).map((before) => rowChange('budgetFigure', { before, after: null })), ...[...draft.budgetMonths.values()].filter(isGone).map((before) => rowChange('budgetMonths', { before, after: null })),
  ]
  return edit(`Hand over the budget of ${nameOf(draft, customerId)} for ${formatVersion(draft, version)}`, [...changes, ...planBudget({ draft, version, customerId }, { handedOverOn: on })])
}

export function planLastContact(draft: Draft, { customerId, on }: { readonly customerId: string; readonly on: IsoDate | null }): Result<EditPlan> {
  const before: Customer | undefined = draft.customer.get(customerId)
  if (before === undefined) return refused([issue('unknown-reference', 'The customer is no longer there.')])
  return edit(`Last contact with ${before.code}`, before.lastContactOn === on ? [] : [rowChange('customer', { before, after: { ...before, lastContactOn: on } })])
}
