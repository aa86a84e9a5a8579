import { accessSync, chmodSync, constants, existsSync, realpathSync, statSync, writeFileSync } from 'node:fs'

import type { Files, StoreFailure } from '../core/ports.ts'
import { absolutePath } from './database.ts'
import { attempt, fileMissing, openElsewhere, StoreRefusal, systemCode, unreadable } from './failures.ts'
import { moveOver, moveToFreeName, writeAside } from './place-file.ts'
import type { Result } from '../../src-shared/domain/result.ts'

/** Exports and the like: a name only ever stands for a whole file, the old one or the new one. */
export function createFiles(): Files {
  return {
    write: (path, bytes) => attempt(path, () => writeWhole(absolutePath(path), bytes)),
    exists: (path) => existsSync(path),
    move: ({ from, to }) => move(from, to),
  }
}

function writeWhole(path: string, bytes: Uint8Array): void {
  const target = existsSync(path) ? realpathSync(path) : path
  const present = statSync(target, { throwIfNoEntry: false })
  if (present?.isDirectory() === true) throw new StoreRefusal(unreadable(path, 'it is a folder'))
  // Moving a file over another asks only the folder for permission; a file that its owner made read-only stays.
  if (present !== undefined) accessSync(target, constants.W_OK)
  writeAside(target, {
    write(aside) {
      writeFileSync(aside, bytes, { flag: 'wx' })
      if (present !== undefined) chmodSync(aside, present.mode)
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

