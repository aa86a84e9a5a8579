import { useEffect, useRef, type RefObject } from 'react'

/** What was opened by a click or a key has the keyboard at once. */
export function useFirstFocus<Element extends HTMLElement>(isWanted = true): RefObject<Element | null> {
  const ref = useRef<Element>(null)
  useEffect(() => {
    if (isWanted) ref.current?.focus()
  }, [isWanted])
  return ref
}
