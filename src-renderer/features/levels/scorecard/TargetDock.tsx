import { Button, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { useMemo, type ReactNode } from 'react'

import type { Draft } from '../../../../src-shared/domain/model/draft.ts'
import { levelChart, rangeChart, targetTitle } from '../../../../src-shared/domain/reports/levels/level-charts.ts'
import { targetXmr } from '../../../../src-shared/domain/service-levels/measures/target-xmr.ts'
import type { LevelValue, TargetLevels } from '../../../../src-shared/domain/service-levels/measures/level-values.ts'
import { ChartFigure } from '../../../components/ChartFigure.tsx'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { useInspector } from '../../../state/inspector.tsx'
import { usePreference } from '../../../state/preferences.ts'
import { useLevelView } from '../level-view.tsx'
import type { Chosen } from './ScoreTable.tsx'
import classes from './Scorecard.module.css'
import { TargetFacts } from './TargetFacts.tsx'

const CHART_HEIGHT = 250
const RANGE_HEIGHT = 150

function Charts({ draft, levels, value, onChoose }: { readonly draft: Draft; readonly levels: TargetLevels; readonly value: LevelValue | null; readonly onChoose: (month: LevelValue['month']) => void }): ReactNode {
  const limits = useMemo(() => targetXmr(draft, levels), [draft, levels])
  const [line, range] = useMemo(() => [levelChart(draft, levels, limits), rangeChart(draft, levels, limits)], [draft, levels, limits])
  const from = { versions: [], isFictional: levels.target.provenance === 'fictional' }
  return (
    <div className={classes['dockBody']}>
      <div className={classes['charts']}>
        <ChartFigure chart={line} from={from} height={CHART_HEIGHT} />
        {limits.upperRange !== null && <ChartFigure chart={range} from={from} height={RANGE_HEIGHT} />}
      </div>
      <TargetFacts levels={levels} limits={limits} value={value} onChoose={onChoose} />
    </div>
  )
}

/** The chosen target below the table: its chart, its limits, its budget and its breaches. */
export function TargetDock({ draft, levels, value, onChoose }: { readonly draft: Draft; readonly levels: TargetLevels | null; readonly value: LevelValue | null; readonly onChoose: (chosen: Chosen) => void }): ReactNode {
  const [isOpen, setOpen] = usePreference('levels.dock.open', true)
  const inspector = useInspector()
  const { show } = useLevelView()
  const title = levels === null ? 'Chart of a target' : targetTitle(draft, levels.target)
  return (
    <section aria-label="Chart of the target" className={classes['dock']} data-closed={!isOpen || undefined}>
      <div className={classes['dockHead']}>
        <UnstyledButton className={classes['toggle'] ?? ''} aria-expanded={isOpen} aria-label={isOpen ? 'Fold the chart' : 'Unfold the chart'} onClick={() => setOpen(!isOpen)}>
          {isOpen ? <IconChevronDown size={16} aria-hidden /> : <IconChevronUp size={16} aria-hidden />}
        </UnstyledButton>
        <h2>{title}</h2>
        <span className={classes['spacer']} />
        {levels !== null && (
          <>
            <Button size="compact-sm" variant="subtle" onClick={() => inspector.open('explain')}>How it was computed</Button>
            <Button size="compact-sm" variant="subtle" onClick={() => show({ tab: 'targets', row: levels.target.id })}>Its target and records</Button>
          </>
        )}
      </div>
      {isOpen && (levels === null ? <EmptyState title="No target is chosen">Choose a row of the table to see its months, natural limits and breaches.</EmptyState> : <Charts draft={draft} levels={levels} value={value} onChoose={(month) => onChoose({ targetId: levels.target.id, month })} />)}
    </section>
  )
}
