/** Why a model file is refused, in words for the person at the screen: what is wrong, where, and what to do. */
import Database from 'better-sqlite3'

import type { StoreFailure } from '../core/ports.ts'
import { ok, refused, type Result } from '../../src-shared/domain/result.ts'

/** Carries a failure out of a transaction, which only an exception rolls back; `attempt` turns it into a value. */
export class StoreRefusal extends Error {
  readonly failure: StoreFailure

  constructor(failure: StoreFailure) {
    super(failure.message)
    this.name = 'StoreRefusal'
    this.failure = failure
  }
}

export function fileMissing(path: string): StoreFailure {
  return { code: 'FILE_MISSING', message: `There is no file ${path}.`, remedy: 'Check the name and the folder; a drive that is not connected also looks like this.' }
}

export function folderMissing(path: string): StoreFailure {
  return { code: 'FILE_MISSING', message: `The folder of ${path} is not there.`, remedy: 'Make the folder first, or choose another one.' }
}

export function folderFilled(path: string): StoreFailure {
  return { code: 'FILE_EXISTS', message: `There is already something in ${path}.`, remedy: 'Choose a new folder, or empty this one first.' }
}

export function fileExists(path: string): StoreFailure {
  return { code: 'FILE_EXISTS', message: `There is already a file ${path}.`, remedy: 'Choose another name, or move that file away first.' }
}

export function notAModel(path: string, reason: string): StoreFailure {
  return { code: 'FILE_NOT_A_MODEL', message: `${path} is not a Ratebook model: ${reason}.`, remedy: 'Open a file that Ratebook made, or import this one into a model.' }
}

export function otherApplication(path: string): StoreFailure {
  return { code: 'FILE_OF_OTHER_APPLICATION', message: `${path} is a database of another application.`, remedy: 'Open a file that Ratebook made. Nothing in this one was touched.' }
}

export function fromNewerVersion(path: string, schema: { readonly file: number; readonly known: number }): StoreFailure {
  return {
    code: 'FILE_FROM_NEWER_VERSION',
    message: `${path} was written by a newer Ratebook (its format is ${schema.file}, this Ratebook knows up to ${schema.known}).`,
    remedy: 'Update Ratebook, then open it again. Nothing in the file was touched.',
  }
}

export function damaged(path: string, detail: string): StoreFailure {
  return { code: 'FILE_DAMAGED', message: `${path} is damaged: ${detail}.`, remedy: `Open the newest copy in the folder of its backups, and keep the damaged file for whoever looks into it.` }
}

export function readOnly(path: string): StoreFailure {
  return { code: 'FILE_READ_ONLY', message: `${path} may not be written.`, remedy: 'Ask for write permission on the file and its folder, open it as a read-only snapshot, or work in a copy elsewhere.' }
}

export function openElsewhere(path: string): StoreFailure {
  return { code: 'FILE_READ_ONLY', message: `${path} cannot be replaced now: another program has it open.`, remedy: 'Close it there and try again, or choose another name.' }
}

export function snapshotIsReadOnly(path: string): StoreFailure {
  return { code: 'FILE_READ_ONLY', message: `${path} was opened as a read-only snapshot.`, remedy: 'Save a copy and work in that, or open the file itself when it is free.' }
}

export function diskFull(path: string): StoreFailure {
  return { code: 'DISK_FULL', message: `There is no space left to write ${path}.`, remedy: 'Make space on that disk and try again. What was saved before is whole.' }
}

export function unreadable(path: string, detail: string): StoreFailure {
  return { code: 'FILE_UNREADABLE', message: `${path} cannot be read or written: ${detail}.`, remedy: 'Check its name, your permissions, and that its drive is connected.' }
}

export type Holder = { readonly author: string; readonly host: string; readonly since: string }

export function locked(path: string, by: { readonly holder: Holder | null; readonly lockPath: string }): StoreFailure {
  const remedy = `Open a read-only snapshot meanwhile. If nobody has it open any more, delete ${by.lockPath}.`
  if (by.holder === null) return { code: 'STORE_LOCKED', message: `${path} is open elsewhere.`, remedy }
  const { author, host, since } = by.holder
  return { code: 'STORE_LOCKED', message: `${path} is open by ${author === '' ? 'someone' : author} on ${host} since ${since}.`, remedy, holder: by.holder }
}

/** A file that is to be replaced, and that somebody has open. */
export function targetLocked(path: string, by: { readonly holder: Holder | null; readonly lockPath: string }): StoreFailure {
  return { ...locked(path, by), remedy: `Choose another name, or have it closed there first. If nobody has it open any more, delete ${by.lockPath}.` }
}

export function isOpenModel(path: string): StoreFailure {
  return { code: 'FILE_EXISTS', message: `${path} is the model that is open here; a copy cannot take its place.`, remedy: 'Choose another name.' }
}

export function busy(path: string): StoreFailure {
  return { code: 'STORE_LOCKED', message: `${path} is being read or written by another program at this moment.`, remedy: 'Try again in a moment.' }
}

export function beingWritten(path: string): StoreFailure {
  return { code: 'STORE_LOCKED', message: `An import is being written to ${path} at this moment.`, remedy: 'Try again when it is done, or cancel it.' }
}

/** A failure for an error code of the operating system; undefined for one that only a bug explains. */
export function failureOfSystemCode(code: string, path: string): StoreFailure | undefined {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return folderMissing(path)
    case 'EEXIST':
      return fileExists(path)
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return readOnly(path)
    case 'EBUSY':
    case 'ETXTBSY':
      return openElsewhere(path)
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return diskFull(path)
    case 'EIO':
    case 'ENAMETOOLONG':
    case 'ELOOP':
    case 'EISDIR':
    case 'ENXIO':
    case 'ESTALE':
    case 'ETIMEDOUT':
    case 'ERR_INVALID_ARG_VALUE':
      return unreadable(path, `the system says ${code}`)
    default:
      return undefined
  }
}

/** A failure for a result code of SQLite; undefined for one that only a bug explains (a constraint, an error in SQL). */
export function failureOfSqliteCode(code: string, path: string): StoreFailure | undefined {
  if (code === 'SQLITE_READONLY_DBMOVED') {
    return { code: 'FILE_MISSING', message: `${path} was moved or deleted while it was open.`, remedy: 'Put it back under its name, or save a copy of what is open.' }
  }
  if (code === 'SQLITE_NOTADB') return notAModel(path, 'it is not a database')
  if (code === 'SQLITE_FULL') return diskFull(path)
  if (code.startsWith('SQLITE_CORRUPT')) return damaged(path, 'its pages do not fit together')
  if (code.startsWith('SQLITE_READONLY') || code === 'SQLITE_PERM') return readOnly(path)
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return busy(path)
  if (code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_IOERR')) return unreadable(path, `the disk reports an error, ${code}`)
  return undefined
}

/** The `code` of a system error. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** The failure that an error stands for; undefined for a bug. */
export function failureOf(error: unknown, path: string): StoreFailure | undefined {
  if (error instanceof StoreRefusal) return error.failure
  const code = systemCode(error)
  if (code === undefined) return undefined
  return error instanceof Database.SqliteError ? failureOfSqliteCode(code, path) : failureOfSystemCode(code, path)
}

/** Runs `act`; what it throws becomes a failure that names `path`, and a bug goes on as it is. */
export function attempt<Value>(path: string, act: () => Value): Result<Value, StoreFailure> {
  try {
    return ok(act())
  } catch (error) {
    const failure = failureOf(error, path)
    if (failure === undefined) throw error
    return refused(failure)
  }
}

/** `attempt` for what takes its time. */
export async function attemptAsync<Value>(path: string, act: () => Promise<Value>): Promise<Result<Value, StoreFailure>> {
  try {
    return ok(await act())
  } catch (error) {
    const failure = failureOf(error, path)
    if (failure === undefined) throw error
    return refused(failure)
  }
}
