/** What an impact comes to, in one line: how many pay more and less, how much in sum, and from which funds. */
import { Anchor } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconEqual } from '@tabler/icons-react'
import { memo, type ReactNode } from 'react'

import type { ImpactFigure } from '../../src-shared/domain/billing/explain-impact.ts'
import type { ImpactDirection, ImpactTotals } from '../../src-shared/domain/billing/impact.ts'
import type { Usd } from '../../src-shared/domain/decimal.ts'
import { ChangeText } from './ChangeText.tsx'
import classes from './ImpactFigures.module.css'

const COUNTS = [
  { field: 'up', word: 'Pay more', sign: <IconArrowUp size={15} color="var(--ratebook-increase)" aria-hidden /> },
  { field: 'down', word: 'Pay less', sign: <IconArrowDown size={15} color="var(--ratebook-decrease)" aria-hidden /> },
  { field: 'unchanged', word: 'The same', sign: <IconEqual size={15} aria-hidden /> },
] as const

/** Who is counted: shown in the table beside, each count pressed or not, or behind a link. */
export type ImpactCounts = { readonly pressed: ReadonlySet<ImpactDirection>; readonly onToggle: (direction: ImpactDirection) => void } | { readonly hrefOf: (direction: ImpactDirection) => string }

function Count({ counts, field, word, sign, count }: (typeof COUNTS)[number] & { readonly counts: ImpactCounts; readonly count: number }): ReactNode {
  const text = `${word}: ${count.toLocaleString('en-US')} ${count === 1 ? 'customer' : 'customers'}`
  const shown = <>{sign} {count.toLocaleString('en-US')}</>
  if ('hrefOf' in counts) {
    return count === 0 ? shown : <Anchor href={counts.hrefOf(field)} inherit c="inherit" underline="hover" className={classes['count'] ?? ''} aria-label={`${text}. Show them`} title="Show them">{shown}</Anchor>
  }
  const isPressed = counts.pressed.has(field)
  return (
    <button type="button" className={classes['count']} aria-pressed={isPressed} aria-label={text} title={isPressed ? 'Show everybody again' : 'Show these alone'} disabled={count === 0 && !isPressed} onClick={() => counts.onToggle(field)}>
      {shown}
    </button>
  )
}

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

export const ImpactFigures = memo(function ImpactFigures({ totals, counts, onExplain }: { readonly totals: ImpactTotals; readonly counts: ImpactCounts; readonly onExplain?: (figure: ImpactFigure) => void }): ReactNode {
  const { percentChange, funding } = totals
  return (
    <dl className={classes['figures']} aria-label="The impact in figures">
      {COUNTS.map((each) => (
        <div key={each.field} className={classes['figure']}>
          <dt>{each.word}</dt>
          <dd>
            <Count {...each} counts={counts} count={totals[each.field]} />
          </dd>
        </div>
      ))}
      <Change label="All bills, USD" figure="difference" value={totals.terms.difference} onExplain={onExplain} {...(percentChange === null ? {} : { more: <Explained figure="percentChange" onExplain={onExplain}><ChangeText value={percentChange} places={2} unit=" %" /></Explained> })} />
      <Change label="Increases, USD" figure="grossIncrease" value={totals.grossIncrease} onExplain={onExplain} />
      <Change label="Decreases, USD" figure="grossDecrease" value={totals.grossDecrease} onExplain={onExplain} />
      <div className={classes['funding']}>
        <dt>Paid from, USD</dt>
        {FUNDS.map(({ fund, word }) => (
          <dd key={fund}>{word} <Explained figure={fund} onExplain={onExplain}><ChangeText value={funding[fund]} places={2} hasArrow={false} /></Explained></dd>
        ))}
      </div>
    </dl>
  )
})
