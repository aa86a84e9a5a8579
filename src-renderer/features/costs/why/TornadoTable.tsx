/** How far each input moves the rate: each figure opens its derivation under that input (PROJ-3). */
import { Table, Text } from '@mantine/core'
import type { ReactNode } from 'react'

import { explainRate } from '../../../../src-shared/domain/costs/explain-derivation.ts'
import { BAR_FIGURES, barFigure, explainBar, type BarFigure } from '../../../../src-shared/domain/costs/explain-tried.ts'
import type { Tornado, TornadoBar } from '../../../../src-shared/domain/costs/tornado.ts'
import { formatFixed } from '../../../../src-shared/domain/decimal.ts'
import type { Draft } from '../../../../src-shared/domain/model/draft.ts'
import type { Version } from '../../../../src-shared/domain/version.ts'
import { signedFixed } from '../../../components/BridgeTable.tsx'
import { FigureButton } from '../../../components/FigureButton.tsx'
import type { InspectorSubject } from '../../../state/inspector.tsx'
import { useCostView } from '../cost-view.tsx'

const HEADERS: Readonly<Record<BarFigure, string>> = { low: 'Rate at its low', lowDifference: 'Change', high: 'Rate at its high', highDifference: 'Change', span: 'Span' }

/** What the inspector shows of a bar's figure, in the table and on the bar itself. */
export function barSubject({ draft, version, rateId }: { readonly draft: Draft; readonly version: Version; readonly rateId: string }, bar: TornadoBar, figure: BarFigure): InspectorSubject {
  return { title: `${bar.input.label}: ${HEADERS[figure].toLowerCase()}`, explain: () => explainBar({ draft, version, rateId }, bar, figure), notes: [], history: [{ table: 'rate', id: rateId }] }
}

function Figure({ rateId, bar, figure, places }: { readonly rateId: string; readonly bar: TornadoBar; readonly figure: BarFigure; readonly places: number }): ReactNode {
  const { draft, version } = useCostView()
  const value = barFigure(bar, figure)
  return (
    <FigureButton subjectOf={() => barSubject({ draft, version, rateId }, bar, figure)}>
      {figure === 'lowDifference' || figure === 'highDifference' ? signedFixed(value, places) : formatFixed(value, places)}
    </FigureButton>
  )
}

export function TornadoTable({ answer }: { readonly answer: Tornado }): ReactNode {
  const { draft, derivation, label } = useCostView()
  const { rateId, rate, bars } = answer
  const places = Math.max(2, answer.places)
  if (rate === null || bars.length === 0) return null
  return (
    <>
      <Text size="sm">
        Unrounded rate in {label}:{' '}
        <FigureButton subjectOf={() => ({ title: `Unrounded rate, ${label}`, explain: () => explainRate(derivation, draft, rateId, 'unrounded'), notes: [], history: [{ table: 'rate', id: rateId }] })}>{formatFixed(rate, places)}</FigureButton>
      </Text>
      <Table aria-label="How far each input moves the rate" verticalSpacing={3} horizontalSpacing="sm" fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Input</Table.Th>
            {BAR_FIGURES.map((figure) => (
              <Table.Th key={figure} ta="right">
                {HEADERS[figure]}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {bars.map((bar) => (
            <Table.Tr key={`${bar.input.table}${bar.input.rowId}${bar.input.field}`}>
              <Table.Th scope="row" fw={400}>
                {bar.input.label}
              </Table.Th>
              {BAR_FIGURES.map((figure) => (
                <Table.Td key={figure} ta="right">
                  <Figure rateId={rateId} bar={bar} figure={figure} places={places} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  )
}
