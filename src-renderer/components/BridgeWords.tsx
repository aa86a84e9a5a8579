/** Why a rate changed, in one sentence and as a waterfall: each figure and each bar opens its derivation (RATE-8). */
import { Text } from '@mantine/core'
import { useMemo, type ReactNode } from 'react'

import { bridgeChart, bridgeMarks, type Bridge } from '../../src-shared/domain/costs/rate-bridge.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import { figuresOfCosts } from '../../src-shared/domain/reports/costs/cost-report.ts'
import { bridgeSubject } from './bridge-subject.ts'
import { ChartFigure } from './ChartFigure.tsx'
import type { ChartMarks } from './ChartMark.tsx'
import { FigureButton } from './FigureButton.tsx'

export function BridgeSentence({ draft, bridge }: { readonly draft: Draft; readonly bridge: Bridge }): ReactNode {
  return (
    <Text size="sm" mb={6}>
      {bridge.sentenceParts.map(({ text, figure }, index) => (figure === null ? text : <FigureButton key={`${index}${figure}`} subjectOf={() => bridgeSubject(draft, bridge, figure)}>{text}</FigureButton>))}
    </Text>
  )
}

export function BridgeFigures({ draft, bridge, table }: { readonly draft: Draft; readonly bridge: Bridge; /** Of its own, behind the chart; null where it stands beside it. */ readonly table: ReactNode }): ReactNode {
  const marks = useMemo((): ChartMarks => {
    const figures = bridgeMarks(bridge)
    return (_, index) => bridgeSubject(draft, bridge, figures[index] ?? 'difference')
  }, [draft, bridge])
  return <ChartFigure chart={bridgeChart(bridge)} from={figuresOfCosts(draft, [bridge.from.version, bridge.to.version])} table={table} marks={marks} />
}
