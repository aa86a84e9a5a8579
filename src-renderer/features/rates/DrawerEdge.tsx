import { useRef, useState, type PointerEvent, type ReactNode } from 'react'

import classes from './ChartDrawer.module.css'

export const MIN_HEIGHT = 180
export const MAX_HEIGHT = 640
const STEP = 20

export function clampHeight(height: number): number {
  return Math.round(Math.min(MAX_HEIGHT, Math.max(MIN_HEIGHT, height)))
}

/** The upper edge of the drawer: dragged with the pointer, or a slider for the keyboard; `onMove` while it moves, `onDone` where it comes to rest. */
export function DrawerEdge({ height, onMove, onDone }: { readonly height: number; readonly onMove: (height: number) => void; readonly onDone: (height: number) => void }): ReactNode {
  const from = useRef<{ readonly y: number; readonly height: number } | null>(null)
  const [isDragging, setIsDragging] = useState(false)

  function begin(event: PointerEvent): void {
    if (event.button !== 0) return
    event.preventDefault()
    event.currentTarget.setPointerCapture(event.pointerId)
    from.current = { y: event.clientY, height }
    setIsDragging(true)
  }
  function heightAt(event: PointerEvent): number | null {
    return from.current === null ? null : clampHeight(from.current.height + from.current.y - event.clientY)
  }
  function end(event: PointerEvent): void {
    const at = heightAt(event)
    from.current = null
    setIsDragging(false)
    if (at !== null) onDone(at)
  }
  return (
    <>
      <input
        type="range" aria-label="Height of the charts" aria-orientation="vertical" aria-valuetext={`${height} pixels`} className={classes['slider']}
        min={MIN_HEIGHT} max={MAX_HEIGHT} step={STEP} value={height} onChange={(event) => onDone(clampHeight(event.currentTarget.valueAsNumber))}
      />
      <div
        aria-hidden className={classes['edge']} data-dragging={isDragging || undefined}
        onPointerDown={begin} onPointerUp={end} onPointerCancel={end}
        onPointerMove={(event) => {
          const at = heightAt(event)
          if (at !== null) onMove(at)
        }}
      />
    </>
  )
}
