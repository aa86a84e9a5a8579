import { accessSync, constants, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'

import type { Clock, Store, StoreFactory } from '../core/ports.ts'
import { makeBackup } from './backups.ts'
import { absolutePath, APPLICATION_ID, assertWritable, connect, type Connection, copyModel, findModel, prepareForWriting } from './database.ts'
import { attempt, damaged, fileExists, folderMissing, fromNewerVersion, StoreRefusal } from './failures.ts'
import { takeLock } from './lock.ts'
import { migrate, type Migration, newestSchema, readSchema } from './migrate.ts'
import { MIGRATIONS } from './migrations/index.ts'
import { modelStore } from './model-store.ts'
import { moveToFreeName, writeAside } from './place-file.ts'

export type StoreFactoryOptions = {
  readonly clock: Clock
  /** Every schema, oldest first. */
  readonly migrations?: readonly Migration[]
  /** The most pages (of 4 kB) that a model may grow to; a write beyond it fails as on a full disk. */
  readonly maxPageCount?: number
  /** Where the copy for a snapshot is made; the system's temporary folder otherwise. */
  readonly temporaryFolder?: string
}

type Settled = Required<Omit<StoreFactoryOptions, 'maxPageCount'>> & { readonly maxPageCount: number | undefined }
type Request = { readonly path: string; readonly author: string }

/** Model files on this machine: one SQLite database each, with a lock file beside it while it is open for writing. */
export function createStoreFactory(options: StoreFactoryOptions): StoreFactory {
  const settled: Settled = { migrations: MIGRATIONS, temporaryFolder: tmpdir(), maxPageCount: undefined, ...options }
  return {
    create: (request) => attempt(request.path, () => create(settled, request)),
    open: (request) => attempt(request.path, () => (request.mode === 'snapshot' ? openSnapshot(settled, request) : openForWriting(settled, request))),
  }
}

function create(options: Settled, request: Request): Store {
  const path = absolutePath(request.path)
  if (existsSync(path)) throw new StoreRefusal(fileExists(path))
  if (!existsSync(dirname(path))) throw new StoreRefusal(folderMissing(path))
  accessSync(dirname(path), constants.W_OK)
  writeAside(path, {
    write(aside) {
      const database = connect(aside, 'create')
      try {
        prepareForWriting(database, options.maxPageCount)
        database.pragma(`application_id = ${APPLICATION_ID}`)
        migrate(database, options.migrations)
      } finally {
        database.close()
      }
    },
    move: moveToFreeName,
  })
  return openForWriting(options, { ...request, path })
}

function openForWriting(options: Settled, request: Request): Store {
  const { path, realPath } = findModel(request.path)
  assertWritable(realPath)
  const database = connect(realPath, 'read-write')
  const releases: (() => void)[] = [() => database.close()]
  const release = (): void => {
    for (const each of releases.splice(0)) each()
  }
  return orRelease(release, () => {
    refuseNewer(database, { path, migrations: options.migrations })
    const lock = database.transaction(() => takeLock({ modelPath: realPath, author: request.author, since: options.clock.now().toISOString() })).immediate()
    releases.push(() => lock.release())
    prepareForWriting(database, options.maxPageCount)
    if (readSchema(database) < newestSchema(options.migrations)) {
      makeBackup({ database, modelPath: realPath, at: options.clock.now(), label: `before format ${newestSchema(options.migrations)}`, kind: 'automatic' })
      migrate(database, options.migrations)
    }
    checkPages(database, path)
    return modelStore({ database, path, realPath, mode: 'read-write', lock, clock: options.clock, migrations: options.migrations, release })
  })
}

/**
 * Reads a copy of its own, so that it sees one state, holds nobody up, and needs no write permission. The copy is taken
 * into memory and its file deleted at once: a process that is killed leaves no copy of somebody's figures behind.
 */
function openSnapshot(options: Settled, request: Request): Store {
  const { path, realPath } = findModel(request.path)
  const database = copyInMemory(realPath, options.temporaryFolder)
  const release = (): void => {
    database.close()
  }
  return orRelease(release, () => {
    refuseNewer(database, { path, migrations: options.migrations })
    migrate(database, options.migrations)
    checkPages(database, path)
    return modelStore({ database, path, realPath, mode: 'snapshot', lock: null, clock: options.clock, migrations: options.migrations, release })
  })
}

function copyInMemory(realPath: string, temporaryFolder: string): Connection {
  const folder = mkdtempSync(join(temporaryFolder, 'ratebook-snapshot-'))
  try {
    const copy = join(folder, basename(realPath))
    copyModel(realPath, copy)
    return connect(readFileSync(copy), 'read-write')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function orRelease<Value>(release: () => void, act: () => Value): Value {
  try {
    return act()
  } catch (error) {
    release()
    throw error
  }
}

function refuseNewer(database: Connection, model: { readonly path: string; readonly migrations: readonly Migration[] }): void {
  const file = readSchema(database)
  const known = newestSchema(model.migrations)
  if (file > known) throw new StoreRefusal(fromNewerVersion(model.path, { file, known }))
}

/**
 * Nothing is ever written onto a file whose pages do not fit together. The columns' conditions are left to `readRows`,
 * which looks at every row anyway: with them this takes 300 ms for 30,000 prices, without them 20.
 */
function checkPages(database: Connection, path: string): void {
  database.pragma('ignore_check_constraints = ON')
  const answer = database.pragma('quick_check(1)', { simple: true })
  database.pragma('ignore_check_constraints = OFF')
  if (answer !== 'ok') throw new StoreRefusal(damaged(path, `its pages do not fit together (${String(answer)})`))
}
