/**
 * What the core needs from outside: a store, workbooks, files, a clock, ids, and what the host can show.
 * `createCore` gets one of each; tests use the real parts and fake only clock, ids and dialogs.
 */
import type { Draft, ModelRows } from '../../src-shared/domain/model/draft.ts'
import type { JournalEntry, JournalSummary, RowHistory } from '../../src-shared/domain/model/edit.ts'
import type { TableName } from '../../src-shared/domain/model/tables.ts'
import type { Issue } from '../../src-shared/domain/issues.ts'
import type { ChartModel, ReportModel } from '../../src-shared/domain/reports/report-model.ts'
import type { UsageBatch } from '../../src-shared/domain/model/billing-tables.ts'
import type { Result } from '../../src-shared/domain/result.ts'
import type { Steps, StepsDone } from '../../src-shared/domain/steps.ts'
import type { BatchLines, CountedLines } from '../../src-shared/domain/usage/batch-lines.ts'
import type { DaysOfLines } from '../../src-shared/domain/usage/days-of-lines.ts'
import type { RawMeasure } from '../../src-shared/domain/usage/measures/raw-measure.ts'
import type { InspectedUsage, UsageCatalog, UsageImportMapping, UsageOfFile } from '../../src-shared/domain/usage/imports/usage-import.ts'

export type Clock = { now(): Date }
export type Ids = { next(): string }

/** Why a model file cannot be opened, made or written; each becomes a declared error of the contract. */
export type StoreFailure = {
  readonly code:
    | 'FILE_MISSING'
    | 'FILE_EXISTS'
    | 'FILE_NOT_A_MODEL'
    | 'FILE_OF_OTHER_APPLICATION'
    | 'FILE_FROM_NEWER_VERSION'
    | 'FILE_DAMAGED'
    | 'FILE_READ_ONLY'
    | 'DISK_FULL'
    | 'STORE_LOCKED'
    | 'FILE_UNREADABLE'
  readonly message: string
  readonly remedy: string
  /** STORE_LOCKED: who has it, as the lock file says. */
  readonly holder?: { readonly author: string; readonly host: string; readonly since: string }
}

export type OpenMode = 'read-write' | 'snapshot'

/** The lines of a batch that an edit adds; they stay in the file for ever, and count while the batch is a row of the model. */
export type UsageOfBatch = { readonly batchId: string; readonly lines: BatchLines; /** Of the lines that are of days. */ readonly days?: DaysOfLines; /** The raw rows of which the rules made the lines. */ readonly measures?: readonly RawMeasure[] }

/** One open model file. Every method is synchronous: the store lives in the core's own process. */
export type Store = {
  readonly path: string
  readonly mode: OpenMode
  /** All rows, as the last committed transaction left them. */
  readDraft(): Draft
  /** Revision of the last journal entry; 0 for a new file. */
  revision(): number
  /** Rows, journal entry and lines in one transaction, on disk when it returns. `entry.revision` must be `revision() + 1`. */
  append(entry: JournalEntry, ...usage: readonly UsageOfBatch[]): Result<void, StoreFailure>
  /**
   * The same in steps, of which each is short; on disk when it ends. Between them nothing of it is seen, and nothing else can be written
   * (STORE_LOCKED). Whoever stops has to throw into it: it then leaves nothing behind.
   */
  appendInSteps(entry: JournalEntry, usage: readonly UsageOfBatch[]): Steps<Result<void, StoreFailure>>
  /** The lines of these batches of the model, of the highest number where several have the same customer, rate and month. */
  readUsage(batches: readonly Pick<UsageBatch, 'id' | 'number' | 'lineCount'>[]): Result<CountedLines, StoreFailure>
  /** The days of these lines, as `readUsage` gave them, in some months (as `monthNumber` counts them); none of a line of a whole month. */
  readDays(lines: CountedLines, months: { readonly first: number; readonly last: number }): Result<DaysOfLines, StoreFailure>
  /** The raw rows of a batch in the order of its file, or those of a customer, or of one month of a customer; none of a batch of ready quantities. */
  readMeasures(batchId: string, only?: Pick<RawMeasure, 'customerId'> & Partial<Pick<RawMeasure, 'month'>>): Result<readonly RawMeasure[], StoreFailure>
  /** The lock names this author from now on; who opens the first model is asked for a name only then. */
  signAs(author: string): Result<void, StoreFailure>
  /** Newest first. */
  history(page: { readonly before: number | null; readonly limit: number }): readonly JournalSummary[]
  /** The entries that changed any of the rows, newest first from the one before `before` on, each with its changes of those rows alone. */
  historyOf(request: { readonly rows: readonly { readonly table: TableName; readonly id: string }[]; readonly before: number | null; readonly limit: number }): readonly RowHistory[]
  entry(revision: number): JournalEntry | undefined
  /** A full copy in the folder of backups; returns its path. Of automatic ones (before an import) the newest 20 are kept, checkpoints (the default) for ever. */
  backup(label: string, kind?: 'checkpoint' | 'automatic'): Result<string, StoreFailure>
  /** A whole copy at another path, written aside and moved into place; FILE_EXISTS where the name is taken. */
  saveCopy(path: string): Result<void, StoreFailure>
  /** The same in the place of whatever file has that name: never the open one, and never a model that somebody has open. */
  saveCopyOver(path: string): Result<void, StoreFailure>
  /** Integrity, canonical decimals, journal continuity, lines of usage; empty when all is well. */
  verify(): readonly Issue[]
  close(): void
}

export type StoreFactory = {
  create(request: { readonly path: string; readonly author: string }): Result<Store, StoreFailure>
  /** Migrates after a backup where needed. `snapshot` reads a copy made with the backup API and never touches the lock. */
  open(request: { readonly path: string; readonly author: string; readonly mode: OpenMode }): Result<Store, StoreFailure>
}

export type ReportFormat = 'xlsx' | 'csv' | 'pdf'

/** A table as it came from outside, before it means anything. All cells are text as displayed; bounded in every direction. */
export type ForeignTable = {
  readonly sheet: string
  /** 1-based row number in the source of `rows[i]`. */
  readonly rowNumbers: readonly number[]
  readonly rows: readonly (readonly string[])[]
}

/** How far a large file has been read. */
export type ReadingProgress = { readonly rows: number; readonly bytes: number; readonly totalBytes: number }

/** `onRows`: how many of a table's rows have come. */
export type TablesWatch = { readonly signal?: AbortSignal | undefined; readonly onRows?: (rows: StepsDone) => void }

/** A file of usage: `sheet` empty for the first that fits (a CSV has one alone), `mapping` null for what its first rows propose. */
export type UsageToRead = { readonly file: File; readonly sheet: string; readonly mapping: UsageImportMapping | null; readonly catalog: UsageCatalog }

/** The pieces of a zip in the order in which they are written; the content of its files is packed already. */
export type ZipWriter = { add(name: string, content: Uint8Array): readonly Uint8Array[]; end(): readonly Uint8Array[] }

/** `mark`: what a picture by itself has to say of its figures; null: nothing. */
export type MarkedChart = { readonly chart: ChartModel; readonly mark: string | null }

export type Workbooks = {
  /** Runs off the caller's thread; the bytes of the finished file. `signal` cancels and leaves nothing behind. */
  write(report: ReportModel, format: ReportFormat, signal?: AbortSignal): Promise<Uint8Array>
  /** One chart as a PNG, as it stands in a workbook; on the same thread as a report. */
  picture(picture: MarkedChart, signal?: AbortSignal): Promise<Uint8Array>
  /** Many reports as one file. */
  zip(): ZipWriter
  /** Parses an untrusted CSV or xlsx in a worker with limits of size, rows, columns, memory and time. */
  read(file: { readonly name: string; readonly bytes: Uint8Array }, watch?: TablesWatch): Promise<Result<readonly ForeignTable[]>>
  /** The first rows of each table of a file of usage. */
  inspectUsage(file: File, signal?: AbortSignal): Promise<Result<readonly InspectedUsage[]>>
  /** Reads a file of usage to columns, chunk by chunk, off the caller's thread. `signal` cancels and leaves nothing behind. */
  readUsage(request: UsageToRead, watch?: { readonly signal?: AbortSignal | undefined; readonly onProgress?: (progress: ReadingProgress) => void }): Promise<Result<UsageOfFile>>
}

/** A file that is written piece by piece, aside: `finish` puts it into place, `discard` leaves nothing behind. */
export type FileInPieces = { append(bytes: Uint8Array): Result<void, StoreFailure>; finish(): Promise<Result<void, StoreFailure>>; discard(): void }

/** A folder that is filled aside, file by file: `finish` puts it into place, `discard` leaves nothing behind. */
export type FolderOfFiles = { add(name: string, content: Uint8Array): Result<void, StoreFailure>; finish(): Result<void, StoreFailure>; discard(): void }

/** Files of the machine that are not models: written aside and moved into place. */
export type Files = {
  write(path: string, bytes: Uint8Array): Result<void, StoreFailure>
  begin(path: string): Result<FileInPieces, StoreFailure>
  /** A new folder, or an empty one; FILE_EXISTS where there is something in it. */
  beginFolder(path: string): Result<FolderOfFiles, StoreFailure>
  exists(path: string): boolean
  /** Moves a closed file within its folder; FILE_EXISTS rather than write over another. */
  move(request: { readonly from: string; readonly to: string }): Result<void, StoreFailure>
}

/** The sample model's facts, from where this installation keeps them: its rows, and the lines of its one batch of usage. */
export type Samples = { rows(): ModelRows; usage(): BatchLines; /** Raw rows, which the rules of the sample rate. */ measures(): readonly RawMeasure[] }

/** Where what nobody at the screen can act on is told: an error that no procedure declares, by its incident id. */
export type Log = {
  incident(report: { readonly incident: string; readonly procedure: string; readonly error: unknown }): void
  note(message: string): void
}

/** What belongs to the person at this machine, not to a model: a small JSON file in the data folder. */
export type MachineSettings = {
  read(): MachineSettingsData
  write(data: MachineSettingsData): void
}
export type MachineSettingsData = {
  readonly author: string
  readonly recents: readonly { readonly path: string; readonly openedAt: string }[]
  /** Screen preferences (theme, density, column choice and width) by key, JSON text bounded in size. */
  readonly preferences: Readonly<Record<string, string>>
}

/** Native dialogs; null where the host has none (loopback, CLI): the screen then asks for a path in words. */
export type Dialogs = {
  chooseModelToOpen(): Promise<string | null>
  /** A folder that is there. */
  chooseFolder(): Promise<string | null>
  chooseWhereToSave(suggestion: { readonly name: string; readonly kind: 'model' | 'zip' | 'png' | ReportFormat }): Promise<string | null>
}

export type Host = {
  readonly kind: 'desktop' | 'browser' | 'command-line'
  readonly dataFolder: string
  /** The user's documents folder: where a new model goes by default. */
  readonly modelsFolder: string
  readonly dialogs: Dialogs | null
  /** Tells the host what the window's title should be (desktop). */
  titleChanged(title: { readonly name: string; readonly path: string } | null): void
}
