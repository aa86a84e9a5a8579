/** The planned units of one rate, in total or by customer, with their assumptions. */
import { ActionIcon, Button, Group, Text, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useState, type FormEvent, type ReactNode } from 'react'

import { decimal, formatFixed } from '../../../../src-shared/domain/decimal.ts'
import { rateUnitsId } from '../../../../src-shared/domain/model/cost-tables.ts'
import { CommitField } from '../../../components/CommitField.tsx'
import { useCostView } from '../cost-view.tsx'
import classes from '../Costs.module.css'
import { marksOf } from '../sheet/cells.ts'
import { useCostEdits } from '../use-cost-edits.ts'
import type { UnitRow } from './unit-rows.ts'

export function UnitsByCustomer({ row }: { readonly row: UnitRow }): ReactNode {
  const { inputs, key, canEdit } = useCostView()
  const edits = useCostEdits()
  const [customer, setCustomer] = useState('')
  const [units, setUnits] = useState('')
  const [error, setError] = useState<string | null>(null)

  function add(event: FormEvent): void {
    event.preventDefault()
    const why = edits.setField({ table: 'rateUnits', rowId: rateUnitsId({ version: key, rateId: row.rate.id, customer: customer.trim() }), field: 'units' }, units)
    setError(why)
    if (why !== null) return
    setCustomer('')
    setUnits('')
  }
  return (
    <section className={classes['details']} aria-label={`Planned units of ${row.rate.title}`}>
      <Text size="sm" fw={600} mb={4}>
        Planned units of {row.rate.title}, {row.rate.billableUnit}
      </Text>
      {row.units.map((each) => {
        const ref = (field: 'units' | 'assumption' | 'source'): { readonly table: 'rateUnits'; readonly rowId: string; readonly field: string } => ({ table: 'rateUnits', rowId: each.id, field })
        const name = each.customer === '' ? 'In total' : each.customer
        return (
          <Group key={each.id} gap="sm" wrap="nowrap" mb={4}>
            <Text size="sm" w={170} truncate>
              {name}
            </Text>
            <CommitField label={`Units, ${name}`} isLabelShown={false} align="end" width={130} value={formatFixed(each.units, decimal(each.units).decimalPlaces())} readOnly={!canEdit} former={marksOf(inputs, ref('units'), 0).former} onCommit={(text) => edits.setField(ref('units'), text)} />
            <CommitField label={`Assumption, ${name}`} isLabelShown={false} placeholder="Assumption" width={260} value={each.assumption} readOnly={!canEdit} onCommit={(text) => edits.setField(ref('assumption'), text)} />
            <CommitField label={`Source, ${name}`} isLabelShown={false} placeholder="Source" width={180} value={each.source} readOnly={!canEdit} onCommit={(text) => edits.setField(ref('source'), text)} />
            <ActionIcon aria-label={`Remove the units: ${name}`} disabled={!canEdit} onClick={() => edits.removeRows('rateUnits', [each.id])}>
              <IconTrash size={15} />
            </ActionIcon>
          </Group>
        )
      })}
      <form onSubmit={add}>
        <Group gap="sm" wrap="nowrap">
          <TextInput aria-label="Customer" placeholder="Another customer" w={170} value={customer} onChange={(event) => setCustomer(event.currentTarget.value)} disabled={!canEdit} />
          <TextInput error={error} aria-label="Units of the customer" placeholder="Units" w={130} value={units} onChange={(event) => setUnits(event.currentTarget.value)} disabled={!canEdit} styles={{ input: { textAlign: 'right' } }} />
          <Button type="submit" variant="default" disabled={customer.trim() === '' || units.trim() === '' || !canEdit}>
            Add
          </Button>
        </Group>
      </form>
    </section>
  )
}
