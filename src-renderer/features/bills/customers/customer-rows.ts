/** The agencies as rows of a sheet: who they are, who pays for them, and what is encumbered in the year. */
import { decimal, formatFixed } from '../../../../src-shared/domain/decimal.ts'
import type { FiscalYear } from '../../../../src-shared/domain/fiscal-year.ts'
import type { BillingCell } from '../../../../src-shared/domain/billing/edit-billing.ts'
import { encumbranceId, type Customer, type Encumbrance } from '../../../../src-shared/domain/model/billing-tables.ts'
import type { Draft } from '../../../../src-shared/domain/model/draft.ts'
import { monthOfDay, monthWords, type Month } from '../../../../src-shared/domain/month.ts'
import { planOf, versionKey } from '../../../../src-shared/domain/version.ts'
import type { GridCell, GridColumn } from '../../../components/RateGrid/types.ts'
import { figureCell, moneyCell, textCell } from '../../../components/sheet/cells.ts'

/** `encumbrances` by object code. */
export type CustomerRow = { readonly customer: Customer; readonly encumbrances: ReadonlyMap<string, Encumbrance> }

/** The object codes under which anything of the year is encumbered or priced, in the order of a statement. */
export function objectCodesOf(draft: Pick<Draft, 'rate' | 'encumbrance'>): readonly string[] {
  const codes = new Set([...[...draft.rate.values()].map((rate) => rate.objectCode), ...[...draft.encumbrance.values()].map((row) => row.objectCode)])
  return [...codes].filter((code) => code !== '').toSorted((left, right) => (left < right ? 1 : -1))
}

export function customerRows(draft: Draft, { customers, fiscalYear, objectCodes }: { readonly customers: readonly Customer[]; readonly fiscalYear: FiscalYear; readonly objectCodes: readonly string[] }): readonly CustomerRow[] {
  const version = versionKey(planOf(fiscalYear))
  return customers.map((customer) => ({
    customer, encumbrances: new Map(objectCodes.flatMap((objectCode) => { const row = draft.encumbrance.get(encumbranceId({ version, customerId: customer.id, objectCode })); return row === undefined ? [] : [[objectCode, row] as const] })),
  }))
}

/** The field that a cell types into, by its column: `name`, `encumbrance.amount.E10`. */
export function customerCellOf(columnId: string, customerId: string, fiscalYear: FiscalYear): BillingCell {
  const [table, field = '', objectCode = ''] = columnId.split('.')
  if (table !== 'encumbrance') return { table: 'customer', rowId: customerId, field: columnId }
  return { table: 'encumbrance', rowId: encumbranceId({ version: versionKey(planOf(fiscalYear)), customerId, objectCode }), field }
}

type TextField = 'code' | 'name' | 'secretariat' | 'accountManager' | 'coordinator' | 'customerClass' | 'note'
const FUNDING = [
  { field: 'stateFunding', header: 'State', explain: 'The three sources are 100 % together: what is not typed takes the rest.' }, { field: 'federalFunding', header: 'Federal', explain: undefined }, { field: 'otherFunding', header: 'Other', explain: undefined },
] as const

function amountCell(row: Encumbrance | undefined): GridCell {
  return row === undefined ? { kind: 'blank' } : moneyCell(row.amount, { input: formatFixed(row.amount, Math.max(2, decimal(row.amount).decimalPlaces())) })
}

/** `begins`: the first month of the year; what is approved later holds back what comes due before. */
function approvedCell(row: Encumbrance | undefined, begins: Month): GridCell {
  if (row === undefined) return { kind: 'blank' }
  if (row.approvedOn === null) return { kind: 'text', text: 'not approved', input: '', tone: 'warning', hint: 'Nothing is billed before it is approved.' }
  const first = monthOfDay(row.approvedOn)
  return first <= begins ? textCell(row.approvedOn) : textCell(row.approvedOn, { tone: 'warning', hint: `Approved after the year began: what is due before ${monthWords(first)} is held back until then (BILL-8).` })
}

export function customerColumns({ fiscalYear, begins, objectCodes, canEdit }: { readonly fiscalYear: FiscalYear; /** Its first month. */ readonly begins: Month; readonly objectCodes: readonly string[]; readonly canEdit: boolean }): readonly GridColumn<CustomerRow>[] {
  const editable = (): boolean => canEdit
  const text = (field: TextField, header: string, width: number, more: Partial<GridColumn<CustomerRow>> = {}): GridColumn<CustomerRow> => ({ id: field, header, align: 'start', width, editable, cell: ({ customer }) => textCell(customer[field]), ...more })
  // What is said anew every year stands beside the names: a small window shows it without scrolling.
  return [
    text('code', 'Code', 72, { frozen: true }), text('name', 'Customer', 240, { grow: 1, frozen: true, rowHeader: true }),
    text('customerClass', 'Class', 92, { explain: 'state, non-state or external: decides which price of a rate holds.' }),
    ...objectCodes.flatMap((code): readonly GridColumn<CustomerRow>[] => [
      { id: `encumbrance.amount.${code}`, header: 'Encumbered', overline: `FY${fiscalYear} ${code}`, unit: 'USD', align: 'decimal', decimals: 2, width: 128, editable, cell: (row) => amountCell(row.encumbrances.get(code)) },
      { id: `encumbrance.approvedOn.${code}`, header: 'Approved on', overline: `FY${fiscalYear} ${code}`, align: 'start', width: 104, editable, cell: (row) => approvedCell(row.encumbrances.get(code), begins) },
    ]),
    ...FUNDING.map(({ field, header, explain }): GridColumn<CustomerRow> => ({ id: field, header, unit: '%', overline: 'Funded', align: 'decimal', decimals: 0, width: 86, editable, cell: ({ customer }) => figureCell(customer[field]), ...(explain === undefined ? {} : { explain }) })),
    text('secretariat', 'Secretariat', 190, { grow: 1 }), text('accountManager', 'Account manager', 140), text('coordinator', 'Chargeback coordinator', 230, { grow: 1 }),
    { id: 'lastContactOn', header: 'Last contact', align: 'start', width: 106, editable, cell: ({ customer }) => textCell(customer.lastContactOn ?? '') },
    text('note', 'Note', 220, { grow: 2 }),
  ]
}
