import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'

import classes from './ToggleChips.module.css'

export type ToggleChip<Value extends string> = { readonly value: Value; readonly count: number; readonly word: string; readonly hint?: string; readonly icon: Icon; readonly color: string }

/** Counts in one line, each a button that is pressed or not: sign, number and word say the same as the colour. */
export function ToggleChips<Value extends string>({ label, chips, pressed, onToggle }: {
  readonly label: string
  readonly chips: readonly ToggleChip<Value>[]
  readonly pressed: ReadonlySet<Value>
  readonly onToggle: (value: Value) => void
}): ReactNode {
  return (
    <fieldset aria-label={label} className={classes['strip']}>
      {chips.map(({ value, count, word, hint, icon: Sign, color }) => (
        <button key={value} type="button" className={classes['chip']} title={hint} aria-pressed={pressed.has(value)} disabled={count === 0 && !pressed.has(value)} onClick={() => onToggle(value)}>
          <Sign size={15} color={color} aria-hidden />
          <span className={classes['count']}>{count.toLocaleString('en-US')}</span>
          {word}
        </button>
      ))}
    </fieldset>
  )
}
