/** A service's page with everything that belongs to it, in its order. */
import type { Draft } from '../model/draft.ts'
import type { PageVersion, RequestType, Responsibility, ServicePage, ServiceReport } from '../model/page-tables.ts'
import { groupIndex } from '../model/table-index.ts'
import type { Service } from '../model/tables.ts'

export type PageRows = {
  readonly requests: readonly RequestType[]
  readonly reports: readonly ServiceReport[]
  readonly responsibilities: readonly Responsibility[]
}
export type ServicePageView = PageRows & {
  readonly service: Service
  readonly page: ServicePage
  /** Newest first. */
  readonly versions: readonly PageVersion[]
}

const requestsOf = groupIndex<'requestType'>((row) => row.serviceId)
const reportsOf = groupIndex<'serviceReport'>((row) => row.serviceId)
const responsibilitiesOf = groupIndex<'responsibility'>((row) => row.serviceId)
const versionsOf = groupIndex<'pageVersion'>((row) => row.serviceId)

type Placed = { readonly id: string; readonly position: number }

function placed<Row extends Placed>(table: ReadonlyMap<string, Row>, ids: readonly string[] | undefined): readonly Row[] {
  return (ids ?? []).flatMap((id) => table.get(id) ?? []).toSorted((left, right) => left.position - right.position || (left.id < right.id ? -1 : 1))
}

/** What hangs on a service's page, each in its order. */
export function pageRowsOf(draft: Pick<Draft, 'requestType' | 'serviceReport' | 'responsibility'>, serviceId: string): PageRows {
  return {
    requests: placed(draft.requestType, requestsOf(draft.requestType).get(serviceId)),
    reports: placed(draft.serviceReport, reportsOf(draft.serviceReport).get(serviceId)),
    responsibilities: placed(draft.responsibility, responsibilitiesOf(draft.responsibility).get(serviceId)),
  }
}

/** Newest first. */
export function pageVersionsOf(draft: Pick<Draft, 'pageVersion'>, serviceId: string): readonly PageVersion[] {
  return (versionsOf(draft.pageVersion).get(serviceId) ?? []).flatMap((id) => draft.pageVersion.get(id) ?? []).toSorted((left, right) => right.number - left.number)
}

/** The page of a service; undefined where it has none yet. @example servicePageOf(draft, 'listserv')?.requests[0]?.leadDays // 3 */
export function servicePageOf(draft: Draft, serviceId: string): ServicePageView | undefined {
  const service = draft.service.get(serviceId)
  const page = draft.servicePage.get(serviceId)
  if (service === undefined || page === undefined) return undefined
  return { service, page, ...pageRowsOf(draft, serviceId), versions: pageVersionsOf(draft, serviceId) }
}

/** Where a service stands: `Workgroup Services, Unified Communications`. */
export function placeOfService(draft: Pick<Draft, 'serviceGroup' | 'lineOfBusiness'>, service: Pick<Service, 'serviceGroupId'>): { readonly line: string; readonly group: string } {
  const group = draft.serviceGroup.get(service.serviceGroupId)
  return { line: draft.lineOfBusiness.get(group?.lineOfBusinessId ?? '')?.name ?? '', group: group?.name ?? '' }
}
