/** A quote: one job, print run, data set or the like, rated and priced with every factor shown (BILL-1). */
import { sumNode } from '../costs/explain-derivation-nodes.ts'
import { Decimal, decimal, formatFixed, isCanonicalDecimal, toText, type Units, type Usd, type UsdPerUnit } from '../decimal.ts'
import type { Explanation } from '../explanation.ts'
import { isoDate, type IsoDate } from '../fiscal-year.ts'
import { issue, type Issue } from '../issues.ts'
import type { CustomerClass } from '../model/tables.ts'
import { monthAfter, monthOfDay, monthWords } from '../month.ts'
import { formatPrice } from '../rates/price-text.ts'
import { ok, refused, type Result } from '../result.ts'
import type { Measure, RatingRules } from '../usage/rating-rules.ts'
import { parametersOn } from '../usage/rule-nodes.ts'
import { instalments, type Instalment } from './instalments.ts'
import { priceCost, priceQuantity, usdOf, type QuotedRate } from './price-line.ts'
import { unpricedLines, type QuoteYear, type UnpricedLine } from './quote-items.ts'
import type { QuoteJob } from './quote-job.ts'
import { megabytesUntilTapeIsCheaper, monthsUntilPrintingIsCheaper } from './ways-to-buy.ts'

/** What a rate is looked for by: its price is the one that holds on the day (BILL-10), or where there is no day, the one that holds now. */
export type RateWanted = { readonly code: string; readonly customerClass: CustomerClass; readonly day: IsoDate | null }
/** Finds a rate of the version; null where the catalog has none, or it has no price in the version on that day. */
export type RateFinder = (wanted: RateWanted) => QuotedRate | null

export type QuoteFactor = Pick<Explanation, 'label' | 'value' | 'text' | 'unit' | 'formula'>

export type QuoteLine = {
  /** 1-based, of the job. */
  readonly item: number
  readonly label: string
  /** Whose share of a shared cost it is (BILL-12); null for everything else. */
  readonly sharer: string | null
  /** Null where no rate was found. */
  readonly rate: QuotedRate | null
  /** What is measured and multiplied, in its order. */
  readonly factors: readonly QuoteFactor[]
  /** Of one month, in the rate's billable units; null for a cost that is passed on, and where nothing could be rated. */
  readonly quantity: Units | null
  readonly quantityUnit: string
  readonly months: number
  /** Null where it could not be priced: `notPriced` then says why. */
  readonly amount: Usd | null
  readonly instalments: readonly Instalment[]
  readonly notPriced: readonly Issue[]
  readonly notes: readonly string[]
  readonly explanation: Explanation | null
}

export type Quote = {
  readonly lines: readonly QuoteLine[]
  /** Sum of the priced lines. */
  readonly total: Usd
  readonly explanation: Explanation
  readonly notes: readonly string[]
}

type Parts = { readonly rules: RatingRules; readonly rates: RateFinder; readonly year: QuoteYear }

/**
 * Rates and prices every item of a job by itself: nothing is added up over items, and the monthly minimum is not applied (BILL-1,
 * BILL-7). A line that cannot be rated or priced stays in the quote without an amount and says why; the total is that of the others.
 * In: the job, the rules, the rates of a version and its year; out: USD, rounded to the cent line by line.
 *
 * @example quote(0.3 CPU minutes and 20,000 I/Os of a prime batch job, ...).total // '4.98' = 4.16 + 0.82
 */
export function quote(job: QuoteJob, parts: Parts): Quote {
  const lines = job.items.flatMap((item, index) => unpricedLines(item, parts).flatMap((line) => byPrice(line, { ...parts, customerClass: job.customerClass })).map((line) => quoteLine(line, { ...parts, customerClass: job.customerClass, item: index + 1, label: item.label })))
  const amounts = lines.flatMap(({ explanation, amount }) => (explanation === null || amount === null ? [] : [explanation]))
  const total = toText<'USD'>(amounts.reduce((sum, each) => sum.plus(decimal(usdOf(each))), new Decimal(0)))
  const explanation = sumNode({ label: 'Total', value: total, unit: 'USD', ruleId: 'NUM-2', formula: 'Sum of the rounded lines' }, () => amounts)
  return { lines, total, explanation, notes: minimumNotes(total, parts) }
}

type LineParts = Parts & { readonly customerClass: CustomerClass; readonly item: number; readonly label: string }

/** Months before and after a revision of the rate are lines of their own (BILL-10). */
function byPrice(line: UnpricedLine, { rates, customerClass }: Pick<LineParts, 'rates' | 'customerClass'>): readonly UnpricedLine[] {
  const { rateCode, pricedOn, months } = line
  if (!rateCode.ok || pricedOn === null || months === 1) return [line]
  const runs: { readonly first: IsoDate; readonly price: string; months: number }[] = []
  for (let month = 0; month < months; month += 1) {
    const day = month === 0 ? pricedOn : isoDate(`${monthAfter(monthOfDay(pricedOn), month)}-01`)
    const found = rates({ code: rateCode.value, customerClass, day })
    const price = found === null ? '' : formatPrice(found.price)
    const run = runs.at(-1)
    if (run?.price === price) run.months += 1
    else runs.push({ first: day, price, months: 1 })
  }
  return runs.map(({ first, months: count }, index) => ({ ...line, pricedOn: first, months: count, notes: index === 0 ? line.notes : [...line.notes, `The rate changes in ${monthWords(monthOfDay(first))}.`] }))
}

function quoteLine(line: UnpricedLine, parts: LineParts): QuoteLine {
  const { charged } = line
  const found = findRate(line, parts)
  const rated = charged.kind === 'quantity' && charged.rated.ok ? charged.rated.value : null
  const amount = found.ok ? amountOf(line, found.value) : refused(found.failure)
  const split = amount.ok ? instalmentsOf(line, amount.value, parts) : ok([])
  const rate = found.ok ? found.value : null
  const priced = amount.ok && split.ok ? amount.value : null
  const failures = [...(found.ok || charged.kind === 'cost' || charged.rated.ok ? [] : charged.rated.failure), ...(amount.ok ? [] : amount.failure), ...(split.ok ? [] : split.failure)]
  return {
    item: parts.item, label: parts.label, sharer: line.sharer ?? null, rate, factors: (rated === null ? costFactors(charged, amount) : rated.explanation.inputs).map(factorOf), quantity: rated?.quantity ?? null, quantityUnit: rated?.facts.unit ?? '', months: line.months,
    amount: priced === null ? null : usdOf(priced), instalments: split.ok ? split.value : [], notPriced: distinct(failures), explanation: priced,
    notes: [...line.notes, ...(rate === null ? [] : rateNotes(rate, parts.customerClass)), ...(priced === null ? [] : comparedNotes(line, parts))],
  }
}

/** What a cost is a share of, and the cost itself. */
function costFactors(charged: UnpricedLine['charged'], amount: Result<Explanation>): readonly Explanation[] {
  return charged.kind === 'cost' && amount.ok ? [...(charged.explanation?.inputs ?? []), ...amount.value.inputs.slice(0, 1)] : []
}

function factorOf({ label, value, text, unit, formula }: Explanation): QuoteFactor {
  return { label, value, text, unit, formula }
}

/** The same reason is said once, though rate and quantity both failed by it. */
function distinct(issues: readonly Issue[]): readonly Issue[] {
  return issues.filter((each, index) => issues.findIndex(({ message }) => message === each.message) === index)
}

function findRate({ rateCode, pricedOn }: UnpricedLine, { rates, customerClass }: Pick<LineParts, 'rates' | 'customerClass'>): Result<QuotedRate> {
  if (!rateCode.ok) return rateCode
  const rate = rates({ code: rateCode.value, customerClass, day: pricedOn })
  if (rate !== null) return ok(rate)
  return refused([issue('unknown-reference', `"${rateCode.value}" has no price in this version.`, { remedy: 'Give the code of a rate that the version prices, as compare lists them.' })])
}

function amountOf({ charged, months }: UnpricedLine, rate: QuotedRate): Result<Explanation> {
  if (charged.kind === 'cost') return priceCost(rate, charged.cost, charged.explanation)
  return charged.rated.ok ? priceQuantity(rate, { rated: charged.rated.value, months }) : charged.rated
}

function instalmentsOf({ approvedOn, day }: UnpricedLine, amount: Explanation, { rules, year }: Parts): Result<readonly Instalment[]> {
  if (approvedOn === null) return ok([])
  const read = parametersOn(rules, day, ['months-after-approval'])
  if (!read.ok) return read
  return instalments({ amount: usdOf(amount), approvedOn, ...year, monthsAfter: read.value.whole('months-after-approval') })
}

function rateNotes(rate: QuotedRate, customerClass: CustomerClass): readonly string[] {
  const other = rate.customerClass === customerClass ? [] : [`There is no price for ${customerClass} customers; that for ${rate.customerClass} customers is used.`]
  return [...other, ...(rate.note === '' ? [] : [rate.note])]
}

const COMPARED: Readonly<Partial<Record<Measure, 'paper' | 'tape'>>> = { 'pages-standard': 'paper', 'pages-special': 'paper', 'report-storage': 'paper', tape: 'tape', archive: 'tape' }

/** Where there is another way to buy the same, how far it is the cheaper one (BILL-13). */
function comparedNotes({ measure, day, pricedOn }: UnpricedLine, given: LineParts): readonly string[] {
  const parts = { ...given, day: pricedOn }
  const way = measure === null ? undefined : COMPARED[measure]
  if (way === undefined || measure === null) return []
  if (way === 'tape') {
    const [tapeRate, archiveRate] = [amountOfMeasure('tape', parts), amountOfMeasure('archive', parts)]
    if (tapeRate === null || archiveRate === null) return []
    const size = megabytesUntilTapeIsCheaper(parts.rules, { tapeRate, archiveRate, day })
    return size.ok ? [`A file under ${size.value.text} MB costs less in the archive than on a tape of its own.`] : []
  }
  const [printRate, storageRate] = [amountOfMeasure(measure === 'pages-special' ? 'pages-special' : 'pages-standard', parts), amountOfMeasure('report-storage', parts)]
  if (printRate === null || storageRate === null) return []
  const months = monthsUntilPrintingIsCheaper(parts.rules, { printRate, storageRate, day })
  return months.ok ? [`A page that is kept in report storage for less than ${months.value.text} months costs less than printing it once (${measure === 'pages-special' ? 'special' : 'standard'} page).`] : []
}

function amountOfMeasure(measure: Measure, { rules, rates, customerClass, day }: Pick<LineParts, 'rules' | 'rates' | 'customerClass'> & Pick<RateWanted, 'day'>): UsdPerUnit | null {
  const code = rules.ratedMeasures.find((each) => each.measure === measure)?.rateCode
  const price = code === undefined ? null : (rates({ code, customerClass, day })?.price ?? null)
  return price === null || (price.kind !== 'per-unit' && price.kind !== 'flat-per-period') ? null : price.amount
}

function minimumNotes(total: Usd, parts: Parts): readonly string[] {
  if (!isCanonicalDecimal(total)) return []
  const minimum = amountOfMeasure('monthly-minimum', { ...parts, customerClass: 'state', day: null })
  if (minimum === null || decimal(total).lte(0) || decimal(total).gte(decimal(minimum))) return []
  return [`A month's charges of a billing group under ${formatFixed(minimum, 2)} are raised to it (BILL-7); a job that is quoted alone is not.`]
}

/** The price of a line as it is shown. */
export function rateText({ rate }: QuoteLine): string {
  return rate === null ? '' : formatPrice(rate.price)
}

/** One of two ways to buy the same, as far as it is the cheaper one (BILL-13). */
export type WayToBuy = { readonly what: string; readonly instead: string; readonly until: Result<Explanation> }

/** The ways to buy that the rules compare: printing against report storage, tape against archive; without those whose rates have no price. */
export function waysToBuy(parts: Parts & { readonly customerClass: CustomerClass; readonly day: IsoDate }): readonly WayToBuy[] {
  const { rules, day } = parts
  const rate = (measure: Measure): UsdPerUnit | null => amountOfMeasure(measure, parts)
  const paper = (measure: 'pages-standard' | 'pages-special', what: string): readonly WayToBuy[] => {
    const [printRate, storageRate] = [rate(measure), rate('report-storage')]
    return printRate === null || storageRate === null ? [] : [{ what: 'Report storage', instead: what, until: monthsUntilPrintingIsCheaper(rules, { printRate, storageRate, day }) }]
  }
  const [tapeRate, archiveRate] = [rate('tape'), rate('archive')]
  return [
    ...paper('pages-special', 'Printing a special page'), ...paper('pages-standard', 'Printing a standard page'),
    ...(tapeRate === null || archiveRate === null ? [] : [{ what: 'Archive', instead: 'A tape of its own', until: megabytesUntilTapeIsCheaper(rules, { tapeRate, archiveRate, day }) }]),
  ]
}
