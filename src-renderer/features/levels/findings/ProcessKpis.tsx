/** How well the process itself runs (SLM-5): the month's figures as a strip, and month by month behind it. */
import { Box, Button, Table, Text } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconTable } from '@tabler/icons-react'
import { useMemo, useState, type ReactNode } from 'react'

import { formatFixed } from '../../../../src-shared/domain/decimal.ts'
import { monthWords, type Month } from '../../../../src-shared/domain/month.ts'
import type { KpiSource, ProcessKpiName } from '../../../../src-shared/domain/service-levels/quality/process-kpi-items.ts'
import { explainProcessKpi, processKpis, type ProcessKpi, type ProcessKpiValue } from '../../../../src-shared/domain/service-levels/quality/process-kpis.ts'
import { monthsUpTo } from '../../../../src-shared/domain/service-levels/quality/quality-range.ts'
import { useInspector } from '../../../state/inspector.tsx'
import classes from './Findings.module.css'

const MONTHS_SHOWN = 6

function figureText({ facts }: ProcessKpi, { value }: ProcessKpiValue): string {
  if (value === null) return 'none'
  const places = facts.kind === 'share' ? (value.includes('.') ? 1 : 0) : facts.kind === 'mean' ? 1 : 0
  return `${formatFixed(value, places)}${facts.unit === '%' ? ' %' : facts.unit === '' ? '' : ` ${facts.unit}`}`
}

function Verdict({ verdict }: Pick<ProcessKpiValue, 'verdict'>): ReactNode {
  if (verdict === 'met') return <IconCheck size={14} color="var(--ratebook-decrease)" aria-label="as it should be" />
  if (verdict === 'missed') return <IconAlertTriangle size={14} color="var(--ratebook-increase)" aria-label="not as it should be" />
  return null
}

type Props = { readonly source: KpiSource; readonly month: Month }

export function ProcessKpis({ source, month }: Props): ReactNode {
  const inspector = useInspector()
  const [isTable, setTable] = useState(false)
  const months = useMemo(() => monthsUpTo(month, MONTHS_SHOWN), [month])
  const kpis = useMemo(() => processKpis(source, months), [source, months])
  function explain(name: ProcessKpiName, at: Month, title: string): void {
    inspector.show({ title: `${title} · ${monthWords(at)}`, explain: () => explainProcessKpi(source, { name, month: at }), notes: [], history: [] })
    inspector.open('explain')
  }
  return (
    <section aria-label={`The process in ${monthWords(month)}`}>
      <div className={classes['line']}>
        <Text size="sm" fw={600}>The process in {monthWords(month)}</Text>
        <Button variant="subtle" color="gray" size="compact-xs" leftSection={<IconTable size={14} aria-hidden />} aria-expanded={isTable} onClick={() => setTable(!isTable)}>
          {isTable ? 'This month alone' : 'Month by month'}
        </Button>
      </div>
      {isTable ? <MonthTable kpis={kpis} months={months} onExplain={explain} /> : (
        <div className={classes['kpis']}>
          {kpis.map((kpi) => {
            const value = kpi.values.at(-1)
            return value === undefined ? null : (
              <button key={kpi.name} type="button" className={classes['kpi']} title={`Objective: ${kpi.facts.objective}. ${value.words}`} onClick={() => explain(kpi.name, month, kpi.facts.title)}>
                <span className={classes['kpiTitle']}>{kpi.facts.title}</span>
                <span className={classes['kpiValue']}><Verdict verdict={value.verdict} />{figureText(kpi, value)}</span>
              </button>
            )
          })}
        </div>
      )}
    </section>
  )
}

function MonthTable({ kpis, months, onExplain }: { readonly kpis: readonly ProcessKpi[]; readonly months: readonly Month[]; readonly onExplain: (name: ProcessKpiName, month: Month, title: string) => void }): ReactNode {
  return (
    <Box component="section" className={classes['scroll'] ?? ''} aria-label="The process month by month" tabIndex={0}>
      <Table aria-label="Figures of the process" verticalSpacing={2} fz="sm">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Figure</Table.Th><Table.Th>Objective</Table.Th>
            {months.map((month) => <Table.Th key={month} ta="right" style={{ whiteSpace: 'nowrap' }}>{month}</Table.Th>)}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {kpis.map((kpi) => (
            <Table.Tr key={kpi.name}>
              <Table.Th scope="row" fw={400}>{kpi.facts.title}</Table.Th>
              <Table.Td><Text span size="xs" c="dimmed">{kpi.facts.objective}</Text></Table.Td>
              {kpi.values.map((value) => (
                <Table.Td key={value.month} ta="right" title={value.words} style={{ whiteSpace: 'nowrap' }}>
                  <button type="button" className={classes['kpi']} style={{ display: 'inline-flex', padding: '0 4px' }} aria-label={`${kpi.facts.title}, ${monthWords(value.month)}: ${value.words}`} onClick={() => onExplain(kpi.name, value.month, kpi.facts.title)}>
                    <span className={classes['kpiValue']} style={{ fontSize: 13, fontWeight: 400 }}><Verdict verdict={value.verdict} />{value.value === null ? '–' : figureText(kpi, value)}</span>
                  </button>
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Box>
  )
}
