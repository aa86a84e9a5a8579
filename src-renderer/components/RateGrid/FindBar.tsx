import { useLayoutEffect, useRef, type KeyboardEvent } from 'react'

import classes from './RateGrid.module.css'
import type { Find } from './use-find.ts'

/** Find in the table: Enter and Shift+Enter step through the hits, Esc returns to the table. */
export function FindBar({ find, onClose }: { readonly find: Find; readonly onClose: () => void }) {
  const input = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => {
    input.current?.focus()
    input.current?.select()
  }, [])
  const said = find.text.trim() === '' ? '' : find.count === 0 ? 'Not found' : `${find.current} of ${find.count.toLocaleString('en-US')}`
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    event.stopPropagation()
    if (event.key === 'Escape') {
      event.preventDefault()
      onClose()
    } else if ((event.key === 'Enter' && event.currentTarget === input.current) || event.key === 'F3') {
      event.preventDefault()
      find.go(!event.shiftKey)
    }
  }
  return (
    <search className={classes['find']} aria-label="Find in the table">
      <input
        ref={input} className={classes['findInput']} type="search" aria-label="Find in the table" placeholder="Find in the table" value={find.text}
        onChange={(event) => find.setText(event.currentTarget.value)} onKeyDown={onKeyDown}
      />
      <output className={classes['findCount']}>{said}</output>
      <button type="button" className={classes['findButton']} aria-label="Previous" onClick={() => find.go(false)} onKeyDown={onKeyDown}>↑</button>
      <button type="button" className={classes['findButton']} aria-label="Next" onClick={() => find.go(true)} onKeyDown={onKeyDown}>↓</button>
      <button type="button" className={classes['findButton']} aria-label="Close find" onClick={onClose} onKeyDown={onKeyDown}>×</button>
    </search>
  )
}
