/** Two ways to buy, compared by what the rates give (BILL-13). */
import { constantNode } from '../costs/explain-derivation-nodes.ts'
import { decimal, type UsdPerUnit } from '../decimal.ts'
import type { Explanation } from '../explanation.ts'
import type { IsoDate } from '../fiscal-year.ts'
import { issue } from '../issues.ts'
import { ok, refused, type Result } from '../result.ts'
import { by, exactQuantity, productsNode, ratioText, type Product } from '../usage/rated-quantity.ts'
import type { RatingRules } from '../usage/rating-rules.ts'
import { measuredNode, parametersOn } from '../usage/rule-nodes.ts'

/** One place, as such figures are told. */
const PLACES = 1
const MONTHS_OF_A_YEAR = 12
const MEGABYTES_OF_A_GIGABYTE = 1000

function ratio(facts: { readonly label: string; readonly unit: string; readonly formula: string }, product: Product): Explanation {
  return productsNode({ ...facts, value: ratioText<'units'>(exactQuantity([product]), PLACES), ruleId: 'BILL-13', places: PLACES, products: [product] })
}

function free(what: string): Result<never> {
  return refused([issue('not-priced', `${what} costs nothing: it is never overtaken.`, { remedy: 'Compare rates above zero.' })])
}

/**
 * After how many months keeping a page in report storage has cost as much as printing it (BILL-13): print rate / storage rate is the
 * number of days; a month is 365 / 12 days. In: USD per 1000 pages and per 1000 page-days; out: months with one place.
 * Refused (`not-priced`) where storage is free.
 *
 * @example monthsUntilPrintingIsCheaper(rules, { printRate: '19.23', storageRate: '0.0196', day }).value.value // '32.3'; at 28.85 '48.4'
 */
export function monthsUntilPrintingIsCheaper(rules: Pick<RatingRules, 'parameters'>, { printRate, storageRate, day }: { readonly printRate: UsdPerUnit; readonly storageRate: UsdPerUnit; readonly day: IsoDate }): Result<Explanation> {
  const read = parametersOn(rules, day, ['days-per-year', 'pages-per-unit', 'page-days-per-unit'])
  if (!read.ok) return read
  if (decimal(storageRate).lte(0)) return free('Report storage')
  return ok(ratio({ label: 'Storage overtakes printing after', unit: 'months', formula: 'Print rate by page / storage rate by page and day / days of a year x 12' }, [
    by('times', measuredNode('Printing', printRate, 'USD per unit of pages')), by('over', read.value.node('pages-per-unit')),
    by('over', measuredNode('Report storage', storageRate, 'USD per unit of page-days')), by('times', read.value.node('page-days-per-unit')),
    by('over', read.value.node('days-per-year')), by('times', constantNode('Months of a year', MONTHS_OF_A_YEAR, 'months')),
  ]))
}

/**
 * The size up to which archiving a file is cheaper than writing it to tape by itself (BILL-13): below the tape's least size a tape
 * file costs the same whatever its size. In: USD per gigabyte-day; out: megabytes with one place, at most the least size.
 * Refused (`not-priced`) where archive is free.
 *
 * @example megabytesUntilTapeIsCheaper(rules, { tapeRate: '0.044', archiveRate: '0.395', day }).value.value // '22.3'
 */
export function megabytesUntilTapeIsCheaper(rules: Pick<RatingRules, 'parameters'>, { tapeRate, archiveRate, day }: { readonly tapeRate: UsdPerUnit; readonly archiveRate: UsdPerUnit; readonly day: IsoDate }): Result<Explanation> {
  const read = parametersOn(rules, day, ['tape-minimum-gigabytes'])
  if (!read.ok) return read
  if (decimal(archiveRate).lte(0)) return free('Archive')
  // Where a gigabyte-day of archive is not dearer, no size makes tape cheaper; the least size is as far as this comparison reaches.
  if (decimal(archiveRate).lte(decimal(tapeRate))) return refused([issue('not-priced', 'Archive is not dearer than tape for any size.', { remedy: 'The comparison is of a dearer archive with a tape that has a least size.' })])
  return ok(ratio({ label: 'Archive overtakes tape at', unit: 'MB', formula: 'Least size of a tape file x tape rate / archive rate x 1000' }, [
    by('times', read.value.node('tape-minimum-gigabytes')), by('times', measuredNode('Tape', tapeRate, 'USD per gigabyte-day')),
    by('over', measuredNode('Archive', archiveRate, 'USD per gigabyte-day')), by('times', constantNode('Megabytes of a gigabyte', MEGABYTES_OF_A_GIGABYTE, 'MB')),
  ]))
}
