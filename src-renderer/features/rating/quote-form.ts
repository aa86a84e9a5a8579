/** What is filled in for a quote: the fields of a kind, with the worked example of the policy to begin with. */
import type { QuoteItem } from '../../../src-shared/domain/billing/quote-job.ts'
import type { Draft } from '../../../src-shared/domain/model/draft.ts'
import { month } from '../../../src-shared/domain/month.ts'
import { issue } from '../../../src-shared/domain/issues.ts'
import { refused, type Result } from '../../../src-shared/domain/result.ts'
import { BIN_KINDS, PRINT_FORMS } from '../../../src-shared/domain/usage/rating-rules.ts'
import { DISK_DEVICES } from '../../../src-shared/domain/usage/storage-units.ts'
import { MAIL_ROOM_SERVICES } from '../../../src-shared/domain/usage/mail-room.ts'
import { measureItem, monthOfCells } from '../../../src-shared/domain/usage/measures/measure-item.ts'
import { MEASURE_COLUMNS, type MeasureKind } from '../../../src-shared/domain/usage/measures/raw-measure.ts'

export const KIND_WORDS: Readonly<Record<MeasureKind, string>> = {
  job: 'Computer job', print: 'Print run', 'data-set': 'Data set on disk', 'tape-file': 'File on tape', 'archive-file': 'Archived file', report: 'Stored report', session: 'Session (connect time)', circuit: 'Dedicated circuit',
  mailboxes: 'Mailboxes', 'lan-support': 'Support of a local network', 'payroll-checks': 'Payroll checks', mailing: 'Mail room job', bin: 'Mail room bin',
}

/** The policy's own examples. */
export const EXAMPLES: Readonly<Record<MeasureKind, Readonly<Record<string, string>>>> = {
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
}

const LABELS: Readonly<Record<string, string>> = {
  month: 'Month', date: 'Day', startedAt: 'Started at', system: 'System', applicationClass: 'Application class', cpuHours: 'CPU hours', cpuMinutes: 'CPU minutes', cpuSeconds: 'CPU seconds', ios: 'I/Os', terminalRegion: 'Terminal region',
  tapeMounts: 'Tape mounts', sysoutClass: 'SYSOUT class', form: 'Form', pages: 'Pages', lines: 'Lines', device: 'Disk', tracks: 'Tracks', gigabytes: 'Gigabytes', days: 'Days', stacked: 'Stacked', from: 'Logon', to: 'Logoff',
  lastActivityAt: 'Last activity', drops: 'Drops', miles: 'Miles', megabytes: 'MB each', count: 'How many', since: 'Since', mailboxes: 'Mailboxes', checks: 'Checks', service: 'Service', pieces: 'Pieces', complexity: 'Complexity', bin: 'Bin', level: 'Level',
}

/** Columns that say the same in another way; a form has one of them. */
const LEFT_OUT: ReadonlySet<string> = new Set(['cpuHours', 'cpuSeconds'])

export type QuoteField = { readonly name: string; readonly label: string; readonly comment: string; /** Empty: typed. */ readonly choices: readonly string[] }

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

/** The fields of a kind. Mailboxes have a month, everything else a day. */
export function quoteFields(kind: MeasureKind, draft: Draft): readonly QuoteField[] {
  return MEASURE_COLUMNS.filter(({ header, of }) => of.includes(kind) && !LEFT_OUT.has(header) && (header !== 'month' || kind === 'mailboxes'))
    .map(({ header, comment }) => ({ name: header, label: LABELS[header] ?? header, comment, choices: choicesOf(header, draft) }))
}

/** The item that is filled in; refused with every field that is wrong, by its column. */
export function itemOf(kind: MeasureKind, filled: Readonly<Record<string, string>>): Result<QuoteItem> {
  const cells = Object.fromEntries(Object.entries(filled).map(([name, text]) => [name, text.trim()] as const).filter(([, text]) => text !== ''))
  const of = monthOfCells(kind, cells)
  if (of === null) return refused([issue('not-a-date', 'The day is missing or no day.', { remedy: kind === 'mailboxes' ? 'Write the month as 2003-10.' : 'Write a day as 2003-10-14, a time as 2003-10-14T10:30.' })])
  const item = measureItem({ kind, month: month(of), rowNumber: 1, cells })
  return item.ok ? item : refused(item.failure.map((each) => ({ ...each, message: each.message.replace(/^Row 1: /, '') })))
}
