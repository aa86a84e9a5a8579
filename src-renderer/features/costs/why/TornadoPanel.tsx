/** What moves a rate most: chosen inputs, each from its own low to its own high. */
import { Button, Checkbox, Group, Stack, Table, Text, TextInput } from '@mantine/core'
import { useMemo, useState, type ReactNode } from 'react'

import { tornadoChart, tornadoSteps, type Tornado, type TornadoInput } from '../../../../src-shared/domain/costs/tornado.ts'
import { textOfField } from '../../../../src-shared/domain/costs/goal-seek-inputs.ts'
import { formatFixed, decimal, readDecimal } from '../../../../src-shared/domain/decimal.ts'
import { figuresOfCosts } from '../../../../src-shared/domain/reports/costs/cost-report.ts'
import { ChartFigure } from '../../../components/ChartFigure.tsx'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { useInspector, type InspectorSubject } from '../../../state/inspector.tsx'
import { useCostView } from '../cost-view.tsx'
import { StepsProgress } from './StepsProgress.tsx'
import { usualInputs } from './tornado-inputs.ts'
import { barSubject, TornadoTable } from './TornadoTable.tsx'
import { useSteps } from './use-steps.ts'

type Row = TornadoInput & { readonly isChosen: boolean }

function shown(text: string | undefined): string {
  const read = text === undefined ? undefined : readDecimal(text)
  return read?.ok === true ? formatFixed(read.value, decimal(read.value).decimalPlaces()) : (text ?? '')
}

export function TornadoPanel({ rateId }: { readonly rateId: string }): ReactNode {
  const { draft, derivation, version, inputs } = useCostView()
  const [rows, setRows] = useState<readonly Row[]>(() => usualInputs(draft, derivation, rateId).map((input) => ({ ...input, isChosen: true })))
  const run = useSteps<Tornado>()
  const inspector = useInspector()
  const chosen = rows.filter((row) => row.isChosen)
  const chart = useMemo(() => (run.answer === null ? null : tornadoChart(draft, run.answer)), [draft, run.answer])
  const bars = run.answer?.bars ?? []
  const marks = (series: number, index: number): InspectorSubject => {
    const bar = bars[index]
    return bar === undefined ? { title: '', explain: null, notes: [], history: [] } : barSubject({ draft, version, rateId }, bar, series === 0 ? 'lowDifference' : 'highDifference')
  }
  const set = (index: number, change: Partial<Row>): void => setRows(rows.map((row, at) => (at === index ? { ...row, ...change } : row)))
  if (rows.length === 0) return <EmptyState title="Nothing to move">This rate has no units, lines or positions in this version.</EmptyState>
  return (
    <Stack gap="sm">
      <div style={{ maxHeight: 230, overflow: 'auto' }}>
        <Table aria-label="Inputs, each with its low and high" verticalSpacing={2} fz="sm" stickyHeader>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Input</Table.Th>
              <Table.Th ta="right">Now</Table.Th>
              <Table.Th ta="right" w={130}>Low</Table.Th>
              <Table.Th ta="right" w={130}>High</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row, index) => (
              <Table.Tr key={`${row.table}${row.rowId}${row.field}`}>
                <Table.Td>
                  <Checkbox label={row.label} size="xs" checked={row.isChosen} onChange={(event) => set(index, { isChosen: event.currentTarget.checked })} />
                </Table.Td>
                <Table.Td ta="right">{shown(textOfField(inputs, row))}</Table.Td>
                {(['low', 'high'] as const).map((end) => (
                  <Table.Td key={end}>
                    <TextInput aria-label={`${row.label}, ${end}`} value={row[end]} onChange={(event) => set(index, { [end]: event.currentTarget.value })} styles={{ input: { textAlign: 'right' } }} inputMode="decimal" />
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      <Group gap="sm">
        <Button
          disabled={chosen.length === 0 || run.isRunning}
          onClick={() => {
            inspector.close()
            run.start(tornadoSteps({ draft, version, rateId, inputs: chosen }))
          }}
        >
          Show what moves it
        </Button>
        <StepsProgress run={run} what="inputs" />
      </Group>
      {chart !== null && <ChartFigure chart={chart} from={figuresOfCosts(draft, [version])} table={null} marks={marks} />}
      {run.answer !== null && <TornadoTable answer={run.answer} />}
      {run.answer !== null && run.answer.refused.length > 0 && (
        <Text size="sm" c="var(--ratebook-increase)">
          Left out: {run.answer.refused.map((each) => `${each.input.label} (${each.words})`).join('; ')}
        </Text>
      )}
    </Stack>
  )
}
