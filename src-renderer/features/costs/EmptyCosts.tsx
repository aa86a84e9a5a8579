import { Button } from '@mantine/core'
import { IconFileImport, IconPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'

import { EmptyState } from '../../components/EmptyState.tsx'
import { goTo, importsAddress } from '../../state/routes.ts'
import { useCostView } from './cost-view.tsx'
import { RollCosts } from './RollCosts.tsx'

/** Where a version has nothing yet: type, import, or roll from another year. */
export function EmptyCosts({ what, onAdd, addLabel }: { readonly what: string; readonly onAdd?: () => void; readonly addLabel?: string }): ReactNode {
  const { label, basis, canEdit } = useCostView()
  return (
    <EmptyState
      title={`No ${what} in ${label}${basis === 'plan' ? ' plan' : ''} yet`}
      actions={
        <>
          {onAdd !== undefined && (
            <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={onAdd} disabled={!canEdit}>
              {addLabel ?? 'Add'}
            </Button>
          )}
          <Button variant="default" leftSection={<IconFileImport size={15} aria-hidden />} onClick={() => goTo(importsAddress('costs'))} disabled={!canEdit}>
            Import
          </Button>
          <RollCosts />
        </>
      }
    >
      Type them, import them from a CSV file or a workbook, or roll them from another year.
    </EmptyState>
  )
}
