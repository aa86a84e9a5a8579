/** Connections to model files. */
import Database from 'better-sqlite3'
import { accessSync, closeSync, constants, copyFileSync, existsSync, openSync, readSync, realpathSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

import { failureOfSystemCode, fileMissing, notAModel, otherApplication, readOnly, StoreRefusal, systemCode, unreadable } from './failures.ts'

export type Connection = Database.Database

/** `Rtbk`, at byte 68 of every model file. */
export const APPLICATION_ID = 0x52_74_62_6b

/** How long a write waits for a reader (a snapshot being made), in milliseconds. */
const PATIENCE_MS = 5000

/** An absolute path whose name the database library takes as it is (it trims names). */
export function absolutePath(path: string): string {
  const absolute = resolve(path)
  if (path.trim() === '' || absolute !== absolute.trim() || absolute.includes('\0')) throw new StoreRefusal(unreadable(JSON.stringify(path), 'a name of a file cannot be empty, or begin or end with a space'))
  return absolute
}

/** A file that is a model by its first bytes: its path as named and with links followed. Nothing is locked, made or changed. */
export function findModel(named: string): { readonly path: string; readonly realPath: string } {
  const path = absolutePath(named)
  const realPath = followLinks(path)
  const header = readHeader(realPath)
  if (header.length === 0) throw new StoreRefusal(notAModel(path, 'it is empty'))
  if (header.length < 100 || header.toString('latin1', 0, 16) !== 'SQLite format 3\0') throw new StoreRefusal(notAModel(path, 'it is not a database'))
  if (header.readUInt32BE(68) !== APPLICATION_ID) throw new StoreRefusal(otherApplication(path))
  return { path, realPath }
}

function followLinks(path: string): string {
  try {
    const real = realpathSync(path)
    if (!statSync(real).isFile()) throw new StoreRefusal(notAModel(path, 'it is a folder or a device'))
    return real
  } catch (error) {
    throw readingRefused(error, path)
  }
}

function readHeader(path: string): Buffer {
  try {
    const descriptor = openSync(path, 'r')
    try {
      const header = Buffer.alloc(100)
      return header.subarray(0, readSync(descriptor, header, 0, 100, 0))
    } finally {
      closeSync(descriptor)
    }
  } catch (error) {
    throw readingRefused(error, path)
  }
}

function readingRefused(error: unknown, path: string): unknown {
  const code = systemCode(error)
  if (error instanceof StoreRefusal || code === undefined) return error
  if (code === 'ENOENT' || code === 'ENOTDIR') return new StoreRefusal(fileMissing(path))
  if (code === 'EACCES' || code === 'EPERM') return new StoreRefusal(unreadable(path, 'you may not read it'))
  const failure = failureOfSystemCode(code, path)
  return failure === undefined ? error : new StoreRefusal(failure)
}

/** Refuses a file or a folder that may not be written, before anything is made beside it. */
export function assertWritable(path: string): void {
  try {
    accessSync(path, constants.W_OK)
    accessSync(dirname(path), constants.W_OK)
  } catch {
    throw new StoreRefusal(readOnly(path))
  }
}

/** @param source the path of a file, or the bytes of one, to be held in memory */
export function connect(source: string | Buffer, access: 'read-only' | 'read-write' | 'create'): Connection {
  const database = new Database(source, { readonly: access === 'read-only', fileMustExist: access !== 'create', timeout: PATIENCE_MS })
  // Text and triggers in a file from outside may not call functions with side effects.
  database.pragma('trusted_schema = OFF')
  database.pragma('cell_size_check = ON')
  database.pragma('foreign_keys = ON')
  return database
}

/**
 * Settings of a connection that writes. The rollback journal with synchronous=EXTRA: the one file is whole whenever it is
 * copied between transactions, and what `append` acknowledges survives a loss of power.
 */
export function prepareForWriting(database: Connection, maxPageCount: number | undefined): void {
  database.pragma('journal_mode = DELETE')
  database.pragma('synchronous = EXTRA')
  if (maxPageCount !== undefined) database.pragma(`max_page_count = ${Math.trunc(maxPageCount)}`)
}

/**
 * A whole copy of a model at a new path, as its last transaction left it, without touching its lock file.
 * VACUUM INTO and not the library's `backup`: that one is asynchronous, and starts anew at each write in between.
 */
export function copyModel(from: string, to: string): void {
  try {
    copyThrough(from, to)
  } catch (error) {
    if (!(error instanceof Database.SqliteError) || !existsSync(`${from}-journal`) || !/^SQLITE_(?:READONLY_ROLLBACK|CANTOPEN)/.test(error.code)) throw error
    // A writer died in the middle of a transaction, and only a writer may take that back: it is taken back in the copy.
    copyFileSync(from, to)
    copyFileSync(`${from}-journal`, `${to}-journal`)
    const copy = connect(to, 'read-write')
    try {
      copy.prepare('SELECT count(*) FROM sqlite_schema').get()
    } finally {
      copy.close()
    }
  }
}

function copyThrough(from: string, to: string): void {
  const database = connect(from, 'read-only')
  try {
    copyInto(database, to)
  } finally {
    database.close()
  }
}

/** A whole copy of an open database at a new path. */
export function copyInto(database: Connection, to: string): void {
  database.prepare('VACUUM INTO ?').run(to)
}
