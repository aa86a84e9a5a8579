/** Who pays for equipment, software and services (BILL-12): one customer alone, or all who share them. */
import { node, weightsNode } from '../costs/explain-derivation-nodes.ts'
import { decimal, type AnyDecimalText, type Units, type Usd } from '../decimal.ts'
import type { Explanation } from '../explanation.ts'
import { issue } from '../issues.ts'
import { ok, refused, type Result } from '../result.ts'
import { splitAmount } from '../split-amount.ts'
import { measuredNode } from '../usage/rule-nodes.ts'

export type Sharer = {
  readonly customer: string
  /** Measured usage in one unit for all; null where it cannot be measured. */
  readonly usage: Units | null
  /** What is spent for the customer: the basis where usage cannot be measured. */
  readonly cost: Usd
}

export const SHARING_BASES = ['dedicated', 'usage', 'cost'] as const
export type SharedCharge = {
  readonly basis: (typeof SHARING_BASES)[number]
  /** In the order of the sharers; they add up to the amount (NUM-5). */
  readonly parts: readonly { readonly customer: string; readonly amount: Usd; readonly explanation: Explanation }[]
}

/**
 * Charges an amount to those who use what it pays for (BILL-12; policy, Dedicated vs. Shared Services): all of it to a single
 * customer; else in proportion to usage where everyone's usage is measured; else in proportion to cost. By largest remainder to the
 * cent (NUM-5). Refused: no customer (`text-missing`), a negative usage or cost (`negative-driver`), nothing to split by (`share-without-weight`).
 *
 * @example shareCharge({ amount: '100', sharers: [usage 1, usage 2] }).value.parts.map((part) => part.amount) // ['33.33', '66.67']
 */
export function shareCharge({ amount, sharers }: { readonly amount: Usd; readonly sharers: readonly Sharer[] }): Result<SharedCharge> {
  if (sharers.length === 0) return refused([issue('text-missing', 'Nobody is named who is to be charged.', { remedy: 'Name the customers.' })])
  const basis = sharers.length === 1 ? 'dedicated' : sharers.every(({ usage }) => usage !== null) ? 'usage' : 'cost'
  const weights = sharers.map(({ usage, cost }): AnyDecimalText => (basis === 'usage' && usage !== null ? usage : cost))
  const charge = measuredNode('Charge', amount, 'USD')
  if (basis === 'dedicated') return ok({ basis, parts: sharers.map(({ customer }) => ({ customer, amount, explanation: node({ label: `Charge to ${customer}`, value: amount, unit: 'USD', ruleId: 'BILL-12', formula: 'Dedicated to one customer: all of it', operation: { kind: 'same' } }, () => [charge]) })) })
  const negative = sharers[weights.findIndex((weight) => decimal(weight).isNegative())]
  if (negative !== undefined) return refused([issue('negative-driver', `${negative.customer} has a negative ${basis}.`, { remedy: 'Give zero or more; a credit is a line of its own (BILL-14).' })])
  if (weights.every((weight) => decimal(weight).isZero())) return refused([issue('share-without-weight', `Nobody has any ${basis} to split by.`, { remedy: 'Give the usage or the cost of at least one customer.' })])
  const nodes = sharers.map(({ customer }, index) => measuredNode(`${basis === 'usage' ? 'Usage' : 'Cost'} of ${customer}`, weights[index] ?? amount, basis === 'usage' ? 'units' : 'USD'))
  const all = weightsNode(basis === 'usage' ? 'Usage of all' : 'Cost of all', nodes)
  const formula = basis === 'usage' ? 'Shared, usage measured: in proportion to usage, by largest remainder' : 'Shared, usage not measured for all: in proportion to cost, by largest remainder'
  const amounts = splitAmount(amount, weights)
  return ok({
    basis,
    parts: sharers.map(({ customer }, index) => {
      const part = amounts[index] ?? amount
      return { customer, amount: part, explanation: node({ label: `Charge to ${customer}`, value: part, unit: 'USD', ruleId: 'BILL-12', formula, operation: { kind: 'split', index } }, () => [charge, ...nodes.slice(index, index + 1), all]) }
    }),
  })
}
