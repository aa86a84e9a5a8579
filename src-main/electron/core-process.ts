/** The core in a process of its own: a long read never freezes a window. Started by the main process, served over a port. */
import { RPCHandler } from '@orpc/server/message-port'

import type { Core } from '../core/create-core.ts'
import type { Dialogs } from '../core/ports.ts'
import type { NoContext } from '../core/router.ts'
import { createHostedCore } from '../hosting/create-hosted-core.ts'
import { toCore, type FromCore } from './core-messages.ts'

const { parentPort } = process
const waiting = new Map<number, (path: string | null) => void>()
let core: Core | null = null
let handler: RPCHandler<NoContext> | null = null
let asked = 0

const tell: (message: FromCore) => void = parentPort.postMessage.bind(parentPort)

function ask(question: (id: number) => FromCore): Promise<string | null> {
  asked += 1
  const id = asked
  return new Promise((resolve) => {
    waiting.set(id, resolve)
    tell(question(id))
  })
}

const dialogs: Dialogs = {
  chooseModelToOpen: () => ask((id) => ({ kind: 'ask-open', id })),
  chooseFolder: () => ask((id) => ({ kind: 'ask-folder', id })),
  chooseWhereToSave: ({ name, kind }) => ask((id) => ({ kind: 'ask-save', id, name, saveAs: kind })),
}

parentPort.on('message', ({ data, ports }) => {
  const message = toCore.parse(data)
  switch (message.kind) {
    case 'start':
      core = createHostedCore({ kind: 'desktop', dialogs, titleChanged: (title) => tell({ kind: 'title', title }), ...message.folders })
      handler = new RPCHandler(core.router)
      tell({ kind: 'ready', complaint: core.openAtStart(message.file) })
      return
    case 'connect': {
      const [port] = ports
      if (port === undefined || handler === null) throw new Error('A connection needs a started core and a port.')
      handler.upgrade(port)
      port.start()
      return
    }
    case 'answer':
      waiting.get(message.id)?.(message.path)
      waiting.delete(message.id)
      return
    case 'close':
      core?.close()
      tell({ kind: 'closed' })
      process.exit(0)
  }
})
