/**
 * What the search of the catalog reads: services with their whole pages, requests and rates, groups and lines of business, and beside them what is
 * said of a service elsewhere: versions of its page, its targets, agreements and findings. The words of each row are remembered for as long as the
 * row lives, so that an edit costs what one page costs.
 */
import type { Agreement } from '../model/agreement-tables.ts'
import type { Draft } from '../model/draft.ts'
import type { Finding, ServiceTarget } from '../model/level-tables.ts'
import type { PageVersion, RequestType } from '../model/page-tables.ts'
import { groupIndex } from '../model/table-index.ts'
import type { Rate, Service } from '../model/tables.ts'
import { pageMarkdown } from './page-markdown.ts'
import type { CatalogHit } from './search-catalog.ts'
import { wordNumbers } from './word-index.ts'

export type SearchEntry = Omit<CatalogHit, 'snippet' | 'score'> & {
  readonly text: string
  readonly codeKey: string
  readonly titleKey: string
  /** The different words of code and title, of the place, and of the text, by their numbers. */
  readonly headWords: Int32Array
  readonly placeWords: Int32Array
  readonly textWords: Int32Array
}

type Facts = Pick<SearchEntry, 'kind' | 'id' | 'shownBy' | 'title' | 'code' | 'place' | 'text'>

function entry(facts: Facts): SearchEntry {
  const { title, code, place, text } = facts
  return { ...facts, codeKey: code.toLowerCase(), titleKey: title.toLowerCase(), headWords: wordNumbers(`${code} ${title}`), placeWords: wordNumbers(place), textWords: wordNumbers(text) }
}

const requestsOf = groupIndex<'requestType'>((row) => row.serviceId)
const reportsOf = groupIndex<'serviceReport'>((row) => row.serviceId)
const responsibilitiesOf = groupIndex<'responsibility'>((row) => row.serviceId)

/** The rows that a page is made of besides its service. */
function partsOf(draft: Draft, service: Service): readonly unknown[] {
  const group = draft.serviceGroup.get(service.serviceGroupId)
  return [
    draft.servicePage.get(service.id), group, draft.lineOfBusiness.get(group?.lineOfBusinessId ?? ''), ...(requestsOf(draft.requestType).get(service.id) ?? []).map((id) => draft.requestType.get(id)),
    ...(reportsOf(draft.serviceReport).get(service.id) ?? []).map((id) => draft.serviceReport.get(id)), ...(responsibilitiesOf(draft.responsibility).get(service.id) ?? []).map((id) => draft.responsibility.get(id)),
  ]
}

const OF_SERVICES = ['lineOfBusiness', 'serviceGroup', 'requestType', 'serviceReport', 'responsibility'] as const satisfies readonly (keyof Draft)[]
type MadeService = { readonly draft: Draft; readonly parts: readonly unknown[]; readonly entry: SearchEntry }
const madeServices = new WeakMap<Service, MadeService>()

/** Whether the rows of a page besides its text can be others than in an earlier draft; thousands of services were last made in the same few. */
function tablesCompared(draft: Draft): (earlier: Draft) => boolean {
  const compared = new Map<Draft, boolean>()
  return (earlier) => {
    const known = compared.get(earlier) ?? OF_SERVICES.every((name) => earlier[name] === draft[name])
    compared.set(earlier, known)
    return known
  }
}

/** Made again only when a row of its page is another one. */
function entryOfService(service: Service, draft: Draft, hasSameTables: (earlier: Draft) => boolean): SearchEntry {
  const known = madeServices.get(service)
  if (known !== undefined && known.parts[0] === draft.servicePage.get(service.id) && hasSameTables(known.draft)) return known.entry
  const parts = partsOf(draft, service)
  const isSame = known !== undefined && known.parts.length === parts.length && known.parts.every((part, index) => part === parts[index])
  const made = isSame ? known.entry : entry({
    kind: 'service', id: service.id, shownBy: { table: 'service', id: service.id }, title: service.name, code: service.code, place: draft.serviceGroup.get(service.serviceGroupId)?.name ?? '',
    text: withoutHead(pageMarkdown(draft, service.id)) ?? service.description,
  })
  madeServices.set(service, { draft, parts, entry: made })
  return made
}

/** The text of a page without its own title, which the entry has anyway. */
function withoutHead(text: string | undefined): string | undefined {
  return text?.slice(text.indexOf('\n') + 1).trim()
}

function isSameText(left: Facts, right: Facts): boolean {
  return left.place === right.place && left.text === right.text && left.title === right.title
}

/** The entries of a table, made again only for rows that are others, or of which other rows say other words; `read` are the tables that they are read from besides their own. */
function entriesOfTable<Row extends object>(given: { readonly table: (draft: Draft) => ReadonlyMap<string, Row>; readonly read: readonly (keyof Draft)[]; readonly factsOf: (row: Row, draft: Draft) => Facts }): (draft: Draft) => readonly SearchEntry[] {
  const { table, read, factsOf } = given
  const lists = new WeakMap<ReadonlyMap<string, Row>, { readonly draft: Draft; readonly entries: readonly SearchEntry[] }>()
  const made = new WeakMap<Row, { readonly facts: Facts; readonly entry: SearchEntry }>()
  return (draft) => {
    const rows = table(draft)
    const known = lists.get(rows)
    if (known !== undefined && read.every((name) => known.draft[name] === draft[name])) return known.entries
    const entries = Array.from(rows.values(), (row) => {
      const facts = factsOf(row, draft)
      const before = made.get(row)
      if (before !== undefined && isSameText(before.facts, facts)) return before.entry
      const next = entry(facts)
      made.set(row, { facts, entry: next })
      return next
    })
    lists.set(rows, { draft, entries })
    return entries
  }
}

function serviceName({ service }: Draft, serviceId: string | null): string {
  return service.get(serviceId ?? '')?.name ?? ''
}

function sentences(...parts: readonly string[]): string {
  return parts.filter((each) => each !== '').join('. ')
}

const documentsOf = groupIndex<'agreementDocument'>((row) => row.agreementId)
const coveredBy = groupIndex<'agreementService'>((row) => row.agreementId)
const actionsOf = groupIndex<'improvementAction'>((row) => row.findingId)

function rowsOf<Row>(table: ReadonlyMap<string, Row>, ids: readonly string[] | undefined): readonly Row[] {
  return (ids ?? []).flatMap((id) => table.get(id) ?? [])
}

function agreementFacts(row: Agreement, draft: Draft): Facts {
  const services = rowsOf(draft.agreementService, coveredBy(draft.agreementService).get(row.id)).map(({ serviceId }) => serviceName(draft, serviceId))
  const documents = rowsOf(draft.agreementDocument, documentsOf(draft.agreementDocument).get(row.id)).map(({ title }) => title)
  return {
    kind: 'agreement', id: row.id, shownBy: { table: 'agreement', id: row.id }, title: row.title, code: row.code, place: draft.customer.get(row.customerId ?? '')?.name ?? row.provider,
    text: [services.join(', '), row.terms, documents.join(', '), row.note].filter((each) => each !== '').join('\n\n'),
  }
}

function findingFacts(row: Finding, draft: Draft): Facts {
  const actions = rowsOf(draft.improvementAction, actionsOf(draft.improvementAction).get(row.id)).map(({ title, result }) => sentences(title, result))
  return { kind: 'finding', id: row.id, shownBy: { table: 'finding', id: row.id }, title: row.title, code: row.code, place: serviceName(draft, row.serviceId), text: sentences(row.note, row.reason, ...actions) }
}

const requestEntries = entriesOfTable<RequestType>({
  table: (draft) => draft.requestType, read: ['service'],
  factsOf: (row, draft) => ({ kind: 'request', id: row.id, shownBy: { table: 'service', id: row.serviceId }, title: row.title, code: '', place: serviceName(draft, row.serviceId), text: row.description }),
})
const rateEntries = entriesOfTable<Rate>({
  table: (draft) => draft.rate, read: ['service'],
  factsOf: (row, draft) => ({ kind: 'rate', id: row.id, shownBy: { table: 'rate', id: row.id }, title: row.title, code: row.code, place: serviceName(draft, row.serviceId), text: sentences(row.billableUnit, row.note) }),
})
const versionEntries = entriesOfTable<PageVersion>({
  table: (draft) => draft.pageVersion, read: ['service'],
  factsOf: (row, draft) => ({ kind: 'version', id: row.id, shownBy: { table: 'service', id: row.serviceId }, title: `Version ${row.number} of ${row.issuedOn}`, code: '', place: serviceName(draft, row.serviceId), text: row.summary }),
})
const targetEntries = entriesOfTable<ServiceTarget>({
  table: (draft) => draft.serviceTarget, read: ['service'],
  factsOf: (row, draft) => ({ kind: 'target', id: row.id, shownBy: { table: 'serviceTarget', id: row.id }, title: row.title, code: row.code, place: serviceName(draft, row.serviceId), text: row.note }),
})
const agreementEntries = entriesOfTable<Agreement>({ table: (draft) => draft.agreement, read: ['service', 'customer', 'agreementService', 'agreementDocument'], factsOf: agreementFacts })
const findingEntries = entriesOfTable<Finding>({ table: (draft) => draft.finding, read: ['service', 'improvementAction'], factsOf: findingFacts })

function entriesOf(draft: Draft): readonly SearchEntry[] {
  const hasSameTables = tablesCompared(draft)
  return [
    ...Array.from(draft.lineOfBusiness.values(), (row) => entry({ kind: 'line', id: row.id, shownBy: { table: 'lineOfBusiness', id: row.id }, title: row.name, code: '', place: '', text: '' })),
    ...Array.from(draft.serviceGroup.values(), (row) => entry({ kind: 'group', id: row.id, shownBy: { table: 'serviceGroup', id: row.id }, title: row.name, code: '', place: draft.lineOfBusiness.get(row.lineOfBusinessId)?.name ?? '', text: '' })),
    ...Array.from(draft.service.values(), (row) => entryOfService(row, draft, hasSameTables)),
    ...requestEntries(draft), ...rateEntries(draft), ...versionEntries(draft), ...targetEntries(draft), ...agreementEntries(draft), ...findingEntries(draft),
  ]
}

const SEARCHED = [
  ...OF_SERVICES, 'service', 'rate', 'servicePage', 'pageVersion', 'serviceTarget', 'agreement', 'agreementService', 'agreementDocument', 'customer', 'finding', 'improvementAction',
] as const satisfies readonly (keyof Draft)[]
const lists = new WeakMap<Draft['service'], { readonly draft: Draft; readonly entries: readonly SearchEntry[] }>()

/** The list for a state of the tables that are searched; an edit of anything else leaves it as it is. */
export function searchEntries(draft: Draft): readonly SearchEntry[] {
  const known = lists.get(draft.service)
  if (known !== undefined && SEARCHED.every((name) => known.draft[name] === draft[name])) return known.entries
  const entries = entriesOf(draft)
  lists.set(draft.service, { draft, entries })
  return entries
}
