/** Reviews of an agreement: planned, held, and what followed from them. */
import { ActionIcon, Button, NativeSelect, Text, TextInput } from '@mantine/core'
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState, type FormEvent, type ReactNode } from 'react'

import type { IsoDate } from '../../../../src-shared/domain/fiscal-year.ts'
import { REVIEW_IMPROVEMENTS, type Agreement, type AgreementReview } from '../../../../src-shared/domain/model/agreement-tables.ts'
import { reviewsOfAgreement } from '../../../../src-shared/domain/service-levels/agreements/agreement-rows.ts'
import { openReviews } from '../../../../src-shared/domain/service-levels/agreements/due-items.ts'
import { planRemovePart, planReview } from '../../../../src-shared/domain/service-levels/agreements/edit-agreements.ts'
import { readDayField } from '../../../components/typed.ts'
import { useApplyPlan } from '../../../state/apply-plan.ts'
import { useModelSession } from '../../../state/model-session.tsx'
import { today, useDueDay } from '../../../state/today.ts'
import { useLevelView } from '../level-view.tsx'
import { IMPROVEMENT_WORDS } from './agreement-words.ts'
import classes from './Agreements.module.css'
import { Section } from './Section.tsx'

function ReviewForm({ review, onEnd }: { readonly review: AgreementReview; readonly onEnd: () => void }): ReactNode {
  const { draft } = useLevelView()
  const applyPlan = useApplyPlan()
  const [fields, setFields] = useState<{ readonly plannedOn: string; readonly heldOn: string; readonly termEndedOn: string; readonly issuesRaised: string }>({ plannedOn: review.plannedOn, heldOn: review.heldOn ?? '', termEndedOn: review.termEndedOn ?? '', issuesRaised: review.issuesRaised })
  const [improvement, setImprovement] = useState(review.improvement)
  const [why, setWhy] = useState<string | null>(null)
  const days = { plannedOn: readDayField(fields.plannedOn), heldOn: readDayField(fields.heldOn), termEndedOn: readDayField(fields.termEndedOn) }
  const input = (name: keyof typeof days, label: string): ReactNode => <TextInput label={label} w={118} placeholder="YYYY-MM-DD" value={fields[name]} error={'why' in days[name] ? days[name].why : null} autoComplete="off" onChange={(event) => setFields({ ...fields, [name]: event.currentTarget.value })} />
  function submit(event: FormEvent): void {
    event.preventDefault()
    const { plannedOn, heldOn, termEndedOn } = days
    if ('why' in plannedOn || 'why' in heldOn || 'why' in termEndedOn) return setWhy('Put the marked days right first.')
    if (plannedOn.value === null) return setWhy('Write the day for which it is planned.')
    if (applyPlan(planReview({ draft, today: today(), review: { ...review, plannedOn: plannedOn.value, heldOn: heldOn.value, termEndedOn: termEndedOn.value, improvement, issuesRaised: fields.issuesRaised.trim() } }))) onEnd()
  }
  return (
    <form className={classes['form']} onSubmit={submit}>
      {input('plannedOn', 'Planned for')}
      {input('heldOn', 'Held on')}
      {input('termEndedOn', 'Of the term ended')}
      <NativeSelect label="What followed" value={improvement} data={REVIEW_IMPROVEMENTS.map((each) => ({ value: each, label: IMPROVEMENT_WORDS[each] }))} onChange={(event) => setImprovement(REVIEW_IMPROVEMENTS.find((each) => each === event.currentTarget.value) ?? improvement)} />
      <TextInput label="Issues raised, with their evidence" style={{ flex: '1 1 100%' }} value={fields.issuesRaised} maxLength={2000} autoComplete="off" onChange={(event) => setFields({ ...fields, issuesRaised: event.currentTarget.value })} />
      <Button type="submit">Save the review</Button>
      <Button variant="default" onClick={onEnd}>Cancel</Button>
      {why !== null && <Text size="sm" c="var(--mantine-color-error)" role="alert">{why}</Text>}
    </form>
  )
}

function Review({ review, day }: { readonly review: AgreementReview; readonly day: IsoDate }): ReactNode {
  const { draft, canEdit } = useLevelView()
  const applyPlan = useApplyPlan()
  const [isEditing, setEditing] = useState(false)
  const { plannedOn, heldOn, termEndedOn, improvement, issuesRaised } = review
  return (
    <li className={classes['row']}>
      <div className={classes['rowText']}>
        <strong>{heldOn === null ? `Planned for ${plannedOn}` : `Held on ${heldOn}`}</strong>{heldOn === null && plannedOn < day && ' · overdue'}
        <Text size="xs" c="dimmed">{[termEndedOn === null ? '' : `term to ${termEndedOn}`, heldOn === null ? '' : IMPROVEMENT_WORDS[improvement].toLowerCase(), issuesRaised].filter((part) => part !== '').join(' · ')}</Text>
        {isEditing && <ReviewForm review={review} onEnd={() => setEditing(false)} />}
      </div>
      {canEdit && !isEditing && <ActionIcon aria-label={`Edit the review of ${plannedOn}`} onClick={() => setEditing(true)}><IconPencil size={15} /></ActionIcon>}
      {canEdit && <ActionIcon aria-label={`Remove the review of ${plannedOn}`} onClick={() => applyPlan(planRemovePart(draft, { table: 'agreementReview', id: review.id }))}><IconTrash size={15} /></ActionIcon>}
    </li>
  )
}

export function Reviews({ agreement }: { readonly agreement: Agreement }): ReactNode {
  const { draft, canEdit } = useLevelView()
  const { newId } = useModelSession()
  const day = useDueDay()
  const [isPlanning, setPlanning] = useState(false)
  const reviews = reviewsOfAgreement(draft, agreement.id)
  const implied = openReviews(draft, day).find((each) => each.agreement.id === agreement.id && each.review === null)
  const blank: AgreementReview = { id: newId(), agreementId: agreement.id, plannedOn: implied?.on ?? day, heldOn: null, termEndedOn: null, improvement: 'open', issuesRaised: '', note: '' }
  return (
    <Section title="Reviews" tools={canEdit && <Button size="compact-xs" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setPlanning(true)}>Plan a review …</Button>}>
      {implied !== undefined && <Text size="sm">By its interval the next review is due on {implied.on}{implied.on < day ? ', overdue' : ''}; none is planned.</Text>}
      {reviews.length === 0 && implied === undefined && <Text size="sm" c="dimmed">None yet.</Text>}
      {isPlanning && <ReviewForm review={blank} onEnd={() => setPlanning(false)} />}
      <ul className={classes['rows']}>{reviews.toReversed().map((each) => <Review key={each.id} review={each} day={day} />)}</ul>
    </Section>
  )
}
