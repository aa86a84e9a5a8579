import { NativeSelect, Tabs, Text, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { memo, useMemo, useState, type ReactNode } from 'react'

import { rateBridge } from '../../../src-shared/domain/costs/rate-bridge.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import type { CustomerClass } from '../../../src-shared/domain/model/tables.ts'
import type { Comparison } from '../../../src-shared/domain/rates/comparison.ts'
import { explainCell } from '../../../src-shared/domain/rates/explain-comparison.ts'
import { largestChanges, largestChangesChart, rateTrendChart, rowTitle, trendVersions } from '../../../src-shared/domain/reports/charts.ts'
import { BridgeTable } from '../../components/BridgeTable.tsx'
import { BridgeFigures, BridgeSentence } from '../../components/BridgeWords.tsx'
import { ChartFigure } from '../../components/ChartFigure.tsx'
import type { ChartMarks } from '../../components/ChartMark.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { useAfterPaint } from '../../components/use-after-paint.ts'
import { usePreference } from '../../state/preferences.ts'
import { BillImpact } from './BillImpact.tsx'
import classes from './ChartDrawer.module.css'
import { clampHeight, DrawerEdge } from './DrawerEdge.tsx'

export type ChartedRate = { readonly rateId: string; readonly customerClass: CustomerClass }

const TABS = [{ value: 'changes', label: 'Largest changes' }, { value: 'trend', label: 'Trend of the selected rate' }, { value: 'bridge', label: 'Why it changed' }, { value: 'bills', label: 'What customers pay' }] as const

/** What the drawer's head, the figure's head, the axis and the paddings take of its height. */
const AROUND_BARS = 34 + 30 + 54 + 14
const AROUND_LINE = 34 + 30 + 14
const GAPS_HEIGHT = 22
const BAR_HEIGHT = 24

/** As many rates as the drawer has room for: a higher drawer shows more of them. */
function barsIn(height: number): number {
  return Math.max(5, Math.floor((height - AROUND_BARS) / BAR_HEIGHT))
}

/** By then the core has answered what an edited rate means for the bills. */
const BILLS_FIRST_MS = 40

type Charted = { readonly draft: Draft; readonly comparison: Comparison; readonly rate: ChartedRate | null; readonly height: number }

const LargestChanges = memo(function LargestChanges({ draft, comparison, column, height }: Pick<Charted, 'draft' | 'comparison' | 'height'> & { readonly column: number }): ReactNode {
  const limit = barsIn(height)
  const chart = useMemo(() => largestChangesChart(comparison, column, limit), [comparison, column, limit])
  const { base, comparisons } = comparison.request
  const marks: ChartMarks = (_, index) => {
    const row = largestChanges(comparison, column, limit)[index]?.row
    if (row === undefined) return { title: 'Largest changes', explain: null, notes: [], history: [] }
    return { title: `${rowTitle(row)}: % change`, explain: () => explainCell(draft, { comparison, rowKey: row.key, cellIndex: column, figure: 'percent' }), notes: [], history: [{ table: 'rate', id: row.rateId }] }
  }
  return <ChartFigure marks={marks} chart={chart} from={{ versions: [base, ...comparisons.slice(column, column + 1)], isFictional: false }} />
})

const Trend = memo(function Trend({ draft, rate, height }: Pick<Charted, 'draft' | 'rate' | 'height'>): ReactNode {
  const chart = useMemo(() => (rate === null ? null : rateTrendChart(draft, rate.rateId, rate.customerClass)), [draft, rate])
  if (chart === null || rate === null) return <EmptyState title="No rate is selected">Select a row of the table to see its published rate over all years.</EmptyState>
  const hasGaps = chart.series.some((series) => series.values.includes(null))
  return <ChartFigure chart={chart} from={{ versions: trendVersions(draft, rate.rateId, rate.customerClass), isFictional: false }} height={Math.max(100, height - AROUND_LINE - (hasGaps ? GAPS_HEIGHT : 0))} />
})

/** The bridge is of published state rates; what a comparison against a baseline says of it is another question. */
const Bridge = memo(function Bridge({ draft, comparison, rate, column }: Pick<Charted, 'draft' | 'comparison' | 'rate'> & { readonly column: number }): ReactNode {
  const from = comparison.request.base
  const to = comparison.request.comparisons[column]
  const bridge = useMemo(() => (rate === null || to === undefined ? null : rateBridge({ draft, from, to, rateId: rate.rateId })), [draft, from, to, rate])
  if (bridge === null || to === undefined) return <EmptyState title="No rate is selected">Select a row of the table to see why its rate changed.</EmptyState>
  if (bridge.kind === 'none') return <EmptyState title={bridge.title}>{bridge.sentence}</EmptyState>
  return (
    <>
      <BridgeSentence draft={draft} bridge={bridge} />
      <BridgeFigures draft={draft} bridge={bridge} table={<BridgeTable draft={draft} bridge={bridge} />} />
    </>
  )
})

/**
 * Charts below the table: the largest changes of one comparison (the last, or the one chosen), the selected rate over all years, why it
 * changed, and what customers pay. Whether it is open, how high, and which chart are remembered.
 */
export function ChartDrawer({ comparison, draft, rate }: Omit<Charted, 'height'>): ReactNode {
  // The table repaints first, then what customers pay; the charts, and all that stands around them, follow.
  const now = useMemo(() => ({ comparison, draft, rate }), [comparison, draft, rate])
  return <Drawer {...useAfterPaint(now, BILLS_FIRST_MS)} />
}

const Drawer = memo(function Drawer({ comparison, draft, rate }: Omit<Charted, 'height'>): ReactNode {
  const [kept, keep] = usePreference('rates.charts', { isOpen: false, height: 300, tab: 'changes' })
  const [moving, setMoving] = useState<number | null>(null)
  const [chosen, setChosen] = useState<string | null>(null)
  const height = clampHeight(moving ?? kept.height)
  const labels = comparison.comparisonLabels
  const found = chosen === null ? -1 : labels.indexOf(chosen)
  const column = found === -1 ? labels.length - 1 : found
  const shownVersion = comparison.request.comparisons[column]
  const tab = TABS.find((each) => each.value === kept.tab)?.value ?? 'changes'
  return (
    <section aria-label="Charts" className={classes['drawer']} style={kept.isOpen ? { height } : undefined}>
      {kept.isOpen && (
        <DrawerEdge
          height={height} onMove={setMoving}
          onDone={(next) => {
            setMoving(null)
            keep({ ...kept, height: next })
          }}
        />
      )}
      <Tabs value={tab} onChange={(tab) => keep({ ...kept, tab: tab ?? 'changes' })} keepMounted={false} className={classes['tabs'] ?? ''}>
        <div className={classes['head']}>
          <UnstyledButton aria-expanded={kept.isOpen} onClick={() => keep({ ...kept, isOpen: !kept.isOpen })} className={classes['toggle'] ?? ''}>
            {kept.isOpen ? <IconChevronDown size={16} aria-hidden /> : <IconChevronUp size={16} aria-hidden />}
            Charts
          </UnstyledButton>
          {kept.isOpen ? (
            <>
              <Tabs.List className={classes['list'] ?? ''}>
                {TABS.map(({ value, label }) => (
                  <Tabs.Tab key={value} value={value} px="xs" fz="sm">
                    {label}
                  </Tabs.Tab>
                ))}
              </Tabs.List>
              <span className={classes['spacer']} />
              {tab !== 'trend' && labels.length > 1 && (
                <NativeSelect aria-label="Comparison of the chart" data={labels.map((label, index) => ({ value: String(index), label: `${comparison.baseLabel} to ${label}` }))} value={String(column)} onChange={(event) => setChosen(labels[event.currentTarget.selectedIndex] ?? null)} />
              )}
            </>
          ) : (
            <Text span size="xs" c="dimmed">
              Largest changes, the trend of the selected rate, why it changed, and what customers pay
            </Text>
          )}
        </div>
        {kept.isOpen && (
          <>
            <Tabs.Panel value="changes" className={classes['panel'] ?? ''}>
              <LargestChanges draft={draft} comparison={comparison} column={column} height={height} />
            </Tabs.Panel>
            <Tabs.Panel value="bills" className={classes['panel'] ?? ''}>
              {shownVersion !== undefined && <BillImpact from={comparison.request.base} to={shownVersion} height={height} />}
            </Tabs.Panel>
            <Tabs.Panel value="bridge" className={classes['panel'] ?? ''}>
              <Bridge draft={draft} comparison={comparison} rate={rate} column={column} />
            </Tabs.Panel>
            <Tabs.Panel value="trend" className={classes['panel'] ?? ''}>
              <Trend draft={draft} rate={rate} height={height} />
            </Tabs.Panel>
          </>
        )}
      </Tabs>
    </section>
  )
})
