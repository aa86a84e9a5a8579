/**
 * One process that serves an app to each test in turn: a core, a loopback host and a data folder of its own, with a copy
 * of the sample that is made once. `start` is answered by the address, `stop` by null once host and folder are gone.
 */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { createSampleFile, SAMPLE_FILE_NAME } from '../../src-main/core/use-cases/sample.ts'
import { createHostedCore, hostedParts } from '../../src-main/hosting/create-hosted-core.ts'
import { rendererFolder } from '../../src-main/hosting/folders.ts'
import { startLoopbackServer } from '../../src-main/loopback/server.ts'
import { createMachineSettings } from '../../src-main/store/index.ts'

export const AUTHOR = 'Ann Analyst'

const folder = mkdtempSync(join(tmpdir(), 'ratebook-e2e-'))
const sample = join(folder, SAMPLE_FILE_NAME)
const host = { kind: 'browser', dialogs: null, titleChanged: () => undefined } as const

function makeSample(): void {
  const made = createSampleFile(hostedParts({ ...host, dataFolder: folder, modelsFolder: folder }), { path: sample, author: '' })
  if (!made.ok) throw new Error(made.failure.message)
  made.value.close()
}

type App = { readonly address: string; stop(): Promise<void> }

async function startApp(): Promise<App> {
  const dataFolder = mkdtempSync(join(folder, 'data-'))
  const modelsFolder = join(dataFolder, 'Models')
  mkdirSync(modelsFolder)
  copyFileSync(sample, join(dataFolder, SAMPLE_FILE_NAME))
  createMachineSettings(dataFolder).write({ author: AUTHOR, recents: [], preferences: {} })
  const core = createHostedCore({ ...host, dataFolder, modelsFolder })
  const complaint = core.openAtStart(null)
  if (complaint !== null) throw new Error(complaint)
  const server = await startLoopbackServer({ core, rendererFolder: rendererFolder(), uploadFolder: tmpdir() })
  return {
    address: server.launchAddress,
    async stop() {
      await server.close()
      core.close()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}

let running: App | undefined

async function answer(message: unknown): Promise<string | null> {
  await running?.stop()
  running = message === 'start' ? await startApp() : undefined
  return running?.address ?? null
}

makeSample()
process.on('message', (message) => void answer(message).then((address) => process.send?.(address)))
process.once('disconnect', () => {
  rmSync(folder, { recursive: true, force: true })
  process.exit(0)
})
