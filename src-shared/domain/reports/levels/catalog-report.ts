/** The catalog as it goes out, of one service or of all: pages as text, and their requests, reports, responsibilities and rates as tables. */
import { intervalWords, isResponsible, leadWords, NOT_AVAILABLE, PAGE_SECTIONS, STATUS_WORDS } from '../../catalog/page-sections.ts'
import { requestDoneBy } from '../../catalog/request-day.ts'
import { pageVersionsOf, placeOfService, servicePageOf, type ServicePageView } from '../../catalog/service-page.ts'
import { serviceRates } from '../../catalog/service-rates.ts'
import type { IsoDate } from '../../fiscal-year.ts'
import { markdownText } from '../../markdown.ts'
import type { Draft } from '../../model/draft.ts'
import type { LineOfBusiness, Service } from '../../model/tables.ts'
import type { ResolvedPrice } from '../../rates/comparison.ts'
import { formatPrice } from '../../rates/price-text.ts'
import { formatVersion } from '../../version-label.ts'
import type { Version } from '../../version.ts'
import { BLANK, column, labelled, spanningRow, textCell } from '../cells.ts'
import { coveredReport } from '../covered-report.ts'
import type { ReportContext } from '../draft-mark.ts'
import type { ReportCell, ReportModel, ReportRow, ReportSheet } from '../report-model.ts'

export type CatalogReportRequest = { readonly draft: Draft; readonly serviceId: string | null; readonly versions: readonly Version[]; /** The day on which requests are asked for. */ readonly asOf: IsoDate; readonly context: ReportContext }

/** A row of a page breaks nowhere on paper, and a row of a workbook is at most 409 points high: longer texts go on in the next one. */
const LONGEST_CELL = 900
const MOST_LINES = 12

/** A text in pieces that fit a row, cut between lines, and within a line between words. */
export function piecesOf(text: string): readonly string[] {
  const lines = text.split('\n').flatMap((line) => wrapped(line))
  const pieces: string[] = []
  let piece: readonly string[] = []
  for (const line of lines) {
    if (piece.length > 0 && (piece.length >= MOST_LINES || piece.join('\n').length + line.length > LONGEST_CELL)) {
      pieces.push(piece.join('\n'))
      piece = []
    }
    piece = [...piece, line]
  }
  return [...pieces, piece.join('\n')]
}

function wrapped(line: string): readonly string[] {
  const lines: string[] = []
  let rest = line
  while (rest.length > LONGEST_CELL) {
    const blank = rest.lastIndexOf(' ', LONGEST_CELL)
    const at = blank <= 0 ? LONGEST_CELL : blank
    lines.push(rest.slice(0, at))
    rest = rest.slice(at).trimStart()
  }
  return [...lines, rest]
}

type Ordered = readonly { readonly line: LineOfBusiness; readonly services: readonly Service[] }[]

const byPosition = (left: { readonly position: number }, right: { readonly position: number }): number => left.position - right.position

/** Lines of business with their services in the order of the catalog; of one service its line with it alone. */
function orderedOf(draft: Draft, serviceId: string | null): Ordered {
  const groups = [...draft.serviceGroup.values()].toSorted(byPosition)
  const services = [...draft.service.values()].filter((service) => serviceId === null || service.id === serviceId).toSorted(byPosition)
  return [...draft.lineOfBusiness.values()].toSorted(byPosition).flatMap((line) => {
    const own = groups.filter((group) => group.lineOfBusinessId === line.id).flatMap((group) => services.filter((service) => service.serviceGroupId === group.id))
    return own.length === 0 ? [] : [{ line, services: own }]
  })
}

function textRows(id: string, { label, text }: { readonly label: string; readonly text: string }): readonly ReportRow[] {
  return piecesOf(text).map((piece, index) => labelled(`${id}.${index}`, { label: index === 0 ? label : '', text: piece }))
}

function tableTexts(view: ServicePageView): Readonly<Record<string, string>> {
  return {
    reports: view.reports.map((row) => [row.title, markdownText(row.description), intervalWords(row)].filter((each) => each !== '').join('\n')).join('\n'),
    requests: view.requests.map((row) => `${row.title} (${leadWords(row.leadDays)}): ${markdownText(row.description)}`).join('\n'),
    responsibilities: view.responsibilities.map((row) => `${row.title}: ${[...(isResponsible(row, 'customer') ? ['customer'] : []), ...(isResponsible(row, 'provider') ? ['provider'] : [])].join(' and ')}`).join('\n'),
  }
}

/** The texts of a page, a label and a text a row. */
function pageRows(draft: Draft, { service, versions }: { readonly service: Service; readonly versions: readonly Version[] }): readonly ReportRow[] {
  const id = `page.${service.id}`
  const title = `${service.name}${service.code === '' ? '' : ` (${service.code})`}`
  const view = servicePageOf(draft, service.id)
  const heading = spanningRow('heading', { id, text: view === undefined ? title : `${title}, ${STATUS_WORDS[view.page.status].toLowerCase()}`, columns: 2 })
  if (view === undefined) return [heading, ...textRows(`${id}.none`, { label: 'Description', text: service.description === '' ? 'No page yet.' : `${service.description}\nNo page yet.` })]
  const { page } = view
  const tables = tableTexts(view)
  const facts = [['Owner', page.owner], ['Approved by', page.approver], ['Reviewed by', page.reviewer], ['Next review', page.nextReviewOn ?? ''], ['Version', versionWords(draft, service.id)], ['Source', page.source]] as const
  const sections = PAGE_SECTIONS.flatMap((section) => {
    const texts = section.fields.flatMap(({ field, label }) => {
      const text = page[field] === '' ? (section.emptyText ?? '') : markdownText(page[field])
      return text === '' ? [] : textRows(`${id}.${field}`, { label: label === '' ? section.title : `${section.title}: ${label.toLowerCase()}`, text })
    })
    const table = tables[section.id] ?? ''
    return [...texts, ...(table === '' ? [] : textRows(`${id}.${section.id}.rows`, { label: section.fields.length === 0 ? section.title : `${section.title}: in detail`, text: table }))]
  })
  const rates = serviceRates(draft, { serviceId: service.id, versions })
  const priced = rates.length === 0 ? [] : textRows(`${id}.rates`, { label: 'Rates', text: [...new Set(rates.map(({ rate }) => `${rate.title} (${rate.billableUnit})`))].join('\n') })
  return [heading, ...facts.flatMap(([label, text]) => (text === '' ? [] : textRows(`${id}.${label}`, { label, text }))), ...sections, ...priced]
}

function versionWords(draft: Draft, serviceId: string): string {
  const [last] = pageVersionsOf(draft, serviceId)
  return last === undefined ? '' : `${last.number}, issued on ${last.issuedOn}: ${last.summary}`
}

const PAGE_COLUMNS = [column({ id: 'label', header: '', width: 30, wrap: true }), column({ id: 'text', header: '', width: 92, wrap: true })]

function documentSheet({ id, name, title, rows }: Pick<ReportSheet, 'id' | 'name' | 'title' | 'rows'>): ReportSheet {
  return { id, name: name.slice(0, 31), title, description: '', columns: PAGE_COLUMNS, rows, frozenColumns: 0, layout: 'document', charts: [] }
}

function tableSheet(sheet: Pick<ReportSheet, 'id' | 'name' | 'description' | 'columns' | 'rows'> & { readonly frozen?: number }): readonly ReportSheet[] {
  const { frozen = 1, ...rest } = sheet
  return rest.rows.length === 0 ? [] : [{ ...rest, title: rest.name, frozenColumns: frozen, layout: 'table', charts: [] }]
}

function row(id: string, cells: readonly ReportCell[]): ReportRow {
  return { id, kind: 'data', cells }
}

function dateCell(id: string, date: IsoDate | null): ReportCell {
  return date === null ? BLANK : { kind: 'date', id, date }
}

const SERVICE = column({ id: 'service', header: 'Service', width: 30, wrap: true })

function servicesSheet(draft: Draft, ordered: Ordered): readonly ReportSheet[] {
  return tableSheet({
    id: 'services', name: 'Services', description: 'Every service with the state of its page.', frozen: 2,
    columns: [
      column({ id: 'code', header: 'Code', width: 12 }), SERVICE, column({ id: 'line', header: 'Line of business', width: 22, wrap: true }), column({ id: 'group', header: 'Group', width: 24, wrap: true }), column({ id: 'status', header: 'Page', width: 12 }),
      column({ id: 'purpose', header: 'Purpose and scope', width: 60, wrap: true }), column({ id: 'owner', header: 'Owner', width: 26, wrap: true }), column({ id: 'review', header: 'Next review', width: 12 }), column({ id: 'version', header: 'Version', width: 9, align: 'end' }),
    ],
    rows: ordered.flatMap(({ services }) => services.map((service) => {
      const id = `services.${service.id}`
      const page = draft.servicePage.get(service.id)
      const { line, group } = placeOfService(draft, service)
      const [last] = pageVersionsOf(draft, service.id)
      return row(id, [
        textCell(`${id}.code`, service.code), textCell(`${id}.name`, service.name), textCell(`${id}.line`, line), textCell(`${id}.group`, group), textCell(`${id}.status`, page === undefined ? 'No page yet' : STATUS_WORDS[page.status]),
        textCell(`${id}.purpose`, piecesOf(markdownText(page === undefined ? service.description : page.purpose))[0] ?? ''), textCell(`${id}.owner`, page?.owner ?? ''),
        dateCell(`${id}.review`, page?.nextReviewOn ?? null), textCell(`${id}.version`, last === undefined ? '' : String(last.number)),
      ])
    })),
  })
}

function requestsSheet(draft: Draft, { views, asOf }: { readonly views: readonly ServicePageView[]; readonly asOf: IsoDate }): readonly ReportSheet[] {
  return tableSheet({
    id: 'requests', name: 'Requests', description: `What customers can ask for, with its lead time in business days, and the day by which it is done when it is asked for on ${asOf} (SLM-7).`,
    columns: [
      SERVICE, column({ id: 'title', header: 'Request', width: 30, wrap: true }), column({ id: 'description', header: 'Description', width: 70, wrap: true }), column({ id: 'lead', header: 'Lead time', width: 18, align: 'end' }),
      column({ id: 'done', header: `Asked on ${asOf}, done by`, width: 18, align: 'end' }),
    ],
    rows: views.flatMap(({ service, requests }) => requests.map((each) => row(`request.${each.id}`, [
      textCell(`request.${each.id}.service`, service.name), textCell(`request.${each.id}.title`, each.title), textCell(`request.${each.id}.description`, piecesOf(markdownText(each.description))[0] ?? ''), textCell(`request.${each.id}.lead`, leadWords(each.leadDays)),
      dateCell(`request.${each.id}.done`, requestDoneBy(draft, { request: each, askedOn: asOf })),
    ]))),
  })
}

function reportsSheet(views: readonly ServicePageView[]): readonly ReportSheet[] {
  return tableSheet({
    id: 'reports', name: 'Reports', description: 'What customers are told as a part of the service, and when.',
    columns: [SERVICE, column({ id: 'title', header: 'Report', width: 30, wrap: true }), column({ id: 'description', header: 'What it tells', width: 70, wrap: true }), column({ id: 'interval', header: 'Interval', width: 34, wrap: true })],
    rows: views.flatMap(({ service, reports }) => reports.map((each) => row(`report.${each.id}`, [
      textCell(`report.${each.id}.service`, service.name), textCell(`report.${each.id}.title`, each.title), textCell(`report.${each.id}.description`, piecesOf(markdownText(each.description))[0] ?? ''), textCell(`report.${each.id}.interval`, intervalWords(each)),
    ]))),
  })
}

function responsibilitiesSheet(views: readonly ServicePageView[]): readonly ReportSheet[] {
  return tableSheet({
    id: 'responsibilities', name: 'Responsibilities', description: 'Who does what.',
    columns: [SERVICE, column({ id: 'title', header: 'Responsibility', width: 70, wrap: true }), column({ id: 'customer', header: 'Customer', width: 12, align: 'center' }), column({ id: 'provider', header: 'Provider', width: 12, align: 'center' })],
    rows: views.flatMap(({ service, responsibilities }) => responsibilities.map((each) => row(`duty.${each.id}`, [
      textCell(`duty.${each.id}.service`, service.name), textCell(`duty.${each.id}.title`, each.title), textCell(`duty.${each.id}.customer`, isResponsible(each, 'customer') ? 'X' : ''), textCell(`duty.${each.id}.provider`, isResponsible(each, 'provider') ? 'X' : ''),
    ]))),
  })
}

function priceCell(id: string, price: ResolvedPrice | undefined): ReportCell {
  if (price === undefined) return BLANK
  return price.kind === 'per-unit' && price.amount !== null ? { kind: 'number', id, value: price.amount, format: 'usd', places: price.places } : textCell(id, formatPrice(price))
}

function ratesSheet(draft: Draft, { services, versions }: { readonly services: readonly Service[]; readonly versions: readonly Version[] }): readonly ReportSheet[] {
  return tableSheet({
    id: 'rates', name: 'Rates', description: 'What the services cost, as their prices stand in the model.', frozen: 2,
    columns: [
      column({ id: 'code', header: 'Code', width: 14 }), SERVICE, column({ id: 'resource', header: 'Resource', width: 40, wrap: true }), column({ id: 'unit', header: 'Billable unit', width: 22 }), column({ id: 'class', header: 'Customers', width: 12 }),
      ...versions.map((version, index) => column({ id: `price.${index}`, header: formatVersion(draft, version), unit: 'USD/unit', width: 16, align: 'end' })),
    ],
    rows: services.flatMap((service) => serviceRates(draft, { serviceId: service.id, versions }).map(({ rate, customerClass, prices }) => {
      const id = `rate.${rate.id}.${customerClass}`
      return row(id, [
        textCell(`${id}.code`, rate.code), textCell(`${id}.service`, service.name), textCell(`${id}.resource`, rate.title), textCell(`${id}.unit`, rate.billableUnit), textCell(`${id}.class`, customerClass),
        ...versions.map((_, index) => priceCell(`${id}.${index}`, prices[index])),
      ])
    })),
  })
}

/** Undefined for a service that is not there. @example catalogReport({ draft, serviceId: 'listserv', versions: [], asOf, context })?.title // 'ListServ: service description' */
export function catalogReport({ draft, serviceId, versions, asOf, context }: CatalogReportRequest): ReportModel | undefined {
  const one = serviceId === null ? undefined : draft.service.get(serviceId)
  if (serviceId !== null && one === undefined) return undefined
  const ordered = orderedOf(draft, serviceId)
  const services = ordered.flatMap((each) => each.services)
  const views = services.flatMap((service) => servicePageOf(draft, service.id) ?? [])
  const none = documentSheet({ id: 'catalog.none', name: 'Services', title: 'Services', rows: [spanningRow('note', { id: 'catalog.none.note', text: 'The catalog has no services.', columns: 2 })] })
  const pages = one === undefined
    ? (ordered.length === 0 ? [none] : ordered.map(({ line, services: own }) => documentSheet({ id: `line.${line.id}`, name: line.name, title: line.name, rows: own.flatMap((service) => pageRows(draft, { service, versions })) })))
    : [documentSheet({ id: `page.${one.id}.sheet`, name: one.name, title: one.name, rows: pageRows(draft, { service: one, versions }) })]
  const isFictional = views.some((view) => view.page.provenance === 'fictional')
  const title = one === undefined ? 'Service catalog' : `${one.name}: service description`
  const report = coveredReport({
    draft, context, report: 'catalog', title, label: versions.length === 0 ? title : `rates of ${versions.map((version) => formatVersion(draft, version)).join(', ')}`, versions, isFictional,
    sheets: [...servicesSheet(draft, ordered), ...pages, ...requestsSheet(draft, { views, asOf }), ...reportsSheet(views), ...responsibilitiesSheet(views), ...ratesSheet(draft, { services, versions })],
    lead: [{ label: 'Services', text: String(services.length) }, { label: 'With a page', text: String(views.length) }, { label: 'Rates of', text: versions.map((version) => formatVersion(draft, version)).join(', ') || 'No version' }], facts: [], sections: [], issues: [],
    provenance: isFictional ? 'FICTIONAL: pages that are made up are among these.' : 'The model\'s own.',
    method: [
      { label: 'Pages', text: 'As they stand in the model; what was issued before is kept in their versions.' }, { label: 'Lead time', text: `In business days: without weekends and the holidays of the state, as far as the model has them; the day asked on, ${asOf}, is not one of them. (SLM-7)` }, { label: NOT_AVAILABLE, text: 'The page says so: the metric is not measured yet.' },
      { label: 'Rates', text: 'Prices as they hold in each version, with the places at which they are published. (NUM-3, RATE-3)' },
    ],
  })
  return { ...report, mainSheetId: 'services' }
}
