import { ActionIcon, Button, Group, Modal, Select, Stack, Text, Tooltip } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react'
import { useState, type FormEvent, type ReactNode } from 'react'

import { planMove, planRemove, planRetire, planUnretire } from '../../../src-shared/domain/catalog/edit-catalog.ts'
import { fiscalYear, formatFiscalYear, isFiscalYear, type FiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import { usesOf } from '../../../src-shared/domain/model/integrity.ts'
import { useApplyPlan } from '../../state/apply-plan.ts'
import { useModelSession } from '../../state/model-session.tsx'
import { useVersionSelection } from '../../state/version-selection.tsx'
import { nameOf, type CatalogRef, type TreeNode } from './catalog-tree.ts'

function RetireDialog({ row, onDone }: { readonly row: { readonly table: 'service' | 'rate'; readonly id: string }; readonly onDone: () => void }): ReactNode {
  const { draft } = useModelSession()
  const { years } = useVersionSelection()
  const applyPlan = useApplyPlan()
  const next = (years.at(-1) ?? 2000) + 1
  const [from, setFrom] = useState<FiscalYear>(isFiscalYear(next) ? next : fiscalYear(2000))
  const choices = [...years, ...(isFiscalYear(next) ? [next] : [])]
  function submit(event: FormEvent): void {
    event.preventDefault()
    if (applyPlan(planRetire({ draft, ...row, from }))) onDone()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text size="sm">Earlier years keep it with their prices; from the year on it is no longer offered and gets no price.</Text>
        <Select
          label="No longer offered from"
          data={choices.map((year) => ({ value: String(year), label: formatFiscalYear(year) }))}
          value={String(from)}
          onChange={(value) => setFrom(choices.find((year) => String(year) === value) ?? from)}
          allowDeselect={false}
          data-autofocus
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button type="submit">Retire</Button>
        </Group>
      </Stack>
    </form>
  )
}

/** Reorder, retire and bring back, and remove what nothing uses. */
export function RowActions({ row, node, onRemoved }: { readonly row: CatalogRef; readonly node: TreeNode | undefined; readonly onRemoved: () => void }): ReactNode {
  const { draft, readOnly } = useModelSession()
  const applyPlan = useApplyPlan()
  const [isRetiring, setIsRetiring] = useState(false)
  const { table, id } = row
  const uses = usesOf(draft, row)
  const retirable = table === 'service' || table === 'rate' ? { table, id } : null
  const retiredFrom = retirable === null ? null : (draft[retirable.table].get(id)?.retiredFrom ?? null)
  const name = nameOf(draft, row)

  function move(by: -1 | 1): void {
    if (node !== undefined) applyPlan(planMove({ draft, table, id, toIndex: node.index + by }))
  }
  return (
    <Group gap={4} wrap="nowrap">
      {retirable !== null && retiredFrom === null && (
        <Button variant="default" disabled={readOnly} onClick={() => setIsRetiring(true)}>
          Retire…
        </Button>
      )}
      {retirable !== null && retiredFrom !== null && (
        <Button variant="default" disabled={readOnly} onClick={() => applyPlan(planUnretire({ draft, ...retirable }))}>
          Offer again
        </Button>
      )}
      <Tooltip label="Move up (Alt+Up)">
        <ActionIcon aria-label={`Move ${name} up`} disabled={readOnly || node === undefined || node.index === 0} onClick={() => move(-1)}>
          <IconArrowUp size={16} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Move down (Alt+Down)">
        <ActionIcon aria-label={`Move ${name} down`} disabled={readOnly || node === undefined || node.index === node.siblingCount - 1} onClick={() => move(1)}>
          <IconArrowDown size={16} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={uses.length === 0 ? 'Remove' : `Still in use: ${uses.join(', ')}`}>
        <ActionIcon
          aria-label={`Remove ${name}`}
          disabled={readOnly || uses.length > 0}
          onClick={() => {
            if (applyPlan(planRemove({ draft, table, id }))) onRemoved()
          }}
        >
          <IconTrash size={16} />
        </ActionIcon>
      </Tooltip>
      {retirable !== null && (
        <Modal opened={isRetiring} onClose={() => setIsRetiring(false)} title={`Retire ${name}`} closeButtonProps={{ 'aria-label': 'Close' }}>
          <RetireDialog row={retirable} onDone={() => setIsRetiring(false)} />
        </Modal>
      )}
    </Group>
  )
}
