/** A new position, with the service or pool that pays for it: one edit. */
import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'

import type { OwnerKey } from '../../../../src-shared/domain/costs/derivation.ts'
import { fiscalYearSpan } from '../../../../src-shared/domain/fiscal-year.ts'
import { ownedBy, useCostView } from '../cost-view.tsx'
import { OwnerSelect } from '../OwnerSelect.tsx'
import { useCostEdits } from '../use-cost-edits.ts'

const FIELDS = [
  { name: 'code', label: 'Position number', placeholder: '' }, { name: 'title', label: 'Title', placeholder: '' }, { name: 'bargainingUnit', label: 'Bargaining unit', placeholder: 'none' }, { name: 'grade', label: 'Grade', placeholder: '' },
  { name: 'baseSalary', label: 'Base salary, USD a year for one FTE', placeholder: '0.00' }, { name: 'salaryAsOf', label: 'As of, YYYY-MM-DD', placeholder: '' }, { name: 'fte', label: 'FTE', placeholder: '1' },
] as const
type Name = (typeof FIELDS)[number]['name']

function AddForm({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { draft, version, owner: chosen } = useCostView()
  const edits = useCostEdits()
  const firstMonth = draft.settings.get('model')?.fiscalYearFirstMonth ?? 7
  const [values, setValues] = useState<Readonly<Record<Name, string>>>(() => ({ code: '', title: '', bargainingUnit: '', grade: '', baseSalary: '', salaryAsOf: fiscalYearSpan(version.fiscalYear, firstMonth).first, fte: '1' }))
  const [owner, setOwner] = useState<OwnerKey | null>(chosen)
  const [error, setError] = useState<string | null>(null)

  function submit(event: FormEvent): void {
    event.preventDefault()
    const part = owner === null ? null : ownedBy(owner)
    const why = edits.addPosition(values, part === null ? null : { serviceId: part.serviceId ?? '', poolId: part.poolId ?? '', percent: '100' })
    setError(why)
    if (why === null) onClose()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Group grow gap="sm" align="flex-start">
          {FIELDS.slice(0, 2).map(({ name, label }) => (
            <TextInput key={name} label={label} value={values[name]} onChange={(event) => setValues({ ...values, [name]: event.currentTarget.value })} {...(name === 'code' ? { 'data-autofocus': true } : {})} />
          ))}
        </Group>
        <Group grow gap="sm" align="flex-start">
          {FIELDS.slice(2, 4).map(({ name, label, placeholder }) => (
            <TextInput key={name} label={label} placeholder={placeholder} value={values[name]} onChange={(event) => setValues({ ...values, [name]: event.currentTarget.value })} />
          ))}
        </Group>
        <Group grow gap="sm" align="flex-end">
          {FIELDS.slice(4).map(({ name, label, placeholder }) => (
            <TextInput key={name} label={label} placeholder={placeholder} value={values[name]} onChange={(event) => setValues({ ...values, [name]: event.currentTarget.value })} />
          ))}
        </Group>
        <OwnerSelect label="Paid by" showLabel value={owner} onChange={setOwner} placeholder="Service or pool; parts can be changed later" clearable />
        {error !== null && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {error}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={values.code.trim() === '' || values.baseSalary.trim() === ''}>
            Add the position
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

export function AddPositionDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }): ReactNode {
  return (
    <Modal opened={open} onClose={onClose} title="New position" size={620} closeButtonProps={{ 'aria-label': 'Close' }}>
      <AddForm onClose={onClose} />
    </Modal>
  )
}
