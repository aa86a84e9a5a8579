/** From the items of a job to quantities, each with the rate that prices it. */
import { fiscalYearSpan, formatFiscalYear, isoDate, type FiscalYear, type IsoDate } from '../fiscal-year.ts'
import { decimal, formatFixed, type Usd } from '../decimal.ts'
import type { Explanation } from '../explanation.ts'
import { issue } from '../issues.ts'
import { assertNever, ok, refused, type Result } from '../result.ts'
import { cpuUnits, ioUnits, measuredCpuHours } from '../usage/computer-units.ts'
import { connectMinutes } from '../usage/connect-minutes.ts'
import { countedQuantity, supportedMailboxes, yearlyChecks } from '../usage/counted-quantity.ts'
import { mailRoomUnits } from '../usage/mail-room.ts'
import { mailboxMonths } from '../usage/mailboxes.ts'
import { pageCount, printClassOn } from '../usage/page-count.ts'
import { primeOrNot } from '../usage/prime-time.ts'
import type { RatedQuantity } from '../usage/rated-quantity.ts'
import type { Measure, RatingRules } from '../usage/rating-rules.ts'
import { archiveGigabyteDays, diskTrackDays, reportPageDays, tapeGigabyteDays } from '../usage/storage-units.ts'
import { monthsLeft } from './instalments.ts'
import type { Bin, ComputerJob, Mailboxes, PrintRun, QuoteItem, SharedCost, UnitsOfRate } from './quote-job.ts'
import { shareCharge } from './shared-charge.ts'

export type QuoteYear = { readonly fiscalYear: FiscalYear; /** First month of the fiscal year, 1 to 12 (NUM-6). */ readonly firstMonth: number }

/** What a line is made of before it is priced: a quantity, or a cost that is passed on. */
export type UnpricedLine = {
  readonly what: string
  readonly rateCode: Result<string>
  readonly charged: { readonly kind: 'quantity'; readonly rated: Result<RatedQuantity> } | { readonly kind: 'cost'; readonly cost: Usd; /** Where the cost comes from; typed where it is not there. */ readonly explanation?: Explanation }
  /** Equal months of it, each a line of its own month (BILL-1). */
  readonly months: number
  /** The approval of a subscription; its year's amount is then billed in instalments (BILL-10). */
  readonly approvedOn: IsoDate | null
  readonly measure: Measure | null
  /** The day whose rules are used. */
  readonly day: IsoDate
  /** The day whose prices are used, of the first month where there are several; null where the item names none: then those that hold now. */
  readonly pricedOn: IsoDate | null
  /** Whose share of a shared cost it is (BILL-12). */
  readonly sharer?: string
  readonly notes: readonly string[]
}

/** A line whose notes are made when they are asked for: a month of raw usage is rated without them. */
export type RatedLine = Omit<UnpricedLine, 'notes' | 'pricedOn'> & { readonly notes: () => readonly string[] }

/** The lines of an item as they are rated by the rules of their day; what cannot be rated is a line that says why. */
export function ratedLines(item: QuoteItem, { rules, year }: { readonly rules: RatingRules; readonly year: QuoteYear }): readonly RatedLine[] {
  return linesOf(item, { rules, year, day: dayOf(item) ?? fiscalYearSpan(year.fiscalYear, year.firstMonth).first })
}

/** The lines of an item; what cannot be rated is a line that says why. */
export function unpricedLines(item: QuoteItem, { rules, year }: { readonly rules: RatingRules; readonly year: QuoteYear }): readonly UnpricedLine[] {
  const span = fiscalYearSpan(year.fiscalYear, year.firstMonth)
  const named = dayOf(item)
  const day = named ?? span.first
  const outside = day < span.first || day > span.last ? [`${day} lies outside ${formatFiscalYear(year.fiscalYear)}, whose rates are used.`] : []
  return ratedLines(item, { rules, year }).map((line) => ({ ...line, pricedOn: named, notes: [...outside, ...line.notes()] }))
}

function dayOf(item: QuoteItem): IsoDate | null {
  switch (item.kind) {
    case 'job':
      return item.startedAt.day
    case 'session':
      return item.from.day
    case 'mailboxes':
      return isoDate(`${item.month}-01`)
    case 'subscription':
      return item.approvedOn
    case 'print':
    case 'data-set':
    case 'tape-file':
    case 'archive-file':
    case 'report':
    case 'circuit':
    case 'lan-support':
    case 'payroll-checks':
    case 'mailing':
      return item.day
    case 'units':
      return 'from' in item.span ? item.span.from : null
    case 'bin':
    case 'cost':
    case 'shared':
      return null
    default:
      return assertNever(item)
  }
}

type Given = { readonly rules: RatingRules; readonly year: QuoteYear; readonly day: IsoDate }

function linesOf(item: QuoteItem, given: Given): readonly RatedLine[] {
  const { rules, day } = given
  switch (item.kind) {
    case 'job':
      return jobLines(item, given)
    case 'print':
      return [printLine(item, given)]
    case 'data-set':
      return [measured(given, 'dasd', diskTrackDays(rules, { space: item.space, days: item.days, day }))]
    case 'tape-file':
      return [measured(given, 'tape', tapeGigabyteDays(rules, { ...item, day }))]
    case 'archive-file':
      return [measured(given, 'archive', archiveGigabyteDays(item))]
    case 'report':
      return [measured(given, 'report-storage', reportPageDays(rules, { ...item, day }))]
    case 'session':
      return [measured(given, 'connect-minutes', connectMinutes(rules, item))]
    case 'circuit':
      return [
        { ...measured(given, 'circuit-drops', countedQuantity({ label: 'Line drops', unit: 'drops', count: item.drops })), months: item.months },
        { ...measured(given, 'circuit-miles', countedQuantity({ label: 'Miles', unit: 'miles', count: item.miles })), months: item.months },
      ]
    case 'mailboxes':
      return mailboxLines(item, given)
    case 'lan-support':
      return [{ ...measured(given, 'lan-mailboxes', supportedMailboxes({ mailboxes: item.mailboxes })), months: item.months }]
    case 'payroll-checks':
      return [measured(given, 'payroll-checks', 'people' in item.count ? yearlyChecks(rules, { people: item.count.people, day }) : countedQuantity({ label: 'Payroll checks', unit: 'checks', count: item.count.checks }))]
    case 'mailing':
      return [measured(given, item.service, mailRoomUnits(rules, { ...item, day }))]
    case 'bin':
      return [binLine(item, given)]
    case 'subscription':
      return [{ ...ofRate(given, item.rate, 'cost' in item.annual ? { kind: 'cost', cost: item.annual.cost } : { kind: 'quantity', rated: countedQuantity({ label: 'Units of the year', unit: 'units', count: item.annual.quantity }) }), approvedOn: item.approvedOn }]
    case 'units':
      return [unitsLine(item, given)]
    case 'cost':
      return [ofRate(given, item.rate, { kind: 'cost', cost: item.cost })]
    case 'shared':
      return sharedLines(item, given)
    default:
      return assertNever(item)
  }
}

const NO_NOTES = (): readonly string[] => []

function plainLine({ day }: Given, line: Pick<RatedLine, 'what' | 'rateCode' | 'charged'>): RatedLine {
  return { ...line, months: 1, approvedOn: null, measure: null, day, notes: NO_NOTES }
}

function ofRate(given: Given, rate: string, charged: UnpricedLine['charged']): RatedLine {
  return plainLine(given, { what: rate, rateCode: ok(rate), charged })
}

/** A quantity that the rules price by the rate of its measure. */
function measured(given: Given, measure: Measure, rated: Result<RatedQuantity>): RatedLine {
  const found = given.rules.ratedMeasures.find((each) => each.measure === measure)
  const rateCode = found === undefined ? refused([issue('rule-missing', `The rules name no rate for "${measure}".`, { remedy: 'Say which rate prices it.' })]) : ok(found.rateCode)
  return { ...plainLine(given, { what: measure, rateCode, charged: { kind: 'quantity', rated } }), measure, notes: rated.ok ? () => rated.value.notes : NO_NOTES }
}

function jobLines(job: ComputerJob, given: Given): readonly RatedLine[] {
  const { rules, day } = given
  const work = { day, applicationClass: job.applicationClass, terminalRegion: job.terminalRegion }
  const cpu = cpuUnits(rules, { cpu: { ...job.cpu, system: job.system }, work })
  const ios = ioUnits(rules, { ios: job.ios, work })
  const time = primeOrNot(rules, job.startedAt)
  if (!time.ok) return [plainLine(given, { what: 'job', rateCode: time, charged: { kind: 'quantity', rated: time } })]
  const { period, why, notes } = time.value
  const said = (): readonly string[] => [`${period === 'prime' ? 'Prime' : 'Non-prime'} (${why}).`, ...notes]
  const cpuLine = measured(given, period === 'prime' ? 'cpu-prime' : 'cpu-non-prime', cpu)
  const hours = (): readonly string[] => {
    const measuredHours = measuredCpuHours(rules, { cpu: { ...job.cpu, system: job.system }, work })
    return cpu.ok && measuredHours.ok ? [`Measured CPU hours: ${measuredHours.value.explanation.text}.`] : []
  }
  const ioLine = measured(given, period === 'prime' ? 'io-prime' : 'io-non-prime', ios)
  return [
    { ...cpuLine, notes: () => [...said(), ...hours(), ...cpuLine.notes()] }, { ...ioLine, notes: () => [...said(), ...ioLine.notes()] },
    ...(job.tapeMounts === '0' || decimal(job.tapeMounts).isZero() ? [] : [measured(given, 'tape-mounts', countedQuantity({ label: 'Tape mounts', unit: 'mounts', count: job.tapeMounts }))]),
  ]
}

function printLine(run: PrintRun, given: Given): RatedLine {
  const { rules, day } = given
  const printClass = 'form' in run.output ? ok(null) : printClassOn(rules, { sysoutClass: run.output.sysoutClass, day })
  if (!printClass.ok) return plainLine(given, { what: 'print', rateCode: printClass, charged: { kind: 'quantity', rated: printClass } })
  const form = 'form' in run.output ? run.output.form : (printClass.value?.form ?? 'standard')
  const counted = pageCount(rules, { day, form, pages: run.pages, lines: run.lines, printClass: printClass.value })
  return measured(given, form === 'standard' ? 'pages-standard' : 'pages-special', counted.ok ? ok(counted.value.rated) : counted)
}

function mailboxLines(item: Mailboxes, given: Given): readonly RatedLine[] {
  const rated = mailboxMonths(given.rules, item)
  if (!rated.ok) return [plainLine(given, { what: 'mailboxes', rateCode: rated, charged: { kind: 'quantity', rated } })]
  return rated.value.map((each) => ({ ...ofRate(given, each.mailboxClass.rateCode, { kind: 'quantity', rated: ok(each.rated) }), notes: () => each.rated.notes }))
}

/** BILL-10: what begins within the year covers the months left. */
function unitsLine(item: UnitsOfRate, given: Given): RatedLine {
  const rated = countedQuantity({ label: 'Units', unit: 'units', count: item.quantity })
  const line = ofRate(given, item.rate, { kind: 'quantity', rated })
  if (!('from' in item.span)) return { ...line, months: item.span.months }
  const left = monthsLeft({ ...given.year, from: item.span.from })
  const [first] = left
  const name = formatFiscalYear(given.year.fiscalYear)
  if (first !== undefined) return { ...line, months: left.length, notes: () => [`From ${first.slice(0, 7)} to the end of ${name}: ${left.length} months.`] }
  return { ...line, charged: { kind: 'quantity', rated: refused([issue('dates-out-of-order', `From ${item.span.from} no month of ${name} is left.`, { remedy: 'Quote it at the rates of the next year.' })]) } }
}

/** One line for each who shares the cost; each is priced and rounded by itself (BILL-1). */
function sharedLines({ rate, cost, sharers }: SharedCost, given: Given): readonly RatedLine[] {
  const shared = shareCharge({ amount: cost, sharers })
  if (!shared.ok) return [ofRate(given, rate, { kind: 'quantity', rated: shared })]
  return shared.value.parts.map(({ customer, amount, explanation }) => ({ ...ofRate(given, rate, { kind: 'cost', cost: amount, explanation }), sharer: customer, notes: () => [`${explanation.label}: ${formatFixed(amount, 2)} of ${formatFixed(cost, 2)}. ${explanation.formula}.`] }))
}

function binLine(item: Bin, given: Given): RatedLine {
  const found = given.rules.binSizes.find(({ kind, level }) => kind === item.bin && level === item.level)
  const rateCode = found === undefined ? refused([issue('rule-missing', `The rules have no ${item.bin} bin of level ${item.level}.`, { remedy: 'Choose a level of the rules.' })]) : ok(found.rateCode)
  return { ...plainLine(given, { what: `${item.bin} bin`, rateCode, charged: { kind: 'quantity', rated: countedQuantity({ label: 'Bins', unit: 'bins', count: item.count }) } }), months: item.months }
}
