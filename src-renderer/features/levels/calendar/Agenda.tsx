/** What is overdue, and what comes, by month; a communication is marked as done where it stands. */
import { Anchor, Button, Title } from '@mantine/core'
import type { ReactNode } from 'react'

import type { IsoDate } from '../../../../src-shared/domain/fiscal-year.ts'
import { monthOfDay, monthWords } from '../../../../src-shared/domain/month.ts'
import type { DueItem } from '../../../../src-shared/domain/service-levels/agreements/due-items.ts'
import { planCommunicationDone } from '../../../../src-shared/domain/service-levels/agreements/edit-communication.ts'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { useApplyPlan } from '../../../state/apply-plan.ts'
import { useModelSession } from '../../../state/model-session.tsx'
import { originAddress } from '../../../state/origin-address.ts'
import { hrefOf } from '../../../state/routes.ts'
import { useLevelView } from '../level-view.tsx'
import classes from './Calendar.module.css'
import { DUE_SIGNS, leftWords } from './due-words.ts'

function Due({ item, day }: { readonly item: DueItem; readonly day: IsoDate }): ReactNode {
  const { draft, canEdit, row } = useLevelView()
  const { newId } = useModelSession()
  const applyPlan = useApplyPlan()
  const { icon: Sign, word } = DUE_SIGNS[item.kind]
  const address = originAddress(draft, item.address)
  return (
    <li className={classes['item']} data-overdue={item.isOverdue || undefined} data-chosen={item.address.id === row || undefined}>
      <span className={classes['when']}>{item.dueOn}</span>
      <span className={classes['kind']}><Sign size={15} aria-hidden />{word}</span>
      <span>
        {item.kind === 'communication' || address === null ? item.title : <Anchor size="sm" underline="always" c="inherit" href={hrefOf(address)}>{item.title}</Anchor>}
        <span className={classes['quiet']}> · {leftWords(item)}</span>
      </span>
      <span className={`${classes['quiet']} ${classes['responsible']}`}>{item.responsible}</span>
      <span className={classes['end']}>
        {item.kind === 'communication' && canEdit && <Button size="compact-xs" variant="default" aria-label={`Mark as done: ${item.title}, ${item.dueOn}`} onClick={() => applyPlan(planCommunicationDone({ draft, item, doneOn: day, id: newId() }))}>Mark as done</Button>}
      </span>
    </li>
  )
}

function Group({ title, items, day }: { readonly title: string; readonly items: readonly DueItem[]; readonly day: IsoDate }): ReactNode {
  return (
    <section aria-label={title}>
      <Title order={3} fz="md">{title} <span className={classes['quiet']}>{items.length}</span></Title>
      <ul className={classes['list']}>{items.map((item) => <Due key={item.id} item={item} day={day} />)}</ul>
    </section>
  )
}

export function Agenda({ items, day }: { readonly items: readonly DueItem[]; readonly day: IsoDate }): ReactNode {
  const overdue = items.filter((each) => each.isOverdue)
  const months = Map.groupBy(items.filter((each) => !each.isOverdue), (each) => monthOfDay(each.dueOn))
  if (items.length === 0) return <EmptyState title="Nothing is due">Reviews and expiries of agreements, and the communication plan, stand here.</EmptyState>
  return (
    <div className={classes['agenda']}>
      {overdue.length > 0 && <Group title="Overdue" items={overdue} day={day} />}
      {[...months].map(([month, own]) => <Group key={month} title={monthWords(month)} items={own} day={day} />)}
    </div>
  )
}
