/** Reports of the catalog: of which service, or of all. */
import type { ReportRequest } from '../../../src-shared/contract/contract.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import type { Version } from '../../../src-shared/domain/version.ts'

/** The whole catalog, or the service that the address names; null where there is none to report. @example catalogReportRequest(draft, { service: null, versions: [] }) // { report: 'catalog', serviceId: null, versions: [] } */
export function catalogReportRequest(draft: Pick<Draft, 'service'>, asked: { readonly service: string | null; readonly versions: readonly Version[] }): Extract<ReportRequest, { readonly report: 'catalog' }> | null {
  if (draft.service.size === 0) return null
  return { report: 'catalog', serviceId: asked.service !== null && draft.service.has(asked.service) ? asked.service : null, versions: [...asked.versions] }
}

/** For the picker: by name, the whole catalog first. */
export function serviceOptions(draft: Pick<Draft, 'service'>): readonly { readonly value: string; readonly label: string }[] {
  const services = [...draft.service.values()].toSorted((left, right) => left.name.localeCompare(right.name))
  return [{ value: '', label: 'The whole catalog' }, ...services.map(({ id, name, code }) => ({ value: id, label: code === '' ? name : `${name} (${code})` }))]
}
