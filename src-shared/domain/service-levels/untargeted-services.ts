/** Services of which nothing is promised: a scorecard, which has a row a target, would not name them. */
import type { Draft } from '../model/draft.ts'
import { fiscalYearFirstMonth } from '../model/integrity.ts'
import { fiscalYearOf, type Month } from '../month.ts'

/** How many services that are offered in a month have no target, in words; empty where each has one. @example untargetedWords(draft, month('2004-12')) // '33 services have no target' */
export function untargetedWords(draft: Draft, at: Month): string {
  const year = fiscalYearOf(at, fiscalYearFirstMonth(draft))
  const targeted = new Set([...draft.serviceTarget.values()].map(({ serviceId }) => serviceId))
  const count = [...draft.service.values()].filter(({ id, retiredFrom }) => !targeted.has(id) && (retiredFrom === null || (year !== undefined && year < retiredFrom))).length
  return count === 0 ? '' : `${count.toLocaleString('en-US')} ${count === 1 ? 'service has' : 'services have'} no target`
}
