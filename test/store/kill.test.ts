import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

import { storeWorkbench, valueOf } from '../support/store-workbench.ts'

const bench = storeWorkbench()
const script = fileURLToPath(new URL('../support/append-until-killed.ts', import.meta.url))
const KILLS = 50
/** Edits take a few milliseconds each, so that kills fall before, into and between them, and into opening. */
const LONGEST_LIFE_MS = 60

/** Lets a process append, kills it at a random moment after its start, and gives the last revision that it printed. */
async function killOne(path: string, fromFirstEdit: boolean): Promise<number> {
  const child = spawn(process.execPath, [script, path], { stdio: ['ignore', 'pipe', 'pipe'] })
  let printed = ''
  let complaint = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text
  })
  const closed = once(child, 'close')
  if (fromFirstEdit) await once(child.stdout, 'data')
  const moment = setTimeout(() => child.kill('SIGKILL'), Math.random() * LONGEST_LIFE_MS)
  await closed
  clearTimeout(moment)
  expect(complaint).toBe('')
  // A line that the kill cut in two was not acknowledged.
  return Number(printed.slice(0, printed.lastIndexOf('\n')).split('\n').at(-1) ?? '0')
}

type Toll = { readonly revisions: number; readonly tornByKill: number }

/** Kills one process after another over one model, and looks at the file after each. */
async function killMany(path: string, kills: number): Promise<Toll> {
  let known = 1
  let tornByKill = 0
  for (let kill = 0; kill < kills; kill += 1) {
    // A few die at once, while they open the file; the others once they are at work.
    const acknowledged = await killOne(path, kill % 5 !== 0)
    if (existsSync(`${path}-journal`)) tornByKill += 1
    const again = valueOf(bench.open(path))
    const revision = again.revision()
    expect(revision).toBeGreaterThanOrEqual(Math.max(known, acknowledged))
    expect(again.verify()).toEqual([])
    known = revision
    again.close()
  }
  return { revisions: known, tornByKill }
}

test(`no edit that was acknowledged is lost by a kill at any of ${KILLS} random moments, and the file is whole`, async () => {
  const paths = ['One', 'Two'].map((name) => {
    const store = bench.createNamed(name)
    store.close()
    return store.path
  })
  const tolls = await Promise.all(paths.map((path) => killMany(path, KILLS / paths.length)))
  expect(tolls.reduce((sum, { revisions }) => sum + revisions, 0)).toBeGreaterThan(KILLS)
  // The point of the exercise: some kills fell into the middle of a transaction.
  expect(tolls.reduce((sum, toll) => sum + toll.tornByKill, 0)).toBeGreaterThan(0)
})
