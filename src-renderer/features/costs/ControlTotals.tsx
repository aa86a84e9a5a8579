import type { ReactNode } from 'react'

import type { Derivation } from '../../../src-shared/domain/costs/derivation.ts'
import { FigureButton } from '../../components/FigureButton.tsx'
import { MoneyText } from '../../components/MoneyText.tsx'
import { useCostView } from './cost-view.tsx'
import classes from './Costs.module.css'
import { explainOf } from './explain.ts'

const FIGURES = [{ figure: 'in', label: 'In, USD' }, { figure: 'out', label: 'Out to services, USD' }, { figure: 'unallocated', label: 'Unallocated, USD' }] as const

/** ALLOC-6: what goes in comes out, to the cent, and what stays behind is said; each opens its explanation. */
export function ControlTotals({ derivation }: { readonly derivation: Derivation }): ReactNode {
  const { draft, label } = useCostView()
  return (
    <dl className={classes['figures']} aria-label="Control totals">
      {FIGURES.map((each) => (
        <div key={each.figure} className={classes['figure']} data-warn={each.figure === 'unallocated' && derivation.totals.unallocated !== '0' ? '' : undefined}>
          <dt>{each.label}</dt>
          <dd>
            <FigureButton subjectOf={() => explainOf.total({ draft, derivation, label }, each.figure)}>
              <MoneyText value={derivation.totals[each.figure]} places={2} />
            </FigureButton>
          </dd>
        </div>
      ))}
    </dl>
  )
}
