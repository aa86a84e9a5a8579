import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { numberParts, plainText } from '../../src-renderer/components/RateGrid/cell-text.ts'
import { readTabSeparated, toTabSeparated } from '../../src-renderer/components/RateGrid/delimited-text.ts'
import { headingLines } from '../../src-renderer/components/RateGrid/GridHeader.tsx'
import { keyCommand } from '../../src-renderer/components/RateGrid/key-commands.ts'
import { planPaste, sayPaste, type PasteTarget } from '../../src-renderer/components/RateGrid/paste-block.ts'
import { cycleInBlock, nextInReadingOrder, readSpans, spansOfRow, stepFrom, type GridShape } from '../../src-renderer/components/RateGrid/selection.ts'
import { frozenColumns, grownWidths } from '../../src-renderer/components/RateGrid/use-columns.ts'
import { fittedColumns } from '../../src-renderer/components/sheet/fitted-columns.ts'
import { Decimal, toText } from '../../src-shared/domain/decimal.ts'

function number(value: string, places: number) {
  return { kind: 'number', value: toText(new Decimal(value)), places } as const
}

describe('clipboard text', () => {
  it('quotes tabs, quotes and line breaks as spreadsheets do', () => {
    expect(toTabSeparated([['a', 'say "b"'], ['one\ntwo', 'x\ty']])).toBe('a\t"say ""b"""\r\n"one\ntwo"\t"x\ty"')
  })

  it('reads what a spreadsheet copied: quoted cells, a last line break, a quote inside a word', () => {
    expect(readTabSeparated('a\tb\r\n1\t2\r\n')).toEqual([['a', 'b'], ['1', '2']])
    expect(readTabSeparated('"say ""b"""\t"one\ntwo"\n')).toEqual([['say "b"', 'one\ntwo']])
    expect(readTabSeparated('3.5" disk\t"never closed\nnext')).toEqual([['3.5" disk', '"never closed'], ['next']])
    expect(readTabSeparated('a\t\tb\n\nc')).toEqual([['a', '', 'b'], [''], ['c']])
    expect(readTabSeparated('')).toEqual([])
  })

  it('gives back any block that was copied', () => {
    const block = fc.integer({ min: 1, max: 4 }).chain((width) => fc.array(fc.array(fc.string(), { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }))
    fc.assert(fc.property(block, (lines) => {
      // One empty cell is no text at all, and a trailing empty line cannot be told from a line break.
      fc.pre((lines.at(-1) ?? []).join('') !== '')
      expect(readTabSeparated(toTabSeparated(lines))).toEqual(lines)
    }))
  })
})

describe('numbers in a column', () => {
  it('shows negatives in parentheses and pads so that the points stand in line', () => {
    expect(numberParts(number('-1234.5', 1), 3)).toEqual({ negative: true, before: '(', digits: '1,234.5', after: ')', missingDigits: 2, missingPoint: false })
    expect(numberParts(number('99.81', 2), 3)).toEqual({ negative: false, before: '', digits: '99.81', after: '', missingDigits: 1, missingPoint: false })
    expect(numberParts(number('7', 0), 2)).toEqual({ negative: false, before: '', digits: '7', after: '', missingDigits: 2, missingPoint: true })
    expect(numberParts({ ...number('0.5', 2), signed: true }, 2)).toMatchObject({ before: '+', digits: '0.50' })
    expect(numberParts({ ...number('-0.001', 2), signed: true }, 2)).toMatchObject({ negative: false, before: '', digits: '0.00' })
  })

  it('copies plain digits that any spreadsheet reads, and every digit that there is', () => {
    expect(plainText(number('12573', 2))).toBe('12573.00')
    expect(plainText(number('-0.123456', 2))).toBe('-0.123456')
    expect(plainText({ ...number('16.8', 1), input: 'Meter + 16.8 %' })).toBe('Meter + 16.8 %')
  })
})

const FILLED = ['#g', '1', '1', '', '#g', '1', '1']
const shape: GridShape = { rowCount: 7, columnCount: 3, pageRows: 2, isGroup: (row) => FILLED[row] === '#g', isBlank: (spot) => FILLED[spot.row] === '' }

function jumpDown(row: number): number {
  return stepFrom(shape, { from: { row, column: 1 }, step: { kind: 'jump', rows: 1, columns: 0 }, withHeader: false }).row
}

function column(width: number) {
  return { id: 'amount', header: 'Amount', align: 'decimal', decimals: 2, width, cell: (row: { readonly amount: string }) => ({ ...number(row.amount, 2), signed: true }) } as const
}

function widthOf(width: number, ...amounts: readonly string[]): number | undefined {
  return fittedColumns([column(width)], amounts.map((amount) => ({ amount })))[0]?.width
}

describe('columns of figures', () => {
  it('are as wide as their widest figure with sign and arrow, and no narrower than they were made', () => {
    expect(widthOf(112, '1')).toBe(112)
    expect(widthOf(112, '-8192096.77')).toBeGreaterThanOrEqual(126)
    expect(widthOf(112, '1', '-23169731.02', '2')).toBeGreaterThan(widthOf(112, '-8192096.77') ?? 0)
    expect(fittedColumns([{ ...column(40), align: 'start' }], [{ amount: '123456789' }])[0]?.width).toBe(40)
  })

  it('have the most places of their figures', () => {
    expect(fittedColumns([{ ...column(40), cell: (row: { readonly amount: string }) => number(row.amount, row.amount.length) }], [{ amount: '1' }, { amount: '1.25' }])[0]?.decimals).toBe(4)
  })
})

describe('moving', () => {
  it('jumps to the end of a filled run, then over the gap', () => {
    expect([jumpDown(1), jumpDown(2), jumpDown(5)]).toEqual([2, 5, 6])
  })

  it('pages, and goes to the ends', () => {
    expect(stepFrom(shape, { from: { row: 5, column: 1 }, step: { kind: 'page', rows: 1 }, withHeader: false })).toEqual({ row: 6, column: 1 })
    expect(stepFrom(shape, { from: { row: 5, column: 1 }, step: { kind: 'grid-start' }, withHeader: false })).toEqual({ row: 0, column: 0 })
    expect(stepFrom(shape, { from: { row: 0, column: 1 }, step: { kind: 'by', rows: -1, columns: 0 }, withHeader: true })).toEqual({ row: -1, column: 1 })
  })

  it('Tab goes in reading order past group rows and leaves at the end; Enter cycles within a block', () => {
    expect(nextInReadingOrder(shape, { row: 3, column: 2 }, true)).toEqual({ row: 5, column: 0 })
    expect(nextInReadingOrder(shape, { row: 5, column: 0 }, false)).toEqual({ row: 3, column: 2 })
    expect(nextInReadingOrder(shape, { row: 6, column: 2 }, true)).toBeNull()
    expect(nextInReadingOrder(shape, { row: 1, column: 0 }, false)).toBeNull()
    const block = { top: 3, bottom: 5, left: 0, right: 1 }
    expect(cycleInBlock(shape, { block, from: { row: 3, column: 0 }, by: 'row', forward: true })).toEqual({ row: 5, column: 0 })
    expect(cycleInBlock(shape, { block, from: { row: 5, column: 0 }, by: 'row', forward: true })).toEqual({ row: 3, column: 1 })
  })

  it('never leaves the table, whatever the step', () => {
    const step = fc.constantFrom(...([-1, 0, 1] as const).flatMap((rows) => ([-1, 0, 1] as const).flatMap((columns) => [{ kind: 'by', rows, columns } as const, { kind: 'page', rows } as const])), { kind: 'row-end' } as const, { kind: 'grid-end' } as const)
    fc.assert(fc.property(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 2 }), step, (row, column, each) => {
      const to = stepFrom(shape, { from: { row, column }, step: each, withHeader: false })
      expect(to.row >= 0 && to.row < 7 && to.column >= 0 && to.column < 3).toBe(true)
    }))
  })

  it('says the selected columns of a row in short text', () => {
    const blocks = [{ top: 1, bottom: 3, left: 0, right: 2 }, { top: 3, bottom: 3, left: 5, right: 5 }]
    expect(spansOfRow(blocks, 2)).toBe('0-2')
    expect(readSpans(spansOfRow(blocks, 3))).toEqual([{ from: 0, to: 2, top: false, bottom: true }, { from: 5, to: 5, top: true, bottom: true }])
  })
})

function target(rows: readonly string[]): PasteTarget {
  return { rowCount: rows.length, columnCount: 3, isGroup: (row) => rows[row] === '#g', isGroupLabel: (text) => text === 'Mainframe', isEditable: (spot) => spot.column === 1, plainText: () => '5' }
}

describe('pasting a block', () => {
  it('steps over group rows of the table and says so', () => {
    const plan = planPaste(target(['d', '#g', 'd', 'd']), [['1'], ['2'], ['3']], { top: 0, bottom: 0, left: 1, right: 1 })
    expect(plan.cells).toEqual([{ spot: { row: 0, column: 1 }, text: '1' }, { spot: { row: 2, column: 1 }, text: '2' }, { spot: { row: 3, column: 1 }, text: '3' }])
    expect(sayPaste(plan, 0)).toBe('Pasted 3 cells. 1 group row was skipped.')
  })

  it('drops a line that was copied from a group row', () => {
    const plan = planPaste(target(['d', '#g', 'd']), [['1'], ['Mainframe'], ['3']], { top: 0, bottom: 0, left: 1, right: 1 })
    expect(plan.cells.map((cell) => [cell.spot.row, cell.text])).toEqual([[0, '1'], [2, '3']])
    expect(plan.skippedGroups).toBe(1)
  })

  it('repeats over a selection that is a multiple, leaves read-only cells, says what did not fit', () => {
    const filled = planPaste(target(['d', 'd', 'd', 'd']), [['9']], { top: 0, bottom: 3, left: 1, right: 1 })
    expect(filled.cells.map((cell) => cell.spot.row)).toEqual([0, 1, 2, 3])
    const wide = planPaste(target(['d', 'd']), [['1', '2', '3'], ['4', '5', '6'], ['7', '8', '9']], { top: 1, bottom: 1, left: 1, right: 1 })
    expect(wide.cells).toEqual([{ spot: { row: 1, column: 1 }, text: '1' }])
    expect(sayPaste(wide, 1)).toBe('Pasted 0 cells. 1 cell was refused and kept the old value. 1 cell cannot be edited and was left as it was. 2 lines did not fit below the last row. 1 column did not fit beside the last column.')
  })
})

describe('keys', () => {
  const plain = { ctrl: false, shift: false, alt: false }
  it('leaves undo, commands and save to the application', () => {
    for (const key of ['z', 'y', 'k', 's']) expect(keyCommand({ ...plain, key, ctrl: true })).toBeNull()
    expect(keyCommand({ ...plain, key: 'F1' })).toBeNull()
    expect(keyCommand({ ...plain, key: 'Shift', shift: true })).toBeNull()
  })

  it('types, fills, finds and extends', () => {
    expect(keyCommand({ ...plain, key: '7' })).toEqual({ kind: 'edit', text: '7' })
    expect(keyCommand({ ...plain, key: 'd', ctrl: true })).toEqual({ kind: 'fill-down' })
    expect(keyCommand({ ...plain, key: 'f', ctrl: true })).toEqual({ kind: 'find' })
    expect(keyCommand({ ...plain, key: 'ArrowDown', ctrl: true, shift: true })).toEqual({ kind: 'move', step: { kind: 'jump', rows: 1, columns: 0 }, extend: true })
  })
})

describe('frozen columns', () => {
  const columns = [{ id: 'code', frozen: true, width: 124 }, { id: 'title', frozen: true, rowHeader: true, width: 248 }, { id: 'rate', width: 128 }]
  const frozenAt = (room: number | null, wider = 0) => frozenColumns(columns, { widthOf: (column) => column.width + (column.id === 'title' ? wider : 0), room }).map((column) => column.id)
  it('leave half of the room to what scrolls: first the code goes, then the name of the row', () => {
    expect(frozenAt(null)).toEqual(['code', 'title'])
    expect(frozenAt(1240)).toEqual(['code', 'title'])
    expect(frozenAt(744)).toEqual(['code', 'title'])
    expect(frozenAt(743)).toEqual(['title'])
    expect(frozenAt(592)).toEqual(['title'])
    expect(frozenAt(592, 49)).toEqual([])
  })
})

function sumOf(list: readonly number[]): number {
  return list.reduce((total, each) => total + each, 0)
}

describe('the lines of a heading', () => {
  it('are two where one would be cut and nothing but a unit stands above it', () => {
    const group = { header: 'Central Computer Services' }
    expect(headingLines(group, 128)).toBe(2)
    expect(headingLines(group, 240)).toBe(1)
    expect(headingLines({ ...group, overline: 'FY2004' }, 128)).toBe(1)
    expect(headingLines({ header: 'Printed Pages' }, 128)).toBe(1)
    expect(headingLines({ header: 'Printed Pages', explain: 'How' }, 116)).toBe(2)
    expect(headingLines({ header: 'Telecommunications' }, 60)).toBe(1)
  })
})

function upTo(growTo: number): readonly number[] {
  return grownWidths([{ grow: 1, growTo }, { grow: 1 }], { widths: [200, 100], isSet: () => false, room: 500 })
}

describe('columns that take what is left', () => {
  const columns = [{ id: 'code' }, { id: 'title', grow: 2 }, { id: 'amount' }, { id: 'note', grow: 1 }]
  const widths = [100, 200, 100, 100]
  const at = (room: number | null, set: readonly string[] = []) => grownWidths(columns, { widths, isSet: (column) => set.includes(column.id), room })
  it('share the room beside the columns, and leave it where there is none or the person has set their width', () => {
    expect(at(800)).toEqual([100, 400, 100, 200])
    expect(at(800, ['title'])).toEqual([100, 200, 100, 400])
    expect(at(800, ['title', 'note'])).toEqual(widths)
    expect(at(500)).toEqual(widths)
    expect(at(300)).toEqual(widths)
    expect(at(null)).toEqual(widths)
  })

  it('grow no further than they are allowed to, and never below their width', () => {
    expect(upTo(260)).toEqual([260, 200])
    expect(upTo(400)).toEqual([300, 200])
    expect(upTo(150)).toEqual([200, 200])
  })

  it('make no column narrower and the table no wider than its room', () => {
    fc.assert(fc.property(fc.array(fc.record({ width: fc.integer({ min: 40, max: 900 }), grow: fc.integer({ min: 0, max: 5 }), growTo: fc.integer({ min: 40, max: 900 }) }), { maxLength: 12 }), fc.integer({ min: 0, max: 4000 }), (given, room) => {
      const before = given.map(({ width }) => width)
      const after = grownWidths(given, { widths: before, isSet: () => false, room })
      expect(after.every((width, index) => width >= (before[index] ?? 0))).toBe(true)
      expect(sumOf(after)).toBeLessThanOrEqual(Math.max(room, sumOf(before)))
    }))
  })
})
