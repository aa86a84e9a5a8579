import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import { afterEach, expect, test } from 'vitest'

import { enter, type Client } from './hosts.ts'

const MAIN = join(import.meta.dirname, '..', '..', 'src-main', 'loopback', 'main.ts')
const folders: string[] = []
const running: ChildProcess[] = []

afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL')
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

type Started = { readonly address: string; readonly output: string; readonly child: ChildProcess; readonly ended: Promise<number | null> }

function start(dataFolder: string, given: readonly string[] = []): Promise<Started> {
  const child = spawn(process.execPath, [MAIN, ...given], { env: { ...process.env, RATEBOOK_DATA_FOLDER: dataFolder, RATEBOOK_NO_BROWSER: '1' }, stdio: ['ignore', 'pipe', 'inherit'] })
  running.push(child)
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return new Promise((resolve, reject) => {
    let output = ''
    child.stdout.setEncoding('utf8')
    child.stdout.on('data', (text: string) => {
      output += text
      const address = /Ratebook is at (\S+)\n/.exec(output)?.[1]
      if (address !== undefined && output.includes('Ctrl+C')) resolve({ address, output, child, ended })
    })
    void ended.then((code) => reject(new Error(`It ended with ${code}: ${output}`)))
  })
}

async function clientOf(address: string): Promise<Client> {
  const { origin, cookie } = await enter(address)
  return createORPCClient(new RPCLink({ url: `${origin}/rpc`, headers: { origin, cookie } }))
}

function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ratebook-process-'))
  folders.push(folder)
  return folder
}

test('the first start opens the sample, and SIGTERM gives its lock back', async () => {
  const folder = dataFolder()
  const first = await start(folder)
  const client = await clientOf(first.address)
  expect((await client.app.status()).open).toMatchObject({ name: 'Sample model', isSample: true, mode: 'read-write' })
  expect(existsSync(join(folder, 'Sample model.ratebook.lock'))).toBe(true)
  first.child.kill('SIGTERM')
  expect(await first.ended).toBe(0)
  expect(existsSync(join(folder, 'Sample model.ratebook.lock'))).toBe(false)
})

test('a second process on one file is told who has it, and starts all the same', async () => {
  const folder = dataFolder()
  const first = await start(folder)
  await (await clientOf(first.address)).app.setAuthor({ author: 'Ann' })
  const path = join(folder, 'Sample model.ratebook')
  const second = await start(dataFolder(), [path])
  expect(second.output.split('\n')[0]).toContain('Sample model.ratebook')
  const client = await clientOf(second.address)
  expect((await client.app.status()).open).toBeNull()
  expect((await client.model.open({ path, mode: 'snapshot' })).info.mode).toBe('snapshot')
})

test('what was shown as saved is there after the process is killed', async () => {
  const folder = dataFolder()
  const first = await start(folder)
  const client = await clientOf(first.address)
  const edit = { id: 'e1', at: '2026-11-22T14:02:05.000Z', author: 'Ann', label: 'Add a line', kind: 'edit', changes: [{ table: 'lineOfBusiness', id: 'x', before: null, after: { id: 'x', name: 'X', position: 9 } }] } as const
  await client.model.commit({ baseRevision: 1, edit })
  first.child.kill('SIGKILL')
  await first.ended
  const second = await start(folder, [join(folder, 'Sample model.ratebook')])
  const again = await (await clientOf(second.address)).model.load()
  expect([again.info.revision, again.rows.lineOfBusiness.at(-1)?.name]).toEqual([2, 'X'])
})
