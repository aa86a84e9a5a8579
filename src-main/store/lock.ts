/**
 * Who may write a model: a file `<model>.lock` beside it says so, so that a second opener on any machine is told who has it.
 * Taking it is serialised by SQLite's own lock on the model (the caller holds a BEGIN IMMEDIATE), which the system takes
 * back when a process dies; so two processes never judge and replace a dead process's lock file at the same time.
 */
import { randomUUID } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { z } from 'zod'

import { attempt, locked, StoreRefusal, systemCode } from './failures.ts'
import { moveOver, moveToFreeName, writeAside } from './place-file.ts'

const lockContent = z.object({
  pid: z.int().min(1),
  host: z.string().max(300),
  author: z.string().max(300),
  since: z.string().max(60),
  token: z.string().max(100),
  /** Which process had that pid, where the system tells; a pid is used again after a restart. */
  process: z.string().max(200).nullable(),
})
type LockContent = z.infer<typeof lockContent>

export type ModelLock = {
  /** Throws STORE_LOCKED when somebody else has the lock by now; makes the file again when it was deleted. Call it inside a write transaction. */
  assertHeld(): void
  /** Names another author. A lock that somebody else has by now stays theirs. Call it inside a write transaction. */
  signAs(author: string): void
  release(): void
}

export function lockPathOf(modelPath: string): string {
  return `${modelPath}.lock`
}

/** Takes the lock, or throws STORE_LOCKED with who has it. Call it inside BEGIN IMMEDIATE on the model. */
export function takeLock(request: { readonly modelPath: string; readonly author: string; readonly since: string }): ModelLock {
  const { modelPath } = request
  const path = lockPathOf(modelPath)
  let own: LockContent = { pid: process.pid, host: hostname(), author: request.author, since: request.since, token: randomUUID(), process: processIdentity(process.pid) }
  const present = readLock(path)
  if (present !== 'none') {
    if (present === 'unknown' || mayBeAlive(present)) throw refusal(modelPath, present)
    rmSync(path, { force: true })
  }
  put(modelPath, own)
  return {
    assertHeld() {
      const now = readLock(path)
      if (now === 'none') put(modelPath, own)
      else if (now === 'unknown' || now.token !== own.token) throw refusal(modelPath, now)
    },
    signAs(author) {
      own = { ...own, author }
      if (isOwn(readLock(path), own)) writeAside(path, { write: (aside) => writeLock(aside, own), move: moveOver })
    },
    release() {
      if (isOwn(readLock(path), own)) rmSync(path, { force: true })
    },
  }
}

function refusal(modelPath: string, present: LockContent | 'unknown' | 'none'): StoreRefusal {
  const holder = present === 'unknown' || present === 'none' ? null : { author: present.author, host: present.host, since: present.since }
  return new StoreRefusal(locked(modelPath, { holder, lockPath: lockPathOf(modelPath) }))
}

function isOwn(present: LockContent | 'none' | 'unknown', own: LockContent): boolean {
  return present !== 'none' && present !== 'unknown' && present.token === own.token
}

function writeLock(path: string, content: LockContent): void {
  writeFileSync(path, `${JSON.stringify(content, null, 2)}\n`, { flag: 'wx' })
}

function put(modelPath: string, content: LockContent): void {
  const path = lockPathOf(modelPath)
  const placed = attempt(path, () => writeAside(path, {
    write: (aside) => writeLock(aside, content),
    move: moveToFreeName,
  }))
  if (placed.ok) return
  if (placed.failure.code === 'FILE_EXISTS') throw refusal(modelPath, readLock(path))
  throw new StoreRefusal(placed.failure)
}

/** `none`: there is no lock file; `unknown`: there is one, and it cannot be read. */
function readLock(path: string): LockContent | 'none' | 'unknown' {
  try {
    return lockContent.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    return systemCode(error) === 'ENOENT' ? 'none' : 'unknown'
  }
}

/** False only where it is certain that the holder is gone: a process of this machine that no longer runs. */
function mayBeAlive(holder: LockContent): boolean {
  if (holder.host !== hostname()) return true
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    if (systemCode(error) === 'ESRCH') return false
  }
  const present = processIdentity(holder.pid)
  return holder.process === null || present === null || holder.process === present
}

/** Start of the machine and of the process, where the system tells (Linux); null elsewhere. */
function processIdentity(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name of the program stands in parentheses and may hold spaces; the start time is the 20th field after it.
    const startTime = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
    return startTime === undefined ? null : `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${startTime}`
  } catch {
    return null
  }
}
