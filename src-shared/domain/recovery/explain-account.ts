/** What follows from the figures of an account's year, explained: revenue, target, closing balance, reserve, excess, federal share. */
import type { Explanation, FactorRole } from '../explanation.ts'
import { constantNode, node, sumNode, ZERO } from '../costs/explain-derivation-nodes.ts'
import type { YearPolicy } from '../model/cost-tables.ts'
import type { AccountFigures, AccountYear } from './account-year.ts'

/** Figures of an account that follow from the others; `AccountFigures` are those they follow from. */
export const ACCOUNT_RESULTS = ['revenue', 'target', 'difference', 'differencePercent', 'closing', 'reserveCap', 'excess', 'federalPercent', 'federalShare'] as const satisfies readonly (keyof AccountYear)[]
export type AccountResult = (typeof ACCOUNT_RESULTS)[number]
export type AccountFigure = keyof AccountFigures | AccountResult

type Parts = {
  readonly name: string
  readonly year: AccountYear
  readonly policy: YearPolicy
  /** Any figure of the same year, made once. */
  readonly of: (figure: AccountFigure) => Explanation
}

const PLUS: readonly FactorRole[] = ['times']
const MINUS: readonly FactorRole[] = ['negative']

/** Money added up, some of it taken off; whole cents, so that nothing is rounded. */
function balanceNode(parts: Parts, shown: { readonly label: string; readonly value: AccountYear['target']; readonly ruleId: string; readonly formula: string }, figures: { readonly plus: readonly AccountFigure[]; readonly minus: readonly AccountFigure[] }): Explanation {
  return node({ ...shown, unit: 'USD', operation: { kind: 'products', places: 2, terms: [...figures.plus.map(() => PLUS), ...figures.minus.map(() => MINUS)] } }, () => [...figures.plus, ...figures.minus].map(parts.of))
}

/** Where there is nothing to divide by. */
function none(label: string, ruleId: string, text: string): Explanation {
  return node({ label, value: null, text: 'none', unit: '%', ruleId, formula: text, operation: { kind: 'typed' } }, () => [])
}

function capNode({ name, year, policy, of }: Parts): Explanation {
  const expense = policy.reserveExpense === 'all-cash' ? 'cash' : 'allowableCash'
  const counted = policy.reserveExpense === 'all-cash' ? 'all cash expense' : 'allowable cash expense'
  const origin = { table: 'yearPolicy', id: policy.id, source: policy.note } as const
  const shared = { label: `Reserve cap of ${name}`, value: year.reserveCap, unit: 'USD', ruleId: 'RECOV-3', origin }
  if (policy.reserveDivisor === '6') return node({ ...shared, formula: `Two of twelve months of ${counted}, rounded to the cent.`, operation: { kind: 'products', places: 2, terms: [['times', 'over']] } }, () => [of(expense), constantNode('Months of expense in a year, by twos', 6)])
  return node({ ...shared, formula: `60 of 365 days of ${counted}, rounded to the cent.`, operation: { kind: 'products', places: 2, terms: [['times', 'times', 'over']] } }, () => [of(expense), constantNode('Days of reserve', 60, 'days'), constantNode('Days of a year', 365, 'days')])
}

function percentNode(parts: Parts, shown: { readonly label: string; readonly value: AccountYear['differencePercent']; readonly ruleId: string; readonly formula: string }, figures: { readonly part: AccountFigure; readonly whole: AccountFigure }): Explanation {
  if (shown.value === null) return none(shown.label, shown.ruleId, figures.whole === 'target' ? 'There is no target revenue to compare with.' : 'Nothing was billed.')
  return node({ ...shown, unit: '%', operation: { kind: 'products', places: 2, terms: [['times', 'times', 'over']] } }, () => [parts.of(figures.part), constantNode('Per cent', 100, '%'), parts.of(figures.whole)])
}

/**
 * One result of an account's year.
 *
 * @example accountNode(parts, 'closing').formula // 'opening + revenue + interest + transfers - allowable cost'
 */
export function accountNode(parts: Parts, figure: AccountResult): Explanation {
  const { name, year, of } = parts
  switch (figure) {
    case 'revenue':
      return sumNode({ label: `Revenue of ${name}`, value: year.revenue, unit: 'USD', ruleId: 'RECOV-2', formula: 'billed + imputed' }, () => [of('billed'), of('imputed')])
    case 'target':
      return balanceNode(parts, { label: `Target revenue of ${name}`, value: year.target, ruleId: 'RECOV-1', formula: 'cost + carry-forward + reserve contribution - subsidy - other revenue' }, { plus: ['cost', 'carryForward', 'reserveContribution'], minus: ['subsidy', 'otherRevenue'] })
    case 'difference':
      return balanceNode(parts, { label: `Over- or under-recovery of ${name}`, value: year.difference, ruleId: 'RECOV-1', formula: 'revenue - target; positive is over-recovered' }, { plus: ['revenue'], minus: ['target'] })
    case 'differencePercent':
      return percentNode(parts, { label: `Over- or under-recovery of ${name}, % of target`, value: year.differencePercent, ruleId: 'RECOV-1', formula: 'difference x 100 / target, rounded half up to 2 places' }, { part: 'difference', whole: 'target' })
    case 'closing':
      return balanceNode(parts, { label: `Closing balance of ${name}`, value: year.closing, ruleId: 'RECOV-1', formula: 'opening + revenue + interest + transfers - allowable cost' }, { plus: ['opening', 'revenue', 'interest', 'transfers'], minus: ['allowableCost'] })
    case 'reserveCap':
      return capNode(parts)
    case 'excess':
      if (year.excess === ZERO) return node({ label: `Excess of ${name}`, value: ZERO, unit: 'USD', ruleId: 'RECOV-3', formula: 'The closing balance is not above the cap.', operation: { kind: 'products', places: 2, terms: [] } }, () => [of('closing'), of('reserveCap')])
      return balanceNode(parts, { label: `Excess of ${name}`, value: year.excess, ruleId: 'RECOV-3', formula: 'closing balance - cap' }, { plus: ['closing'], minus: ['reserveCap'] })
    case 'federalPercent':
      return percentNode(parts, { label: `Federally funded part of the billings of ${name}`, value: year.federalPercent, ruleId: 'RECOV-5', formula: 'federally funded x 100 / billed, rounded half up to 2 places' }, { part: 'federallyFunded', whole: 'billed' })
    case 'federalShare':
      if (year.federalPercent === null) return node({ label: `Federal share of the excess of ${name}`, value: year.federalShare, unit: 'USD', ruleId: 'RECOV-5', formula: 'Nothing was billed.', operation: { kind: 'products', places: 2, terms: [] } }, () => [])
      return node({ label: `Federal share of the excess of ${name}`, value: year.federalShare, unit: 'USD', ruleId: 'RECOV-5', formula: 'excess x federally funded billings / all billings, rounded to the cent', operation: { kind: 'products', places: 2, terms: [['times', 'times', 'over']] } }, () => [of('excess'), of('federallyFunded'), of('billed')])
  }
}
