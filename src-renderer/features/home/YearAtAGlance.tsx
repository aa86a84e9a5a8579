import { IconArrowDownRight, IconArrowUpRight, IconEqual, IconMinus, IconPlus, IconTextSize } from '@tabler/icons-react'
import type { ReactNode } from 'react'

import type { ComparisonSummary } from '../../../src-shared/domain/rates/comparison.ts'
import { hrefOf, ratesAddress } from '../../state/routes.ts'
import classes from './Home.module.css'

type Figure = { readonly key: keyof ComparisonSummary; readonly label: string; readonly status: string; readonly icon: ReactNode }

const FIGURES: readonly Figure[] = [
  { key: 'up', label: 'go up', status: 'up', icon: <IconArrowUpRight size={15} color="var(--ratebook-increase)" aria-hidden /> },
  { key: 'down', label: 'go down', status: 'down', icon: <IconArrowDownRight size={15} color="var(--ratebook-decrease)" aria-hidden /> },
  { key: 'unchanged', label: 'unchanged', status: 'unchanged', icon: <IconEqual size={15} aria-hidden /> },
  { key: 'new', label: 'new', status: 'new', icon: <IconPlus size={15} aria-hidden /> },
  { key: 'gone', label: 'gone or merged', status: 'gone', icon: <IconMinus size={15} aria-hidden /> },
  { key: 'notComparable', label: 'not a number', status: 'not-comparable', icon: <IconTextSize size={15} aria-hidden /> },
]

/** How many rates go up, down, stay, come and go; each count leads to its rows. */
export function YearAtAGlance({ summary }: { readonly summary: ComparisonSummary }): ReactNode {
  return (
    <div className={classes['glance']}>
      {FIGURES.map((figure) => (
        <a key={figure.key} className={classes['figure']} href={hrefOf(ratesAddress({ status: figure.status }))}>
          <div className={classes['figureValue']}>{summary[figure.key].toLocaleString('en-US')}</div>
          <div className={classes['figureLabel']}>
            {figure.icon}
            {figure.label}
          </div>
        </a>
      ))}
    </div>
  )
}
