/** Commands of the billing side: what is typed and pasted into customers, encumbrances, policies, credits and usage. They propose; they never write. */
import { decimal, Decimal, toText, type Percent, type Units, type Usd } from '../decimal.ts'
import { isIsoDate, type IsoDate } from '../fiscal-year.ts'
import { hasErrors, issue, type Issue } from '../issues.ts'
import { isSameRow } from '../model/apply-edit.ts'
import { usageEntryId, type BillAdjustment, type Customer, type Encumbrance, type OneTimeItem, type UsageBatch, type UsageEntry } from '../model/billing-tables.ts'
import type { Draft } from '../model/draft.ts'
import { rowChange, type EditPlan, type RowChange } from '../model/edit.ts'
import { rowIssues } from '../model/row-rules.ts'
import type { CustomerClass, Tables } from '../model/tables.ts'
import { isMonth, monthWords } from '../month.ts'
import { ok, refused, type Result } from '../result.ts'
import { outsideYears, scheduleMonths } from '../usage/schedule-months.ts'
import { readVersionKey, versionKey } from '../version.ts'
import { billingField, type BillingTypedTable } from './billing-fields.ts'
import { defaultBillPolicy } from './default-bill-policy.ts'

export type BillingCell = { readonly table: BillingTypedTable; readonly rowId: string; readonly field: string }
export type BillingEdits = {
  /** Its changes may be none: then there is nothing to save. */
  readonly plan: EditPlan
  /** Cells that keep their value, by their place in the request. */
  readonly refused: readonly { readonly index: number; readonly issue: Issue }[]
}
type Typed = { readonly index: number; readonly field: string; readonly text: string }
type At = { readonly draft: Draft; readonly author: string }

const WHOLE = new Decimal(100)
const FUNDING = ['stateFunding', 'federalFunding', 'otherFunding'] as const

/** A row that is not there yet comes into being when something is typed into it, where its key says all else. */
function blankRow<Name extends BillingTypedTable>(table: Name, rowId: string): Tables[Name] | undefined {
  const blanks: { readonly [Each in BillingTypedTable]: () => Tables[Each] | undefined } = {
    customer: () => undefined,
    billAdjustment: () => undefined,
    oneTimeItem: () => undefined,
    encumbrance: () => blankEncumbrance(rowId),
    billPolicy: () => {
      const version = readVersionKey(rowId)
      return version === undefined ? undefined : defaultBillPolicy(version)
    },
    usageEntry: () => blankEntry(rowId),
  }
  const blank: () => Tables[Name] | undefined = blanks[table]
  return blank()
}

function blankEncumbrance(rowId: string): Encumbrance | undefined {
  const [key = '', customerId = '', objectCode = ''] = rowId.split('|')
  const version = readVersionKey(key)
  return version === undefined || customerId === '' ? undefined : { id: rowId, version: versionKey(version), customerId, objectCode, amount: '0' as Usd, approvedOn: null, note: '', source: '' }
}

function blankEntry(rowId: string): UsageEntry | undefined {
  const [month = '', rateId = '', customerId = ''] = rowId.split('|')
  return isMonth(month) ? { id: usageEntryId({ month, rateId, customerId }), month, rateId, customerId, quantity: null, author: '', note: '' } : undefined
}

/** The three sources stay 100 %: what is not typed takes the rest, `other` before `state`. */
function withWholeFunding(row: Customer, typed: readonly Typed[]): Customer {
  const given = FUNDING.filter((field) => typed.some((each) => each.field === field))
  const rest = given.length === 0 || given.length === FUNDING.length ? undefined : given.includes('otherFunding') ? (given.includes('stateFunding') ? 'federalFunding' : 'stateFunding') : 'otherFunding'
  if (rest === undefined) return row
  const others = FUNDING.filter((field) => field !== rest).reduce((sum, field) => sum.plus(decimal(row[field])), new Decimal(0))
  return { ...row, [rest]: toText<'%'>(WHOLE.minus(others)) }
}

type Written = { readonly changes: readonly RowChange[]; readonly refused: BillingEdits['refused'] }

function refuseAll(cells: readonly Typed[], found: Issue): Written {
  return { changes: [], refused: cells.map(({ index }) => ({ index, issue: found })) }
}

/** Emptied, a keyed row with nothing left to say goes away. */
function isEmptied(table: BillingTypedTable, cells: readonly Typed[]): boolean {
  return table === 'encumbrance' && cells.some((cell) => cell.field === 'amount' && cell.text.trim() === '')
}

function signed<Row extends object>(row: Row, author: string): Row {
  return 'author' in row ? { ...row, author } : row
}

type Cells<Name extends BillingTypedTable> = { readonly table: Name; readonly rowId: string; readonly cells: readonly Typed[]; readonly stored: Tables[Name] | undefined }

function writeRow<Name extends BillingTypedTable>({ draft, author }: At, { table, rowId, cells, stored }: Cells<Name>): Written {
  if (stored !== undefined && isEmptied(table, cells)) return { changes: [rowChange(table, { before: stored, after: null })], refused: [] }
  const begun = stored ?? blankRow(table, rowId)
  if (begun === undefined) return refuseAll(cells, issue('unknown-reference', 'That row is not there any more.'))
  if (stored === undefined && table === 'encumbrance' && !cells.some((cell) => cell.field === 'amount')) return refuseAll(cells, issue('text-missing', 'Nothing is encumbered here yet.', { remedy: 'Write the amount first.' }))
  let row = begun
  const refusals: { readonly index: number; readonly issue: Issue }[] = []
  const taken: Typed[] = []
  for (const cell of cells) {
    const read = billingField(table, cell.field)?.(row, cell.text, draft)
    if (read === undefined) refusals.push({ index: cell.index, issue: issue('wrong-state', 'This cell is computed.') })
    else if (read.ok) {
      row = read.value
      taken.push(cell)
    } else refusals.push({ index: cell.index, issue: read.failure })
  }
  if (taken.length === 0 || isSameRow(stored, row)) return { changes: [], refused: refusals }
  const change = rowChange(table, { before: stored ?? null, after: signed(settled(row, taken), author) })
  const own = rowIssues(change).find((each) => each.severity === 'error')
  return own === undefined ? { changes: [change], refused: refusals } : { changes: [], refused: [...refusals, ...taken.map(({ index }) => ({ index, issue: own }))] }
}

function writeTyped(at: At, cells: { readonly table: BillingTypedTable; readonly rowId: string; readonly cells: readonly Typed[] }): Written {
  const { table, rowId } = cells
  switch (table) {
    case 'customer':
      return writeRow(at, { ...cells, table, stored: at.draft.customer.get(rowId) })
    case 'encumbrance':
      return writeRow(at, { ...cells, table, stored: at.draft.encumbrance.get(rowId) })
    case 'billPolicy':
      return writeRow(at, { ...cells, table, stored: at.draft.billPolicy.get(rowId) })
    case 'billAdjustment':
      return writeRow(at, { ...cells, table, stored: at.draft.billAdjustment.get(rowId) })
    case 'oneTimeItem':
      return writeRow(at, { ...cells, table, stored: at.draft.oneTimeItem.get(rowId) })
    case 'usageEntry':
      return writeRow(at, { ...cells, table, stored: at.draft.usageEntry.get(rowId) })
  }
}

function settled<Row extends object>(row: Row, taken: readonly Typed[]): Row {
  return 'stateFunding' in row ? { ...row, ...fundingOf(row, taken) } : row
}

function fundingOf(row: object, taken: readonly Typed[]): Partial<Customer> {
  return isCustomer(row) ? withWholeFunding(row, taken) : {}
}

function isCustomer(row: object): row is Customer {
  return 'stateFunding' in row && 'federalFunding' in row && 'otherFunding' in row
}

/**
 * What was typed or pasted, as one edit; a cell that a row cannot take is refused by itself. Funding stays 100 %: the source that is
 * not typed takes the rest. An encumbrance whose amount is emptied goes away; a policy is that of the defaults until something is typed.
 *
 * @example planBillingEdits({ draft, author, edits: [{ table: 'customer', rowId: 'dma', field: 'stateFunding', text: '60' }] }) // other becomes 100 - 60 - federal
 */
export function planBillingEdits({ edits, label, ...at }: At & { readonly edits: readonly (BillingCell & { readonly text: string })[]; readonly label: string }): BillingEdits {
  const rows = [...Map.groupBy(edits.map((edit, index) => ({ ...edit, index })), (edit) => `${edit.table} ${edit.rowId}`).values()]
  const written = rows.flatMap((cells) => {
    const [first] = cells
    return first === undefined ? [] : [writeTyped(at, { table: first.table, rowId: first.rowId, cells })]
  })
  return { plan: { label, kind: 'edit', changes: written.flatMap((each) => each.changes) }, refused: written.flatMap((each) => each.refused) }
}

/** BILL-14: a dated credit or adjustment with its reason. */
export function planAddAdjustment({ draft, author, newId, fields }: At & { readonly newId: () => string; readonly fields: { readonly customerId: string; readonly chargedOn: string; readonly objectCode: string; readonly kind: BillAdjustment['kind']; readonly amount: string; readonly reason: string } }): Result<EditPlan> {
  const blank: BillAdjustment = { id: newId(), customerId: fields.customerId, chargedOn: isIsoDate(fields.chargedOn) ? fields.chargedOn : FIRST_DAY, objectCode: fields.objectCode, kind: fields.kind, amount: '0' as Usd, reason: '', author, source: '' }
  let row = blank
  for (const [field, text] of [['chargedOn', fields.chargedOn], ['amount', fields.amount], ['reason', fields.reason]] as const) {
    const read = billingField('billAdjustment', field)?.(row, text, draft)
    if (read?.ok === false) return refused([read.failure])
    if (read?.ok === true) row = read.value
  }
  const change = rowChange('billAdjustment', { before: null, after: row })
  const own = rowIssues(change)
  return hasErrors(own) ? refused(own) : ok({ label: `${row.kind === 'credit' ? 'Credit' : 'Adjustment'} for ${draft.customer.get(row.customerId)?.code ?? ''}`, kind: 'edit', changes: [change] })
}

/** BILL-1: one thing that is charged once, at the published rate of its day, with words that tell it from others. */
export function planAddOneTimeItem({ draft, author, newId, fields }: At & { readonly newId: () => string; readonly fields: { readonly customerId: string; readonly rateId: string; readonly chargedOn: string; readonly quantity: string; readonly reason: string } }): Result<EditPlan> {
  let row: OneTimeItem = { id: newId(), customerId: fields.customerId, rateId: fields.rateId, chargedOn: isIsoDate(fields.chargedOn) ? fields.chargedOn : FIRST_DAY, quantity: '0' as Units, reason: '', author, source: '' }
  for (const [field, text] of [['chargedOn', fields.chargedOn], ['quantity', fields.quantity], ['reason', fields.reason]] as const) {
    const read = billingField('oneTimeItem', field)?.(row, text, draft)
    if (read?.ok === false) return refused([read.failure])
    if (read?.ok === true) row = read.value
  }
  const change = rowChange('oneTimeItem', { before: null, after: row })
  const own = rowIssues(change)
  return hasErrors(own) ? refused(own) : ok({ label: `One-time item for ${draft.customer.get(row.customerId)?.code ?? ''}`, kind: 'edit', changes: [change] })
}

const FIRST_DAY = '2000-01-01' as IsoDate

/** A new customer, last in the list, paid from state funds until somebody says otherwise. */
export function planAddCustomer({ draft, newId, fields }: { readonly draft: Draft; readonly newId: () => string; readonly fields: { readonly code: string; readonly name: string; readonly customerClass: CustomerClass } }): Result<EditPlan & { readonly customerId: string }> {
  const last = [...draft.customer.values()].reduce((most, each) => Math.max(most, each.position), -1)
  const none = '0' as Percent
  const after: Customer = {
    id: newId(), code: fields.code.trim(), name: fields.name.trim(), secretariat: '', customerClass: fields.customerClass, accountManager: '', coordinator: '', stateFunding: '100' as Percent, federalFunding: none, otherFunding: none,
    lastContactOn: null, position: last + 1, provenance: 'own', note: '',
  }
  const change = rowChange('customer', { before: null, after })
  const own = rowIssues(change)
  return hasErrors(own) ? refused(own) : ok({ label: `New customer ${after.code}`, kind: 'edit', changes: [change], customerId: after.id })
}

export type RemovableTable = 'billAdjustment' | 'oneTimeItem' | 'usageBatch' | 'usageEntry'

function removal<Name extends RemovableTable>(table: Name, rows: ReadonlyMap<string, Tables[Name]>, ids: readonly string[]): readonly RowChange[] {
  return ids.flatMap((id) => {
    const before = rows.get(id)
    return before === undefined ? [] : [rowChange(table, { before, after: null })]
  })
}

function removals(draft: Draft, table: RemovableTable, ids: readonly string[]): readonly RowChange[] {
  switch (table) {
    case 'billAdjustment':
      return removal(table, draft.billAdjustment, ids)
    case 'oneTimeItem':
      return removal(table, draft.oneTimeItem, ids)
    case 'usageBatch':
      return removal(table, draft.usageBatch, ids)
    case 'usageEntry':
      return removal(table, draft.usageEntry, ids)
  }
}

/** Takes rows away; where others refer to one, the model refuses it with what does. */
export function planRemoveBillingRows({ draft, table, rowIds, label }: { readonly draft: Draft; readonly table: RemovableTable; readonly rowIds: readonly string[]; readonly label: string }): EditPlan {
  return { label, kind: 'edit', changes: removals(draft, table, rowIds) }
}

/** As the undo menu says it. @example batchLabel(batch) // 'Remove batch 2 (usage-october.csv)' */
export function batchLabel(batch: Pick<UsageBatch, 'number' | 'fileName'>): string {
  return `Remove batch ${batch.number} (${batch.fileName})`
}

/**
 * A quantity that was typed over a month: nothing where neither a batch nor anybody says anything (then there is no row), else a row
 * that says so, so that an emptied month is a month without a figure. A month of no year that has a schedule can be emptied, not filled.
 */
export function planUsageEdits({ draft, author, edits, customerId, hasBatchFigure, label }: At & {
  readonly customerId: string
  readonly edits: readonly { readonly rateId: string; readonly month: string; readonly text: string }[]
  /** Whether a batch says something of the month. */
  readonly hasBatchFigure: (at: { readonly rateId: string; readonly month: string }) => boolean
  readonly label: string
}): BillingEdits {
  const refusals: { readonly index: number; readonly issue: Issue }[] = []
  const months = scheduleMonths(draft)
  const changes = edits.flatMap((edit, index): readonly RowChange[] => {
    if (!isMonth(edit.month)) return []
    const outside = edit.text.trim() === '' ? undefined : outsideYears(edit.month, months)
    if (outside !== undefined) {
      refusals.push({ index, issue: { ...outside, message: `${draft.rate.get(edit.rateId)?.code ?? ''}: ${outside.message}` } })
      return []
    }
    const id = usageEntryId({ month: edit.month, rateId: edit.rateId, customerId })
    const before = draft.usageEntry.get(id) ?? null
    if (edit.text.trim() === '' && !hasBatchFigure(edit)) return before === null ? [] : [rowChange('usageEntry', { before, after: null })]
    const blank = before ?? blankEntry(id)
    const read = blank === undefined ? undefined : billingField('usageEntry', 'quantity')?.(blank, edit.text, draft)
    if (read === undefined || !read.ok) {
      if (read !== undefined) refusals.push({ index, issue: { ...read.failure, message: `${draft.rate.get(edit.rateId)?.code ?? ''}, ${monthWords(edit.month)}: ${read.failure.message}` } })
      return []
    }
    const change = rowChange('usageEntry', { before, after: { ...read.value, author } })
    const own = rowIssues(change).find((each) => each.severity === 'error')
    if (own !== undefined) refusals.push({ index, issue: own })
    return own !== undefined || (before !== null && before.quantity === read.value.quantity) ? [] : [change]
  })
  return { plan: { label, kind: 'edit', changes }, refused: refusals }
}
