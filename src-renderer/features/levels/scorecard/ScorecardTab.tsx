/** How each target was kept, month by month, over all services; a row opens its chart below. */
import { Button, NativeSelect, Text } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react'

import { month, monthAfter, monthWords, type Month } from '../../../../src-shared/domain/month.ts'
import { targetTitle } from '../../../../src-shared/domain/reports/levels/level-charts.ts'
import { lastMeasuredMonth } from '../../../../src-shared/domain/service-levels/measured-months.ts'
import { explainLevel, levelsOf } from '../../../../src-shared/domain/service-levels/measures/levels.ts'
import type { LevelStatus, LevelValue, TargetLevels } from '../../../../src-shared/domain/service-levels/measures/level-values.ts'
import { countStanding, standingOf } from '../../../../src-shared/domain/service-levels/standing.ts'
import { untargetedWords } from '../../../../src-shared/domain/service-levels/untargeted-services.ts'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { ToggleChips } from '../../../components/ToggleChips.tsx'
import { useInspector, type InspectorSubject } from '../../../state/inspector.tsx'
import { usePreference } from '../../../state/preferences.ts'
import { goTo, importsAddress } from '../../../state/routes.ts'
import { today } from '../../../state/today.ts'
import { useLevelView } from '../level-view.tsx'
import { STATUS_LOOK, STATUSES } from './level-words.ts'
import { RecordNotes } from './RecordNotes.tsx'
import { ScoreTable, type Chosen } from './ScoreTable.tsx'
import classes from './Scorecard.module.css'
import { TargetDock } from './TargetDock.tsx'

const SPANS = [12, 24, 36, 60] as const
const NO_MONTH = month('2004-12')

function isAmong(levels: TargetLevels, statuses: ReadonlySet<LevelStatus>): boolean {
  const { status, isRetired } = standingOf(levels)
  return !isRetired && statuses.has(status)
}

/** The last months that can be looked at: the chosen one, the newest with a figure, and those before it. */
function lastMonths(newest: Month): readonly Month[] {
  return Array.from({ length: 36 }, (_, index) => monthAfter(newest, -index))
}

function Key(): ReactNode {
  return (
    <span className={classes['key']} aria-hidden>
      {STATUSES.toReversed().map((status) => (
        <span key={status}><span className={classes['cell']} data-status={status}>{STATUS_LOOK[status].sign}</span>{STATUS_LOOK[status].word}</span>
      ))}
    </span>
  )
}

function useScorecard() {
  const { draft, serviceId, month: asked, row, show } = useLevelView()
  const day = today()
  const newest = useMemo(() => lastMeasuredMonth(draft, day) ?? NO_MONTH, [draft, day])
  const to = asked ?? newest
  const [span, setSpan] = usePreference('levels.months', 24)
  const levels = useMemo(() => levelsOf(draft, { from: monthAfter(to, 1 - span), to, today: day, serviceId }), [draft, to, span, day, serviceId])
  const [pressed, setPressed] = useState<ReadonlySet<LevelStatus>>(new Set())
  const rows = useMemo(() => (pressed.size === 0 ? levels.targets : levels.targets.filter((each) => isAmong(each, pressed))), [levels, pressed])
  const [chosenMonth, setChosenMonth] = useState<Month | null>(null)
  const present = levels.byTarget.get(row ?? '') ?? rows[0] ?? null
  const value = present === null ? null : (present.values.find((each) => each.month === chosenMonth) ?? present.latest)
  const choose = useCallback((chosen: Chosen) => {
    setChosenMonth(chosen.month)
    show({ row: chosen.targetId })
  }, [show])
  const toggle = useCallback((status: LevelStatus) => setPressed((before) => {
    const next = new Set(before)
    if (!next.delete(status)) next.add(status)
    return next
  }), [])
  return { draft, serviceId, newest, to, span, setSpan, levels, rows, pressed, toggle, present, value, chosenMonth, choose, show }
}

/** The inspector follows the chosen month of the chosen target. */
function useExplained(draft: ReturnType<typeof useLevelView>['draft'], present: TargetLevels | null, value: LevelValue | null): void {
  const inspector = useInspector()
  const subject = useMemo((): InspectorSubject | null => {
    if (present === null) return null
    const { target } = present
    const at = value?.month
    return {
      title: `${targetTitle(draft, target)}${at === undefined ? '' : ` · ${monthWords(at)}`}`, explain: at === undefined ? null : () => explainLevel(draft, { targetId: target.id, month: at, today: today() }) ?? undefined,
      notes: [{ label: 'Status', text: value?.why ?? 'No data' }, { label: 'Note', text: target.note }, { label: 'Source', text: target.source }],
      history: [{ table: 'serviceTarget', id: target.id }, ...(at === undefined ? [] : [{ table: 'measurement' as const, id: `${target.id}|${at}` }])],
    }
  }, [draft, present, value])
  useEffect(() => inspector.show(subject), [inspector, subject])
  useEffect(() => () => inspector.show(null), [inspector])
}

export function ScorecardTab(): ReactNode {
  const { draft, serviceId, newest, to, span, setSpan, levels, rows, pressed, toggle, present, value, chosenMonth, choose, show } = useScorecard()
  useExplained(draft, present, value)
  const services = useMemo(() => {
    const named = new Set([...draft.serviceTarget.values()].map((each) => each.serviceId))
    return [...draft.service.values()].filter(({ id }) => named.has(id)).toSorted((left, right) => left.position - right.position)
  }, [draft])
  const untargeted = useMemo(() => (serviceId === null ? untargetedWords(draft, to) : ''), [draft, serviceId, to])
  if (draft.serviceTarget.size === 0) {
    return (
      <EmptyState
        title="No targets yet"
        actions={<><Button onClick={() => show({ tab: 'targets' })}>Add a target</Button><Button variant="default" leftSection={<IconFileImport size={15} aria-hidden />} onClick={() => goTo(importsAddress('levels'))}>Import targets</Button></>}
      >
        Say under Targets what is promised of a service, and import or type what was measured; then the scorecard shows how it was kept.
      </EmptyState>
    )
  }
  const chips = STATUSES.map((status) => {
    const { word, icon, color } = STATUS_LOOK[status]
    return { value: status, word: word.toLowerCase(), icon, color, count: countStanding(levels.targets, status), hint: `Only targets that are in the last month: ${word.toLowerCase()}` }
  })
  return (
    <>
      <div className={classes['tools']}>
        <ToggleChips label="Status" chips={chips} pressed={pressed} onToggle={toggle} />
        <span className={classes['spacer']} />
        <NativeSelect aria-label="Service" w={190} value={serviceId ?? ''} data={[{ value: '', label: 'All services' }, ...services.map(({ id, name }) => ({ value: id, label: name }))]} onChange={(event) => show({ service: event.currentTarget.value === '' ? null : event.currentTarget.value })} />
        <NativeSelect aria-label="Months shown" w={110} value={String(span)} data={SPANS.map((each) => ({ value: String(each), label: `${each} months` }))} onChange={(event) => setSpan(Number.parseInt(event.currentTarget.value, 10))} />
        <NativeSelect aria-label="Up to" w={150} value={to} data={[...new Set([to, ...lastMonths(newest)])].toSorted().toReversed().map((each) => ({ value: each, label: `to ${monthWords(each)}` }))} onChange={(event) => show({ month: event.currentTarget.value })} />
      </div>
      <RecordNotes issues={levels.issues} />
      <div className={classes['under']}>
        <Text size="xs" c="dimmed">{untargeted === '' ? '' : `${untargeted}.`}</Text>
        <Key />
      </div>
      {rows.length === 0
        ? <EmptyState title="No target is so">Take a status away, or choose another service or other months.</EmptyState>
        : <ScoreTable draft={draft} rows={rows} chosen={present === null ? null : { targetId: present.target.id, month: chosenMonth }} onChoose={choose} label={`Scorecard, ${monthWords(levels.from)} to ${monthWords(levels.to)}`} />}
      <TargetDock draft={draft} levels={present} value={value} onChoose={choose} />
    </>
  )
}
