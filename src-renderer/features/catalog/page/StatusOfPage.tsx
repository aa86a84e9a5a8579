import { Badge } from '@mantine/core'
import type { ReactNode } from 'react'

import { STATUS_WORDS } from '../../../../src-shared/domain/catalog/page-sections.ts'
import type { ServicePage } from '../../../../src-shared/domain/model/page-tables.ts'

/** The status of a service's page, in words first. */
export function StatusOfPage({ status }: Pick<ServicePage, 'status'>): ReactNode {
  return (
    <Badge miw="max-content" {...(status === 'active' ? { variant: 'filled' } : { variant: 'outline', color: 'gray', c: 'var(--mantine-color-text)' })}>
      {STATUS_WORDS[status]}
    </Badge>
  )
}
