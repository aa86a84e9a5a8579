/** Trying other inputs: a version's cost side with one field changed, derived without an edit (PROJ-3: the undo history is not touched). */
import type { Issue } from '../issues.ts'
import { issue } from '../issues.ts'
import type { OverridableTable } from '../model/cost-tables.ts'
import type { Draft } from '../model/draft.ts'
import { fiscalYearFirstMonth } from '../model/integrity.ts'
import { assertNever, ok, refused, type Result } from '../result.ts'
import type { Version } from '../version.ts'
import type { CostInputs } from './derivation.ts'
import { deriveCosts, type CostDerivation } from './derive-rates-core.ts'
import { costDerivationOf, derivationCatalog } from './derive-rates-draft.ts'
import { fieldText, readField } from './field-kinds.ts'
import { ownerCosts } from './owner-costs.ts'

/** One typed or assumed input of a version. */
export type InputField = { readonly table: OverridableTable; readonly rowId: string; readonly field: string }

type Typed = { readonly at: InputField; readonly text: string; readonly draft: Draft }

function changed<Row extends { readonly id: string }>(rows: readonly Row[], rowId: string, read: (row: Row) => Result<{ readonly row: Row }, Issue>): Result<readonly Row[], Issue> {
  const row = rows.find((each) => each.id === rowId)
  if (row === undefined) return refused(issue('unknown-reference', 'That row is not in this version.', { remedy: 'Choose one of its inputs.' }))
  const after = read(row)
  return after.ok ? ok(rows.map((each) => (each === row ? after.value.row : each))) : after
}

function withRows(inputs: CostInputs, { at, text, draft }: Typed): Result<CostInputs, Issue> {
  const { rowId, field } = at
  const context = { draft, versions: [] }
  switch (at.table) {
    case 'yearPolicy': {
      const table = at.table
      const rows = changed([inputs.policy], rowId, (row) => readField({ table, row, field, text, context }))
      return rows.ok ? ok({ ...inputs, policy: rows.value[0] ?? inputs.policy }) : rows
    }
    case 'costLine': {
      const table = at.table
      const rows = changed(inputs.costLines, rowId, (row) => readField({ table, row, field, text, context }))
      return rows.ok ? ok({ ...inputs, costLines: rows.value }) : rows
    }
    case 'capitalItem': {
      const table = at.table
      const rows = changed(inputs.capitalItems, rowId, (row) => readField({ table, row, field, text, context }))
      return rows.ok ? ok({ ...inputs, capitalItems: rows.value }) : rows
    }
    case 'staffPosition': {
      const table = at.table
      const rows = changed(inputs.staffPositions, rowId, (row) => readField({ table, row, field, text, context }))
      return rows.ok ? ok({ ...inputs, staffPositions: rows.value }) : rows
    }
    case 'staffAssignment': {
      const table = at.table
      const rows = changed(inputs.staffAssignments, rowId, (row) => readField({ table, row, field, text, context }))
      return rows.ok ? ok({ ...inputs, staffAssignments: rows.value }) : rows
    }
    case 'salaryIncrease': {
      const table = at.table
      const rows = changed(inputs.salaryIncreases, rowId, (row) => readField({ table, row, field, text, context }))
      return rows.ok ? ok({ ...inputs, salaryIncreases: rows.value }) : rows
    }
    case 'costPool': {
      const table = at.table
      const rows = changed(inputs.costPools, rowId, (row) => readField({ table, row, field, text, context }))
      return rows.ok ? ok({ ...inputs, costPools: rows.value }) : rows
    }
    case 'driverQuantity': {
      const table = at.table
      const rows = changed(inputs.driverQuantities, rowId, (row) => readField({ table, row, field, text, context }))
      return rows.ok ? ok({ ...inputs, driverQuantities: rows.value }) : rows
    }
    case 'rateBuild': {
      const table = at.table
      const rows = changed([...inputs.rateBuilds.values()], rowId, (row) => readField({ table, row, field, text, context }))
      return rows.ok ? ok({ ...inputs, rateBuilds: new Map(rows.value.map((row) => [row.rateId, row])) }) : rows
    }
    case 'rateUnits': {
      const table = at.table
      const rows = changed([...inputs.rateUnits.values()].flat(), rowId, (row) => readField({ table, row, field, text, context }))
      return rows.ok ? ok({ ...inputs, rateUnits: Map.groupBy(rows.value, (row) => row.rateId) }) : rows
    }
    default:
      return assertNever(at.table)
  }
}

/** The inputs with a text tried in one field; refused as typing it would be. */
export function withField(inputs: CostInputs, typed: Typed): Result<CostInputs, Issue> {
  const made = withRows(inputs, typed)
  return made.ok ? ok({ ...made.value, tried: triedField(typed.at, textOfField(inputs, typed.at)) }) : made
}

/** What `CostInputs.tried` says of one field. */
export function triedField({ table, rowId, field }: InputField, before: string | undefined): NonNullable<CostInputs['tried']> {
  return new Map([[`${table}|${rowId}|${field}`, before ?? '']])
}

/** What stands in a field now, as text; undefined where there is no such row or field. */
export function textOfField(inputs: CostInputs, { table, rowId, field }: InputField): string | undefined {
  const of = <Name extends OverridableTable>(name: Name, rows: readonly Parameters<typeof fieldText<Name>>[0]['row'][]): string | undefined => {
    const row = rows.find((each) => each.id === rowId)
    return row === undefined ? undefined : fieldText({ table: name, row, field })
  }
  switch (table) {
    case 'yearPolicy': return of(table, [inputs.policy])
    case 'costLine': return of(table, inputs.costLines)
    case 'capitalItem': return of(table, inputs.capitalItems)
    case 'staffPosition': return of(table, inputs.staffPositions)
    case 'staffAssignment': return of(table, inputs.staffAssignments)
    case 'salaryIncrease': return of(table, inputs.salaryIncreases)
    case 'costPool': return of(table, inputs.costPools)
    case 'driverQuantity': return of(table, inputs.driverQuantities)
    case 'rateBuild': return of(table, [...inputs.rateBuilds.values()])
    case 'rateUnits': return of(table, [...inputs.rateUnits.values()].flat())
    default: return assertNever(table)
  }
}

/** Derives a version with other inputs than its own. */
export type Trial = { readonly present: CostDerivation; readonly derive: (inputs: CostInputs) => CostDerivation }

export function trialOf(draft: Draft, version: Version): Trial {
  const present = costDerivationOf(draft, version)
  const catalog = derivationCatalog(draft, version)
  let last = present
  return {
    present,
    derive: (inputs) => {
      last = deriveCosts({ inputs, costs: ownerCosts(inputs, fiscalYearFirstMonth(draft)), catalog, method: inputs.policy.allocationMethod }, last)
      return last
    },
  }
}
