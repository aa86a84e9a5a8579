/** Which services and pools pay for a position. Above 100 % is refused, below is said (COST-2). */
import { ActionIcon, Badge, Button, Group, Stack, Text } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { Fragment, useState, type ReactNode } from 'react'

import { Decimal, decimal, formatFixed } from '../../../../src-shared/domain/decimal.ts'
import type { OwnerKey } from '../../../../src-shared/domain/costs/derivation.ts'
import { CommitField } from '../../../components/CommitField.tsx'
import { FigureButton } from '../../../components/FigureButton.tsx'
import { ownedBy, ownerName, ownerOf, useCostView } from '../cost-view.tsx'
import { explainOf } from '../explain.ts'
import { OwnerSelect } from '../OwnerSelect.tsx'
import { useCostEdits } from '../use-cost-edits.ts'
import { sumOfParts, type PositionRow } from './position-rows.ts'

const PART_FIGURES = [{ figure: 'fte', word: 'FTE' }, { figure: 'salary', word: 'salary' }, { figure: 'fringe', word: 'fringe' }] as const

export function PartsEditor({ row }: { readonly row: PositionRow }): ReactNode {
  const view = useCostView()
  const { draft, canEdit } = view
  const edits = useCostEdits()
  const [added, setAdded] = useState<OwnerKey | null>(null)
  const sum = sumOfParts(row.parts)
  const left = new Decimal(100).minus(sum)
  const { position } = row

  function add(): void {
    if (added === null) return
    const owner = ownedBy(added)
    const done = edits.addRow('staffAssignment', { staffPositionId: position.id, serviceId: owner.serviceId ?? '', poolId: owner.poolId ?? '', percent: left.gt(0) ? left.toFixed() : '0' })
    if (done) setAdded(null)
  }
  const assigned = (which: 'assigned' | 'left', percent: Decimal): ReactNode => <FigureButton subjectOf={() => explainOf.assigned(view, { positionId: position.id, which })}>{percent.toFixed()}</FigureButton>
  return (
    <Stack gap={8}>
      <Group gap="sm">
        <Text size="sm" fw={600}>
          {position.code} {position.title}
        </Text>
        {left.isZero() ? <Badge color="gray">{assigned('assigned', sum)} % assigned</Badge> : <Badge color="orange">{assigned('assigned', sum)} % assigned, {assigned('left', left)} % not assigned</Badge>}
      </Group>
      {row.parts.map((part) => {
        const owner = ownerOf(part)
        const name = ownerName(draft, owner)
        const cost = row.cost?.parts.find((each) => each.owner === owner)
        return (
          <Group key={part.id} gap="sm" wrap="nowrap">
            <Text size="sm" w={260} truncate title={name}>
              {name}
            </Text>
            <div style={{ width: 110 }}>
              <CommitField label={`Part of ${name}, %`} isLabelShown={false} align="end" value={formatFixed(part.percent, decimal(part.percent).decimalPlaces())} readOnly={!canEdit} onCommit={(text) => edits.setField({ table: 'staffAssignment', rowId: part.id, field: 'percent' }, text)} />
            </div>
            <Text size="sm" c="dimmed">
              %{cost !== undefined && PART_FIGURES.map(({ figure, word }) => <Fragment key={figure}> · <FigureButton subjectOf={() => explainOf.part(view, { positionId: position.id, owner, figure })}>{formatFixed(cost[figure], 2)}</FigureButton> {word}</Fragment>)}
            </Text>
            <ActionIcon aria-label={`Take ${name} off the position`} disabled={!canEdit} onClick={() => edits.removeRows('staffAssignment', [part.id])}>
              <IconTrash size={15} />
            </ActionIcon>
          </Group>
        )
      })}
      <Group gap="sm">
        <OwnerSelect label="Service or pool that pays a part" value={added} onChange={setAdded} placeholder="Service or pool" width={260} disabled={!canEdit || left.lte(0)} />
        <Button variant="default" disabled={added === null || !canEdit} onClick={add}>
          {left.gt(0) ? `Add with ${left.toFixed()} %` : 'Nothing left to assign'}
        </Button>
      </Group>
    </Stack>
  )
}
