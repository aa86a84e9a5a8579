/** What the customer asked, and what was answered. */
import { ActionIcon, Button, Group, Text, Textarea } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'

import { planQuestion, planRemoveQuestion } from '../../../../src-shared/domain/budget/edit-requests.ts'
import type { CustomerQuestion } from '../../../../src-shared/domain/model/billing-tables.ts'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { TextField } from '../../../components/TextField.tsx'
import { useApplyPlan } from '../../../state/apply-plan.ts'
import { useModelSession } from '../../../state/model-session.tsx'
import { useBudgetView } from '../budget-view.tsx'
import classes from '../Budgets.module.css'
import { today } from '../../../state/today.ts'

function Question({ question, isChosen }: { readonly question: CustomerQuestion; readonly isChosen: boolean }): ReactNode {
  const { draft, canEdit } = useBudgetView()
  const applyPlan = useApplyPlan()
  const change = (fields: Partial<CustomerQuestion>): null => {
    applyPlan(planQuestion(draft, { ...question, ...fields }))
    return null
  }
  return (
    <li className={classes['row']} data-chosen={isChosen || undefined}>
      <div className={classes['rowText']}>
        <Text size="xs" c="dimmed">Asked on {question.askedOn}{question.author === '' ? '' : `, noted by ${question.author}`}{question.answeredOn === null ? ' · open' : ` · answered on ${question.answeredOn}`}</Text>
        <TextField label="Question" isLong readOnly={!canEdit} value={question.question} onCommit={(text) => (text === question.question ? null : text.trim() === '' ? 'A question needs its words.' : change({ question: text.trim() }))} />
        <TextField
          label="Answer" isLong readOnly={!canEdit} value={question.answer}
          onCommit={(text) => (text === question.answer ? null : change({ answer: text.trim(), answeredOn: text.trim() === '' ? null : (question.answeredOn ?? today()) }))}
        />
      </div>
      <ActionIcon aria-label={`Remove the question of ${question.askedOn}`} disabled={!canEdit} onClick={() => applyPlan(planRemoveQuestion(draft, question.id))}><IconTrash size={15} /></ActionIcon>
    </li>
  )
}

export function QuestionsTab(): ReactNode {
  const { author, newId } = useModelSession()
  const { draft, customer, row, canEdit } = useBudgetView()
  const applyPlan = useApplyPlan()
  const [text, setText] = useState('')
  const questions = [...draft.customerQuestion.values()].filter((each) => each.customerId === customer.id).toSorted((left, right) => (left.askedOn < right.askedOn ? 1 : -1))
  function add(): void {
    if (applyPlan(planQuestion(draft, { id: newId(), customerId: customer.id, askedOn: today(), question: text.trim(), answer: '', answeredOn: null, author }))) setText('')
  }
  return (
    <div className={classes['page']}>
      {canEdit && (
        <form onSubmit={(event) => { event.preventDefault(); add() }}>
          <Group align="flex-end" gap="xs">
            <Textarea label="A new question" autosize minRows={1} maxLength={20_000} style={{ flex: 1 }} value={text} onChange={(event) => setText(event.currentTarget.value)} />
            <Button type="submit" variant="default" disabled={text.trim() === ''}>Note it</Button>
          </Group>
        </form>
      )}
      {questions.length === 0 ? <EmptyState title="No questions">What the customer asks in the meeting is noted here, with the answer once there is one.</EmptyState> : (
        <ul className={classes['rows']}>{questions.map((question) => <Question key={question.id} question={question} isChosen={question.id === row} />)}</ul>
      )}
    </div>
  )
}
