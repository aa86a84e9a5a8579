/** Keys of the frame. A text field keeps its own undo and typing; whoever has handled a key keeps it. */
import { useEffect, useRef } from 'react'

export type Shortcut = {
  /** `Mod+K`, `Mod+Shift+Z`, `F1`, `?`; Mod is Ctrl, or Cmd on a Mac. */
  readonly keys: string
  readonly run: () => void
  /** Also while typing into a field. */
  readonly inFields?: boolean
  /** Also in a field that holds no untaken typing: the browser's own undo would reach into the field that was typed in before. */
  readonly inUntypedFields?: boolean
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
}

/** A field that edits the model in place says itself when its text is the model's. */
function isKept(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.dataset['kept'] !== undefined
}

function isInDialog(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('[role="dialog"]') !== null
}

/** The field that was typed into since it was entered. */
function useTypedField(): { readonly current: EventTarget | null } {
  const typed = useRef<EventTarget | null>(null)
  useEffect(() => {
    function onInput(event: Event): void {
      typed.current = event.target
    }
    function onFocusOut(): void {
      typed.current = null
    }
    window.addEventListener('input', onInput, true)
    window.addEventListener('focusout', onFocusOut, true)
    return () => {
      window.removeEventListener('input', onInput, true)
      window.removeEventListener('focusout', onFocusOut, true)
    }
  }, [])
  return typed
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
  const typed = useTypedField()
  useEffect(() => {
    function isFree({ inFields, inUntypedFields }: Shortcut, target: EventTarget | null): boolean {
      if (inFields === true || !isField(target)) return true
      return inUntypedFields === true && (isKept(target) || typed.current !== target)
    }
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.isComposing) return
      const name = pressed(event)
      const found = shortcuts.find((each) => each.keys === name)
      if (found === undefined || !isFree(found, event.target)) return
      event.preventDefault()
      // A dialog stands over what would be undone: there nothing happens, neither in the model nor in a field behind it.
      if (!(found.inUntypedFields === true && isInDialog(event.target))) found.run()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [shortcuts, typed])
}
