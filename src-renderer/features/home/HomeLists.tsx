import { Anchor, Text, Title } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconGitBranch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useMemo, type ReactNode } from 'react'

import type { RunningOut } from '../../../src-shared/domain/billing/running-out.ts'
import { formatFiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import { overridesOfScenario } from '../../../src-shared/domain/model/table-index.ts'
import type { ScheduleState } from '../../../src-shared/domain/model/tables.ts'
import { yearsOf } from '../../../src-shared/domain/rates/schedule-lifecycle.ts'
import { versionKey } from '../../../src-shared/domain/version.ts'
import { client } from '../../client/client.ts'
import { failureOf } from '../../client/failures.ts'
import { StateBadge } from '../../components/StateBadge.tsx'
import { today, useDueDay } from '../../state/today.ts'
import { Waiting } from '../../components/Waiting.tsx'
import { useInspector } from '../../state/inspector.tsx'
import { useLiveAnswer } from '../../state/live-answer.ts'
import { useYearsOfUsage } from '../../state/live-bills.ts'
import { useModelSession } from '../../state/model-session.tsx'
import { hrefOf } from '../../state/routes.ts'
import { useVersionSelection } from '../../state/version-selection.tsx'
import { checksOf, promisesCheck, qualityCheck, recordsCheck } from './checks.ts'
import classes from './Home.module.css'

/** A part of the home screen with its heading. */
export function Section({ title, more, children }: { readonly title: string; readonly more?: ReactNode; readonly children: ReactNode }): ReactNode {
  return (
    <section>
      <div className={classes['sectionHead']}>
        <Title order={2}>{title}</Title>
        {more}
      </div>
      {children}
    </section>
  )
}

export function Checks(): ReactNode {
  const { draft } = useModelSession()
  const { activeVersion } = useVersionSelection()
  const asOf = useDueDay()
  const day = today()
  const { answer: usage } = useYearsOfUsage()
  const hasBills = draft.encumbrance.size > 0 && usage?.years.some(({ fiscalYear }) => fiscalYear === activeVersion.fiscalYear) === true
  const { answer: running } = useLiveAnswer<readonly RunningOut[]>(['bills.runningOut', versionKey(activeVersion)], hasBills ? (ahead, signal) => client.bills.runningOut({ version: activeVersion, usageYear: null, ahead: [...ahead] }, { signal }) : null)
  const checks = useMemo(() => [...checksOf(draft, activeVersion, hasBills ? running : []), ...[recordsCheck(draft, day), promisesCheck(draft, asOf), qualityCheck(draft, asOf)].filter((check) => check !== undefined)], [draft, activeVersion, hasBills, running, asOf, day])
  return (
    <Section title="To look at">
      <ul className={classes['list']}>
        {checks.map((check) => (
          <li key={check.id} className={classes['row']}>
            {check.severity === 'error' ? <IconCircleX size={17} color="var(--mantine-color-error)" aria-label="Error" /> : <IconAlertTriangle size={17} color="var(--ratebook-increase)" aria-label="Warning" />}
            <span className={classes['rowText']}>
              <Anchor href={hrefOf(check.address)} size="sm" underline="always" c="inherit">
                {check.title}
              </Anchor>
              <Text size="xs" c="dimmed" truncate title={check.detail}>
                {check.detail}
              </Text>
            </span>
          </li>
        ))}
        {checks.length === 0 && (
          <li className={classes['row']}>
            <IconCircleCheck size={17} color="var(--ratebook-decrease)" aria-hidden />
            Nothing: every check is clear.
          </li>
        )}
      </ul>
    </Section>
  )
}

const NEXT: Readonly<Record<ScheduleState, string>> = { draft: 'Edit, then submit for review', 'under-review': 'Publish, or return to draft', published: 'Roll into the next year, or correct' }

export function Schedules(): ReactNode {
  const { schedule } = useModelSession().draft
  const years = useMemo(() => yearsOf({ schedule }).toReversed(), [schedule])
  return (
    <Section title="Schedules" more={<Anchor href={hrefOf('/schedules')} size="sm">All schedules</Anchor>}>
      <ul className={classes['list']}>
        {years.slice(0, 6).map((year) => (
          <li key={year.key} className={classes['row']}>
            <Text span fw={600} size="sm" w={58}>
              {formatFiscalYear(year.version.fiscalYear)}
            </Text>
            <Anchor href={hrefOf(`/schedules?year=${year.version.fiscalYear}`)} size="sm" className={classes['rowText'] ?? ''}>
              {NEXT[year.state]}
            </Anchor>
            <StateBadge state={year.state} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

export function Scenarios(): ReactNode {
  const { draft } = useModelSession()
  const { scenarioId } = useVersionSelection()
  const scenarios = [...draft.scenario.values()].toSorted((left, right) => left.position - right.position)
  return (
    <Section title="Scenarios" more={<Anchor href={hrefOf('/schedules')} size="sm">All scenarios</Anchor>}>
      {scenarios.length === 0 ? (
        <Text size="sm" c="dimmed">
          None yet. Change a rate of a published year, and a scenario is made for you.
        </Text>
      ) : (
        <ul className={classes['list']}>
          {scenarios.slice(0, 6).map((scenario) => {
            const count = overridesOfScenario(draft, scenario.id).length
            return (
              <li key={scenario.id} className={classes['row']}>
                <IconGitBranch size={15} aria-hidden />
                <span className={classes['rowText']}>
                  <Anchor href={hrefOf(`/schedules?scenario=${scenario.id}`)} size="sm">
                    {scenario.name}
                  </Anchor>
                  {scenario.id === scenarioId && (
                    <Text span size="xs" c="dimmed">
                      {' '}
                      shown now
                    </Text>
                  )}
                </span>
                <Text span size="xs" c="dimmed">
                  {count} {count === 1 ? 'change' : 'changes'}
                </Text>
              </li>
            )
          })}
        </ul>
      )}
    </Section>
  )
}

export function LatestChanges(): ReactNode {
  const { info } = useModelSession()
  const inspector = useInspector()
  const history = useQuery({ queryKey: ['history', info.path, info.revision], queryFn: () => client.model.history({ before: null, limit: 100 }), placeholderData: (previous) => previous })
  return (
    <Section
      title="Latest changes"
      more={
        <Anchor component="button" type="button" size="sm" onClick={() => inspector.open('history')}>
          Whole history
        </Anchor>
      }
    >
      {history.isPending && <Waiting label="Loading the history" size="xs" />}
      {history.isError && <Text size="sm">{failureOf(history.error).message}</Text>}
      {history.data !== undefined && (
        <ul className={classes['list']}>
          {history.data.slice(0, 6).map((entry) => (
            <li key={entry.revision} className={classes['row']}>
              <span className={classes['rowText']}>
                <Text size="sm" truncate title={entry.label}>
                  {entry.undoes !== null && 'Undone: '}
                  {entry.redoes !== null && 'Done again: '}
                  {entry.label}
                </Text>
              </span>
              <Text span size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
                {entry.author === '' ? '' : `${entry.author}, `}
                {new Date(entry.at).toLocaleString('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })}
              </Text>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
