import { Button, Title } from '@mantine/core'
import { IconCalendarPlus, IconPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'

import { Screen } from '../../components/Screen.tsx'
import { useDialogs } from '../../state/dialogs.tsx'
import { useModelSession } from '../../state/model-session.tsx'
import { useAddressQuery } from '../../state/routes.ts'
import { ScenariosTable } from './ScenariosTable.tsx'
import classes from './Versions.module.css'
import { useScheduleDialog, YearsTable } from './YearsTable.tsx'

/** The schedule of each year with its revisions and states, and the scenarios over them. */
export function SchedulesScreen(): ReactNode {
  const { readOnly } = useModelSession()
  const dialogs = useDialogs()
  const query = useAddressQuery()
  const [dialog, ask] = useScheduleDialog()
  const year = Number(query.get('year'))
  return (
    <Screen title="Schedules" description="A year is drafted, reviewed and published; a scenario tries something without touching it.">
      <section className={classes['section']} aria-labelledby="years-title">
        <div className={classes['head']}>
          <Title order={2} id="years-title">
            Fiscal years
          </Title>
          <Button variant="default" leftSection={<IconCalendarPlus size={15} aria-hidden />} disabled={readOnly} onClick={() => ask({ kind: 'new-year' })}>
            New fiscal year…
          </Button>
        </div>
        <YearsTable markedYear={Number.isInteger(year) && year > 0 ? year : null} dialog={dialog} onAsk={ask} />
      </section>
      <section className={classes['section']} aria-labelledby="scenarios-title">
        <div className={classes['head']}>
          <Title order={2} id="scenarios-title">
            Scenarios
          </Title>
          <Button variant="default" leftSection={<IconPlus size={15} aria-hidden />} disabled={readOnly} onClick={() => dialogs.open('new-scenario')}>
            New scenario…
          </Button>
        </div>
        <ScenariosTable key={query.get('scenario') ?? ''} openScenario={query.get('scenario')} />
      </section>
    </Screen>
  )
}
