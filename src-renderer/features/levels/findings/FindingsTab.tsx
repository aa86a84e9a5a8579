/** The quality loop: what levels propose, what is being worked on, what is overdue; and how well the process itself runs. */
import { Anchor, Button, Text, Title } from '@mantine/core'
import { IconAlarm, IconPlus } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'

import { qualityCounts, type FindingView } from '../../../../src-shared/domain/service-levels/quality/finding-rows.ts'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { moveInList } from '../../../components/list-keys.ts'
import { ToggleChips, type ToggleChip } from '../../../components/ToggleChips.tsx'
import { useLevelView } from '../level-view.tsx'
import { CAUSES, STATUSES } from './finding-words.tsx'
import { FindingPanel } from './FindingPanel.tsx'
import classes from './Findings.module.css'
import { NewFindingDialog } from './NewFindingDialog.tsx'
import { ProcessKpis } from './ProcessKpis.tsx'
import { ProposedList } from './ProposedList.tsx'
import { useQuality } from './use-quality.ts'

const FILTERS = ['open', 'improving', 'overdue', 'closed'] as const
type Filter = (typeof FILTERS)[number]

function ofStatus(value: 'open' | 'improving' | 'closed', count: number): ToggleChip<Filter> {
  const { word, icon, color } = STATUSES[value]
  return { value, count, word: word.toLowerCase(), icon, color }
}

function chipsOf(findings: readonly FindingView[]): readonly ToggleChip<Filter>[] {
  const { open, improving, closed, overdueActions } = qualityCounts(findings)
  return [ofStatus('open', open), ofStatus('improving', improving), { value: 'overdue', count: overdueActions, word: overdueActions === 1 ? 'action overdue' : 'actions overdue', icon: IconAlarm, color: 'var(--ratebook-increase)' }, ofStatus('closed', closed)]
}

function isShown({ finding, overdue }: FindingView, pressed: ReadonlySet<Filter>): boolean {
  return pressed.size === 0 || pressed.has(finding.status) || (pressed.has('overdue') && overdue.length > 0)
}

function FindingItem({ view, isChosen, isStop, onChoose }: { readonly view: FindingView; readonly isChosen: boolean; /** Of the Tab key. */ readonly isStop: boolean; readonly onChoose: () => void }): ReactNode {
  const { finding, actions, overdue } = view
  const { icon: Sign, color, word } = CAUSES[finding.cause]
  const done = actions.filter((each) => each.status === 'done').length
  const about = [finding.month ?? '', `opened ${finding.openedOn}`, actions.length === 0 ? 'no action' : `${done} of ${actions.length} actions done`, overdue.length === 0 ? '' : `${overdue.length} overdue`]
  return (
    <button type="button" className={classes['item']} data-entry tabIndex={isStop ? 0 : -1} aria-current={isChosen} onKeyDown={moveInList} onClick={onChoose}>
      <span className={classes['sign']}><Sign size={16} color={color} aria-label={word} /></span>
      <span className={classes['title']}><strong>{finding.code}</strong> {finding.title}</span>
      <span>{STATUSES[finding.status].word}</span>
      <span className={classes['quiet']}>{about.filter((part) => part !== '').join(' · ')}</span>
    </button>
  )
}

export function FindingsTab(): ReactNode {
  const { draft, row, serviceId, canEdit, show } = useLevelView()
  const { findings, proposed, kpiSource, month, asOf } = useQuality()
  const [pressed, setPressed] = useState<ReadonlySet<Filter>>(new Set())
  const [isAdding, setAdding] = useState(false)
  const shown = findings.filter((each) => isShown(each, pressed))
  const chosen = findings.find(({ finding }) => finding.id === row) ?? shown[0]
  const stop = chosen !== undefined && shown.includes(chosen) ? chosen : shown[0]
  const service = serviceId === null ? undefined : draft.service.get(serviceId)
  function toggle(value: Filter): void {
    setPressed((before) => new Set(before.has(value) ? [...before].filter((each) => each !== value) : [...before, value]))
  }
  return (
    <div className={classes['page']}>
      <div className={classes['top']}>
        <ProcessKpis source={kpiSource} month={month} />
        <div className={classes['line']}>
          <ToggleChips label="Findings by their state" chips={chipsOf(findings)} pressed={pressed} onToggle={toggle} />
          {service !== undefined && (
            <Text size="sm">
              {service.name} alone · <Anchor component="button" type="button" size="sm" onClick={() => show({ service: null })}>all services</Anchor>
            </Text>
          )}
          <Button variant="default" size="compact-sm" leftSection={<IconPlus size={14} aria-hidden />} disabled={!canEdit} onClick={() => setAdding(true)}>Finding …</Button>
        </div>
      </div>
      {findings.length === 0 && proposed.length === 0 ? (
        <EmptyState title="No findings">A breach, a risk, a downward trend or a signal of the levels is proposed here; what a review brings up is noted by hand.</EmptyState>
      ) : (
        <div className={classes['body']}>
          <section className={classes['list']} aria-label="Findings">
            <ProposedList proposed={proposed} />
            <section aria-label="Findings that were opened">
              <Title order={3} fz="sm">{pressed.size === 0 ? 'Findings' : 'Findings that are chosen'}</Title>
              {shown.length === 0 ? <Text size="sm" c="dimmed">{findings.length === 0 ? 'None was opened yet.' : 'None of that kind.'}</Text> : (
                <ul className={classes['rows']} data-entries>
                  {shown.map((view) => <li key={view.finding.id}><FindingItem view={view} isChosen={view === chosen} isStop={view === stop} onChoose={() => show({ row: view.finding.id })} /></li>)}
                </ul>
              )}
            </section>
          </section>
          {chosen === undefined ? <EmptyState title="No finding is chosen">Open one that is proposed, or note one.</EmptyState> : <FindingPanel key={chosen.finding.id} view={chosen} asOf={asOf} />}
        </div>
      )}
      {isAdding && <NewFindingDialog onClose={(id) => { setAdding(false); if (id !== null) show({ row: id }) }} />}
    </div>
  )
}
