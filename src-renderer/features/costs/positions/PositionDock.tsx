/** Below the roster: the parts of the selected position, totals, salary increases and the year's assumptions. */
import { ActionIcon, SegmentedControl, Table, Tabs, Text, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconChevronUp, IconTrash } from '@tabler/icons-react'
import { useMemo, useState, type ReactNode } from 'react'

import { explainPositionTotal, type PositionTotalFigure, type PositionTotalOf } from '../../../../src-shared/domain/costs/explain-position-totals.ts'
import { decimal, Decimal, formatFixed, toText } from '../../../../src-shared/domain/decimal.ts'
import type { SalaryIncrease } from '../../../../src-shared/domain/model/cost-tables.ts'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { FigureButton } from '../../../components/FigureButton.tsx'
import { MoneyText } from '../../../components/MoneyText.tsx'
import { usePreference } from '../../../state/preferences.ts'
import { useCostView } from '../cost-view.tsx'
import classes from '../Costs.module.css'
import { PolicyFields } from '../PolicyFields.tsx'
import { useCostEdits } from '../use-cost-edits.ts'
import { PartsEditor } from './PartsEditor.tsx'
import { totalRows, TOTALS_BY, type PositionRow, type TotalsBy } from './position-rows.ts'

const BY_WORDS: Readonly<Record<TotalsBy, string>> = { service: 'By service', unit: 'By unit', month: 'By month' }
const FIRST_COLUMN: Readonly<Record<TotalsBy, string>> = { service: 'Service or pool', unit: 'Bargaining unit', month: 'Month' }

function isBy(text: string): text is TotalsBy {
  return TOTALS_BY.some((by) => by === text)
}

function Totals({ rows }: { readonly rows: readonly PositionRow[] }): ReactNode {
  const { draft, derivation, label } = useCostView()
  const [by, setBy] = useState<TotalsBy>('service')
  const { positions } = derivation
  const totals = useMemo(() => totalRows(draft, { rows, positions }, by), [draft, rows, positions, by])
  const explained = (figure: PositionTotalFigure, shown: ReactNode, at: { readonly label: string; readonly of: PositionTotalOf }): ReactNode => (
    <FigureButton
      subjectOf={() => ({ title: `${at.label} · ${label}`, explain: () => explainPositionTotal(derivation, draft, { ...at, figure, positionIds: new Set(rows.map((row) => row.position.id)) }), notes: [], history: [] })}
    >
      {shown}
    </FigureButton>
  )
  const all = { label: 'All positions shown', of: { kind: 'all' } } as const
  const sum = (figure: 'salary' | 'fringe' | 'total'): ReactNode => explained(figure, <MoneyText value={toText<'USD'>(totals.reduce((total, each) => total.plus(decimal(each[figure])), new Decimal(0)))} places={2} />, all)
  const fte = useMemo(() => toText<'1'>(rows.reduce((total, row) => (row.cost === null ? total : total.plus(decimal(row.cost.fte))), new Decimal(0))), [rows])
  const hasFte = by !== 'month'
  return (
    <>
      <SegmentedControl
        aria-label="Totals" value={by} data={TOTALS_BY.map((value) => ({ value, label: BY_WORDS[value] }))} mb={6}
        onChange={(next) => {
          if (isBy(next)) setBy(next)
        }}
      />
      <Table aria-label={`Totals ${BY_WORDS[by].toLowerCase()}`} verticalSpacing={3} horizontalSpacing="sm" fz="sm" w="auto" miw={620}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{FIRST_COLUMN[by]}</Table.Th>
            {hasFte && <Table.Th ta="right">FTE</Table.Th>}
            <Table.Th ta="right">Salary, USD</Table.Th>
            <Table.Th ta="right">Fringe, USD</Table.Th>
            <Table.Th ta="right">Cost, USD</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {totals.map((each) => (
            <Table.Tr key={each.id}>
              <Table.Th scope="row" fw={400}>
                {each.label}
              </Table.Th>
              {hasFte && <Table.Td ta="right">{each.fte === null ? <span title="What no part of a position takes is said as a cost alone.">–</span> : explained('fte', formatFixed(each.fte, 2), each)}</Table.Td>}
              {(['salary', 'fringe', 'total'] as const).map((figure) => (
                <Table.Td key={figure} ta="right">
                  {explained(figure, <MoneyText value={each[figure]} places={2} />, each)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th>Total</Table.Th>
            {hasFte && <Table.Th ta="right">{explained('fte', formatFixed(fte, 2), all)}</Table.Th>}
            <Table.Th ta="right">{sum('salary')}</Table.Th>
            <Table.Th ta="right">{sum('fringe')}</Table.Th>
            <Table.Th ta="right">{sum('total')}</Table.Th>
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </>
  )
}

function whoOf(increase: SalaryIncrease, titleOf: (id: string) => string): string {
  if (increase.staffPositionId !== null) return titleOf(increase.staffPositionId)
  return increase.bargainingUnit === '' ? 'all positions' : `unit ${increase.bargainingUnit}`
}

function Increases(): ReactNode {
  const { inputs, canEdit } = useCostView()
  const edits = useCostEdits()
  const titles = useMemo(() => new Map(inputs.staffPositions.map((each) => [each.id, `${each.code} ${each.title}`])), [inputs.staffPositions])
  const increases = inputs.salaryIncreases.toSorted((left, right) => (left.effectiveFrom < right.effectiveFrom ? -1 : 1))
  if (increases.length === 0) return <EmptyState title="No increases">Raise salaries from a date on with the button above the table; the base salaries stay as they are.</EmptyState>
  return (
    <Table aria-label="Salary increases" verticalSpacing={3} horizontalSpacing="sm" fz="sm" w="auto" miw={620}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>From</Table.Th>
          <Table.Th ta="right">Increase</Table.Th>
          <Table.Th>Of</Table.Th>
          <Table.Th>Kind</Table.Th>
          <Table.Th>Name</Table.Th>
          <Table.Th>Source</Table.Th>
          <Table.Th aria-label="Actions" />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {increases.map((each) => (
          <Table.Tr key={each.id}>
            <Table.Td>{each.effectiveFrom}</Table.Td>
            <Table.Td ta="right">{formatFixed(each.percent, decimal(each.percent).decimalPlaces())} %</Table.Td>
            <Table.Td>{whoOf(each, (id) => titles.get(id) ?? 'a position that is gone')}</Table.Td>
            <Table.Td>{each.kind === 'step' ? 'step' : 'cost of living'}</Table.Td>
            <Table.Td>{each.name}</Table.Td>
            <Table.Td>{each.source === '' ? <Text span size="sm" c="dimmed">none</Text> : each.source}</Table.Td>
            <Table.Td>
              <ActionIcon aria-label={`Remove ${each.name}`} disabled={!canEdit} onClick={() => edits.removeRows('salaryIncrease', [each.id])}>
                <IconTrash size={15} />
              </ActionIcon>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

const DOCK_TABS = [{ value: 'parts', label: 'Parts of the position' }, { value: 'totals', label: 'Totals' }, { value: 'increases', label: 'Increases' }, { value: 'assumptions', label: 'Year’s assumptions' }] as const

export function PositionDock({ active, rows }: { readonly active: PositionRow | null; readonly rows: readonly PositionRow[] }): ReactNode {
  const [kept, keep] = usePreference('costs.positions.dock', { isOpen: true, tab: 'parts' })
  const tab = DOCK_TABS.find((each) => each.value === kept.tab)?.value ?? 'parts'
  return (
    <section aria-label="More of the positions" className={classes['dock']} style={kept.isOpen ? undefined : { height: 'auto' }}>
      <Tabs value={tab} onChange={(next) => keep({ isOpen: true, tab: next ?? 'parts' })} keepMounted={false} style={{ display: 'contents' }}>
        <div className={classes['dockHead']}>
          <UnstyledButton aria-expanded={kept.isOpen} aria-label={kept.isOpen ? 'Close the lower part' : 'Open the lower part'} onClick={() => keep({ ...kept, isOpen: !kept.isOpen })}>
            {kept.isOpen ? <IconChevronDown size={16} aria-hidden /> : <IconChevronUp size={16} aria-hidden />}
          </UnstyledButton>
          <Tabs.List className={classes['tabs'] ?? ''}>
            {DOCK_TABS.map(({ value, label }) => (
              <Tabs.Tab key={value} value={value} px="xs" fz="sm">
                {label}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </div>
        {kept.isOpen && (
          <>
            <Tabs.Panel value="parts" className={classes['dockBody'] ?? ''}>
              {active === null ? <EmptyState title="No position is selected">Select a position to say which services and pools pay for it.</EmptyState> : <PartsEditor key={active.position.id} row={active} />}
            </Tabs.Panel>
            <Tabs.Panel value="totals" className={classes['dockBody'] ?? ''}>
              <Totals rows={rows} />
            </Tabs.Panel>
            <Tabs.Panel value="increases" className={classes['dockBody'] ?? ''}>
              <Increases />
            </Tabs.Panel>
            <Tabs.Panel value="assumptions" className={classes['dockBody'] ?? ''}>
              <PolicyFields fields={['fringePercent', 'fringeFlat', 'vacancyPercent']} />
            </Tabs.Panel>
          </>
        )}
      </Tabs>
    </section>
  )
}
