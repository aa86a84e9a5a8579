/** The small model with three customers and usage of FY2004: a state agency, a non-state one with an encumbrance that comes late, and one below the minimum. */
import { microUnits } from '../../src-shared/domain/micro-units.ts'
import { billingYear, type BillingYear } from '../../src-shared/domain/billing/billing-year.ts'
import { fiscalYear, isoDate, type FiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { encumbranceId, type BillAdjustment, type Customer, type Encumbrance } from '../../src-shared/domain/model/billing-tables.ts'
import { draftFromRows, type Draft, type ModelRows } from '../../src-shared/domain/model/draft.ts'
import { versionKey, type Version } from '../../src-shared/domain/version.ts'
import type { UsageOfYear } from '../../src-shared/domain/usage/effective-usage.ts'
import { figure } from './small-costs.ts'
import { FY2004, rateRow, smallRows } from './small-model.ts'

export function customerRow(id: string, position: number, more: Partial<Customer> = {}): Customer {
  return {
    id, code: id.toUpperCase(), name: `Agency ${id}`, secretariat: 'Secretariat', customerClass: 'state', accountManager: 'Manager 1', coordinator: 'Coordinator', stateFunding: figure<'%'>('50'), federalFunding: figure<'%'>('40'),
    otherFunding: figure<'%'>('10'), lastContactOn: null, position, provenance: 'fictional', note: '', ...more,
  }
}

export function encumbranceRow(customerId: string, amount: string, approvedOn: string | null, more: Partial<Encumbrance> = {}): Encumbrance {
  const key = { version: versionKey(FY2004), customerId, objectCode: 'E10', ...more }
  return { id: encumbranceId(key), amount: figure<'USD'>(amount), approvedOn: approvedOn === null ? null : isoDate(approvedOn), note: '', source: '', ...key }
}

export function adjustmentRow(id: string, customerId: string, chargedOn: string, amount: string): BillAdjustment {
  return { id, customerId, chargedOn: isoDate(chargedOn), objectCode: 'E10', kind: amount.startsWith('-') ? 'credit' : 'adjustment', amount: figure<'USD'>(amount), reason: 'A correction', author: 'Ann', source: '' }
}

/** A quantity of a customer, rate and month of the year (0 to 11). */
export type Used = readonly [customerId: string, rateId: string, month: number, quantity: string]

export function usageOf(used: readonly Used[], year: FiscalYear = fiscalYear(2004)): UsageOfYear {
  const customerIds = [...new Set(used.map(([id]) => id))]
  const rateIds = [...new Set(used.map(([, id]) => id))]
  const lines = used.map(([customerId, rateId, month, quantity]) => ({ customer: customerIds.indexOf(customerId), rate: rateIds.indexOf(rateId), month, quantity: microUnits(figure<'units'>(quantity)) }))
    .toSorted((left, right) => left.rate - right.rate || left.customer - right.customer || left.month - right.month)
  return {
    fiscalYear: year, customerIds, rateIds, customer: Int32Array.from(lines, (line) => line.customer), rate: Int32Array.from(lines, (line) => line.rate),
    month: Uint8Array.from(lines, (line) => line.month), quantity: BigInt64Array.from(lines, (line) => line.quantity),
  }
}

export function billingRows(): ModelRows {
  const rows = smallRows()
  return {
    ...rows,
    rate: [...rows.rate, rateRow('mailing', 5, { objectCode: 'E05' })],
    price: [...rows.price, ...rows.price.filter((each) => each.rateId === 'tape').map((each) => ({ ...each, id: each.id.replace('|tape|', '|mailing|'), rateId: 'mailing' }))],
    customer: [customerRow('aaa', 0), customerRow('bbb', 1, { customerClass: 'non-state' }), customerRow('ccc', 2)],
    encumbrance: [encumbranceRow('aaa', '3000', '2003-07-01'), encumbranceRow('bbb', '5000', '2003-09-15'), encumbranceRow('ccc', '100', '2003-07-01')],
    billAdjustment: [adjustmentRow('credit', 'aaa', '2003-08-20', '-50')],
    billPolicy: [], oneTimeItem: [], usageBatch: [], usageEntry: [], serviceRequest: [], estimateLine: [], customerQuestion: [], budget: [], budgetSeries: [], budgetChange: [], budgetFigure: [], budgetMonths: [],
  }
}

export const SMALL_USAGE: readonly Used[] = [
  ['aaa', 'cpu', 0, '10'], ['aaa', 'cpu', 1, '12.5'], ['aaa', 'cpu', 6, '10'], ['aaa', 'meter', 0, '200'], ['aaa', 'unpriced', 2, '3'],
  ['bbb', 'drop', 0, '1'], ['bbb', 'drop', 1, '1'], ['bbb', 'drop', 2, '1'], ['ccc', 'tape', 0, '335.149864'], ['ccc', 'tape', 3, '1'],
]

export function billingModel(): Draft {
  return draftFromRows(billingRows())
}

export function billsOf(draft: Draft, more: { readonly usage?: UsageOfYear; readonly version?: Version } = {}): BillingYear {
  const bills = billingYear({ draft, version: more.version ?? FY2004, usage: more.usage ?? usageOf(SMALL_USAGE) })
  if (!bills.ok) throw new Error(bills.failure.map((each) => each.message).join())
  return bills.value
}
