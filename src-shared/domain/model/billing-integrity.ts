/** What rows of the billing side must be among the others: what they refer to is there, and codes are unique. */
import { issue, type Issue } from '../issues.ts'
import type { BillingTables } from './billing-tables.ts'
import type { Draft } from './draft.ts'
import type { RowChange } from './edit.ts'
import type { ReferringField } from './row-references.ts'
import { groupIndex } from './table-index.ts'

export type BillingTableName = keyof BillingTables

/** Each table of the billing side: what one row and several are called, and the fields that refer to other rows. */
export const BILLING_TABLE_FACTS = {
  customer: { one: 'customer', many: 'customers', refersBy: [] },
  encumbrance: { one: 'encumbrance', many: 'encumbrances', refersBy: ['customerId'] },
  billPolicy: { one: 'billing policy of a year', many: 'billing policies of years', refersBy: ['minimumRateId'] },
  billAdjustment: { one: 'credit or adjustment', many: 'credits and adjustments', refersBy: ['customerId'] },
  oneTimeItem: { one: 'one-time item', many: 'one-time items', refersBy: ['customerId', 'rateId'] },
  usageBatch: { one: 'batch of usage', many: 'batches of usage', refersBy: [] },
  usageEntry: { one: 'typed quantity', many: 'typed quantities', refersBy: ['customerId', 'rateId'] },
  serviceRequest: { one: 'request', many: 'requests', refersBy: ['customerId', 'rateId'] },
  estimateLine: { one: 'line of an estimate', many: 'lines of estimates', refersBy: ['requestId', 'rateId'] },
  customerQuestion: { one: 'question', many: 'questions', refersBy: ['customerId'] },
  budget: { one: 'budget', many: 'budgets', refersBy: ['customerId'] },
  budgetSeries: { one: 'assumption of a budget', many: 'assumptions of budgets', refersBy: ['customerId', 'rateId'] },
  budgetChange: { one: 'dated change', many: 'dated changes', refersBy: ['customerId', 'rateId'] },
  budgetFigure: { one: 'figure of a budget', many: 'figures of budgets', refersBy: ['customerId', 'rateId'] },
  budgetMonths: { one: 'budget kept by month', many: 'budgets kept by month', refersBy: ['customerId', 'rateId'] },
} as const satisfies { readonly [Name in BillingTableName]: { readonly one: string; readonly many: string; readonly refersBy: readonly (ReferringField & keyof BillingTables[Name])[] } }

export type BillingChange = Extract<RowChange, { readonly table: BillingTableName }>

export function isBillingChange(change: RowChange): change is BillingChange {
  return change.table in BILLING_TABLE_FACTS
}

const customerCodes = groupIndex<'customer'>((row) => row.code.trim().toLowerCase())
const batchNumbers = groupIndex<'usageBatch'>((row) => String(row.number))
const requestCodes = groupIndex<'serviceRequest'>((row) => `${row.customerId}|${row.code.trim().toLowerCase()}`)

/** The customer that has a code, however it is written. @example customerIdOfCode(draft, ' dma ') // 'dma' */
export function customerIdOfCode(draft: Pick<Draft, 'customer'>, code: string): string | undefined {
  return customerCodes(draft.customer).get(code.trim().toLowerCase())?.[0]
}

/** What is wrong with a touched row of the billing side among the others; `after` has the edit in place. */
export function billingIntegrityIssues(after: Draft, change: RowChange): readonly Issue[] {
  if (change.after === null) return []
  const subject = { table: change.table, id: change.id }
  const taken = (ids: readonly string[] | undefined, what: string): readonly Issue[] =>
    ids !== undefined && ids.length > 1 ? [issue('duplicate-code', `The ${what} is already taken.`, { subject, remedy: 'Choose another one.' })] : []
  if (change.table === 'customer') return taken(customerCodes(after.customer).get(change.after.code.trim().toLowerCase()), `code ${change.after.code}`)
  if (change.table === 'usageBatch') return taken(batchNumbers(after.usageBatch).get(String(change.after.number)), `number ${change.after.number}`)
  if (change.table === 'serviceRequest') return taken(requestCodes(after.serviceRequest).get(`${change.after.customerId}|${change.after.code.trim().toLowerCase()}`), `number ${change.after.code}`)
  return []
}
