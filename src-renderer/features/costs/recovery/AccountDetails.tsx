/** One account over the three years, line by line, its carry-forwards, and how an excess may be settled (RECOV-1, RECOV-4, RECOV-5). */
import { Badge, Box, Group, List, Table, Text } from '@mantine/core'
import type { ReactNode } from 'react'

import { formatFixed } from '../../../../src-shared/domain/decimal.ts'
import { SETTLEMENT_CITATION, settlementOptions, type Settlement } from '../../../../src-shared/domain/recovery/settlement.ts'
import { MoneyText } from '../../../components/MoneyText.tsx'
import classes from '../Costs.module.css'
import { ACCOUNT_LINES, ACCOUNT_SUMS, type RecoveryRow } from './recovery-rows.ts'

const SETTLEMENT_WORDS: Readonly<Record<Settlement, string>> = { 'future-rates': 'future rates', 'cash-refund': 'cash refund', credits: 'credits', 'central-cost': 'allocated central cost' }

function Account({ row, labels }: { readonly row: RecoveryRow; readonly labels: readonly string[] }): ReactNode {
  return (
    <Table aria-label={`Account of ${row.name}`} verticalSpacing={2} horizontalSpacing="sm" fz="sm" w="auto" miw={560}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>USD</Table.Th>
          {labels.map((label) => (
            <Table.Th key={label} ta="right">
              {label}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {ACCOUNT_LINES.map(({ field, label }) => (
          <Table.Tr key={field}>
            <Table.Th scope="row" fw={ACCOUNT_SUMS.has(field) ? 600 : 400}>
              {label}
            </Table.Th>
            {labels.map((name, index) => {
              const year = row.years[index] ?? null
              return (
                <Table.Td key={name} ta="right" fw={ACCOUNT_SUMS.has(field) ? 600 : 400}>
                  {year === null ? <span title="This year says nothing of it">–</span> : <MoneyText value={year[field]} places={2} />}
                </Table.Td>
              )
            })}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

function CarryForwards({ row }: { readonly row: RecoveryRow }): ReactNode {
  const carried = row.service?.carryForwards ?? []
  if (carried.length === 0) return <Text size="sm" c="dimmed">No balances of closed years.</Text>
  return (
    <List size="sm" spacing={6} listStyleType="none">
      {carried.map(({ row: each, plan }) => (
        <List.Item key={each.id}>
          FY{each.closedYear}: <MoneyText value={each.amount} places={2} />, settled by {SETTLEMENT_WORDS[each.settledBy]}, usable up to FY{each.expiresAfter}.
          {plan.parts.length > 0 && ` ${plan.parts.map((part) => `FY${part.fiscalYear} ${formatFixed(part.amount, 2)}`).join(', ')}.`}
          {plan.expired !== '0' && (
            <Text span size="sm" c="var(--ratebook-increase)">
              {' '}
              <MoneyText value={plan.expired} places={2} /> expires unused.
            </Text>
          )}
        </List.Item>
      ))}
    </List>
  )
}

function Settlements({ row, labels }: { readonly row: RecoveryRow; readonly labels: readonly string[] }): ReactNode {
  const at = row.years.findLastIndex((year) => year !== null && year.excess !== '0')
  const year = row.years[at] ?? null
  if (row.service === null || year === null) return null
  return (
    <>
      <Text size="sm" fw={600} mt="sm">
        The excess of <MoneyText value={year.excess} places={2} /> in {labels[at]} may be settled by
      </Text>
      <List size="sm" spacing={4} listStyleType="none">
        {settlementOptions(year).map((option) => (
          <List.Item key={option.settlement}>
            <Group gap={6} component="span">
              <strong>{SETTLEMENT_WORDS[option.settlement]}</strong>
              {option.isOpen ? <MoneyText value={option.amount} places={2} /> : <Badge color="gray">not open</Badge>}
            </Group>
            <Text span size="sm" c="dimmed">
              {' '}
              {option.words}
            </Text>
          </List.Item>
        ))}
      </List>
      <Text size="xs" c="dimmed" mt={4}>
        {SETTLEMENT_CITATION}
      </Text>
    </>
  )
}

export function AccountDetails({ row, labels }: { readonly row: RecoveryRow; readonly labels: readonly string[] }): ReactNode {
  return (
    <Box component="section" className={classes['details'] ?? ''} tabIndex={0} aria-label={`Account of ${row.name} and how it is settled`}>
      <Text size="sm" fw={600} mb={4}>
        {row.name}
        <Text span size="sm" c="dimmed" fw={400}>
          {' '}
          {row.fundName}
        </Text>
      </Text>
      <Group align="flex-start" gap={40} wrap="nowrap">
        <Account row={row} labels={labels} />
        <div style={{ minWidth: 0, flex: 1 }}>
          {row.service !== null && <CarryForwards row={row} />}
          <Settlements row={row} labels={labels} />
        </div>
      </Group>
    </Box>
  )
}
