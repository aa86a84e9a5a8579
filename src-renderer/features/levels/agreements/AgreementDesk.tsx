/** The chosen agreement: how far it is, its path, and everything that belongs to it. */
import { Anchor, Button, Text, Title } from '@mantine/core'
import { IconAlertTriangle, IconArrowForward, IconTrash } from '@tabler/icons-react'
import type { ReactNode } from 'react'

import type { Agreement } from '../../../../src-shared/domain/model/agreement-tables.ts'
import { stageOf } from '../../../../src-shared/domain/service-levels/agreements/agreement-stage.ts'
import { planRemoveAgreement, planRenewAgreement } from '../../../../src-shared/domain/service-levels/agreements/edit-agreements.ts'
import { KIND_WORDS } from '../../../../src-shared/domain/service-levels/agreements/signing.ts'
import { useApplyPlan } from '../../../state/apply-plan.ts'
import { useModelSession } from '../../../state/model-session.tsx'
import { hrefOf, levelsAddress } from '../../../state/routes.ts'
import { useDueDay } from '../../../state/today.ts'
import { useLevelView } from '../level-view.tsx'
import { AgreementPath } from './AgreementPath.tsx'
import { partyOf, termWords } from './agreement-words.ts'
import classes from './Agreements.module.css'
import { Covered } from './Covered.tsx'
import { Documents } from './Documents.tsx'
import { Escalation } from './Escalation.tsx'
import { Parties } from './Parties.tsx'
import { Reviews } from './Reviews.tsx'
import { Signatures } from './Signatures.tsx'
import { StageBadge } from './StageBadge.tsx'
import { Underpinnings } from './Underpinnings.tsx'

function Head({ agreement }: { readonly agreement: Agreement }): ReactNode {
  const { draft, canEdit, show } = useLevelView()
  const { newId } = useModelSession()
  const applyPlan = useApplyPlan()
  const day = useDueDay()
  const before = draft.agreement.get(agreement.predecessorId ?? '')
  function renew(): void {
    const plan = planRenewAgreement({ draft, agreementId: agreement.id, newId })
    if (applyPlan(plan) && plan.ok) show({ row: plan.value.agreementId })
  }
  function remove(): void {
    if (applyPlan(planRemoveAgreement(draft, agreement.id))) show({ row: null })
  }
  return (
    <div className={classes['head']}>
      <div className={classes['title']}>
        <Title order={2} fz="lg">{agreement.code} · {agreement.title}</Title>
        <Text size="xs" c="dimmed" component="div">
          {[KIND_WORDS[agreement.kind].long, partyOf(draft, agreement), termWords(agreement), agreement.entry === 'in-force' ? 'came in force, its path not witnessed' : ''].filter((part) => part !== '').join(' · ')}
          {before !== undefined && <> · follows <Anchor inherit underline="always" href={hrefOf(levelsAddress({ tab: 'agreements', row: before.id }))}>{before.code}</Anchor></>}
        </Text>
      </div>
      <StageBadge stage={stageOf(draft, agreement, day)} kind={agreement.kind} />
      <Button variant="default" leftSection={<IconArrowForward size={15} aria-hidden />} disabled={!canEdit} onClick={renew}>{agreement.kind === 'slr' ? 'Begin its SLA' : 'Renew'}</Button>
      <Button variant="default" leftSection={<IconTrash size={15} aria-hidden />} disabled={!canEdit} onClick={remove}>Remove</Button>
    </div>
  )
}

export function AgreementDesk({ agreement }: { readonly agreement: Agreement }): ReactNode {
  return (
    <div className={classes['desk']}>
      <Head agreement={agreement} />
      {agreement.provenance === 'fictional' && (
        <div className={classes['banner']} role="note">
          <IconAlertTriangle size={15} aria-hidden />
          <span><strong>Fictional.</strong> This agreement is made up.</span>
        </div>
      )}
      <div className={classes['page']}>
        <AgreementPath agreement={agreement} />
        <div className={classes['columns']}>
          <Underpinnings agreement={agreement} />
          <Covered agreement={agreement} />
          <Signatures agreement={agreement} />
          <Reviews agreement={agreement} />
          <Documents agreement={agreement} />
          <Escalation agreement={agreement} />
        </div>
        <Parties agreement={agreement} />
      </div>
    </div>
  )
}
