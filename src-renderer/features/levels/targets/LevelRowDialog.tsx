/** A new target, record, calendar or window: what it cannot do without; the rest is typed in the sheet. */
import { Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'

import type { Draft } from '../../../../src-shared/domain/model/draft.ts'
import type { AddableLevelTable, LevelTexts } from '../../../../src-shared/domain/service-levels/edit-levels.ts'
import { levelFields } from '../../../../src-shared/domain/service-levels/level-fields.ts'
import { WEEKDAYS } from '../../../../src-shared/domain/service-levels/level-readers.ts'
import { useLevelView } from '../level-view.tsx'
import { useLevelEdits } from './use-level-edits.ts'

type Asked = { readonly field: string; readonly placeholder?: string; readonly start?: string }
const DIALOGS: Readonly<Record<AddableLevelTable, { readonly title: string; readonly submit: string; readonly asks: readonly Asked[] }>> = {
  serviceTarget: {
    title: 'New target', submit: 'Add the target',
    asks: [{ field: 'serviceId' }, { field: 'code', placeholder: 'CPU-AVL' }, { field: 'title', placeholder: 'Availability in prime time' }, { field: 'metric', start: 'availability' }, { field: 'computation', start: 'typed' }, { field: 'unit', start: '%' }, { field: 'direction', start: 'at-least' }, { field: 'goal', placeholder: '99.8' }, { field: 'warning', placeholder: 'none' }, { field: 'window', start: 'month' }, { field: 'calendarId' }, { field: 'effectiveFrom', placeholder: '2003-07' }],
  },
  outage: { title: 'New outage', submit: 'Add the outage', asks: [{ field: 'serviceId' }, { field: 'startedAt', placeholder: '2004-03-12 08:15' }, { field: 'endedAt', placeholder: 'not ended' }, { field: 'kind', start: 'unplanned' }, { field: 'code' }, { field: 'title' }] },
  incident: { title: 'New incident', submit: 'Add the incident', asks: [{ field: 'serviceId' }, { field: 'openedAt', placeholder: '2004-03-12 08:20' }, { field: 'respondedAt' }, { field: 'resolvedAt' }, { field: 'priority', placeholder: '1' }, { field: 'code' }, { field: 'title' }] },
  serviceCalendar: { title: 'New calendar', submit: 'Add the calendar', asks: [{ field: 'name' }, { field: 'hours', start: 'Mon-Fri 07:00-17:00' }, { field: 'timeZone', start: 'America/New_York' }, { field: 'observedHolidays', start: 'state' }] },
  maintenanceWindow: {
    title: 'New maintenance window', submit: 'Add the window',
    asks: [{ field: 'rule', start: 'weekday-of-month' }, { field: 'ordinal', start: '2' }, { field: 'weekday', start: 'Friday' }, { field: 'weekStartsOn', start: 'sunday' }, { field: 'onDate', placeholder: 'YYYY-MM-DD' }, { field: 'startTime', placeholder: '18:00' }, { field: 'minutes', start: '120' }, { field: 'effectiveFrom', placeholder: 'YYYY-MM-DD' }],
  },
}

function choicesOf(draft: Draft, table: AddableLevelTable, field: string): readonly { readonly value: string; readonly label: string }[] | null {
  if (field === 'serviceId') return [{ value: '', label: 'Choose a service' }, ...[...draft.service.values()].toSorted((left, right) => left.name.localeCompare(right.name, 'en')).map(({ id, name }) => ({ value: id, label: name }))]
  if (field === 'calendarId') return [{ value: '', label: '24 hours on 7 days' }, ...[...draft.serviceCalendar.values()].map(({ id, name }) => ({ value: id, label: name }))]
  if (field === 'weekday') return WEEKDAYS.map((each) => ({ value: each, label: each }))
  return levelFields(table).get(field)?.choices?.map((value) => ({ value, label: value })) ?? null
}

function Form({ table, start, onClose, onAdded }: { readonly table: AddableLevelTable; readonly start: LevelTexts; readonly onClose: () => void; readonly onAdded: (rowId: string) => void }): ReactNode {
  const { draft } = useLevelView()
  const edits = useLevelEdits()
  const { asks, submit } = DIALOGS[table]
  const [texts, setTexts] = useState<LevelTexts>(() => ({ ...Object.fromEntries(asks.map((each) => [each.field, each.start ?? ''])), ...start }))
  const [error, setError] = useState<string | null>(null)
  function add(event: FormEvent): void {
    event.preventDefault()
    const done = edits.add(table, Object.fromEntries(Object.entries(texts).filter(([field]) => field !== 'onDate' || texts['rule'] === 'once')))
    if ('why' in done) return setError(done.why)
    onAdded(done.rowId)
    onClose()
  }
  return (
    <form onSubmit={add}>
      <Stack gap="sm">
        <div style={{ display: 'grid', gridTemplateColumns: 'repeat(2, minmax(0, 1fr))', gap: '8px 14px' }}>
          {asks.map(({ field, placeholder = '' }, index) => {
            const choices = choicesOf(draft, table, field)
            const shared = { label: levelFields(table).get(field)?.label ?? field, value: texts[field] ?? '', ...(index === 0 ? { 'data-autofocus': true } : {}) }
            const set = (text: string): void => setTexts({ ...texts, [field]: text })
            return choices === null
              ? <TextInput key={field} {...shared} placeholder={placeholder} autoComplete="off" maxLength={200} onChange={(event) => set(event.currentTarget.value)} />
              : <NativeSelect key={field} {...shared} data={[...choices]} onChange={(event) => set(event.currentTarget.value)} />
          })}
        </div>
        {error !== null && <Text size="sm" c="var(--mantine-color-error)" role="alert">{error}</Text>}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>Cancel</Button>
          <Button type="submit">{submit}</Button>
        </Group>
      </Stack>
    </form>
  )
}

export function LevelRowDialog({ table, start, onClose, onAdded }: { /** Null: closed. */ readonly table: AddableLevelTable | null; readonly start: LevelTexts; readonly onClose: () => void; readonly onAdded: (rowId: string) => void }): ReactNode {
  return (
    <Modal opened={table !== null} onClose={onClose} title={table === null ? '' : DIALOGS[table].title} size={620} closeButtonProps={{ 'aria-label': 'Close' }}>
      {table !== null && <Form table={table} start={start} onClose={onClose} onAdded={onAdded} />}
    </Modal>
  )
}
