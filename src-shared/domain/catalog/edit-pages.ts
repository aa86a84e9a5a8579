/** Commands on the pages of the catalog: a page is begun, its texts and rows are changed, a version of it is issued. Every command proposes a plan that applies as it stands. */
import { isIsoDate } from '../fiscal-year.ts'
import { issue } from '../issues.ts'
import type { Draft } from '../model/draft.ts'
import { rowChange, type EditPlan, type RowChange } from '../model/edit.ts'
import { pageVersionId, type PageTables, type PageVersion, type RequestType, type Responsibility, type ServicePage, type ServiceReport } from '../model/page-tables.ts'
import { assertNever, refused, type Result } from '../result.ts'
import { planOrIssues, positionAfter, type AddPlan } from './edit-catalog.ts'
import { markdownOf } from './page-markdown.ts'
import { PAGE_SECTIONS, ROW_WORDS, STATUS_WORDS, type PageLineField, type PageRowTable, type PageTextField } from './page-sections.ts'
import { pageRowsOf, pageVersionsOf, servicePageOf } from './service-page.ts'

/** The longest text of a version; of a field it is 20,000. */
const LONGEST_VERSION = 200_000
const LONGEST_FIELD = 20_000
const LONGEST_LINE = 200

const GONE = issue('unknown-reference', 'That page is not there any more.')

function tooLong(what: string, most: number): ReturnType<typeof issue> {
  return issue('text-too-long', `${what} is longer than ${most.toLocaleString('en-US')} characters.`, { remedy: 'Shorten it, or keep the details in a document of their own.' })
}

/** A page without a word. */
export function blankPage(serviceId: string): ServicePage {
  return {
    id: serviceId, serviceId, status: 'proposed', purpose: '', overview: '', description: '', included: '', supportedVersions: '', availabilityHours: '', maintenance: '', incidentManagement: '', requestFulfilment: '',
    performanceMetrics: '', availabilityMetrics: '', customerDuties: '', providerDuties: '', chargeback: '', owner: '', approver: '', reviewer: '', nextReviewOn: null, provenance: 'own', source: '',
  }
}

/** A proposed page that says what the catalog says of the service already. Refused: `unknown-reference`, `nothing-to-change`. */
export function planBeginPage({ draft, serviceId }: { readonly draft: Draft; readonly serviceId: string }): Result<EditPlan> {
  const service = draft.service.get(serviceId)
  if (service === undefined) return refused([issue('unknown-reference', 'That service is not there any more.')])
  const before = draft.servicePage.get(serviceId) ?? null
  const after = before ?? { ...blankPage(serviceId), description: service.description }
  return planOrIssues(draft, { label: `Begin the page of ${service.name}`, changes: [rowChange('servicePage', { before, after })] })
}

type OfPage = { readonly draft: Draft; readonly serviceId: string }

function changed({ draft, serviceId }: OfPage, { label, fields }: { readonly label: string; readonly fields: Partial<ServicePage> }): Result<EditPlan> {
  const before = draft.servicePage.get(serviceId)
  if (before === undefined) return refused([GONE])
  return planOrIssues(draft, { label: `${draft.service.get(serviceId)?.name ?? serviceId}: ${label}`, changes: [rowChange('servicePage', { before, after: { ...before, ...fields } })] })
}

/** @example titleOfField('maintenance') // 'Planned maintenance' */
function titleOfField(field: PageTextField): string {
  for (const { title, fields } of PAGE_SECTIONS) {
    const found = fields.find((each) => each.field === field)
    if (found !== undefined) return found.label === '' ? title : found.label
  }
  return field
}

/** Another text of the page, in Markdown. Refused: `text-too-long`, `nothing-to-change`. */
export function planPageText({ field, text, ...of }: OfPage & { readonly field: PageTextField; readonly text: string }): Result<EditPlan> {
  const trimmed = text.replaceAll('\r\n', '\n').trimEnd()
  if (trimmed.length > LONGEST_FIELD) return refused([tooLong('The text', LONGEST_FIELD)])
  return changed(of, { label: titleOfField(field).toLowerCase(), fields: { [field]: trimmed } })
}

/** Who owns, approves or reviews it (roles), or where its facts come from. */
export function planPageLine({ field, text, ...of }: OfPage & { readonly field: PageLineField; readonly text: string }): Result<EditPlan> {
  const trimmed = text.trim()
  if (trimmed.length > LONGEST_LINE && field !== 'source') return refused([tooLong(`The ${field}`, LONGEST_LINE)])
  return changed(of, { label: field, fields: { [field]: trimmed } })
}

export function planPageStatus({ status, ...of }: OfPage & { readonly status: ServicePage['status'] }): Result<EditPlan> {
  return changed(of, { label: STATUS_WORDS[status].toLowerCase(), fields: { status } })
}

/** The day of the next review; an empty text for none. Refused: `not-a-date`. */
export function planNextReview({ text, ...of }: OfPage & { readonly text: string }): Result<EditPlan> {
  const day = text.trim()
  if (day !== '' && !isIsoDate(day)) return refused([issue('not-a-date', `"${day.slice(0, 40)}" is not a day.`, { remedy: 'Write it as 2005-03-31, or leave it empty.' })])
  return changed(of, { label: 'next review', fields: { nextReviewOn: day !== '' && isIsoDate(day) ? day : null } })
}

/** The row with its place and key taken off: what a person types of it. */
type Typed<Name extends PageRowTable> = Partial<Omit<PageTables[Name], 'id' | 'serviceId' | 'position'>>

/** A row of a page by its table. */
export type PageRowFields = { readonly [Name in PageRowTable]: { readonly table: Name; readonly fields: Typed<Name> } }[PageRowTable]

function titled<Row extends { readonly title: string }>(row: Row): Row {
  return { ...row, title: row.title.trim() }
}

function titleIssue(table: PageRowTable, title: string | undefined): ReturnType<typeof issue> | undefined {
  return title === undefined || title.trim() === '' ? issue('text-missing', `The ${ROW_WORDS[table]} needs a name.`, { remedy: 'Write it, or take the row away.' }) : undefined
}

function rowAdded(draft: Draft, { serviceId, id, row }: { readonly serviceId: string; readonly id: string; readonly row: PageRowFields }): RowChange {
  const { requests, reports, responsibilities } = pageRowsOf(draft, serviceId)
  switch (row.table) {
    case 'requestType': {
      const after: RequestType = titled({ title: '', description: '', leadDays: null, source: '', ...row.fields, id, serviceId, position: positionAfter(requests) })
      return rowChange('requestType', { before: null, after })
    }
    case 'serviceReport': {
      const after: ServiceReport = titled({ title: '', description: '', interval: 'monthly' as const, note: '', source: '', ...row.fields, id, serviceId, position: positionAfter(reports) })
      return rowChange('serviceReport', { before: null, after })
    }
    case 'responsibility': {
      const after: Responsibility = titled({ title: '', party: 'provider' as const, source: '', ...row.fields, id, serviceId, position: positionAfter(responsibilities) })
      return rowChange('responsibility', { before: null, after })
    }
    default:
      return assertNever(row)
  }
}

/** Last of its kind on the page. Refused: `text-missing`, `unknown-reference`. */
export function planAddPageRow({ draft, serviceId, newId, row }: OfPage & { readonly newId: () => string; readonly row: PageRowFields }): Result<AddPlan> {
  const missing = titleIssue(row.table, row.fields.title)
  if (missing !== undefined) return refused([missing])
  const id = newId()
  const plan = planOrIssues(draft, { label: `${draft.service.get(serviceId)?.name ?? serviceId}: new ${ROW_WORDS[row.table]} "${(row.fields.title ?? '').trim()}"`, changes: [rowAdded(draft, { serviceId, id, row })] })
  return plan.ok ? { ok: true, value: { plan: plan.value, id } } : plan
}

function rowUpdated(draft: Draft, id: string, row: PageRowFields): RowChange | undefined {
  switch (row.table) {
    case 'requestType': {
      const before = draft.requestType.get(id)
      return before === undefined ? undefined : rowChange('requestType', { before, after: titled({ ...before, ...row.fields }) })
    }
    case 'serviceReport': {
      const before = draft.serviceReport.get(id)
      return before === undefined ? undefined : rowChange('serviceReport', { before, after: titled({ ...before, ...row.fields }) })
    }
    case 'responsibility': {
      const before = draft.responsibility.get(id)
      return before === undefined ? undefined : rowChange('responsibility', { before, after: titled({ ...before, ...row.fields }) })
    }
    default:
      return assertNever(row)
  }
}

/** Other words of a row of the page. Refused: `text-missing`, `unknown-reference`, `nothing-to-change`. */
export function planUpdatePageRow({ draft, id, row }: { readonly draft: Draft; readonly id: string; readonly row: PageRowFields }): Result<EditPlan> {
  const missing = row.fields.title === undefined ? undefined : titleIssue(row.table, row.fields.title)
  if (missing !== undefined) return refused([missing])
  const change = rowUpdated(draft, id, row)
  if (change === undefined) return refused([issue('unknown-reference', `That ${ROW_WORDS[row.table]} is not there any more.`)])
  return planOrIssues(draft, { label: `Change the ${ROW_WORDS[row.table]} "${draft[row.table].get(id)?.title ?? ''}"`, changes: [change] })
}

function rowRemoved(draft: Draft, table: PageRowTable, id: string): RowChange | undefined {
  switch (table) {
    case 'requestType': {
      const before = draft.requestType.get(id)
      return before === undefined ? undefined : rowChange('requestType', { before, after: null })
    }
    case 'serviceReport': {
      const before = draft.serviceReport.get(id)
      return before === undefined ? undefined : rowChange('serviceReport', { before, after: null })
    }
    case 'responsibility': {
      const before = draft.responsibility.get(id)
      return before === undefined ? undefined : rowChange('responsibility', { before, after: null })
    }
    default:
      return assertNever(table)
  }
}

export function planRemovePageRow({ draft, table, id }: { readonly draft: Draft; readonly table: PageRowTable; readonly id: string }): Result<EditPlan> {
  const change = rowRemoved(draft, table, id)
  if (change === undefined) return refused([issue('unknown-reference', `That ${ROW_WORDS[table]} is not there any more.`)])
  return planOrIssues(draft, { label: `Remove the ${ROW_WORDS[table]} "${draft[table].get(id)?.title ?? ''}"`, changes: [change] })
}

/** Takes a page away with its rows and versions; the service stays. */
export function planRemovePage({ draft, serviceId }: OfPage): Result<EditPlan> {
  const view = servicePageOf(draft, serviceId)
  if (view === undefined) return refused([GONE])
  const changes: readonly RowChange[] = [
    ...view.requests.map((before) => rowChange('requestType', { before, after: null })), ...view.reports.map((before) => rowChange('serviceReport', { before, after: null })),
    ...view.responsibilities.map((before) => rowChange('responsibility', { before, after: null })), ...view.versions.map((before) => rowChange('pageVersion', { before, after: null })),
    rowChange('servicePage', { before: view.page, after: null }),
  ]
  return planOrIssues(draft, { label: `Remove the page of ${view.service.name}`, changes })
}

/** What a page says now that its last version does not; null where there is no page, or nothing has changed since. */
export function unissuedText(draft: Draft, serviceId: string): string | null {
  const view = servicePageOf(draft, serviceId)
  if (view === undefined) return null
  const text = markdownOf(draft, view)
  return view.versions[0]?.content === text ? null : text
}

/**
 * Issues the page as it stands: a copy of its whole text that stays as it is. Refused: `not-a-date`, `dates-out-of-order` (before the last version),
 * `text-missing` (no summary), `nothing-to-change` (as the last version has it), `text-too-long`.
 *
 * @example planIssueVersion({ draft, serviceId: 'listserv', issuedOn: '2005-01-15', author: 'Ann', summary: 'First version' }) // label 'Issue version 1 of ListServ'
 */
export function planIssueVersion({ draft, serviceId, issuedOn, author, summary }: OfPage & { readonly issuedOn: string; readonly author: string; readonly summary: string }): Result<EditPlan> {
  const view = servicePageOf(draft, serviceId)
  if (view === undefined) return refused([GONE])
  const [last] = pageVersionsOf(draft, serviceId)
  if (!isIsoDate(issuedOn)) return refused([issue('not-a-date', `"${issuedOn.slice(0, 40)}" is not a day.`, { remedy: 'Write it as 2005-03-31.' })])
  if (last !== undefined && issuedOn < last.issuedOn) return refused([issue('dates-out-of-order', `Version ${last.number} was issued on ${last.issuedOn}; a later one cannot come before it.`, { remedy: 'Choose that day or a later one.' })])
  if (summary.trim() === '') return refused([issue('text-missing', 'A version needs a summary of what has changed.', { remedy: 'Write it in a sentence.' })])
  const content = markdownOf(draft, view)
  if (content.length > LONGEST_VERSION) return refused([tooLong('The page', LONGEST_VERSION)])
  if (last?.content === content) return refused([issue('nothing-to-change', `Nothing has changed since version ${last.number}.`)])
  const number = (last?.number ?? 0) + 1
  const after: PageVersion = { id: pageVersionId({ serviceId, number }), serviceId, number, issuedOn, author, summary: summary.trim(), content }
  return planOrIssues(draft, { label: `Issue version ${number} of ${view.service.name}`, changes: [rowChange('pageVersion', { before: null, after })] })
}
