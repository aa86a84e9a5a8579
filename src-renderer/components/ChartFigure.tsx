import { Button, Group, Skeleton, Table, Text, VisuallyHidden } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { IconChartBar, IconPhotoDown, IconTable } from '@tabler/icons-react'
import { lazy, Suspense, useId, useState, type ReactNode } from 'react'

import type { ChartModel } from '../../src-shared/domain/reports/report-model.ts'
import { useSavePicture, type Picture } from '../state/save-picture.ts'
import { ChartMarksProvider, type ChartMarks } from './ChartMark.tsx'
import { figureOf, hasValues, labelOf } from './chart-layout.ts'
import { BAND_OPACITY, seriesLook } from './chart-look.ts'

const ChartDrawing = lazy(() => import('./ChartDrawing.tsx'))

const UPRIGHT_HEIGHT = 260
const BAR_HEIGHT = 24
const AXIS_HEIGHT = 54

function heightOf(chart: ChartModel): number {
  if (chart.kind === 'waterfall') return chart.categories.length * BAR_HEIGHT + AXIS_HEIGHT
  return chart.kind === 'bar' && chart.horizontal ? chart.categories.length * BAR_HEIGHT * Math.max(1, chart.series.length * 0.75) + AXIS_HEIGHT : UPRIGHT_HEIGHT
}

/** Said by a screen reader in place of the picture; the table has the figures. */
function pictureText(chart: ChartModel, isOpened: boolean): string {
  const what = chart.kind === 'line' ? 'Line chart' : chart.kind === 'waterfall' ? 'Waterfall chart' : 'Bar chart'
  return `${what}: ${chart.title}. ${chart.categories.length} ${chart.categoryAxis.title.toLowerCase()} entries; the same figures stand in the table.${isOpened ? ' Each bar opens how it was computed.' : ''}`
}

/** Points that a line leaves out, with their reason: `FY2003: Contract rate`. Where a line does not reach there is no reason, and nothing is left out. */
function gapsOf(chart: ChartModel): readonly string[] {
  if (chart.kind !== 'line') return []
  return chart.series.flatMap((series) => series.values.flatMap((value, index) => (value === null && (series.labels[index] ?? '') !== '' ? [`${chart.categories[index] ?? ''}: ${series.labels[index] ?? ''}`] : [])))
}

function Legend({ chart }: { readonly chart: ChartModel }): ReactNode {
  // Lines to compare with have their names at their ends.
  if (chart.series.filter(({ line }) => line === undefined).length < 2) return null
  return (
    <Group gap="4px 16px" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
      {chart.series.map((series, index) => {
        const { fill, dashes } = seriesLook(chart, index, null)
        return series.line !== undefined ? null : (
          <li key={series.id} style={{ display: 'flex', alignItems: 'center', gap: 6, fontSize: 12 }}>
            <svg width={24} height={10} aria-hidden>
              {chart.kind === 'line' ? <line x1={0} x2={24} y1={5} y2={5} stroke={fill} strokeWidth={2} strokeDasharray={dashes} /> : <rect width={12} height={10} fill={fill} />}
            </svg>
            {series.name}
          </li>
        )
      })}
      {chart.series.flatMap((series, index) => (series.bands ?? []).map(({ name }, band) => (
        <li key={`${series.id}-${name}`} style={{ display: 'flex', alignItems: 'center', gap: 6, fontSize: 12 }}>
          <svg width={12} height={10} aria-hidden>
            <rect width={12} height={10} fill={seriesLook(chart, index, null).fill} fillOpacity={1 - (1 - BAND_OPACITY) ** (band + 1)} />
          </svg>
          {name}
        </li>
      )))}
    </Group>
  )
}

function FigureTable({ chart }: { readonly chart: ChartModel }): ReactNode {
  const hasWords = (index: number): boolean => chart.series[index]?.labels.some((label) => label !== '') === true
  return (
    <Table aria-label={`${chart.title}, as a table`} verticalSpacing={3} horizontalSpacing="sm" fz="sm" withTableBorder={false} w="auto" miw={360}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{chart.categoryAxis.title}</Table.Th>
          {chart.series.map((series) => (
            <Table.Th key={series.id} ta="right">
              {series.name}
              {chart.valueAxis.unit !== '' && <Text span size="xs" c="dimmed">{` ${chart.valueAxis.unit}`}</Text>}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {chart.categories.map((category, row) => (
          <Table.Tr key={`${row}${category}`}>
            <Table.Th scope="row" fw={400}>
              {category}
            </Table.Th>
            {chart.series.map((series, index) => {
              const value = series.values[row] ?? null
              const words = hasWords(index) ? labelOf(chart, index, row) : ''
              return (
                <Table.Td key={series.id} ta="right">
                  {words !== '' ? words : value === null ? '' : figureOf(chart, value, series.tone === 'by-sign')}
                </Table.Td>
              )
            })}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

/**
 * A chart with its title, its drawing, the same data as a table behind it, and the way to have it as a picture.
 *
 * @param from what its figures come from: the picture says so where they are drafts
 * @example <ChartFigure chart={largestChangesChart(comparison, 0, 12)} from={{ versions: [base, compared], isFictional: false }} />
 */
export function ChartFigure({ chart, from, height, showTitle = true, table, marks = null }: Picture & {
  /** In pixels; else as the data needs. */
  readonly height?: number
  readonly showTitle?: boolean
  /** A table of its own, whose figures say more; null where it stands beside the chart already. */
  readonly table?: ReactNode
  /** What its bars open; without it they are a picture alone. */
  readonly marks?: ChartMarks | null
}): ReactNode {
  const { ref, width } = useElementSize()
  const [isTable, setIsTable] = useState(false)
  const { isSaving, save } = useSavePicture()
  const titleId = useId()
  const tall = height ?? heightOf(chart)
  const gaps = gapsOf(chart)
  if (!hasValues(chart)) {
    return (
      <figure style={{ margin: 0 }} aria-label={chart.title}>
        {showTitle && <Text fw={600} size="sm">{chart.title}</Text>}
        <Text size="sm" c="dimmed" py="sm">
          {chart.emptyText}
        </Text>
      </figure>
    )
  }
  return (
    <figure style={{ margin: 0, minWidth: 0 }} aria-labelledby={titleId}>
      <Group justify="space-between" gap="xs" mb={4}>
        <figcaption id={titleId} style={showTitle ? { fontWeight: 600, fontSize: 13 } : { position: 'absolute', left: -9999 }}>
          {chart.title}
        </figcaption>
        <Group gap={4} wrap="nowrap">
          <Button variant="subtle" color="gray" size="compact-xs" leftSection={<IconPhotoDown size={14} aria-hidden />} disabled={isSaving} onClick={() => void save({ chart, from })}>
            Save as picture
          </Button>
          {table !== null && (
            <Button variant="subtle" color="gray" size="compact-xs" leftSection={isTable ? <IconChartBar size={14} aria-hidden /> : <IconTable size={14} aria-hidden />} onClick={() => setIsTable(!isTable)}>
              {isTable ? 'Show as a chart' : 'Show as a table'}
            </Button>
          )}
        </Group>
      </Group>
      {isTable ? (
        (table ?? <FigureTable chart={chart} />)
      ) : (
        <>
          <Legend chart={chart} />
          <VisuallyHidden>{pictureText(chart, marks !== null)}</VisuallyHidden>
          <div ref={ref} aria-hidden={marks === null ? true : undefined} style={{ height: tall, minWidth: 0 }}>
            {width > 0 && (
              <Suspense fallback={<Skeleton height={tall - AXIS_HEIGHT} />}>
                <ChartMarksProvider marks={marks}>
                  <ChartDrawing chart={chart} width={width} height={tall} />
                </ChartMarksProvider>
              </Suspense>
            )}
          </div>
          {gaps.length > 0 && (
            <Text size="xs" c="dimmed">
              Not drawn: {gaps.join(' · ')}
            </Text>
          )}
        </>
      )}
    </figure>
  )
}
