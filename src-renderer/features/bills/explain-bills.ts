/** From an amount of a bill to what the inspector shows of it; only the core can say how it came about. */
import { Decimal, decimal, formatFixed, toText } from '../../../src-shared/domain/decimal.ts'
import type { Explanation } from '../../../src-shared/domain/explanation.ts'
import type { FiscalYear } from '../../../src-shared/domain/fiscal-year.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import type { RowChange } from '../../../src-shared/domain/model/edit.ts'
import type { Month } from '../../../src-shared/domain/month.ts'
import type { UsageBasis } from '../../../src-shared/domain/usage/effective-usage.ts'
import type { Version } from '../../../src-shared/domain/version.ts'
import { client } from '../../client/client.ts'

export type ExplainedBill = {
  readonly version: Version
  readonly usageYear: FiscalYear
  readonly usageBasis: UsageBasis
  readonly customerId: string
  readonly month: Month | null
  readonly ahead: readonly RowChange[]
}

/** The whole bill, one rate's line of it, or one of its lines: a one-time item, or the usage beside them. */
export async function askBill({ ahead, ...asked }: ExplainedBill, rateId: string | null, line?: { readonly itemId: string | null }): Promise<Explanation | undefined> {
  return (await client.bills.explain({ ...asked, ahead: [...ahead], rateId, ...line })) ?? undefined
}

/** The lines of a bill that belong together, such as those of one service, with their sum. */
export async function askPart(asked: ExplainedBill, part: { readonly label: string; readonly isOf: (input: Explanation) => boolean }): Promise<Explanation | undefined> {
  const whole = await askBill(asked, null)
  if (whole === undefined) return undefined
  const inputs = whole.inputs.filter(part.isOf)
  const value = toText<'USD'>(inputs.reduce((sum, each) => (each.value === null ? sum : sum.plus(decimal(each.value))), new Decimal(0)))
  return { label: part.label, value, text: formatFixed(value, 2), unit: 'USD', ruleId: 'NUM-2', formula: 'The sum of its rounded lines.', operation: { kind: 'sum' }, inputs, origin: null }
}

/** Lines of rates for which something holds. */
export function linesOfRates(draft: Pick<Draft, 'rate'>, holds: (rateId: string) => boolean): (input: Explanation) => boolean {
  return ({ origin }) => origin?.table === 'rate' && draft.rate.has(origin.id) && holds(origin.id)
}
