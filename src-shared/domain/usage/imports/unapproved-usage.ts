/** Usage of months before its encumbrance is approved: said before it is imported, each agency and object code with its first row (BILL-8). */
import { fiscalYearSpan } from '../../fiscal-year.ts'
import { issue, type Issue } from '../../issues.ts'
import type { Draft } from '../../model/draft.ts'
import { fiscalYearFirstMonth } from '../../model/integrity.ts'
import { monthNumber, monthOfDay, monthOfNumber, monthWords } from '../../month.ts'
import { readVersionKey } from '../../version.ts'
import type { UsageOfFile } from './usage-import.ts'

const MOST_NAMED = 20

/** Months of a year, as `monthNumber` counts them, that nothing is billed of yet: from the first of the year to the last before the approval. */
type Held = { readonly first: number; readonly last: number; /** Null: not approved yet. */ readonly until: number | null }

/** By customer and object code; without encumbrances that are approved in time. */
function heldMonths(draft: Draft): ReadonlyMap<string, readonly Held[]> {
  const firstMonth = fiscalYearFirstMonth(draft)
  const held = new Map<string, readonly Held[]>()
  for (const { version, customerId, objectCode, approvedOn } of draft.encumbrance.values()) {
    const of = readVersionKey(version)
    if (of === undefined || of.basis !== 'plan' || of.scenarioId !== null) continue
    const span = fiscalYearSpan(of.fiscalYear, firstMonth)
    const [first, end] = [monthNumber(monthOfDay(span.first)), monthNumber(monthOfDay(span.last))]
    const until = approvedOn === null ? null : monthNumber(monthOfDay(approvedOn))
    const last = until === null ? end : Math.min(end, until - 1)
    if (last < first) continue
    const key = `${customerId}|${objectCode}`
    held.set(key, [...(held.get(key) ?? []), { first, last, until }])
  }
  return held
}

/** `from` and `to`: the months of its lines. */
type Found = Held & { readonly code: string; readonly objectCode: string; row: number; count: number; from: number; to: number }

/**
 * Notes of the lines of a file whose encumbrance is there and is approved later than their month, or not yet; a statement holds back
 * what they come to until then.
 */
export function unapprovedNotes({ draft, read: { lines, row }, fileName }: { readonly draft: Draft; readonly read: Pick<UsageOfFile, 'lines' | 'row'>; readonly fileName: string }): readonly Issue[] {
  const held = heldMonths(draft)
  if (held.size === 0) return []
  const codes = lines.rateIds.map((id) => draft.rate.get(id)?.objectCode ?? '')
  const found = new Map<Held, Found>()
  for (const [line, at] of row.entries()) {
    const [customerId = '', objectCode = '', month = 0] = [lines.customerIds[lines.customer[line] ?? -1], codes[lines.rate[line] ?? -1], lines.month[line]]
    const of = held.get(`${customerId}|${objectCode}`)?.find(({ first, last }) => month >= first && month <= last)
    if (of === undefined) continue
    const known = found.get(of) ?? { ...of, code: draft.customer.get(customerId)?.code ?? customerId, objectCode, row: at, count: 0, from: month, to: month }
    found.set(of, known)
    known.row = Math.min(known.row, at)
    known.count += 1
    known.from = Math.min(known.from, month)
    known.to = Math.max(known.to, month)
  }
  const all = [...found.values()].toSorted((left, right) => left.row - right.row)
  const notes = all.slice(0, MOST_NAMED).map(({ code, objectCode, last, until, row: at, count, from, to }) => {
    const what = count === 1 ? 'this line' : `${count.toLocaleString('en-US')} lines, from this row on,`
    const when = until === null ? 'it is not approved yet' : `it is approved in ${monthWords(monthOfNumber(until))}`
    const words = until !== null && until > last + 1 ? 'after the year: they are never billed under it' : 'nothing is billed before'
    return issue('dates-out-of-order', `${code} ${objectCode}: ${what} of ${from === to ? '' : `${monthWords(monthOfNumber(from))} to `}${monthWords(monthOfNumber(to))} ${count === 1 ? 'waits' : 'wait'} for the encumbrance: ${when}, ${words} (BILL-8).`, { severity: 'note', place: { file: fileName, row: at } })
  })
  return all.length <= MOST_NAMED ? notes : [...notes, issue('dates-out-of-order', `Lines of ${(all.length - MOST_NAMED).toLocaleString('en-US')} more encumbrances wait as well.`, { severity: 'note', place: { file: fileName } })]
}
