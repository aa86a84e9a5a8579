/** The terms of a bridge as a table: each figure opens its derivation (RATE-8). */
import { Table } from '@mantine/core'
import type { ReactNode } from 'react'

import type { Bridge, BridgeFigure } from '../../src-shared/domain/costs/rate-bridge.ts'
import { formatFixed, type AnyDecimalText } from '../../src-shared/domain/decimal.ts'
import type { Draft } from '../../src-shared/domain/model/draft.ts'
import { FigureButton } from './FigureButton.tsx'
import { bridgeSubject } from './bridge-subject.ts'

type Line = { readonly figure: BridgeFigure; readonly label: string; readonly text: string; readonly how: string; readonly isRate: boolean }

/** Of either sign, as the chart labels it. @example signedFixed('0.5', 2) // '+0.50' */
export function signedFixed(value: AnyDecimalText, places: number): string {
  const text = formatFixed(value, places)
  return value === '0' || value.startsWith('-') ? text : `+${text}`
}

function linesOf(bridge: Bridge): readonly Line[] {
  const { from, to, places, terms, difference, percent } = bridge
  return [
    { figure: 'from', label: from.label, text: formatFixed(from.rate, places), how: 'published', isRate: true },
    ...terms.map((term): Line => ({ figure: term.id, label: term.label, text: signedFixed(term.amount, places), how: term.formula, isRate: false })),
    { figure: 'to', label: to.label, text: formatFixed(to.rate, places), how: 'published', isRate: true },
    { figure: 'difference', label: 'Change', text: signedFixed(difference, places), how: 'the terms added up', isRate: false },
    ...(percent === null ? [] : [{ figure: 'percent', label: 'Change, %', text: `${signedFixed(percent, 2)} %`, how: 'of the earlier rate', isRate: false } as const]),
  ]
}

export function BridgeTable({ draft, bridge }: { readonly draft: Draft; readonly bridge: Bridge }): ReactNode {
  return (
    <Table aria-label={`${bridge.title}, why it changed`} verticalSpacing={3} horizontalSpacing="sm" fz="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Why</Table.Th>
          <Table.Th ta="right">{bridge.unit}</Table.Th>
          <Table.Th>How</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {linesOf(bridge).map(({ figure, label, text, how, isRate }) => (
          <Table.Tr key={figure} fw={isRate ? 600 : 400}>
            <Table.Th scope="row" fw={isRate ? 600 : 400}>
              {label}
            </Table.Th>
            <Table.Td ta="right">
              <FigureButton subjectOf={() => bridgeSubject(draft, bridge, figure)}>{text}</FigureButton>
            </Table.Td>
            <Table.Td c="dimmed" fw={400}>{how}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
