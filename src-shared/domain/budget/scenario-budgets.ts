/** Customers' budgets that belong to a scenario (VER-4): copied with it, taken away with it, and adopted as the base's (VER-3). */
import { budgetId, budgetSeriesId, type BudgetSeries } from '../model/billing-tables.ts'
import type { Draft } from '../model/draft.ts'
import { rowChange, type RowChange } from '../model/edit.ts'
import type { Tables } from '../model/tables.ts'
import { baseOf, readVersionKey, versionKey, type Version, type VersionKey } from '../version.ts'
import { isAsBudget } from './edit-budget.ts'

const BUDGET_TABLES = ['budget', 'budgetSeries', 'budgetChange', 'budgetFigure', 'budgetMonths'] as const
type BudgetTable = (typeof BUDGET_TABLES)[number]

/** Into which version, and the ids that dated changes have there; those of the other rows name the version. */
type Carrying = { readonly version: VersionKey; readonly idOf: (id: string) => string }

const CARRY: { readonly [Name in BudgetTable]: (row: Tables[Name], to: Carrying) => Tables[Name] } = {
  budget: (row, { version }) => ({ ...row, id: budgetId({ ...row, version }), version }),
  budgetSeries: (row, { version }) => ({ ...row, id: budgetSeriesId({ ...row, version }), version }),
  budgetChange: (row, { version, idOf }) => ({ ...row, id: idOf(row.id), version }),
  budgetFigure: (row, { version }) => ({ ...row, id: budgetSeriesId({ ...row, version }), version }),
  budgetMonths: (row, { version }) => ({ ...row, id: budgetSeriesId({ ...row, version }), version }),
}

/** The row as one of another version. */
function carriedRow<Name extends BudgetTable>(table: Name, row: Tables[Name], to: Carrying): Tables[Name] {
  return CARRY[table](row, to)
}

function rowsOfScenario<Name extends BudgetTable>(draft: Draft, table: Name, scenarioId: string): readonly Tables[Name][] {
  const rows: ReadonlyMap<string, Tables[Name] & { readonly version: VersionKey }> = draft[table]
  return [...rows.values()].filter((row) => readVersionKey(row.version)?.scenarioId === scenarioId)
}

function copiesOf(draft: Draft, table: BudgetTable, of: { readonly from: string; readonly to: string; readonly newId: () => string }): readonly RowChange[] {
  return rowsOfScenario(draft, table, of.from).flatMap((row) => {
    const read = readVersionKey(row.version)
    return read === undefined ? [] : [rowChange(table, { before: null, after: carriedRow(table, row, { version: versionKey({ ...read, scenarioId: of.to }), idOf: of.newId }) })]
  })
}

/** The budgets of a scenario once more, for another scenario. */
export function scenarioBudgetCopies(draft: Draft, of: { readonly from: string; readonly to: string; readonly newId: () => string }): readonly RowChange[] {
  return BUDGET_TABLES.flatMap((table) => copiesOf(draft, table, of))
}

/** Takes away what a scenario has of budgets. */
export function scenarioBudgetRemovals(draft: Draft, scenarioId: string): readonly RowChange[] {
  return BUDGET_TABLES.flatMap((table) => rowsOfScenario(draft, table, scenarioId).map((before) => rowChange(table, { before, after: null })))
}

/**
 * The changes that make the base's budgets of a year those that hold in `from`, a version with a scenario: its rows become the base's and
 * go. A budget that was handed over in the base alone stays handed over.
 */
export function adoptedBudgetChanges(draft: Draft, from: Version): readonly RowChange[] {
  const own = versionKey(from)
  const to: Carrying = { version: versionKey(baseOf(from)), idOf: (id) => id }
  const rows = <Name extends BudgetTable>(table: Name): readonly Tables[Name][] => rowsOfScenario(draft, table, from.scenarioId ?? '').filter((row) => row.version === own)
  const settled = (['budget', 'budgetSeries', 'budgetFigure', 'budgetMonths'] as const).flatMap((table) => rows(table).map((before) => rowChange(table, { before, after: null })))
  const figures = rows('budgetFigure').map((row) => CARRY.budgetFigure(row, to))
  return [
    ...settled,
    ...rows('budget').map((row) => {
      const after = CARRY.budget(row, to)
      const before = draft.budget.get(after.id) ?? null
      return rowChange('budget', { before, after: { ...after, handedOverOn: after.handedOverOn ?? before?.handedOverOn ?? null } })
    }),
    ...rows('budgetSeries').flatMap((row) => adoptedSeries(draft, CARRY.budgetSeries(row, to))),
    ...rows('budgetChange').map((before) => rowChange('budgetChange', { before, after: CARRY.budgetChange(before, to) })),
    ...figures.map((after) => rowChange('budgetFigure', { before: draft.budgetFigure.get(after.id) ?? null, after })),
    ...figures.flatMap(({ id, ...of }) => {
      const months = draft.budgetMonths.get(budgetSeriesId({ ...of, version: own }))
      const pair = { before: draft.budgetMonths.get(id) ?? null, after: months === undefined ? null : CARRY.budgetMonths(months, to) }
      return pair.before === null && pair.after === null ? [] : [rowChange('budgetMonths', pair)]
    }),
  ]
}

/** A rate that is as the budget again needs no row in the base. */
function adoptedSeries(draft: Draft, after: BudgetSeries): readonly RowChange[] {
  const before = draft.budgetSeries.get(after.id) ?? null
  if (!isAsBudget(after)) return [rowChange('budgetSeries', { before, after })]
  return before === null ? [] : [rowChange('budgetSeries', { before, after: null })]
}
