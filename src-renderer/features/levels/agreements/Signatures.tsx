/** Who signs an agreement: named ahead, signed once it is agreed. */
import { ActionIcon, Button, Text, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useState, type FormEvent, type ReactNode } from 'react'

import type { Agreement, AgreementSignature } from '../../../../src-shared/domain/model/agreement-tables.ts'
import { signaturesOfAgreement } from '../../../../src-shared/domain/service-levels/agreements/agreement-rows.ts'
import { planSign, planSignatory, planUnsign } from '../../../../src-shared/domain/service-levels/agreements/edit-path.ts'
import { missingSignatures, signatoriesOf, signingGaps } from '../../../../src-shared/domain/service-levels/agreements/signing.ts'
import { readDayField } from '../../../components/typed.ts'
import { useApplyPlan } from '../../../state/apply-plan.ts'
import { useModelSession } from '../../../state/model-session.tsx'
import { today, useDueDay } from '../../../state/today.ts'
import { useLevelView } from '../level-view.tsx'
import classes from './Agreements.module.css'
import { Section } from './Section.tsx'

function SignForm({ signature, onEnd }: { readonly signature: AgreementSignature; readonly onEnd: () => void }): ReactNode {
  const { draft } = useLevelView()
  const { newId } = useModelSession()
  const applyPlan = useApplyPlan()
  const [signer, setSigner] = useState(signature.signer)
  const [on, setOn] = useState<string>(useDueDay())
  const [why, setWhy] = useState<string | null>(null)
  function submit(event: FormEvent): void {
    event.preventDefault()
    const day = readDayField(on)
    if ('why' in day || day.value === null) return setWhy('why' in day ? day.why : 'Write the day.')
    if (applyPlan(planSign({ draft, signatureId: signature.id, signer, signedOn: day.value, stepId: newId(), today: today() }))) onEnd()
  }
  return (
    <form className={classes['form']} onSubmit={submit}>
      <TextInput label="Who signs" w={200} maxLength={200} value={signer} autoComplete="off" onChange={(event) => setSigner(event.currentTarget.value)} />
      <TextInput label="Day" w={112} placeholder="YYYY-MM-DD" value={on} error={why} autoComplete="off" onChange={(event) => setOn(event.currentTarget.value)} />
      <Button type="submit">Sign as {signature.role.toLowerCase()}</Button>
      <Button variant="default" onClick={onEnd}>Cancel</Button>
    </form>
  )
}

function Signature({ signature, mayNotSign }: { readonly signature: AgreementSignature; readonly mayNotSign: string }): ReactNode {
  const { draft, canEdit } = useLevelView()
  const applyPlan = useApplyPlan()
  const [isSigning, setSigning] = useState(false)
  return (
    <li className={classes['row']}>
      <div className={classes['rowText']}>
        <strong>{signature.role}</strong>
        <Text size="sm" {...(signature.signedOn === null ? { c: 'dimmed' } : {})}>
          {signature.signedOn === null ? `Still to sign${signature.signer === '' ? '' : `: ${signature.signer}`}` : `Signed on ${signature.signedOn} by ${signature.signer}`}
        </Text>
        {isSigning && <SignForm signature={signature} onEnd={() => setSigning(false)} />}
      </div>
      {canEdit && signature.signedOn === null && !isSigning && <Button size="compact-xs" variant="default" title={mayNotSign} disabled={mayNotSign !== ''} aria-label={`Sign as ${signature.role.toLowerCase()}`} onClick={() => setSigning(true)}>Sign …</Button>}
      {canEdit && signature.signedOn !== null && <Button size="compact-xs" variant="default" aria-label={`Take back the signature of ${signature.role.toLowerCase()}`} onClick={() => applyPlan(planUnsign(draft, { signatureId: signature.id, isRemoved: false }))}>Take back</Button>}
      {canEdit && <ActionIcon aria-label={`Remove the signatory ${signature.role.toLowerCase()}`} onClick={() => applyPlan(planUnsign(draft, { signatureId: signature.id, isRemoved: true }))}><IconTrash size={15} /></ActionIcon>}
    </li>
  )
}

export function Signatures({ agreement }: { readonly agreement: Agreement }): ReactNode {
  const { draft, canEdit } = useLevelView()
  const { newId } = useModelSession()
  const applyPlan = useApplyPlan()
  const [role, setRole] = useState('')
  const signatures = signaturesOfAgreement(draft, agreement.id)
  const gaps = signingGaps(draft, agreement)
  const missing = missingSignatures(agreement, signatures)
  function add(event: FormEvent): void {
    event.preventDefault()
    if (applyPlan(planSignatory(draft, { id: newId(), agreementId: agreement.id, role: role.trim(), signer: '' }))) setRole('')
  }
  return (
    <Section title="Signatures" tools={<Text size="xs" c="dimmed">{agreement.kind === 'slr' ? 'A requirement is documented, not signed' : missing.length === 0 ? 'All that are needed' : `Missing: ${missing.join(', ').toLowerCase()}`}</Text>}>
      {gaps.length > 0 && agreement.kind !== 'slr' && missing.length > 0 && <Text size="sm">Nobody can sign yet. {gaps.join(' ')}</Text>}
      <ul className={classes['rows']}>{signatures.map((each) => <Signature key={each.id} signature={each} mayNotSign={gaps.join(' ')} />)}</ul>
      {canEdit && agreement.kind !== 'slr' && (
        <form className={classes['form']} onSubmit={add}>
          <TextInput label="Another signatory" placeholder={signatoriesOf(agreement.kind)[0] ?? ''} value={role} maxLength={200} autoComplete="off" onChange={(event) => setRole(event.currentTarget.value)} />
          <Button type="submit" variant="default" leftSection={<IconPlus size={14} aria-hidden />} disabled={role.trim() === ''}>Add</Button>
        </form>
      )}
    </Section>
  )
}
