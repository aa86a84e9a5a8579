/** Services with their pages: one row a service, found again by its code. Lines of business and groups that the catalog does not have are added with it. */
import { choice, dateOrNull, requiredText, textField } from '../../costs/field-readers.ts'
import { importColumn, type ImportColumn } from '../../costs/imports/import-column.ts'
import type { ImportKind } from '../../costs/imports/import-kind.ts'
import type { ImportModel } from '../../costs/imports/import-model.ts'
import type { ImportRecord } from '../../costs/imports/import-record.ts'
import { issue } from '../../issues.ts'
import { nameKey, serviceIdOfCode } from '../../model/integrity.ts'
import { PAGE_STATUSES, type ServicePage } from '../../model/page-tables.ts'
import type { LineOfBusiness, Service, ServiceGroup } from '../../model/tables.ts'
import { positionAfter } from '../edit-catalog.ts'
import { blankPage } from '../edit-pages.ts'
import type { PageLineField, PageTextField } from '../page-sections.ts'

const CODE = importColumn({ field: 'code', names: ['service code', 'service id', 'id'], required: true, example: 'LISTSERV', comment: 'Code of the service, unique. A code that the model does not have becomes a new service.' })
const NAME = importColumn({ field: 'name', names: ['service', 'service name', 'title'], example: 'ListServ', comment: 'Name; required for a new service.' })
const LINE = importColumn({ field: 'line', header: 'line of business', names: ['lob', 'line', 'business line'], example: 'Workgroup Services', comment: 'Line of business; required for a new service. One that the catalog does not have is added.' })
const GROUP = importColumn({ field: 'group', names: ['service group', 'category', 'family'], example: 'Unified Communications', comment: 'Group within the line of business; required for a new service. One that is not there is added.' })
const STATUS = importColumn({ field: 'status', names: ['page status', 'state', 'lifecycle'], example: 'active', words: { live: 'active', draft: 'proposed', planned: 'proposed', 'phasing out': 'retiring' }, comment: `${PAGE_STATUSES.join(', ')}; proposed for a new page where it is empty.` })
const NEXT_REVIEW = importColumn({ field: 'nextReviewOn', header: 'next review', names: ['review date', 'review on', 'next review on'], example: '2005-06-30', comment: 'The day of the next review, as YYYY-MM-DD.' })

/** Texts of the page; Markdown, over as many lines as they need. */
const TEXTS: readonly (ImportColumn & { readonly field: PageTextField })[] = [
  text('purpose', { names: ['purpose and scope', 'scope', 'summary'], example: 'Bulk electronic messages to employees and constituents.', comment: 'Purpose and scope. This and the texts that follow may be Markdown over several lines.' }),
  text('overview', { names: ['family of services'], comment: 'The family of services that it belongs to.' }),
  text('description', { names: ['service description', 'about'], example: 'Keeps mailing lists and sends each message to all who subscribe.', comment: 'What it does.' }),
  text('included', { names: ['what is included', 'includes', 'features'], example: '- Templates', comment: 'What is included, a list.' }),
  text('supportedVersions', { names: ['versions', 'supported versions of service components'], comment: 'What it works with.' }),
  text('availabilityHours', { header: 'availability', names: ['hours', 'service hours', 'service availability'], example: '24 hours, 7 days a week', comment: 'When it is available.' }),
  text('maintenance', { names: ['planned maintenance', 'maintenance windows'], example: '2 hours a month', comment: 'When it is maintained.' }),
  text('incidentManagement', { names: ['incidents'], comment: 'How incidents are handled.' }),
  text('requestFulfilment', { names: ['request fulfillment', 'requests'], comment: 'When requests are answered, and how after hours.' }),
  text('performanceMetrics', { names: ['performance'], comment: 'How performance is measured; the page says "Not available" where it is empty.' }),
  text('availabilityMetrics', { comment: 'How availability is measured; the page says "Not available" where it is empty.' }),
  text('customerDuties', { header: 'customer responsibilities', names: ['customer duties'], comment: 'What the customer does.' }),
  text('providerDuties', { header: 'provider responsibilities', names: ['provider duties'], comment: 'What the provider does.' }),
  text('chargeback', { names: ['billing', 'chargeback rate information'], comment: 'What is to be said beside the rates.' }),
]
const LINES: readonly (ImportColumn & { readonly field: PageLineField })[] = [
  lineOf('owner', { names: ['service owner', 'document owner'], example: 'Messaging services manager', comment: 'A role, never a person.' }), lineOf('approver', { names: ['approved by'], comment: 'A role.' }), lineOf('reviewer', { names: ['reviewed by'], comment: 'A role.' }),
  lineOf('source', { names: ['reference', 'document'], comment: 'Where the texts come from; the name of the file where it is not said.' }),
]

type Given = Pick<ImportColumn, 'comment'> & Partial<Omit<ImportColumn, 'field'>>

function text(field: PageTextField, given: Given): ImportColumn & { readonly field: PageTextField } {
  return { ...importColumn({ ...given, field }), field }
}

function lineOf(field: PageLineField, given: Given): ImportColumn & { readonly field: PageLineField } {
  return { ...importColumn({ ...given, field }), field }
}

const [CODE_READER, LINE_READER, LONG_READER, STATUS_READER] = [requiredText(200), textField(200), textField(20_000), choice(PAGE_STATUSES)]

function newLines(model: ImportModel): readonly LineOfBusiness[] {
  return model.wishes.flatMap(({ change }) => (change.table === 'lineOfBusiness' && change.after !== null ? [change.after] : []))
}

function newGroups(model: ImportModel): readonly ServiceGroup[] {
  return model.wishes.flatMap(({ change }) => (change.table === 'serviceGroup' && change.after !== null ? [change.after] : []))
}

function newServices(model: ImportModel): readonly Service[] {
  return model.wishes.flatMap(({ change }) => (change.table === 'service' && change.after !== null ? [change.after] : []))
}

function lineIdOf(model: ImportModel, record: ImportRecord): string {
  const name = record.text(LINE)
  const lines = [...model.draft.lineOfBusiness.values(), ...newLines(model)]
  const found = lines.find((each) => nameKey(each.name) === nameKey(name))
  if (found !== undefined) return found.id
  const after: LineOfBusiness = { id: model.newId(), name, position: positionAfter(lines) }
  model.want('lineOfBusiness', { before: undefined, row: record.first, after })
  return after.id
}

/** The group that the row names; of a service that is there, its own where the row names none. */
function groupIdOf(model: ImportModel, record: ImportRecord, was: Service | undefined): string | undefined {
  const name = record.text(GROUP)
  const own = model.draft.serviceGroup.get(was?.serviceGroupId ?? '')
  if (name === '' && was !== undefined && record.text(LINE) === '') return was.serviceGroupId
  const groupName = name === '' ? (own?.name ?? '') : name
  if (groupName === '' || (record.text(LINE) === '' && was === undefined)) {
    const [column, what] = groupName === '' ? [GROUP, 'group'] : [LINE, 'line of business']
    record.say(record.has(column) ? column : CODE, issue('text-missing', `The service ${record.text(CODE)} is new and needs a ${what}.`, { remedy: `Write its ${what}.` }))
    return undefined
  }
  const lineOfBusinessId = record.text(LINE) === '' ? (own?.lineOfBusinessId ?? '') : lineIdOf(model, record)
  const siblings = [...model.draft.serviceGroup.values(), ...newGroups(model)].filter((each) => each.lineOfBusinessId === lineOfBusinessId)
  const found = siblings.find((each) => nameKey(each.name) === nameKey(groupName))
  if (found !== undefined) return found.id
  const after: ServiceGroup = { id: model.newId(), lineOfBusinessId, name: groupName, position: positionAfter(siblings) }
  model.want('serviceGroup', { before: undefined, row: record.first, after })
  return after.id
}

/** The text of a cell with its lines; as it was where the file has no such column. */
function longText(record: ImportRecord, column: ImportColumn, was: string): string {
  if (!record.has(column)) return was
  const lines = record.first.lines(column)
  if (lines !== '' && record.taken(column, LONG_READER.read(lines, record.first.context)) === undefined) return was
  return lines
}

/** Null where neither the file nor the model has anything of a page. */
function pageOf(model: ImportModel, record: ImportRecord, { serviceId, was }: { readonly serviceId: string; readonly was: ServicePage | undefined }): ServicePage | null {
  const columns = [STATUS, NEXT_REVIEW, ...TEXTS, ...LINES]
  if (was === undefined && columns.every((column) => record.text(column) === '')) return null
  const begun = was ?? { ...blankPage(serviceId), source: model.request.fileName }
  let after: ServicePage = { ...begun, status: record.read(STATUS, STATUS_READER) ?? begun.status, nextReviewOn: record.has(NEXT_REVIEW) ? (record.read(NEXT_REVIEW, dateOrNull) ?? null) : begun.nextReviewOn }
  for (const column of TEXTS) after = { ...after, [column.field]: longText(record, column, after[column.field]) }
  for (const column of LINES) if (record.has(column)) after = { ...after, [column.field]: column.field === 'source' ? (record.read(column, LONG_READER) ?? after.source) : (record.read(column, LINE_READER) ?? '') }
  return after
}

export const SERVICES: ImportKind = {
  kind: 'services', one: 'service', many: 'services', rowsOfOne: 'one', oneOf: [], years: 'none',
  columns: [CODE, NAME, LINE, GROUP, STATUS, NEXT_REVIEW, ...TEXTS, ...LINES],
  keyOf: (_model, row) => nameKey(row.text(CODE)),
  titleOf: (row) => ({ code: row.text(CODE), title: row.text(NAME) }),
  plan(model, record) {
    const was = model.draft.service.get(serviceIdOfCode(model.draft, record.text(CODE)) ?? '')
    const name = record.read(NAME, LINE_READER) ?? was?.name ?? ''
    if (name === '' && !record.isRefused) record.say(record.has(NAME) ? NAME : CODE, issue('text-missing', `The service ${record.text(CODE)} is new and needs a name.`, { remedy: 'Write its name.' }))
    const code = was?.code ?? record.read(CODE, CODE_READER) ?? ''
    const serviceId = was?.id ?? model.newId()
    const beforePage = model.draft.servicePage.get(serviceId)
    const page = pageOf(model, record, { serviceId, was: beforePage })
    if (record.isRefused) return
    const serviceGroupId = groupIdOf(model, record, was)
    if (serviceGroupId === undefined) return
    const siblings = [...model.draft.service.values(), ...newServices(model)].filter((each) => each.serviceGroupId === serviceGroupId)
    const position = was !== undefined && was.serviceGroupId === serviceGroupId ? was.position : positionAfter(siblings)
    const after: Service = { id: serviceId, serviceGroupId, code, name, description: was?.description ?? record.text(TEXTS[2] ?? CODE), position, retiredFrom: was?.retiredFrom ?? null }
    model.want('service', { before: was, row: record.first, after })
    if (page !== null) model.want('servicePage', { before: beforePage, row: record.first, after: page })
  },
}
