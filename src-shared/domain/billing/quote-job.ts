/** What a quote is asked for: jobs, print runs, data sets and the like, as they are written down before they run. */
import type { Units, Usd } from '../decimal.ts'
import type { IsoDate } from '../fiscal-year.ts'
import type { CustomerClass } from '../model/tables.ts'
import type { CpuTimeUnit } from '../usage/computer-units.ts'
import type { LocalTime } from '../usage/local-time.ts'
import type { Complexity, MailRoomService } from '../usage/mail-room.ts'
import type { MailboxGroup } from '../usage/mailboxes.ts'
import type { BinKind, PrintForm } from '../usage/rating-rules.ts'
import type { DiskSpace } from '../usage/storage-units.ts'
import type { Sharer } from './shared-charge.ts'

/** Batch work, TSO or on-line transactions; its start decides prime or non-prime. */
export type ComputerJob = {
  readonly kind: 'job'
  readonly startedAt: LocalTime
  readonly system: string
  readonly applicationClass: string
  readonly cpu: { readonly amount: Units; readonly unit: CpuTimeUnit }
  readonly ios: Units
  readonly terminalRegion: boolean
  readonly tapeMounts: Units
}

/** Output on paper: of a SYSOUT class, or of a form where nothing is compressed. */
export type PrintRun = { readonly kind: 'print'; readonly day: IsoDate | null; readonly output: { readonly sysoutClass: string } | { readonly form: PrintForm }; readonly pages: Units; readonly lines: Units | null }
export type DataSet = { readonly kind: 'data-set'; readonly day: IsoDate | null; readonly space: DiskSpace; readonly days: Units }
export type TapeFile = { readonly kind: 'tape-file'; readonly day: IsoDate | null; readonly gigabytes: Units; readonly days: Units; readonly stacked: boolean }
export type ArchiveFile = { readonly kind: 'archive-file'; readonly day: IsoDate | null; readonly gigabytes: Units; readonly days: Units }
export type StoredReport = { readonly kind: 'report'; readonly day: IsoDate | null; readonly pages: Units; readonly days: Units }
export type Session = { readonly kind: 'session'; readonly from: LocalTime; readonly to: LocalTime; readonly lastActivityAt: LocalTime | null }
/** DDSII: priced by drop and by mile, each month. */
export type Circuit = { readonly kind: 'circuit'; readonly day: IsoDate | null; readonly drops: Units; readonly miles: Units; readonly months: number }
export type Mailboxes = { readonly kind: 'mailboxes'; /** `YYYY-MM`. */ readonly month: string; readonly groups: readonly MailboxGroup[] }
/** Support of a local network: priced by the mailboxes of the agency, each month. */
export type LanSupport = { readonly kind: 'lan-support'; readonly day: IsoDate | null; readonly mailboxes: Units; readonly months: number }
/** Checks that were issued, or people who are on the payroll for the whole year. */
export type PayrollChecks = { readonly kind: 'payroll-checks'; readonly day: IsoDate | null; readonly count: { readonly checks: Units } | { readonly people: Units } }
export type Mailing = { readonly kind: 'mailing'; readonly day: IsoDate | null; readonly service: MailRoomService; readonly pieces: Units; readonly complexity: Complexity }
export type Bin = { readonly kind: 'bin'; readonly bin: BinKind; readonly level: number; readonly count: Units; readonly months: number }
/** Billed by the year, in instalments from its approval on. */
export type Subscription = { readonly kind: 'subscription'; readonly rate: string; readonly annual: { readonly quantity: Units } | { readonly cost: Usd }; readonly approvedOn: IsoDate }
/** Any other rate by its code: ports, servers, seats, hours, square feet; for some months, or from a day to the end of the fiscal year. */
export type UnitsOfRate = { readonly kind: 'units'; readonly rate: string; readonly quantity: Units; readonly span: { readonly months: number } | { readonly from: IsoDate } }
/** A rate that passes a cost on: postage, equipment, contract labor, telephone charges. */
export type CostOfRate = { readonly kind: 'cost'; readonly rate: string; readonly cost: Usd }

/** A cost that is passed on to one customer alone, or to all who share what it pays for (BILL-12). */
export type SharedCost = { readonly kind: 'shared'; readonly rate: string; readonly cost: Usd; readonly sharers: readonly Sharer[] }

export type QuoteItem = { readonly label: string } & (ComputerJob | PrintRun | DataSet | TapeFile | ArchiveFile | StoredReport | Session | Circuit | Mailboxes | LanSupport | PayrollChecks | Mailing | Bin | Subscription | UnitsOfRate | CostOfRate | SharedCost)
export type QuoteItemKind = QuoteItem['kind']

export const QUOTE_ITEM_KINDS = [
  'job', 'print', 'data-set', 'tape-file', 'archive-file', 'report', 'session', 'circuit', 'mailboxes', 'lan-support', 'payroll-checks', 'mailing', 'bin', 'subscription', 'units', 'cost', 'shared',
] as const satisfies readonly QuoteItemKind[]

export type QuoteJob = { readonly customerClass: CustomerClass; readonly items: readonly QuoteItem[] }
