/** What is overdue or due soon: reviews, reports and expiries of agreements, reviews of pages, and the communication plan. */
import { Anchor, Text } from '@mantine/core'
import { IconAlertTriangle, IconCalendarEvent, IconCircleCheck } from '@tabler/icons-react'
import { useMemo, type ReactNode } from 'react'

import { dueItems } from '../../../src-shared/domain/service-levels/agreements/due-items.ts'
import { useModelSession } from '../../state/model-session.tsx'
import { originAddress } from '../../state/origin-address.ts'
import { hrefOf, levelsAddress } from '../../state/routes.ts'
import { useDueDay } from '../../state/today.ts'
import { Section } from './HomeLists.tsx'
import classes from './Home.module.css'

const SOON_DAYS = 30
const MOST_SHOWN = 8

export function DueList(): ReactNode {
  const { draft } = useModelSession()
  const today = useDueDay()
  const items = useMemo(() => dueItems(draft, { today, horizonDays: SOON_DAYS }), [draft, today])
  // A model without agreements, pages and communication has no calendar to speak of.
  if (draft.agreement.size === 0 && draft.communication.size === 0 && draft.servicePage.size === 0) return null
  return (
    <Section title="Due" more={<Anchor href={hrefOf(levelsAddress({ tab: 'calendar' }))} size="sm">Calendar</Anchor>}>
      <ul className={classes['list']}>
        {items.slice(0, MOST_SHOWN).map((item) => (
          <li key={item.id} className={classes['row']}>
            {item.isOverdue ? <IconAlertTriangle size={17} color="var(--ratebook-increase)" aria-label="Overdue" /> : <IconCalendarEvent size={17} aria-hidden />}
            <span className={classes['rowText']}>
              <Anchor href={hrefOf(originAddress(draft, item.address) ?? levelsAddress({ tab: 'calendar' }))} size="sm" underline="always" c="inherit">
                {item.title}
              </Anchor>
              <Text size="xs" c="dimmed" truncate>
                {item.dueOn}{item.isOverdue ? ', overdue' : ''}{item.responsible === '' ? '' : ` · ${item.responsible}`}
              </Text>
            </span>
          </li>
        ))}
        {items.length > MOST_SHOWN && <li className={classes['row']}><Anchor size="sm" href={hrefOf(levelsAddress({ tab: 'calendar' }))}>{items.length - MOST_SHOWN} more in the calendar</Anchor></li>}
        {items.length === 0 && (
          <li className={classes['row']}>
            <IconCircleCheck size={17} color="var(--ratebook-decrease)" aria-hidden />
            Nothing within {SOON_DAYS} days.
          </li>
        )}
      </ul>
    </Section>
  )
}
