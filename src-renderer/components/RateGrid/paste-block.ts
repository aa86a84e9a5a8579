/**
 * Lays a pasted block of text over the table: which cell gets which text, and what was left out and why.
 */
import type { Block, Spot } from './selection.ts'

export type PasteTarget = {
  readonly rowCount: number
  readonly columnCount: number
  readonly isGroup: (row: number) => boolean
  /** How a copied group row of this table reads in its first cell. */
  readonly isGroupLabel: (text: string) => boolean
  readonly isEditable: (spot: Spot) => boolean
  /** What copy would take from the cell. */
  readonly plainText: (spot: Spot) => string
}

export type PastePlan = {
  readonly cells: readonly { readonly spot: Spot; readonly text: string }[]
  /** The block that the paste covers, to be selected. */
  readonly covered: Block
  readonly skippedGroups: number
  /** Cells that cannot be edited and would have changed. */
  readonly readOnly: number
  /** Lines and columns that stick out of the table. */
  readonly cutLines: number
  readonly cutColumns: number
}

function isGroupLine(target: PasteTarget, line: readonly string[]): boolean {
  return target.isGroupLabel(line[0] ?? '') && line.slice(1).every((text) => text === '')
}

/**
 * One pasted cell fills the whole selection; a block repeats where the selection is a whole multiple of it, else it lies once from the top left.
 * A group row of the table takes no text: a line that was copied from a group row is dropped, any other line goes to the next data row.
 */
export function planPaste(target: PasteTarget, lines: readonly (readonly string[])[], selection: Block): PastePlan {
  const width = Math.max(1, ...lines.map((line) => line.length))
  const dataLines = lines.length === 1 ? lines : lines.filter((line) => !isGroupLine(target, line))
  const selectedRows = dataRowsOf(target, selection.top, selection.bottom)
  const selectedWidth = selection.right - selection.left + 1
  const height = Math.max(1, dataLines.length)
  const tileRows = selectedRows > height && selectedRows % height === 0 ? selectedRows / height : 1
  const tileColumns = selectedWidth > width && selectedWidth % width === 0 ? selectedWidth / width : 1

  const cells: { spot: Spot; text: string }[] = []
  let skippedGroups = lines.length - dataLines.length
  let readOnly = 0
  let row = selection.top - 1
  let cutLines = 0
  let lastRow = selection.top
  const wanted = dataLines.length * tileRows
  const crossed: number[] = []
  for (let index = 0; index < wanted; index += 1) {
    row += 1
    while (row < target.rowCount && target.isGroup(row)) {
      crossed.push(row)
      row += 1
    }
    if (row >= target.rowCount) {
      cutLines = wanted - index
      break
    }
    lastRow = row
    const line = dataLines[index % dataLines.length] ?? []
    for (let column = 0; column < width * tileColumns; column += 1) {
      const spot = { row, column: selection.left + column }
      const text = line[column % width]
      if (spot.column >= target.columnCount || text === undefined) continue
      if (target.isEditable(spot)) cells.push({ spot, text })
      else if (text.trim() !== target.plainText(spot)) readOnly += 1
    }
  }
  // A block without group lines steps over the table's group rows; that, too, is said.
  skippedGroups = Math.max(skippedGroups, crossed.filter((each) => each < lastRow).length)
  const right = Math.min(target.columnCount - 1, selection.left + width * tileColumns - 1)
  return {
    cells, covered: { top: selection.top, bottom: lastRow, left: selection.left, right }, skippedGroups, readOnly, cutLines,
    cutColumns: Math.max(0, selection.left + width * tileColumns - target.columnCount),
  }
}

function dataRowsOf(target: PasteTarget, top: number, bottom: number): number {
  let count = 0
  for (let row = top; row <= bottom; row += 1) if (!target.isGroup(row)) count += 1
  return count
}

function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`
}

/** What happened, in a sentence or two: `Pasted 14 cells. 2 group rows were skipped.` */
export function sayPaste(plan: PastePlan, refused: number): string {
  const parts = [`Pasted ${counted(plan.cells.length - refused, 'cell', 'cells')}.`]
  if (refused > 0) parts.push(`${counted(refused, 'cell was', 'cells were')} refused and kept the old value.`)
  if (plan.skippedGroups > 0) parts.push(`${counted(plan.skippedGroups, 'group row was', 'group rows were')} skipped.`)
  if (plan.readOnly > 0) parts.push(`${counted(plan.readOnly, 'cell cannot', 'cells cannot')} be edited and ${plan.readOnly === 1 ? 'was' : 'were'} left as ${plan.readOnly === 1 ? 'it was' : 'they were'}.`)
  if (plan.cutLines > 0) parts.push(`${counted(plan.cutLines, 'line', 'lines')} did not fit below the last row.`)
  if (plan.cutColumns > 0) parts.push(`${counted(plan.cutColumns, 'column', 'columns')} did not fit beside the last column.`)
  return parts.join(' ')
}
