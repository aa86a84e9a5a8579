/** One account over the three years, line by line, its carry-forwards, and how an excess may be settled (RECOV-1, RECOV-4, RECOV-5). */
import { Badge, Box, Group, List, Text } from '@mantine/core'
import type { ReactNode } from 'react'

import type { Usd } from '../../../../src-shared/domain/decimal.ts'
import { explainRecovery } from '../../../../src-shared/domain/recovery/explain-recovery.ts'
import { excessOfService, type Recovery } from '../../../../src-shared/domain/recovery/recovery.ts'
import { SETTLEMENT_CITATION, settlementOptions } from '../../../../src-shared/domain/recovery/settlement.ts'
import { FigureButton } from '../../../components/FigureButton.tsx'
import { MoneyText } from '../../../components/MoneyText.tsx'
import { useCostView } from '../cost-view.tsx'
import classes from '../Costs.module.css'
import { AccountSheet } from './AccountSheet.tsx'
import { CarryForwards } from './CarryForwards.tsx'
import { accountOf, SETTLEMENT_WORDS, type RecoveryRow } from './recovery-rows.ts'

function Settlements({ row, recovery, labels }: { readonly row: RecoveryRow; readonly recovery: Recovery; readonly labels: readonly string[] }): ReactNode {
  const { draft } = useCostView()
  const at = row.years.findLastIndex((year) => year !== null && year.excess !== '0')
  const year = row.years[at] ?? null
  if (row.account === null || year === null) return null
  const serviceExcess = excessOfService(recovery, { serviceId: row.account.serviceId, year: at })
  const explained = (figure: 'excess' | 'federalShare', value: Usd): ReactNode => (
    <FigureButton subjectOf={() => ({ title: `${row.name} · ${labels[at] ?? ''}`, explain: () => explainRecovery(draft, recovery, { account: accountOf(row), year: at, figure }), notes: [], history: [] })}>
      <MoneyText value={value} places={2} />
    </FigureButton>
  )
  return (
    <>
      <Text size="sm" fw={600} mt="sm">
        The excess of {explained('excess', year.excess)} in {labels[at]} may be settled by
      </Text>
      <List size="sm" spacing={4} listStyleType="none">
        {settlementOptions({ ...year, serviceExcess }).map((option) => (
          <List.Item key={option.settlement}>
            <Group gap={6} component="span">
              <strong>{SETTLEMENT_WORDS[option.settlement]}</strong>
              {option.isOpen ? explained(option.figure, option.amount) : <Badge color="gray">not open</Badge>}
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

export function AccountDetails({ row, recovery, labels }: { readonly row: RecoveryRow; readonly recovery: Recovery; readonly labels: readonly string[] }): ReactNode {
  return (
    <Box component="section" className={classes['account'] ?? ''} tabIndex={0} aria-label={`Account of ${row.name} and how it is settled`}>
      <div className={classes['accountSheet']}>
        <AccountSheet row={row} recovery={recovery} labels={labels} />
      </div>
      <div className={classes['accountSide']}>
        <Text size="sm" fw={600} mb={4}>
          {row.name}
          <Text span size="sm" c="dimmed" fw={400}>
            {' '}
            {row.fundName}
          </Text>
        </Text>
        {row.account !== null && <CarryForwards account={row.account} recovery={recovery} />}
        <Settlements row={row} recovery={recovery} labels={labels} />
      </div>
    </Box>
  )
}
