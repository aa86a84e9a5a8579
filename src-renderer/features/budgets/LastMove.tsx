/** What the last edit made of the year: a dated change, an approved request or a growth is seen in dollars at once, before and after. */
import { useState, type ReactNode } from 'react'

import { toText, decimal, formatFixed, type Usd } from '../../../src-shared/domain/decimal.ts'
import { versionKey } from '../../../src-shared/domain/version.ts'
import { ChangeText } from '../../components/ChangeText.tsx'
import { useBudgetView } from './budget-view.tsx'
import classes from './Budgets.module.css'

type Move = { /** Years that are looked at: between others, nothing has moved. */ readonly of: string; readonly total: Usd; readonly before: Usd | null }

export function LastMove(): ReactNode {
  const { budget: { totals: { after } }, from, to, toLabel } = useBudgetView()
  const of = `${versionKey(from)} ${versionKey(to)}`
  const [move, setMove] = useState<Move>({ of, total: after, before: null })
  if (move.of !== of) setMove({ of, total: after, before: null })
  else if (move.total !== after) setMove({ of, total: after, before: move.total })
  if (move.before === null) return <output className={classes['status']} />
  return (
    <output className={classes['status']}>
      {toLabel}: {formatFixed(move.before, 2)} → <strong>{formatFixed(move.total, 2)}</strong> USD, <ChangeText value={toText(decimal(move.total).minus(move.before))} places={2} /> by the last edit
    </output>
  )
}
