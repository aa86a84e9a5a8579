import { Button, Group, Modal, Stack, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState, type FormEvent, type ReactNode } from 'react'

import { planAddLineOfBusiness, planAddRate, planAddService, planAddServiceGroup, type AddPlan } from '../../../src-shared/domain/catalog/edit-catalog.ts'
import type { Result } from '../../../src-shared/domain/result.ts'
import { useModelSession } from '../../state/model-session.tsx'
import type { CatalogRef, CatalogTable } from './catalog-tree.ts'

const WORDS: Readonly<Record<CatalogTable, string>> = { lineOfBusiness: 'line of business', serviceGroup: 'group', service: 'service', rate: 'rate' }

type Props = { readonly table: CatalogTable; /** The row that it belongs to; empty for a line of business. */ readonly parentId: string; readonly onAdded: (ref: CatalogRef) => void }

function AddForm({ table, parentId, onAdded, onDone }: Props & { readonly onDone: () => void }): ReactNode {
  const { draft, apply, newId } = useModelSession()
  const [name, setName] = useState('')
  const [code, setCode] = useState('')
  const [unit, setUnit] = useState('')
  const [error, setError] = useState<string | null>(null)

  function plan(): Result<AddPlan> {
    switch (table) {
      case 'lineOfBusiness':
        return planAddLineOfBusiness({ draft, newId, name })
      case 'serviceGroup':
        return planAddServiceGroup({ draft, newId, lineOfBusinessId: parentId, name })
      case 'service':
        return planAddService({ draft, newId, serviceGroupId: parentId, name, code })
      case 'rate':
        return planAddRate({ draft, newId, serviceId: parentId, title: name, code, billableUnit: unit })
    }
  }
  function submit(event: FormEvent): void {
    event.preventDefault()
    const planned = plan()
    const issues = planned.ok ? apply(planned.value.plan) : planned.failure
    if (!planned.ok || issues.length > 0) return setError(issues.map((each) => each.message).join(' '))
    onDone()
    onAdded({ table, id: planned.value.id })
  }
  const isReady = name.trim() !== '' && (table !== 'rate' || code.trim() !== '')
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput label={table === 'rate' ? 'Resource' : 'Name'} description={table === 'rate' ? 'As the schedule prints it.' : undefined} value={name} onChange={(event) => setName(event.currentTarget.value)} error={error} maxLength={200} data-autofocus />
        {(table === 'service' || table === 'rate') && <TextInput label={table === 'rate' ? 'Code' : 'Code (may stay empty)'} value={code} onChange={(event) => setCode(event.currentTarget.value)} maxLength={200} />}
        {table === 'rate' && <TextInput label="Billable unit" placeholder="CPU Hour" value={unit} onChange={(event) => setUnit(event.currentTarget.value)} maxLength={200} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button type="submit" disabled={!isReady}>
            Add
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** A button that adds a row of the catalog below another one. */
export function AddRow(props: Props & { readonly variant?: 'default' | 'filled' }): ReactNode {
  const { readOnly } = useModelSession()
  const [isOpen, setIsOpen] = useState(false)
  const what = WORDS[props.table]
  return (
    <>
      <Button variant={props.variant ?? 'default'} leftSection={<IconPlus size={14} aria-hidden />} disabled={readOnly} onClick={() => setIsOpen(true)}>
        {`New ${what}`}
      </Button>
      <Modal opened={isOpen} onClose={() => setIsOpen(false)} title={`New ${what}`} closeButtonProps={{ 'aria-label': 'Close' }}>
        <AddForm {...props} onDone={() => setIsOpen(false)} />
      </Modal>
    </>
  )
}
