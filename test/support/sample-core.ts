/** The core with its real parts over a new copy of the sample, in a folder of its own. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { createRouterClient, type RouterClient } from '@orpc/server'

import { createCore } from '../../src-main/core/create-core.ts'
import type { CoreParts } from '../../src-main/core/core-parts.ts'
import type { CoreRouter } from '../../src-main/core/router.ts'
import { hostedParts } from '../../src-main/hosting/create-hosted-core.ts'
import type { Loaded } from '../../src-shared/contract/answers.ts'

export type SampleCore = { readonly folder: string; readonly client: RouterClient<CoreRouter>; readonly parts: CoreParts; readonly model: Loaded; close(): void }

export async function openSampleCore(change: (parts: CoreParts) => Partial<CoreParts> = () => ({})): Promise<SampleCore> {
  const folder = mkdtempSync(join(tmpdir(), 'ratebook-sample-'))
  const real = hostedParts({ kind: 'browser', dialogs: null, titleChanged: () => undefined, dataFolder: folder, modelsFolder: folder })
  const parts = { ...real, ...change(real) }
  const core = createCore(parts)
  const client = createRouterClient(core.router, { context: {} })
  const model = await client.model.openSample({ fresh: true })
  return {
    folder, client, parts, model,
    close() {
      core.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
