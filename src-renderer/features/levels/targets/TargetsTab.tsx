/** What is promised of each service, what was measured, the records from which it is computed, and the calendars: all edited in place. */
import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core'
import { IconFileImport, IconPlus, IconSearch, IconTrash } from '@tabler/icons-react'
import { useCallback, useDeferredValue, useMemo, useState, type ReactNode } from 'react'

import type { Draft } from '../../../../src-shared/domain/model/draft.ts'
import type { Incident, Outage, ServiceTarget } from '../../../../src-shared/domain/model/level-tables.ts'
import { month, monthAfter, type Month } from '../../../../src-shared/domain/month.ts'
import type { AddableLevelTable, LevelTexts } from '../../../../src-shared/domain/service-levels/edit-levels.ts'
import { lastMeasuredMonth } from '../../../../src-shared/domain/service-levels/measured-months.ts'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { usePreference } from '../../../state/preferences.ts'
import { goTo, importsAddress } from '../../../state/routes.ts'
import { today } from '../../../state/today.ts'
import { useLevelView } from '../level-view.tsx'
import { CalendarsPanel } from './CalendarsPanel.tsx'
import { GoalDialog } from './GoalDialog.tsx'
import { LevelRowDialog } from './LevelRowDialog.tsx'
import { LevelSheet, rowName } from './LevelSheet.tsx'
import { MeasurementGrid } from './MeasurementGrid.tsx'
import classes from './Targets.module.css'
import { useLevelEdits } from './use-level-edits.ts'

const SECTIONS = [
  { value: 'targets', label: 'Targets', table: 'serviceTarget', one: 'Target' }, { value: 'measurements', label: 'Measurements', table: null, one: '' }, { value: 'outages', label: 'Outages', table: 'outage', one: 'Outage' },
  { value: 'incidents', label: 'Incidents', table: 'incident', one: 'Incident' }, { value: 'calendars', label: 'Calendars', table: 'serviceCalendar', one: 'Calendar' },
] as const satisfies readonly { readonly value: string; readonly label: string; readonly table: AddableLevelTable | null; readonly one: string }[]
type Section = (typeof SECTIONS)[number]['value']

const MONTHS_SHOWN = 24
const NO_MONTH = month('2004-12')

/** Where the row stands that an address asks for. */
function sectionOf(draft: Draft, row: string | null, asksMonth: boolean): Section | null {
  if (row === null) return null
  if (draft.outage.has(row)) return 'outages'
  if (draft.incident.has(row)) return 'incidents'
  if (draft.serviceTarget.has(row)) return asksMonth ? 'measurements' : 'targets'
  return draft.serviceCalendar.has(row) || draft.maintenanceWindow.has(row) || row === 'policy' ? 'calendars' : null
}

type Row = { readonly id: string; readonly serviceId: string; readonly code: string; readonly title: string }

function chosenRows<Of extends Row>(draft: Draft, rows: Iterable<Of>, { serviceId, text }: { readonly serviceId: string | null; readonly text: string }): readonly Of[] {
  const wanted = text.trim().toLowerCase()
  const holds = (row: Of): boolean => `${row.code} ${row.title} ${draft.service.get(row.serviceId)?.name ?? ''} ${draft.service.get(row.serviceId)?.code ?? ''}`.toLowerCase().includes(wanted)
  return [...rows].filter((row) => (serviceId === null || row.serviceId === serviceId) && (wanted === '' || holds(row)))
}

function newestFirst<Of>(rows: readonly Of[], of: (row: Of) => string): readonly Of[] {
  return rows.toSorted((left, right) => (of(left) < of(right) ? 1 : of(left) > of(right) ? -1 : 0))
}

function useRows(section: Section, text: string) {
  const { draft, serviceId } = useLevelView()
  return useMemo(() => {
    const { serviceTarget, outage, incident } = draft
    const chosen = { serviceId, text }
    const places = new Map([...draft.service.values()].map(({ id, position }) => [id, position]))
    const placeOf = (row: ServiceTarget): number => places.get(row.serviceId) ?? places.size
    return {
      targets: section === 'targets' || section === 'measurements' ? chosenRows(draft, serviceTarget.values(), chosen).toSorted((left, right) => placeOf(left) - placeOf(right) || left.position - right.position) : [],
      outages: section === 'outages' ? newestFirst<Outage>(chosenRows(draft, outage.values(), chosen), (row) => row.startedAt) : [],
      incidents: section === 'incidents' ? newestFirst<Incident>(chosenRows(draft, incident.values(), chosen), (row) => row.openedAt) : [],
    }
  }, [draft, section, serviceId, text])
}

/** The months of the measurements: up to the newest with a figure, and the next one, in which the next will be typed. */
function shownMonths(newest: Month): readonly Month[] {
  return Array.from({ length: MONTHS_SHOWN }, (_, index) => monthAfter(newest, index + 2 - MONTHS_SHOWN))
}

export function TargetsTab(): ReactNode {
  const { draft, canEdit, serviceId, month: askedMonth, row, show } = useLevelView()
  const edits = useLevelEdits()
  const [kept, keep] = usePreference<Section>('levels.targets.section', 'targets')
  const [left, setLeft] = useState<string | null>(null)
  const section = (row === left ? null : sectionOf(draft, row, askedMonth !== null)) ?? kept
  const [typed, setText] = useState('')
  const text = useDeferredValue(typed)
  const [active, setActive] = useState<Row | { readonly id: string; readonly name: string } | null>(null)
  const [adding, setAdding] = useState<{ readonly table: AddableLevelTable; readonly start: LevelTexts } | null>(null)
  const rows = useRows(section, text)
  const shown = SECTIONS.find(({ value }) => value === section) ?? SECTIONS[0]
  const day = today()
  const months = useMemo(() => shownMonths(askedMonth ?? lastMeasuredMonth(draft, day) ?? NO_MONTH), [draft, day, askedMonth])
  const closeDialog = useCallback(() => setAdding(null), [])
  const [goalOf, setGoalOf] = useState<string | null>(null)
  const begin = (table: AddableLevelTable, start: LevelTexts): void => setAdding({ table, start })
  const choose = (next: Section): void => {
    setLeft(row)
    setActive(null)
    keep(next)
  }
  const services = useMemo(() => [...draft.service.values()].toSorted((before, after) => before.position - after.position), [draft.service])
  const isThere = active !== null && shown.table !== null && draft[shown.table].has(active.id)
  return (
    <>
      <div className={classes['tools']}>
        <SegmentedControl aria-label="What is shown" size="xs" value={section} data={SECTIONS.map(({ value, label }) => ({ value, label }))} onChange={(value) => choose(SECTIONS.find((each) => each.value === value)?.value ?? 'targets')} />
        {section !== 'calendars' && (
          <>
            <TextInput aria-label="Search" placeholder="Code, title or service" leftSection={<IconSearch size={14} aria-hidden />} w={140} value={typed} onChange={(event) => setText(event.currentTarget.value)} />
            <NativeSelect aria-label="Service" w={140} value={serviceId ?? ''} data={[{ value: '', label: 'All services' }, ...services.map(({ id, name }) => ({ value: id, label: name }))]} onChange={(event) => show({ service: event.currentTarget.value === '' ? null : event.currentTarget.value })} />
          </>
        )}
        <span className={classes['spacer']} />
        {section === 'targets' && <Button variant="default" px={10} disabled={!canEdit || !isThere} title="A new goal from a month on; the months before keep theirs" onClick={() => setGoalOf(active?.id ?? null)}>Goal …</Button>}
        {shown.table !== null && (
          <Button variant="default" leftSection={<IconTrash size={15} aria-hidden />} disabled={!canEdit || !isThere} onClick={() => { if (active !== null) edits.remove({ table: shown.table, rowIds: [active.id], label: `Remove ${rowName(active)}` }) }}>Remove</Button>
        )}
        <Button variant="default" leftSection={<IconFileImport size={15} aria-hidden />} disabled={!canEdit} onClick={() => goTo(importsAddress('levels'))}>Import</Button>
        {shown.table !== null && <Button variant="default" leftSection={<IconPlus size={15} aria-hidden />} disabled={!canEdit} onClick={() => begin(shown.table, serviceId === null ? {} : { serviceId })}>{shown.one}</Button>}
      </div>
      {section === 'calendars' ? <CalendarsPanel onAdd={begin} onCalendar={setActive} /> : (
        <div className={classes['grid']}>
          {section === 'targets' && <LevelSheet table="serviceTarget" label="Targets" draft={draft} rows={rows.targets} onRow={setActive} wanted={row} empty={<EmptyState title="No targets yet">Add a target, or import targets and measurements.</EmptyState>} />}
          {section === 'measurements' && <MeasurementGrid targets={rows.targets} months={months} />}
          {section === 'outages' && <LevelSheet table="outage" label="Outages" draft={draft} rows={rows.outages} onRow={setActive} wanted={row} empty={<EmptyState title="No outages">None is recorded, or none is called that.</EmptyState>} />}
          {section === 'incidents' && <LevelSheet table="incident" label="Incidents" draft={draft} rows={rows.incidents} onRow={setActive} wanted={row} empty={<EmptyState title="No incidents">None is recorded, or none is called that.</EmptyState>} />}
        </div>
      )}
      <GoalDialog target={draft.serviceTarget.get(goalOf ?? '') ?? null} onClose={() => setGoalOf(null)} />
      <LevelRowDialog table={adding?.table ?? null} start={adding?.start ?? {}} onClose={closeDialog} onAdded={(rowId) => show({ row: rowId })} />
    </>
  )
}
