/** The year as a whole, while no service is chosen: its totals by line of business, and what holds for all of it. */
import { Anchor, Group, Table, Text, Title } from '@mantine/core'
import { useMemo, type ReactNode } from 'react'

import { Decimal, decimal, formatFixed, toText } from '../../../../src-shared/domain/decimal.ts'
import type { ServiceCost } from '../../../../src-shared/domain/costs/derivation.ts'
import { FigureButton } from '../../../components/FigureButton.tsx'
import { ControlTotals } from '../ControlTotals.tsx'
import { serviceOwner, useCostView } from '../cost-view.tsx'
import classes from '../Costs.module.css'
import { EmptyCosts } from '../EmptyCosts.tsx'
import { explainOf, type ServiceFigure } from '../explain.ts'
import { PolicyFields } from '../PolicyFields.tsx'
import { RollCosts } from '../RollCosts.tsx'

const LARGEST = 12
const ZERO = toText<'USD'>(new Decimal(0))

const FIGURES: readonly { readonly figure: ServiceFigure; readonly textOf: (cost: ServiceCost) => string }[] = [
  { figure: 'fte', textOf: (cost) => formatFixed(cost.fte, 2) }, { figure: 'own', textOf: (cost) => formatFixed(cost.own, 2) }, { figure: 'overhead', textOf: (cost) => formatFixed(cost.elements.get('overhead') ?? ZERO, 2) }, { figure: 'total', textOf: (cost) => formatFixed(cost.total, 2) },
]

export function YearOverview(): ReactNode {
  const { draft, derivation, inputs, label, show } = useCostView()
  const largest = useMemo(() => [...derivation.services.values()].toSorted((left, right) => decimal(right.total).cmp(decimal(left.total))).slice(0, LARGEST), [derivation])
  const isEmpty = inputs.costLines.length === 0 && inputs.staffPositions.length === 0 && inputs.capitalItems.length === 0 && derivation.services.size === 0
  if (isEmpty) {
    return (
      <div className={classes['page']}>
        <EmptyCosts what="costs" />
        <Text size="sm" c="dimmed" ta="center">
          To type, choose a service or a pool at the left.
        </Text>
      </div>
    )
  }
  return (
    <div className={classes['page']}>
      <div className={classes['pageInner']}>
        <div className={classes['pageHead']}>
          <div>
            <Title order={2}>{label} as a whole</Title>
            <Text size="sm" c="dimmed">
              Choose a service or a pool at the left for its cost framework.
            </Text>
          </div>
          <Group gap="xs">
            <RollCosts />
          </Group>
        </div>
        <ControlTotals derivation={derivation} />
        {largest.length > 0 && <section className={classes['section']}>
          <Title order={3}>Largest costs</Title>
          <Table aria-label="Largest costs" verticalSpacing={3} fz="sm" maw={820}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Service</Table.Th>
                <Table.Th ta="right">FTE</Table.Th>
                <Table.Th ta="right">Own cost, USD</Table.Th>
                <Table.Th ta="right">Overhead, USD</Table.Th>
                <Table.Th ta="right">Cost, USD</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {largest.map((cost) => (
                <Table.Tr key={cost.serviceId}>
                  <Table.Td>
                    <Anchor component="button" type="button" size="sm" onClick={() => show({ owner: serviceOwner(cost.serviceId) })}>
                      {draft.service.get(cost.serviceId)?.name ?? cost.serviceId}
                    </Anchor>
                    {cost.isPool && <Text span size="xs" c="dimmed"> funded from overhead</Text>}
                  </Table.Td>
                  {FIGURES.map(({ figure, textOf }) => (
                    <Table.Td key={figure} ta="right">
                      <FigureButton subjectOf={() => explainOf.serviceFigure({ draft, derivation, label }, cost.serviceId, figure)}>{textOf(cost)}</FigureButton>
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </section>}
        <section className={classes['section']}>
          <Title order={3}>Assumptions and policies of {label}</Title>
          <PolicyFields fields={['fringePercent', 'fringeFlat', 'vacancyPercent', 'capitalThreshold', 'recoveryTolerancePercent', 'roundingEffectThreshold', 'reserveDivisor', 'reserveExpense']} />
        </section>
      </div>
    </div>
  )
}
