/**
 * The pages of the sample's catalog: ListServ and service account management from their descriptions, a short page for every other service in words of our own.
 * What the descriptions do not say is left empty; versions and their dates are made up, and say so.
 */
import { markdownOf } from '../../src-shared/domain/catalog/page-markdown.ts'
import { PAGE_TEXT_FIELDS } from '../../src-shared/domain/catalog/page-sections.ts'
import { servicePageOf } from '../../src-shared/domain/catalog/service-page.ts'
import { PROVENANCES } from '../../src-shared/domain/model/cost-tables.ts'
import { draftFromRows, noRows, type Draft, type ModelRows } from '../../src-shared/domain/model/draft.ts'
import { PAGE_STATUSES, pageVersionId, REPORT_INTERVALS, RESPONSIBLE_PARTIES, type PageTables, type PageVersion, type RequestType, type Responsibility, type ServicePage, type ServiceReport } from '../../src-shared/domain/model/page-tables.ts'
import { cell, day, idOf, oneOf, required, whole, type SampleLine } from './sample-lines.ts'

/** The files of the pages, without `.csv`. */
export const PAGE_SAMPLE_TABLES = ['service-pages', 'service-requests', 'service-reports', 'service-responsibilities', 'service-versions'] as const
export type PageSampleTables = Readonly<Record<(typeof PAGE_SAMPLE_TABLES)[number], readonly SampleLine[]>>

type CatalogRows = Pick<ModelRows, 'service' | 'serviceGroup' | 'lineOfBusiness'>

/** The pages of the catalog whose rows are given: a version is a copy of the page that they make. @example samplePages(tables, catalog).requestType.find((row) => row.serviceId === 'listserv')?.leadDays // 3 */
export function samplePages(tables: PageSampleTables, catalog: CatalogRows): { readonly [Name in keyof PageTables]: readonly PageTables[Name][] } {
  const servicePage = tables['service-pages'].map(page)
  const requestType = tables['service-requests'].map(request)
  const serviceReport = tables['service-reports'].map(report)
  const responsibility = tables['service-responsibilities'].map(duty)
  const draft = draftFromRows({ ...noRows(), ...catalog, servicePage, requestType, serviceReport, responsibility })
  return { servicePage, requestType, serviceReport, responsibility, pageVersion: tables['service-versions'].map((line) => version(draft, line)) }
}

function serviceIdOf(line: SampleLine): string {
  return idOf(cell(line, 'service'))
}

function page(line: SampleLine): ServicePage {
  const serviceId = serviceIdOf(line)
  return {
    id: serviceId, serviceId, status: oneOf(line, 'status', PAGE_STATUSES), purpose: cell(line, 'purpose'), overview: cell(line, 'overview'), description: cell(line, 'description'), included: cell(line, 'included'),
    supportedVersions: cell(line, 'supportedVersions'), availabilityHours: cell(line, 'availabilityHours'), maintenance: cell(line, 'maintenance'), incidentManagement: cell(line, 'incidentManagement'),
    requestFulfilment: cell(line, 'requestFulfilment'), performanceMetrics: cell(line, 'performanceMetrics'), availabilityMetrics: cell(line, 'availabilityMetrics'), customerDuties: cell(line, 'customerDuties'),
    providerDuties: cell(line, 'providerDuties'), chargeback: cell(line, 'chargeback'), owner: cell(line, 'owner'), approver: cell(line, 'approver'), reviewer: cell(line, 'reviewer'), nextReviewOn: day(line, 'nextReviewOn'),
    provenance: oneOf(line, 'provenance', PROVENANCES), source: cell(line, 'source'),
  }
}

function rowId(line: SampleLine, kind: string): string {
  return `${serviceIdOf(line)}-${kind}-${idOf(cell(line, 'title')).replaceAll(/[^a-z0-9]+/g, '-').slice(0, 40)}`
}

function request(line: SampleLine, position: number): RequestType {
  return { id: rowId(line, 'request'), serviceId: serviceIdOf(line), position, title: cell(line, 'title'), description: cell(line, 'description'), leadDays: cell(line, 'leadDays') === '' ? null : whole(line, 'leadDays'), source: cell(line, 'source') }
}

function report(line: SampleLine, position: number): ServiceReport {
  return { id: rowId(line, 'report'), serviceId: serviceIdOf(line), position, title: cell(line, 'title'), description: cell(line, 'description'), interval: oneOf(line, 'interval', REPORT_INTERVALS), note: cell(line, 'note'), source: cell(line, 'source') }
}

function duty(line: SampleLine, position: number): Responsibility {
  return { id: rowId(line, 'duty'), serviceId: serviceIdOf(line), position, title: cell(line, 'title'), party: oneOf(line, 'party', RESPONSIBLE_PARTIES), source: cell(line, 'source') }
}

/** A copy of the page as it is, or with what one of its texts said at the time. */
function version(draft: Draft, line: SampleLine): PageVersion {
  const serviceId = serviceIdOf(line)
  const number = whole(line, 'number')
  const view = required(line, 'service', servicePageOf(draft, serviceId))
  const former = cell(line, 'formerField') === '' ? {} : { [oneOf(line, 'formerField', PAGE_TEXT_FIELDS)]: cell(line, 'formerText') }
  return {
    id: pageVersionId({ serviceId, number }), serviceId, number, issuedOn: required(line, 'issuedOn', day(line, 'issuedOn')), author: cell(line, 'author'), summary: cell(line, 'summary'),
    content: markdownOf(draft, { ...view, page: { ...view.page, ...former } }),
  }
}
