/**
 * What a report's formulas give, exactly: the one evaluator against which every writer's formulas are checked.
 */
import { usdOfCents } from '../cents.ts'
import { Decimal, decimal, round, toText, type AnyDecimalText, type Usd } from '../decimal.ts'
import { assertNever } from '../result.ts'
import { raiseLargest, splitAmount } from '../split-amount.ts'
import type { PartFormula, ReportCell, ReportFormula, ReportModel } from './report-model.ts'

type NumberCell = Extract<ReportCell, { readonly kind: 'number' }>

/** A report's numbers by id and by place, with what was evaluated already: a report does not change. */
type Index = {
  readonly cells: ReadonlyMap<string, NumberCell>
  readonly places: ReadonlyMap<string, { readonly sheet: number; readonly row: number; readonly column: number }>
  readonly at: (sheet: number, row: number, column: number) => ReportCell | undefined
  readonly results: Map<string, Decimal>
  readonly splits: Map<string, ReadonlyMap<string, Decimal>>
}

const indexes = new WeakMap<ReportModel, Index>()

function indexOf(report: ReportModel): Index {
  const known = indexes.get(report)
  if (known) return known
  const cells = new Map<string, NumberCell>()
  const places = new Map<string, { readonly sheet: number; readonly row: number; readonly column: number }>()
  report.sheets.forEach(({ rows }, sheet) => rows.forEach((each, row) => each.cells.forEach((cell, column) => {
    if (cell.kind !== 'number') return
    cells.set(cell.id, cell)
    places.set(cell.id, { sheet, row, column })
  })))
  const index: Index = { cells, places, at: (sheet, row, column) => report.sheets[sheet]?.rows[row]?.cells[column], results: new Map(), splits: new Map() }
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
  return evaluate({ index: indexOf(report), open: new Set() }, formula)
}

type Scope = { readonly index: Index; readonly open: Set<string> }

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
    case 'max':
      return Decimal.max(...formula.of.map((each) => evaluate(scope, each)))
    case 'difference':
      return evaluate(scope, formula.left).minus(evaluate(scope, formula.right))
    case 'ratio': {
      const right = evaluate(scope, formula.right)
      if (right.isZero()) throw new Error('A report formula divides by zero.')
      return evaluate(scope, formula.left).div(right)
    }
    case 'round':
      return round(evaluate(scope, formula.of), formula.places)
    case 'part':
      return evaluatePart(scope, formula)
    default:
      return assertNever(formula)
  }
}

function evaluateCell(scope: Scope, id: string): Decimal {
  const cell = scope.index.cells.get(id)
  if (cell === undefined) throw new Error(`A report formula refers to "${id}", which is no number.`)
  if (cell.formula === undefined) return decimal(cell.value)
  const known = scope.index.results.get(id)
  if (known !== undefined) return known
  if (scope.open.has(id)) throw new Error(`A report formula goes round in a circle: ${[...scope.open, id].join(', ')}.`)
  scope.open.add(id)
  const result = evaluate(scope, cell.formula)
  scope.open.delete(id)
  scope.index.results.set(id, result)
  return result
}

/** Ids of the numbers from one cell to another, in one column or row. */
function idsBetween({ index }: Scope, formula: PartFormula): readonly string[] {
  const first = index.places.get(formula.first)
  const last = index.places.get(formula.last)
  if (first === undefined || last === undefined || first.sheet !== last.sheet || (first.row !== last.row && first.column !== last.column)) throw new Error(`The weights from "${formula.first}" to "${formula.last}" do not stand in one row or column.`)
  return Array.from({ length: last.row - first.row + last.column - first.column + 1 }, (_, step) => {
    const cell = first.column === last.column ? index.at(first.sheet, first.row + step, first.column) : index.at(first.sheet, first.row, first.column + step)
    if (cell?.kind !== 'number') throw new Error(`Between the weights from "${formula.first}" to "${formula.last}" stands something that is no number.`)
    return cell.id
  })
}

function evaluatePart(scope: Scope, formula: PartFormula): Decimal {
  const key = JSON.stringify([formula.total, formula.first, formula.last, formula.by])
  let parts = scope.index.splits.get(key)
  if (parts === undefined) {
    const ids = idsBetween(scope, formula)
    const weights = ids.map((id) => toText<string>(evaluateCell(scope, id)))
    const total = toText<'USD'>(round(evaluateCell(scope, formula.total), 2))
    const amounts = formula.by === 'shares' ? splitAmount(total, weights) : splitByTerms(total, weights)
    parts = new Map(ids.map((id, place) => [id, decimal(amounts[place] ?? weights[place] ?? total)]))
    scope.index.splits.set(key, parts)
  }
  const part = parts.get(formula.weight)
  if (part === undefined) throw new Error(`The weight "${formula.weight}" is none of those from "${formula.first}" to "${formula.last}".`)
  return part
}

/**
 * A total in proportion to amounts of either sign, by largest remainder; all zero where the amounts add up to zero.
 *
 * @example splitByTerms('45', ['100', '-10']) // ['50', '-5']
 */
export function splitByTerms(total: Usd, terms: readonly AnyDecimalText[]): readonly Usd[] {
  const amounts = terms.map((each) => decimal(each))
  const sum = amounts.reduce((left, each) => left.plus(each), new Decimal(0))
  if (sum.isZero()) return terms.map(() => usdOfCents(0n))
  const whole = decimal(total).times(100)
  const quotients = amounts.map((each) => whole.times(each).div(sum))
  const floors = quotients.map((each) => BigInt(each.floor().toFixed(0)))
  // Over one denominator, so that equal remainders are equal.
  const remainders = amounts.map((each, index) => BigInt(whole.times(each).times(sum.isNegative() ? -1 : 1).minus(new Decimal(String(floors[index] ?? 0n)).times(sum.abs())).times('1e12').toFixed(0)))
  return raiseLargest({ floors, remainders }, BigInt(whole.toFixed(0))).map(usdOfCents)
}

/** Places of a cell's value: those shown, and two more for a percentage that is kept as a fraction. */
export function valuePlaces(cell: NumberCell): number {
  return cell.format === 'percent' ? cell.places + 2 : cell.places
}

/** Ids of the cells whose formula does not give their value; empty in a right report. */
export function wrongFormulas(report: ReportModel): readonly string[] {
  return [...indexOf(report).cells.values()]
    .filter((cell) => cell.formula !== undefined && !round(evaluateFormula(report, cell.formula), valuePlaces(cell)).eq(decimal(cell.value)))
    .map((cell) => cell.id)
}
