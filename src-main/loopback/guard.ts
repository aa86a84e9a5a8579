/**
 * Who may speak to the loopback server: this machine's browser that came by the launch address, and no web page from elsewhere.
 * The Host check defeats DNS rebinding, the Origin check cross-site requests, the cookie everyone who has not had the address.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'

import { MAX_IMPORT_BYTES } from '../../src-shared/contract/contract.ts'
import { MAX_USAGE_BYTES } from '../../src-shared/contract/usage.ts'

/** Of a request beside its file. */
export const FIELDS_BYTES = 2_000_000
/** An import file and the fields beside it. */
export const MAX_BODY_BYTES = MAX_IMPORT_BYTES + FIELDS_BYTES
/** The same with a file of usage. */
export const MAX_USAGE_BODY_BYTES = MAX_USAGE_BYTES + FIELDS_BYTES
export const RPC_PREFIX = '/rpc'
const USAGE_PATHS: ReadonlySet<string> = new Set(['inspectUsage', 'previewUsage', 'acceptUsage'].map((name) => `${RPC_PREFIX}/imports/${name}`))

/** True for the procedures that take a file of usage, which may be larger than any other. */
export function takesUsage(pathname: string): boolean {
  return USAGE_PATHS.has(pathname)
}

export type GuardSecrets = {
  readonly port: number
  /** 256 bits in the launch address; valid while the process lives. */
  readonly token: string
  /** What the cookie holds; never in an address. */
  readonly cookie: string
}

export type Verdict =
  | { readonly kind: 'pass' }
  | { readonly kind: 'enter'; readonly setCookie: string; readonly location: string }
  | { readonly kind: 'refuse'; readonly status: 400 | 403 | 405 | 413; readonly message: string }

export function createSecrets(port: number): GuardSecrets {
  return { port, token: randomBytes(32).toString('base64url'), cookie: randomBytes(32).toString('base64url') }
}

export function originOf(secrets: Pick<GuardSecrets, 'port'>): string {
  return `http://127.0.0.1:${secrets.port}`
}

/** Cookies do not know ports: the name keeps two servers on one machine apart. */
function cookieName({ port }: GuardSecrets): string {
  return `ratebook-${port}`
}

/** Compares in a time that says nothing about where the texts differ. */
function same(given: string, expected: string): boolean {
  return timingSafeEqual(createHash('sha256').update(given).digest(), createHash('sha256').update(expected).digest())
}

function cookieOf(header: string | undefined, name: string): string {
  for (const pair of (header ?? '').split(';')) {
    const [key = '', ...value] = pair.trim().split('=')
    if (key === name) return value.join('=')
  }
  return ''
}

function refuse(status: 400 | 403 | 405 | 413, message: string): Verdict {
  return { kind: 'refuse', status, message }
}

/** The verdict on a request, before anything of it is read or served. */
export function judge(request: { readonly method: string; readonly url: string; readonly headers: IncomingHttpHeaders }, secrets: GuardSecrets): Verdict {
  const { method, headers } = request
  const origin = originOf(secrets)
  if (headers.host !== `127.0.0.1:${secrets.port}`) return refuse(403, 'This address is not served here.')
  if (headers.origin !== undefined && headers.origin !== origin) return refuse(403, 'Requests from other sites are refused.')
  if (!request.url.startsWith('/') || request.url.startsWith('//') || !URL.canParse(request.url, origin)) return refuse(400, 'The address cannot be read.')
  const url = new URL(request.url, origin)
  const isRpc = url.pathname === RPC_PREFIX || url.pathname.startsWith(`${RPC_PREFIX}/`)
  if (method !== (isRpc ? 'POST' : 'GET') && !(method === 'HEAD' && !isRpc)) return refuse(405, 'This method is not served here.')
  if (isRpc && headers.origin === undefined) return refuse(403, 'A request must say where it comes from.')
  if (Number(headers['content-length'] ?? 0) > (takesUsage(url.pathname) ? MAX_USAGE_BODY_BYTES : MAX_BODY_BYTES)) return refuse(413, 'The request is too large.')

  const token = url.searchParams.get('token')
  if (!isRpc && token !== null) {
    if (!same(token, secrets.token)) return refuse(403, 'This launch address is not valid any more. Use the one that Ratebook printed last.')
    return { kind: 'enter', setCookie: `${cookieName(secrets)}=${secrets.cookie}; HttpOnly; SameSite=Strict; Path=/`, location: '/' }
  }
  if (!same(cookieOf(headers.cookie, cookieName(secrets)), secrets.cookie)) return refuse(403, 'Open Ratebook by the address that it printed when it started.')
  return { kind: 'pass' }
}
