/** The log of requests; the chosen one with its estimate, and the dated change that it puts into the projection. */
import { Anchor, Badge, Box, Button, Table, Text, Title, UnstyledButton } from '@mantine/core'
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'

import { changeWords } from '../../../../src-shared/domain/budget/edit-budget.ts'
import { planRemoveRequest } from '../../../../src-shared/domain/budget/edit-requests.ts'
import type { ServiceRequest } from '../../../../src-shared/domain/model/billing-tables.ts'
import { EmptyState } from '../../../components/EmptyState.tsx'
import { useApplyPlan } from '../../../state/apply-plan.ts'
import { budgetsAddress, hrefOf } from '../../../state/routes.ts'
import { useBudgetView } from '../budget-view.tsx'
import classes from '../Budgets.module.css'
import { EstimatePanel } from './EstimatePanel.tsx'
import { KIND_WORDS, STATUS_WORDS } from './request-words.ts'
import { RequestDialog } from './RequestDialog.tsx'

function isCounting({ status }: ServiceRequest): boolean {
  return status === 'approved' || status === 'done'
}

function StatusBadge({ status }: Pick<ServiceRequest, 'status'>): ReactNode {
  return <Badge miw="max-content" {...(status === 'approved' || status === 'done' ? { variant: 'filled' } : { variant: 'outline', color: 'gray', c: 'var(--mantine-color-text)' })}>{STATUS_WORDS[status]}</Badge>
}

/** What it means for the projection, now or once it is approved. */
function Effect({ request }: { readonly request: ServiceRequest }): ReactNode {
  const { draft, customer } = useBudgetView()
  const { rateId, monthlyUnits, fromMonth, toMonth } = request
  if (rateId === null || monthlyUnits === null || fromMonth === null) return <Text size="sm" c="dimmed">It changes no units of the projection.</Text>
  const words = changeWords({ units: monthlyUnits, cadence: 'monthly', fromMonth, toMonth }, draft.rate.get(rateId)?.title ?? rateId)
  return (
    <Text size="sm">
      {isCounting(request) ? 'In the projection: ' : 'Once approved, the projection has '}{words}.{' '}
      <Anchor size="sm" underline="always" href={hrefOf(budgetsAddress({ customer: customer.id, tab: isCounting(request) ? 'changes' : 'rates', row: isCounting(request) ? request.id : rateId }))}>
        {isCounting(request) ? 'Show the dated change' : 'Show the rate'}
      </Anchor>
    </Text>
  )
}

function Chosen({ request }: { readonly request: ServiceRequest }): ReactNode {
  const { draft, canEdit } = useBudgetView()
  const applyPlan = useApplyPlan()
  const [isEditing, setEditing] = useState(false)
  return (
    <section className={classes['section']} aria-label={`Request ${request.code}`} style={{ gap: 12 }}>
      <div style={{ display: 'flex', alignItems: 'center', gap: 10, flexWrap: 'wrap' }}>
        <Title order={3} fz="md">{request.code} · {request.title}</Title>
        <StatusBadge status={request.status} />
        <span className={classes['spacer']} />
        <Button variant="default" leftSection={<IconPencil size={15} aria-hidden />} disabled={!canEdit} onClick={() => setEditing(true)}>Edit …</Button>
        <Button variant="default" leftSection={<IconTrash size={15} aria-hidden />} disabled={!canEdit} onClick={() => applyPlan(planRemoveRequest(draft, request.id))}>Remove</Button>
      </div>
      <Text size="sm" c="dimmed">
        {[KIND_WORDS[request.kind], `asked for on ${request.requestedOn}`, request.decidedOn === null ? 'not decided' : `decided on ${request.decidedOn}`, request.signedBy === '' ? 'not signed' : `signed by ${request.signedBy}`, request.author === '' ? '' : `noted by ${request.author}`].filter((part) => part !== '').join(' · ')}
      </Text>
      {request.note !== '' && <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>{request.note}</Text>}
      <Effect request={request} />
      <EstimatePanel request={request} />
      {isEditing && <RequestDialog request={request} onClose={() => setEditing(false)} />}
    </section>
  )
}

export function RequestsTab(): ReactNode {
  const { draft, customer, row, canEdit, show } = useBudgetView()
  const [isAdding, setAdding] = useState(false)
  const requests = [...draft.serviceRequest.values()].filter((each) => each.customerId === customer.id).toSorted((left, right) => (left.requestedOn < right.requestedOn ? 1 : -1))
  const chosen = requests.find((each) => each.id === row) ?? requests[0]
  const add = <Button variant="default" leftSection={<IconPlus size={15} aria-hidden />} disabled={!canEdit} onClick={() => setAdding(true)}>Request …</Button>
  return (
    <div className={classes['page']}>
      {chosen === undefined ? (
        <EmptyState title="No requests" actions={add}>New services, Business Application Requests and changes are logged here, each with its estimate; once approved, it changes the projection.</EmptyState>
      ) : (
        <>
          <div className={classes['above']}>
            <Text size="sm" c="dimmed">An approved request is a dated change of the projection; every other one changes nothing yet.</Text>
            {add}
          </div>
          <Box component="section" className={classes['scroll'] ?? ''} aria-label="All requests" tabIndex={0}>
            <Table aria-label="Requests" verticalSpacing={5} fz="sm">
              <Table.Thead>
                <Table.Tr><Table.Th>Number</Table.Th><Table.Th>What</Table.Th><Table.Th>Kind</Table.Th><Table.Th>Status</Table.Th><Table.Th>Asked for</Table.Th><Table.Th>Decided</Table.Th><Table.Th>Signed by</Table.Th></Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {requests.map((request) => (
                  <Table.Tr key={request.id} {...(request === chosen ? { bg: 'var(--ratebook-selected)' } : {})}>
                    <Table.Td style={{ whiteSpace: 'nowrap' }}>{request.code}</Table.Td>
                    <Table.Th scope="row" fw={500}><UnstyledButton fz="sm" fw={500} td="underline" aria-current={request === chosen || undefined} onClick={() => show({ tab: 'requests', row: request.id })}>{request.title}</UnstyledButton></Table.Th>
                    <Table.Td>{KIND_WORDS[request.kind]}</Table.Td>
                    <Table.Td><StatusBadge status={request.status} /></Table.Td>
                    <Table.Td style={{ whiteSpace: 'nowrap' }}>{request.requestedOn}</Table.Td>
                    <Table.Td style={{ whiteSpace: 'nowrap' }}>{request.decidedOn ?? ''}</Table.Td>
                    <Table.Td>{request.signedBy}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Box>
          <Chosen key={chosen.id} request={chosen} />
        </>
      )}
      {isAdding && <RequestDialog request={null} onClose={(id) => { setAdding(false); if (id !== null) show({ tab: 'requests', row: id }) }} />}
    </div>
  )
}
