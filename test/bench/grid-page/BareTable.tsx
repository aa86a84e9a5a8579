/**
 * The yardstick: a virtualised React table as one would write it by hand. It has an active cell, an input to type into, and rows that are
 * drawn again only when their data changes; nothing else. It shows the same rows, columns and cells as the grid that is measured.
 */
import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useState, type KeyboardEvent } from 'react'

import { COLUMN_COUNT, textsOf, TYPED_COLUMN, withRate, type Line } from './lines.ts'

const ROW_HEIGHT = 28
const WIDTHS = [90, 220, 90, ...Array.from({ length: COLUMN_COUNT - 3 }, () => 100)]
const TEMPLATE = WIDTHS.map((width) => `${width}px`).join(' ')
const TOTAL = WIDTHS.reduce((sum, width) => sum + width, 0)

type RowProps = { readonly line: Line; readonly top: number; readonly active: boolean; readonly typed: string | null; readonly onType: (text: string) => void }

const BareRow = memo(function BareRow({ line, top, active, typed, onType }: RowProps) {
  return (
    <tr style={{ position: 'absolute', top, display: 'grid', gridTemplateColumns: TEMPLATE, height: ROW_HEIGHT, width: TOTAL, borderBottom: '1px solid #ddd' }}>
      {textsOf(line).map((text, column) => (
        <td key={column} style={{ padding: '6px 8px', whiteSpace: 'nowrap', overflow: 'hidden', textAlign: column > 2 ? 'right' : 'left', outline: active && column === TYPED_COLUMN ? '2px solid #1f3f66' : undefined }}>
          {active && typed !== null && column === TYPED_COLUMN ? <input ref={(input) => input?.focus()} value={typed} onChange={(event) => onType(event.currentTarget.value)} style={{ width: '100%' }} /> : text}
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
    <div ref={setScroller} id="bare" role="grid" tabIndex={0} onKeyDown={onKeyDown} style={{ height: 700, overflow: 'auto', fontSize: 13 }}>
      <table style={{ display: 'block', width: TOTAL }}>
        <thead style={{ display: 'block', position: 'sticky', top: 0, zIndex: 2, background: '#f4f4f4' }}>
          <tr style={{ display: 'grid', gridTemplateColumns: TEMPLATE, height: 52 }}>{WIDTHS.map((_, column) => <th key={column}>Column {column}</th>)}</tr>
        </thead>
        <tbody style={{ display: 'block', position: 'relative', height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const line = lines[index]
            return line === undefined ? null : <BareRow key={line.id} line={line} top={start} active={index === active} typed={index === active ? typed : null} onType={index === active ? setTyped : ignore} />
          })}
        </tbody>
      </table>
    </div>
  )
}
