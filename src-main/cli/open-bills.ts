/** What commands about bills read from their arguments. */
import { readFiscalYear, type FiscalYear } from '../../src-shared/domain/fiscal-year.ts'
import { issue, type Issue } from '../../src-shared/domain/issues.ts'
import { customerIdOfCode } from '../../src-shared/domain/model/billing-integrity.ts'
import type { Customer } from '../../src-shared/domain/model/billing-tables.ts'
import { ok, refused, type Result } from '../../src-shared/domain/result.ts'
import type { UsageBasis } from '../../src-shared/domain/usage/effective-usage.ts'
import { readUsageChoice } from '../../src-shared/domain/usage/years-of-usage.ts'
import { listedCodes } from './listed-codes.ts'
import type { ReadModel } from './open-model.ts'

/** A customer by its code, however it is written. */
export function customerOfCode({ draft }: ReadModel, code: string): Result<Customer> {
  const customer = draft.customer.get(customerIdOfCode(draft, code) ?? '')
  if (customer !== undefined) return ok(customer)
  const codes = [...draft.customer.values()].map((each) => each.code)
  return refused([issue('unknown-reference', `The model has no agency with the code "${code.slice(0, 40)}".`, { remedy: codes.length === 0 ? 'Import agencies first.' : `The model has: ${listedCodes(codes)}.` })])
}

/** Whose usage is billed; a year of null is the version's own. */
export type UsageChoice = { readonly usageYear: FiscalYear | null; readonly usageBasis: UsageBasis }

/** @example usageChoiceOf('FY2005-planned') // { ok: true, value: { usageYear: 2005, usageBasis: 'planned' } } */
export function usageChoiceOf(text: string | null): Result<UsageChoice> {
  const { asked, basis: usageBasis } = readUsageChoice(text)
  if (asked === null || asked === 'own') return ok({ usageYear: null, usageBasis })
  const year = readFiscalYear(asked)
  return year.ok ? ok({ usageYear: year.value, usageBasis }) : refused([year.failure])
}

/** Said of every figure that leaves of customers that are made up. */
export function fictionalNotes(customers: readonly Customer[]): readonly Issue[] {
  const codes = customers.filter((each) => each.provenance === 'fictional').map((each) => each.code)
  if (codes.length === 0) return []
  return [issue('wrong-state', codes.length === 1 ? `The agency ${codes[0] ?? ''} and its usage are fictional.` : `${codes.length} agencies and their usage are fictional.`, { severity: 'note' })]
}
