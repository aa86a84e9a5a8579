/** How each figure of an impact came about, down to the lines of both bills (BILL-9, NUM-4, NUM-5). */
import { usdOfCents } from '../cents.ts'
import { node, sumNode, weightsNode } from '../costs/explain-derivation-nodes.ts'
import { Decimal, decimal, toText } from '../decimal.ts'
import type { Explanation } from '../explanation.ts'
import type { Customer } from '../model/billing-tables.ts'
import { assertNever } from '../result.ts'
import { CELL_TERMS, IMPACT_TERMS, type CellTerm } from './bill-impact.ts'
import { matrixColumns, type MatrixGrouping } from './bill-matrix-view.ts'
import { explainBill } from './explain-bill.ts'
import { explainCell, explainSideLine, sideLabel, type ImpactSide, type ImpactSources } from './explain-effects.ts'
import { fundingCentsOf, impactRows, sumOfImpactRows } from './impact.ts'

export const IMPACT_FIGURES = [...IMPACT_TERMS, 'before', 'after', 'percentChange', 'state', 'federal', 'other', 'grossIncrease', 'grossDecrease'] as const
export type ImpactFigure = (typeof IMPACT_FIGURES)[number]

export type ImpactQuestion = {
  /** Null: customers together. */
  readonly customerId: string | null
  /** Of these customers together, where no single one is asked for; null: of all. */
  readonly among: readonly string[] | null
  /** Null: all rates. */
  readonly rateId: string | null
  /** Of the rates of one column of the matrix; null: of all. */
  readonly part: { readonly grouping: MatrixGrouping; readonly id: string } | null
  readonly figure: ImpactFigure
}

/** Each figure in words. */
export const IMPACT_FIGURE_WORDS: Readonly<Record<ImpactFigure, string>> = {
  price: 'price effect', volume: 'volume effect', joint: 'joint effect', new: 'new services', ended: 'ended services', merged: 'merged services', rounding: 'rounding', minimumAndCredits: 'minimum, credits and adjustments', difference: 'difference',
  before: 'bills before', after: 'bills after', state: 'paid from state funds', federal: 'paid from federal funds', other: 'paid from other funds', grossIncrease: 'increases together', grossDecrease: 'decreases together', percentChange: 'change',
}
const FUNDS = ['state', 'federal', 'other'] as const
const PERCENT_PLACES = 2

type Scoped = ImpactSources & { readonly rates: ReadonlySet<number> | null; /** Null: all. */ readonly among: ReadonlySet<string> | null }
type One = { readonly customer: Customer; readonly at: number }

function isCellTerm(figure: ImpactFigure): figure is CellTerm {
  return CELL_TERMS.some((term) => term === figure)
}

function everybody({ impact, among }: Scoped): readonly One[] {
  return impact.after.customers.map((customer, at) => ({ customer, at })).filter(({ customer }) => among?.has(customer.id) !== false)
}

/** @example togetherLabel(scoped) // '9 customers' */
function togetherLabel(scoped: Scoped): string {
  if (scoped.among === null) return 'All customers'
  const { length } = everybody(scoped)
  return length === 1 ? '1 customer' : `${length} customers`
}

/** Terms of the rates that have any of it, added up. */
function ofRates(scoped: Scoped, { customer, at }: One, term: CellTerm): Explanation {
  const { impact, rates } = scoped
  const places = impact.after.entries.flatMap((entry, rate) => (rates?.has(rate) === false || (impact.impact.columns[rate]?.terms[term]?.[at] ?? 0n) === 0n ? [] : [{ customer, at, entry, rate }]))
  const cents = places.reduce((sum, { rate }) => sum + (impact.impact.columns[rate]?.terms[term]?.[at] ?? 0n), 0n)
  return sumNode({ label: `${customer.code}: ${IMPACT_FIGURE_WORDS[term]}`, value: usdOfCents(cents), unit: 'USD', ruleId: 'BILL-9', formula: 'Of its rates, added up.', origin: { table: 'customer', id: customer.id, source: '' } }, () => places.map((place) => explainCell(scoped, place, term)))
}

/** The parts of a bill that are of no rate: what brings months up to the minimum, credits and adjustments. */
function isBeside({ ruleId }: Explanation): boolean {
  return ruleId === 'BILL-7' || ruleId === 'BILL-14'
}

function billParts(scoped: Scoped, { customer }: One, side: ImpactSide): readonly Explanation[] {
  const quantityOf = scoped.quantityOf?.(side)
  return explainBill({ draft: scoped.draft, bills: scoped.impact[side], customerId: customer.id, month: null, originOf: scoped.originOf(side), ...(quantityOf === undefined ? {} : { quantityOf }) })?.inputs ?? []
}

function billOf(scoped: Scoped, one: One, side: ImpactSide): Explanation {
  const { customer, at } = one
  return sumNode({ label: `Bill of ${customer.code}, ${sideLabel(scoped, side)}`, value: usdOfCents(scoped.impact[side].book.bills[at] ?? 0n), unit: 'USD', ruleId: 'NUM-2', formula: 'The sum of its rounded lines, minimum adjustments, credits and adjustments.', origin: { table: 'customer', id: customer.id, source: '' } }, () => billParts(scoped, one, side))
}

function besideOf(scoped: Scoped, one: One, side: ImpactSide): Explanation {
  const { bills, lineTotals } = scoped.impact[side].book
  return sumNode({ label: `Minimum, credits and adjustments of ${one.customer.code}, ${sideLabel(scoped, side)}`, value: usdOfCents((bills[one.at] ?? 0n) - (lineTotals[one.at] ?? 0n)), unit: 'USD', ruleId: 'BILL-7', formula: 'What of the bill is of no rate.' }, () => billParts(scoped, one, side).filter(isBeside))
}

function changeOf(scoped: Scoped, one: One): Explanation {
  const { customer, at } = one
  if (scoped.rates !== null) return ofRates(scoped, one, 'difference')
  return node({ label: `${customer.code}: difference`, value: usdOfCents(scoped.impact.impact.byCustomer.difference[at] ?? 0n), unit: 'USD', ruleId: 'BILL-9', formula: 'The bill after less the bill before; price, volume, joint, new, ended, merged, minimum and credits, and rounding add up to it.', operation: { kind: 'difference' }, origin: { table: 'customer', id: customer.id, source: '' } }, () => [billOf(scoped, one, 'after'), billOf(scoped, one, 'before')])
}

function fundOf(scoped: Scoped, one: One, fund: (typeof FUNDS)[number]): Explanation {
  const { customer, at } = one
  const index = FUNDS.indexOf(fund)
  const weights = (): readonly Explanation[] => FUNDS.map((each) => node({ label: `${customer.code}: ${each} funding`, value: customer[`${each}Funding`], unit: '%', ruleId: 'NUM-5', formula: 'As it was typed or imported.', operation: { kind: 'typed' }, origin: { table: 'customer', id: customer.id, source: '' } }, () => []))
  const value = usdOfCents(fundingCentsOf(scoped.impact, at)[index] ?? 0n)
  return node({ label: `${customer.code}: ${IMPACT_FIGURE_WORDS[fund]}`, value, unit: 'USD', ruleId: 'NUM-5', formula: 'The difference in proportion to the funding sources, by largest remainder.', operation: { kind: 'split', index } }, () => {
    const nodes = weights()
    return [changeOf(scoped, one), ...nodes.slice(index, index + 1), weightsNode('All sources', nodes)]
  })
}

function percentNode(label: string, { value, after, before }: { readonly value: Explanation['value']; readonly after: () => Explanation; readonly before: () => Explanation }): Explanation {
  return node({ label, value, ...(value === null ? { text: 'no bill before' } : {}), unit: '%', ruleId: 'NUM-4', formula: '(bill after - bill before) / bill before, rounded half up to 2 places of a per cent', operation: { kind: 'percent-change', places: PERCENT_PLACES } }, () => [after(), before()])
}

/** A figure of one customer. */
function ofCustomer(scoped: Scoped, one: One, figure: ImpactFigure): Explanation {
  const { impact } = scoped
  const { customer, at } = one
  if (figure === 'difference') return changeOf(scoped, one)
  if (isCellTerm(figure)) return ofRates(scoped, one, figure)
  switch (figure) {
    case 'minimumAndCredits':
      return node({ label: `${customer.code}: minimum, credits and adjustments`, value: usdOfCents(impact.impact.byCustomer.minimumAndCredits[at] ?? 0n), unit: 'USD', ruleId: 'BILL-9', formula: 'What brings months up to the minimum, credits and adjustments: after less before.', operation: { kind: 'difference' } }, () => [besideOf(scoped, one, 'after'), besideOf(scoped, one, 'before')])
    case 'before':
    case 'after':
      return billOf(scoped, one, figure)
    case 'percentChange':
      return percentNode(`${customer.code}: change`, { value: impactRows(impact)[at]?.percentChange ?? null, after: () => billOf(scoped, one, 'after'), before: () => billOf(scoped, one, 'before') })
    case 'state':
    case 'federal':
    case 'other':
      return fundOf(scoped, one, figure)
    case 'grossIncrease':
    case 'grossDecrease':
      return changeOf(scoped, one)
    default:
      return assertNever(figure)
  }
}

/** Who counts towards a figure of all: everybody, or those whose bill goes up, or down. */
function counted(scoped: Scoped, figure: ImpactFigure): readonly One[] {
  const { difference } = scoped.impact.impact.byCustomer
  return everybody(scoped).filter(({ at }) => (figure === 'grossIncrease' ? (difference[at] ?? 0n) > 0n : figure === 'grossDecrease' ? (difference[at] ?? 0n) < 0n : true))
}

/** A figure of customers together: the sum of theirs, where they have any of it. */
function ofAll(scoped: Scoped, figure: ImpactFigure): Explanation {
  const label = `${togetherLabel(scoped)}: ${IMPACT_FIGURE_WORDS[figure]}`
  const rows = impactRows(scoped.impact).filter(({ customerId }) => scoped.among?.has(customerId) !== false)
  if (figure === 'percentChange') return percentNode(label, { value: sumOfImpactRows(rows).percentChange, after: () => ofAll(scoped, 'after'), before: () => ofAll(scoped, 'before') })
  const nodes = counted(scoped, figure).map((one) => ofCustomer(scoped, one, figure)).filter(({ value }) => value !== '0')
  const value = nodes.reduce((sum, each) => (each.value === null ? sum : sum.plus(decimal(each.value))), new Decimal(0))
  return sumNode({ label, value: toText<'USD'>(value), unit: 'USD', ruleId: 'BILL-9', formula: 'Of the customers that have any of it, added up.' }, () => nodes)
}

function ratesOf({ impact }: ImpactSources, { part }: Pick<ImpactQuestion, 'part'>): ReadonlySet<number> | null {
  if (part === null) return null
  const { columns, groupOfRate } = matrixColumns(impact.after, part.grouping)
  const wanted = columns.findIndex(({ id }) => id === part.id)
  return new Set([...groupOfRate.keys()].filter((rate) => groupOfRate[rate] === wanted))
}

/**
 * A figure of an impact; undefined for a customer or rate that is not there, and for a figure that a single rate does not have. Its
 * inputs are made when they are asked for.
 *
 * @example explainImpact(sources, { customerId: 'dma', rateId: 'cpu', among: null, part: null, figure: 'price' })?.formula // '(rate after - rate before) x quantity before, ...'
 */
export function explainImpact(sources: ImpactSources, question: ImpactQuestion): Explanation | undefined {
  const { customerId, rateId, figure, among } = question
  const scoped: Scoped = { ...sources, rates: ratesOf(sources, question), among: among === null || customerId !== null ? null : new Set(among) }
  if (customerId === null) return rateId === null ? ofAll(scoped, figure) : undefined
  const one = everybody(scoped).find(({ customer }) => customer.id === customerId)
  if (one === undefined) return undefined
  if (rateId === null) return ofCustomer(scoped, one, figure)
  const rate = sources.impact.after.entries.findIndex((each) => each.rate.id === rateId)
  const entry = sources.impact.after.entries[rate]
  if (entry === undefined) return undefined
  const place = { ...one, entry, rate }
  if (figure === 'before' || figure === 'after') return explainSideLine(sources, place, figure)
  return isCellTerm(figure) ? explainCell(sources, place, figure) : undefined
}
