/** The application for a local browser: the screens and the router on 127.0.0.1, behind the guard. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

import { BodyLimitPlugin, RPCHandler } from '@orpc/server/node'

import { DECLARED_STATUS } from '../../src-shared/contract/host-messages.ts'
import { MAX_USAGE_BYTES } from '../../src-shared/contract/usage.ts'
import type { Core } from '../core/create-core.ts'
import { readRendererFile, SECURITY_HEADERS } from '../hosting/renderer-files.ts'
import { createSecrets, FIELDS_BYTES, judge, MAX_BODY_BYTES, MAX_USAGE_BODY_BYTES, originOf, RPC_PREFIX, takesUsage, type GuardSecrets } from './guard.ts'
import { boundaryOf } from './multipart.ts'
import { receiveUpload, removeLeftUploads } from './received-upload.ts'

/** Serves the screens from their sources with hot reload, in place of the built ones. */
export type DevelopmentScreens = { handle(request: IncomingMessage, response: ServerResponse): void; close(): Promise<void> }

export type LoopbackServer = {
  readonly origin: string
  /** With the token; each use lets a browser in while this process lives. */
  readonly launchAddress: string
  close(): Promise<void>
}

function respond(response: ServerResponse, given: { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: Uint8Array | string; readonly headOnly: boolean }): void {
  response.writeHead(given.status, { ...SECURITY_HEADERS, 'cache-control': 'no-store', ...given.headers, 'content-length': String(Buffer.byteLength(given.body)) })
  response.end(given.headOnly ? undefined : given.body)
}

function say(response: ServerResponse, status: number, message: string): void {
  respond(response, { status, headers: { 'content-type': 'text/plain; charset=utf-8', 'content-security-policy': "default-src 'none'", ...(status === 413 ? { connection: 'close' } : {}) }, body: `${message}\n`, headOnly: false })
}

/** A declared error as an answer that a browser's console does not call a failure; a bug (500) stays one. */
function withoutFailing<Given extends { readonly status: number; readonly headers: object }>(response: Given): Given {
  return response.status < 400 || response.status === 500 ? response : { ...response, status: 200, headers: { ...response.headers, [DECLARED_STATUS]: String(response.status) } }
}

/**
 * Starts on a random port (or the given one) of 127.0.0.1.
 *
 * @param screens development screens; null serves `rendererFolder`
 */
export async function startLoopbackServer(given: {
  readonly core: Pick<Core, 'router'>
  readonly rendererFolder: string
  /** Where a file of usage lies while it is read. */
  readonly uploadFolder: string
  readonly port?: number
  readonly screens?: (server: ReturnType<typeof createServer>) => Promise<DevelopmentScreens>
}): Promise<LoopbackServer> {
  const handlerUpTo = (maxBodySize: number): RPCHandler<Record<string, never>> => new RPCHandler(given.core.router, {
    plugins: [new BodyLimitPlugin({ maxBodySize })],
    rootInterceptors: [
      async (call) => {
        const result = await call.next()
        return result.matched && call.request.headers[DECLARED_STATUS] !== undefined ? { ...result, response: withoutFailing(result.response) } : result
      },
    ],
  })
  const handler = handlerUpTo(MAX_BODY_BYTES)
  const usageHandler = handlerUpTo(MAX_USAGE_BODY_BYTES)
  await removeLeftUploads(given.uploadFolder)
  const server = createServer({ maxHeaderSize: 16_384, requestTimeout: 120_000 })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: '127.0.0.1', port: given.port ?? 0 }, () => {
      server.off('error', reject)
      resolve()
    })
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  const secrets: GuardSecrets = createSecrets(address.port)
  const screens = given.screens === undefined ? null : await given.screens(server)

  /** The file of usage goes to disk first: it may be forty times as large as anything else that is asked. */
  async function serveUsage(request: IncomingMessage, response: ServerResponse, boundary: string): Promise<boolean> {
    const upload = await receiveUpload(request, { boundary, limits: { folder: given.uploadFolder, fileBytes: MAX_USAGE_BYTES, fieldBytes: FIELDS_BYTES } })
    if (upload.kind === 'refused') {
      say(response, upload.status, upload.message)
      return true
    }
    try {
      return (await usageHandler.handle(Object.assign(request, { body: upload.body }), response, { prefix: RPC_PREFIX })).matched
    } finally {
      await upload.remove()
    }
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = request.url ?? ''
    const verdict = judge({ method: request.method ?? '', url, headers: request.headers }, secrets)
    switch (verdict.kind) {
      case 'refuse':
        return say(response, verdict.status, verdict.message)
      case 'enter':
        return respond(response, { status: 303, headers: { location: verdict.location, 'set-cookie': verdict.setCookie }, body: '', headOnly: false })
      case 'pass': {
        const { pathname } = new URL(url, originOf(secrets))
        if (request.method === 'POST') {
          const boundary = takesUsage(pathname) ? boundaryOf(request.headers['content-type']) : null
          const matched = boundary === null ? (await (takesUsage(pathname) ? usageHandler : handler).handle(request, response, { prefix: RPC_PREFIX })).matched : await serveUsage(request, response, boundary)
          return matched ? undefined : say(response, 404, 'There is no such procedure.')
        }
        if (screens !== null) return screens.handle(request, response)
        const file = await readRendererFile(given.rendererFolder, pathname)
        if (file === undefined) return say(response, 404, 'There is no such file.')
        return respond(response, {
          status: 200, headers: { 'content-type': file.mediaType, 'content-security-policy': file.contentSecurityPolicy }, body: file.body, headOnly: request.method === 'HEAD',
        })
      }
    }
  }
  server.on('request', (request, response) => {
    serve(request, response).catch((error: unknown) => {
      // Whoever asked is gone: there is nobody to answer, and nothing of ours went wrong.
      if (request.destroyed && !request.complete) return
      process.stderr.write(`ratebook: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
      if (response.headersSent) response.destroy()
      else say(response, 500, 'Something went wrong inside Ratebook.')
    })
  })
  return {
    origin: originOf(secrets),
    launchAddress: `${originOf(secrets)}/?token=${secrets.token}`,
    async close() {
      await screens?.close()
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}
