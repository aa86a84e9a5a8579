import { Badge } from '@mantine/core'
import type { ReactNode } from 'react'

import type { Agreement } from '../../../../src-shared/domain/model/agreement-tables.ts'
import { STAGE_WORDS, type AgreementStage } from '../../../../src-shared/domain/service-levels/agreements/agreement-stage.ts'

/** The stage of an agreement, in words first: filled where it is in force, outlined in the colour of what is to be looked at where it has expired. */
export function StageBadge({ stage, kind }: { readonly stage: AgreementStage; readonly kind: Agreement['kind'] }): ReactNode {
  const words = stage === 'renewed' && kind === 'slr' ? 'Led to an SLA' : STAGE_WORDS[stage]
  return <Badge miw="max-content" {...(stage === 'in-force' ? { variant: 'filled' } : { variant: 'outline', color: 'gray', c: stage === 'expired' ? 'var(--ratebook-increase)' : 'var(--mantine-color-text)' })}>{words}</Badge>
}
