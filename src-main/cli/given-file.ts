/** Files that are named on the command line. */
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs'

import { MAX_IMPORT_BYTES } from '../../src-shared/contract/contract.ts'
import { issue, type Issue } from '../../src-shared/domain/issues.ts'
import { ok, refused, type Result } from '../../src-shared/domain/result.ts'

const SQLITE_MAGIC = 'SQLite format 3\0'

const A_FOLDER = 'is a folder'

function whyUnreadable(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  if (code === 'ENOENT') return 'is not there'
  if (code === 'EACCES' || code === 'EPERM') return 'may not be read by you'
  if (code === 'EISDIR') return A_FOLDER
  return `cannot be read (${String(code)})`
}

/** Why a file cannot be had, from what the system said. */
export function unreadableIssue(file: string, error: unknown): Issue {
  return unreadable(file, whyUnreadable(error))
}

export function folderIssue(file: string): Issue {
  return unreadable(file, A_FOLDER)
}

function unreadable(file: string, why: string): Issue {
  return issue('unreadable-file', `${file} ${why}.`, { remedy: 'Check the name and try again.' })
}

/** The bytes of a file of at most 50 MB, or why they cannot be had. */
export function readGivenFile(file: string): Result<Uint8Array<ArrayBuffer>> {
  try {
    const { size } = statSync(file)
    if (size > MAX_IMPORT_BYTES) {
      return refused([issue('file-too-large', `${file} has ${size} bytes.`, { remedy: `Files up to ${MAX_IMPORT_BYTES} bytes are read; split it.` })])
    }
    return ok(new Uint8Array(readFileSync(file)))
  } catch (error) {
    return refused([unreadableIssue(file, error)])
  }
}

/** The text of a file in UTF-8; `what` names its content in messages. */
export function readGivenText(file: string, what: string): Result<string> {
  const bytes = readGivenFile(file)
  if (!bytes.ok) return bytes
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes.value))
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return refused([issue('wrong-encoding', `${what} is not written in UTF-8.`, { remedy: 'Save it as UTF-8.' })])
  }
}

/** True when the file is a database, whatever its name; its contents are the store's affair. */
export function isDatabase(file: string): Result<boolean> {
  try {
    const handle = openSync(file, 'r')
    try {
      const head = Buffer.alloc(SQLITE_MAGIC.length)
      readSync(handle, head, 0, head.length, 0)
      return ok(head.toString('latin1') === SQLITE_MAGIC)
    } finally {
      closeSync(handle)
    }
  } catch (error) {
    return refused([unreadableIssue(file, error)])
  }
}
