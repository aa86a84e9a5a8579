import type { ComponentProps, ReactNode } from 'react'

import { RateSelect as CatalogRateSelect } from '../../components/RateSelect.tsx'
import { useBudgetView } from './budget-view.tsx'

/** A rate of the catalog that is there in the year of the budget. */
export function RateSelect(props: Omit<ComponentProps<typeof CatalogRateSelect>, 'draft' | 'fiscalYear'>): ReactNode {
  const { draft, to } = useBudgetView()
  return <CatalogRateSelect draft={draft} fiscalYear={to.fiscalYear} {...props} />
}
