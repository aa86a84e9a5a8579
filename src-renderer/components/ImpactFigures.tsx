/** What an impact comes to, in one line: how many pay more and less, how much in sum, and from which funds. */
import { IconArrowDown, IconArrowUp, IconEqual } from '@tabler/icons-react'
import { memo, type ReactNode } from 'react'

import type { ImpactFigure } from '../../src-shared/domain/billing/explain-impact.ts'
import type { ImpactTotals } from '../../src-shared/domain/billing/impact.ts'
import type { Usd } from '../../src-shared/domain/decimal.ts'
import { ChangeText } from './ChangeText.tsx'
import classes from './ImpactFigures.module.css'

const COUNTS = [
  { field: 'up', word: 'Pay more', sign: <IconArrowUp size={15} color="var(--ratebook-increase)" aria-hidden /> },
  { field: 'down', word: 'Pay less', sign: <IconArrowDown size={15} color="var(--ratebook-decrease)" aria-hidden /> },
  { field: 'unchanged', word: 'The same', sign: <IconEqual size={15} aria-hidden /> },
] as const

type OnExplain = ((figure: ImpactFigure) => void) | undefined

/** Opens how a figure came about, where that can be said. */
function Explained({ figure, onExplain, children }: { readonly figure: ImpactFigure; readonly onExplain: OnExplain; readonly children: ReactNode }): ReactNode {
  if (onExplain === undefined) return children
  return (
    <button type="button" className={classes['figureButton']} title="Explain" onClick={() => onExplain(figure)}>
      {children}
    </button>
  )
}

type ChangeParts = { readonly label: string; readonly figure: ImpactFigure; readonly value: Usd; readonly onExplain: OnExplain; readonly more?: ReactNode }

function Change({ label, figure, value, onExplain, more }: ChangeParts): ReactNode {
  return (
    <div className={classes['figure']}>
      <dt>{label}</dt>
      <dd>
        <Explained figure={figure} onExplain={onExplain}><ChangeText value={value} places={2} /></Explained>
        {more !== undefined && <small> {more}</small>}
      </dd>
    </div>
  )
}

const FUNDS = [{ fund: 'state', word: 'State' }, { fund: 'federal', word: 'Federal' }, { fund: 'other', word: 'Other' }] as const

export const ImpactFigures = memo(function ImpactFigures({ totals, onExplain }: { readonly totals: ImpactTotals; readonly onExplain?: (figure: ImpactFigure) => void }): ReactNode {
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
      <Change label="All bills, USD" figure="difference" value={totals.terms.difference} onExplain={onExplain} {...(percentChange === null ? {} : { more: <Explained figure="percentChange" onExplain={onExplain}><ChangeText value={percentChange} places={2} unit=" %" /></Explained> })} />
      <Change label="Increases together" figure="grossIncrease" value={totals.grossIncrease} onExplain={onExplain} />
      <Change label="Decreases together" figure="grossDecrease" value={totals.grossDecrease} onExplain={onExplain} />
      <div className={classes['funding']}>
        <dt>Paid from</dt>
        {FUNDS.map(({ fund, word }) => (
          <dd key={fund}>{word} <Explained figure={fund} onExplain={onExplain}><ChangeText value={funding[fund]} places={2} hasArrow={false} /></Explained></dd>
        ))}
      </div>
    </dl>
  )
})
