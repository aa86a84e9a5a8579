/** Below the table of the impact: winners and losers, the distribution, the largest changes in words, and the rates of the chosen customer. */
import { Button, Tabs, Text, UnstyledButton } from '@mantine/core'
import { useViewportSize } from '@mantine/hooks'
import { IconChevronDown, IconChevronUp, IconFileExport } from '@tabler/icons-react'
import { memo, useCallback, useMemo, useState, type ReactNode } from 'react'

import type { ImpactAnswer } from '../../../../src-shared/contract/bill-answers.ts'
import type { ImpactCell } from '../../../../src-shared/domain/billing/impact.ts'
import type { Customer } from '../../../../src-shared/domain/model/billing-tables.ts'
import { decimal } from '../../../../src-shared/domain/decimal.ts'
import { hasFictional } from '../../../../src-shared/domain/reports/billing/billing-report.ts'
import type { FiguresOf } from '../../../../src-shared/domain/reports/draft-mark.ts'
import { distributionChart, winnersAndLosersChart } from '../../../../src-shared/domain/reports/impact-charts.ts'
import { usageChoiceText } from '../../../../src-shared/domain/usage/years-of-usage.ts'
import { versionKey } from '../../../../src-shared/domain/version.ts'
import { client } from '../../../client/client.ts'
import { ChartFigure } from '../../../components/ChartFigure.tsx'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { FailureAlert } from '../../../components/FailureAlert.tsx'
import { PlanWaiting } from '../../../components/PlanWaiting.tsx'
import { useAfterPaint } from '../../../components/use-after-paint.ts'
import type { GridSort } from '../../../components/RateGrid/types.ts'
import { Sheet } from '../../../components/sheet/Sheet.tsx'
import { Waiting } from '../../../components/Waiting.tsx'
import { useLiveAnswer } from '../../../state/live-answer.ts'
import { usePlanning } from '../../../state/planning.ts'
import { usePreference } from '../../../state/preferences.ts'
import { goTo, ratesAddress, reportAddress } from '../../../state/routes.ts'
import { useBillView } from '../bill-view.tsx'
import classes from '../Bills.module.css'
import { CELL_COLUMNS } from './impact-rows.ts'
import { useImpactSubjects } from './use-impact-subjects.ts'

export const DOCK_TABS = ['chart', 'distribution', 'words', 'rates'] as const
export type DockTab = (typeof DOCK_TABS)[number]
export type DockState = { readonly isOpen: boolean; readonly tab: string }
const LABELS: Readonly<Record<DockTab, string>> = { chart: 'Winners and losers', distribution: 'Distribution', words: 'In words', rates: 'Rates of the customer' }
/** What the dock's head, the figure's head, the axis and the paddings take of its height. */
const AROUND_BARS = 34 + 30 + 54 + 14
const AROUND_UPRIGHT = 34 + 30 + 16
const BAR_HEIGHT = 24
const [LOWEST, HIGHEST, OF_WINDOW] = [250, 420, 0.36]

/** A good third of the window: the table keeps the rest. */
function useDockHeight(): number {
  const { height } = useViewportSize()
  return Math.round(Math.min(HIGHEST, Math.max(LOWEST, height * OF_WINDOW)))
}

export function useDock(): readonly [DockState, (next: DockState) => void] {
  return usePreference<DockState>('bills.impact.dock', { isOpen: true, tab: 'chart' })
}

type Charted = { readonly answer: ImpactAnswer; readonly from: FiguresOf; readonly height: number }

const Winners = memo(function Winners({ answer, customers, from, height }: Charted & { readonly customers: ReadonlyMap<string, Customer> }): ReactNode {
  const limit = Math.max(4, Math.floor((height - AROUND_BARS) / BAR_HEIGHT))
  const chart = useMemo(() => winnersAndLosersChart({ title: answer.title, rows: answer.rows, customers, limit }), [answer, customers, limit])
  return <ChartFigure chart={chart} from={from} />
})

const Distribution = memo(function Distribution({ answer, from, height }: Charted): ReactNode {
  const chart = useMemo(() => distributionChart({ title: answer.title, distribution: answer.distribution }), [answer])
  return <ChartFigure chart={chart} from={from} height={height - AROUND_UPRIGHT} />
})

function Words({ answer }: { readonly answer: ImpactAnswer }): ReactNode {
  const { up, down } = answer.totals
  if (up + down === 0) return <EmptyState title="No bill changes" />
  // The answer that was there before the words were asked for.
  if (answer.top.length === 0) return <Waiting label="Putting the changes into words" />
  return (
    <ol className={classes['words']} aria-label="The largest changes in words">
      {answer.top.map((each) => (
        <li key={each.customerId}>{each.words}</li>
      ))}
    </ol>
  )
}

function cellId(cell: ImpactCell): string {
  return cell.rateId
}

function toRate(cell: ImpactCell): void {
  goTo(ratesAddress({ rateId: cell.rateId }))
}

function CustomerRates({ customer }: { readonly customer: Customer }): ReactNode {
  const { base, compared, impactYear, impactBasis } = useBillView()
  const [sort, setSort] = useState<GridSort | null>(null)
  const live = useLiveAnswer<readonly ImpactCell[]>(['bills.impactCells', versionKey(base), versionKey(compared), impactYear, impactBasis, customer.id], (ahead, signal) => client.bills.impactCells({ from: base, to: compared, usageFrom: impactYear, usageTo: impactYear, usageBasis: impactBasis, customerId: customer.id, ahead: [...ahead] }, { signal }))
  const { answer, failure } = live
  const planning = usePlanning(live)
  const rows = useMemo(() => answer?.toSorted((left, right) => decimal(right.terms.difference).abs().cmp(decimal(left.terms.difference).abs())) ?? [], [answer])
  const { ofCell } = useImpactSubjects()
  const subjectOf = useCallback((cell: ImpactCell, columnId: string) => ofCell(customer, cell, columnId), [ofCell, customer])
  if (failure !== null) return <FailureAlert title="The rates cannot be compared" failure={failure} />
  if (answer === undefined) return <PlanWaiting label="Comparing the rates" {...planning} />
  return (
    <Sheet<ImpactCell>
      name="bills.impactCells" label={`Impact on ${customer.name} by rate`} rows={rows} rowId={cellId} columns={CELL_COLUMNS} sort={sort} onSortChange={setSort} onOpen={toRate} subjectOf={subjectOf}
      empty={<EmptyState title={`${customer.code} uses none of these rates`}>Neither before nor after.</EmptyState>}
    />
  )
}

/** `customer`: the one whose row is chosen in the table. */
export function ImpactDock({ answer: now, customer, dock, onDock }: { readonly answer: ImpactAnswer; readonly customer: Customer | null; readonly dock: DockState; readonly onDock: (next: DockState) => void }): ReactNode {
  const { draft, base, compared, customers, impactYear, impactBasis } = useBillView()
  const height = useDockHeight()
  const from = useMemo(() => ({ versions: [base, compared], isFictional: hasFictional(customers) }), [base, compared, customers])
  // The table repaints first; charts follow.
  const answer = useAfterPaint(now)
  const tab = DOCK_TABS.find((each) => each === dock.tab) ?? 'chart'
  const label = (each: DockTab): string => (each === 'rates' && customer !== null ? `Rates of ${customer.code}` : LABELS[each])
  return (
    <section aria-label="Charts and rates" className={classes['dock']} style={dock.isOpen ? { height } : undefined}>
      <Tabs value={tab} onChange={(next) => onDock({ ...dock, tab: next ?? 'chart' })} keepMounted={false} style={{ display: 'flex', flexDirection: 'column', flex: '1 1 0', minHeight: 0 }}>
        <div className={classes['dockHead']}>
          <UnstyledButton aria-expanded={dock.isOpen} className={classes['toggle'] ?? ''} onClick={() => onDock({ ...dock, isOpen: !dock.isOpen })}>
            {dock.isOpen ? <IconChevronDown size={16} aria-hidden /> : <IconChevronUp size={16} aria-hidden />}
            Charts
          </UnstyledButton>
          {dock.isOpen ? (
            <Tabs.List className={classes['dockTabs'] ?? ''}>
              {DOCK_TABS.map((each) => (
                <Tabs.Tab key={each} value={each} px="xs" fz="sm">
                  {label(each)}
                </Tabs.Tab>
              ))}
            </Tabs.List>
          ) : (
            <Text span size="xs" c="dimmed">Winners and losers, distribution, the largest changes in words, rates of the chosen customer</Text>
          )}
          {dock.isOpen && tab === 'rates' && customer !== null && (
            <>
              <span className={classes['spacer']} />
              <Button variant="default" size="compact-xs" leftSection={<IconFileExport size={13} aria-hidden />} onClick={() => goTo(reportAddress({ report: 'impact-statement', agency: customer.id, usage: usageChoiceText({ year: impactYear, basis: impactBasis }) }))}>
                Export impact statement
              </Button>
            </>
          )}
        </div>
        {dock.isOpen && (
          <Tabs.Panel value={tab} key={tab} className={(tab === 'rates' && customer !== null ? classes['dockGrid'] : classes['dockBody']) ?? ''} tabIndex={tab === 'rates' ? -1 : 0}>
            {tab === 'chart' && <Winners answer={answer} customers={draft.customer} from={from} height={height} />}
            {tab === 'distribution' && <Distribution answer={answer} from={from} height={height} />}
            {tab === 'words' && <Words answer={answer} />}
            {tab === 'rates' && (customer === null ? <EmptyState title="No customer is chosen">Select a row of the table to see which rates its difference comes from.</EmptyState> : <CustomerRates customer={customer} />)}
          </Tabs.Panel>
        )}
      </Tabs>
    </section>
  )
}
