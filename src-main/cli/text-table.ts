/** Aligned tables for a terminal: numbers stand on their decimal point. */

export type Align = 'start' | 'end' | 'decimal'
export type TableColumn = { readonly header: string; readonly align: Align }
export type TableLine = { readonly kind: 'cells'; readonly cells: readonly string[] } | { readonly kind: 'heading'; readonly text: string }

const GAP = '  '
/** Digits with separators, a fraction, a unit such as ` points` or ` / Month`. */
const NUMBER = /^(-?[\d,]+)((?:\.\d+)?(?: [a-z/% ]+)?)$/i

type Widths = { readonly total: number; readonly whole: number; readonly fraction: number }

function widthsOf({ header, align }: TableColumn, cells: readonly string[]): Widths {
  const numbers = align === 'decimal' ? cells.flatMap((cell) => NUMBER.exec(cell) ?? []) : []
  // `flatMap` over a match gives the whole, then its two groups.
  const whole = Math.max(0, ...numbers.filter((_, index) => index % 3 === 1).map((part) => part.length))
  const fraction = Math.max(0, ...numbers.filter((_, index) => index % 3 === 2).map((part) => part.length))
  return { whole, fraction, total: Math.max(header.length, whole + fraction, ...cells.map((cell) => cell.length)) }
}

/** What stands in a file from outside may not move the cursor or break a line. @example plainText('a\u001B[2J\nb') // 'a [2J b' */
export function plainText(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, ' ')
}

function padded(cell: string, align: Align, widths: Widths): string {
  if (align === 'start') return cell.padEnd(widths.total)
  const match = align === 'decimal' ? NUMBER.exec(cell) : null
  const placed = match ? (match[1] ?? '') + (match[2] ?? '').padEnd(widths.fraction) : cell
  return placed.padStart(widths.total)
}

/**
 * The table as text, its headings in lines of their own.
 *
 * @example textTable([{ header: 'FY2004', align: 'decimal' }], [{ kind: 'cells', cells: ['99.81'] }, { kind: 'cells', cells: ['0.0390'] }])
 * // 'FY2004 \n-------\n99.81\n 0.0390'
 */
export function textTable(columns: readonly TableColumn[], lines: readonly TableLine[]): string {
  const plain = lines.map((line): TableLine => (line.kind === 'cells' ? { kind: 'cells', cells: line.cells.map(plainText) } : { kind: 'heading', text: plainText(line.text) }))
  const cellLines = plain.flatMap((line) => (line.kind === 'cells' ? [line.cells] : []))
  const widths = columns.map((column, index) => widthsOf(column, cellLines.map((cells) => cells[index] ?? '')))
  const render = (cells: readonly string[], alignOf: (column: TableColumn) => Align): string =>
    columns.map((column, index) => padded(cells[index] ?? '', alignOf(column), widths[index] ?? { total: 0, whole: 0, fraction: 0 })).join(GAP).trimEnd()
  return [
    render(columns.map((column) => column.header), (column) => (column.align === 'start' ? 'start' : 'end')),
    widths.map(({ total }) => '-'.repeat(total)).join(GAP),
    ...plain.map((line) => (line.kind === 'heading' ? `\n${line.text}` : render(line.cells, (column) => column.align))),
  ].join('\n')
}
