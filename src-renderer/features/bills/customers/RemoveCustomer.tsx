/** Takes a customer away: what goes along with it is named first; a customer that was billed stays. */
import { Button, List, Text } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'

import type { FiscalYear } from '../../../../src-shared/domain/fiscal-year.ts'
import type { Customer } from '../../../../src-shared/domain/model/billing-tables.ts'
import type { UsageCell } from '../../../../src-shared/domain/usage/usage-grid.ts'
import { client } from '../../../client/client.ts'
import { failureOf } from '../../../client/failures.ts'
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx'
import { useModelSession } from '../../../state/model-session.tsx'
import { notifyFailure } from '../../../state/notices.tsx'
import { useBillView } from '../bill-view.tsx'
import { useBillEdits } from '../use-bill-edits.ts'

type Asked = { readonly customer: Customer; readonly usedIn: readonly FiscalYear[]; readonly along: readonly string[] }

/** A figure that was typed over one of a file has it behind it. */
function isImported(cell: UsageCell | null): boolean {
  return cell !== null && (cell.origin.kind === 'batch' || cell.origin.instead !== null)
}

/** `customer` null: none is chosen. */
export function RemoveCustomer({ customer }: { readonly customer: Customer | null }): ReactNode {
  const { usage, canEdit } = useBillView()
  const { flush } = useModelSession()
  const edits = useBillEdits()
  const [isLooking, setLooking] = useState(false)
  const [asked, setAsked] = useState<Asked | null>(null)
  const [isOpen, setOpen] = useState(false)
  async function ask(chosen: Customer): Promise<void> {
    setLooking(true)
    try {
      // The lines of imported usage lie with the core alone.
      await flush()
      const grids = await Promise.all(usage.years.map(async ({ fiscalYear }) => ({ fiscalYear, grid: await client.usage.grid({ customerId: chosen.id, fiscalYear, ahead: [] }) })))
      const usedIn = grids.flatMap(({ fiscalYear, grid }) => (grid.rows.some((row) => row.cells.some(isImported)) ? [fiscalYear] : []))
      const along = edits.goesAlong(chosen.id, usedIn)
      if (along === null) return
      if (along.length === 0) edits.removeCustomer(chosen.id, usedIn)
      else {
        setAsked({ customer: chosen, usedIn, along })
        setOpen(true)
      }
    } catch (error) {
      notifyFailure('Not removed', failureOf(error))
    } finally {
      setLooking(false)
    }
  }
  return (
    <>
      <Button variant="default" leftSection={<IconTrash size={15} aria-hidden />} disabled={!canEdit || customer === null} loading={isLooking} onClick={() => { if (customer !== null) void ask(customer) }}>
        Remove
      </Button>
      <ConfirmDialog
        opened={isOpen} onClose={() => setOpen(false)} title={asked === null ? 'Remove' : `Remove ${asked.customer.code}`} confirmLabel={asked === null ? 'Remove' : `Remove ${asked.customer.code}`}
        onConfirm={() => {
          setOpen(false)
          if (asked !== null) edits.removeCustomer(asked.customer.id, asked.usedIn)
        }}
      >
        <Text size="sm">{asked?.customer.name} goes, and with it, of all years:</Text>
        <List size="sm" mt="xs">{asked?.along.map((each) => <List.Item key={each}>{each}</List.Item>)}</List>
        <Text size="sm" mt="xs">Undo brings all of it back in one step.</Text>
      </ConfirmDialog>
    </>
  )
}
