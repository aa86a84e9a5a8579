/** The browser's host while a file of a million rows of usage is uploaded to it: what its process takes, threads included. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, openAsBlob, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'

import type { Contract } from '../../src-shared/contract/contract.ts'
import { emptyModel, IMPORTED, writeCsv } from '../support/usage-file.ts'
import type { Bench, BenchRow } from './measure.ts'

type Client = ContractRouterClient<Contract>

const MAIN = join(import.meta.dirname, '..', '..', 'src-main', 'loopback', 'main.ts')
const MOST_MEGABYTES = 400
const LOOK_EVERY_MS = 5

async function addressOf({ stdout }: ChildProcess): Promise<string> {
  let output = ''
  for await (const text of stdout ?? []) {
    output += String(text)
    const found = /Ratebook is at (\S+)\n/.exec(output)?.[1]
    if (found !== undefined) return found
  }
  throw new Error(`The host did not start: ${output}`)
}

async function clientOf(address: string): Promise<Client> {
  const answer = await fetch(address, { redirect: 'manual' })
  const [origin, cookie] = [new URL(address).origin, (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '']
  return createORPCClient(new RPCLink({ url: `${origin}/rpc`, headers: { origin, cookie } }))
}

/** Resident memory in megabytes; NaN where the system does not tell it. */
function memoryOf({ pid }: ChildProcess): number {
  try {
    return (Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1_024) / 1_000_000
  } catch {
    return Number.NaN
  }
}

function megabytes(value: number): string {
  return `${value.toFixed(0)} MB`
}

async function mostWhile(child: ChildProcess, work: Promise<unknown>): Promise<number> {
  let most = memoryOf(child)
  const ended = work.then(() => true)
  while (!(await Promise.race([ended, wait(LOOK_EVERY_MS, false)]))) most = Math.max(most, memoryOf(child))
  return most
}

async function measure(folder: string): Promise<readonly BenchRow[]> {
  const [model, csv] = [join(folder, 'Empty.ratebook'), join(folder, 'usage.csv')]
  emptyModel(model).close()
  writeCsv(csv)
  const child = spawn(process.execPath, [MAIN, model], { env: { ...process.env, RATEBOOK_DATA_FOLDER: folder, RATEBOOK_NO_BROWSER: '1' }, stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const client = await clientOf(await addressOf(child))
    const { info } = await client.model.load()
    const file = new File([await openAsBlob(csv)], 'usage.csv', { type: 'text/csv' })
    const asked = { file, sheet: '', mapping: null }
    const before = memoryOf(child)
    const inspected = await mostWhile(child, client.imports.inspectUsage({ file }))
    const previewed = await mostWhile(child, client.imports.previewUsage({ ...asked, task: 'preview' }))
    const accepted = await mostWhile(child, client.imports.acceptUsage({ ...asked, task: 'accept', baseRevision: info.revision, path: info.path }))
    const most = Math.max(inspected, previewed, accepted)
    return [
      { name: `Most memory, threads included, of a file of ${megabytes(statSync(csv).size / 1_000_000)}`, value: megabytes(most), yardstick: `under ${MOST_MEGABYTES} MB`, ratio: '', ...(Number.isNaN(most) ? {} : { holds: most < MOST_MEGABYTES }) },
      { name: 'Before / looked at / previewed / accepted', value: [before, inspected, previewed, accepted].map(megabytes).join(' / '), yardstick: '', ratio: '' },
    ]
  } finally {
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await ended
  }
}

export default {
  name: `The browser's host while ${IMPORTED.toLocaleString('en-US')} rows of usage are uploaded (once)`,
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ratebook-bench-'))
    try {
      return await measure(folder)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
} satisfies Bench
