/** A new pool, a new driver. */
import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'

import { DRIVER_KINDS, type Driver } from '../../../../src-shared/domain/model/cost-tables.ts'
import type { OwnerKey } from '../../../../src-shared/domain/costs/derivation.ts'
import { ownedBy, useCostView } from '../cost-view.tsx'
import { OwnerSelect } from '../OwnerSelect.tsx'
import { useCostEdits } from '../use-cost-edits.ts'

export const DRIVER_WORDS: Readonly<Record<Driver['kind'], string>> = {
  typed: 'Quantities typed or imported', 'fixed-percent': 'Fixed percentages', fte: 'FTE, from the positions', 'direct-cost': 'Direct cost, from the frameworks', units: 'Planned units, from the rates',
}

function Footer({ onClose, label, isReady, error }: { readonly onClose: () => void; readonly label: string; readonly isReady: boolean; readonly error: string | null }): ReactNode {
  return (
    <>
      {error !== null && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {error}
        </Text>
      )}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" disabled={!isReady}>
          {label}
        </Button>
      </Group>
    </>
  )
}

function PoolForm({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { inputs } = useCostView()
  const edits = useCostEdits()
  const [code, setCode] = useState('')
  const [name, setName] = useState('')
  const [driverId, setDriverId] = useState<string | null>(null)
  const [held, setHeld] = useState<OwnerKey | null>(null)
  const [error, setError] = useState<string | null>(null)
  function submit(event: FormEvent): void {
    event.preventDefault()
    const why = edits.tryAddRow('costPool', { code, name, driverId: driverId ?? '', serviceId: held === null ? '' : (ownedBy(held).serviceId ?? '') })
    setError(why)
    if (why === null) onClose()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Group gap="sm" align="flex-start" wrap="nowrap">
          <TextInput label="Code" value={code} onChange={(event) => setCode(event.currentTarget.value)} w={110} data-autofocus />
          <TextInput label="Name" value={name} onChange={(event) => setName(event.currentTarget.value)} flex={1} />
        </Group>
        <Select label="Shared out by" placeholder="A driver; without one it stays unallocated" data={[...inputs.drivers.values()].map((driver) => ({ value: driver.id, label: driver.name }))} value={driverId} onChange={setDriverId} clearable clearButtonProps={{ 'aria-label': 'Clear: driver' }} />
        <OwnerSelect label="Holds the whole cost of a service" showLabel value={held} onChange={(next) => setHeld(next !== null && next.startsWith('service:') ? next : null)} placeholder="None: costs of its own" clearable />
        <Footer onClose={onClose} label="Add the pool" isReady={code.trim() !== '' && name.trim() !== ''} error={error} />
      </Stack>
    </form>
  )
}

function DriverForm({ onClose }: { readonly onClose: () => void }): ReactNode {
  const edits = useCostEdits()
  const [code, setCode] = useState('')
  const [name, setName] = useState('')
  const [unit, setUnit] = useState('')
  const [kind, setKind] = useState<string>('typed')
  const [error, setError] = useState<string | null>(null)
  function submit(event: FormEvent): void {
    event.preventDefault()
    const why = edits.tryAddRow('driver', { code, name, unit, kind })
    setError(why)
    if (why === null) onClose()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Group gap="sm" align="flex-start" wrap="nowrap">
          <TextInput label="Code" value={code} onChange={(event) => setCode(event.currentTarget.value)} w={110} data-autofocus />
          <TextInput label="Name" value={name} onChange={(event) => setName(event.currentTarget.value)} flex={1} />
          <TextInput label="Unit" placeholder="square feet" value={unit} onChange={(event) => setUnit(event.currentTarget.value)} w={130} />
        </Group>
        <Select label="Quantities" data={DRIVER_KINDS.map((each) => ({ value: each, label: DRIVER_WORDS[each] }))} value={kind} onChange={(next) => setKind(next ?? 'typed')} allowDeselect={false} />
        <Footer onClose={onClose} label="Add the driver" isReady={code.trim() !== '' && name.trim() !== ''} error={error} />
      </Stack>
    </form>
  )
}

export function AddPoolDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }): ReactNode {
  return (
    <Modal opened={open} onClose={onClose} title="New cost pool" closeButtonProps={{ 'aria-label': 'Close' }}>
      <PoolForm onClose={onClose} />
    </Modal>
  )
}

export function AddDriverDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }): ReactNode {
  return (
    <Modal opened={open} onClose={onClose} title="New driver" closeButtonProps={{ 'aria-label': 'Close' }}>
      <DriverForm onClose={onClose} />
    </Modal>
  )
}
