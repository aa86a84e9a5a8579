/** What is filled in for a quote: the fields of a kind, with the worked example of the policy to begin with. */
import type { QuoteItem, QuoteItemKind } from '../../../src-shared/domain/billing/quote-job.ts'
import { readQuoteItem } from '../../../src-shared/domain/billing/read-quote-job.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import { month } from '../../../src-shared/domain/month.ts'
import { issue, type Issue } from '../../../src-shared/domain/issues.ts'
import { ok, refused, type Result } from '../../../src-shared/domain/result.ts'
import { BIN_KINDS, PRINT_FORMS } from '../../../src-shared/domain/usage/rating-rules.ts'
import { DISK_DEVICES } from '../../../src-shared/domain/usage/storage-units.ts'
import { MAIL_ROOM_SERVICES } from '../../../src-shared/domain/usage/mail-room.ts'
import { measureItem, monthOfCells, withoutSeparators } from '../../../src-shared/domain/usage/measures/measure-item.ts'
import { MEASURE_COLUMNS, MEASURE_KINDS, type MeasureKind } from '../../../src-shared/domain/usage/measures/raw-measure.ts'

export const KIND_WORDS: Readonly<Record<QuoteItemKind, string>> = {
  job: 'Computer job', print: 'Print run', 'data-set': 'Data set on disk', 'tape-file': 'File on tape', 'archive-file': 'Archived file', report: 'Stored report', session: 'Session (connect time)', circuit: 'Dedicated circuit',
  mailboxes: 'Mailboxes', 'lan-support': 'Support of a local network', 'payroll-checks': 'Payroll checks', mailing: 'Mail room job', bin: 'Mail room bin', units: 'Units of a rate', subscription: 'Yearly subscription', cost: 'Cost that is passed on', shared: 'Shared or dedicated cost',
}

/** Texts by the name of their field. */
export type Filled = Readonly<Record<string, string>>

/** What divides a shared cost (BILL-12): what each one used, or where that is not measured for all, what is spent for each. */
export const SHARED_BY = ['usage', 'cost'] as const
export type SharedBy = (typeof SHARED_BY)[number]
/** `weight`: usage or cost, as the cost is shared. */
export type SharerTexts = { readonly customer: string; readonly weight: string }
export type Sharing = { readonly by: SharedBy; readonly sharers: readonly SharerTexts[] }

/** Two agencies of the sample; a third of what they share is the first one's. */
export const SHARING_EXAMPLE: Sharing = { by: 'usage', sharers: [{ customer: 'XFA', weight: '1' }, { customer: 'XCH', weight: '2' }] }

/** The policy's own examples. */
export const EXAMPLES: Readonly<Record<QuoteItemKind, Filled>> = {
  job: { startedAt: '2003-10-14T10:30', system: 'ASYS', applicationClass: 'Batch', cpuMinutes: '0.3', ios: '20,000' },
  print: { date: '2003-10-14', sysoutClass: 'A', pages: '5', lines: '3,600' },
  'data-set': { date: '2003-10-14', device: '3390', tracks: '1,000', days: '30' },
  'tape-file': { date: '2003-10-14', gigabytes: '0.05', days: '30', stacked: 'no' },
  'archive-file': { date: '2003-10-14', gigabytes: '0.02', days: '29.5' },
  report: { date: '2003-10-14', pages: '5,000', days: '30' },
  session: { from: '2003-10-14T09:00', to: '2003-10-14T10:00', lastActivityAt: '2003-10-14T09:20' },
  circuit: { date: '2003-10-14', drops: '1', miles: '12' },
  mailboxes: { month: '2003-10', megabytes: '40', count: '10' },
  'lan-support': { date: '2003-10-14', mailboxes: '120' },
  'payroll-checks': { date: '2003-10-14', checks: '26' },
  mailing: { date: '2003-10-14', service: 'manual-insertion', pieces: '1,000', complexity: 'HALF-SPEED' },
  bin: { date: '2003-10-14', bin: 'report', level: '1', count: '1' },
  units: { rate: 'NW-PORT-100S', quantity: '2', months: '12' },
  subscription: { rate: 'SP-ONE-SW', cost: '7,000.00', approvedOn: '2003-11-18' },
  cost: { rate: 'ML-MTR-PST', cost: '250.00' },
  shared: { rate: 'ML-MTR-PST', cost: '100.00' },
}

const LABELS: Readonly<Record<string, string>> = {
  month: 'Month', date: 'Day', startedAt: 'Started at', system: 'System', applicationClass: 'Application class', cpuHours: 'CPU hours', cpuMinutes: 'CPU minutes', cpuSeconds: 'CPU seconds', ios: 'I/Os', terminalRegion: 'Terminal region',
  tapeMounts: 'Tape mounts', sysoutClass: 'SYSOUT class', form: 'Form', pages: 'Pages', lines: 'Lines', device: 'Disk', tracks: 'Tracks', gigabytes: 'Gigabytes', days: 'Days', stacked: 'Stacked', from: 'Logon', to: 'Logoff',
  lastActivityAt: 'Last activity', drops: 'Drops', miles: 'Miles', megabytes: 'MB each', count: 'How many', since: 'Since', mailboxes: 'Mailboxes', checks: 'Checks', service: 'Service', pieces: 'Pieces', complexity: 'Complexity', bin: 'Bin', level: 'Level',
  rate: 'Rate', quantity: 'Quantity', months: 'Months', cost: 'Cost, USD', approvedOn: 'Approved on',
}

/** Columns that say the same in another way; a form has one of them. */
const LEFT_OUT: ReadonlySet<string> = new Set(['cpuHours', 'cpuSeconds'])

export type QuoteField = { readonly name: string; readonly label: string; readonly comment: string; readonly isRate?: true; /** Empty: typed. */ readonly choices: readonly string[] }

const RATE: QuoteField = { name: 'rate', label: 'Rate', comment: 'A rate of the catalog.', isRate: true, choices: [] }
const COST: QuoteField = { name: 'cost', label: 'Cost, USD', comment: 'Dollars and cents, before the percentage of the rate.', choices: [] }

/** What is no measure has fields of its own; `shared` also has who shares it. */
const OTHER_FIELDS: Readonly<Record<Exclude<QuoteItemKind, MeasureKind>, readonly QuoteField[]>> = {
  units: [RATE, { name: 'quantity', label: 'Quantity', comment: 'Of one month, in the billable unit of the rate.', choices: [] }, { name: 'months', label: 'Months', comment: 'How many months, up to 12; or from when.', choices: [] }, { name: 'from', label: 'Or from', comment: 'A day: the months that are left of the fiscal year from then on.', choices: [] }],
  subscription: [RATE, COST, { name: 'quantity', label: 'Or quantity', comment: 'Units of the whole year, where the rate has a price by unit.', choices: [] }, { name: 'approvedOn', label: 'Approved on', comment: 'A day; it is billed in instalments from the month after it.', choices: [] }],
  cost: [RATE, COST],
  shared: [RATE, COST],
}

function names(rows: Iterable<string>): readonly string[] {
  return ['', ...new Set(rows)]
}

function choicesOf(name: string, draft: Draft): readonly string[] {
  switch (name) {
    case 'system':
      return names([...draft.performanceFactor.values()].map(({ system }) => system))
    case 'applicationClass':
      return names([...draft.applicationClass.values()].map((each) => each.name))
    case 'sysoutClass':
      return names([...draft.printClass.values()].map(({ sysoutClass }) => sysoutClass))
    case 'complexity':
      return names([...draft.complexityFactor.values()].map(({ code }) => code))
    case 'form':
      return ['', ...PRINT_FORMS]
    case 'device':
      return ['', ...DISK_DEVICES]
    case 'service':
      return [...MAIL_ROOM_SERVICES]
    case 'bin':
      return [...BIN_KINDS]
    case 'terminalRegion':
    case 'stacked':
      return ['', 'no', 'yes']
    default:
      return []
  }
}

function isMeasure(kind: QuoteItemKind): kind is MeasureKind {
  return MEASURE_KINDS.some((each) => each === kind)
}

/** The fields of a kind. Mailboxes have a month, every other measure a day. */
export function quoteFields(kind: QuoteItemKind, draft: Draft): readonly QuoteField[] {
  if (!isMeasure(kind)) return OTHER_FIELDS[kind]
  return MEASURE_COLUMNS.filter(({ header, of }) => of.includes(kind) && !LEFT_OUT.has(header) && (header !== 'month' || kind === 'mailboxes'))
    .map(({ header, comment }) => ({ name: header, label: LABELS[header] ?? header, comment, choices: choicesOf(header, draft) }))
}

/** An issue in the words of the form: a field is called as it is there. */
function inWordsOfTheForm(found: Issue, kind: QuoteItemKind): Issue {
  const column = found.place?.column ?? ''
  const label = isMeasure(kind) ? LABELS[column] : OTHER_FIELDS[kind].find(({ name }) => name === column)?.label
  const message = found.message.replace(/^Row 1: /, '')
  return { ...found, message: label === undefined ? message : message.replace(`"${column}"`, `"${label}"`) }
}

/** What is no measure, read as an item of a job file is. */
function otherItem(kind: QuoteItemKind, { cells, sharing }: { readonly cells: Filled; readonly sharing: Sharing }): Result<QuoteItem> {
  const issues: Issue[] = []
  const fields = Object.fromEntries(Object.entries(cells).map(([name, text]) => [name, withoutSeparators(text)]))
  const sharers = sharing.sharers.map(({ customer, weight }) => (sharing.sharers.length === 1 ? { customer } : { customer, ...(weight.trim() === '' ? {} : { [sharing.by]: withoutSeparators(weight.trim()) }) }))
  const item = readQuoteItem({ ...fields, kind, ...(kind === 'shared' ? { sharers } : {}) }, { where: 'Row 1', report: (found) => void issues.push(found), columns: true })
  return issues.length > 0 ? refused(issues) : ok(item)
}

/** The item that is filled in; refused with every field that is wrong, by its name in the form. `sharing`: who shares a cost. */
export function itemOf(kind: QuoteItemKind, { filled, sharing }: { readonly filled: Filled; readonly sharing: Sharing }): Result<QuoteItem> {
  const cells = Object.fromEntries(Object.entries(filled).map(([name, text]) => [name, text.trim()] as const).filter(([, text]) => text !== ''))
  const item = isMeasure(kind) ? measuredItem(kind, cells) : otherItem(kind, { cells, sharing })
  return item.ok ? item : refused(item.failure.map((each) => inWordsOfTheForm(each, kind)))
}

function measuredItem(kind: MeasureKind, cells: Filled): Result<QuoteItem> {
  const of = monthOfCells(kind, cells)
  if (of === null) return refused([issue('not-a-date', 'The day is missing or no day.', { remedy: kind === 'mailboxes' ? 'Write the month as 2003-10.' : 'Write a day as 2003-10-14, a time as 2003-10-14T10:30.' })])
  return measureItem({ kind, month: month(of), rowNumber: 1, cells })
}
