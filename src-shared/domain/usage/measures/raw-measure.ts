/** Raw usage: what a machine measured, row by row, before the rules make monthly quantities of it (BILL-1, NUM-7). */
import type { QuoteItemKind } from '../../billing/quote-job.ts'
import type { Month } from '../../month.ts'

/** What can be measured: the items of a quote that are no quantities already. */
export const MEASURE_KINDS = [
  'job', 'print', 'data-set', 'tape-file', 'archive-file', 'report', 'session', 'circuit', 'mailboxes', 'lan-support', 'payroll-checks', 'mailing', 'bin',
] as const satisfies readonly QuoteItemKind[]
export type MeasureKind = (typeof MEASURE_KINDS)[number]

/** A row as it was imported: it stays in the file with its batch, so that it can be rated again when a rule changes. */
export type RawMeasure = {
  /** 1-based row of the file. */
  readonly rowNumber: number
  readonly customerId: string
  readonly kind: MeasureKind
  readonly month: Month
  /** The other cells that are not empty, by column: `{ startedAt: '2003-10-14T10:30', system: 'ASYS', ... }`. */
  readonly cells: Readonly<Record<string, string>>
}

type Column = { readonly header: string; readonly of: readonly MeasureKind[]; readonly comment: string; readonly holds?: 'number' | 'flag' }

/** Kinds that say nothing of when they were used but their day or month. */
const DATED: readonly MeasureKind[] = ['print', 'data-set', 'tape-file', 'archive-file', 'report', 'circuit', 'lan-support', 'payroll-checks', 'mailing', 'bin']

/** The columns behind `agency` and `kind`, in the order of the template; names are those of a job that is quoted. */
export const MEASURE_COLUMNS: readonly Column[] = [
  { header: 'month', of: [...DATED, 'mailboxes'], comment: 'The month, YYYY-MM. Of mailboxes; of the other kinds where no date is given.' },
  { header: 'date', of: DATED, comment: 'The day, YYYY-MM-DD, whose rules are used.' },
  { header: 'startedAt', of: ['job'], comment: 'Start of a job in local time, YYYY-MM-DDTHH:MM: it decides prime or non-prime.' },
  { header: 'system', of: ['job'], comment: 'The system of a job: ASYS.' },
  { header: 'applicationClass', of: ['job'], comment: 'The application class of a job: Batch, TSO, CICS.' },
  { header: 'cpuHours', of: ['job'], comment: 'CPU time of a job in one of three units.', holds: 'number' },
  { header: 'cpuMinutes', of: ['job'], comment: 'The same in minutes.', holds: 'number' },
  { header: 'cpuSeconds', of: ['job'], comment: 'The same in seconds.', holds: 'number' },
  { header: 'ios', of: ['job'], comment: 'Input and output operations of a job.', holds: 'number' },
  { header: 'terminalRegion', of: ['job'], comment: 'yes for on-line work that a terminal region hosts.', holds: 'flag' },
  { header: 'tapeMounts', of: ['job'], comment: 'Tapes that a job had mounted.', holds: 'number' },
  { header: 'sysoutClass', of: ['print'], comment: 'SYSOUT class of printed output; or the form.' },
  { header: 'form', of: ['print'], comment: 'standard or special.' },
  { header: 'pages', of: ['print', 'report'], comment: 'Page images that were printed; pages of a stored report.', holds: 'number' },
  { header: 'lines', of: ['print'], comment: 'Lines that were printed, where they are known.', holds: 'number' },
  { header: 'device', of: ['data-set'], comment: 'Disk that tracks are of: 3380 or 3390.' },
  { header: 'tracks', of: ['data-set'], comment: 'Allocated tracks; or gigabytes.', holds: 'number' },
  { header: 'gigabytes', of: ['data-set', 'tape-file', 'archive-file'], comment: 'Size on disk, tape or in the archive.', holds: 'number' },
  { header: 'days', of: ['data-set', 'tape-file', 'archive-file', 'report'], comment: 'Days of the month for which it was kept.', holds: 'number' },
  { header: 'stacked', of: ['tape-file'], comment: 'yes for a tape file that shares its volume with others.', holds: 'flag' },
  { header: 'from', of: ['session'], comment: 'Logon of a session in local time.' },
  { header: 'to', of: ['session'], comment: 'Logoff.' },
  { header: 'lastActivityAt', of: ['session'], comment: 'Its last activity, where it is known.' },
  { header: 'drops', of: ['circuit'], comment: 'Drops of a circuit in the month.', holds: 'number' },
  { header: 'miles', of: ['circuit'], comment: 'Its miles.', holds: 'number' },
  { header: 'megabytes', of: ['mailboxes'], comment: 'Size of each of these mailboxes.', holds: 'number' },
  { header: 'count', of: ['mailboxes', 'bin'], comment: 'How many mailboxes or bins.', holds: 'number' },
  { header: 'since', of: ['mailboxes'], comment: 'Their first day, where it lies in the month.' },
  { header: 'mailboxes', of: ['lan-support'], comment: 'Mailboxes that the agency had in the month, those of a part of it among them, where its local network is supported.', holds: 'number' },
  { header: 'checks', of: ['payroll-checks'], comment: 'Payroll checks that were issued.', holds: 'number' },
  { header: 'service', of: ['mailing'], comment: 'manual-insertion, automated-insertion, clerical or data-entry.' },
  { header: 'pieces', of: ['mailing'], comment: 'Pieces, hours or keystrokes.', holds: 'number' },
  { header: 'complexity', of: ['mailing'], comment: 'Code of a complexity factor; 1 when left out.' },
  { header: 'bin', of: ['bin'], comment: 'report, inter-office or incoming.' },
  { header: 'level', of: ['bin'], comment: 'Level of the bin.', holds: 'number' },
]

const EXAMPLES: readonly Readonly<Record<string, string>>[] = [
  { kind: 'job', startedAt: '2003-10-14T10:30', system: 'ASYS', applicationClass: 'Batch', cpuMinutes: '0.3', ios: '20000', tapeMounts: '2' },
  { kind: 'print', date: '2003-10-14', sysoutClass: 'A', pages: '5', lines: '3600' },
  { kind: 'data-set', month: '2003-10', device: '3390', tracks: '1000', days: '31' },
  { kind: 'mailboxes', month: '2003-10', megabytes: '40', count: '10' },
]

export type RawUsageTemplate = { readonly name: 'raw-usage'; readonly columns: readonly { readonly header: string; readonly example: string; readonly comment: string; readonly required: boolean }[]; readonly csv: string }

/** The CSV that an import of raw usage reads: a comment for each column, the header, an example of four kinds. */
export function rawUsageTemplate(): RawUsageTemplate {
  const columns = [
    { header: 'agency', required: true, example: 'ABC', comment: 'Code of the agency that used it. A file holds whole months: what it says of an agency, rate and month takes the place of what was there.' },
    { header: 'kind', required: true, example: 'job', comment: `What was measured: ${MEASURE_KINDS.join(', ')}.` },
    ...MEASURE_COLUMNS.map(({ header, of, comment }) => ({ header, required: false, example: EXAMPLES.find((each) => each[header] !== undefined)?.[header] ?? '', comment: `Of ${of.join(', ')}. ${comment}` })),
  ]
  const lines = [
    ...columns.map(({ header, required, comment }) => `# ${header}: ${required ? 'required. ' : ''}${comment}`), columns.map(({ header }) => header).join(','),
    ...EXAMPLES.map((example) => columns.map(({ header }) => (header === 'agency' ? 'ABC' : (example[header] ?? ''))).join(',')),
  ]
  return { name: 'raw-usage', columns, csv: `${lines.join('\n')}\n` }
}
