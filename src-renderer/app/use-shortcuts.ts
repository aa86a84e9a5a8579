/** Keys of the frame. A text field keeps its own undo and typing; whoever has handled a key keeps it. */
import { useEffect } from 'react'

export type Shortcut = {
  /** `Mod+K`, `Mod+Shift+Z`, `F1`, `?`; Mod is Ctrl, or Cmd on a Mac. */
  readonly keys: string
  readonly run: () => void
  /** Also while typing into a field. */
  readonly inFields?: boolean
  /** Also in a field that edits the model in place and holds no untaken typing. */
  readonly inKeptFields?: boolean
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
}

function isKept(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.dataset['kept'] !== undefined
}

/** @example pressed(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true })) // 'Mod+K' */
export function pressed(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key
  const hasMod = event.ctrlKey || event.metaKey
  // A character that needs Shift, such as ?, is named by itself.
  const withShift = event.shiftKey && (event.key.length > 1 || /[A-Z]/.test(key))
  return `${hasMod ? 'Mod+' : ''}${event.altKey ? 'Alt+' : ''}${withShift ? 'Shift+' : ''}${key}`
}

export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.isComposing) return
      const name = pressed(event)
      const found = shortcuts.find((each) => each.keys === name)
      if (found === undefined || (found.inFields !== true && isField(event.target) && !(found.inKeptFields === true && isKept(event.target)))) return
      event.preventDefault()
      found.run()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [shortcuts])
}
