import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

import { lockPathOf } from '../../src-main/store/index.ts'
import { journalEntry } from '../support/journal-entries.ts'
import { failureIn, storeWorkbench, valueOf } from '../support/store-workbench.ts'

const bench = storeWorkbench()
const holderScript = fileURLToPath(new URL('../support/hold-model.ts', import.meta.url))

type Answer = { readonly ok: boolean; readonly code?: string }

/** Another process that opens the model and keeps it open until told to end, or is killed. */
async function otherProcess(path: string): Promise<{ readonly answer: Answer; readonly pid: number; kill(): Promise<void> }> {
  const child = fork(holderScript, [path], { execArgv: [] })
  const [message] = await once(child, 'message')
  const answer: Answer = JSON.parse(String(message))
  return {
    answer,
    pid: child.pid ?? 0,
    async kill() {
      const exited = once(child, 'exit')
      child.kill('SIGKILL')
      await exited
    },
  }
}

function lockOf(path: string): Record<string, unknown> {
  return JSON.parse(readFileSync(lockPathOf(path), 'utf8'))
}

describe('one writer', () => {
  test('the lock file says who has it, and goes when the model is closed', () => {
    const store = bench.create('small')
    expect(lockOf(store.path)).toMatchObject({ pid: process.pid, host: hostname(), author: 'Ann', since: '2026-11-22T04:39:10.000Z' })
    store.close()
    store.close()
    expect(existsSync(lockPathOf(store.path))).toBe(false)
  })

  test('who gives a name only after opening is named from then on', () => {
    const store = bench.create('small')
    valueOf(store.signAs('Ben'))
    expect(failureIn(bench.open(store.path)).holder?.author).toBe('Ben')
    valueOf(store.append(journalEntry(2, [])))
    rmSync(lockPathOf(store.path))
    valueOf(store.append(journalEntry(3, [])))
    expect(lockOf(store.path)).toMatchObject({ author: 'Ben', since: '2026-11-22T04:39:10.000Z' })
    const snapshot = valueOf(bench.open(store.path, 'snapshot'))
    valueOf(snapshot.signAs('Cleo'))
    expect(lockOf(store.path)['author']).toBe('Ben')
  })

  test('a second opener is told who has it and may read a snapshot', () => {
    const store = bench.create('small')
    const failure = failureIn(bench.open(store.path))
    expect(failure).toEqual({
      code: 'STORE_LOCKED',
      message: `${store.path} is open by Ann on ${hostname()} since 2026-11-22T04:39:10.000Z.`,
      remedy: `Open a read-only snapshot meanwhile. If nobody has it open any more, delete ${lockPathOf(store.path)}.`,
      holder: { author: 'Ann', host: hostname(), since: '2026-11-22T04:39:10.000Z' },
    })
    expect(valueOf(bench.open(store.path, 'snapshot')).revision()).toBe(1)
    valueOf(store.append(journalEntry(2, [])))
  })

  test('also another process is told; when it is killed, its lock is taken over', async () => {
    const path = bench.create('small').path
    expect((await otherProcess(path)).answer).toEqual({ ok: false, code: 'STORE_LOCKED' })
    const closed = bench.createNamed('Other')
    closed.close()
    const other = await otherProcess(closed.path)
    expect([other.answer, lockOf(closed.path)['pid'], failureIn(bench.open(closed.path)).code]).toEqual([{ ok: true }, other.pid, 'STORE_LOCKED'])
    await other.kill()
    expect(existsSync(lockPathOf(closed.path))).toBe(true)
    const taken = valueOf(bench.open(closed.path))
    expect(lockOf(taken.path)).toMatchObject({ pid: process.pid, author: 'Ben' })
  })

  test('of many processes that take over a dead one at once, one gets it', async () => {
    const store = bench.create('small')
    store.close()
    const dead = await otherProcess(store.path)
    await dead.kill()
    const all = await Promise.all(Array.from({ length: 6 }, () => otherProcess(store.path)))
    expect([all.filter(({ answer }) => answer.ok).length, all.filter(({ answer }) => answer.code === 'STORE_LOCKED').length]).toEqual([1, 5])
    await Promise.all(all.map((each) => each.kill()))
  })

  test('a lock of another machine, or one that cannot be read, is never taken over', () => {
    const store = bench.create('small')
    store.close()
    const theirs = { pid: 1, host: 'elsewhere', author: 'Cid', since: '2026-01-01T00:00:00.000Z', token: 't', process: null }
    writeFileSync(lockPathOf(store.path), JSON.stringify(theirs))
    expect(failureIn(bench.open(store.path)).holder).toEqual({ author: 'Cid', host: 'elsewhere', since: '2026-01-01T00:00:00.000Z' })
    writeFileSync(lockPathOf(store.path), '{')
    expect(failureIn(bench.open(store.path))).toMatchObject({ code: 'STORE_LOCKED', message: `${store.path} is open elsewhere.` })
    rmSync(lockPathOf(store.path))
    valueOf(bench.open(store.path))
  })

  test.runIf(process.platform === 'linux')('a pid that another process has by now does not hold a lock', () => {
    const store = bench.create('small')
    const theirs = { ...lockOf(store.path), token: 't', process: 'an earlier start of the machine/1' }
    store.close()
    writeFileSync(lockPathOf(store.path), JSON.stringify(theirs))
    expect(valueOf(bench.open(store.path)).revision()).toBe(1)
  })

  test('who lost the lock to somebody else writes no more; who only lost the file makes it again', () => {
    const store = bench.create('small')
    const own = readFileSync(lockPathOf(store.path), 'utf8')
    rmSync(lockPathOf(store.path))
    valueOf(store.append(journalEntry(2, [])))
    expect(readFileSync(lockPathOf(store.path), 'utf8')).toBe(own)
    const theirs = JSON.stringify({ pid: 1, host: 'elsewhere', author: 'Cid', since: '2026-01-01T00:00:00.000Z', token: 't', process: null })
    writeFileSync(lockPathOf(store.path), theirs)
    expect(failureIn(store.append(journalEntry(3, [])))).toMatchObject({ code: 'STORE_LOCKED', holder: { author: 'Cid' } })
    store.close()
    expect(readFileSync(lockPathOf(store.path), 'utf8')).toBe(theirs)
  })

  test('a refused opening leaves no lock behind', () => {
    const store = bench.create('small')
    store.close()
    writeFileSync(store.path, 'gone')
    expect(failureIn(bench.open(store.path)).code).toBe('FILE_NOT_A_MODEL')
    expect(readdirSync(bench.folder())).toEqual(['Rates.ratebook'])
  })
})
