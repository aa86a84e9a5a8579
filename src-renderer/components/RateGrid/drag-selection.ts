/**
 * A drag over the cells, from press to release, with autoscroll beyond the edges. Plain listeners: a drag outlives any render.
 */
import type { Spot } from './selection.ts'

export type DragRequest = {
  readonly pointerId: number
  readonly at: { readonly x: number; readonly y: number }
  readonly scroller: HTMLElement
  /** The part of the scroller in which cells move: without header and frozen columns. */
  readonly inset: { readonly top: number; readonly left: number }
  /** The nearest cell to a point of the page, also beyond the edges. */
  readonly spotAt: (x: number, y: number) => Spot | null
  readonly onSpot: (spot: Spot) => void
}

/** Pixels a frame at most while a drag pulls beyond the edge. */
const FASTEST = 20

function beyond(value: number, low: number, high: number): number {
  const past = value < low ? value - low : Math.max(0, value - high)
  return Math.max(-FASTEST, Math.min(FASTEST, past / 2))
}

/** Starts the drag; the answer ends it. */
export function startDrag(request: DragRequest): () => void {
  const { scroller, inset } = request
  let { x, y } = request.at
  let frame = 0
  let last: Spot | null = null

  const follow = (): void => {
    const box = scroller.getBoundingClientRect()
    // Over the frozen columns the drag selects them; past the very edge it scrolls back.
    const right = x >= box.left && x < box.left + inset.left ? 0 : beyond(x, box.left, box.left + scroller.clientWidth)
    const down = beyond(y, box.top + inset.top, box.top + scroller.clientHeight)
    scroller.scrollLeft += right
    scroller.scrollTop += down
    const spot = request.spotAt(x, y)
    if (spot !== null && (spot.row !== last?.row || spot.column !== last.column)) {
      last = spot
      request.onSpot(spot)
    }
    frame = right !== 0 || down !== 0 ? requestAnimationFrame(follow) : 0
  }
  const onMove = (event: PointerEvent): void => {
    if (event.pointerId !== request.pointerId) return
    x = event.clientX
    y = event.clientY
    if (frame === 0) follow()
  }
  const ending = new AbortController()
  const end = (): void => {
    cancelAnimationFrame(frame)
    ending.abort()
  }
  document.addEventListener('pointermove', onMove, { signal: ending.signal })
  document.addEventListener('pointerup', end, { signal: ending.signal })
  document.addEventListener('pointercancel', end, { signal: ending.signal })
  return end
}
