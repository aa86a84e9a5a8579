/** A raise of salaries from a date on: of all positions, of a bargaining unit or of one; one edit (COST-2). */
import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'

import { Decimal, toText, type Percent } from '../../../../src-shared/domain/decimal.ts'
import { DecimalInput } from '../../../components/DecimalInput.tsx'
import { useCostView } from '../cost-view.tsx'
import { useCostEdits } from '../use-cost-edits.ts'
import type { PositionRow } from './position-rows.ts'

const NONE = 'all'

function nameOf(percent: Percent, from: string): string {
  const sign = percent.startsWith('-') ? '' : '+'
  return `${sign}${percent} % from ${from}`
}

function IncreaseForm({ active, onClose }: { readonly active: PositionRow | null; readonly onClose: () => void }): ReactNode {
  const { inputs, version } = useCostView()
  const edits = useCostEdits()
  const [percent, setPercent] = useState<Percent | null>(null)
  const [from, setFrom] = useState(`${version.fiscalYear}-01-01`)
  const [kind, setKind] = useState('cost-of-living')
  const [whom, setWhom] = useState<string>(NONE)
  const [source, setSource] = useState('')
  const units = [...new Set(inputs.staffPositions.map((each) => each.bargainingUnit).filter((each) => each !== ''))].toSorted()
  const options = [
    { value: NONE, label: `All ${inputs.staffPositions.length} positions` }, ...units.map((unit) => ({ value: `unit ${unit}`, label: `Unit ${unit}` })),
    ...(active === null ? [] : [{ value: `position ${active.position.id}`, label: `${active.position.code} ${active.position.title}` }]),
  ]
  const isReady = percent !== null && percent !== '0' && from.trim() !== ''

  function submit(event: FormEvent): void {
    event.preventDefault()
    if (percent === null || !isReady) return
    const done = edits.addRow('salaryIncrease', {
      kind, name: nameOf(percent, from.trim()), percent, effectiveFrom: from.trim(), source, bargainingUnit: whom.startsWith('unit ') ? whom.slice(5) : '', staffPositionId: whom.startsWith('position ') ? whom.slice(9) : '',
    }, `Salaries ${nameOf(percent, from.trim())}`)
    if (done) onClose()
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Group gap="sm" align="flex-end">
          <DecimalInput<'%'> label="Increase" description="A minus lowers them" rightSection={<Text size="xs" c="dimmed">%</Text>} placeholder="2" value={percent} allowEmpty onCommit={setPercent} onTyping={(typed) => setPercent(typed === null ? null : toText<'%'>(new Decimal(typed.value)))} data-autofocus w={150} />
          <TextInput label="From" description="YYYY-MM-DD; from this day on" value={from} onChange={(event) => setFrom(event.currentTarget.value)} w={190} />
        </Group>
        <Select label="Of" data={options} value={whom} onChange={(next) => setWhom(next ?? NONE)} allowDeselect={false} />
        <Select label="Kind" data={[{ value: 'cost-of-living', label: 'Cost of living' }, { value: 'step', label: 'Step' }]} value={kind} onChange={(next) => setKind(next ?? 'cost-of-living')} allowDeselect={false} />
        <TextInput label="Source" placeholder="Agreement, budget circular" value={source} onChange={(event) => setSource(event.currentTarget.value)} />
        <Text size="sm" c="dimmed">
          Base salaries stay as they are. A salary that is stated as of a later day already includes the increase.
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={!isReady}>
            {percent === null ? 'Apply' : `Apply ${nameOf(percent, from)}`}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

export function IncreaseDialog({ open, active, onClose }: { readonly open: boolean; readonly active: PositionRow | null; readonly onClose: () => void }): ReactNode {
  return (
    <Modal opened={open} onClose={onClose} title="Raise salaries" closeButtonProps={{ 'aria-label': 'Close' }}>
      <IncreaseForm active={active} onClose={onClose} />
    </Modal>
  )
}
