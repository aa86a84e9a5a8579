/** Report formulas in Excel's notation. */
import type { PartFormula, ReportFormula } from '../../src-shared/domain/reports/report-model.ts'
import { assertNever } from '../../src-shared/domain/result.ts'
import { columnLetters, quotedSheet, type CellAddress, type SheetLayout } from './xlsx-layout.ts'

/** SUM and PRODUCT take 255 arguments; fewer leave room for every program. */
const MOST_ARGUMENTS = 200

export type FormulaContext = {
  readonly addresses: ReadonlyMap<string, CellAddress>
  readonly layouts: readonly SheetLayout[]
  /** Index of the sheet that the formula stands on. */
  readonly sheet: number
}

function addressOf(id: string, context: FormulaContext): CellAddress {
  const address = context.addresses.get(id)
  if (address === undefined) throw new Error(`A formula refers to the cell "${id}", which the report does not have.`)
  return address
}

function reference(from: CellAddress, lastRow: number, context: FormulaContext): string {
  const letters = columnLetters(from.column)
  const range = lastRow === from.row ? `${letters}${from.row}` : `${letters}${from.row}:${letters}${lastRow}`
  return from.sheet === context.sheet ? range : `${quotedSheet(context.layouts[from.sheet]?.name ?? '')}!${range}`
}

/** A range of one row or column; one cell where it has no more. */
function area(first: CellAddress, last: CellAddress, context: FormulaContext): string {
  if (first.column === last.column) return reference(first, last.row, context)
  const from = reference(first, first.row, context)
  return `${from}:${columnLetters(last.column)}${last.row}`
}

/** Neighbours in one column become one range: a total over 400 rows stays readable. */
function argumentsOf(parts: readonly ReportFormula[], context: FormulaContext): readonly string[] {
  const texts: string[] = []
  let run: { readonly first: CellAddress; last: number } | null = null
  const close = (): void => {
    if (run !== null) texts.push(reference(run.first, run.last, context))
    run = null
  }
  for (const part of parts) {
    if (part.op !== 'cell') {
      close()
      texts.push(render(part, context))
      continue
    }
    const address = addressOf(part.id, context)
    if (run !== null && run.first.sheet === address.sheet && run.first.column === address.column && run.last + 1 === address.row) {
      run.last = address.row
      continue
    }
    close()
    run = { first: address, last: address.row }
  }
  close()
  return texts
}

function call(name: string, texts: readonly string[]): string {
  if (texts.length <= MOST_ARGUMENTS) return `${name}(${texts.join(',')})`
  const groups: string[] = []
  for (let start = 0; start < texts.length; start += MOST_ARGUMENTS) groups.push(call(name, texts.slice(start, start + MOST_ARGUMENTS)))
  return call(name, groups)
}

function operand(formula: ReportFormula, context: FormulaContext): string {
  const text = render(formula, context)
  const needsParentheses = formula.op === 'difference' || formula.op === 'ratio' || formula.op === 'product' || (formula.op === 'literal' && text.startsWith('-'))
  return needsParentheses ? `(${text})` : text
}

function render(formula: ReportFormula, context: FormulaContext): string {
  switch (formula.op) {
    case 'cell': {
      const address = addressOf(formula.id, context)
      return reference(address, address.row, context)
    }
    case 'literal':
      return formula.value
    case 'sum':
      return formula.of.length === 0 ? '0' : call('SUM', argumentsOf(formula.of, context))
    case 'max':
      return call('MAX', argumentsOf(formula.of, context))
    case 'product':
      // Not PRODUCT(): it ignores empty cells, where `*` takes them as zero.
      return formula.of.length === 0 ? '1' : formula.of.map((part) => operand(part, context)).join('*')
    case 'difference':
      return `${operand(formula.left, context)}-${operand(formula.right, context)}`
    case 'ratio':
      return `${operand(formula.left, context)}/${operand(formula.right, context)}`
    case 'round':
      return `ROUND(${render(formula.of, context)},${formula.places})`
    case 'part':
      return part(formula, context)
    default:
      return assertNever(formula)
  }
}

/** Places to which a spreadsheet's binary quotients and remainders of cents are rounded, so that equal ones compare as equal. */
const REMAINDER_PLACES = 6

/**
 * Largest remainder in one cell: the quotient rounded down, and a cent more where fewer parts than cents are left have a larger
 * remainder, or an equal one before it. SUMPRODUCT computes over the whole range in every program, without array formulas.
 */
function part(formula: PartFormula, context: FormulaContext): string {
  const [first, last, own] = [formula.first, formula.last, formula.weight].map((id) => addressOf(id, context))
  if (first === undefined || last === undefined || own === undefined || first.sheet !== last.sheet || (first.row !== last.row && first.column !== last.column)) throw new Error(`The weights from "${formula.first}" to "${formula.last}" do not stand in one row or column.`)
  const weights = area(first, last, context)
  const total = render({ op: 'cell', id: formula.total }, context)
  const amount = formula.by === 'shares' ? `ABS(${total})` : total
  const quotient = (of: string): string => `ROUND(${amount}*100*${of}/SUM(${weights}),${REMAINDER_PLACES})`
  const remainder = (of: string): string => `ROUND(${quotient(of)}-INT(${quotient(of)}),${REMAINDER_PLACES})`
  const mine = reference(own, own.row, context)
  const before = own.row === first.row && own.column === first.column ? null : area(first, first.column === last.column ? { ...own, row: own.row - 1 } : { ...own, column: own.column - 1 }, context)
  const ahead = `SUMPRODUCT(--(${remainder(weights)}>${remainder(mine)}))${before === null ? '' : `+SUMPRODUCT(--(${remainder(before)}=${remainder(mine)}))`}`
  const lacking = `ROUND(${amount}*100-SUMPRODUCT(INT(${quotient(weights)})),0)`
  const cents = `(INT(${quotient(mine)})+IF(${ahead}<${lacking},1,0))/100`
  return `IF(SUM(${weights})=0,0,${formula.by === 'shares' ? `SIGN(${total})*${cents}` : cents})`
}

/**
 * The formula without its leading `=`.
 *
 * @example excelFormula({ op: 'difference', left: { op: 'cell', id: 'new' }, right: { op: 'cell', id: 'old' } }, context) // 'F7-E7'
 */
export function excelFormula(formula: ReportFormula, context: FormulaContext): string {
  return render(formula, context)
}
