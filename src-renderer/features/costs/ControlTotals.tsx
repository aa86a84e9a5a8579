import type { ReactNode } from 'react'

import { MoneyText } from '../../components/MoneyText.tsx'
import type { Derivation } from '../../../src-shared/domain/costs/derivation.ts'
import classes from './Costs.module.css'

/** ALLOC-6: what goes in comes out, to the cent, and what stays behind is said. */
export function ControlTotals({ totals }: { readonly totals: Derivation['totals'] }): ReactNode {
  return (
    <dl className={classes['figures']} aria-label="Control totals">
      <div className={classes['figure']}>
        <dt>In, USD</dt>
        <dd>
          <MoneyText value={totals.in} places={2} />
        </dd>
      </div>
      <div className={classes['figure']}>
        <dt>Out to services, USD</dt>
        <dd>
          <MoneyText value={totals.out} places={2} />
        </dd>
      </div>
      <div className={classes['figure']} data-warn={totals.unallocated === '0' ? undefined : ''}>
        <dt>Unallocated, USD</dt>
        <dd>
          <MoneyText value={totals.unallocated} places={2} />
        </dd>
      </div>
    </dl>
  )
}
