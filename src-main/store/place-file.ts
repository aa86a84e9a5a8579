/** Files are written aside and moved into place, so that a name only ever stands for a whole file. */
import { closeSync, fsyncSync, linkSync, openSync, renameSync, rmSync, copyFileSync, constants } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { basename, dirname, join } from 'node:path'

import { fileExists, StoreRefusal, systemCode } from './failures.ts'

/** A hidden name in the same folder, hence on the same disk. */
export function pathAside(path: string): string {
  return join(dirname(path), `.${basename(path).slice(0, 100)}.${randomUUID()}.tmp`)
}

function sync(path: string, flags: 'r' | 'r+'): void {
  const descriptor = openSync(path, flags)
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Brings a file's content to the disk. */
export function syncFile(path: string): void {
  sync(path, 'r+')
}

/** Brings the names in a folder to the disk. Windows has no such call, and some network drives refuse it. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return
  try {
    sync(path, 'r')
  } catch (error) {
    const code = systemCode(error)
    if (code !== 'EINVAL' && code !== 'EACCES' && code !== 'EPERM' && code !== 'ENOTSUP') throw error
  }
}

/** Moves a finished file over whatever has that name. */
export function moveOver(aside: string, path: string): void {
  renameSync(aside, path)
  syncFolder(dirname(path))
}

/** Moves a finished file to a name that must be free: FILE_EXISTS otherwise, also when two come at once. */
export function moveToFreeName(aside: string, path: string): void {
  try {
    linkSync(aside, path)
  } catch (error) {
    const code = systemCode(error)
    if (code === 'EEXIST') throw new StoreRefusal(fileExists(path))
    // FAT and some network drives have no hard links.
    if (code !== 'EPERM' && code !== 'ENOSYS' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP' && code !== 'EMLINK') throw error
    copyFileSync(aside, path, constants.COPYFILE_EXCL)
    syncFile(path)
  }
  rmSync(aside, { force: true })
  syncFolder(dirname(path))
}

/** Calls `write` with a path aside, brings what it wrote to the disk and moves it; leaves nothing behind when that fails. */
export function writeAside(path: string, how: { readonly write: (aside: string) => void; readonly move: (aside: string, path: string) => void }): void {
  const aside = pathAside(path)
  try {
    how.write(aside)
    syncFile(aside)
    how.move(aside, path)
  } finally {
    rmSync(aside, { force: true })
  }
}
