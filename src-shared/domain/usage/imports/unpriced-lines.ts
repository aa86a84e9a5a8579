/** Lines of a file that a bill will have no price for: said before they are imported, each rate with its first row. */
import { priceCalendar, priceInMonth, whyNotBilled, type PriceCalendar } from '../../billing/billed-prices.ts'
import { fiscalYearSpan } from '../../fiscal-year.ts'
import { issue, type Issue } from '../../issues.ts'
import type { Draft } from '../../model/draft.ts'
import { fiscalYearFirstMonth } from '../../model/integrity.ts'
import { monthNumber, monthOfDay } from '../../month.ts'
import { yearsOf } from '../../rates/schedule-years.ts'
import type { UsageOfFile } from './usage-import.ts'

const MOST_RATES = 20

/** A year's first month as `monthNumber` counts them, and what each month costs in its plan, or in what it has instead. */
type PricedYear = { readonly start: number; readonly calendar: PriceCalendar }

function pricedYears(draft: Draft, months: ReadonlySet<number>): readonly PricedYear[] {
  const firstMonth = fiscalYearFirstMonth(draft)
  const years = Map.groupBy(yearsOf(draft), ({ version }) => version.fiscalYear)
  return [...years].flatMap(([year, all]) => {
    const start = monthNumber(monthOfDay(fiscalYearSpan(year, firstMonth).first))
    const { version } = all.find((each) => each.version.basis === 'plan') ?? all[0] ?? {}
    return version === undefined || !Array.from({ length: 12 }, (_, month) => start + month).some((each) => months.has(each)) ? [] : [{ start, calendar: priceCalendar(draft, version) }]
  })
}

/** Notes of the rates of a file that have no number in the months and classes of its lines; a statement names the same lines as unpriced. */
export function unpricedNotes({ draft, read: { lines, row }, fileName }: { readonly draft: Draft; readonly read: Pick<UsageOfFile, 'lines' | 'row'>; readonly fileName: string }): readonly Issue[] {
  const years = pricedYears(draft, new Set(lines.month))
  const classes = lines.customerIds.map((id) => draft.customer.get(id)?.customerClass ?? 'state')
  const found = new Map<string, { readonly rate: number; readonly why: string; first: number; count: number }>()
  // Lines are in order by rate and month: what a class pays is looked up once for each.
  let [rate, month] = [-1, -1]
  const whyOfClass = new Map<string, string | null>()
  for (let line = 0; line < lines.rate.length; line += 1) {
    if (lines.rate[line] !== rate || lines.month[line] !== month) {
      ;[rate, month] = [lines.rate[line] ?? -1, lines.month[line] ?? -1]
      whyOfClass.clear()
    }
    const customerClass = classes[lines.customer[line] ?? -1] ?? 'state'
    let why = whyOfClass.get(customerClass)
    if (why === undefined) {
      const year = years.find(({ start }) => month >= start && month < start + 12)
      why = year === undefined ? null : whyNotBilled(priceInMonth(year.calendar, { rateId: lines.rateIds[rate] ?? '', customerClass, month: month - year.start }))
      whyOfClass.set(customerClass, why)
    }
    if (why === null) continue
    const key = `${rate}|${why}`
    const known = found.get(key) ?? { rate, why, first: Number.MAX_SAFE_INTEGER, count: 0 }
    known.first = Math.min(known.first, row[line] ?? 0)
    known.count += 1
    found.set(key, known)
  }
  const all = [...found.values()].toSorted((left, right) => left.first - right.first)
  const notes = all.slice(0, MOST_RATES).map((each) => {
    const code = draft.rate.get(lines.rateIds[each.rate] ?? '')?.code ?? ''
    return issue('not-priced', `${code}: ${each.count === 1 ? 'a line' : `${each.count.toLocaleString('en-US')} lines, from this row on,`} will not be priced: ${each.why}.`, { severity: 'note', place: { file: fileName, row: each.first } })
  })
  return all.length <= MOST_RATES ? notes : [...notes, issue('not-priced', `Lines of ${all.length - MOST_RATES} more rates will not be priced.`, { severity: 'note', place: { file: fileName } })]
}
