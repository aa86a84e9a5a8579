/** What a request would cost at the rates of the chosen version, as a quote: one-time, monthly, annual, the first year. */
import { ActionIcon, Box, Button, Table, Text, Title } from '@mantine/core'
import { IconFileExport, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useMemo, useState, type ReactNode } from 'react'

import { instalmentWords, serviceEstimate } from '../../../../src-shared/domain/billing/service-estimate.ts'
import { planRemoveEstimateLine } from '../../../../src-shared/domain/budget/edit-requests.ts'
import { decimal, formatFixed } from '../../../../src-shared/domain/decimal.ts'
import type { EstimateLine, ServiceRequest } from '../../../../src-shared/domain/model/billing-tables.ts'
import { MoneyText } from '../../../components/MoneyText.tsx'
import { useApplyPlan } from '../../../state/apply-plan.ts'
import { goTo, reportAddress } from '../../../state/routes.ts'
import { useBudgetView } from '../budget-view.tsx'
import classes from '../Budgets.module.css'
import { EstimateLineDialog } from './EstimateLineDialog.tsx'
import { CADENCE_WORDS } from './request-words.ts'

export function EstimatePanel({ request }: { readonly request: ServiceRequest }): ReactNode {
  const { draft, customer, to, toLabel, canEdit } = useBudgetView()
  const applyPlan = useApplyPlan()
  const [dialog, setDialog] = useState<EstimateLine | 'new' | null>(null)
  const estimate = useMemo(() => serviceEstimate(draft, { version: to, requestId: request.id }), [draft, to, request.id])
  if (estimate === undefined) return null
  const { lines, byObjectCode, firstYear } = estimate
  const totals = [['One-time', estimate.totals.oneTime], ['Monthly', estimate.totals.monthly], ['Annual', estimate.totals.annual], [`First year, FY${to.fiscalYear}`, estimate.totals.firstYear]] as const
  const unpriced = lines.filter(({ amount }) => amount === null).length
  return (
    <section className={classes['section']} aria-label={`Estimate of ${request.code}`}>
      <div style={{ display: 'flex', alignItems: 'center', gap: 12 }}>
        <Title order={3} fz="sm" style={{ flex: 1 }}>Estimate at the rates of {toLabel}</Title>
        {lines.length > 0 && <Button variant="default" size="compact-xs" leftSection={<IconFileExport size={13} aria-hidden />} onClick={() => goTo(reportAddress({ report: 'quote', agency: customer.id, request: request.id }))}>Quote</Button>}
        <Button variant="default" size="compact-xs" leftSection={<IconPlus size={13} aria-hidden />} disabled={!canEdit} onClick={() => setDialog('new')}>Line …</Button>
      </div>
      {lines.length === 0 ? <Text size="sm" c="dimmed">No line yet: add what it takes, by a rate or with an amount of its own.</Text> : (
        <>
          <Box component="section" className={classes['scroll'] ?? ''} aria-label="What the estimate is made of" tabIndex={0}>
            <Table aria-label={`Lines of the estimate of ${request.code}`} verticalSpacing={3} fz="sm">
              <Table.Thead>
                <Table.Tr><Table.Th>What</Table.Th><Table.Th>How often</Table.Th><Table.Th ta="right">Quantity</Table.Th><Table.Th ta="right">Price</Table.Th><Table.Th ta="right">Amount, USD</Table.Th><Table.Th>Object code</Table.Th><Table.Th><span style={{ position: 'absolute', left: -9999 }}>Actions</span></Table.Th></Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {lines.map(({ line, priceText, amount, reason, instalments }) => (
                  <Table.Tr key={line.id}>
                    <Table.Th scope="row" fw={400}>{line.description}{[line.note, instalmentWords(instalments), amount === null ? '' : reason].filter((each) => each !== '').map((each) => <Text span size="xs" c="dimmed" key={each}> {each}</Text>)}</Table.Th>
                    <Table.Td>{CADENCE_WORDS[line.cadence]}</Table.Td>
                    <Table.Td ta="right">{formatFixed(line.quantity, decimal(line.quantity).decimalPlaces())}</Table.Td>
                    <Table.Td ta="right">{priceText}</Table.Td>
                    <Table.Td ta="right">{amount === null ? reason : <MoneyText value={amount} places={2} />}</Table.Td>
                    <Table.Td>{line.objectCode}</Table.Td>
                    <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
                      <ActionIcon aria-label={`Edit the line ${line.description}`} disabled={!canEdit} onClick={() => setDialog(line)}><IconPencil size={15} /></ActionIcon>
                      <ActionIcon aria-label={`Remove the line ${line.description}`} disabled={!canEdit} onClick={() => applyPlan(planRemoveEstimateLine(draft, line.id))}><IconTrash size={15} /></ActionIcon>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Box>
          <dl className={classes['figures']}>
            {totals.map(([word, value]) => (
              <div className={classes['figure']} key={word}><dt>{word}, USD</dt><dd><MoneyText value={value} places={2} /></dd></div>
            ))}
          </dl>
          <Text size="xs" c="dimmed">
            The first year is the one-time charge, the monthly one for {firstYear.words.charAt(0).toLowerCase()}{firstYear.words.slice(1)} The annual one counts whole. {byObjectCode.map((each) => `${each.objectCode === '' ? 'No object code' : each.objectCode}: ${formatFixed(each.firstYear, 2)} USD`).join('; ')}.
            {unpriced > 0 && ` ${unpriced} ${unpriced === 1 ? 'line has' : 'lines have'} no price and ${unpriced === 1 ? 'is' : 'are'} in no total.`}
          </Text>
        </>
      )}
      {dialog !== null && <EstimateLineDialog requestId={request.id} line={dialog === 'new' ? null : dialog} onClose={() => setDialog(null)} />}
    </section>
  )
}
