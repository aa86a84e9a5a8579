/** Raw measures become monthly quantities: exact products added up over the month, rounded once (NUM-7). */
import type { ComputerJob, QuoteItem } from '../../billing/quote-job.ts'
import { ratedLines } from '../../billing/quote-items.ts'
import { plus, ratioOf, roundRatio, times, type Ratio } from '../../costs/ratio.ts'
import type { Units } from '../../decimal.ts'
import type { Explanation } from '../../explanation.ts'
import { issue, type Issue } from '../../issues.ts'
import type { Draft } from '../../model/draft.ts'
import { fiscalYearFirstMonth, rateIdOfCode } from '../../model/integrity.ts'
import { fiscalYearOf, type Month } from '../../month.ts'
import { ok, refused, type Result } from '../../result.ts'
import { MAX_MICRO_UNITS } from '../../micro-units.ts'
import { runSteps, type Steps } from '../../steps.ts'
import { factorsText } from '../factors-text.ts'
import { primeOrNot } from '../prime-time.ts'
import { monthlyQuantity, type RatedQuantity } from '../rated-quantity.ts'
import type { RatingRules } from '../rating-rules.ts'
import { rulesOf } from '../rules-of.ts'
import { itemOfMeasure } from './measure-item.ts'
import type { RawMeasure } from './raw-measure.ts'
import { ROWS_A_STEP } from './read-measures.ts'

/** What the measures of an agency and month come to, in the billable units of a rate. */
export type MeasuredQuantity = { readonly customerId: string; readonly rateId: string; readonly month: Month; /** Millionths of a unit. */ readonly micro: bigint; /** The first row that it is made of. */ readonly rowNumber: number; readonly rows: number }
export type MeasuresRated = { readonly quantities: readonly MeasuredQuantity[]; /** Each with its row. */ readonly issues: readonly Issue[] }

/** `jobs`: what one unit of each measure of a job comes to, by all that chooses its factors. */
type Rater = { readonly draft: Draft; readonly rules: RatingRules; readonly firstMonth: number; readonly jobs: Map<string, readonly ExactPart[] | null> }
type RatedPart = { readonly rateId: string; readonly rated: RatedQuantity }
/** A quantity before it is rounded. */
type ExactPart = { readonly rateId: string; readonly exact: Ratio }

const UNIT = 1_000_000n

function raterOf(draft: Draft): Rater {
  return { draft, rules: rulesOf(draft), firstMonth: fiscalYearFirstMonth(draft), jobs: new Map() }
}

/** The quantities of one row, each with its rate; refused with what no rule knows. */
function partsOf(rater: Rater, measure: RawMeasure): Result<readonly RatedPart[]> {
  const item = itemOfMeasure(measure)
  return item.ok ? partsOfItem(rater, { item: item.value, measure }) : item
}

const ONE_UNIT = '1' as Units

/**
 * A job's quantities by the factors of jobs like it: they multiply what was measured, and a month has a hundred thousand jobs and some
 * dozens of factors. Null where it has to be rated by itself, because a rule is missing.
 */
function exactPartsOfJob(rater: Rater, { item, measure }: { readonly item: ComputerJob & { readonly label: string }; readonly measure: RawMeasure }): readonly ExactPart[] | null {
  const time = primeOrNot(rater.rules, item.startedAt)
  if (!time.ok) return null
  const key = [item.startedAt.day, time.value.period, item.system, item.applicationClass, item.terminalRegion, item.cpu.unit].join('|')
  let ofUnits = rater.jobs.get(key)
  if (ofUnits === undefined) {
    const parts = partsOfItem(rater, { item: { ...item, cpu: { ...item.cpu, amount: ONE_UNIT }, ios: ONE_UNIT, tapeMounts: ONE_UNIT }, measure })
    ofUnits = parts.ok ? parts.value.map(({ rateId, rated }) => ({ rateId, exact: rated.exact })) : null
    rater.jobs.set(key, ofUnits)
  }
  const amounts = [item.cpu.amount, item.ios, item.tapeMounts]
  return ofUnits?.map(({ rateId, exact }, index) => ({ rateId, exact: times(ratioOf(amounts[index] ?? ONE_UNIT), exact) })) ?? null
}

/** As `partsOf`, without what only an explanation needs. */
function exactPartsOf(rater: Rater, measure: RawMeasure): Result<readonly ExactPart[]> {
  const item = itemOfMeasure(measure)
  if (!item.ok) return item
  const ofJob = item.value.kind === 'job' ? exactPartsOfJob(rater, { item: item.value, measure }) : null
  if (ofJob !== null) return ok(ofJob)
  const parts = partsOfItem(rater, { item: item.value, measure })
  return parts.ok ? ok(parts.value.map(({ rateId, rated }) => ({ rateId, exact: rated.exact }))) : parts
}

function partsOfItem({ draft, rules, firstMonth }: Rater, { item, measure }: { readonly item: QuoteItem; readonly measure: RawMeasure }): Result<readonly RatedPart[]> {
  const fiscalYear = fiscalYearOf(measure.month, firstMonth)
  if (fiscalYear === undefined) return refused([issue('not-a-fiscal-year', `${measure.month} lies in no fiscal year.`)])
  const issues: Issue[] = []
  const parts: RatedPart[] = []
  for (const { rateCode, charged } of ratedLines(item, { rules, year: { fiscalYear, firstMonth } })) {
    const rated = charged.kind === 'quantity' ? charged.rated : refused([issue('wrong-shape', 'A cost is no measure.')])
    if (!rated.ok) issues.push(...rated.failure)
    else if (!rateCode.ok) issues.push(...rateCode.failure)
    else {
      const rateId = rateIdOfCode(draft, rateCode.value)
      if (rateId === undefined) issues.push(issue('unknown-reference', `The rules price it by the rate "${rateCode.value}", which the catalog does not have.`, { remedy: 'Add the rate, or name another in the rules.' }))
      else parts.push({ rateId, rated: rated.value })
    }
  }
  return issues.length > 0 ? refused(issues.filter((each, index) => issues.findIndex(({ message }) => message === each.message) === index)) : ok(parts)
}

/** A sum by denominators: there are few of them, and their product over a month of jobs would have thousands of digits. */
type Sum = { readonly key: Omit<MeasuredQuantity, 'micro' | 'rows'>; readonly byDenominator: Map<bigint, bigint>; rows: number }

/** What a quantity is known by. */
export function measuredKey({ rateId, month, customerId }: Pick<MeasuredQuantity, 'customerId' | 'rateId' | 'month'>): string {
  return `${rateId}|${month}|${customerId}`
}

function totalOf({ byDenominator }: Sum): Ratio {
  return [...byDenominator].map(([denominator, numerator]): Ratio => ({ numerator, denominator })).reduce(plus, { numerator: 0n, denominator: 1n })
}

function addTo(sums: Map<string, Sum>, { rateId, exact: { numerator, denominator } }: ExactPart, { customerId, month, rowNumber }: RawMeasure): void {
  if (numerator === 0n) return
  const key = measuredKey({ rateId, month, customerId })
  const sum = sums.get(key) ?? { key: { customerId, rateId, month, rowNumber }, byDenominator: new Map<bigint, bigint>(), rows: 0 }
  sums.set(key, sum)
  sum.byDenominator.set(denominator, (sum.byDenominator.get(denominator) ?? 0n) + numerator)
  sum.rows += 1
}

/** The column whose cell a message quotes: a rule names what it was asked for. */
function columnOf({ cells }: RawMeasure, { message }: Issue): { readonly column?: string } {
  const [column] = Object.entries(cells).find(([, text]) => message.includes(`"${text}"`)) ?? []
  return column === undefined ? {} : { column }
}

/** A year for which the rules have no holiday makes holidays prime time: said once a year. */
function holidayIssues(rules: RatingRules, measures: readonly RawMeasure[]): readonly Issue[] {
  const known = new Set(rules.holidays.map(({ date }) => date.slice(0, 4)))
  const years = new Set(measures.flatMap(({ kind, month }) => (kind === 'job' && !known.has(month.slice(0, 4)) ? [month.slice(0, 4)] : [])))
  return [...years].toSorted().map((year) => issue('rule-missing', `The rules have no holidays of ${year}: its holidays count as work days.`, { severity: 'warning', remedy: 'Add the holidays, then rate again.' }))
}

/**
 * Rates measures by the rules of a model. All rows are looked at; each that no rule knows is an issue with its row, and then the quantities
 * are not whole. A quantity of nothing (no I/Os) is left out. In: rows; out: one quantity a rate, month and agency.
 *
 * @example rateMeasures({ draft, measures: [three jobs of a third of a unit] }).quantities[0].micro // 1000000n
 */
export function rateMeasures(parts: RatingParts): MeasuresRated {
  return runSteps(rateMeasuresSteps(parts))
}

type RatingParts = { readonly draft: Draft; readonly measures: readonly RawMeasure[] }

/** The same a step at a time: each says how many rows are rated. */
export function* rateMeasuresSteps({ draft, measures }: RatingParts): Steps<MeasuresRated> {
  const rater = raterOf(draft)
  const sums = new Map<string, Sum>()
  const issues: Issue[] = []
  for (const [index, measure] of measures.entries()) {
    if (index > 0 && index % ROWS_A_STEP === 0) yield { done: index, of: measures.length }
    const parts = exactPartsOf(rater, measure)
    if (!parts.ok) issues.push(...parts.failure.map((each) => ({ ...each, place: { ...columnOf(measure, each), ...each.place, row: measure.rowNumber } })))
    else for (const part of parts.value) addTo(sums, part, measure)
  }
  const quantities = [...sums.values()].map((sum) => ({ ...sum.key, rows: sum.rows, micro: roundRatio(totalOf(sum), UNIT) }))
  const large = quantities.filter(({ micro }) => micro > MAX_MICRO_UNITS).map(({ rowNumber }) => issue('number-out-of-range', 'The month comes to more than 1,000,000,000,000 units.', { place: { row: rowNumber }, remedy: 'Check the units of the measures.' }))
  return { quantities: quantities.filter(({ micro }) => micro <= MAX_MICRO_UNITS), issues: [...issues, ...large, ...holidayIssues(rater.rules, measures)] }
}

/** The rules' figures behind a quantity: every different combination once, in the order of the rows. */
export type MeasuredFactors = { readonly micro: bigint; readonly texts: ReadonlySet<string> }

/**
 * The factors behind the quantities that measures come to, for a statement; rows that no rule knows any more are left out.
 *
 * @example measuredFactors({ draft, measures }).get(measuredKey({ customerId: 'dma', rateId: 'mf-cpu-p', month })) // { micro: 41630n, texts: Set { '7.434 x 1.12' } }
 */
export function measuredFactors({ draft, measures }: { readonly draft: Draft; readonly measures: readonly RawMeasure[] }): ReadonlyMap<string, MeasuredFactors> {
  const rater = raterOf(draft)
  const sums = new Map<string, Sum>()
  const texts = new Map<string, Set<string>>()
  for (const measure of measures) {
    const parts = partsOf(rater, measure)
    for (const part of parts.ok ? parts.value : []) {
      const key = measuredKey({ ...measure, rateId: part.rateId })
      addTo(sums, { rateId: part.rateId, exact: part.rated.exact }, measure)
      const known = texts.get(key) ?? new Set<string>()
      texts.set(key, known)
      for (const product of part.rated.products) known.add(factorsText(product))
    }
  }
  return new Map([...sums].map(([key, sum]) => [key, { micro: roundRatio(totalOf(sum), UNIT), texts: texts.get(key) ?? new Set<string>() }]))
}

/** A measure's factors say which row they are of. */
function ofRow({ rated }: RatedPart, rowNumber: number): RatedQuantity {
  const named = (each: Explanation): Explanation => ({ ...each, label: `Row ${rowNumber}: ${each.label}` })
  const products = rated.products.map((product) => product.map(({ role, node }, index) => ({ role, node: index === 0 ? named(node) : node })))
  return { ...rated, products, explanation: rated.explanation }
}

/** How a quantity follows from its rows, down to each measure and rule; undefined where no row makes it. */
export function explainMeasured({ draft, measures, ...of }: { readonly draft: Draft; readonly measures: readonly RawMeasure[]; readonly customerId: string; readonly rateId: string; readonly month: Month }): Explanation | undefined {
  const rater = raterOf(draft)
  const parts = measures.filter(({ customerId, month }) => customerId === of.customerId && month === of.month).flatMap((measure) => {
    const rated = partsOf(rater, measure)
    return rated.ok ? rated.value.filter(({ rateId }) => rateId === of.rateId).map((part) => ofRow(part, measure.rowNumber)) : []
  })
  const sum = monthlyQuantity(parts)
  return sum.ok ? sum.value.explanation : undefined
}
