import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { request, type IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { MAX_BODY_BYTES } from '../../src-main/loopback/guard.ts'
import { startLoopbackServer, type LoopbackServer } from '../../src-main/loopback/server.ts'
import { createMachine, enter, type Machine } from './hosts.ts'

type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string }

let machine: Machine
let server: LoopbackServer
let renderer: string
let cookie: string
let origin: string
let port: number

/** A raw request: fetch would not send a wrong Host, nor a path that climbs. */
function ask(path: string, given: { readonly method?: string; readonly headers?: Readonly<Record<string, string>>; readonly body?: string } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, path, method: given.method ?? 'GET', headers: given.headers ?? {} }, (incoming) => {
      let body = ''
      incoming.setEncoding('utf8')
      incoming.on('data', (chunk: string) => {
        body += chunk
      })
      incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body }))
    })
    outgoing.on('error', reject)
    outgoing.end(given.body)
  })
}
const status = (headers: Readonly<Record<string, string>> = {}): Promise<Answer> => ask('/rpc/app/status', { method: 'POST', headers: { cookie, origin, 'content-type': 'application/json', ...headers }, body: '{}' })

beforeAll(async () => {
  machine = createMachine()
  renderer = mkdtempSync(join(tmpdir(), 'ratebook-screens-'))
  writeFileSync(join(renderer, 'index.html'), '<!doctype html><title>Ratebook</title><style nonce="__RATEBOOK_NONCE__"></style>')
  mkdirSync(join(renderer, 'assets'))
  writeFileSync(join(renderer, 'assets', 'app.js'), 'export {}')
  writeFileSync(join(renderer, '.secret.js'), 'secret')
  writeFileSync(join(machine.folder, 'outside.js'), 'secret')
  symlinkSync(join(machine.folder, 'outside.js'), join(renderer, 'assets', 'link.js'))
  server = await startLoopbackServer({ core: machine.core(), rendererFolder: renderer, uploadFolder: tmpdir() })
  ;({ origin, cookie } = await enter(server.launchAddress))
  port = Number(new URL(origin).port)
})
afterAll(async () => {
  await server.close()
  machine.remove()
  rmSync(renderer, { recursive: true, force: true })
})

describe('the launch address', () => {
  test('gives a cookie that scripts and other sites do not get, and takes the token out of the address', async () => {
    const answer = await ask(new URL(server.launchAddress).pathname + new URL(server.launchAddress).search)
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toBe('/')
    expect(answer.headers['set-cookie']).toEqual([expect.stringMatching(/^ratebook-\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/)])
    expect(answer.headers['referrer-policy']).toBe('no-referrer')
  })
  test('carries 256 bits, and works again for a second tab or another browser', async () => {
    const token = new URL(server.launchAddress).searchParams.get('token') ?? ''
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    expect(await enter(server.launchAddress)).toEqual({ origin, cookie })
  })
  test('is refused with another token, and the token is no cookie', async () => {
    expect((await ask('/?token=wrong')).status).toBe(403)
    const token = new URL(server.launchAddress).searchParams.get('token') ?? ''
    expect((await status({ cookie: `ratebook-${port}=${token}` })).status).toBe(403)
  })
  test('the server listens on this machine alone', () => {
    expect(new URL(server.launchAddress).hostname).toBe('127.0.0.1')
  })
})

describe('who is refused', () => {
  test('everyone without the cookie, for pages and procedures alike', async () => {
    expect((await ask('/')).status).toBe(403)
    expect((await ask('/assets/app.js')).status).toBe(403)
    expect((await status({ cookie: '' })).status).toBe(403)
    expect((await status({ cookie: cookie.replace(/.$/, '') })).status).toBe(403)
  })
  test.each([`localhost:`, `example.org:`, `127.0.0.1.example.org:`])('another Host (%s), as after a rebound name', async (host) => {
    expect((await status({ host: `${host}${port}` })).status).toBe(403)
    expect((await ask('/', { headers: { host: `${host}${port}`, cookie } })).status).toBe(403)
  })
  test.each(['http://example.org', 'null', 'http://127.0.0.1', 'https://127.0.0.1:1'])('another Origin: %s', async (other) => {
    expect((await status({ origin: other })).status).toBe(403)
  })
  test('a procedure call that says no Origin, or is no POST', async () => {
    expect((await ask('/rpc/app/status', { method: 'POST', headers: { cookie }, body: '{}' })).status).toBe(403)
    expect((await ask('/rpc/app/status', { headers: { cookie, origin } })).status).toBe(405)
    expect((await ask('/', { method: 'POST', headers: { cookie, origin } })).status).toBe(405)
    expect((await ask('/', { method: 'OPTIONS', headers: { cookie, origin } })).status).toBe(405)
  })
  test('no answer allows another site to read it', async () => {
    const answer = await status()
    expect(answer.status).toBe(200)
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([])
    expect((await status({ origin: 'http://example.org' })).headers['access-control-allow-origin']).toBeUndefined()
  })
  test('a body that says it is too large, and one that turns out so', async () => {
    expect((await ask('/rpc/app/status', { method: 'POST', headers: { cookie, origin, 'content-length': String(MAX_BODY_BYTES + 1) } }).catch(() => ({ status: 413 }))).status).toBe(413)
    const chunk = 'x'.repeat(1_000_000)
    const answered = await new Promise<number>((resolve, reject) => {
      const outgoing = request({ host: '127.0.0.1', port, path: '/rpc/app/status', method: 'POST', headers: { cookie, origin, 'content-type': 'application/json', 'transfer-encoding': 'chunked' } }, (incoming) => {
        incoming.resume()
        resolve(incoming.statusCode ?? 0)
      })
      outgoing.on('error', (error: NodeJS.ErrnoException) => (error.code === 'EPIPE' || error.code === 'ECONNRESET' ? resolve(413) : reject(error)))
      for (let sent = 0; sent <= MAX_BODY_BYTES; sent += chunk.length) outgoing.write(chunk)
      outgoing.end()
    })
    expect(answered).toBe(413)
  })
})

describe('the screens', () => {
  test('come with a policy whose nonce is new in every answer', async () => {
    const [first, second] = [await ask('/', { headers: { cookie } }), await ask('/', { headers: { cookie } })]
    const nonce = /'nonce-([^']+)'/.exec(first.headers['content-security-policy']?.toString() ?? '')?.[1] ?? ''
    expect(first.headers['content-security-policy']).toBe(
      `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; style-src-attr 'unsafe-inline'; connect-src 'self'; img-src 'self' data: blob:; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    )
    expect(first.body).toContain(`nonce="${nonce}"`)
    expect(second.body).not.toContain(nonce)
    expect(first.body).not.toContain('__RATEBOOK_NONCE__')
  })
  test('a screen of its own path is the page; a file keeps its type', async () => {
    expect((await ask('/rates', { headers: { cookie } })).headers['content-type']).toBe('text/html; charset=utf-8')
    expect((await ask('/assets/app.js', { headers: { cookie } })).headers['content-type']).toBe('text/javascript; charset=utf-8')
    expect((await ask('/assets/app.js', { method: 'HEAD', headers: { cookie } })).body).toBe('')
    expect((await ask('/assets/none.js', { headers: { cookie } })).status).toBe(404)
  })
  test.each(['/../package.json', '/..%2f..%2fetc%2fpasswd.js', '/%2e%2e/%2e%2e/x.js', '/assets/..\\..\\x.js', '/assets/%00.js', '/.secret.js', '/assets/link.js', '/%E0%A4%A.js', '//etc/passwd.js', '/C:/x.js'])('nothing outside the folder is served: %s', async (path) => {
    const answer = await ask(path, { headers: { cookie } })
    expect([400, 404]).toContain(answer.status)
    expect(answer.body).not.toContain('secret')
  })
  test('a procedure that is not there is said so', async () => {
    expect((await ask('/rpc/app/nothing', { method: 'POST', headers: { cookie, origin }, body: '{}' })).status).toBe(404)
  })
})
