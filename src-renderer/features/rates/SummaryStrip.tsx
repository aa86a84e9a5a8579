import { IconArrowDownRight, IconArrowUpRight, IconEqual, IconMinus, IconPlus, IconTextSize, type Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'

import type { ComparisonSummary } from '../../../src-shared/domain/rates/comparison.ts'
import { countOf, SUMMARY_FILTERS, type SummaryFilter } from './summary-filter.ts'
import classes from './Strip.module.css'

const LOOK: Readonly<Record<SummaryFilter, { readonly word: string; readonly hint: string; readonly icon: Icon; readonly color: string }>> = {
  up: { word: 'up', hint: 'The rate goes up.', icon: IconArrowUpRight, color: 'var(--ratebook-increase)' },
  down: { word: 'down', hint: 'The rate goes down.', icon: IconArrowDownRight, color: 'var(--ratebook-decrease)' },
  unchanged: { word: 'unchanged', hint: 'The rate stays as it is.', icon: IconEqual, color: 'currentColor' },
  new: { word: 'new', hint: 'The earlier version has no such rate.', icon: IconPlus, color: 'currentColor' },
  gone: { word: 'gone', hint: 'Discontinued, merged, split or replaced.', icon: IconMinus, color: 'currentColor' },
  'not-comparable': { word: 'not comparable', hint: 'One of the two is a word, such as Contract rate.', icon: IconTextSize, color: 'currentColor' },
}

/**
 * How many rates go up, down, stay, come and go, in one line; each count narrows the table to its rows, once more shows all.
 * Each rate and class counts once, by its first baseline, so that a narrowed table may have a row or two more.
 */
export function SummaryStrip({ summary, active, onFilter }: { readonly summary: ComparisonSummary; readonly active: SummaryFilter | null; readonly onFilter: (filter: SummaryFilter | null) => void }): ReactNode {
  return (
    <fieldset aria-label="Rates by what happens to them" className={classes['strip']}>
      {SUMMARY_FILTERS.map((filter) => {
        const { word, hint, icon: Sign, color } = LOOK[filter]
        const count = countOf(summary, filter)
        const isActive = active === filter
        return (
          <button key={filter} type="button" className={classes['chip']} title={hint} aria-pressed={isActive} disabled={count === 0 && !isActive} onClick={() => onFilter(isActive ? null : filter)}>
            <Sign size={15} color={color} aria-hidden />
            <span className={classes['count']}>{count.toLocaleString('en-US')}</span>
            {word}
          </button>
        )
      })}
    </fieldset>
  )
}
