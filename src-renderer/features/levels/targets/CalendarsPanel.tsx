/** When services are agreed to run: calendars, the maintenance windows of the chosen one, and how levels are read. */
import { Button, NativeSelect } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useCallback, useMemo, useState, type ReactNode } from 'react'

import type { MaintenanceWindow, ServiceCalendar } from '../../../../src-shared/domain/model/level-tables.ts'
import type { AddableLevelTable } from '../../../../src-shared/domain/service-levels/edit-levels.ts'
import { LEVEL_POLICY_ID, levelPolicyOf } from '../../../../src-shared/domain/service-levels/measures/level-policy.ts'
import { issue } from '../../../../src-shared/domain/issues.ts'
import { CommitField } from '../../../components/CommitField.tsx'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { notifyIssues } from '../../../state/notices.tsx'
import { useLevelView } from '../level-view.tsx'
import { LevelSheet } from './LevelSheet.tsx'
import classes from './Targets.module.css'
import { useLevelEdits } from './use-level-edits.ts'

const CONSTANTS = [
  { value: 'rounded', label: 'mean ± 2.660 × mean range; range limit 3.268 ×' }, { value: 'exact', label: 'mean ± 3/1.128 × mean range; range limit 3.268 ×' }, { value: 'median', label: 'mean ± 3.145 × median range; range limit 3.865 ×' },
] as const
const COUNTS = [
  { field: 'runLength', label: 'Run on one side', description: 'points that make a signal' }, { field: 'trendLength', label: 'Rising or falling', description: 'points that make a signal' },
  { field: 'provisionalPoints', label: 'Provisional below', description: 'points' }, { field: 'worseningPeriods', label: 'At risk when worse', description: 'periods running' },
] as const

function PolicyFields(): ReactNode {
  const { draft, canEdit } = useLevelView()
  const edits = useLevelEdits()
  const policy = levelPolicyOf(draft)
  const set = (field: string) => (text: string): string | null => edits.setField({ table: 'levelPolicy', rowId: LEVEL_POLICY_ID, field }, text, 'How levels are read')
  return (
    <section aria-label="How levels are read" className={classes['section']}>
      <h2>How levels are read</h2>
      <div className={classes['fields']}>
        <NativeSelect
          label="Natural limits" disabled={!canEdit} value={policy.xmrConstants} data={[...CONSTANTS]} w={340}
          onChange={(event) => {
            const why = set('xmrConstants')(event.currentTarget.value)
            if (why !== null) notifyIssues('Not changed', [issue('wrong-state', why)])
          }}
        />
        {COUNTS.map(({ field, label, description }) => <CommitField key={field} label={label} description={description} align="end" width={150} readOnly={!canEdit} value={String(policy[field])} onCommit={set(field)} />)}
        <CommitField label="Records reach to" description="month; empty: the newest record" width={190} readOnly={!canEdit} value={policy.recordedThrough ?? ''} onCommit={set('recordedThrough')} />
      </div>
    </section>
  )
}

export function CalendarsPanel({ onAdd, onCalendar }: {
  readonly onAdd: (table: AddableLevelTable, start: Readonly<Record<string, string>>) => void
  /** The chosen one, which can be taken away. */
  readonly onCalendar: (calendar: ServiceCalendar | null) => void
}): ReactNode {
  const { draft, canEdit, row } = useLevelView()
  const edits = useLevelEdits()
  const calendars = useMemo(() => [...draft.serviceCalendar.values()].toSorted((left, right) => left.position - right.position), [draft.serviceCalendar])
  const [chosen, setChosen] = useState<ServiceCalendar | null>(null)
  const choose = useCallback((each: ServiceCalendar | null) => {
    if (each !== null) setChosen(each)
    onCalendar(each)
  }, [onCalendar])
  const [active, setActive] = useState<MaintenanceWindow | null>(null)
  const asked = draft.serviceCalendar.get(draft.maintenanceWindow.get(row ?? '')?.calendarId ?? row ?? '')
  const calendar = draft.serviceCalendar.get(chosen?.id ?? '') ?? asked ?? calendars[0] ?? null
  const windows = useMemo(() => [...draft.maintenanceWindow.values()].filter((each) => each.calendarId === calendar?.id).toSorted((left, right) => left.position - right.position), [draft.maintenanceWindow, calendar])
  return (
    <div className={classes['page']}>
      <section aria-label="Calendars" className={classes['section']}>
        <LevelSheet table="serviceCalendar" label="Calendars" draft={draft} rows={calendars} onRow={choose} height="rows" wanted={asked?.id ?? null} empty={<EmptyState title="No calendars yet">Without one a service is agreed to run round the clock.</EmptyState>} />
      </section>
      {calendar !== null && (
        <section aria-label={`Maintenance windows of ${calendar.name}`} className={classes['section']}>
          <div className={classes['head']}>
            <h2>Maintenance windows of {calendar.name}</h2>
            <Button size="compact-sm" variant="default" leftSection={<IconTrash size={14} aria-hidden />} disabled={!canEdit || active === null || !windows.some(({ id }) => id === active.id)} onClick={() => { if (active !== null) edits.remove({ table: 'maintenanceWindow', rowIds: [active.id], label: `Remove a window of ${calendar.name}` }) }}>Remove the window</Button>
            <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} aria-hidden />} disabled={!canEdit} onClick={() => onAdd('maintenanceWindow', { calendarId: calendar.id })}>Window</Button>
          </div>
          <LevelSheet table="maintenanceWindow" label="Maintenance windows" draft={draft} rows={windows} onRow={setActive} height="rows" empty={<EmptyState title="No planned maintenance">All agreed hours count.</EmptyState>} />
        </section>
      )}
      <PolicyFields />
    </div>
  )
}
