/**
 * What a report's formulas give, exactly: the one evaluator against which every writer's formulas are checked.
 */
import { Decimal, decimal, round } from '../decimal.ts'
import { assertNever } from '../result.ts'
import type { ReportCell, ReportFormula, ReportModel } from './report-model.ts'

type NumberCell = Extract<ReportCell, { readonly kind: 'number' }>

const indexes = new WeakMap<ReportModel, ReadonlyMap<string, NumberCell>>()

/** Every number of a report by its id. */
function numberCells(report: ReportModel): ReadonlyMap<string, NumberCell> {
  const known = indexes.get(report)
  if (known) return known
  const index = new Map<string, NumberCell>()
  for (const sheet of report.sheets) for (const row of sheet.rows) for (const cell of row.cells) if (cell.kind === 'number') index.set(cell.id, cell)
  indexes.set(report, index)
  return index
}

/**
 * The exact value of a formula; a reference is followed through the formula of the cell that it names, as a spreadsheet does.
 * A reference to no number, a division by zero and a circle are bugs of the report and throw.
 *
 * @example evaluateFormula(report, { op: 'round', of: { op: 'ratio', left: difference, right: from }, places: 4 }) // -0.0049
 */
export function evaluateFormula(report: ReportModel, formula: ReportFormula): Decimal {
  return evaluate({ cells: numberCells(report), path: [] }, formula)
}

type Scope = { readonly cells: ReadonlyMap<string, NumberCell>; readonly path: readonly string[] }

function evaluate(scope: Scope, formula: ReportFormula): Decimal {
  switch (formula.op) {
    case 'cell':
      return evaluateCell(scope, formula.id)
    case 'literal':
      return decimal(formula.value)
    case 'sum':
      return formula.of.reduce((sum, each) => sum.plus(evaluate(scope, each)), new Decimal(0))
    case 'product':
      return formula.of.reduce((product, each) => product.times(evaluate(scope, each)), new Decimal(1))
    case 'difference':
      return evaluate(scope, formula.left).minus(evaluate(scope, formula.right))
    case 'ratio': {
      const right = evaluate(scope, formula.right)
      if (right.isZero()) throw new Error('A report formula divides by zero.')
      return evaluate(scope, formula.left).div(right)
    }
    case 'round':
      return round(evaluate(scope, formula.of), formula.places)
    default:
      return assertNever(formula)
  }
}

function evaluateCell(scope: Scope, id: string): Decimal {
  const cell = scope.cells.get(id)
  if (cell === undefined) throw new Error(`A report formula refers to "${id}", which is no number.`)
  if (cell.formula === undefined) return decimal(cell.value)
  if (scope.path.includes(id)) throw new Error(`A report formula goes round in a circle: ${[...scope.path, id].join(', ')}.`)
  return evaluate({ cells: scope.cells, path: [...scope.path, id] }, cell.formula)
}

/** Places of a cell's value: those shown, and two more for a percentage that is kept as a fraction. */
export function valuePlaces(cell: NumberCell): number {
  return cell.format === 'percent' ? cell.places + 2 : cell.places
}

/** Ids of the cells whose formula does not give their value; empty in a right report. */
export function wrongFormulas(report: ReportModel): readonly string[] {
  return [...numberCells(report).values()]
    .filter((cell) => cell.formula !== undefined && !round(evaluateFormula(report, cell.formula), valuePlaces(cell)).eq(decimal(cell.value)))
    .map((cell) => cell.id)
}
