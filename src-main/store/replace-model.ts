/** A copy that takes the place of another file, where the person has said so. */
import { accessSync, chmodSync, constants, existsSync, realpathSync, statSync } from 'node:fs'

import { copyTo } from './backups.ts'
import { absolutePath, connect, type Connection, copyInto, findModel } from './database.ts'
import { attempt, type Holder, isOpenModel, StoreRefusal, targetLocked, unreadable } from './failures.ts'
import { lockPathOf, type ModelLock, takeLock } from './lock.ts'
import { moveOver, writeAside } from './place-file.ts'

type Request = { readonly database: Connection; /** The open model itself, links followed. */ readonly ownPath: string; readonly target: string; readonly at: Date }

/**
 * A whole copy at a name that may be taken: written aside, then moved over the file there, which is the old one or the
 * new one at any moment. Never over the open model, nor over a model that a Ratebook has open.
 */
export function copyOver(request: Request): void {
  const path = absolutePath(request.target)
  if (!existsSync(path)) return copyTo(request.database, path)
  const target = realpathSync(path)
  const present = statSync(target)
  const own = statSync(request.ownPath, { throwIfNoEntry: false })
  if (target === request.ownPath || (own !== undefined && own.dev === present.dev && own.ino === present.ino)) throw new StoreRefusal(isOpenModel(path))
  if (!present.isFile()) throw new StoreRefusal(unreadable(path, 'it is a folder or a device'))
  // Moving a file over another asks only the folder for permission; a file that its owner made read-only stays.
  accessSync(target, constants.W_OK)
  const lock = hold(target, request.at)
  try {
    // Beside the copy, it would be played back into it.
    if (existsSync(`${target}-journal`) || existsSync(`${target}-wal`)) throw new StoreRefusal(unreadable(path, 'the journal of an unfinished change lies beside it'))
    writeAside(target, {
      write(aside) {
        copyInto(request.database, aside)
        chmodSync(aside, present.mode)
      },
      move: moveOver,
    })
  } finally {
    lock.release()
  }
}

/**
 * Nobody opens the file while it is replaced. What is no model cannot be open either, but its lock file would be heeded
 * all the same. Opening a model also finishes what a writer that died had left undone.
 */
function hold(target: string, at: Date): ModelLock {
  const lock = { modelPath: target, author: '', since: at.toISOString() }
  const held = attempt(target, () => {
    const isModel = attempt(target, () => findModel(target))
    if (!isModel.ok) return takeLock(lock)
    const database = connect(target, 'read-write')
    try {
      return database.transaction(() => takeLock(lock)).immediate()
    } finally {
      database.close()
    }
  })
  if (held.ok) return held.value
  const holder: Holder | null = held.failure.holder ?? null
  throw new StoreRefusal(held.failure.code === 'STORE_LOCKED' ? targetLocked(target, { holder, lockPath: lockPathOf(target) }) : held.failure)
}
