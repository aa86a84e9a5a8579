/** What a locked file, a wrong file and the like are over HTTP: answers with a status of their own, not failures of the server. */
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { createORPCClient, isDefinedError, safe } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { startLoopbackServer, type LoopbackServer } from '../../src-main/loopback/server.ts'
import { ASKING, fetchAnswer } from '../../src-renderer/client/fetch-answer.ts'
import { createMachine, enter, type Client, type Machine } from './hosts.ts'

let machine: Machine
let server: LoopbackServer
let headers: { readonly origin: string; readonly cookie: string }
let locked: string

beforeEach(async () => {
  machine = createMachine()
  machine.core().openAtStart(null)
  locked = machine.titles[0]?.path ?? ''
  server = await startLoopbackServer({ core: machine.core(), rendererFolder: tmpdir(), uploadFolder: tmpdir() })
  headers = await enter(server.launchAddress)
})
afterEach(async () => {
  await server.close()
  machine.remove()
})

function ask(procedure: string, input: unknown, more: Readonly<Record<string, string>> = {}): Promise<Response> {
  return fetch(`${headers.origin}/rpc/${procedure}`, { method: 'POST', headers: { ...headers, 'content-type': 'application/json', ...more }, body: JSON.stringify({ json: input }) })
}
function openStatus(path: string): Promise<number> {
  return ask('model/open', { path, mode: 'read-write' }).then(({ status }) => status)
}

describe('a declared error over HTTP', () => {
  test('has a status of its own; 500 is left to bugs', async () => {
    const note = join(machine.folder, 'note.ratebook')
    writeFileSync(note, 'This is a note.')
    expect([await openStatus(locked), await openStatus(note), await openStatus(join(machine.folder, 'gone.ratebook')), (await ask('model/load', undefined)).status]).toEqual([423, 422, 404, 409])
  })

  test('makes no failed request for a page that asks so, and is the same error to it', async () => {
    const raw = await ask('model/open', { path: locked, mode: 'read-write' }, ASKING)
    expect([raw.status, raw.headers.get('ratebook-declared-status')]).toEqual([200, '423'])
    const client: Client = createORPCClient(new RPCLink({ url: `${headers.origin}/rpc`, headers: { ...headers, ...ASKING }, fetch: fetchAnswer }))
    const { error } = await safe(client.model.open({ path: locked, mode: 'read-write' }))
    expect(isDefinedError(error) && [error.code, error.status]).toEqual(['STORE_LOCKED', 423])
  })

  test('a bug stays 500, also for such a page', async () => {
    const clock = { now: () => new Date(NaN) }
    const broken = await startLoopbackServer({ core: machine.core({ clock }), rendererFolder: tmpdir(), uploadFolder: tmpdir() })
    const { origin, cookie } = await enter(broken.launchAddress)
    const client: Client = createORPCClient(new RPCLink({ url: `${origin}/rpc`, headers: { origin, cookie, ...ASKING }, fetch: fetchAnswer }))
    const { error } = await safe(client.model.create({ name: 'a', path: null }))
    await broken.close()
    expect(isDefinedError(error) && [error.code, error.status]).toEqual(['INTERNAL', 500])
  })
})
