/**
 * One bubble for the whole table: over the cell that the mouse rests on, or that is active and was refused.
 */
import { useEffect, useRef, useState, type PointerEvent } from 'react'

export type Hint = { readonly text: string; readonly left: number; readonly top: number; readonly invalid: boolean }

/** Milliseconds of rest before a hint shows. */
const REST = 350

export type HintHandlers = {
  readonly hint: Hint | null
  readonly onPointerOver: (event: PointerEvent<HTMLElement>) => void
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void
  readonly onPointerLeave: () => void
  readonly hide: () => void
  /** A key was pressed: nothing shows over the cells until the mouse moves again, whatever comes to lie under it. */
  readonly hush: () => void
}

function isCut(cell: HTMLElement): boolean {
  return cell.scrollWidth > cell.clientWidth
}

/** `textOf` says what there is to say about a cell element; `only-if-cut` when it is just the text itself. */
export function useHint(textOf: (cell: HTMLElement) => { readonly text: string; readonly invalid: boolean; readonly onlyIfCut: boolean } | null): HintHandlers {
  const [hint, setHint] = useState<Hint | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const over = useRef<HTMLElement | null>(null)
  const mouse = useRef({ x: Number.NaN, y: Number.NaN })
  const isHushed = useRef(false)

  const hide = (): void => {
    if (timer.current !== null) clearTimeout(timer.current)
    timer.current = null
    over.current = null
    setHint(null)
  }
  useEffect(() => () => {
    if (timer.current !== null) clearTimeout(timer.current)
  }, [])

  /** Whether the mouse has moved: a browser tells of it as well when only the page below it has changed. */
  const hasMoved = ({ clientX: x, clientY: y }: PointerEvent<HTMLElement>): boolean => {
    if (x === mouse.current.x && y === mouse.current.y) return false
    mouse.current = { x, y }
    return true
  }
  const look = (event: PointerEvent<HTMLElement>): void => {
    if (hasMoved(event)) isHushed.current = false
    if (isHushed.current) return
    const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-hint]') : null
    if (cell === over.current) return
    hide()
    if (cell === null || event.buttons !== 0) return
    over.current = cell
    timer.current = setTimeout(() => {
      const said = textOf(cell)
      if (said === null || said.text === '' || (said.onlyIfCut && !isCut(cell))) return
      const box = cell.getBoundingClientRect()
      const below = box.bottom + 60 < window.innerHeight
      setHint({ text: said.text, invalid: said.invalid, left: Math.max(4, Math.min(box.left, window.innerWidth - 370)), top: below ? box.bottom + 4 : box.top - 40 })
    }, REST)
  }

  return {
    hint, hide, onPointerLeave: hide, onPointerOver: look,
    onPointerMove: (event) => {
      if (isHushed.current) look(event)
      else hasMoved(event)
    },
    hush: () => {
      isHushed.current = true
      hide()
    },
  }
}
