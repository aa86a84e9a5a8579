/**
 * The figures of an impact as columns of whole cents, as a message carries them: 200 customers are 14 texts instead of 3,000 fields, each of
 * which would have to be written, checked and read at every edit. What follows from them (per cent, direction) is not sent.
 */
import type { Usd } from '../decimal.ts'
import { usdOfCents } from '../cents.ts'
import { textOfColumn } from '../cents-column.ts'
import { IMPACT_TERMS, type ImpactTerm } from './bill-impact.ts'
import { directionOf, fundingByCustomer, impactDistribution, percentOf, termsBy, type DistributionClass, type Impact, type ImpactRow } from './impact.ts'

/** Whole cents of many parts, a space between two of them: `1250 -300 0`. */
export type CentsText = string & { readonly __centsText: true }

export const IMPACT_COLUMNS = ['before', 'after', ...IMPACT_TERMS, 'state', 'federal', 'other'] as const
export type ImpactColumn = (typeof IMPACT_COLUMNS)[number]
/** In the order of `customerIds`. */
export type ImpactColumns = { readonly customerIds: readonly string[]; readonly figures: Readonly<Record<ImpactColumn, CentsText>> }

/** @example isCentsText('1250 -300 0') // true */
export function isCentsText(text: string): text is CentsText {
  return /^(?:-?\d+(?: -?\d+)*)?$/.test(text)
}

/** @example centsText(BigInt64Array.of(1250n, -300n)) // '1250 -300' */
function centsText(column: BigInt64Array): CentsText {
  const text = textOfColumn(column)
  if (!isCentsText(text)) throw new TypeError(`No cents: ${text}`)
  return text
}

/** @example centsOfText('1250 -300') // [1250n, -300n] */
function centsOfText(text: CentsText): BigInt64Array {
  return text === '' ? new BigInt64Array() : BigInt64Array.from(text.split(' '), BigInt)
}

/** One text a figure, of all customers in the model's order. */
export function impactColumns(whole: Impact): ImpactColumns {
  const { before, after, impact } = whole
  const funding = fundingByCustomer(whole)
  const paidFrom = (source: number): CentsText => centsText(BigInt64Array.from(funding, (parts) => parts[source] ?? 0n))
  const term = (of: ImpactTerm): CentsText => centsText(impact.byCustomer[of])
  return {
    customerIds: after.customers.map((each) => each.id),
    figures: {
      before: centsText(before.book.bills), after: centsText(after.book.bills), price: term('price'), volume: term('volume'), joint: term('joint'), new: term('new'), ended: term('ended'), merged: term('merged'),
      rounding: term('rounding'), difference: term('difference'), minimumAndCredits: term('minimumAndCredits'), state: paidFrom(0), federal: paidFrom(1), other: paidFrom(2),
    },
  }
}

/**
 * The rows that the columns were made of. Throws a RangeError where a column is of another length.
 *
 * @example rowsOfColumns(impactColumns(impact)) // equals impactRows(impact)
 */
export function rowsOfColumns({ customerIds, figures }: ImpactColumns): readonly ImpactRow[] {
  const columns = new Map(IMPACT_COLUMNS.map((figure) => [figure, centsOfText(figures[figure])]))
  for (const [figure, column] of columns) if (column.length !== customerIds.length) throw new RangeError(`${column.length} figures of ${figure} for ${customerIds.length} customers.`)
  return customerIds.map((customerId, at) => {
    const centsIn = (figure: ImpactColumn): bigint => columns.get(figure)?.[at] ?? 0n
    const usd = (figure: ImpactColumn): Usd => usdOfCents(centsIn(figure))
    return {
      customerId, before: usd('before'), after: usd('after'), terms: termsBy(centsIn), percentChange: percentOf(centsIn('difference'), centsIn('before')), direction: directionOf(centsIn('difference')),
      funding: { state: usd('state'), federal: usd('federal'), other: usd('other') },
    }
  })
}

/**
 * What came in columns, as it is looked at: rows, and what is counted of them, are made when they are first asked for.
 *
 * @example rowsInstead({ columns, totals }).rows.length // customers
 */
export function rowsInstead<Sent extends { readonly columns: ImpactColumns }>({ columns, ...said }: Sent): Omit<Sent, 'columns'> & { readonly rows: readonly ImpactRow[]; readonly distribution: readonly DistributionClass[] } {
  let rows: readonly ImpactRow[] | undefined
  let distribution: readonly DistributionClass[] | undefined
  const rowsOnce = (): readonly ImpactRow[] => (rows ??= rowsOfColumns(columns))
  return {
    ...said,
    get rows() {
      return rowsOnce()
    },
    get distribution() {
      return (distribution ??= impactDistribution(rowsOnce()))
    },
  }
}
