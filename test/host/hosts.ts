/** The same core behind each host: called in process, by HTTP as a browser does, over a message port as the desktop's window does. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'

import { createORPCClient } from '@orpc/client'
import { RPCLink as FetchLink } from '@orpc/client/fetch'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import { createRouterClient } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'

import type { Contract } from '../../src-shared/contract/contract.ts'
import { createCore, type Core } from '../../src-main/core/create-core.ts'
import type { CoreParts } from '../../src-main/core/core-parts.ts'
import type { Dialogs, Log } from '../../src-main/core/ports.ts'
import { hostedParts } from '../../src-main/hosting/create-hosted-core.ts'
import { startLoopbackServer } from '../../src-main/loopback/server.ts'

export type Client = ContractRouterClient<Contract>
export type Incident = Parameters<Log['incident']>[0]

/** A machine of a person: one data folder, a clock that stands still, ids that count. */
export type Machine = {
  readonly folder: string
  readonly incidents: readonly Incident[]
  readonly titles: readonly ({ readonly name: string; readonly path: string } | null)[]
  core(changes?: Partial<CoreParts> & { readonly dialogs?: Dialogs }): Core
  remove(): void
}

export const NOW = '2026-11-22T14:02:05.000Z'

export function createMachine(): Machine {
  const folder = mkdtempSync(join(tmpdir(), 'ratebook-host-'))
  const folders = { dataFolder: join(folder, 'data'), modelsFolder: join(folder, 'models') }
  for (const each of Object.values(folders)) mkdirSync(each)
  const incidents: Incident[] = []
  const titles: ({ readonly name: string; readonly path: string } | null)[] = []
  const cores: Core[] = []
  let ids = 0
  function nextId(): string {
    ids += 1
    return `id-${ids}`
  }
  return {
    folder,
    incidents,
    titles,
    core({ dialogs, ...changes } = {}) {
      const parts = hostedParts({ kind: 'browser', dialogs: dialogs ?? null, titleChanged: (title) => titles.push(title), ...folders })
      const core = createCore({ ...parts, clock: { now: () => new Date(NOW) }, ids: { next: nextId }, log: { incident: (incident) => incidents.push(incident), note: () => undefined }, ...changes })
      cores.push(core)
      return core
    },
    remove() {
      for (const core of cores) core.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type Connection = { readonly client: Client; close(): Promise<void> }

/** A browser that came by the launch address: its origin and the cookie that it was given. */
export async function enter(launchAddress: string): Promise<{ readonly origin: string; readonly cookie: string }> {
  const answer = await fetch(launchAddress, { redirect: 'manual' })
  return { origin: new URL(launchAddress).origin, cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '' }
}

async function overHttp(core: Core): Promise<Connection> {
  const server = await startLoopbackServer({ core, rendererFolder: tmpdir(), uploadFolder: tmpdir() })
  const { origin, cookie } = await enter(server.launchAddress)
  return { client: createORPCClient(new FetchLink({ url: `${origin}/rpc`, headers: { origin, cookie } })), close: () => server.close() }
}

async function overPort(core: Core): Promise<Connection> {
  const { port1, port2 } = new MessageChannel()
  new RPCHandler(core.router).upgrade(port1)
  port1.start()
  const client: Client = createORPCClient(new PortLink({ port: port2 }))
  port2.start()
  return {
    client,
    close: async () => {
      port1.close()
      port2.close()
    },
  }
}

export const HOSTS: readonly { readonly host: string; readonly connect: (core: Core) => Promise<Connection> }[] = [
  { host: 'in process', connect: async (core) => ({ client: createRouterClient(core.router), close: async () => undefined }) },
  { host: 'loopback', connect: overHttp },
  { host: 'message port', connect: overPort },
]
