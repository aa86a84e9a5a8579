/** Takes a customer away with what belongs to it alone; what was billed to it, or agreed with it, keeps it. */
import { formatFiscalYear, type FiscalYear } from '../fiscal-year.ts'
import { issue } from '../issues.ts'
import { draftAhead } from '../model/apply-edit.ts'
import { BILLING_TABLE_FACTS } from '../model/billing-integrity.ts'
import type { Draft } from '../model/draft.ts'
import { rowChange, type EditPlan, type RowChange } from '../model/edit.ts'
import { usesOf } from '../model/integrity.ts'
import type { Tables } from '../model/tables.ts'
import { ok, refused, type Result } from '../result.ts'

/** Plans and notes of the customer; usage, credits, one-time items, budgets that were handed over and agreements are not among them. */
type Belonging = 'encumbrance' | 'customerQuestion' | 'budgetChange' | 'budgetSeries' | 'budget' | 'estimateLine' | 'serviceRequest'

type Owned = { readonly id: string; readonly customerId: string }

type Going = { readonly table: Belonging; readonly changes: readonly RowChange[] }

function gone<Name extends Belonging>(table: Name, rows: readonly Tables[Name][]): Going {
  return { table, changes: rows.map((before) => rowChange(table, { before, after: null })) }
}

/** The rows that go with the customer, as changes, table by table. */
function belongings(draft: Draft, customerId: string): readonly Going[] {
  const own = <Row extends Owned>(rows: ReadonlyMap<string, Row>): readonly Row[] => [...rows.values()].filter((row) => row.customerId === customerId)
  const requests = own(draft.serviceRequest)
  const asked = new Set(requests.map(({ id }) => id))
  const lines = [...draft.estimateLine.values()].filter(({ requestId }) => asked.has(requestId))
  return [
    gone('encumbrance', own(draft.encumbrance)), gone('customerQuestion', own(draft.customerQuestion)), gone('estimateLine', lines), gone('serviceRequest', requests),
    gone('budgetChange', own(draft.budgetChange)), gone('budgetSeries', own(draft.budgetSeries)), gone('budget', own(draft.budget)),
  ].filter(({ changes }) => changes.length > 0)
}

/**
 * The removal as one edit, with what goes along in words: `['3 encumbrances', '1 question']`. `usedIn`: the years in which usage of the
 * customer was imported, which the draft does not hold.
 *
 * Refused: `still-in-use` (usage, credits, one-time items, a budget that was handed over, an agreement), `unknown-reference`.
 */
export function planRemoveCustomer({ draft, customerId, usedIn }: { readonly draft: Draft; readonly customerId: string; readonly usedIn: readonly FiscalYear[] }): Result<EditPlan & { readonly along: readonly string[] }> {
  const before = draft.customer.get(customerId)
  const subject = { table: 'customer' as const, id: customerId }
  if (before === undefined) return refused([issue('unknown-reference', 'The customer is not there any more.', { subject })])
  const byTable = belongings(draft, customerId)
  const own = byTable.flatMap(({ changes }) => changes)
  const uses = [...(usedIn.length === 0 ? [] : [`imported usage of ${usedIn.map(formatFiscalYear).join(', ')}`]), ...usesOf(draftAhead(draft, own), subject)]
  if (uses.length > 0) return refused([issue('still-in-use', `${before.code} is still in use: ${uses.join(', ')}.`, { subject, remedy: 'A customer goes only when nothing was billed to it, handed over or agreed with it: remove those first.' })])
  const along = byTable.map(({ table, changes }) => `${changes.length} ${changes.length === 1 ? BILLING_TABLE_FACTS[table].one : BILLING_TABLE_FACTS[table].many}`)
  return ok({ label: `Remove ${before.code}${along.length === 0 ? '' : ` with ${along.join(', ')}`}`, kind: 'edit', changes: [...own, rowChange('customer', { before, after: null })], along })
}
