/** A small sheet of rates on the grid, which tells what the grid told it. */
import { MantineProvider } from '@mantine/core'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useMemo, useState } from 'react'

import { RateGrid } from '../../src-renderer/components/RateGrid/RateGrid.tsx'
import type { EditManner, GridCell, GridColumn, GridEdit, GridHandle, GridSelection } from '../../src-renderer/components/RateGrid/types.ts'
import { Decimal, readDecimal, toText } from '../../src-shared/domain/decimal.ts'

type Line = { readonly id: string; readonly group: string; readonly title: string; readonly amount: string; readonly former?: string }

const LINES: readonly Line[] = [
  { id: 'prime', group: 'Mainframe', title: 'CPU Hour, prime', amount: '99.81' },
  { id: 'other', group: 'Mainframe', title: 'CPU Hour, other', amount: '49.9' },
  { id: 'disk', group: 'Mainframe', title: 'Disk', amount: '' },
  { id: 'port', group: 'Network', title: 'Port', amount: '-1234.5' },
  { id: 'drop', group: 'Network', title: 'Drop', amount: '209.68' },
]

function amountCell(line: Line): GridCell {
  const former = line.former === undefined ? {} : { former: line.former }
  return line.amount === '' ? { kind: 'blank', ...former } : { kind: 'number', value: toText(new Decimal(line.amount)), places: 2, ...former }
}

function doubleCell(line: Line): GridCell {
  return line.amount === '' ? { kind: 'blank' } : { kind: 'number', value: toText(new Decimal(line.amount).times(2)), places: 2 }
}

const COLUMNS: readonly GridColumn<Line>[] = [
  { id: 'title', header: 'Resource', align: 'start', width: 200, frozen: true, rowHeader: true, cell: (line) => ({ kind: 'text', text: line.title }) },
  { id: 'amount', header: 'Rate', overline: 'FY2004', unit: 'USD/unit', align: 'decimal', decimals: 2, width: 100, cell: amountCell, editable: () => true },
  { id: 'double', header: 'Twice', align: 'decimal', decimals: 2, width: 100, explain: 'Two times the rate.', cell: doubleCell, whyReadOnly: () => 'Twice is computed.' },
]

/** What the grid told its user. */
export class Spy {
  readonly edits: { edits: readonly GridEdit[]; manner: EditManner }[] = []
  selection: GridSelection<Line> | null = null
  widths: Readonly<Record<string, number>> = {}
  handle: GridHandle | null = null
  readonly onSelection = (selection: GridSelection<Line>): void => {
    this.selection = selection
  }
  readonly onHandle = (handle: GridHandle | null): void => {
    this.handle = handle
  }
  readonly onWidths = (widths: Readonly<Record<string, number>>): void => {
    this.widths = widths
  }
}

function Sheet({ spy, grouped = true }: { readonly spy: Spy; readonly grouped?: boolean }) {
  const [lines, setLines] = useState(LINES)
  const callbacks = useMemo(() => ({
    rowId: (line: Line) => line.id,
    groupsOf: (line: Line) => [{ id: line.group, label: line.group }],
    groupText: (rows: readonly Line[]) => `${rows.length} rates`,
  }), [])
  return (
    <RateGrid
      label="Rates" rows={lines} columns={COLUMNS} rowId={callbacks.rowId} groupText={callbacks.groupText} onSelectionChange={spy.onSelection}
      {...(grouped ? { groupsOf: callbacks.groupsOf } : {})}
      onWidthsChange={spy.onWidths} handle={spy.onHandle}
      onEdit={(edits, manner) => {
        spy.edits.push({ edits, manner })
        const refusals = edits.flatMap((edit, index) => (edit.text === '' || readDecimal(edit.text.replaceAll(/[$,]/g, '')).ok ? [] : [{ index, reason: `"${edit.text}" is not a price.` }]))
        setLines((before) => before.map((line) => {
          const at = edits.findIndex((edit) => edit.rowId === line.id)
          const edit = edits[at]
          return edit === undefined || refusals.some((refusal) => refusal.index === at) ? line : { ...line, amount: edit.text.replaceAll(/[$,]/g, ''), former: line.former ?? line.amount }
        }))
        return refusals
      }}
    />
  )
}

export function open(grouped = true) {
  const spy = new Spy()
  const user = userEvent.setup()
  render(<MantineProvider env="test"><Sheet spy={spy} grouped={grouped} /></MantineProvider>)
  return { spy, user, grid: screen.getByRole('grid', { name: 'Rates' }) }
}

/** The row and cell that the grid points at. */
export function activeText(grid: HTMLElement): string {
  const id = grid.getAttribute('aria-activedescendant')
  return id === null ? '' : (document.querySelector(`[id="${id}"]`)?.textContent ?? '')
}

export async function goTo(user: ReturnType<typeof userEvent.setup>, grid: HTMLElement, keys: string) {
  grid.focus()
  await user.keyboard('{Control>}{Home}{/Control}')
  await user.keyboard(keys)
}

/** The field that has the focus while cells are chosen. */
export function chosenCell(): HTMLInputElement {
  return screen.getByRole<HTMLInputElement>('textbox', { name: 'Chosen cell' })
}
