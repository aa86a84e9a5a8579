import { useState } from 'react'

import { RateGrid } from '../../../src-renderer/components/RateGrid/RateGrid.tsx'
import type { GridCell, GridColumn } from '../../../src-renderer/components/RateGrid/types.ts'
import type { UsdPerUnit } from '../../../src-shared/domain/decimal.ts'
import { TYPED_COLUMN, withRate, type Line } from './lines.ts'

function money(value: UsdPerUnit): GridCell {
  return { kind: 'number', value, places: 2 }
}

function change(value: UsdPerUnit): GridCell {
  return { kind: 'number', value, places: 2, signed: true, tone: value === '0' ? 'quiet' : value.startsWith('-') ? 'decrease' : 'increase' }
}

/** As the Rates screen shows a status. */
function status(line: Line): GridCell {
  return { kind: 'text', text: line.status, tone: line.status === 'Unchanged' ? 'quiet' : line.status === 'Increase' ? 'increase' : 'decrease' }
}

const CELLS: readonly ((line: Line) => GridCell)[] = [
  (line) => ({ kind: 'text', text: line.code, tone: 'quiet' }), (line) => ({ kind: 'text', text: line.title }), (line) => ({ kind: 'text', text: line.unit }),
  (line) => money(line.from), (line) => money(line.to), (line) => change(line.difference), (line) => change(line.percent), status, (line) => ({ kind: 'text', text: line.note }),
  (line) => money(line.from), (line) => money(line.to), (line) => change(line.difference), (line) => change(line.percent), status, () => ({ kind: 'text', text: 'E10' }),
]
const TEXT_COLUMNS = new Set([0, 1, 2, 7, 8, 13, 14])

const COLUMNS: readonly GridColumn<Line>[] = CELLS.map((cell, index) => ({
  id: `column-${index}`, header: `Column ${index}`, align: TEXT_COLUMNS.has(index) ? 'start' : 'decimal', decimals: 2, width: index === 1 ? 220 : 100, frozen: index < 2, rowHeader: index === 1, cell,
  ...(index === TYPED_COLUMN ? { editable: () => true } : {}),
}))

function rowId(line: Line): string {
  return line.id
}

export function SheetTable({ initial }: { readonly initial: readonly Line[] }) {
  const [lines, setLines] = useState(initial)
  return (
    <div style={{ height: 700 }}>
      <RateGrid
        label="Rates" rows={lines} rowId={rowId} columns={COLUMNS}
        onEdit={(edits) => {
          const texts = new Map(edits.map((edit) => [edit.rowId, edit.text]))
          setLines((before) => before.map((line) => {
            const text = texts.get(line.id)
            return text === undefined ? line : withRate(line, text)
          }))
          return []
        }}
      />
    </div>
  )
}
