/** What is encumbered under an object code, what is left of it, and month by month what was billed and why not (BILL-7, BILL-8). */
import { Table, Text } from '@mantine/core'
import { useMemo, type ReactNode } from 'react'

import { formatFixed } from '../../../../src-shared/domain/decimal.ts'
import type { StatementGroup } from '../../../../src-shared/domain/billing/statement.ts'
import { encumbranceId } from '../../../../src-shared/domain/model/billing-tables.ts'
import { monthWords, type Month } from '../../../../src-shared/domain/month.ts'
import { planOf, versionKey } from '../../../../src-shared/domain/version.ts'
import { ChartFigure } from '../../../components/ChartFigure.tsx'
import { CommitField } from '../../../components/CommitField.tsx'
import { MoneyText } from '../../../components/MoneyText.tsx'
import { useBillView } from '../bill-view.tsx'
import classes from '../Bills.module.css'
import { useBillEdits } from '../use-bill-edits.ts'
import { accountRows, burnDownChart, runsOutWords } from './statement-rows.ts'

function EncumbranceFields({ group, customerId }: { readonly group: StatementGroup; readonly customerId: string }): ReactNode {
  const { usageYear, canEdit } = useBillView()
  const edits = useBillEdits()
  const { encumbrance } = group.account
  const rowId = encumbranceId({ version: versionKey(planOf(usageYear)), customerId, objectCode: group.objectCode })
  const set = (field: 'amount' | 'approvedOn') => (text: string): string | null => edits.setField({ table: 'encumbrance', rowId, field }, text, `Encumbrance ${group.objectCode}`)
  return (
    <div className={classes['fields']}>
      <CommitField label={`Encumbered ${group.objectCode}`} suffix="USD" align="end" readOnly={!canEdit} placeholder="none" value={encumbrance === null ? '' : formatFixed(encumbrance.row.amount, 2)} onCommit={set('amount')} />
      <CommitField label="Approved on" placeholder="not approved" readOnly={!canEdit} value={encumbrance?.row.approvedOn ?? ''} onCommit={set('approvedOn')} />
    </div>
  )
}

export function Encumbrance({ group, customerId, month, months }: { readonly group: StatementGroup; readonly customerId: string; /** The statement's; null: the whole year. */ readonly month: Month | null; readonly months: readonly Month[] }): ReactNode {
  const { version, customer } = useBillView()
  const { account, objectCode } = group
  const chart = useMemo(() => burnDownChart(account, { objectCode, months }), [account, objectCode, months])
  const rows = useMemo(() => accountRows(account, months), [account, months])
  const { encumbrance } = account
  return (
    <div className={classes['account']}>
      <div className={classes['section']}>
        <EncumbranceFields group={group} customerId={customerId} />
        {encumbrance === null ? (
          <Text size="sm" c="var(--ratebook-increase)">Nothing is encumbered under {objectCode === '' ? 'no object code' : objectCode}: nothing can be billed.</Text>
        ) : (
          <Text size="sm">
            Used <MoneyText value={encumbrance.used} places={2} />{month === null ? '' : ` through ${monthWords(month)}`}, left{' '}
            <Text span inherit fw={600} {...(encumbrance.left.startsWith('-') ? { c: 'var(--ratebook-increase)' } : {})}>
              <MoneyText value={encumbrance.left} places={2} />
            </Text>
            ; {runsOutWords(encumbrance.runsOut)}.
          </Text>
        )}
        {chart !== null && <ChartFigure chart={chart} from={{ versions: [version], isFictional: customer?.provenance === 'fictional' }} height={190} />}
      </div>
      <Table aria-label={`Account ${objectCode} by month`} verticalSpacing={2} horizontalSpacing="xs" fz="xs" className={classes['months'] ?? ''}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Month</Table.Th>
            <Table.Th ta="right">Due, USD</Table.Th>
            <Table.Th ta="right">Billed, USD</Table.Th>
            <Table.Th ta="right">Held back, USD</Table.Th>
            <Table.Th ta="right">Left, USD</Table.Th>
            <Table.Th>Why</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.month}>
              <Table.Th scope="row" fw={400}>{monthWords(row.month)}</Table.Th>
              <Table.Td ta="right"><MoneyText value={row.total} places={2} /></Table.Td>
              <Table.Td ta="right"><MoneyText value={row.billed} places={2} /></Table.Td>
              <Table.Td ta="right"><MoneyText value={row.heldBack} places={2} /></Table.Td>
              <Table.Td ta="right">{row.left === null ? '–' : <MoneyText value={row.left} places={2} />}</Table.Td>
              <Table.Td c="dimmed">{row.words}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}
