/** What is due when: the agenda, the year, and the communication plan from which the agenda takes its notices. */
import { Box, SegmentedControl, Text } from '@mantine/core'
import { useMemo, useState, type ReactNode } from 'react'

import { isIsoDate, type IsoDate } from '../../../../src-shared/domain/fiscal-year.ts'
import { dueItems } from '../../../../src-shared/domain/service-levels/agreements/due-items.ts'
import { CommitField } from '../../../components/CommitField.tsx'
import { useModelSession } from '../../../state/model-session.tsx'
import { useDueDay } from '../../../state/today.ts'
import { useLevelView } from '../level-view.tsx'
import { Agenda } from './Agenda.tsx'
import classes from './Calendar.module.css'
import { PlanTable } from './PlanTable.tsx'
import { YearView } from './YearView.tsx'

const VIEWS = [{ value: 'agenda', label: 'Agenda' }, { value: 'year', label: 'Year' }, { value: 'plan', label: 'Communication plan' }] as const
type View = (typeof VIEWS)[number]['value']

const AGENDA_DAYS = 180
/** To the end of the year, whatever its day. */
const YEAR_DAYS = 366

export function CalendarTab(): ReactNode {
  const { draft, row } = useLevelView()
  const { info } = useModelSession()
  const own = useDueDay()
  const [typed, setTyped] = useState<IsoDate | null>(null)
  const [view, setView] = useState<View>(row !== null && draft.communication.has(row) ? 'plan' : 'agenda')
  const day = typed ?? own
  function chooseDay(text: string): string | null {
    const next = text.trim()
    if (!isIsoDate(next)) return 'Write it as YYYY-MM-DD.'
    setTyped(next === own ? null : next)
    return null
  }
  const items = useMemo(() => dueItems(draft, { today: day, horizonDays: view === 'year' ? YEAR_DAYS : AGENDA_DAYS }), [draft, day, view])
  return (
    <>
      <div className={classes['bar']}>
        <SegmentedControl aria-label="View" data={[...VIEWS]} value={view} onChange={(next) => setView(VIEWS.find((each) => each.value === next)?.value ?? view)} />
        <CommitField label="As of" width={112} value={day} onCommit={chooseDay} />
        <Text size="sm" c="dimmed">
          {view === 'plan' ? 'Who tells whom what, when.' : `${items.filter((each) => each.isOverdue).length} overdue; ${view === 'year' ? 'the year' : `${AGENDA_DAYS} days ahead`}.`}{info.isSample && typed === null ? ' The sample stands on a day of its own.' : ''}
        </Text>
      </div>
      <Box component="section" className={classes['page'] ?? ''} aria-label={VIEWS.find((each) => each.value === view)?.label ?? ''} tabIndex={0}>
        {view === 'agenda' && <Agenda items={items} day={day} />}
        {view === 'year' && <YearView items={items} day={day} />}
        {view === 'plan' && <PlanTable />}
      </Box>
    </>
  )
}
