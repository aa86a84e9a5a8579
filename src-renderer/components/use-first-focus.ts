import { useEffect, useRef, type RefObject } from 'react'

/** What was opened by a click or a key has the keyboard at once; a text is gone on with at its end. */
export function useFirstFocus<Element extends HTMLElement>(isWanted = true): RefObject<Element | null> {
  const ref = useRef<Element>(null)
  useEffect(() => {
    const field = ref.current
    if (!isWanted || field === null) return
    field.focus()
    if (field instanceof HTMLTextAreaElement) field.setSelectionRange(field.value.length, field.value.length)
  }, [isWanted])
  return ref
}
