import { accessSync, chmodSync, closeSync, constants, existsSync, mkdirSync, openSync, readdirSync, realpathSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename, join } from 'node:path'

import type { FileInPieces, Files, FolderOfFiles, StoreFailure } from '../core/ports.ts'
import { absolutePath } from './database.ts'
import { attempt, attemptAsync, fileMissing, folderFilled, openElsewhere, StoreRefusal, systemCode, unreadable } from './failures.ts'
import { moveOver, moveToFreeName, pathAside, writeAside } from './place-file.ts'
import type { Result } from '../../src-shared/domain/result.ts'

/** Exports and the like: a name only ever stands for a whole file, the old one or the new one. */
export function createFiles(): Files {
  return {
    write: (path, bytes) => attempt(path, () => writeWhole(absolutePath(path), bytes)),
    begin: (path) => attempt(path, () => beginFile(absolutePath(path))),
    beginFolder: (path) => attempt(path, () => beginFolder(absolutePath(path))),
    exists: (path) => existsSync(path),
    move: ({ from, to }) => move(from, to),
  }
}

type Target = { readonly target: string; /** Of the file that is there; undefined where none is. */ readonly mode: number | undefined }

/** Where a file goes, and that it may go there. */
function targetOf(path: string): Target {
  const target = existsSync(path) ? realpathSync(path) : path
  const present = statSync(target, { throwIfNoEntry: false })
  if (present?.isDirectory() === true) throw new StoreRefusal(unreadable(path, 'it is a folder'))
  // Moving a file over another asks only the folder for permission; a file that its owner made read-only stays.
  if (present !== undefined) accessSync(target, constants.W_OK)
  return { target, mode: present?.mode }
}

/** Each piece is written at once and not kept; bringing the whole to the disk waits without holding up anybody. */
function beginFile(path: string): FileInPieces {
  const { target, mode } = targetOf(path)
  const aside = pathAside(target)
  let descriptor: number | null = openSync(aside, 'wx')
  const close = (): void => {
    if (descriptor !== null) closeSync(descriptor)
    descriptor = null
  }
  return {
    append: (bytes) => attempt(path, () => {
      if (descriptor === null) throw new Error('The file is closed.')
      for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at)
    }),
    finish: () => attemptAsync(path, async () => {
      close()
      const written = await open(aside, 'r+')
      try {
        await written.sync()
      } finally {
        await written.close()
      }
      if (mode !== undefined) chmodSync(aside, mode)
      moveOverUnlessOpen(aside, target)
    }),
    discard() {
      close()
      rmSync(aside, { force: true })
    },
  }
}

/** The names are files of this folder alone; the folder gets its own name when all are in it. */
function beginFolder(path: string): FolderOfFiles {
  const refuseFilled = (): void => {
    if (existsSync(path) && (!statSync(path).isDirectory() || readdirSync(path).length > 0)) throw new StoreRefusal(folderFilled(path))
  }
  refuseFilled()
  const aside = pathAside(path)
  mkdirSync(aside)
  return {
    add: (name, content) => attempt(path, () => writeFileSync(join(aside, basename(name)), content, { flag: 'wx' })),
    finish: () => attempt(path, () => {
      refuseFilled()
      if (existsSync(path)) rmdirSync(path)
      renameSync(aside, path)
    }),
    discard: () => rmSync(aside, { recursive: true, force: true }),
  }
}

function writeWhole(path: string, bytes: Uint8Array): void {
  const { target, mode } = targetOf(path)
  writeAside(target, {
    write(aside) {
      writeFileSync(aside, bytes, { flag: 'wx' })
      if (mode !== undefined) chmodSync(aside, mode)
    },
    move: moveOverUnlessOpen,
  })
}

/** Windows refuses to replace a file that a program has open, with the code that elsewhere means "not permitted". */
function moveOverUnlessOpen(aside: string, target: string): void {
  try {
    moveOver(aside, target)
  } catch (error) {
    if (process.platform === 'win32' && (systemCode(error) === 'EPERM' || systemCode(error) === 'EACCES')) throw new StoreRefusal(openElsewhere(target))
    throw error
  }
}

function move(from: string, to: string): Result<void, StoreFailure> {
  return attempt(to, () => {
    const source = absolutePath(from)
    if (!existsSync(source)) throw new StoreRefusal(fileMissing(source))
    moveToFreeName(source, absolutePath(to))
  })
}

