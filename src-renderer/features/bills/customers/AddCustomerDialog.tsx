/** A new customer: code, name and class; the rest is typed in its row. */
import { Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'

import { CUSTOMER_CLASSES, type CustomerClass } from '../../../../src-shared/domain/model/tables.ts'
import { useBillEdits } from '../use-bill-edits.ts'

function isClass(text: string): text is CustomerClass {
  return CUSTOMER_CLASSES.some((each) => each === text)
}

function AddForm({ onClose, onAdded }: { readonly onClose: () => void; readonly onAdded: (customerId: string) => void }): ReactNode {
  const edits = useBillEdits()
  const [code, setCode] = useState('')
  const [name, setName] = useState('')
  const [customerClass, setClass] = useState<CustomerClass>('state')
  const [error, setError] = useState<string | null>(null)
  function submit(event: FormEvent): void {
    event.preventDefault()
    const done = edits.addCustomer({ code, name, customerClass })
    if ('why' in done) return setError(done.why)
    onAdded(done.customerId)
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Group gap="sm" align="flex-start">
          <TextInput label="Code" value={code} w={120} data-autofocus onChange={(event) => setCode(event.currentTarget.value)} />
          <TextInput label="Name" value={name} style={{ flex: 1 }} onChange={(event) => setName(event.currentTarget.value)} />
          <NativeSelect label="Class" value={customerClass} data={[...CUSTOMER_CLASSES]} onChange={(event) => { if (isClass(event.currentTarget.value)) setClass(event.currentTarget.value) }} />
        </Group>
        <Text size="sm" c="dimmed">Its encumbrances, funding, secretariat, account manager and coordinator are typed in its row.</Text>
        {error !== null && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {error}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>Cancel</Button>
          <Button type="submit" disabled={code.trim() === '' || name.trim() === ''}>Add the customer</Button>
        </Group>
      </Stack>
    </form>
  )
}

/** Once it is added, whoever opened it goes on with the new row; else with the button that opened it. */
export function AddCustomerDialog({ open, onClose, onAdded }: { readonly open: boolean; readonly onClose: () => void; readonly onAdded: (customerId: string) => void }): ReactNode {
  const [isAdded, setAdded] = useState(false)
  const close = (): void => {
    setAdded(false)
    onClose()
  }
  const added = (customerId: string): void => {
    setAdded(true)
    onAdded(customerId)
    onClose()
  }
  return (
    <Modal opened={open} onClose={close} title="New customer" size={560} returnFocus={!isAdded} closeButtonProps={{ 'aria-label': 'Close' }}>
      <AddForm onClose={close} onAdded={added} />
    </Modal>
  )
}
