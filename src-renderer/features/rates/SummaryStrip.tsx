import { IconArrowDownRight, IconArrowUpRight, IconEqual, IconMinus, IconPlus, IconTextSize } from '@tabler/icons-react'
import type { ReactNode } from 'react'

import type { ComparisonSummary } from '../../../src-shared/domain/rates/comparison.ts'
import { ToggleChips, type ToggleChip } from '../../components/ToggleChips.tsx'
import { countOf, SUMMARY_FILTERS, type SummaryFilter } from './summary-filter.ts'

const LOOK: Readonly<Record<SummaryFilter, Pick<ToggleChip<SummaryFilter>, 'word' | 'hint' | 'icon' | 'color'>>> = {
  up: { word: 'up', hint: 'The rate goes up.', icon: IconArrowUpRight, color: 'var(--ratebook-increase)' },
  down: { word: 'down', hint: 'The rate goes down.', icon: IconArrowDownRight, color: 'var(--ratebook-decrease)' },
  unchanged: { word: 'unchanged', hint: 'The rate stays as it is.', icon: IconEqual, color: 'currentColor' },
  new: { word: 'new', hint: 'The earlier version has no such rate.', icon: IconPlus, color: 'currentColor' },
  gone: { word: 'gone', hint: 'Discontinued, merged, split or replaced.', icon: IconMinus, color: 'currentColor' },
  'not-comparable': { word: 'not comparable', hint: 'One of the two is a word, such as Contract rate, or they are priced in different ways.', icon: IconTextSize, color: 'currentColor' },
}

/**
 * How many rates go up, down, stay, come and go, in one line; each count narrows the table to its rows, once more shows all.
 * Each rate and class counts once, by its first baseline, so that a narrowed table may have a row or two more.
 */
export function SummaryStrip({ summary, active, onFilter }: { readonly summary: ComparisonSummary; readonly active: SummaryFilter | null; readonly onFilter: (filter: SummaryFilter | null) => void }): ReactNode {
  return (
    <ToggleChips
      label="Rates by what happens to them" chips={SUMMARY_FILTERS.map((value) => ({ value, count: countOf(summary, value), ...LOOK[value] }))}
      pressed={new Set(active === null ? [] : [active])} onToggle={(value) => onFilter(value === active ? null : value)}
    />
  )
}
