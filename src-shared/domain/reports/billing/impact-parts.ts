/** What the two reports of an impact share: the customers, the terms in the order of their columns, and the ids of their cells. */
import type { ImpactTerm } from '../../billing/bill-impact.ts'
import type { Impact, ImpactRow, ImpactTerms } from '../../billing/impact.ts'
import { Decimal, decimal, round, toText, type Percent, type Usd } from '../../decimal.ts'
import type { Customer } from '../../model/billing-tables.ts'
import type { Draft } from '../../model/draft.ts'
import { fractionOf, refer, rounded, textCell } from '../cells.ts'
import { ratio, usdCell } from '../costs/cost-cells.ts'
import type { Note } from '../covered-report.ts'
import type { ReportCell } from '../report-model.ts'

export type ImpactParts = { readonly draft: Draft; readonly impact: Impact; readonly rows: readonly ImpactRow[]; readonly customers: readonly Customer[]; readonly fromLabel: string; readonly toLabel: string }

/** All but the difference, which is their sum (BILL-9). */
export const ADDED_TERMS = ['price', 'volume', 'joint', 'new', 'ended', 'merged', 'minimumAndCredits', 'rounding'] as const satisfies readonly ImpactTerm[]

export const TERM_LABELS: Readonly<Record<(typeof ADDED_TERMS)[number], string>> = {
  price: 'Price', volume: 'Volume', joint: 'Joint', new: 'New services', ended: 'Ended services', merged: 'Merged services', minimumAndCredits: 'Minimum and credits', rounding: 'Rounding',
}

/** What each term is, for the method sheet. */
export const IMPACT_METHOD: readonly Note[] = [
  { label: 'Difference', text: 'Price + volume + joint + new, ended and merged services + minimum and credits + rounding: every term is shown, and they add up to the difference of the two bills to the cent. (BILL-9)' },
  { label: 'Price', text: '(Later rate - earlier rate) x earlier units.' }, { label: 'Volume', text: 'Earlier rate x (later units - earlier units).' }, { label: 'Joint', text: '(Later rate - earlier rate) x (later units - earlier units).' },
  { label: 'New, ended, merged services', text: 'Rates that are priced on one side only, or that take over from others: the whole of their lines.' },
  { label: 'Rounding', text: 'What the lines, each rounded to the cent, differ from the effects by.' }, { label: 'Funding', text: 'The difference by the customer\'s funding shares, to the cent by largest remainder. (NUM-5)' },
]

/** A change in dollars with its sign's colour. */
export function changeCell(id: string, value: Usd, formula?: NonNullable<Extract<ReportCell, { readonly kind: 'number' }>['formula']>): ReportCell {
  const tone = value === '0' ? {} : { tone: value.startsWith('-') ? ('decrease' as const) : ('increase' as const) }
  return usdCell(id, value, { ...tone, ...(formula === undefined ? {} : { formula }) })
}

/** % of what was billed before, from the cells of both; blank from zero (NUM-4). */
export function percentChangeCell(id: string, change: { readonly value: Percent | null; readonly differenceId: string; readonly beforeId: string }): ReportCell {
  if (change.value === null) return textCell(id, 'n/a', { tone: 'quiet' })
  const tone = change.value === '0' ? {} : { tone: change.value.startsWith('-') ? ('decrease' as const) : ('increase' as const) }
  return { kind: 'number', id, value: fractionOf(change.value), format: 'percent', places: 2, formula: rounded(ratio(refer(change.differenceId), refer(change.beforeId)), 4), ...tone }
}

/** Difference in per cent of a figure, to two places (NUM-4). */
export function percentOf(difference: Usd, before: Usd): Percent | null {
  return before === '0' ? null : toText<'%'>(round(decimal(difference).times(100).div(decimal(before)), 2))
}

export function plusUsd(amounts: readonly Usd[]): Usd {
  return toText<'USD'>(amounts.reduce((sum, each) => sum.plus(decimal(each)), new Decimal(0)))
}

/** A term as a cell; terms that are nothing stay blank where they are rare. */
export function termCells(id: (term: string) => string, terms: ImpactTerms, which: readonly (typeof ADDED_TERMS)[number][]): readonly ReportCell[] {
  return which.map((term) => changeCell(id(term), terms[term]))
}

/** The terms of which anybody has anything, and the three that every impact has. */
export function shownTerms(rows: readonly { readonly terms: ImpactTerms }[]): readonly (typeof ADDED_TERMS)[number][] {
  const always: readonly string[] = ['price', 'volume', 'joint', 'rounding']
  return ADDED_TERMS.filter((term) => always.includes(term) || rows.some(({ terms }) => terms[term] !== '0'))
}
