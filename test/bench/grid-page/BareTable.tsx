/**
 * The yardstick: a virtualised React table as one would write it by hand. It has an active cell, an input to type into, and rows that are
 * drawn again only when their data changes; nothing else. It shows the same rows, columns and cells as the grid that is measured. Its looks stand
 * in a style sheet, which browsers apply faster than styles on each cell.
 */
import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useState, type KeyboardEvent } from 'react'

import './bare.css'
import { COLUMN_COUNT, textsOf, TYPED_COLUMN, withRate, type Line } from './lines.ts'

const ROW_HEIGHT = 28
const WIDTHS = Array.from({ length: COLUMN_COUNT }, (_, column) => (column === 1 ? 220 : 100))
const TEMPLATE = WIDTHS.map((width) => `${width}px`).join(' ')
const TOTAL = WIDTHS.reduce((sum, width) => sum + width, 0)

type RowProps = { readonly line: Line; readonly top: number; readonly active: boolean; readonly typed: string | null; readonly onType: (text: string) => void }

const BareRow = memo(function BareRow({ line, top, active, typed, onType }: RowProps) {
  return (
    <tr style={{ top, gridTemplateColumns: TEMPLATE, width: TOTAL }}>
      {textsOf(line).map((text, column) => (
        <td key={column} className={active && column === TYPED_COLUMN ? 'number active' : column > 2 ? 'number' : undefined}>
          {active && typed !== null && column === TYPED_COLUMN ? <input ref={(input) => input?.focus()} value={typed} onChange={(event) => onType(event.currentTarget.value)} /> : text}
        </td>
      ))}
    </tr>
  )
})

const ignore = (): void => undefined

export function BareTable({ initial }: { readonly initial: readonly Line[] }) {
  const [lines, setLines] = useState(initial)
  const [active, setActive] = useState(0)
  const [typed, setTyped] = useState<string | null>(null)
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null)
  const virtualizer = useVirtualizer({ count: lines.length, getScrollElement: () => scroller, estimateSize: () => ROW_HEIGHT, overscan: 8 })

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') {
      if (typed !== null) setLines((before) => before.map((line, index) => (index === active ? withRate(line, typed) : line)))
      setTyped(null)
      setActive(active + 1)
      scroller?.focus()
    } else if (typed === null && /^\d$/.test(event.key)) {
      event.preventDefault()
      setTyped(event.key)
    }
  }

  return (
    <div ref={setScroller} id="bare" role="grid" tabIndex={0} onKeyDown={onKeyDown} className="bare">
      <table style={{ width: TOTAL }}>
        <thead>
          <tr style={{ gridTemplateColumns: TEMPLATE }}>{WIDTHS.map((_, column) => <th key={column}>Column {column}</th>)}</tr>
        </thead>
        <tbody style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const line = lines[index]
            return line === undefined ? null : <BareRow key={line.id} line={line} top={start} active={index === active} typed={index === active ? typed : null} onType={index === active ? setTyped : ignore} />
          })}
        </tbody>
      </table>
    </div>
  )
}
