import { Anchor, Button } from '@mantine/core'
import { IconCalendarPlus, IconFileImport } from '@tabler/icons-react'
import { useMemo, type ReactNode } from 'react'

import { compareVersions } from '../../../src-shared/domain/rates/compare.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { Screen } from '../../components/Screen.tsx'
import { useModelSession } from '../../state/model-session.tsx'
import { goTo, hrefOf } from '../../state/routes.ts'
import { useVersionSelection } from '../../state/version-selection.tsx'
import { BillChanges } from './BillChanges.tsx'
import { DueList } from './DueList.tsx'
import classes from './Home.module.css'
import { Checks, LatestChanges, Scenarios, Schedules } from './HomeLists.tsx'
import { Movers } from './Movers.tsx'
import { moversOf } from './movers.ts'
import { YearAtAGlance } from './YearAtAGlance.tsx'

const MOVERS_SHOWN = 6

function NewModel(): ReactNode {
  const { readOnly, info } = useModelSession()
  return (
    <Screen title={info.name}>
      <EmptyState
        title="This model has no schedule yet"
        actions={
          <>
            <Button leftSection={<IconFileImport size={15} aria-hidden />} onClick={() => goTo('/imports')} disabled={readOnly}>
              Import rates
            </Button>
            <Button variant="default" leftSection={<IconCalendarPlus size={15} aria-hidden />} onClick={() => goTo('/schedules')} disabled={readOnly}>
              Begin with a fiscal year
            </Button>
          </>
        }
      >
        Import rates from a CSV file or a workbook, or begin with a fiscal year and describe the services in the catalog.
      </EmptyState>
    </Screen>
  )
}

/** The chosen years at a glance, what moves most, and what should be looked at. */
export function HomeScreen(): ReactNode {
  const { draft, info } = useModelSession()
  const { request, years } = useVersionSelection()
  const hasYears = years.length > 0
  const comparison = useMemo(() => (hasYears ? compareVersions(draft, request) : null), [draft, request, hasYears])
  const movers = useMemo(() => (comparison === null ? null : moversOf(comparison, MOVERS_SHOWN)), [comparison])
  const summary = comparison?.summaries.at(-1)
  if (comparison === null || movers === null || summary === undefined) return <NewModel />
  const compared = comparison.comparisonLabels.at(-1) ?? ''
  return (
    <Screen
      title={`${comparison.baseLabel} to ${compared}`}
      description={
        <>
          {draft.settings.get('model')?.agencyName || info.name}
          {info.isSample && ' · sample model: the rates are a published schedule, kept as printed'}
        </>
      }
      tools={
        <Anchor href={hrefOf('/rates')} size="sm">
          Open the table
        </Anchor>
      }
    >
      <YearAtAGlance summary={summary} />
      <div className={classes['columns']}>
        <div className={classes['stack']}>
          <div className={classes['two']}>
            <Movers title="Going up most" movers={movers.up} empty="No rate goes up." />
            <Movers title="Going down most" movers={movers.down} empty="No rate goes down." />
          </div>
          <BillChanges />
          <LatestChanges />
        </div>
        <div className={classes['stack']}>
          <Checks />
          <DueList />
          <Schedules />
          <Scenarios />
        </div>
      </div>
    </Screen>
  )
}
