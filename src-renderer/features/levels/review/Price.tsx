/** The price side: two years' cost, and what the unit prices did. */
import { Anchor, Box, Table, Text, Title } from '@mantine/core'
import { useMemo, type ReactNode } from 'react'

import { priceTrendChart } from '../../../../src-shared/domain/reports/levels/review-charts.ts'
import type { ServiceReview } from '../../../../src-shared/domain/service-levels/quality/service-review.ts'
import { ChangeText } from '../../../components/ChangeText.tsx'
import { ChartFigure } from '../../../components/ChartFigure.tsx'
import { MoneyText } from '../../../components/MoneyText.tsx'
import { billsAddress, budgetsAddress, hrefOf, ratesAddress } from '../../../state/routes.ts'
import { useVersionSelection } from '../../../state/version-selection.tsx'
import classes from './Review.module.css'

type Props = { readonly review: ServiceReview }

function Cost({ review: { cost, from, to, fromLabel, toLabel, scope } }: Props): ReactNode {
  const { setBase, setComparisons } = useVersionSelection()
  if ('why' in cost) return <Text size="sm" c="dimmed">{cost.why}</Text>
  const { before, after, difference, percentChange, basis } = cost.cost
  const address = scope.customer === null ? billsAddress({ tab: 'impact' }) : budgetsAddress({ customer: scope.customer.id })
  /** The other room computes with the years at the top: it shows this figure with those of the review. */
  function takeYears(): void {
    setBase(from)
    setComparisons([to])
  }
  return (
    <>
      <dl className={classes['figures']}>
        <div className={classes['figure']}><dt>{fromLabel}, USD</dt><dd><MoneyText value={before} places={0} /></dd></div>
        <div className={classes['figure']}><dt>{toLabel}, USD</dt><dd><MoneyText value={after} places={0} /></dd></div>
        <div className={classes['figure']}><dt>Difference, USD</dt><dd><ChangeText value={difference} places={0} /></dd><dd className={classes['under']}>{percentChange === null ? 'nothing to compare with' : <ChangeText value={percentChange} places={2} unit=" %" />}</dd></div>
      </dl>
      <Text size="xs" c="dimmed">{basis.charAt(0).toUpperCase()}{basis.slice(1)}. <Anchor size="xs" underline="always" href={hrefOf(address)} title={`With ${fromLabel} and ${toLabel} at the top`} onClick={takeYears}>{scope.customer === null ? 'Show the bills' : 'Show the budget'}</Anchor></Text>
    </>
  )
}

function Prices({ review: { fromLabel, prices: { labels, rows } } }: Props): ReactNode {
  return (
    <Box component="section" className={classes['scroll'] ?? ''} aria-label="Unit prices by year" tabIndex={0}>
      <Table aria-label="Unit prices" verticalSpacing={3} horizontalSpacing={6} fz="sm">
        <Table.Thead>
          <Table.Tr><Table.Th>Rate</Table.Th>{labels.map((label) => <Table.Th key={label} ta="right">{label}</Table.Th>)}<Table.Th ta="right">Since {fromLabel}</Table.Th></Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ rate, figures, change }) => (
            <Table.Tr key={rate.id}>
              <Table.Th scope="row" fw={400}><Anchor size="sm" c="inherit" href={hrefOf(ratesAddress({ rateId: rate.id }))}>{rate.title}</Anchor> <Text span size="xs" c="dimmed">{rate.billableUnit}</Text></Table.Th>
              {figures.map((figure, at) => <Table.Td key={labels[at]} ta="right" style={{ whiteSpace: 'nowrap' }}>{figure?.text ?? ''}</Table.Td>)}
              <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>{change === null ? <Text span size="sm" c="dimmed">n/a</Text> : <ChangeText value={change.value} places={2} unit={` ${change.unit}`} />}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Box>
  )
}

export function Price({ review }: Props): ReactNode {
  const chart = useMemo(() => priceTrendChart(review), [review])
  return (
    <div className={classes['side']}>
      <section className={classes['section']} aria-label="What it costs">
        <Title order={3} fz="sm">What it costs</Title>
        <Cost review={review} />
      </section>
      <section className={classes['section']} aria-label="What a unit costs">
        <Title order={3} fz="sm">{review.scope.subject.of === 'customer' ? 'What a unit costs, of its largest charges' : 'What a unit costs'}</Title>
        {review.prices.rows.length === 0 ? <Text size="sm" c="dimmed">It has no unit price.</Text> : <><Prices review={review} /><ChartFigure chart={chart} from={{ versions: review.prices.versions, isFictional: review.scope.isFictional }} height={210} /></>}
      </section>
    </div>
  )
}
