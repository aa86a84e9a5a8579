/** One pool: its name, what drives it, whose cost it holds, its figures (ALLOC-6). */
import { Anchor, Button, Group, Select, Stack, Table, Text } from '@mantine/core'
import type { ReactNode } from 'react'

import { issue } from '../../../../src-shared/domain/issues.ts'
import type { CostPool } from '../../../../src-shared/domain/model/cost-tables.ts'
import { FigureButton } from '../../../components/FigureButton.tsx'
import { MoneyText } from '../../../components/MoneyText.tsx'
import { notifyIssues } from '../../../state/notices.tsx'
import { costsAddress, hrefOf } from '../../../state/routes.ts'
import { CommitField } from '../../../components/CommitField.tsx'
import { ownedBy, poolOwner, serviceOwner, useCostView } from '../cost-view.tsx'
import { explainOf } from '../explain.ts'
import { OwnerSelect } from '../OwnerSelect.tsx'
import { marksOf } from '../sheet/cells.ts'
import { useCostEdits } from '../use-cost-edits.ts'

const FIGURES = [{ field: 'own', label: 'Own cost' }, { field: 'received', label: 'Received from pools' }, { field: 'total', label: 'To share out' }, { field: 'distributed', label: 'Shared out' }, { field: 'unallocated', label: 'Unallocated' }] as const

export function PoolFields({ pool }: { readonly pool: CostPool }): ReactNode {
  const { draft, inputs, derivation, label: versionLabel, version, canEdit, show, basis } = useCostView()
  const edits = useCostEdits()
  const result = derivation.allocation?.pools.find((each) => each.id === poolOwner(pool.id))
  const ref = (field: 'name' | 'note' | 'driverId' | 'serviceId'): { readonly table: 'costPool'; readonly rowId: string; readonly field: string } => ({ table: 'costPool', rowId: pool.id, field })
  const set = (field: 'driverId' | 'serviceId', text: string): void => {
    const why = edits.setField(ref(field), text)
    if (why !== null) notifyIssues('Not changed', [issue('wrong-state', why)])
  }
  return (
    <Stack gap="sm" mt="md">
      <CommitField label="Name" value={pool.name} readOnly={!canEdit} former={marksOf(inputs, ref('name')).former} onCommit={(text) => edits.setField(ref('name'), text)} />
      <Select
        label="Shared out by" placeholder="No driver: it stays unallocated" data={[...inputs.drivers.values()].map((driver) => ({ value: driver.id, label: driver.name }))} value={pool.driverId} clearable disabled={!canEdit}
        clearButtonProps={{ 'aria-label': 'Clear: driver' }} onChange={(next) => set('driverId', next ?? '')}
      />
      <OwnerSelect
        label="Holds the whole cost of a service (RATE-2)" showLabel value={pool.serviceId === null ? null : serviceOwner(pool.serviceId)} placeholder="None: costs of its own" clearable disabled={!canEdit}
        onChange={(next) => set('serviceId', next === null ? '' : (ownedBy(next).serviceId ?? ''))}
      />
      <CommitField label="Note" value={pool.note} readOnly={!canEdit} former={marksOf(inputs, ref('note')).former} onCommit={(text) => edits.setField(ref('note'), text)} />
      {result === undefined ? (
        <Text size="sm" c="dimmed">
          Nothing is allocated: see the checks.
        </Text>
      ) : (
        <Table aria-label={`Figures of ${pool.name}`} verticalSpacing={3} fz="sm" w="auto" miw={300}>
          <Table.Tbody>
            {FIGURES.map(({ field, label }) => (
              <Table.Tr key={field}>
                <Table.Th scope="row" fw={400}>
                  {label}, USD
                </Table.Th>
                <Table.Td ta="right">
                  <FigureButton subjectOf={() => explainOf.poolFigure({ draft, derivation, label: versionLabel }, pool.id, field)}>
                    <MoneyText value={result[field]} places={2} />
                  </FigureButton>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <Group justify="space-between">
        <Anchor href={hrefOf(costsAddress({ tab: 'framework', owner: poolOwner(pool.id), basis, year: version.fiscalYear }))} size="sm">
          Its costs
        </Anchor>
        <Button
          variant="subtle" color="gray" disabled={!canEdit}
          onClick={() => {
            if (edits.removeRows('costPool', [pool.id])) show({ owner: null })
          }}
        >
          Remove the pool
        </Button>
      </Group>
    </Stack>
  )
}
