/** What the scorecard is made of: which months, and of which service. */
import type { ReportRequest } from '../../../src-shared/contract/contract.ts'
import type { IsoDate } from '../../../src-shared/domain/fiscal-year.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import type { Service } from '../../../src-shared/domain/model/tables.ts'
import { isMonth, monthAfter, type Month } from '../../../src-shared/domain/month.ts'
import { lastMeasuredMonth } from '../../../src-shared/domain/service-levels/measured-months.ts'

const MONTHS_BEFORE = 11
const MOST_MONTHS = 60

export type ScorecardChoice = { readonly from: Month; readonly to: Month; /** The months that can be chosen, the newest first. */ readonly months: readonly Month[]; readonly services: readonly Service[]; readonly service: Service | undefined }

/** What the address asks for, or the last twelve months with a figure; null where the model has no targets. */
export function scorecardChoice(draft: Draft, asked: { readonly from: string | null; readonly to: string | null; readonly service: string | null; readonly today: IsoDate }): ScorecardChoice | null {
  const newest = lastMeasuredMonth(draft, asked.today)
  if (draft.serviceTarget.size === 0 || newest === null) return null
  const to = asked.to !== null && isMonth(asked.to) ? asked.to : newest
  const from = asked.from !== null && isMonth(asked.from) && asked.from <= to ? asked.from : monthAfter(to, -MONTHS_BEFORE)
  const named = new Set([...draft.serviceTarget.values()].map((each) => each.serviceId))
  const services = [...draft.service.values()].filter(({ id }) => named.has(id)).toSorted((left, right) => left.position - right.position)
  const months = [...new Set([to, from, ...Array.from({ length: MOST_MONTHS }, (_, index) => monthAfter(newest, -index))])].toSorted().toReversed()
  return { from, to, months, services, service: services.find(({ id }) => id === asked.service) }
}

export function scorecardRequest({ from, to, service }: ScorecardChoice): ReportRequest {
  return { report: 'sla-scorecard', from, to, serviceId: service?.id ?? null }
}

/** What leaves with all reports: the whole catalog, and the scorecard of every service over its last twelve months. */
export function wholeReports(draft: Draft, { catalog, today }: { readonly catalog: Extract<ReportRequest, { readonly report: 'catalog' }> | null; readonly today: IsoDate }): readonly ReportRequest[] {
  const scorecard = scorecardChoice(draft, { from: null, to: null, service: null, today })
  return [...(catalog === null ? [] : [{ ...catalog, serviceId: null }]), ...(scorecard === null ? [] : [scorecardRequest(scorecard)])]
}
