/** The core for the command line: the same use cases as the screens, without a display. */
import { userInfo } from 'node:os'

import { createRouterClient, type RouterClient } from '@orpc/server'

import { createCore } from '../core/create-core.ts'
import type { CoreParts } from '../core/core-parts.ts'
import type { CoreRouter } from '../core/router.ts'
import { hostedParts } from '../hosting/create-hosted-core.ts'

export type CliCore = {
  readonly parts: CoreParts
  readonly client: RouterClient<CoreRouter>
  close(): void
}

function userName(): string {
  try {
    return userInfo().username
  } catch {
    return ''
  }
}

/** Scripts leave the person's recent files and preferences alone; edits carry their name, or the system's where none was given. */
function readOnlySettings({ settings }: CoreParts): CoreParts['settings'] {
  return {
    read() {
      const data = settings.read()
      return { ...data, author: data.author === '' ? userName() : data.author }
    },
    write: () => undefined,
  }
}

export function openCore(): CliCore {
  const real = hostedParts({ kind: 'command-line', dialogs: null, titleChanged: () => undefined })
  const parts = { ...real, settings: readOnlySettings(real) }
  const core = createCore(parts)
  return { parts, client: createRouterClient(core.router, { context: {} }), close: () => core.close() }
}
