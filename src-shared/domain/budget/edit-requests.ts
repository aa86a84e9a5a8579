/** The log of what a customer asked for and asked: requests with their estimates, and questions, as edits. */
import type { CustomerQuestion, EstimateLine, ServiceRequest } from '../model/billing-tables.ts'
import type { Draft } from '../model/draft.ts'
import { rowChange, type EditPlan, type RowChange } from '../model/edit.ts'
import { issue } from '../issues.ts'
import { ok, refused, type Result } from '../result.ts'

function edit(label: string, changes: readonly RowChange[]): Result<EditPlan> {
  return ok({ label, kind: 'edit', changes })
}

const GONE = issue('unknown-reference', 'The row is no longer there.')

/** The next number in the customer's log. @example nextRequestCode(draft, 'xfa') // 'XFA-003' */
export function nextRequestCode(draft: Pick<Draft, 'serviceRequest' | 'customer'>, customerId: string): string {
  const prefix = `${draft.customer.get(customerId)?.code ?? 'REQ'}-`
  const numbers = [...draft.serviceRequest.values()].flatMap((row) => (row.customerId === customerId && row.code.startsWith(prefix) && /^\d+$/.test(row.code.slice(prefix.length)) ? [Number(row.code.slice(prefix.length))] : []))
  return `${prefix}${String(Math.max(0, ...numbers) + 1).padStart(3, '0')}`
}

/** A new request, or one that is there. What a request must have to be approved is checked as the row is (signature, date). */
export function planRequest(draft: Pick<Draft, 'serviceRequest'>, after: ServiceRequest): Result<EditPlan> {
  const before = draft.serviceRequest.get(after.id) ?? null
  const what = before === null ? 'New request' : before.status === after.status ? 'Request' : `Request ${after.status}`
  return edit(`${what} ${after.code}: ${after.title}`, [rowChange('serviceRequest', { before, after })])
}

export function linesOfRequest(draft: Pick<Draft, 'estimateLine'>, requestId: string): readonly EstimateLine[] {
  return [...draft.estimateLine.values()].filter((line) => line.requestId === requestId).toSorted((left, right) => left.position - right.position)
}

/** With the lines of its estimate. */
export function planRemoveRequest(draft: Pick<Draft, 'serviceRequest' | 'estimateLine'>, id: string): Result<EditPlan> {
  const before = draft.serviceRequest.get(id)
  if (before === undefined) return refused([GONE])
  return edit(`Remove the request ${before.code}`, [...linesOfRequest(draft, id).map((line) => rowChange('estimateLine', { before: line, after: null })), rowChange('serviceRequest', { before, after: null })])
}

/** A new line stands last. */
export function planEstimateLine(draft: Pick<Draft, 'estimateLine' | 'serviceRequest'>, line: Omit<EstimateLine, 'position'>): Result<EditPlan> {
  const before = draft.estimateLine.get(line.id) ?? null
  const position = before?.position ?? Math.max(-1, ...linesOfRequest(draft, line.requestId).map((each) => each.position)) + 1
  return edit(`Estimate of ${draft.serviceRequest.get(line.requestId)?.code ?? ''}: ${line.description}`, [rowChange('estimateLine', { before, after: { ...line, position } })])
}

export function planRemoveEstimateLine(draft: Pick<Draft, 'estimateLine'>, id: string): Result<EditPlan> {
  const before = draft.estimateLine.get(id)
  return before === undefined ? refused([GONE]) : edit(`Remove from the estimate: ${before.description}`, [rowChange('estimateLine', { before, after: null })])
}

export function planQuestion(draft: Pick<Draft, 'customerQuestion'>, after: CustomerQuestion): Result<EditPlan> {
  const before = draft.customerQuestion.get(after.id) ?? null
  return edit(before === null ? 'New question' : 'Question', [rowChange('customerQuestion', { before, after })])
}

export function planRemoveQuestion(draft: Pick<Draft, 'customerQuestion'>, id: string): Result<EditPlan> {
  const before = draft.customerQuestion.get(id)
  return before === undefined ? refused([GONE]) : edit('Remove a question', [rowChange('customerQuestion', { before, after: null })])
}
