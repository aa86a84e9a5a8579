import { Badge, Box, Button, Group, SegmentedControl, Table, Text } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconEqual, IconQuestionMark } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'

import { AUDIT_VERDICTS, type Audit, type AuditRow, type AuditVerdict } from '../../../src-shared/domain/rates/audit.ts'
import { verdictText } from '../../../src-shared/domain/reports/audit-report.ts'
import classes from './Imports.module.css'

const ROWS_AT_FIRST = 300

function isVerdict(text: string): text is AuditVerdict {
  return AUDIT_VERDICTS.some((verdict) => verdict === text)
}

function verdictIcon(verdict: AuditVerdict): ReactNode {
  switch (verdict) {
    case 'exact':
      return <IconEqual size={13} aria-hidden />
    case 'explained-by-rounding':
      return <IconCheck size={13} aria-hidden />
    case 'inconsistent':
      return <IconAlertTriangle size={13} aria-hidden />
    case 'not-checkable':
      return <IconQuestionMark size={13} aria-hidden />
  }
}

function VerdictBadge({ verdict }: { readonly verdict: AuditVerdict }): ReactNode {
  const isBad = verdict === 'inconsistent'
  return (
    <Badge variant="outline" color="gray" c={isBad ? 'var(--ratebook-increase)' : 'var(--mantine-color-text)'} leftSection={verdictIcon(verdict)} {...(isBad ? { fw: 700, style: { borderColor: 'currentColor' } } : {})}>
      {verdictText(verdict)}
    </Badge>
  )
}

function PrintedPair({ printed, recomputed }: { readonly printed: string; readonly recomputed: string }): ReactNode {
  return (
    <Table.Td ta="right" className={classes['figure'] ?? ''}>
      {printed}
      {recomputed !== '' && recomputed !== printed && <div className={classes['recomputed']}>{recomputed}</div>}
    </Table.Td>
  )
}

function Row({ row }: { readonly row: AuditRow }): ReactNode {
  const { printed } = row
  return (
    <Table.Tr>
      <Table.Td>
        {printed.resource}
        <Text size="xs" c="dimmed">
          {[printed.billableUnit, printed.source].filter((part) => part !== '').join(' · ')}
        </Text>
      </Table.Td>
      <Table.Td ta="right" className={classes['figure'] ?? ''}>{printed.fromText}</Table.Td>
      <Table.Td ta="right" className={classes['figure'] ?? ''}>{printed.toText}</Table.Td>
      <PrintedPair printed={printed.differenceText} recomputed={row.recomputedDifference} />
      <PrintedPair printed={printed.percentText} recomputed={row.recomputedPercent} />
      <Table.Td>
        <VerdictBadge verdict={row.verdict} />
      </Table.Td>
      <Table.Td className={classes['reason'] ?? ''}>
        {row.sentence}
        {row.secondReading !== '' && (
          <Text size="xs" c="dimmed">
            {row.secondReading}
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  )
}

/** Counts by verdict, and every printed row with what follows from its rates and why. */
export function AuditResult({ audit }: { readonly audit: Audit }): ReactNode {
  const [shown, setShown] = useState<'all' | AuditVerdict>('all')
  const [isWhole, setIsWhole] = useState(false)
  const found = shown === 'all' ? audit.rows : audit.rows.filter((row) => row.verdict === shown)
  const listed = isWhole ? found : found.slice(0, ROWS_AT_FIRST)
  const present = AUDIT_VERDICTS.filter((verdict) => audit.counts[verdict] > 0)
  return (
    <>
      <dl className={classes['counts']}>
        {AUDIT_VERDICTS.map((verdict) => (
          <div key={verdict} data-refused={(verdict === 'inconsistent' && audit.counts[verdict] > 0) || undefined}>
            <dt>{verdictText(verdict)}</dt>
            <dd>{audit.counts[verdict].toLocaleString('en-US')}</dd>
          </div>
        ))}
      </dl>
      <div>
        <Group justify="space-between" mb={6}>
          <Text size="sm" c="dimmed">
            Where a recomputed figure differs, it stands below the printed one.
          </Text>
          {present.length > 1 && (
            <SegmentedControl
              aria-label="Rows shown"
              value={shown}
              data={[{ value: 'all', label: `All ${audit.rows.length}` }, ...present.map((verdict) => ({ value: verdict, label: verdictText(verdict) }))]}
              onChange={(value) => setShown(isVerdict(value) ? value : 'all')}
            />
          )}
        </Group>
        <Box component="section" className={classes['sideways'] ?? ''} aria-label="Audited rows" tabIndex={0}>
          <Table aria-label="Audited rows" verticalSpacing={5} horizontalSpacing="sm" fz="sm" miw={920}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th miw={210}>Resource</Table.Th>
                <Table.Th ta="right" className={classes['figure'] ?? ''}>Old rate</Table.Th>
                <Table.Th ta="right" className={classes['figure'] ?? ''}>New rate</Table.Th>
                <Table.Th ta="right">Difference</Table.Th>
                <Table.Th ta="right" className={classes['figure'] ?? ''}>% change</Table.Th>
                <Table.Th w={190}>Verdict</Table.Th>
                <Table.Th>Reason</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {listed.map((row) => (
                <Row key={row.printed.key} row={row} />
              ))}
            </Table.Tbody>
          </Table>
        </Box>
        {listed.length < found.length && (
          <Button variant="subtle" mt="xs" onClick={() => setIsWhole(true)}>
            Show all {found.length.toLocaleString('en-US')} rows
          </Button>
        )}
      </div>
    </>
  )
}
