/** Chargeable pages (BILL-4, Note 3). */
import { ZERO } from '../costs/explain-derivation-nodes.ts'
import { compareRatios, ratioOf, roundRatioUp, times, type Ratio } from '../costs/ratio.ts'
import { Decimal, decimal, toText, type Units } from '../decimal.ts'
import type { Explanation } from '../explanation.ts'
import type { IsoDate } from '../fiscal-year.ts'
import { issue } from '../issues.ts'
import { ok, refused, type Result } from '../result.ts'
import { by, exactQuantity, productsNode, ratedQuantity, ratioText, type Product, type RatedQuantity } from './rated-quantity.ts'
import type { PrintClass, PrintForm, RatingRules } from './rating-rules.ts'
import { measuredNode, onlyRowOn, parametersOn, ruleNode, type ParametersOn } from './rule-nodes.ts'

export type PrintOutput = {
  readonly day: IsoDate
  readonly form: PrintForm
  /** As the system reported them: page images where output is compressed. */
  readonly pages: Units
  /** Null where they were not reported: the count then stands. */
  readonly lines: Units | null
  /** How it is compressed; null where a page image is a page. */
  readonly printClass: PrintClass | null
}

export const PAGE_ADJUSTMENTS = ['none', 'many-lines', 'few-lines'] as const

export type PageCount = {
  readonly adjustment: (typeof PAGE_ADJUSTMENTS)[number]
  /** Whole physical pages. */
  readonly pages: Units
  readonly explanation: Explanation
  /** In thousands, as they are priced. */
  readonly rated: RatedQuantity
}

/**
 * Physical pages by which output is charged (BILL-4; description of services, Note 3). Page images become physical pages first; then
 * lines per page above the limit of the form (60 standard, 35 special) are recomputed at 40 and 25, and special forms below 15 at 15;
 * the result is rounded up to whole pages, once. In: pages and lines as reported; out: pages, and thousands of pages.
 * Output without reported lines is not adjusted. Refused where a parameter is missing.
 *
 * @example pageCount(rules, { form: 'standard', pages: '5', lines: '3600', ... }).value.pages // '90'; special '144'; special with 900 pages '240'
 */
export function pageCount(rules: Pick<RatingRules, 'parameters'>, output: PrintOutput): Result<PageCount> {
  const read = parametersOn(rules, output.day, ['standard-most-lines', 'standard-lines', 'special-most-lines', 'special-lines', 'special-fewest-lines', 'limits-per-physical-page', 'pages-per-unit'])
  if (!read.ok) return read
  const parameters = read.value
  const images = output.printClass === null ? null : imagesNode(output.printClass)
  if (images !== null && decimal(images.value ?? ZERO).lte(0)) return refused([issue('number-out-of-range', `${images.label} is not above zero.`, { remedy: 'Correct the rule; 1 where output is not compressed.' })])
  const { adjustment, product, words } = countedBy({ output, parameters, images })
  const pages = toText<'units'>(new Decimal(roundRatioUp(exactQuantity([product]), 1n).toString()))
  const explanation = productsNode({ label: 'Chargeable pages', value: pages, unit: 'pages', ruleId: 'BILL-4', formula: `${words}, rounded up to whole pages`, places: 0, products: [product], rounding: 'up' })
  const notes = [
    ...(output.lines === null || decimal(output.lines).isZero() ? ['No lines were reported: the page count is not adjusted.'] : []),
    ...(adjustment !== 'none' && !decimal(images?.value ?? ONE).eq(1) && parameters.isOn('limits-per-physical-page') ? ['The limits of lines hold for the physical page, which carries several page images.'] : []),
  ]
  const rated = ratedQuantity(
    { label: output.form === 'standard' ? 'Standard pages' : 'Special pages', unit: `units of ${parameters.value('pages-per-unit')} pages`, ruleId: 'BILL-4', formula: 'Chargeable pages / pages of a unit' },
    [[by('times', explanation), by('over', parameters.node('pages-per-unit'))]], notes,
  )
  return rated.ok ? ok({ adjustment, pages, explanation, rated: rated.value }) : rated
}

/** The way in which output of a SYSOUT class is printed. */
export function printClassOn(rules: Pick<RatingRules, 'printClasses'>, { sysoutClass, day }: { readonly sysoutClass: string; readonly day: IsoDate }): Result<PrintClass> {
  const row = onlyRowOn(rules.printClasses.filter((each) => each.sysoutClass === sysoutClass), { day, what: `SYSOUT class "${sysoutClass}"`, remedy: `There are: ${[...new Set(rules.printClasses.map((each) => each.sysoutClass))].join(', ')}.` })
  return row.ok ? row : refused([row.failure])
}

function imagesNode(row: PrintClass): Explanation {
  return ruleNode({ label: `Page images on a physical page, SYSOUT class ${row.sysoutClass}`, value: row.imagesPerPage, unit: 'images per page', ruleId: 'BILL-4', table: 'printClass', row })
}

const ONE = toText<'1'>(new Decimal(1))

type Counting = { readonly output: PrintOutput; readonly parameters: ParametersOn; readonly images: Explanation | null }
type Counted = { readonly adjustment: PageCount['adjustment']; readonly product: Product; readonly words: string }

function countedBy({ output, parameters, images }: Counting): Counted {
  const pages = measuredNode(images === null ? 'Pages reported' : 'Page images reported', output.pages, 'pages')
  const compressed = images === null ? [] : [by('over', images)]
  const reported: Product = [by('times', pages), ...compressed]
  const plain = { adjustment: 'none', product: reported, words: images === null ? 'Pages as reported' : 'Page images / images on a physical page' } as const
  if (output.lines === null || decimal(output.lines).isZero()) return plain
  const byPhysicalPage = parameters.isOn('limits-per-physical-page')
  const counted = exactQuantity([byPhysicalPage ? reported : [by('times', pages)]])
  const lines = measuredNode('Lines reported', output.lines, 'lines')
  const recomputed = (name: 'standard-lines' | 'special-lines' | 'special-fewest-lines'): Product => [by('times', lines), by('over', parameters.node(name)), ...(byPhysicalPage ? [] : compressed)]
  const most = output.form === 'standard' ? 'standard-most-lines' : 'special-most-lines'
  const limit = parameters.value(most)
  if (compareRatios(ratioOf(output.lines), times(counted, ratioOf(limit))) > 0n) {
    const lineParameter = output.form === 'standard' ? 'standard-lines' : 'special-lines'
    return { adjustment: 'many-lines', product: recomputed(lineParameter), words: `${linesPerPage(output.lines, counted)}, over ${limit}: lines / ${parameters.value(lineParameter)}` }
  }
  const fewest = parameters.value('special-fewest-lines')
  if (output.form === 'special' && compareRatios(ratioOf(output.lines), times(counted, ratioOf(fewest))) < 0n) {
    return { adjustment: 'few-lines', product: recomputed('special-fewest-lines'), words: `${linesPerPage(output.lines, counted)}, under ${fewest}: lines / ${fewest}` }
  }
  return { ...plain, words: `${plain.words}: ${linesPerPage(output.lines, counted)}` }
}

const SHOWN_PLACES = 2

function linesPerPage(lines: Units, pages: Ratio): string {
  if (pages.numerator === 0n) return 'lines without a page'
  return `${ratioText(times(ratioOf(lines), { numerator: pages.denominator, denominator: pages.numerator }), SHOWN_PLACES)} lines a page`
}
