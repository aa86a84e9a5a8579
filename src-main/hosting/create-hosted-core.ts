/** The core with its real parts, wired once for every host: desktop, loopback and command line. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { z } from 'zod'

import { createCore, type Core } from '../core/create-core.ts'
import type { CoreParts } from '../core/core-parts.ts'
import type { Host } from '../core/ports.ts'
import { createFiles, createMachineSettings, createStoreFactory } from '../store/index.ts'
import { createSamples } from '../workbook/samples.ts'
import { createWorkbooks } from '../workbook/index.ts'
import { createFileLog } from './file-log.ts'
import { applicationFolder, findFolders, type Folders } from './folders.ts'

/** What a host says of itself; folders are found where it does not name them. */
export type HostDescription = Pick<Host, 'kind' | 'dialogs' | 'titleChanged'> & Partial<Folders>

export function productVersion(): string {
  const text = readFileSync(join(applicationFolder(), 'package.json'), 'utf8')
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version
}

/** The real parts. @example createCore(hostedParts({ kind: 'command-line', dialogs: null, titleChanged: () => undefined })) */
export function hostedParts({ kind, dialogs, titleChanged, ...given }: HostDescription): CoreParts {
  const folders = given.dataFolder === undefined || given.modelsFolder === undefined ? findFolders() : { dataFolder: given.dataFolder, modelsFolder: given.modelsFolder }
  const clock = { now: () => new Date() }
  return {
    clock,
    ids: { next: () => randomUUID() },
    storeFactory: createStoreFactory({ clock }),
    workbooks: createWorkbooks(),
    files: createFiles(),
    settings: createMachineSettings(folders.dataFolder),
    samples: createSamples(join(applicationFolder(), 'assets', 'samples')),
    log: createFileLog(join(folders.dataFolder, 'ratebook.log')),
    host: { kind, dialogs, titleChanged, ...folders },
    productVersion: productVersion(),
  }
}

export function createHostedCore(description: HostDescription): Core {
  return createCore(hostedParts(description))
}
