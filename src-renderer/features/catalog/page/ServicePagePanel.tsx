import { Button } from '@mantine/core'
import type { ReactNode } from 'react'

import { planBeginPage } from '../../../../src-shared/domain/catalog/edit-pages.ts'
import { servicePageOf } from '../../../../src-shared/domain/catalog/service-page.ts'
import type { Service } from '../../../../src-shared/domain/model/tables.ts'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { useApplyPlan } from '../../../state/apply-plan.ts'
import { useModelSession } from '../../../state/model-session.tsx'
import { PageReader } from './PageReader.tsx'

/** The page of a service, or the beginning of one. */
export function ServicePagePanel({ service }: { readonly service: Service }): ReactNode {
  const { draft, readOnly } = useModelSession()
  const apply = useApplyPlan()
  const view = servicePageOf(draft, service.id)
  if (view !== undefined) return <PageReader view={view} />
  return (
    <EmptyState
      title="No page yet"
      actions={
        readOnly ? undefined : (
          <Button onClick={() => apply(planBeginPage({ draft, serviceId: service.id }))}>Begin a page</Button>
        )
      }
    >
      {service.description === '' ? 'A page tells customers what the service is for, what is included, what it promises and whom to ask.' : service.description}
    </EmptyState>
  )
}
