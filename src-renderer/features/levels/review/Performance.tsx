/** The performance side: how often each target was held, month by month. */
import { Box, Table, Text, Title } from '@mantine/core'
import { useMemo, type ReactNode } from 'react'

import { formatFixed } from '../../../../src-shared/domain/decimal.ts'
import { attainmentChart } from '../../../../src-shared/domain/reports/levels/review-charts.ts'
import { periodsWords, type CountedIn } from '../../../../src-shared/domain/service-levels/counted-periods.ts'
import { shownTarget } from '../../../../src-shared/domain/service-levels/measures/target-goals.ts'
import type { ServiceReview } from '../../../../src-shared/domain/service-levels/quality/service-review.ts'
import { ChartFigure } from '../../../components/ChartFigure.tsx'
import { useLevelView } from '../level-view.tsx'
import { HeatStrip } from '../scorecard/HeatStrip.tsx'
import { goalText, TREND_SIGNS, TREND_WORDS, valueText } from '../scorecard/level-words.ts'
import classes from './Review.module.css'

/** @example counts('quarter') // 'Quarters' */
function counts(word: CountedIn): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}s`
}

export function Performance({ review }: { readonly review: ServiceReview }): ReactNode {
  const { show } = useLevelView()
  const { attainment, total, months } = review
  const chart = useMemo(() => attainmentChart(review), [review])
  return (
    <div className={classes['side']}>
      <section className={classes['section']} aria-label="How it performed">
        <Title order={3} fz="sm">How it performed, {months[0]} to {months.at(-1)}</Title>
        {attainment.length === 0 ? <Text size="sm" c="dimmed">There is no target.</Text> : (
          <>
            <dl className={classes['figures']}>
              <div className={classes['figure']}><dt>{counts(total.counted)} held, of those measured</dt><dd>{total.percent === null ? 'no data' : `${formatFixed(total.percent, 1)} %`}</dd><dd className={classes['under']}>{total.held} of {total.measured}</dd></div>
              <div className={classes['figure']}><dt>Breached</dt><dd>{total.breached}</dd></div>
              <div className={classes['figure']}><dt>At risk</dt><dd>{total.atRisk}</dd></div>
              <div className={classes['figure']}><dt>No data</dt><dd>{total.withoutData}</dd></div>
              {total.inProgress > 0 && <div className={classes['figure']}><dt>In progress, not counted</dt><dd>{total.inProgress}</dd></div>}
            </dl>
            <Box component="section" className={classes['scroll'] ?? ''} aria-label="Targets and their months" tabIndex={0}>
              <Table aria-label="How each target was held" verticalSpacing={3} fz="sm">
                <Table.Thead>
                  <Table.Tr><Table.Th>Target</Table.Th><Table.Th>Months</Table.Th><Table.Th ta="right">Held</Table.Th><Table.Th ta="right">Latest</Table.Th></Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {attainment.map((row) => (
                    <Table.Tr key={row.target.id}>
                      <Table.Th scope="row" fw={400}>
                        <button type="button" className={classes['target']} onClick={() => show({ tab: 'scorecard', row: row.target.id })}>{row.target.title}</button>{' '}
                        <Text span size="xs" c="dimmed">{row.target.code} {goalText(shownTarget(row))}</Text>
                      </Table.Th>
                      <Table.Td className={classes['months'] ?? ''}><HeatStrip levels={row} chosen={null} /></Table.Td>
                      <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>{row.measured === 0 ? '–' : row.counted === 'month' ? `${row.held} of ${row.measured}` : `${row.held} of ${periodsWords(row.measured, row.counted)}`}</Table.Td>
                      <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>{row.latest === null ? 'no data' : valueText(shownTarget(row), row.latest.value)} <Text span size="xs" title={`${TREND_WORDS[row.trend]} ${row.trendWords}`.trim()}>{TREND_SIGNS[row.trend]}</Text></Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Box>
            <ChartFigure chart={chart} from={{ versions: [], isFictional: review.scope.isFictional }} />
          </>
        )}
      </section>
    </div>
  )
}
