/** What an impact comes to, in one line: how many pay more and less, how much in sum, and from which funds. */
import { IconArrowDown, IconArrowUp, IconEqual } from '@tabler/icons-react'
import { memo, type ReactNode } from 'react'

import type { ImpactTotals } from '../../src-shared/domain/billing/impact.ts'
import type { Usd } from '../../src-shared/domain/decimal.ts'
import { ChangeText } from './ChangeText.tsx'
import classes from './ImpactFigures.module.css'

const COUNTS = [
  { field: 'up', word: 'Pay more', sign: <IconArrowUp size={15} color="var(--ratebook-increase)" aria-hidden /> },
  { field: 'down', word: 'Pay less', sign: <IconArrowDown size={15} color="var(--ratebook-decrease)" aria-hidden /> },
  { field: 'unchanged', word: 'The same', sign: <IconEqual size={15} aria-hidden /> },
] as const

function Change({ label, value, more }: { readonly label: string; readonly value: Usd; readonly more?: ReactNode }): ReactNode {
  return (
    <div className={classes['figure']}>
      <dt>{label}</dt>
      <dd>
        <ChangeText value={value} places={2} />
        {more !== undefined && <small> {more}</small>}
      </dd>
    </div>
  )
}

export const ImpactFigures = memo(function ImpactFigures({ totals }: { readonly totals: ImpactTotals }): ReactNode {
  const { percentChange, funding } = totals
  return (
    <dl className={classes['figures']} aria-label="The impact in figures">
      {COUNTS.map(({ field, word, sign }) => (
        <div key={field} className={classes['figure']}>
          <dt>{word}</dt>
          <dd>
            {sign} {totals[field].toLocaleString('en-US')}
          </dd>
        </div>
      ))}
      <Change label="All bills, USD" value={totals.terms.difference} {...(percentChange === null ? {} : { more: <ChangeText value={percentChange} places={2} unit=" %" /> })} />
      <Change label="Increases together" value={totals.grossIncrease} />
      <Change label="Decreases together" value={totals.grossDecrease} />
      <div className={classes['funding']}>
        <dt>Paid from</dt>
        <dd>State <ChangeText value={funding.state} places={2} hasArrow={false} /></dd>
        <dd>Federal <ChangeText value={funding.federal} places={2} hasArrow={false} /></dd>
        <dd>Other <ChangeText value={funding.other} places={2} hasArrow={false} /></dd>
      </div>
    </dl>
  )
})
