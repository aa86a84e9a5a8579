/** A calendar year of reviews and expiries, a box a month. */
import { Anchor, Title } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'

import type { IsoDate } from '../../../../src-shared/domain/fiscal-year.ts'
import { isMonth, monthOfDay, monthWords, type Month } from '../../../../src-shared/domain/month.ts'
import type { DueItem } from '../../../../src-shared/domain/service-levels/agreements/due-items.ts'
import { originAddress } from '../../../state/origin-address.ts'
import { hrefOf, levelsAddress } from '../../../state/routes.ts'
import { useLevelView } from '../level-view.tsx'
import classes from './Calendar.module.css'
import { DUE_SIGNS } from './due-words.ts'

function monthsOf(year: string): readonly Month[] {
  return Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`).filter(isMonth)
}

export function YearView({ items, day }: { readonly items: readonly DueItem[]; readonly day: IsoDate }): ReactNode {
  const { draft } = useLevelView()
  const year = day.slice(0, 4)
  const current = monthOfDay(day)
  const shown = Map.groupBy(items.filter((each) => each.kind === 'review' || each.kind === 'expiry' || each.kind === 'page-review'), (each) => monthOfDay(each.dueOn))
  const held = Map.groupBy([...draft.agreementReview.values()].flatMap((each) => (each.heldOn === null ? [] : [{ id: each.id, on: each.heldOn, agreementId: each.agreementId }])), (each) => monthOfDay(each.on))
  return (
    <div className={classes['year']}>
      {monthsOf(year).map((month) => (
        <section key={month} className={classes['month']} data-current={month === current || undefined} aria-label={monthWords(month)}>
          <Title order={3} fz="sm">{monthWords(month)}{month === current ? ' · now' : ''}</Title>
          <ul className={classes['marks']}>
            {(held.get(month) ?? []).map((each) => (
              <li key={each.id}><IconCircleCheck size={14} aria-hidden /><span>{each.on.slice(8)}</span><Anchor inherit underline="always" c="inherit" href={hrefOf(levelsAddress({ tab: 'agreements', row: each.agreementId }))}>Review of {draft.agreement.get(each.agreementId)?.code ?? ''} held</Anchor></li>
            ))}
            {(shown.get(month) ?? []).map((each) => {
              const { icon: Sign, word } = DUE_SIGNS[each.kind]
              const address = originAddress(draft, each.address)
              const name = each.address.table === 'agreement' ? (draft.agreement.get(each.address.id)?.code ?? '') : (draft.service.get(each.address.id)?.name ?? '')
              return (
                <li key={each.id}>
                  <Sign size={14} aria-hidden /><span>{each.dueOn.slice(8)}</span>
                  <Anchor inherit underline="always" c="inherit" href={address === null ? '#' : hrefOf(address)}>{word} of {name}</Anchor>
                  {each.isOverdue && <strong>overdue</strong>}
                </li>
              )
            })}
          </ul>
        </section>
      ))}
    </div>
  )
}
