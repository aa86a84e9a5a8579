/**
 * What a key means while no editor is open. Keys that belong to the application (Ctrl+Z, Ctrl+Y, Ctrl+K, Ctrl+S, F1) give null and bubble.
 */
import type { Step } from './selection.ts'

export type KeyPress = {
  readonly key: string
  readonly ctrl: boolean
  readonly shift: boolean
  readonly alt: boolean
}

export type KeyCommand =
  | { readonly kind: 'move'; readonly step: Step; readonly extend: boolean }
  | { readonly kind: 'cycle'; readonly by: 'row' | 'column'; readonly forward: boolean }
  | { readonly kind: 'select-all' | 'select-row' | 'select-column' }
  | { readonly kind: 'edit'; readonly text: string | null }
  | { readonly kind: 'clear' | 'fill-down' | 'find' | 'find-next' | 'find-previous' | 'release' | 'toggle' | 'explain' }
  | { readonly kind: 'resize'; readonly by: number }

const ARROWS: Readonly<Record<string, { readonly rows: number; readonly columns: number }>> = {
  ArrowUp: { rows: -1, columns: 0 }, ArrowDown: { rows: 1, columns: 0 }, ArrowLeft: { rows: 0, columns: -1 }, ArrowRight: { rows: 0, columns: 1 },
}

/** Pixels that one key changes a column's width. */
export const RESIZE_STEP = 10

function ofArrow(press: KeyPress, arrow: { readonly rows: number; readonly columns: number }): KeyCommand | null {
  if (press.alt && press.ctrl) return null
  if (press.alt) {
    if (arrow.columns !== 0) return { kind: 'resize', by: arrow.columns * RESIZE_STEP }
    return arrow.rows > 0 ? { kind: 'explain' } : null
  }
  return { kind: 'move', step: { kind: press.ctrl ? 'jump' : 'by', ...arrow }, extend: press.shift }
}

function ofControl(press: KeyPress): KeyCommand | null {
  switch (press.key.toLowerCase()) {
    case 'a':
      return { kind: 'select-all' }
    case 'd':
      return { kind: 'fill-down' }
    case 'f':
      return { kind: 'find' }
    case 'g':
      return { kind: press.shift ? 'find-previous' : 'find-next' }
    case ' ':
      return { kind: 'select-column' }
    case 'home':
      return { kind: 'move', step: { kind: 'grid-start' }, extend: press.shift }
    case 'end':
      return { kind: 'move', step: { kind: 'grid-end' }, extend: press.shift }
    default:
      return null
  }
}

function isOneCharacter(key: string): boolean {
  return key.length === 1 || (key.length === 2 && (key.codePointAt(0) ?? 0) > 0xffff)
}

export function keyCommand(press: KeyPress): KeyCommand | null {
  const arrow = ARROWS[press.key]
  if (arrow !== undefined) return ofArrow(press, arrow)
  if (press.ctrl) return ofControl(press)
  switch (press.key) {
    case 'Home':
      return { kind: 'move', step: { kind: 'row-start' }, extend: press.shift }
    case 'End':
      return { kind: 'move', step: { kind: 'row-end' }, extend: press.shift }
    case 'PageUp':
      return press.alt ? null : { kind: 'move', step: { kind: 'page', rows: -1 }, extend: press.shift }
    case 'PageDown':
      return press.alt ? null : { kind: 'move', step: { kind: 'page', rows: 1 }, extend: press.shift }
    case 'Tab':
      return { kind: 'cycle', by: 'column', forward: !press.shift }
    case 'Enter':
      return press.alt ? null : { kind: 'cycle', by: 'row', forward: !press.shift }
    case 'F2':
      return { kind: 'edit', text: null }
    case 'F3':
      return { kind: press.shift ? 'find-previous' : 'find-next' }
    case 'Escape':
      return { kind: 'release' }
    case 'Delete':
    case 'Backspace':
      return { kind: 'clear' }
    case ' ':
      return press.shift ? { kind: 'select-row' } : { kind: 'toggle' }
    default:
      return !press.alt && isOneCharacter(press.key) ? { kind: 'edit', text: press.key } : null
  }
}
