import { IconCheck, IconCloudOff, IconEye, IconLoader2 } from '@tabler/icons-react'
import { useMemo, type ReactNode } from 'react'

import type { SaveState } from '../state/save-queue.ts'
import { useModelSession } from '../state/model-session.tsx'
import { useAnsweredMs, useSelectionFigures } from '../state/status-bar.tsx'
import { useVersionSelection } from '../state/version-selection.tsx'
import classes from './Frame.module.css'

/** Hours and minutes on this machine. @example timeOf('2026-11-22T14:02:00.000Z') // '14:02' */
export function timeOf(at: string): string {
  return new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
}

export function saveWords(state: SaveState): string {
  switch (state.kind) {
    case 'saved':
      return state.at === null ? 'Saved' : `Saved ${timeOf(state.at)}`
    case 'saving':
      return `Saving ${state.count === 1 ? 'an edit' : `${state.count} edits`}`
    case 'offline':
    case 'failed':
      return `${state.count} not saved`
    case 'read-only':
      return 'Read-only snapshot'
  }
}

function SaveIcon({ state }: { readonly state: SaveState }): ReactNode {
  switch (state.kind) {
    case 'saved':
      return <IconCheck size={14} aria-hidden />
    case 'saving':
      return <IconLoader2 size={14} aria-hidden />
    case 'offline':
    case 'failed':
      return <IconCloudOff size={14} aria-hidden color="var(--mantine-color-error)" />
    case 'read-only':
      return <IconEye size={14} aria-hidden />
  }
}

/** Says only what settles: a screen reader is not told of every keystroke. */
function Saved(): ReactNode {
  const { saveState } = useModelSession()
  const words = saveWords(saveState)
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 5 }} data-save-state={saveState.kind}>
      <SaveIcon state={saveState} />
      <output aria-live={saveState.kind === 'saving' ? 'off' : 'polite'}>{words}</output>
    </span>
  )
}

function ScenarioEdits(): ReactNode {
  const { draft } = useModelSession()
  const { scenarioId } = useVersionSelection()
  const count = useMemo(() => (scenarioId === null ? 0 : [...draft.override.values()].filter((override) => override.scenarioId === scenarioId).length), [draft.override, scenarioId])
  const scenario = scenarioId === null ? undefined : draft.scenario.get(scenarioId)
  if (scenario === undefined) return null
  return <span>{`${count} ${count === 1 ? 'edit' : 'edits'} in ${scenario.name}`}</span>
}

function Figure({ label, value }: { readonly label: string; readonly value: string }): ReactNode {
  return (
    <span>
      {label} <span className={classes['figure']}>{value}</span>
    </span>
  )
}

function Selection(): ReactNode {
  const figures = useSelectionFigures()
  if (figures === null) return null
  return (
    <>
      {figures.sum !== null && <Figure label="Sum" value={figures.sum} />}
      {figures.average !== null && <Figure label="Average" value={figures.average} />}
      {figures.count > 0 && <Figure label="Count" value={figures.count.toLocaleString('en-US')} />}
      {figures.elapsedMs !== null && <span title="From keystroke to the new figures">{Math.round(figures.elapsedMs)} ms</span>}
    </>
  )
}

function Answered(): ReactNode {
  const elapsedMs = useAnsweredMs()
  if (elapsedMs === null) return null
  return <span title="From the question to the new figures">{`Answered in ${Math.round(elapsedMs)} ms`}</span>
}

export function StatusBar(): ReactNode {
  return (
    <footer className={classes['status']} aria-label="Status">
      <Saved />
      <ScenarioEdits />
      <span className={classes['spacer']} />
      <Selection />
      <Answered />
    </footer>
  )
}
