/** A capital item: depreciated from the month in service, never its price at once (COST-3). */
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'

import { formatFixed } from '../../../../src-shared/domain/decimal.ts'
import type { OwnerKey } from '../../../../src-shared/domain/costs/derivation.ts'
import { fiscalYearSpan } from '../../../../src-shared/domain/fiscal-year.ts'
import { ownedBy, useCostView } from '../cost-view.tsx'
import { useCostEdits } from '../use-cost-edits.ts'

function ItemForm({ owner, onClose }: { readonly owner: OwnerKey; readonly onClose: () => void }): ReactNode {
  const { draft, version, inputs } = useCostView()
  const edits = useCostEdits()
  const firstMonth = draft.settings.get('model')?.fiscalYearFirstMonth ?? 7
  const [values, setValues] = useState(() => ({ description: '', purchasePrice: '', inServiceOn: String(fiscalYearSpan(version.fiscalYear, firstMonth).first), lifeMonths: '60' }))
  const [error, setError] = useState<string | null>(null)
  const field = (name: keyof typeof values, label: string, align: 'left' | 'right' = 'left'): ReactNode => (
    <TextInput label={label} value={values[name]} onChange={(event) => setValues({ ...values, [name]: event.currentTarget.value })} styles={{ input: { textAlign: align } }} {...(name === 'description' ? { 'data-autofocus': true } : {})} />
  )
  function submit(event: FormEvent): void {
    event.preventDefault()
    const { serviceId, poolId } = ownedBy(owner)
    const why = edits.tryAddRow('capitalItem', { ...values, serviceId: serviceId ?? '', poolId: poolId ?? '' })
    setError(why)
    if (why === null) onClose()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {field('description', 'Description')}
        <Group grow gap="sm" align="flex-end">
          {field('purchasePrice', 'Purchase price, USD', 'right')}
          {field('inServiceOn', 'In service on, YYYY-MM-DD')}
          {field('lifeMonths', 'Life, months', 'right')}
        </Group>
        <Text size="sm" c="dimmed">
          From {formatFixed(inputs.policy.capitalThreshold, 2)} USD on it is depreciated in a straight line from the month in service; below that it is an expense of its first month.
        </Text>
        {error !== null && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {error}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={values.purchasePrice.trim() === ''}>
            Add the item
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

export function CapitalItemDialog({ open, owner, onClose }: { readonly open: boolean; readonly owner: OwnerKey; readonly onClose: () => void }): ReactNode {
  return (
    <Modal opened={open} onClose={onClose} title="New capital item" size={560} closeButtonProps={{ 'aria-label': 'Close' }}>
      <ItemForm owner={owner} onClose={onClose} />
    </Modal>
  )
}
