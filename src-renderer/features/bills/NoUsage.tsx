import { Button } from '@mantine/core'
import { IconFileImport, IconPencil } from '@tabler/icons-react'
import type { ReactNode } from 'react'

import { EmptyState } from '../../components/EmptyState.tsx'
import { goTo, importsAddress } from '../../state/routes.ts'
import { useBillView } from './bill-view.tsx'

/** Where there is nothing to bill: import usage, type it, or lay the rates on another year's. */
export function NoUsage(): ReactNode {
  const { usage, usageYear, canEdit, show } = useBillView()
  const others = usage.years.filter((year) => year.fiscalYear !== usageYear)
  return (
    <EmptyState
      title={`No usage of FY${usageYear} yet`}
      actions={
        <>
          <Button leftSection={<IconFileImport size={15} aria-hidden />} disabled={!canEdit} onClick={() => goTo(importsAddress('usage'))}>
            Import usage
          </Button>
          <Button variant="default" leftSection={<IconPencil size={15} aria-hidden />} disabled={!canEdit} onClick={() => show({ tab: 'usage' })}>
            Type it
          </Button>
        </>
      }
    >
      A bill is units used times the rate.{others.length > 0 && ` Or choose another year at the top: there is usage of ${others.map((each) => `FY${each.fiscalYear}`).join(', ')}.`}
    </EmptyState>
  )
}
