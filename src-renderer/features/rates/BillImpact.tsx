/** What the rates of the table mean for those who pay them: moves with every edit, before it is in the file (BILL-9). */
import { Anchor } from '@mantine/core'
import { memo, useMemo, type ReactNode } from 'react'

import type { ImpactAnswer } from '../../../src-shared/contract/bill-answers.ts'
import type { ImpactDirection } from '../../../src-shared/domain/billing/impact.ts'
import type { Customer } from '../../../src-shared/domain/model/billing-tables.ts'
import { hasFictional } from '../../../src-shared/domain/reports/billing/billing-report.ts'
import type { FiguresOf } from '../../../src-shared/domain/reports/draft-mark.ts'
import { winnersAndLosersChart } from '../../../src-shared/domain/reports/impact-charts.ts'
import { impactYearOf } from '../../../src-shared/domain/usage/years-of-usage.ts'
import type { Version } from '../../../src-shared/domain/version.ts'
import { ChartFigure } from '../../components/ChartFigure.tsx'
import { EmptyState } from '../../components/EmptyState.tsx'
import { FailureAlert } from '../../components/FailureAlert.tsx'
import { ImpactFigures } from '../../components/ImpactFigures.tsx'
import { ImpactWarnings } from '../../components/ImpactWarnings.tsx'
import { useAfterPaint } from '../../components/use-after-paint.ts'
import { Waiting } from '../../components/Waiting.tsx'
import { useImpactAnswer, useYearsOfUsage } from '../../state/live-bills.ts'
import { useModelPart } from '../../state/model-session.tsx'
import { billsAddress, hrefOf } from '../../state/routes.ts'

/** What the drawer's head, the figures, the chart's head and its axis take of the drawer's height. */
const AROUND_BARS = 34 + 52 + 30 + 54 + 14
const BAR_HEIGHT = 24
/** Two lines and their padding. */
const WARNING_HEIGHT = 58

/** Who they are is said by the table of the bills. */
const IN_THE_BILLS = { hrefOf: (direction: ImpactDirection): string => hrefOf(billsAddress({ tab: 'impact', direction })) }

const Chart = memo(function Chart({ answer, customers, from, limit }: { readonly answer: ImpactAnswer; readonly customers: ReadonlyMap<string, Customer>; readonly from: FiguresOf; readonly limit: number }): ReactNode {
  const chart = useMemo(() => winnersAndLosersChart({ title: answer.title, rows: answer.rows, customers, limit }), [answer, customers, limit])
  return <ChartFigure chart={chart} from={from} />
})

export const BillImpact = memo(function BillImpact({ from, to, height }: { readonly from: Version; readonly to: Version; /** Of the drawer. */ readonly height: number }): ReactNode {
  const customers = useModelPart(({ draft }) => draft.customer)
  const { answer: usage } = useYearsOfUsage()
  const hasUsage = usage !== undefined && usage.years.length > 0
  const { answer, failure } = useImpactAnswer(hasUsage ? { from, to, usageYear: impactYearOf(usage, { asked: null, base: from.fiscalYear, compared: to.fiscalYear }), grouping: null } : null)
  // The figures first; the chart follows.
  const charted = useAfterPaint(answer)
  const figures = useMemo(() => ({ versions: [from, to], isFictional: hasFictional([...customers.values()]) }), [from, to, customers])
  if (usage !== undefined && !hasUsage) return <EmptyState title="No usage yet">Import or type the units that customers used, under <Anchor href={hrefOf(billsAddress({ tab: 'usage' }))} inherit>Bills</Anchor>: then every edit here shows what it means for them.</EmptyState>
  if (failure !== null) return <FailureAlert title="The bills cannot be computed" failure={failure} />
  if (answer === undefined || charted === undefined) return <Waiting label="Computing the bills" />
  return (
    <>
      <ImpactFigures totals={answer.totals} counts={IN_THE_BILLS} />
      <ImpactWarnings warnings={answer.warnings} />
      <Chart answer={charted} customers={customers} from={figures} limit={Math.max(3, Math.floor((height - AROUND_BARS - answer.warnings.length * WARNING_HEIGHT) / BAR_HEIGHT))} />
    </>
  )
})
