/** Who is billed and by which rules: agencies, funding, encumbrances and the year's billing policy, all edited in place. */
import { Button, Select, Text, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconChevronUp, IconFileImport, IconPlus, IconReceipt2 } from '@tabler/icons-react'
import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react'

import { fiscalYearSpan } from '../../../../src-shared/domain/fiscal-year.ts'
import { fiscalYearFirstMonth } from '../../../../src-shared/domain/model/integrity.ts'
import { monthOfDay } from '../../../../src-shared/domain/month.ts'
import { readVersionKey } from '../../../../src-shared/domain/version.ts'
import { EmptyState } from '../../../components/EmptyState.tsx'
import type { GridEdit } from '../../../components/RateGrid/types.ts'
import { Sheet } from '../../../components/sheet/Sheet.tsx'
import type { InspectorSubject } from '../../../state/inspector.tsx'
import { usePreference } from '../../../state/preferences.ts'
import { goTo, importsAddress } from '../../../state/routes.ts'
import { useVersionSelection } from '../../../state/version-selection.tsx'
import { useBillView } from '../bill-view.tsx'
import classes from '../Bills.module.css'
import { CustomerSearch } from '../CustomerSearch.tsx'
import { passes } from '../matrix/matrix-rows.ts'
import { useBillEdits } from '../use-bill-edits.ts'
import { AddCustomerDialog } from './AddCustomerDialog.tsx'
import { BillPolicyFields } from './BillPolicyFields.tsx'
import { customerCellOf, customerColumns, customerRows, objectCodesOf, type CustomerRow } from './customer-rows.ts'
import { RemoveCustomer } from './RemoveCustomer.tsx'

function rowId(row: CustomerRow): string {
  return row.customer.id
}

/** The cell that an address asks for: `FY2004/plan|dma|E10` is an encumbrance, else the customer itself. */
function wantedCell(row: string | null, customerId: string | null): { readonly rowId: string; readonly columnId: string } | null {
  const [version = '', ofCustomer = '', objectCode = ''] = row?.split('|') ?? []
  if (readVersionKey(version) !== undefined && ofCustomer !== '') return { rowId: ofCustomer, columnId: `encumbrance.amount.${objectCode}` }
  return customerId === null ? null : { rowId: customerId, columnId: 'name' }
}

export function CustomersTab(): ReactNode {
  const { draft, customers, customer, compared, usage, canEdit, row: wantedRow, isAdding: isAddingAsked, show } = useBillView()
  const { years } = useVersionSelection()
  const edits = useBillEdits()
  const [text, setText] = useState('')
  const [active, setActive] = useState<CustomerRow | null>(null)
  const [isAdding, setAdding] = useState(isAddingAsked && canEdit)
  // Asked once: whoever comes back to the address, or loads it again, finds the table.
  useEffect(() => {
    if (isAddingAsked) show({})
  }, [isAddingAsked, show])
  const [isPolicyOpen, setPolicyOpen] = usePreference('bills.policy.open', true)
  const asked = readVersionKey(wantedRow?.split('|')[0] ?? '')?.fiscalYear
  const [chosen, setChosen] = useState<string | null>(null)
  const choices = useMemo(() => [...new Set([...years, ...usage.years.map((each) => each.fiscalYear)])].toSorted((left, right) => left - right), [years, usage])
  const fiscalYear = choices.find((year) => String(year) === chosen) ?? asked ?? compared.fiscalYear
  const objectCodes = useMemo(() => objectCodesOf(draft), [draft])
  const rows = useMemo(() => customerRows(draft, { customers: customers.filter((each) => passes(each, text)), fiscalYear, objectCodes }), [draft, customers, text, fiscalYear, objectCodes])
  const begins = monthOfDay(fiscalYearSpan(fiscalYear, fiscalYearFirstMonth(draft)).first)
  const columns = useMemo(() => customerColumns({ fiscalYear, begins, objectCodes, canEdit }), [fiscalYear, begins, objectCodes, canEdit])
  const wanted = useMemo(() => wantedCell(wantedRow, customer?.id ?? null), [wantedRow, customer])
  const onEdit = useCallback((typed: readonly GridEdit[]) => edits.typeInto(typed.map((edit) => ({ cell: customerCellOf(edit.columnId, edit.rowId, fiscalYear), text: edit.text })), typed.length === 1 ? 'Edit a customer' : `Edit ${typed.length} cells of customers`), [edits, fiscalYear])
  const subjectOf = useCallback((row: CustomerRow, columnId: string): InspectorSubject => {
    const cell = customerCellOf(columnId, row.customer.id, fiscalYear)
    const encumbrance = cell.table === 'encumbrance' ? draft.encumbrance.get(cell.rowId) : undefined
    return {
      title: `${row.customer.code} · ${row.customer.name}`, explain: null, history: [{ table: cell.table, id: cell.rowId }],
      notes: [{ label: 'Note', text: encumbrance?.note ?? row.customer.note }, { label: 'Source', text: encumbrance?.source ?? '' }, { label: 'Provenance', text: row.customer.provenance === 'fictional' ? 'Fictional: this customer is made up.' : '' }],
    }
  }, [draft, fiscalYear])
  return (
    <>
      <div className={classes['tools']}>
        <CustomerSearch text={text} onText={setText} />
        <Select aria-label="Year of encumbrances and policy" data={choices.map((year) => ({ value: String(year), label: `FY${year}` }))} value={String(fiscalYear)} allowDeselect={false} w={100} onChange={setChosen} />
        <span className={classes['spacer']} />
        <Button variant="default" leftSection={<IconReceipt2 size={15} aria-hidden />} disabled={active === null} onClick={() => { if (active !== null) show({ tab: 'statement', customer: active.customer.id }) }}>
          Statement
        </Button>
        <RemoveCustomer customer={active?.customer ?? null} />
        <Button variant="default" leftSection={<IconFileImport size={15} aria-hidden />} disabled={!canEdit} onClick={() => goTo(importsAddress('agencies'))}>
          Import
        </Button>
        <Button variant="default" leftSection={<IconPlus size={15} aria-hidden />} disabled={!canEdit} onClick={() => setAdding(true)}>
          New customer
        </Button>
      </div>
      <div className={classes['grid']}>
        <Sheet<CustomerRow>
          name="bills.customers" label={`Customers, encumbrances of FY${fiscalYear}`} rows={rows} rowId={rowId} columns={columns} onEdit={canEdit ? onEdit : undefined} subjectOf={subjectOf} onRow={setActive} wanted={wanted}
          empty={customers.length === 0 ? <EmptyState title="No customers yet">Import the agencies, or add them one by one.</EmptyState> : <EmptyState title="No customer is called that">Search for another code, name, secretariat or manager.</EmptyState>}
        />
      </div>
      <section aria-label={`Billing policy of FY${fiscalYear}`} className={classes['dock']}>
        <div className={classes['dockHead']}>
          <UnstyledButton aria-expanded={isPolicyOpen} className={classes['toggle'] ?? ''} onClick={() => setPolicyOpen(!isPolicyOpen)}>
            {isPolicyOpen ? <IconChevronDown size={16} aria-hidden /> : <IconChevronUp size={16} aria-hidden />}
            Billing policy of FY{fiscalYear}
          </UnstyledButton>
          <Text size="sm" c="dimmed">Every customer begins the fiscal year with a balance of 0.00; nothing is carried over from the year before.</Text>
        </div>
        {isPolicyOpen && <div className={classes['dockFields']}><BillPolicyFields fiscalYear={fiscalYear} /></div>}
      </section>
      <AddCustomerDialog open={isAdding} onClose={() => setAdding(false)} onAdded={(customerId) => { setText(''); show({ customer: customerId }) }} />
    </>
  )
}
