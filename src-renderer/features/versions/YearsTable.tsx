import { ActionIcon, Button, Menu, Table, Text } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useMemo, useState, type ReactNode } from 'react'

import { formatFiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import { pricesOfSchedule } from '../../../src-shared/domain/model/table-index.ts'
import type { Schedule } from '../../../src-shared/domain/model/tables.ts'
import { planDiscardSchedule, planReturnToDraft, planSubmitForReview, yearsOf, type ScheduleYear } from '../../../src-shared/domain/rates/schedule-lifecycle.ts'
import { EmptyState } from '../../components/EmptyState.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { useApplyPlan } from '../../state/apply-plan.ts'
import { useModelSession } from '../../state/model-session.tsx'
import { goTo, ratesAddress } from '../../state/routes.ts'
import { useVersionSelection } from '../../state/version-selection.tsx'
import { ScheduleDialogs, type ScheduleDialog } from './ScheduleDialogs.tsx'
import { freeYearAfter } from './target-years.ts'
import classes from './Versions.module.css'

/** Whether the year after has no schedule yet: then rolling into it is what comes next. */
function isNextFree(years: readonly ScheduleYear[], { version: { fiscalYear } }: ScheduleYear): boolean {
  return freeYearAfter(years.map((each) => each.version.fiscalYear), fiscalYear) === fiscalYear + 1
}

/** What usually comes next for a schedule, as a button. */
function NextStep({ year, onAsk }: { readonly year: ScheduleYear; readonly onAsk: (dialog: ScheduleDialog) => void }): ReactNode {
  const { draft, readOnly } = useModelSession()
  const applyPlan = useApplyPlan()
  const name = formatFiscalYear(year.version.fiscalYear)
  switch (year.state) {
    case 'draft':
      return (
        <Button variant="default" aria-label={`Submit for review: ${name}`} disabled={readOnly} onClick={() => applyPlan(planSubmitForReview({ draft, version: year.key }))}>
          Submit for review
        </Button>
      )
    case 'under-review':
      return (
        <>
          <Button variant="default" aria-label={`Return to draft: ${name}`} disabled={readOnly} onClick={() => applyPlan(planReturnToDraft({ draft, version: year.key }))}>
            Return to draft
          </Button>
          <Button aria-label={`Publish…: ${name}`} disabled={readOnly} onClick={() => onAsk({ kind: 'publish', year })}>
            Publish…
          </Button>
        </>
      )
    case 'published':
      return isNextFree(yearsOf(draft), year) ? (
        <Button variant="default" aria-label={`Roll into the next year…: ${name}`} disabled={readOnly} onClick={() => onAsk({ kind: 'roll', year })}>
          Roll into the next year…
        </Button>
      ) : null
  }
}

function MoreSteps({ year, onAsk }: { readonly year: ScheduleYear; readonly onAsk: (dialog: ScheduleDialog) => void }): ReactNode {
  const { draft, readOnly } = useModelSession()
  const { setComparisons, base, setBase } = useVersionSelection()
  const applyPlan = useApplyPlan()
  const name = formatFiscalYear(year.version.fiscalYear)
  function show(): void {
    setComparisons([year.version])
    if (base.fiscalYear === year.version.fiscalYear) setBase({ ...base, scenarioId: null })
    goTo(ratesAddress())
  }
  const isPublished = year.state === 'published'
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={`More for ${name}`}>
          <IconDots size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={show}>Show the rates</Menu.Item>
        {!isPublished && (
          <Menu.Item disabled={readOnly} onClick={() => onAsk({ kind: 'dates', year })}>
            Dates and note…
          </Menu.Item>
        )}
        {isPublished && (
          <Menu.Item disabled={readOnly} onClick={() => onAsk({ kind: 'correct', year })}>
            Correct published rates…
          </Menu.Item>
        )}
        {(!isPublished || !isNextFree(yearsOf(draft), year)) && (
          <Menu.Item disabled={readOnly} onClick={() => onAsk({ kind: 'roll', year })}>
            Roll into another year…
          </Menu.Item>
        )}
        {year.state === 'draft' && (
          <>
            <Menu.Item disabled={readOnly} onClick={() => onAsk({ kind: 'publish', year })}>
              Publish without review…
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item disabled={readOnly} onClick={() => applyPlan(planDiscardSchedule({ draft, version: year.key }))}>
              Discard this draft
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

function RevisionRow({ revision, year, isMarked, onAsk }: { readonly revision: Schedule; readonly year: ScheduleYear; readonly isMarked: boolean; readonly onAsk: (dialog: ScheduleDialog) => void }): ReactNode {
  const { draft } = useModelSession()
  const isLatest = revision === year.latest
  return (
    <Table.Tr className={isMarked ? (classes['marked'] ?? '') : ''}>
      <Table.Td className={classes['year'] ?? ''}>{revision.revision === 1 ? formatFiscalYear(year.version.fiscalYear) : ''}</Table.Td>
      <Table.Td>{revision.revision === 1 ? 'Schedule' : `Revision ${revision.revision}`}</Table.Td>
      <Table.Td>
        <StateBadge state={revision.state} />
      </Table.Td>
      <Table.Td>{revision.effectiveFrom}</Table.Td>
      <Table.Td>{revision.issuedOn ?? ''}</Table.Td>
      <Table.Td className={classes['end'] ?? ''}>{pricesOfSchedule(draft, revision.id).length.toLocaleString('en-US')}</Table.Td>
      <Table.Td maw={320} className={classes['note'] ?? ''}>
        <Text size="sm" c="dimmed" lineClamp={2} title={revision.note}>
          {revision.note}
        </Text>
      </Table.Td>
      <Table.Td>
        {isLatest && (
          <div className={classes['actions']}>
            <NextStep year={year} onAsk={onAsk} />
            <MoreSteps year={year} onAsk={onAsk} />
          </div>
        )}
      </Table.Td>
    </Table.Tr>
  )
}

/** The years with their revisions, states and next steps (VER-2, VER-3). */
export function YearsTable({ markedYear, dialog, onAsk }: { readonly markedYear: number | null; readonly dialog: ScheduleDialog | null; readonly onAsk: (dialog: ScheduleDialog | null) => void }): ReactNode {
  const { schedule } = useModelSession().draft
  const years = useMemo(() => yearsOf({ schedule }).toReversed(), [schedule])
  return (
    <>
      {years.length === 0 ? (
        <EmptyState title="No fiscal year yet" actions={<Button onClick={() => onAsk({ kind: 'new-year' })}>New fiscal year…</Button>}>
          A year begins as a draft: empty, or with the rates of the year before.
        </EmptyState>
      ) : (
        <Table className={classes['table'] ?? ''} aria-label="Fiscal years">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Year</Table.Th>
              <Table.Th>Revision</Table.Th>
              <Table.Th>State</Table.Th>
              <Table.Th>Holds from</Table.Th>
              <Table.Th>Issued on</Table.Th>
              <Table.Th className={classes['end'] ?? ''}>Prices</Table.Th>
              <Table.Th>Note</Table.Th>
              <Table.Th className={classes['end'] ?? ''}>Next step</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {years.flatMap((year) => year.revisions.map((revision) => <RevisionRow key={revision.id} revision={revision} year={year} isMarked={year.version.fiscalYear === markedYear} onAsk={onAsk} />))}
          </Table.Tbody>
        </Table>
      )}
      <ScheduleDialogs dialog={dialog} onDone={() => onAsk(null)} />
    </>
  )
}

/** The dialog that is asked for, if any. */
export function useScheduleDialog(): readonly [ScheduleDialog | null, (dialog: ScheduleDialog | null) => void] {
  return useState<ScheduleDialog | null>(null)
}
