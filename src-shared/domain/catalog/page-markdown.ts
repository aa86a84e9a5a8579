/** A page as one text in Markdown: what a version keeps, what the search reads and what is compared. Prices are not in it: they are issued with the schedule of their year. */
import { assertNever } from '../result.ts'
import type { Draft } from '../model/draft.ts'
import { intervalWords, isResponsible, leadWords, PAGE_SECTIONS, STATUS_WORDS, type PageRowTable, type PageSection } from './page-sections.ts'
import { placeOfService, servicePageOf, type ServicePageView } from './service-page.ts'

/** Text that stands in a cell of a table: one line, without the mark between cells. */
function inCell(text: string): string {
  return text.replaceAll(/\s*\n\s*/g, ' ').replaceAll('|', '\\|').trim()
}

function tableLine(cells: readonly string[]): string {
  return `| ${cells.map(inCell).join(' | ')} |`
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [tableLine(header), tableLine(header.map(() => '---')), ...rows.map(tableLine)].join('\n')
}

function rowsMarkdown(view: ServicePageView, rows: PageRowTable): string {
  switch (rows) {
    case 'serviceReport':
      return view.reports.length === 0 ? '' : table(['Report', 'Description', 'Interval'], view.reports.map((row) => [row.title, row.description, intervalWords(row)]))
    case 'requestType':
      return view.requests.length === 0 ? '' : table(['Request', 'Description', 'Lead time'], view.requests.map((row) => [row.title, row.description, leadWords(row.leadDays)]))
    case 'responsibility':
      return view.responsibilities.length === 0 ? '' : table(['Responsibility', 'Customer', 'Provider'], view.responsibilities.map((row) => [row.title, isResponsible(row, 'customer') ? 'X' : '', isResponsible(row, 'provider') ? 'X' : '']))
    default:
      return assertNever(rows)
  }
}

function sectionMarkdown(view: ServicePageView, { title, fields, rows, emptyText }: PageSection): readonly string[] {
  const texts = fields.flatMap(({ field, label }) => {
    const text = view.page[field].trim() === '' ? (emptyText ?? '') : view.page[field].trim()
    return text === '' ? [] : [...(label === '' ? [] : [`### ${label}`]), text]
  })
  const following = rows === null ? '' : rowsMarkdown(view, rows)
  const parts = [...texts, ...(following === '' ? [] : [following])]
  return parts.length === 0 ? [] : [`## ${title}`, ...parts]
}

function facts(draft: Draft, { service, page }: ServicePageView): string {
  const { line, group } = placeOfService(draft, service)
  const pairs = [
    ['Line of business', line], ['Group', group], ['Status', STATUS_WORDS[page.status]], ['Owner', page.owner], ['Approved by', page.approver], ['Reviewed by', page.reviewer], ['Next review', page.nextReviewOn ?? ''],
  ] as const
  return pairs.flatMap(([label, text]) => (text === '' ? [] : [`- ${label}: ${text}`])).join('\n')
}

/** @example markdownOf(draft, view).split('\n')[0] // '# ListServ (LISTSERV)' */
export function markdownOf(draft: Draft, view: ServicePageView): string {
  const { name, code } = view.service
  const parts = [`# ${name}${code === '' ? '' : ` (${code})`}`, facts(draft, view), ...PAGE_SECTIONS.flatMap((section) => sectionMarkdown(view, section))]
  return `${parts.filter((each) => each !== '').join('\n\n')}\n`
}

/** The page of a service as it stands; undefined where it has none. */
export function pageMarkdown(draft: Draft, serviceId: string): string | undefined {
  const view = servicePageOf(draft, serviceId)
  return view === undefined ? undefined : markdownOf(draft, view)
}
