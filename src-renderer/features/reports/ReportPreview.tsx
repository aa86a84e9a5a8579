import { Tabs, Text, Title } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { IconPencil } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'

import type { ReportModel, ReportSheet } from '../../../src-shared/domain/reports/report-model.ts'
import { ChartFigure } from '../../components/ChartFigure.tsx'
import classes from './Reports.module.css'
import { SheetTable } from './SheetTable.tsx'

function hasInputs(sheet: ReportSheet): boolean {
  return sheet.rows.some((row) => row.cells.some((cell) => cell.kind === 'number' && cell.input === true))
}

type SheetProps = { readonly report: ReportModel; readonly sheet: ReportSheet; readonly onSheet: (sheetId: string) => void }

function SheetPage({ report, sheet, onSheet }: SheetProps): ReactNode {
  const [scroller, setScroller] = useState<HTMLElement | null>(null)
  const { ref: widthRef, width } = useElementSize()
  const { ref: headRef, height } = useElementSize()
  return (
    <Tabs.Panel value={sheet.id} className={classes['page'] ?? ''} ref={setScroller} tabIndex={0}>
      {/* As wide as what is seen, while the table below may be wider. */}
      <div ref={widthRef} className={classes['measure']} />
      <div ref={headRef} className={classes['head']} style={{ width: width === 0 ? undefined : width }}>
        <div className={classes['headInner']}>
          {report.draftMark !== null && <p className={classes['draft']}>{report.draftMark}</p>}
          <Title order={2}>{sheet.title}</Title>
          {sheet.description !== '' && (
            <Text size="sm" c="dimmed">
              {sheet.description}
            </Text>
          )}
          {hasInputs(sheet) && (
            <Text size="sm" c="dimmed">
              <IconPencil size={14} aria-hidden style={{ verticalAlign: -2 }} /> Framed cells are for the recipient to fill in, in the workbook.
            </Text>
          )}
          {sheet.charts.map((chart) => (
            <div key={chart.id} className={classes['chart']}>
              <ChartFigure chart={chart} from={{ draftMark: report.draftMark }} />
            </div>
          ))}
        </div>
      </div>
      {width > 0 && <SheetTable sheet={sheet} scroller={scroller} width={width} above={height} onLink={onSheet} />}
    </Tabs.Panel>
  )
}

/** A report as the file will be: each sheet behind its tab, the draft mark and the foot on every page. */
export function ReportPreview({ report }: { readonly report: ReportModel }): ReactNode {
  const [wanted, setWanted] = useState<string | null>(null)
  const shown = report.sheets.find((sheet) => sheet.id === wanted) ?? report.sheets[0]
  if (shown === undefined) return null
  return (
    <Tabs value={shown.id} onChange={setWanted} className={classes['preview'] ?? ''} keepMounted={false}>
      <Tabs.List aria-label="Sheets">
        {report.sheets.map((sheet) => (
          <Tabs.Tab key={sheet.id} value={sheet.id} fz="sm" px="sm">
            {sheet.name}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <SheetPage key={shown.id} report={report} sheet={shown} onSheet={setWanted} />
      <Text size="xs" c="dimmed" className={classes['foot'] ?? ''}>
        {report.footer}
      </Text>
    </Tabs>
  )
}
