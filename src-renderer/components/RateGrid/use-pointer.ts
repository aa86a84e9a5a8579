/**
 * Selecting with the mouse: press, drag with autoscroll, Shift and Ctrl, double click to edit.
 */
import { useEffect, useRef, type MouseEvent, type PointerEvent } from 'react'

import { startDrag } from './drag-selection.ts'
import { inBlock, type Spot } from './selection.ts'
import type { PlacedColumns } from './use-columns.ts'
import type { Selection } from './use-selection.ts'
import { useStable } from './use-stable.ts'

export type PointerRequest<Row> = {
  readonly scroller: HTMLElement | null
  readonly placed: PlacedColumns<Row>
  readonly rowCount: number
  readonly rowHeight: number
  readonly headerHeight: number
  readonly selection: Selection
  /** Something is pressed in the table: an open editor is committed first. */
  readonly onPress: () => void
  readonly onDoubleClick: (spot: Spot) => void
}

export type PointerHandlers = {
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void
  readonly onDoubleClick: (event: MouseEvent<HTMLElement>) => void
}

/** The cell that a node of the page stands in, by the numbers on its row and cell. */
export function spotOfTarget(target: EventTarget | null): Spot | null {
  if (!(target instanceof Element)) return null
  const cell = target.closest<HTMLElement>('[data-col]')
  const row = target.closest<HTMLElement>('[data-row]')
  if (row?.dataset['row'] === undefined) return null
  return { row: Number(row.dataset['row']), column: Number(cell?.dataset['col'] ?? 0) }
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, input, [data-resizer]') !== null
}

export function usePointer<Row>(request: PointerRequest<Row>): PointerHandlers {
  const { selection } = request
  const endDrag = useRef<(() => void) | null>(null)
  useEffect(() => () => endDrag.current?.(), [])

  const spotAt = useStable((x: number, y: number): Spot | null => {
    const { placed, rowCount, rowHeight, headerHeight, scroller } = request
    if (scroller === null || rowCount === 0) return null
    const box = scroller.getBoundingClientRect()
    const within = Math.max(0, Math.min(x - box.left, scroller.clientWidth - 1))
    const across = within < placed.frozenWidth ? within : within + scroller.scrollLeft
    const down = Math.max(0, Math.min(y - box.top - headerHeight, scroller.clientHeight - headerHeight - 1)) + scroller.scrollTop
    const past = placed.starts.findIndex((start) => start > across)
    return { row: Math.max(0, Math.min(rowCount - 1, Math.floor(down / rowHeight))), column: past === -1 ? placed.starts.length - 1 : past - 1 }
  })
  const extendTo = useStable((spot: Spot): void => selection.select(spot, { extend: true, still: true }))

  return {
    onPointerDown: (event) => {
      const spot = spotOfTarget(event.target)
      const { scroller } = request
      if (spot === null || spot.row < 0 || scroller === null || isControl(event.target)) return
      request.onPress()
      if (event.button !== 0) {
        // A right click inside the selection keeps it, for the menu.
        if (!selection.blocks.some((block) => inBlock(block, spot))) selection.select(spot, { still: true })
        return
      }
      selection.select(spot, { extend: event.shiftKey, add: event.ctrlKey || event.metaKey, still: true })
      endDrag.current?.()
      endDrag.current = startDrag({
        pointerId: event.pointerId, at: { x: event.clientX, y: event.clientY }, scroller, inset: { top: request.headerHeight, left: request.placed.frozenWidth }, spotAt, onSpot: extendTo,
      })
    },
    onDoubleClick: (event) => {
      const spot = spotOfTarget(event.target)
      if (spot !== null && spot.row >= 0 && !isControl(event.target)) request.onDoubleClick(spot)
    },
  }
}
