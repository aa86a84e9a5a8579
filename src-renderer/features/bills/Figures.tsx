import type { ReactNode } from 'react'

import type { Usd } from '../../../src-shared/domain/decimal.ts'
import { MoneyText } from '../../components/MoneyText.tsx'
import classes from './Bills.module.css'

export type Figure = {
  readonly label: string
  /** Null where there is none; `words` then says so. */
  readonly value: Usd | null
  readonly words?: string
  readonly more?: ReactNode
  /** Opens how it came about. */
  readonly onExplain?: () => void
}

/** The figures that matter most, in one line; those that are computed from others open their explanation. */
export function Figures({ label, figures, children }: { readonly label: string; readonly figures: readonly Figure[]; readonly children?: ReactNode }): ReactNode {
  return (
    <dl className={classes['figures']} aria-label={label}>
      {figures.map((each) => {
        const shown = each.value === null ? (each.words ?? '–') : <MoneyText value={each.value} places={2} />
        return (
          <div key={each.label} className={classes['figure']}>
            <dt>{each.label}</dt>
            <dd>
              {each.onExplain === undefined ? shown : (
                <button type="button" className={classes['figureButton']} title="Explain" onClick={each.onExplain}>
                  {shown}
                </button>
              )}
              {each.more !== undefined && <small> {each.more}</small>}
            </dd>
          </div>
        )
      })}
      {children}
    </dl>
  )
}
