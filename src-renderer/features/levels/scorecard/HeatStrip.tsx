import { VisuallyHidden } from '@mantine/core'
import type { ReactNode } from 'react'

import { isAtRiskSoFar } from '../../../../src-shared/domain/service-levels/counted-periods.ts'
import type { TargetLevels } from '../../../../src-shared/domain/service-levels/measures/level-values.ts'
import type { Month } from '../../../../src-shared/domain/month.ts'
import { lookOf, monthText, stripText } from './level-words.ts'
import classes from './Scorecard.module.css'

/** A target's months side by side: the worse the darker, with a sign in each, so that it reads in grey. A month is chosen with the pointer, or by arrow keys in the table. */
export function HeatStrip({ levels, chosen, onChoose }: { readonly levels: TargetLevels; readonly chosen: Month | null; readonly onChoose?: (month: Month) => void }): ReactNode {
  return (
    <span className={classes['strip']}>
      <VisuallyHidden>{stripText(levels)}</VisuallyHidden>
      {levels.values.map((value) => (
        <span
          key={value.month} aria-hidden className={classes['cell']} data-status={value.status} data-risky={isAtRiskSoFar(value) || undefined} data-chosen={value.month === chosen || undefined} data-year={value.month.endsWith('-01') || undefined} title={monthText(levels.target, value)}
          onPointerDown={() => onChoose?.(value.month)}
        >
          {lookOf(value).sign}
        </span>
      ))}
    </span>
  )
}
